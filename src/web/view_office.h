/*
 * view_office - what the staff's pages about bodies, people and the journal
 * are drawn from.
 *
 * pages/office_*.html draw them.
 *
 * Calls: base, view_parts.
 */
#ifndef VIEW_OFFICE_H
#define VIEW_OFFICE_H

#include "web/view_parts.h"
#include "web/view_public.h"

/* A name and what stands for it. */
struct view_fact {
	str	name;		/* 办公地址 */
	str	value;		/* never empty */
};

struct view_agency_row {
	struct view_link	link;	/* to it, by its name */
	str			code;	/* our own */
	str			level;	/* 乡镇 */
	str			closed;	/* since when; empty: it stands */
	int			depth;	/* below the first ones: 0, 1, ... */
};

struct view_bodies {
	struct view_frame	 frame;
	bool			 brings;	/* who looks may import some */
	struct view_agency_row	*row;
	size_t			 rows;
};

/* What a body was from a day on. */
struct view_agency_state {
	day	from;		/* it was so */
	str	name;		/* its full one */
	str	closed;		/* its last day; empty: it stands */
};

struct view_body {
	struct view_frame	 frame;
	struct view_fact	*fact;		/* codes, level, above */
	size_t			 facts;
	struct view_fact	*contact;	/* of its disclosure office */
	size_t			 contacts;
	struct url		 change;	/* of the contact; empty: not by
						   who looks */
	struct view_agency_state *state;
	size_t			 states;
};

/* A field that an import changes. */
struct view_import_change {
	str	column;		/* its head in the file */
	str	old;		/* empty: nothing was there */
	str	text;		/* empty: it is emptied */
};

/* A row of the file that would do something. */
struct view_import_row {
	unsigned		   line;	/* of the file */
	str			   about;	/* name of the body */
	str			   code;	/* our own */
	struct view_tag		   verdict;	/* new, changed */
	struct view_import_change *change;
	size_t			   changes;
};

struct view_import_wrong {
	unsigned	line;		/* of the file */
	str		column;		/* empty: the whole row */
	str		text;		/* why, a sentence */
};

/* A table to bring in, and what it would do. */
struct view_import {
	struct view_frame	  frame;
	struct view_remarks	  remarks;
	struct view_field	  file;		/* to upload */
	struct view_notice	  notice;	/* the sum of it */
	str			  file_name;	/* empty: it was brought in */
	struct url		  action;	/* brings it in; empty: it
						   cannot be */
	struct view_import_row	 *row;
	size_t			  rows;
	int64_t			  more;		/* rows that are not shown */
	struct view_import_wrong *wrong;
	size_t			  wrongs;
	bool			  wrongs_cut;	/* there are more of them */
	const str		 *ignored;	/* heads nobody knows */
	size_t			  ignoreds;
};

struct view_person_row {
	struct view_link	link;	/* to him, by his name */
	str			login;	/* as it is typed */
	str			agency;	/* its name */
	str			state;	/* of the account */
};

struct view_people {
	struct view_frame	 frame;
	struct url		 add;	/* empty: not by who looks */
	struct view_person_row	*row;
	size_t			 rows;
};

struct view_role {
	str		name;		/* of the role */
	str		agency;		/* its name */
	day		since, until;	/* DAY_NONE: open */
	bool		ended;		/* it holds no more */
	struct url	revoke;		/* empty: not by who looks */
};

struct view_person {
	struct view_frame	 frame;
	struct view_notice	 notice;	/* without a text: none */
	struct view_fact	*fact;
	size_t			 facts;
	struct view_role	*role;
	size_t			 roles;
	struct view_link	*may;		/* what can be done */
	size_t			 mays;
};

/* An invitation, shown once. */
struct view_invitation {
	struct view_frame	frame;
	str			name;	/* of who is invited */
	str			link;	/* to be handed over */
	int64_t			until;	/* it holds */
	struct url		back;	/* to his page */
};

/* An entry of the journal. */
struct view_entry {
	int64_t			 at;	/* when */
	str			 who;	/* name and login, or the machine */
	str			 action; /* 改名 */
	str			 kind;	/* of the thing */
	struct view_link	 thing;	/* what it is called; `to' may be
					   empty */
	str			 agency; /* code; may be empty */
	struct view_fact	*change; /* field, and old -> new */
	size_t			 changes;
};

struct view_journal {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 field[5];	/* the filter */
	size_t			 fields;
	struct view_entry	*row;	/* newest first */
	size_t			 rows;
	struct view_pager	 pager;
	bool			 verifies;	/* who looks may ask for it */
};

/* What verifying the chain came to. */
struct view_verified {
	struct view_frame	 frame;
	struct view_notice	 notice;
	struct view_fact	*fact;
	size_t			 facts;
};

#endif
