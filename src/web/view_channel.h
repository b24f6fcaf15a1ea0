/*
 * view_channel - what the staff's pages about channels and postings are drawn
 * from.
 *
 * pages/channel.html draws them.
 *
 * Calls: base, view_desk.
 */
#ifndef VIEW_CHANNEL_H
#define VIEW_CHANNEL_H

#include "web/view_desk.h"

struct view_channel_row {
	struct view_link	link;	/* to change it, by its name */
	str			code;	/* our own */
	str			kind;	/* 微信公众号 */
	str			agency;	/* whose */
	struct url		address; /* of the account; may be empty */
	day			since, until; /* DAY_NONE: not known, open */
	bool			ended;	/* it is used no more */
};

struct view_channels {
	struct view_frame	 frame;
	struct view_notice	 notice;	/* without a text: none */
	struct view_channel_row	*row;
	size_t			 rows;
	struct view_pager	 pager;
};

/* A posting in a list. */
struct view_post_row {
	int64_t			at;	/* when */
	str			title;	/* or the beginning of a text */
	struct url		address; /* may be empty */
	str			channel; /* its name */
	str			kind;	/* 微信公众号 */
	str			about;	/* place, issue, source; may be empty */
	str			number;	/* "50 份"; empty: one */
	str			reads;	/* empty: not known */
	struct url		change;	/* empty: not by who looks */
};

struct view_posts {
	struct view_frame	 frame;
	struct view_notice	 notice;	/* without a text: none */
	struct view_remarks	 remarks;
	struct view_link	 may[3];	/* enter, import, count */
	size_t			 mays;
	struct view_field	 field[3];	/* the filter */
	size_t			 fields;
	struct view_post_row	*row;		/* newest first */
	size_t			 rows;
	struct view_pager	 pager;
};

/* A posting that can be changed or taken away. */
struct view_post {
	struct view_form	form;		/* that changes it */
	struct view_form	remove;		/* that takes it away */
};

/* How much stood on a channel in a span. */
struct view_post_count {
	str	span;		/* "2026-03" */
	str	channel;	/* its name */
	str	kind;		/* 微信公众号 */
	int64_t	units;		/* in the unit */
	str	unit;		/* 条 */
	int64_t	posts;		/* postings */
	int64_t	reprints;	/* of them */
};

struct view_post_counts {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 field[4];	/* the filter */
	size_t			 fields;
	struct view_post_count	*row;		/* by channel and span */
	size_t			 rows;
};

/* A row of a file as it would be imported. */
struct view_post_import_row {
	unsigned	line;		/* of the file */
	str		verdict;	/* 新增 */
	str		about;		/* the title */
	str		change;		/* what would change, or is wrong */
	bool		wrong;		/* it stops the import */
};

struct view_post_import {
	struct view_form		 form;	/* that applies it */
	str				 sum;	/* so many new, changed, ... */
	str				 ignored; /* heads nobody knows */
	bool				 good;	/* it can be applied */
	struct view_post_import_row	*row;	/* that do something */
	size_t				 rows;
};

#endif
