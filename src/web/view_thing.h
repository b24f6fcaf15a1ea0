/*
 * view_thing - what the page of a thing that takes steps is drawn from.
 *
 * pages/thing.html draws it.
 *
 * Calls: base, view_office.
 */
#ifndef VIEW_THING_H
#define VIEW_THING_H

#include "web/view_office.h"

/* A row of the ledger. */
struct view_step {
	day	day;		/* the legal one */
	int64_t	at;		/* when it was entered */
	str	step;		/* 提交 */
	str	became;		/* the state behind it */
	str	who;		/* or the program itself */
	day	due;		/* of the clock behind it */
};

/* A gate that was closed. */
struct view_gate {
	day		day;		/* the legal one */
	str		gate;		/* 审批 */
	str		signer;		/* who signed */
	str		who;		/* who entered it */
	struct view_link form;		/* the scanned one; else no text */
};

/* A file that belongs to it. */
struct view_file {
	struct view_link link;		/* to it; of one that may not be opened
					   only the name */
	int64_t		 size;		/* bytes */
	str		 state;		/* what the checks found */
};

struct view_thing {
	struct view_frame	 frame;
	struct view_notice	 notice;	/* without a text: none */
	struct view_fact	*fact;		/* body, state, its own */
	size_t			 facts;
	struct view_fact	*clock;		/* what is due, what stands */
	size_t			 clocks;
	struct url		 counted;	/* day by day; empty: none */
	struct view_link	*may;		/* steps that can be taken */
	size_t			 mays;
	struct view_step	*step;		/* oldest first */
	size_t			 steps;
	struct view_gate	*gate;		/* likewise */
	size_t			 gates;
	struct view_file	*file;		/* likewise */
	size_t			 files;
};

#endif
