/*
 * view_desk - what the staff's pages are drawn from.
 *
 * pages/desk*.html draw them.  Texts are ready for people; a list with no
 * rows is drawn as what can be done about it.
 *
 * Calls: base, view_parts.
 */
#ifndef VIEW_DESK_H
#define VIEW_DESK_H

#include "web/view_parts.h"

#define VIEW_FORM_FIELDS	18	/* a step takes 16, and a body */
#define VIEW_FORM_LINES		4

/* A value that a form carries and nobody sees. */
struct view_kept {
	str	name;		/* of the field */
	str	value;		/* as it comes back */
};

/* A page with one form on it: a question, or a few that belong together. */
struct view_form {
	struct view_frame	frame;		/* its title is the heading */
	struct view_remarks	remarks;	/* above the form */
	struct view_notice	notice;		/* without a text: none */
	str			line[VIEW_FORM_LINES]; /* what it is about */
	size_t			lines;
	struct url		action;		/* where it is sent */
	bool			upload;		/* it takes a file */
	struct view_kept	kept[VIEW_FORM_FIELDS]; /* unseen */
	size_t			kepts;	/* how many */
	struct view_field	field[VIEW_FORM_FIELDS]; /* in order */
	size_t			fields;	/* how many */
	str			button;		/* what sending it does */
	struct url		back;		/* without doing it; empty */
};

/* The secret of a second factor, shown once. */
struct view_second {
	struct view_form	form;	/* that asks for its first code */
	str			text;	/* to be typed in */
	int			side;	/* of the QR code; 0: there is none */
	str			path;	/* its modules */
};

/* Codes for the day on which the phone is lost, shown once. */
struct view_recovery {
	struct view_frame	frame;
	struct view_notice	notice;
	str			*code;	/* each works once */
	size_t			codes;
};

/* A thing that waits for who looks. */
struct view_waiting {
	struct view_link	link;	/* to it, by what it is about */
	str			title;	/* what kind of thing */
	str			agency;	/* its body */
	str			state;	/* where it stands */
	str			steps;	/* what can be done */
	day			due;	/* DAY_NONE: no clock */
	bool			paused;	/* the clock stands */
	bool			late;	/* that day has passed */
};

struct view_work {
	struct view_frame	 frame;
	str			 roles;		/* that he holds; empty */
	struct view_notice	*notice;	/* what is due of him, ... */
	size_t			 notices;
	struct view_waiting	*waiting;	/* for him */
	size_t			 waitings;
	struct view_waiting	*due;		/* of what has a clock */
	size_t			 dues;
	struct view_link	*begin;		/* what he may begin */
	size_t			 begins;
};

/* A setting as it stands. */
struct view_setting {
	str	name;		/* "session_idle" */
	str	value;		/* in force */
	str	help;		/* what it does */
	str	origin;		/* where the value comes from */
};

struct view_settings {
	struct view_frame	 frame;
	str			 file;	/* where it is changed */
	struct view_setting	*row;	/* by name */
	size_t			 rows;
};

/* An errand that waits or is dead. */
struct view_errand {
	str		about;		/* what it does */
	str		state;		/* waits, runs, dead */
	int64_t		due;		/* when it is tried next */
	int		tries;		/* how often it was */
	str		failure;	/* the last one; may be empty */
	bool		dead;		/* it is not tried any more */
	struct url	retry;		/* of a dead one */
};

struct view_errands {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_errand	*row;	/* oldest first */
	size_t			 rows;
	size_t			 dead;	/* how many of them */
	struct view_pager	 pager;
};

#endif
