/*
 * problem - what went wrong as Problem Details (RFC 9457).
 *
 * Calls: base, response.
 */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "web/input.h"
#include "web/response.h"

/* What happened: a status, a sentence, the key of the sentence (empty: none)
   and the request it happened to. */
struct problem {
	int	status;		/* 404 */
	str	title;		/* in the reader's language */
	str	code;		/* "web.not_found" */
	str	request;	/* its id */
};

/* Answer with it. */
void	 problem_put(struct job *job, struct response *out,
	    const struct problem *problem);

/* Answer with the remarks of the request (400): OK, for a handler to end
   with. */
enum err problem_remarks(struct job *job, const struct input *in,
	    struct response *out);

#endif
