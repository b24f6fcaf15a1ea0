/*
 * token - with which another program acts as a person, within bounds.
 *
 * Its holder has 256 random bits; the store keeps their digest.  A token does
 * what its person may, and of that what its scopes name (needs of
 * rules/roles.yaml), on a body and below it if one is told, until its last
 * day.  A locked account's tokens do nothing.
 *
 * Calls: base, store, job, credential, errand, keyring, person, role.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct actor;

#define TOKEN_NAME	100	/* bytes of a name */
#define TOKEN_DAYS	366	/* how long one holds at most, and usually */

struct token {
	int64_t	id;		/* never shown */
	int64_t	person;		/* as whom it acts */
	str	name;		/* what it is for; one of its name a person */
	str	scopes;		/* needs, parted by blanks; empty: to be known
				   and no more */
	int64_t	body;		/* there and below; 0: wherever he may */
	day	until;		/* last day; DAY_NONE when given: the latest */
	int64_t	created_at;	/* milliseconds */
	int64_t	used_at;	/* to the hour; 0: never */
};

/*
 * Make one for a person: himself, or whoever holds person.grant on his body.
 * The text is for its holder alone.  ERR_INVALID "token.name", "token.scope",
 * "token.until"; ERR_CONFLICT "token.there".
 */
enum err token_new(struct job *job, struct token *token, str reason,
	    str *ret_text);

/* Those of a person that hold, by name. */
enum err token_list(struct job *job, int64_t person, struct token **ret,
	    size_t *ret_n);

/* End one by its name; the same may.  ERR_NOT_FOUND "token.unknown". */
enum err token_end(struct job *job, int64_t person, str name, str reason);

/*
 * Who acts with a text, bounded as it says, in a job of the machine.  That it
 * was used is left to an errand.  ERR_FORBIDDEN "token.none", "person.left".
 */
enum err token_act_as(struct job *job, str text, const struct actor **ret);

#endif
