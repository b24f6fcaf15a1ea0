#include "base/buf.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "store/schema.h"
#include "store/store.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "dry-run", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static void
put_line(struct job *job, struct buf *buf, const char *key, str what)
{
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words, key,
	    what)));
}

/* What is missing is told first; with --dry-run nothing else is done. */
static enum err
migrate(struct command_line *line, struct buf *buf)
{
	struct job		*job = line->job;
	struct schema_state	 state;
	bool			 dry = command_option(line, "dry-run")->set;
	enum err		 e;

	e = open_store_any(line);
	if (e == OK)
		e = schema_look(job->store->db, job->arena, &state,
		    job->fault);
	if (e == OK && !dry)
		e = schema_migrate(job->store->db, job->arena, job->now,
		    job->fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < state.n; i++)
		put_line(job, buf, dry ? "command.migrate.missing" :
		    "command.migrate.applied", str_of(state.missing[i]->name));
	if (state.n == 0)
		put_line(job, buf, "command.migrate.nothing",
		    str_of(job->store->dir));
	return OK;
}

COMMAND(migrate, .options = options)
(struct command_line *line)
{
	struct buf	buf;

	buf_init(&buf, line->job->arena, SHOW_BYTES);
	if (line->words > 0) {
		(void)FAIL(line->job->fault, ERR_INVALID, "command.no_words",
		    str_of(line->word[0]));
		return command_fail(line);
	}
	if (migrate(line, &buf) != OK)
		return command_fail(line);
	return show_out(line, buf_str(&buf));
}
