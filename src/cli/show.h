/*
 * show - what commands that answer a question have in common.
 *
 * Calls: base, command.
 */
#ifndef SHOW_H
#define SHOW_H

#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "cli/command.h"

#define SHOW_BYTES	((size_t)16 << 20)	/* of an answer */

/* The value of an option that must be there, as integer or day. */
enum err show_want_int(struct command_line *line, const char *option,
	    int64_t *ret);
enum err show_want_day(struct command_line *line, const char *option,
	    day *ret);

/* Print the answer; the exit status. */
int	 show_out(struct command_line *line, str text);

#endif
