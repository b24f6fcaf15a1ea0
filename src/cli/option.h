/*
 * option - the words behind a command, sorted by its table of options.
 *
 * Calls: base, command.
 */
#ifndef OPTION_H
#define OPTION_H

#include "cli/command.h"

/*
 * Read the words after the command's name.  `--name value', `--name=value',
 * `-o value'; after `--' nothing is an option.  An unknown option, a missing
 * value or a doubled option is ERR_INVALID.
 */
enum err option_read(struct command_line *line, const char *const *words,
	    size_t n);

/* The text of `gongkai <command> --help'. */
str	 option_help(struct job *job, const struct command *command);

/* The text of `gongkai --help'. */
str	 option_overview(struct job *job);

#endif
