#include <string.h>

#include "base/disk.h"
#include "base/file.h"
#include "base/setting.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/journal.h"
#include "store/store.h"

#define FILE_BYTES	((size_t)64 << 20)

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "output", 'o', COMMAND_TEXT, "FILE" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static enum err
checkpoint(struct job *job, void *context)
{
	return journal_checkpoint(job, context);
}

/* Put a checkpoint behind those that the file has. */
static enum err
append(struct job *job, const char *path, str text)
{
	str		old = S("");
	enum err	e = OK;

	if (file_kind(path) != FILE_MISSING)
		e = file_read(job->arena, path, FILE_BYTES, &old, job->fault);
	if (e != OK)
		return e;
	return disk_write_private(path, str_printf(job->arena, "%.*s%.*s",
	    STRF(old), STRF(text)), job->fault);
}

/* Where checkpoints go: the option, else the setting, else nowhere. */
static const char *
target(const struct command_line *line)
{
	const struct command_given	*output = command_option(line,
					    "output");
	str				 set = setting_text(
	    line->job->store->settings, "checkpoint_file");

	if (output->set)
		return output->value[0];
	return set.n == 0 ? NULL : str_c(line->job->arena, set);
}

static enum err
run_checkpoint(struct command_line *line, str *ret)
{
	const char	*path = target(line);
	int64_t		 n;
	enum err	 e = journal_chain_all(line->job, &n);

	if (e == OK)
		e = job_read(line->job, checkpoint, ret);
	if (e == OK && path != NULL)
		e = append(line->job, path, *ret);
	return e;
}

static enum err
run_chain(struct command_line *line, str *ret)
{
	struct job	*job = line->job;
	int64_t		 n = 0;
	enum err	 e = journal_chain_all(job, &n);

	*ret = str_printf(job->arena, "%.*s\n", STRF(WORD(job->arena,
	    job->words, "command.journal.chained", str_printf(job->arena,
	    "%lld", (long long)n))));
	return e;
}

COMMAND(journal, .options = options)
(struct command_line *line)
{
	struct job	*job = line->job;
	bool		 signs = line->words == 1 &&
			    strcmp(line->word[0], "checkpoint") == 0;
	bool		 chains = line->words == 1 &&
			    strcmp(line->word[0], "chain") == 0 &&
			    !command_option(line, "output")->set;
	str		 text;

	if (!signs && !chains) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.journal.usage_wrong");
		return command_fail(line);
	}
	if (open_store(line) != OK ||
	    (signs ? run_checkpoint : run_chain)(line, &text) != OK)
		return command_fail(line);
	return show_out(line, text);
}
