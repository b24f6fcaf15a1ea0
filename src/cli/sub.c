#include "cli/sub.h"

#include <string.h>

static const struct sub *
named(const struct command_line *line, const struct sub *subs, size_t n)
{
	for (size_t i = 0; line->words > 0 && i < n; i++)
		if (strcmp(subs[i].name, line->word[0]) == 0)
			return &subs[i];
	return NULL;
}

enum err
sub_find(const struct command_line *line, const struct sub *subs, size_t n,
    const char *usage, const struct sub **ret)
{
	const struct command_option	*options = line->command->options;
	const struct sub		*sub = named(line, subs, n);
	struct job			*job = line->job;

	if (sub == NULL || line->words != (size_t)sub->words + 1)
		return FAIL(job->fault, ERR_INVALID, usage);
	for (size_t i = 0; options[i].name != NULL; i++) {
		const char	*name = arena_printf(job->arena, " %s ",
				    options[i].name);
		bool		 wanted = strstr(sub->wants, name) != NULL;

		if (wanted && !line->option[i].set)
			return FAIL(job->fault, ERR_INVALID,
			    "command.option_missing",
			    str_of(options[i].name));
		if (line->option[i].set && !wanted &&
		    strcmp(options[i].name, "dir") != 0 &&
		    strstr(sub->takes, name) == NULL)
			return FAIL(job->fault, ERR_INVALID,
			    "command.not_taken", str_of(options[i].name),
			    str_of(sub->name));
	}
	*ret = sub;
	return OK;
}

enum err
sub_run(const struct command_line *line, const struct sub *sub, void *context)
{
	return (sub->mode == DB_WRITE ? job_write : job_read)(line->job,
	    sub->run, context);
}
