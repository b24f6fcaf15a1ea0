#include <string.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "store/store.h"
#include "web/dial.h"
#include "web/serve.h"

#define WORKERS	2	/* where nothing else is said */

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "clock", 0, COMMAND_TEXT, "FILE" },
	{ "listen", 0, COMMAND_TEXT, "ADDRESS" },
	{ "workers", 0, COMMAND_TEXT, "N" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static enum err
read_plan(struct command_line *line, struct serve_plan *plan)
{
	const struct command_given	*listen = command_option(line,
					    "listen");
	const struct command_given	*clock = command_option(line,
					    "clock");
	int64_t				 workers = WORKERS;
	enum err			 e = OK;

	if (line->words > 0)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.serve.usage");
	if (command_option(line, "workers")->set)
		e = show_want_int(line, "workers", &workers);
	if (e == OK && (workers < 1 || workers > SERVE_WORKERS))
		e = FAIL(line->job->fault, ERR_INVALID,
		    "command.serve.range", str_int(line->job->arena,
		    SERVE_WORKERS));
	plan->workers = (unsigned)workers;
	plan->listen = listen->set ? listen->value[0] : "127.0.0.1:8080";
	plan->clock = clock->set ? clock->value[0] : NULL;
	plan->words = line->job->words;
	return e;
}

/* The folder is opened once to see that it can be served, by the clock that is
   told, and closed again: each worker has connections of its own, none from
   before the fork. */
COMMAND(serve, .options = options)
(struct command_line *line)
{
	struct job		*job = line->job;
	struct serve_plan	 plan = { 0 };
	struct dial		*dial;

	if (read_plan(line, &plan) != OK || open_store(line) != OK)
		return command_fail(line);
	plan.dir = job->store->dir;
	plan.settings = job->store->settings;
	store_close(job->store);
	if (dial_new(job->arena, plan.settings, plan.clock, &dial,
	    job->fault) != OK)
		return command_fail(line);
	if (serve_run(job->arena, &plan, job->fault) != OK)
		return command_fail(line);
	return 0;
}
