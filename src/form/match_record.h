/*
 * match_record - the rows of values that stand in a table's lines.
 *
 * A record is some values in a row and the texts in front of them: a row of a
 * table, or a label with the values on the lines below it.  Which row of the
 * form it is, is not asked here.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_RECORD_H
#define MATCH_RECORD_H

#include "form/match.h"

struct match_record {
	size_t	 text, texts;	/* tokens: what stands in front of it */
	size_t	 value, values;	/* tokens: its values, blanks among them */
	size_t	 head, heads;	/* tokens among which its columns' labels are */
	bool	 row;		/* a row of a table: its blanks are cells */
	unsigned lane;		/* 1 of a second table beside the first */
};

struct match_records {
	struct match_record *at;	/* in document order */
	size_t		 n, room;
	unsigned	 lanes;		/* tables side by side, 1 or 2 */
};

/* Gather the records in the lines of a slot. */
void	match_record_gather(const struct match *match, int slot,
	    struct match_records *ret);

/*
 * A text with digits other than a number in front, and few words: a figure
 * that nobody can read, not a damaged label.
 */
bool	match_record_spoilt(const struct match_token *token);

/* A hit of this kind in this slot, of any form if `form' is -1; or NULL. */
const struct match_hit *match_record_hit(const struct match_token *token,
	    enum match_kind kind, int slot, int form);

#endif
