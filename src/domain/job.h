/*
 * job - everything the program does is a job; it is handed in first.
 *
 * One arena, one clock, one list of words, one fault.  There is no other
 * state.
 *
 * Calls: base.
 */
#ifndef JOB_H
#define JOB_H

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "base/word.h"

struct job {
	struct arena		*arena;	/* lives as long as the job */
	const struct words	*words;	/* of the reader's language */
	day			 today;	/* the legal day */
	struct fault		*fault;	/* what failed, if anything */
};

#endif
