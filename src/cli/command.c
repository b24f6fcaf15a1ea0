#include "cli/command.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

str
command_typed(struct arena *arena, const struct command *command)
{
	str	name = str_of(command->name);
	char	*typed = str_c(arena, name);

	for (size_t i = 0; i < name.n; i++)
		if (typed[i] == '_')
			typed[i] = '-';
	return (str){ typed, name.n };
}

bool
command_is(const struct command *command, const char *typed)
{
	const char	*name = command->name;

	while (*name != '\0' && *typed == (*name == '_' ? '-' : *name)) {
		name++;
		typed++;
	}
	return *name == '\0' && *typed == '\0';
}

const struct command_given *
command_option(const struct command_line *line, const char *name)
{
	const struct command_option	*option = line->command->options;
	size_t				 i = 0;

	while (option[i].name != NULL && strcmp(option[i].name, name) != 0)
		i++;
	assert(option[i].name != NULL);
	return &line->option[i];
}

void
command_clock(struct job *job)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	job->now = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	job->today = day_of_moment(job->now);
}

int
command_fail(struct command_line *line)
{
	struct job	*job = line->job;
	str		 text = word_fault(job->arena, job->words, job->fault);

	fprintf(stderr, "gongkai: %.*s\n", STRF(text));
	return err_exit(job->fault->code);
}
