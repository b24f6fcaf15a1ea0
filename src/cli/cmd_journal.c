#include "base/disk.h"
#include "base/file.h"
#include "base/setting.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/sub.h"
#include "domain/journal.h"
#include "store/store.h"

#define FILE_BYTES	((size_t)64 << 20)

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "output", 'o', COMMAND_TEXT, "FILE" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

struct order {
	struct command_line	*line;
	struct buf		 out;
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
run_checkpoint(struct job *job, void *context)
{
	struct order	*order = context;
	const char	*path = target(order->line);
	int64_t		 n;
	str		 text;
	enum err	 e = journal_chain_all(job, &n);

	if (e == OK)
		e = job_read(job, checkpoint, &text);
	if (e != OK)
		return e;
	buf_put(&order->out, text);
	return path == NULL ? OK : append(job, path, text);
}

static enum err
run_chain(struct job *job, void *context)
{
	struct order	*order = context;
	int64_t		 n;
	enum err	 e = journal_chain_all(job, &n);

	if (e == OK)
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.journal.chained",
		    str_int(job->arena, n))));
	return e;
}

static const struct sub	subs[] = {
	{ "chain", " ", " ", run_chain, 0, SUB_ALONE },
	{ "checkpoint", " ", " output ", run_checkpoint, 0, SUB_ALONE },
};

COMMAND(journal, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.journal.usage_wrong", &order, &order.out);
}
