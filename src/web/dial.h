/*
 * dial - what time it is for the server's jobs: the machine's, or in a demo's
 * or a test's folder what a file says.
 *
 * The file holds one moment in Beijing, "2026-03-02 10:00", and is read anew
 * each time; while it holds none, what this process read last
 * stands.  Time-outs know nothing of it: guard_now.
 *
 * Calls: base, setting.
 */
#ifndef DIAL_H
#define DIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct dial;
struct settings;

/* By a file, or NULL for the machine's clock.  ERR_FORBIDDEN "dial.office"
   where the folder is an office's; ERR_INVALID "dial.form" for a file that
   holds no moment or cannot be read. */
enum err dial_new(struct arena *arena, const struct settings *settings,
	    const char *file, struct dial **ret, struct fault *fault);

/* Milliseconds since 1970; from any thread. */
int64_t	 dial_now(struct dial *dial);

/* It is set by a file. */
bool	 dial_set(const struct dial *dial);

#endif
