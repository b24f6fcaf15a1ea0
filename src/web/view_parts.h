/*
 * view_parts - what the parts that pages share are drawn from.
 *
 * pages/parts.html draws them: the frame around each page, fields of a form,
 * error summary, pager, notices.
 *
 * Calls: base, url.
 */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/str.h"
#include "web/url.h"

/* A link with its text. */
struct view_link {
	struct url	to;	/* where it leads */
	str		text;	/* what it says */
	bool		here;	/* this is the page being shown */
	int64_t		count;	/* shown beside it; < 0: none */
};

/* What stands around each page; frame_of (frame.h) fills it. */
struct view_frame {
	str			 title;		/* of the page */
	str			 lang;		/* "zh-CN" */
	str			 site;		/* the government's name */
	str			 site_note;	/* 政府信息公开, 工作台, ... */
	str			 look;		/* classes of <html>: colour,
						   text size, contrast */
	str			 banner;	/* of a demo's or test's
						   folder; else empty */
	str			 query;		/* in the search box */
	struct view_link	*column;	/* the bar: columns or desks */
	size_t			 columns;
	struct view_link	*crumb;		/* where this page stands */
	size_t			 crumbs;
	str			 person;	/* who is signed in; empty */
	struct url		 home;		/* where the name leads */
	struct url		 back;		/* this page, to return to */
	struct url		 style;		/* of static/gongkai.css */
	struct url		 widths;	/* of static/widths.css; empty
						   unless a document is drawn */
	struct url		 icon;		/* of static/gongkai.svg */
	struct url		 feed;		/* of its list; may be empty */
	bool			 script;	/* gongkai.js helps */
};

/* One of a choice. */
struct view_choice {
	str	value;	/* what is sent; no blanks in it */
	str	text;	/* what is read */
	bool	on;	/* it is chosen */
};

enum view_input { VIEW_TEXT, VIEW_LINES, VIEW_SECRET, VIEW_NUMBER, VIEW_DAY,
	VIEW_SEARCH, VIEW_SELECT, VIEW_RADIO, VIEW_TICK, VIEW_FILE,
	VIEW_CODE };	/* VIEW_CODE: six figures of a second factor */

/* A field of a form, with its label and what is wrong with it. */
struct view_field {
	enum view_input		 kind;		/* how it is drawn */
	str			 name;		/* as the route declares it */
	str			 label;		/* above it */
	str			 hint;		/* empty: none */
	str			 value;		/* as it was typed */
	str			 wrong;		/* the remark; empty: none */
	str			 told;		/* ids of hint and remark */
	bool			 required;	/* else "optional" is said */
	bool			 several;	/* files may be chosen */
	str			 fill;		/* "off", "username", ... */
	struct view_choice	*choice;	/* of SELECT and RADIO */
	size_t			 choices;	/* how many */
};

/* The remarks of a form, above it (error summary). */
struct view_remark {
	str	field;		/* its name; empty: the whole form */
	str	sentence;	/* what is wrong */
};

struct view_remarks {
	struct view_remark	*remark;	/* in the form's order */
	size_t			 n;		/* 0: nothing is drawn */
};

/* Pages of a list. */
struct view_pager {
	struct url	before;		/* empty: this is the first */
	struct url	after;		/* empty: this is the last */
	int64_t		from, to;	/* the items shown */
	int64_t		all;		/* how many; < 0: not counted */
};

enum view_tone { VIEW_PLAIN, VIEW_GOOD, VIEW_WARN, VIEW_BAD };

/* A notice, a tag: told by word and colour together. */
struct view_notice {
	enum view_tone	tone;	/* its colour */
	str		title;	/* empty: none */
	str		text;	/* the sentence */
};

/* Where else a record was made public. */
struct view_also {
	str		channel;	/* its name */
	day		on;		/* when */
	struct url	to;		/* may be empty */
	str		place;		/* may be empty */
	str		issue;		/* may be empty */
};

#endif
