/*
 * bodies - what tests about bodies and people begin with: making them in a
 * few words, and jobs of people.
 */
#ifndef TEST_BODIES_H
#define TEST_BODIES_H

#include "domain/agency.h"
#include "domain/person.h"
#include "tests/store.h"

/* Make a body that stands since 2019-05-15; its id. */
int64_t	bodies_new(struct test_store *t, const char *code,
	    enum agency_level level, int64_t above);

/* Make a person who works there; the id. */
int64_t	bodies_person(struct test_store *t, const char *login,
	    int64_t agency);

/* Give a role from today on; how it ended. */
enum err bodies_grant(struct test_store *t, int64_t person, const char *role,
	    int64_t agency);

/* What a body is now; it must be there. */
struct agency bodies_load(struct test_store *t, int64_t id);

/* From now on the jobs are this person's; 0: the machine's. */
void	bodies_act_as(struct test_store *t, int64_t person);

#endif
