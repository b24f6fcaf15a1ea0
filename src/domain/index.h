/*
 * index - index numbers (索引号): how they are made, given out and read.
 *
 * rules/index.yaml tells the schemes (编制方式).  A scheme is a row of parts:
 * a code of the body, the code of a category, the year, a serial number, a
 * check character, and text between them.  A number is given out once, in
 * order, and never changes, whatever becomes of the body or the scheme.
 *
 * Calls: base, store, job, agency, rules.
 */
#ifndef INDEX_H
#define INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct agency;
struct arena;
struct job;

#define INDEX_PARTS	16	/* of one scheme at most */
#define INDEX_BYTES	200	/* of one number at most */

enum index_kind {
	INDEX_TEXT,		/* stands there as it is */
	INDEX_ORGANISATION,	/* organisation code, GB 11714 */
	INDEX_CREDIT,		/* unified social credit code, GB 32100 */
	INDEX_DIVISION,		/* GB/T 2260 */
	INDEX_CODE,		/* our own code of the body */
	INDEX_CATEGORY,		/* code of a category */
	INDEX_YEAR,		/* four digits */
	INDEX_SERIAL,		/* counted in the body and year, from 1 */
	INDEX_CHECK,		/* over the digits before it */
	INDEX__KINDS
};

struct index_part {
	enum index_kind	kind;
	str		text;	/* of INDEX_TEXT */
};

struct index_scheme {
	str			 key;	/* "credit" */
	str			 name;	/* as people say it */
	str			 source; /* who says so */
	day			 from;	/* first day of giving out numbers;
					   DAY_NONE: always did */
	day			 until;	/* last one; DAY_NONE: open */
	struct index_part	*part;
	size_t			 parts;
	int			 width;	/* digits of the serial at least */
	int			 most;	/* ... and at most */
};

struct index_schemes {
	struct index_scheme		*scheme; /* in the order of the file */
	size_t				 n;
	const struct index_scheme	*usual;	/* of bodies that name none */
};

/* What a number is made of; a part that its scheme lacks is empty. */
struct index_number {
	str	organisation;	/* upper case */
	str	credit;		/* the same */
	str	division;	/* digits */
	str	code;		/* of the body */
	str	category;	/* letters and digits */
	int	year;		/* four digits */
	int64_t	serial;		/* from 1 */
};

/* Load the schemes; a fault names file, line and column. */
enum err index_load(struct arena *arena, const struct index_schemes **ret,
	    struct fault *fault);

/* A scheme by key, the usual one for an empty key; NULL if there is none. */
const struct index_scheme *index_find(const struct index_schemes *schemes,
	    str key);

/* Such a character can stand in a part that is no INDEX_TEXT. */
bool	 index_part_holds(enum index_kind kind, char c);

/*
 * The text of a number.  ERR_INVALID "index.lacks.<part>" for a part that is
 * missing or no such code, ERR_CONFLICT "index.full" when the serial has more
 * digits than the scheme.
 */
enum err index_format(struct arena *arena, const struct index_scheme *scheme,
	    const struct index_number *number, str *ret, struct fault *fault);

/*
 * The parts of a text.  ERR_INVALID says what is wrong with it and at which
 * character: "index.wrong.<part>", "index.check" for a check character.
 * Organisation and credit codes may be in small letters.
 */
enum err index_parse(struct arena *arena, const struct index_scheme *scheme,
	    str text, struct index_number *ret, struct fault *fault);

/*
 * Give out the body's next number of a year, in the job's writing
 * transaction: who comes at the same time waits, and what fails leaves no
 * gap.  The category (may be empty) is only looked at where the scheme has
 * one.  ERR_CONFLICT "index.not_now" if the scheme does not hold today,
 * "index.taken" if another body with the same code has that number.
 */
enum err index_number_issue(struct job *job, const struct agency *agency,
	    str category, int year, str *ret);

/*
 * Numbers that an older system gave out come in: what the body gives out from
 * now on is behind those that have the form of its scheme.
 */
enum err index_number_past(struct job *job, const struct agency *agency,
	    const str *number, size_t n);

#endif
