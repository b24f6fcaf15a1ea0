/*
 * view_duty - what the page of the duty list shows.
 *
 * Calls: base, view_parts.
 */
#ifndef VIEW_DUTY_H
#define VIEW_DUTY_H

#include "web/view_parts.h"

/* A column in which a body has to publish. */
struct view_duty_column {
	str	name;		/* 财政信息 */
	str	item;		/* its article */
	int64_t	n;		/* public records */
	day	last;		/* the newest; DAY_NONE: none */
	day	due;		/* something new; DAY_NONE: by no cycle */
	bool	missing;	/* that is over */
};

/* A record that is late, or to be looked at again. */
struct view_duty_thing {
	struct view_link	link;	/* to it */
	day			due;	/* its day */
};

/* A body in the list of several. */
struct view_duty_body {
	struct view_link	link;	/* to its own list */
	int64_t			missing; /* columns that lack something */
	int64_t			late;	/* records past their day */
	int64_t			look;	/* ... to be looked at again */
};

struct view_duty {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 field[1];	/* the body */
	size_t			 fields;
	str			 agency;	/* its name */
	struct view_duty_column	*column;	/* of that body */
	size_t			 columns;
	struct view_duty_thing	*late;		/* past their day */
	size_t			 lates;
	struct view_duty_thing	*look;		/* withheld, due */
	size_t			 looks;
	struct view_duty_body	*body;		/* it and those below */
	size_t			 bodies;
};

#endif
