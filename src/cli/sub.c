#include "cli/sub.h"

#include <string.h>

#include "cli/open.h"
#include "cli/show.h"

static const struct sub *
named(const struct command_line *line, const struct sub *subs, size_t n)
{
	for (size_t i = 0; line->words > 0 && i < n; i++)
		if (strcmp(subs[i].name, line->word[0]) == 0 &&
		    line->words == (size_t)subs[i].words + 1)
			return &subs[i];
	return NULL;
}

/* What was typed, with the options that it wants and no others. */
static enum err
find(const struct command_line *line, const struct sub *subs, size_t n,
    const char *usage, const struct sub **ret)
{
	const struct command_option	*options = line->command->options;
	const struct sub		*sub = named(line, subs, n);
	struct job			*job = line->job;

	if (sub == NULL)
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

static enum err
run(const struct command_line *line, const struct sub *sub, void *context)
{
	if (sub->mode == SUB_ALONE)
		return sub->run(line->job, context);
	return (sub->mode == SUB_WRITE ? job_write : job_read)(line->job,
	    sub->run, context);
}

int
sub_command(struct command_line *line, const struct sub *subs, size_t n,
    const char *usage, void *context, struct buf *out)
{
	const struct sub	*sub;
	enum err		 e;

	buf_init(out, line->job->arena, SHOW_BYTES);
	e = find(line, subs, n, usage, &sub);
	if (e == OK)
		e = open_store(line);
	if (e == OK)
		e = run(line, sub, context);
	return e == OK ? show_out(line, buf_str(out)) : command_fail(line);
}
