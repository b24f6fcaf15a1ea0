/*
 * publishing - what tests about records on their way begin with: a body with
 * its people, and the steps in a few words.
 */
#ifndef TEST_PUBLISHING_H
#define TEST_PUBLISHING_H

#include "domain/dossier.h"
#include "tests/bodies.h"
#include "tests/store.h"

/* A body and who works there. */
struct publishing {
	int64_t	agency;		/* it can number its records */
	int64_t	editor;		/* who drafts, submits and publishes */
	int64_t	reviewer;	/* of the first review */
	int64_t	second;		/* ... of the second */
	int64_t	signer;		/* who signs */
};

/* Make one below `above' (0: none).  `organisation' is its GB 11714 code;
   empty: it cannot number. */
struct publishing publishing_new(struct test_store *t, const char *code,
	    enum agency_level level, int64_t above, const char *organisation);

/* The values of a step. */
#define VALUES(...)							\
	((struct step_input){ (const struct step_value[]){ __VA_ARGS__ }, \
	    sizeof((const struct step_value[]){ __VA_ARGS__ }) /	\
	    sizeof(struct step_value) })
#define NOTHING	((struct step_input){ NULL, 0 })

/* All gates of rules/review.yaml, as a value. */
#define ALL_GATES							\
	{ S("gates"), S("political legal policy secrecy wording") }

/* Take a step on a record as a person of the body; `*thing' is set where it
   was 0. */
enum err publishing_take(struct test_store *t, const struct publishing *body,
	    int64_t person, int64_t *thing, const char *step,
	    struct step_input input);

/* The same where it must go well, and where it must not, with this key. */
void	publishing_do(struct test_store *t, const struct publishing *body,
	    int64_t person, int64_t *thing, const char *step,
	    struct step_input input);
void	publishing_refused(struct test_store *t,
	    const struct publishing *body, int64_t person, int64_t thing,
	    const char *step, struct step_input input, const char *key);

/* Draft one that is complete but for a kind's own fields; its id. */
int64_t	publishing_draft(struct test_store *t, const struct publishing *body,
	    const char *kind, const char *column, str title, str html);

/* Submit it, and let all reviews but the signature pass. */
void	publishing_review(struct test_store *t, const struct publishing *body,
	    int64_t thing);

/* From a draft to what is approved; to what is public. */
void	publishing_approve(struct test_store *t,
	    const struct publishing *body, int64_t thing);
void	publishing_publish(struct test_store *t,
	    const struct publishing *body, int64_t thing);

/* The dossier, and the record, as they are now. */
struct dossier publishing_dossier(struct test_store *t, int64_t thing);
struct record publishing_record(struct test_store *t, int64_t record);

/* The clock stands at eight on this day. */
void	publishing_on(struct test_store *t, int year, int month, int mday);

#endif
