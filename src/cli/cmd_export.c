#include <string.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/agency.h"
#include "office/export_record.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* An order to export. */
struct order {
	struct command_line	*line;
	struct export_record	 export;
};

static enum err
find_body(struct job *job, void *context)
{
	struct order	*order = context;

	(void)job;
	return open_body(order->line, &order->export.agency);
}

COMMAND(export, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };
	struct job	*job = line->job;
	enum err	e;

	if (line->words != 2 || strcmp(line->word[0], "records") != 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.export.what");
		return command_fail(line);
	}
	order.export.path = line->word[1];
	e = open_store(line);
	if (e == OK)
		e = job_read(job, find_body, &order);
	if (e == OK)
		e = export_record(job, &order.export);
	if (e != OK)
		return command_fail(line);
	return show_out(line, str_printf(job->arena, "%.*s\n",
	    STRF(WORD(job->arena, job->words, "command.export.done",
	    str_int(job->arena, order.export.rows), str_int(job->arena,
	    order.export.before),
	    str_of(order.export.path)))));
}
