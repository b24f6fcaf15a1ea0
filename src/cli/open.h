/*
 * open - the data folder of a command: --dir DIR.
 *
 * A command that works on a store has OPEN_OPTION in its table and begins
 * with open_store; the store is closed with the job's arena.
 *
 * Calls: base, store, command.
 */
#ifndef OPEN_H
#define OPEN_H

#include "cli/command.h"

#define OPEN_OPTION	{ "dir", 0, COMMAND_TEXT, "DIR" }

/* Open it and set job->store; ERR_INVALID if --dir was not given. */
enum err open_store(struct command_line *line);

/* The same, and one that was restored from before an erasure too, which the
   other refuses (ERR_CONFLICT "erasure.restored"): for erase and verify. */
enum err open_store_restored(struct command_line *line);

/* The same without a look at its tables, which may be old. */
enum err open_store_any(struct command_line *line);

/* The body that --agency names by its code, in a job; 0 if it was not
   given. */
enum err open_body(struct command_line *line, int64_t *ret);

#endif
