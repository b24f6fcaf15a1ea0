/*
 * catalogue - the columns under which information is published (主动公开目录).
 *
 * rules/catalogue.yaml tells a tree after the Regulation, Art. 20 and 21, for
 * which levels of bodies a column is meant, how often something new is due in
 * it, and the eight elements of 国办发〔2019〕54号.  A column's key never
 * changes; records hold it.  A text that is no key of ours stands for a
 * column that another system had and is shown as it is.
 *
 * Calls: base, agency.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/agency.h"

struct arena;

#define CATALOGUE_COLUMNS	500	/* of one tree at most */
#define CATALOGUE_DEPTH		6	/* levels of it */

enum catalogue_cycle {
	CATALOGUE_LONG,		/* stands until it changes */
	CATALOGUE_PROMPT,	/* whenever there is something */
	CATALOGUE_MONTH,
	CATALOGUE_QUARTER,
	CATALOGUE_YEAR,
	CATALOGUE__CYCLES
};

/* The elements beside item, basis and subject. */
struct catalogue_elements {
	str	content;	/* 公开内容 */
	str	limit;		/* 公开时限 */
	str	mode;		/* 公开方式 */
	str	audience;	/* 公开对象 */
	const str *channel;	/* 公开渠道, kinds of channels */
	size_t	channels;	/* how many */
};

struct catalogue_column {
	str			 key;		/* "budget" */
	str			 name;		/* 财政信息 */
	str			 item;		/* its article of law */
	str			 kind;		/* usual kind of its records;
						   may be empty */
	str			 area;		/* of the 26 fields; may be
						   empty */
	enum catalogue_cycle	 cycle;		/* how often something is
						   due */
	unsigned		 levels;	/* a bit for each level of
						   bodies it is meant for */
	int			 above;		/* place of the column above in
						   the list; -1: none */
	int			 depth;		/* 0: one of the first */
	bool			 leaf;		/* nothing is below */
	struct catalogue_elements elements;	/* of the standard catalogue */
};

struct catalogue {
	struct catalogue_column	*column;	/* each before what is below */
	size_t			 n;		/* how many */
};

/* Load it; a fault names file, line and column. */
enum err catalogue_load(struct arena *arena, const struct catalogue **ret,
	    struct fault *fault);

/* By key or by name (a name that several have stands for none of them); NULL
   if there is none. */
const struct catalogue_column *catalogue_find(
	    const struct catalogue *catalogue, str text);

/* What records hold for a text that somebody wrote: a key, or the text. */
str	 catalogue_key(const struct catalogue *catalogue, str text);

/* What people call what a record holds. */
str	 catalogue_name(const struct catalogue *catalogue, str held);

/* The column is meant for bodies of a level. */
bool	 catalogue_fits(const struct catalogue_column *column,
	    enum agency_level level);

/*
 * The day by which something new is due in a column whose newest record is of
 * `last' (DAY_NONE: it has none, then of a body that began on `since');
 * DAY_NONE where nothing is due by a cycle.
 */
day	 catalogue_due(const struct catalogue_column *column, day last,
	    day since);

#endif
