/*
 * user_show - people, their roles and the state of their accounts, as lines
 * and as JSON.
 *
 * Of passwords and secrets only that they are there is shown.
 *
 * Calls: base, domain.
 */
#ifndef USER_SHOW_H
#define USER_SHOW_H

#include "base/buf.h"
#include "domain/credential.h"
#include "domain/person.h"

enum user_show { USER_SHOW_TEXT, USER_SHOW_JSON };

/* A role that a person holds or held, and our code of the body. */
struct user_role {
	struct grant	grant;		/* as it is kept */
	str		agency;		/* our code */
};

struct user_card {
	struct person		 person;	/* as it is kept */
	str			 agency;	/* our code of his body */
	struct credential	 credential;	/* how he comes in */
	int64_t			 recovery;	/* recovery codes left */
	struct user_role	*role;		/* in the order given */
	size_t			 roles;		/* how many */
};

/* All that is shown of a person; in a transaction. */
enum err user_show_load(struct job *job, const struct person *person,
	    struct user_card *ret);

/* One person whole, and several in brief. */
void	 user_show_card(struct job *job, enum user_show how,
	    const struct user_card *card, struct buf *buf);
void	 user_show_list(struct job *job, enum user_show how,
	    const struct user_card *card, size_t n, struct buf *buf);

#endif
