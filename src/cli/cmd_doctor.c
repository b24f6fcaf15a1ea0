#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "office/doctor.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static void
show_text(struct job *job, struct buf *buf, const struct doctor *doctor)
{
	for (size_t i = 0; i < doctor->n; i++)
		buf_printf(buf, "%.*s\n  %.*s\n",
		    STRF(doctor->finding[i].what),
		    STRF(doctor->finding[i].remedy));
	if (doctor->n == 0)
		buf_printf(buf, "%.*s\n", STRF(word(job->words,
		    "doctor.well")));
}

static void
show_json(struct buf *buf, const struct doctor *doctor)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_array(&json);
	for (size_t i = 0; i < doctor->n; i++) {
		const struct doctor_finding	*finding =
		    &doctor->finding[i];

		json_open_object(&json);
		json_put_member(&json, "key", str_of(finding->key));
		json_put_member(&json, "message", finding->what);
		json_put_member(&json, "remedy", finding->remedy);
		json_close_object(&json);
	}
	json_close_array(&json);
	buf_byte(buf, '\n');
}

COMMAND(doctor, .options = options)
(struct command_line *line)
{
	const struct command_given	*dir = command_option(line, "dir");
	struct job			*job = line->job;
	struct doctor			*doctor;
	struct buf			 buf;

	if (line->words > 0 || !dir->set)
		(void)FAIL(job->fault, ERR_INVALID, line->words > 0 ?
		    "command.no_words" : "command.option_missing",
		    line->words > 0 ? str_of(line->word[0]) : S("dir"));
	else if (file_kind(dir->value[0]) != FILE_DIRECTORY)
		(void)FAIL(job->fault, ERR_NOT_FOUND, "store.no_folder",
		    str_of(dir->value[0]));
	if (job->fault->code != OK)
		return command_fail(line);
	doctor = arena_alloc(job->arena, sizeof *doctor);
	doctor_run(job, dir->value[0], doctor);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(&buf, doctor);
	else
		show_text(job, &buf, doctor);
	fault_clear(job->fault);
	if (show_out(line, buf_str(&buf)) != 0)
		return 3;
	return doctor->n == 0 ? 0 : 1;
}
