#include "cli/open.h"

#include "store/store.h"

enum err
open_store(struct command_line *line)
{
	const struct command_given	*dir = command_option(line, "dir");
	struct job			*job = line->job;

	if (!dir->set)
		return FAIL(job->fault, ERR_INVALID, "command.option_missing",
		    S("dir"));
	return store_open(job->arena, dir->value[0], &job->store, job->fault);
}
