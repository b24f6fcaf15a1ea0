/*
 * init_ask - the questions of `gongkai init', on a terminal.
 *
 * Every question has an option; what was given by one is not asked.
 *
 * Calls: base, domain, office.
 */
#ifndef INIT_ASK_H
#define INIT_ASK_H

#include <stdbool.h>

#include "domain/job.h"

/* The three administrators of 等保 that an office begins with. */
enum init_ask_admin { INIT_ASK_SYSTEM, INIT_ASK_SECURITY, INIT_ASK_AUDIT,
	INIT_ASK__ADMINS };

struct init_ask {
	str	name;			/* of the body at the top */
	str	code;			/* our own */
	str	level;			/* "county" */
	str	login[INIT_ASK__ADMINS]; /* empty: not yet */
	str	person[INIT_ASK__ADMINS]; /* their names */
};

/* Somebody sits at a terminal and can be asked. */
bool	 init_ask_can(void);

/*
 * Ask for what is empty.  An empty answer for the body or for an
 * administrator leaves it for later.  ERR_INVALID "command.init.broken_off"
 * at the end of input.
 */
enum err init_ask(struct job *job, struct init_ask *answers);

#endif
