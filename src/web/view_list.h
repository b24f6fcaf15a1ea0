/*
 * view_list - what the pages of lists are drawn from: the catalogue, the
 * policy library, the archive, open data.
 *
 * Calls: base, view_parts, view_public.
 */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include <stddef.h>

#include "web/view_public.h"

/* A column of the catalogue, with those below it. */
struct view_column {
	struct view_link	 link;	/* by its name, with its count */
	struct view_column	*below;	/* columns */
	size_t			 n;	/* of those */
};

/* A list with ways to take it away. */
struct view_list {
	struct view_find	 found;		/* the list, its frame */
	struct view_link	*way;		/* to look at another part of
						   it */
	size_t			 ways;		/* how many */
	struct view_link	*take;		/* feed, CSV, XLSX, JSON */
	size_t			 takes;		/* how many */
};

struct view_catalogue {
	struct view_list	 list;
	struct view_column	 top;		/* has no link; below it what
						   this page is above of */
	struct view_group	 foreign;	/* columns of other systems */
};

/* A year with its months. */
struct view_year {
	struct view_link	 link;	/* the year, how much it has */
	struct view_link	*month;	/* those that have something */
	size_t			 months; /* how many */
};

struct view_archive {
	struct view_frame	 frame;
	struct view_year	*year;	/* the newest first */
	size_t			 years;	/* how many */
};

/* What a table of open data holds. */
struct view_datum {
	str	name;	/* of the column */
	str	about;	/* what it says */
};

struct view_data {
	struct view_frame	 frame;
	struct view_datum	*datum;		/* the schema */
	size_t			 data;		/* columns */
	struct view_datum	*choice;	/* what can be asked for */
	size_t			 choices;	/* how many */
	struct view_link	*take;		/* all of it */
	size_t			 takes;		/* how many */
	struct view_group	*year;		/* a year each, by format */
	size_t			 years;		/* how many */
};

#endif
