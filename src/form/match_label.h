/*
 * match_label - every label of the forms, to be found in running text.
 *
 * The labels of all forms with their variants stand in one trie over folded
 * characters: blanks and punctuation do not count, full-width is half-width,
 * traditional is simplified.  A trie, because labels are torn over lines (the
 * walk goes on where the next line begins) and glued to each other (the
 * longest label wins).  The number in front of a label and notes in brackets
 * may be there or not; how much was overlooked is told.
 *
 * Calls: base, form.
 */
#ifndef MATCH_LABEL_H
#define MATCH_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "form/form.h"

/* What a label names. */
enum match_kind {
	MATCH_ROW, MATCH_COLUMN, MATCH_HEAD, MATCH_CORNER, MATCH_GROUP,
	MATCH_SECTION, MATCH_TITLE
};

/* How much had to be overlooked; less is better. */
enum match_how {
	MATCH_EXACT,		/* number, notes and all */
	MATCH_NOTELESS,		/* what stands in brackets is off */
	MATCH_BARE		/* the number is off */
};

/* One thing of one form that bears a label. */
struct match_hit {
	enum match_kind	 kind;
	enum match_how	 how;
	bool		 official;	/* the wording of the form itself */
	unsigned	 form;		/* index in the forms */
	unsigned	 slot;		/* of the table; of none for sections */
	unsigned	 index;		/* of row, block, group or section */
	unsigned	 column;	/* of columns: index in the block */
};

/* A folded wording and all that bears it. */
struct match_label {
	str		 fold;		/* the wording, folded */
	unsigned	 points;	/* characters of it */
	struct match_hit *hit;		/* what bears it */
	size_t		 hits;
	uint32_t	 slots;		/* tables that have it, a bit a slot */
};

/* A table by its key, whichever form it is of. */
struct match_slot {
	str			 key;	/* "t2" */
	const struct form_table	**table; /* one a form, NULL if it has none */
};

#define MATCH_SLOTS	32u		/* tables by key, at most */
#define MATCH_NOWHERE	UINT32_MAX	/* the walk has left the trie */

struct match_index;

/* Index the labels of forms; the result lives and ends with the arena. */
const struct match_index *match_label_index(struct arena *arena,
	    const struct forms *forms);

/* The tables by key, in the order of the newest form. */
const struct match_slot *match_label_slots(const struct match_index *index,
	    size_t *ret_n);

/*
 * Walk on from a node (0 is the start) over a whole text; MATCH_NOWHERE if no
 * label goes on like this.
 */
uint32_t match_label_walk(const struct match_index *index, uint32_t node,
	    str text);

/* The label that ends at a node; NULL if none does. */
const struct match_label *match_label_end(const struct match_index *index,
	    uint32_t node);

/*
 * The label that a whole text is, number and notes in brackets off if need
 * be; NULL if it is none.
 */
const struct match_label *match_label_whole(struct arena *arena,
	    const struct match_index *index, str text,
	    enum match_how *ret_how);

/*
 * The longest label that begins at byte `from'; *ret_to is the byte after
 * it.  NULL if none does.
 */
const struct match_label *match_label_at(const struct match_index *index,
	    str text, size_t from, size_t *ret_to);

/* The character that stands for this one in a label, 0 if it does not count. */
uint32_t match_label_point(uint32_t point);

/*
 * The byte after a number in front of a label: "一、", "（三）", "2.", "②".
 * 0 if there is none.
 */
size_t	 match_label_number(str text);

/* A text without its notes in brackets; numbers in brackets stay. */
str	 match_label_noteless(struct arena *arena, str text);

/*
 * How alike two folded wordings are, 0 to 100, by pairs of neighbouring
 * characters; and how much of `part' is found in `all'.
 */
unsigned match_label_alike(str a, str b);
unsigned match_label_within(str part, str all);

/* A text as labels are compared: only what counts. */
str	 match_label_fold(struct arena *arena, str text);

#endif
