/*
 * secret - a password that is typed where nobody reads it.
 *
 * Passwords never stand in a command line, where every user of the machine
 * can see them: they are typed on the terminal without an echo, twice, or
 * come as the first line of standard input.
 *
 * Calls: base, command.
 */
#ifndef SECRET_H
#define SECRET_H

#include "cli/command.h"

enum secret_from { SECRET_TERMINAL, SECRET_STDIN };

/*
 * Read a new password; it is wiped by the arena's end.  ERR_INVALID
 * "secret.differ" if the two are not the same, "secret.none" for nothing,
 * "secret.no_terminal" where there is none.
 */
enum err secret_read(struct job *job, enum secret_from from, str *ret);

#endif
