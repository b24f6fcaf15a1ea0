/*
 * command - what can be typed after `gongkai'.
 *
 * COMMAND(name, fields) followed by the function's head and body makes an
 * entry; the build gathers them.  Options are a table: from it come the
 * parser, --help and the check that the manual page tells of each.
 *
 * Calls: base, domain.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/job.h"

enum command_value { COMMAND_FLAG, COMMAND_TEXT, COMMAND_TEXTS };

struct command_option {
	const char		*name;	/* "json" for --json */
	char			 letter; /* 'o' for -o, or 0 */
	enum command_value	 value;	/* TEXTS takes all words up to the next
					   option */
	const char		*argument; /* "FILE" in the help, or NULL */
};

/* An option as it was given. */
struct command_given {
	bool		 set;	/* it was given */
	const char	**value;	/* NUL-ended words */
	size_t		 n;
};

struct command_line {
	struct job		*job;
	const struct command	*command;
	struct command_given	*option; /* as in command->options */
	const char		**word;	/* what is no option */
	size_t			 words;
};

struct command {
	const char			*name;	/* "check"; `_' is typed `-' */
	const struct command_option	*options; /* ended by a NULL name */
	/* Its body; gives the exit status. */
	int				(*run)(struct command_line *line);
};

/*
 * Texts stand in words/ under command.<name>: `summary', `usage', and
 * `option.<name>' for each option.  The function returns the exit status:
 * 0 done, 1 findings or refusals, 2 wrong use or unreadable input, 3 the
 * system failed.
 */
#define COMMAND(name_, ...) \
	static int command_run_##name_(struct command_line *line); \
	const struct command command_##name_ = { .name = #name_, \
	    __VA_ARGS__, .run = command_run_##name_ }; \
	static int command_run_##name_

extern const struct command *const command_index[];
extern const size_t command_count;

/* The command is the one that was typed; and what is to be typed. */
bool	 command_is(const struct command *command, const char *typed);
str	 command_typed(struct arena *arena, const struct command *command);

/* An option by name; the name must be in the table. */
const struct command_given *command_option(const struct command_line *line,
	    const char *name);

/* Set the job's moment and legal day; the only place that asks the system for
   them. */
void	 command_clock(struct job *job);

/* Print the sentence of the job's fault and give its exit status. */
int	 command_fail(struct command_line *line);

#endif
