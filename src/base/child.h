/*
 * child - another program, held tight.
 *
 * Runs a program from a fixed argument list (no shell) in its own session
 * with a bare environment, without network where the kernel allows it, with
 * limits on processor time, memory, open files, written bytes and wall time.
 * Its input is a file it may read, also by the name /dev/stdin; what it prints
 * is collected up to a limit.  May be called from several threads at once.
 *
 * Calls: arena, buf, err, str, utf8.
 */
#ifndef CHILD_H
#define CHILD_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct child_limits {
	unsigned	seconds;	/* processor time and wall time */
	size_t		memory;		/* bytes of address space */
	size_t		output;		/* bytes read from it */
};

/*
 * Run argv[0] (looked for on PATH) and collect its standard output; `input'
 * is given to it as standard input.  ERR_NOT_FOUND: there is no such program.
 * ERR_TOO_LARGE: it printed more than allowed, or ran past its time or
 * memory.  ERR_OUTSIDE: it ended with a failure; what it printed on standard
 * error is the fault's last argument.  ERR_BUSY: the system could not start
 * it just now.
 */
enum err child_run(struct arena *arena, const char *const *argv, str input,
	    const struct child_limits *limits, str *ret_output,
	    struct fault *fault);

#endif
