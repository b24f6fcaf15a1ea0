/*
 * story - what the tortured program does, step by step.
 *
 * A step keeps an attachment, takes a number, writes the journal and chains
 * it now and then; once acknowledged, everything of it must be found again.
 */
#ifndef STORY_H
#define STORY_H

#include <stdbool.h>

#include "tests/store.h"

#define STORY_ERASED	2	/* the step whose attachment is erased */

/* A body to which everything belongs. */
void	 story_begin(struct test_store *t);

/* Do a step; each is numbered, from 1. */
enum err story_step(struct job *job, int number);

/* Erase the attachment of step STORY_ERASED. */
enum err story_erase(struct job *job);

enum story_erasure { STORY_NOT_YET, STORY_MAYBE, STORY_DONE };

/* How many steps are whole in the store; fails the test if one is half
   there, or one up to `acknowledged' is not, or what was erased is. */
int	 story_check(struct job *job, int acknowledged,
	    enum story_erasure erasure);

/* The store is whole: gongkai verify finds nothing, but that an erasure has
   to be ended, which is done then. */
void	 story_verify(struct job *job);

#endif
