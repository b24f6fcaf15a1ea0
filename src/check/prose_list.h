/*
 * prose_list - a whole and its parts, as a sentence enumerates them.
 *
 * 共公开信息210条。其中，平台34条，微信141条，地方号35条.  A list begins at a
 * word or mark that says parts follow (其中, 包括, a colon, a bracket, 一是)
 * and ends where the sentence turns to something else.  What the parts are
 * parts of is not always certain, so a list keeps every count that may be
 * meant.
 *
 * Calls: base, prose.
 */
#ifndef PROSE_LIST_H
#define PROSE_LIST_H

#include "check/prose.h"

#define PROSE_LIST_PARTS	64	/* parts of a list at most */
#define PROSE_LIST_WHOLES	8	/* counts that may be its whole */
#define PROSE_LIST_BEHIND	8	/* counts that may go on with it */

/* What begins a list. */
enum prose_cue {
	PROSE_CUE_AMONG,	/* 其中, 分别为 */
	PROSE_CUE_HOLDING,	/* 含, 包括: the parts may be some of them */
	PROSE_CUE_COLON,
	PROSE_CUE_BRACKET,	/* 23件（市级3件、县级20件） */
	PROSE_CUE_ITEMS,	/* 一是, 二是 */
	PROSE_CUE_TOTAL		/* the whole stands behind: 总计192条 */
};

/* What the parts of one list can be told apart by. */
enum prose_aspect {
	PROSE_BY_UNKNOWN, PROSE_BY_ROUTE, PROSE_BY_APPLICANT, PROSE_BY_RESULT,
	PROSE_BY_HANDLING, PROSE_BY_CHANNEL
};

struct prose_part {
	const struct prose_mention *mention;	/* its count */
	const struct prose_mention *share;	/* its percentage, or NULL */
	enum prose_aspect	 aspect;	/* what it is told apart by */
	bool			 rest;		/* 其他, 其余 */
};

struct prose_list {
	const struct prose_block *block;	/* it stands in */
	enum prose_cue		 cue;		/* what it begins with */
	size_t			 token;		/* where it begins */
	/* What may be meant, nearest first. */
	const struct prose_mention *whole[PROSE_LIST_WHOLES];
	size_t			 wholes;	/* how many */
	struct prose_part	 part[PROSE_LIST_PARTS]; /* in order */
	size_t			 parts;		/* how many */
	int64_t			 behind[PROSE_LIST_BEHIND]; /* what follows */
	size_t			 behinds;	/* how many */
	bool			 hedged;	/* 主要, 等: not all named */
	bool			 nested;	/* parts of a part, perhaps */
	bool			 item;		/* it ends at a semicolon */
	bool			 rough;		/* a count of it is rough */
	bool			 mixed;		/* with counts of other units */
	bool			 rest;		/* some part is the rest */
};

/* Find the lists of all blocks, in order: prose->list. */
void	prose_list_read(struct arena *arena, struct prose *prose);

#endif
