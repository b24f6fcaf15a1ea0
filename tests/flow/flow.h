/*
 * flow - the stories beside this file, run line by line; see README.md.
 */
#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>

#include "domain/person.h"
#include "domain/step.h"
#include "tests/store.h"

struct door;
struct served;
struct visitor;

#define FLOW_KINDS	16	/* of things in one flow */

/* `key=value', `key~part', or a bare word (no key). */
struct flow_word {
	str	key;		/* "name"; empty for a bare word */
	str	value;		/* what stands behind the sign */
	bool	part;		/* `~': a part of the value is meant */
};

struct flow_line {
	unsigned	 number;	/* in its file */
	str		 verb;		/* "step" */
	struct flow_word *word;		/* up to the arrow */
	size_t		 words;
	struct flow_word *then;		/* behind it */
	size_t		 thens;
};

/* The last thing of a kind that the flow spoke of. */
struct flow_thing {
	const char	*kind;
	int64_t		 id;
};

/* Who acts. */
enum flow_who { FLOW_MACHINE, FLOW_VISITOR, FLOW_PERSON };

/* A story being told. */
struct flow {
	const char		*file;
	const struct flow_line	*line;	/* that is being run */
	struct test_store	*t;
	enum flow_who		 who;
	str			 login;	/* of a person */
	struct flow_thing	 thing[FLOW_KINDS];
	size_t			 things;
	int64_t			 attachment; /* the last one; 0 */
	struct served		*served; /* the server; NULL: without one */
	struct door		*door;	/* of the web; NULL until asked for */
	struct visitor		*visitor; /* who acts, before it; NULL so far */
};

/* Read a story; a line that is not understood ends the test. */
void	 flow_read(const char *file, struct flow_line **ret, size_t *ret_n);

/* Run one on an engine, by jobs or through the server: what a woven test
   calls. */
void	 flow_run(const char *file, enum db_engine engine, bool served);

/* The test ends here: file, line, what was expected, what was found. */
void	 flow_fail(const struct flow *flow, const char *format, ...)
	    __attribute__((format(printf, 2, 3), noreturn));

/* The value of a key among a line's words; empty if it is not there. */
str	 flow_value(const struct flow_word *word, size_t n, const char *key);

/* A bare word by place; the test ends if there is none. */
str	 flow_bare(const struct flow *flow, size_t place);

/* The job of the line, as whom the flow says. */
struct job *flow_job(struct flow *flow);

/* What a line that may be refused came to, held against what it expects. */
void	 flow_end(const struct flow *flow, enum err e);

/* The same by the key of the refusal; NULL: it went well. */
void	 flow_ended(const struct flow *flow, const char *refused);

/* The last thing of a kind; 0 if there is none. */
int64_t	 flow_thing(const struct flow *flow, str kind);

/* People and bodies. */
void	 flow_found(struct flow *flow);
int64_t	 flow_body(struct flow *flow, str code);
void	 flow_as(struct flow *flow);
void	 flow_person(struct flow *flow);
void	 flow_grant(struct flow *flow);
void	 flow_revoke(struct flow *flow);

/* What is in the store and in the outbox. */
void	 flow_expect(struct flow *flow);
void	 flow_mail(struct flow *flow);
void	 flow_attach(struct flow *flow);

/* What a step came to against what the line expects; empty: none. */
void	 flow_compare(const struct flow *flow, str state, str due,
	    str paused);

/* A step through the server: its thing, whose number is set, and its values. */
void	 flow_step(struct flow *flow, struct flow_thing *thing, str step,
	    str body, const struct step_input *input);

/* Before the web's door, and a password to come in with. */
void	 flow_get(struct flow *flow);
void	 flow_post(struct flow *flow);
void	 flow_password(struct flow *flow);

#endif
