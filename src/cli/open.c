#include "cli/open.h"

#include "domain/agency.h"
#include "domain/erasure.h"
#include "store/store.h"

/* The folder that was given, or NULL with the fault set. */
static const char *
folder(struct command_line *line)
{
	const struct command_given	*dir = command_option(line, "dir");

	if (dir->set)
		return dir->value[0];
	(void)FAIL(line->job->fault, ERR_INVALID, "command.option_missing",
	    S("dir"));
	return NULL;
}

enum err
open_store(struct command_line *line)
{
	enum err	e = open_store_restored(line);

	return e == OK ? erasure_check(line->job) : e;
}

enum err
open_store_restored(struct command_line *line)
{
	const char	*dir = folder(line);
	struct job	*job = line->job;

	return dir == NULL ? ERR_INVALID : store_open(job->arena, dir,
	    &job->store, job->fault);
}

enum err
open_store_any(struct command_line *line)
{
	const char	*dir = folder(line);
	struct job	*job = line->job;

	return dir == NULL ? ERR_INVALID : store_open_any(job->arena, dir,
	    &job->store, job->fault);
}

enum err
open_body(struct command_line *line, int64_t *ret)
{
	const struct command_given	*code = command_option(line, "agency");
	struct agency			 agency;
	enum err			 e;

	*ret = 0;
	if (!code->set)
		return OK;
	e = agency_find(line->job, str_of(code->value[0]), &agency);
	if (e == OK)
		*ret = agency.id;
	return e;
}
