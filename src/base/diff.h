/*
 * diff - what changed between two texts, and two changes made one.
 *
 * Lines are compared first; within lines that gave way to others then words:
 * an ideograph is a word of its own, a run of digits or letters is one.  Time
 * and memory are bounded: texts that differ beyond DIFF_CHANGES in their
 * middle are not compared there but told as gone and come.
 *
 * Calls: arena, str, utf8.
 */
#ifndef DIFF_H
#define DIFF_H

#include <stddef.h>

#include "base/str.h"

struct arena;

#define DIFF_CHANGES	2000u		/* lines, or words of one place */
#define DIFF_STEPS	50000000u	/* of comparing, each time */
#define DIFF_WORDS	200000u		/* of one place, compared as words */

enum diff_is { DIFF_SAME, DIFF_GONE, DIFF_COME };

struct diff_piece {
	enum diff_is	is;
	str		text;	/* a view: of the old text where it is gone,
				   else of the new one */
};

struct diff {
	const struct diff_piece	*piece;	/* no two neighbours are alike, and
					   what is gone stands before what
					   came for it */
	size_t			 n;	/* how many of them */
};

/*
 * What is the same and gone, joined, is the old text; what is the same and
 * come the new one.
 */
const struct diff *diff(struct arena *arena, str old, str new);

/* How a place of three texts stands. */
enum diff_side {
	DIFF_UNCHANGED,		/* in both as it was */
	DIFF_MINE,		/* changed in mine only */
	DIFF_THEIRS,		/* changed in theirs only */
	DIFF_ALIKE,		/* changed in both in the same way */
	DIFF_CONFLICT		/* changed in both, not in the same way */
};

struct diff_part {
	enum diff_side	side;
	str		base;	/* views of whole lines of the three texts */
	str		mine;	/* what it is in mine */
	str		theirs;	/* and in theirs */
};

struct diff_merge {
	const struct diff_part	*part;		/* in their order */
	size_t			 n;		/* how many of them */
	size_t			 conflicts;	/* among them */
	str			 text;		/* where there is none: both
						   changes in one */
};

/*
 * Put two changes of one text together, line by line.  Changes that touch are
 * a conflict: nothing is guessed.
 */
const struct diff_merge *diff_merge(struct arena *arena, str base, str mine,
		    str theirs);

#endif
