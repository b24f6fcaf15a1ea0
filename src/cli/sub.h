/*
 * sub - what stands behind a command that does several things: `agency add'.
 *
 * A table tells of each its words, its options and the body of its job.
 *
 * Calls: base, command, domain.
 */
#ifndef SUB_H
#define SUB_H

#include "cli/command.h"

struct sub {
	const char	*name;	/* "add" */
	const char	*wants;	/* options that must be given, each between
				   blanks; " " for none */
	const char	*takes;	/* others, so too, besides --dir */
	job_body	*run;	/* NULL: the command does it by itself */
	int		 words;	/* behind its name */
	enum db_mode	 mode;	/* of the transaction of its job */
};

/*
 * What was typed, with the options that it wants and no others.  ERR_INVALID
 * with the key `usage' where the words do not fit, "command.option_missing",
 * "command.not_taken".
 */
enum err sub_find(const struct command_line *line, const struct sub *subs,
	    size_t n, const char *usage, const struct sub **ret);

/* Run its job. */
enum err sub_run(const struct command_line *line, const struct sub *sub,
	    void *context);

#endif
