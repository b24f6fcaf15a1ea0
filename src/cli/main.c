/*
 * main - find the command and run it as one job.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/option.h"

#define JOB_BYTES	((size_t)1 << 30)

static const char	version[] = "0.1.0";

static const struct command *
command_named(const char *name)
{
	for (size_t i = 0; i < command_count; i++)
		if (command_is(command_index[i], name))
			return command_index[i];
	return NULL;
}

static bool
asks_for_help(const char *const *words, size_t n)
{
	for (size_t i = 0; i < n && strcmp(words[i], "--") != 0; i++)
		if (strcmp(words[i], "--help") == 0)
			return true;
	return false;
}

static int
print(str text)
{
	return err_exit(file_print(text, NULL));
}

static int
run(struct job *job, const char *const *words, size_t n)
{
	struct command_line	 line = { .job = job };

	if (n > 0 && strcmp(words[0], "--version") == 0)
		return print(str_printf(job->arena, "gongkai %s\n", version));
	if (n == 0 || strcmp(words[0], "--help") == 0) {
		(void)print(option_overview(job));
		return n == 0 ? 2 : 0;
	}
	line.command = command_named(words[0]);
	if (line.command == NULL) {
		(void)FAIL(job->fault, ERR_INVALID, "command.unknown",
		    str_of(words[0]));
		return command_fail(&line);
	}
	if (asks_for_help(words + 1, n - 1))
		return print(option_help(job, line.command));
	if (option_read(&line, words + 1, n - 1) != OK)
		return command_fail(&line);

	return line.command->run(&line);
}

/* `--data DIR' before the command, or GONGKAI_DATA in the environment. */
static size_t
data_option(const char *const *words, size_t n)
{
	data_override(getenv("GONGKAI_DATA"));
	if (n < 2 || strcmp(words[0], "--data") != 0)
		return 0;
	data_override(words[1]);
	return 2;
}

int
main(int argc, char **argv)
{
	struct fault		  fault = { .code = OK };
	struct job		  job = { .fault = &fault };
	const char *const	 *words = (const char *const *)argv + 1;
	size_t			  n = argc > 0 ? (size_t)argc - 1 : 0, taken;
	int			  status;

	command_clock(&job);
	taken = data_option(words, n);
	job.arena = arena_new(JOB_BYTES);
	if (word_load(job.arena, word_lang(), &job.words, &fault) != OK) {
		fprintf(stderr, "gongkai: %s: %.*s\n", fault.key,
		    STRF(fault.arg[0]));
		status = 3;
	} else {
		status = run(&job, words + taken, n - taken);
	}
	arena_free(job.arena);
	return status;
}
