/*
 * people - what tests about accounts begin with: people who sign in, and a
 * clock that is set.
 *
 * Hashing is cheap in them (tests/data/cheap).
 */
#ifndef TEST_PEOPLE_H
#define TEST_PEOPLE_H

#include "domain/account.h"
#include "domain/person.h"
#include "tests/bodies.h"
#include "tests/store.h"

#define PEOPLE_PASSWORD	S("kettle-marmot-7-violin")

/* The body that all of them work at; made when it is first asked for. */
int64_t	people_agency(struct test_store *t);

/* A person who works there. */
int64_t	people_new(struct test_store *t, const char *login);

/* The same with PEOPLE_PASSWORD, which need not be changed. */
int64_t	people_member(struct test_store *t, const char *login);

/* Try to come in; `fault' of the store tells how it ended. */
enum err people_enter(struct test_store *t, const char *login, str password,
	    const char *code, struct account_entry *ret);

/* Set the clock on by so many minutes. */
void	people_later(struct test_store *t, int64_t minutes);

/* Give a role on the body. */
void	people_grant(struct test_store *t, int64_t person, const char *role);

/* How many entries of the journal have this action. */
int	people_told(struct test_store *t, const char *action);

/* Who did so last; 0: the machine. */
int64_t	people_told_by(struct test_store *t, const char *action);

/* Set something else than the store's gongkai.conf says ("crypto = gm"). */
void	people_set(struct test_store *t, const char *line);

/* Do all errands that are due; none may fail. */
void	people_errands(struct test_store *t);

/* A text stands somewhere in the file of a store on SQLite. */
bool	people_file_has(struct test_store *t, str text);

#endif
