#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/show.h"
#include "cli/staff_show.h"
#include "office/demo.h"

static const struct command_option	options[] = {
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static str
number(struct job *job, size_t n)
{
	return str_int(job->arena, (int64_t)n);
}

static void
put_text(struct job *job, struct buf *buf, const struct demo *demo)
{
	buf_printf(buf, "%.*s\n%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.demo.made", str_of(demo->made->dir), number(job,
	    demo->bodies), str_int(job->arena, demo->records.made),
	    number(job, demo->changes), number(job, demo->reports))),
	    STRF(WORD(job->arena, job->words, "command.init.key",
	    str_of(demo->made->key_file))));
	if (demo->corpus != NULL)
		buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    "command.demo.brought", str_int(job->arena,
		    demo->brought.tally.made), str_of(demo->corpus))));
	staff_show(job, buf, demo->staff, demo->staffs);
}

static void
put_json(struct buf *buf, const struct demo *demo)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_object(&json);
	json_put_member(&json, "folder", str_of(demo->made->dir));
	json_put_name(&json, "agencies");
	json_put_int(&json, (int64_t)demo->bodies);
	json_put_name(&json, "records");
	json_put_int(&json, demo->records.made);
	json_put_name(&json, "brought");
	json_put_int(&json, demo->brought.tally.made);
	json_put_name(&json, "people");
	staff_show_json(&json, demo->staff, demo->staffs);
	json_close_object(&json);
	buf_byte(buf, '\n');
}

COMMAND(demo, .options = options)
(struct command_line *line)
{
	struct job	*job = line->job;
	struct demo	 demo = { .corpus = getenv("DEMO_CORPUS") };
	struct buf	 buf;

	if (line->words != 1) {
		(void)FAIL(job->fault, ERR_INVALID, "command.init.one_folder");
		return command_fail(line);
	}
	if (demo.corpus != NULL && demo.corpus[0] == '\0')
		demo.corpus = NULL;
	demo.dir = line->word[0];
	if (demo_make(job, &demo) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		put_json(&buf, &demo);
	else
		put_text(job, &buf, &demo);
	return show_out(line, buf_str(&buf));
}
