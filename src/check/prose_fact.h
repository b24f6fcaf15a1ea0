/*
 * prose_fact - what the counts of the prose are counts of.
 *
 * A fact is a count whose meaning is certain from the words beside it: so
 * many applications received, so many not disclosed, so many suits; or the
 * statement that there was none.  What is not certain is no fact.
 *
 * Calls: base, prose, prose_none.
 */
#ifndef PROSE_FACT_H
#define PROSE_FACT_H

#include "check/prose.h"

enum prose_what {
	PROSE_RECEIVED,		/* applications of the year */
	PROSE_CARRIED_OVER,	/* from the year before */
	PROSE_CARRIED_ON,	/* into the next year */
	PROSE_HANDLED,		/* applications that got their answer */
	PROSE_ANSWERED,		/* one result; key: rows of table 3 */
	PROSE_ASKED_BY,		/* applications of natural persons ...; key */
	PROSE_REVIEWS,
	PROSE_SUITS,
	PROSE_DISPUTES,		/* reviews and suits in one number */
	PROSE_DIRECT_SUITS,
	PROSE_LATER_SUITS,	/* after a review */
	PROSE_JUDGED,		/* one outcome; key: column of table 4 */
	PROSE_ENACTED,		/* key: row of table 2, column: which figure */
	PROSE_DECIDED,		/* licences, penalties; key: row of table 2 */
	PROSE_CHARGED,		/* fees; the value is money */
	PROSE_NOTHING
};

/* Whom a sentence counts for. */
enum prose_scope {
	PROSE_OWN,		/* nobody else is named */
	PROSE_ALL_BELOW,	/* 全区, 各部门 */
	PROSE_ONE_OF		/* 区政府办公室, 本级 */
};

#define PROSE_KEYS	4

struct prose_fact {
	enum prose_what	 what;
	str		 key[PROSE_KEYS];	/* counted together */
	size_t		 keys;
	enum prose_what	 of;		/* of an outcome: reviews or suits */
	str		 column;	/* made, repealed, in_force */
	int64_t		 count;		/* 0 for none */
	struct number	 value;		/* of PROSE_CHARGED: money */
	const struct prose_block *block;
	size_t		 sentence;	/* index in the block */
	size_t		 from, to;	/* bytes of the block: the phrase */
	ptrdiff_t	 mention;	/* -1: said in words */
	bool		 part;		/* named as a part of something */
	bool		 loose;		/* 受理: may count what was handled */
	bool		 bare;		/* without a verb: or what was given */
	enum prose_scope scope;
	int		 year;		/* the year named, 0 if none */
	bool		 partial;	/* of months, of years, of last year */
};

/* Find the facts of a prose whose blocks are there. */
void	prose_fact_read(struct arena *arena, struct prose *prose);

/* Is it a fact of the whole reporting year? */
bool	prose_fact_current(const struct prose *prose,
	    const struct prose_fact *fact);

/* Does the sentence speak of applications for government information? */
bool	prose_fact_of_applications(const struct prose_block *block,
	    size_t sentence);

/* Does it speak of the disclosure of government information at all? */
bool	prose_fact_of_disclosure(const struct prose_block *block,
	    size_t sentence);

/*
 * The time in front of a token of its sentence: a year that is named, else 0;
 * partial where it is some months, another time (上年) or no past (将).
 */
void	prose_fact_time(const struct prose_block *block, size_t token,
	    int *ret_year, bool *ret_partial);

/* Whom the words in front of a token count for. */
enum prose_scope prose_fact_scope(const struct prose_block *block,
	    size_t token);

#endif
