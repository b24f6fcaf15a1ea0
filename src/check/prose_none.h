/*
 * prose_none - the statements that something did not happen.
 *
 * 未收到政府信息公开申请, 无行政复议和行政诉讼, 行政诉讼：无.  Only where
 * the words between the denial and its object, and behind it, add no
 * condition: 未发生行政复议败诉 says nothing about the number of reviews.
 *
 * Calls: base, prose.
 */
#ifndef PROSE_NONE_H
#define PROSE_NONE_H

#include "check/prose.h"

/* What is denied, and where it is said. */
struct prose_none {
	bool	applications;	/* there were none */
	bool	reviews;	/* there were none */
	bool	suits;		/* there were none */
	size_t	first, last;	/* tokens of the statement */
};

/*
 * Read the statement whose denying word is the token `at' of a block; false
 * if none can be made out.
 */
bool	prose_none_read(const struct prose_block *block, size_t at,
	    struct prose_none *ret);

#endif
