/*
 * sub - what stands behind a command that does several things: `agency add'.
 *
 * A table tells of each its words, its options and the body of its job; one
 * of several words has a row for each number of them.
 *
 * Calls: base, command, domain, open, show.
 */
#ifndef SUB_H
#define SUB_H

#include "base/buf.h"
#include "cli/command.h"

/* In what transaction a subcommand runs; alone: it opens its own. */
enum sub_mode { SUB_READ, SUB_WRITE, SUB_ALONE };

struct sub {
	const char	*name;	/* "add" */
	const char	*wants;	/* options that must be given, each between
				   blanks; " " for none */
	const char	*takes;	/* others, so too, besides --dir */
	job_body	*run;	/* its body */
	int		 words;	/* behind its name */
	enum sub_mode	 mode;	/* of its transaction */
};

/*
 * Do what was typed, whose words and options must be those of a row of the
 * table: open the store, call `run' with `context', print what it has written
 * to `out'.  A transaction may run twice and then begins `out' anew.  The exit
 * status; `usage' is the key of what is said where the words do not fit.
 */
int	 sub_command(struct command_line *line, const struct sub *subs,
	    size_t n, const char *usage, void *context, struct buf *out);

#endif
