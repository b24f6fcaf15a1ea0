/*
 * view_public - what the pages for everybody are drawn from.
 *
 * Calls: base, view_parts.
 */
#ifndef VIEW_PUBLIC_H
#define VIEW_PUBLIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "web/html.h"
#include "web/view_parts.h"

/* A piece of a text; what was looked for is marked. */
struct view_run {
	str	text;	/* part of the whole */
	bool	marked;	/* it was looked for */
};

struct view_marked {
	struct view_run	*run;
	size_t		 runs;	/* how many */
};

/* A tag: a word with its tone; no word, no tag. */
struct view_tag {
	str		word;	/* empty: none is drawn */
	enum view_tone	tone;	/* its colour */
};

/* A document in a list. */
struct view_item {
	struct url		to;		/* its page */
	struct view_marked	title;		/* of it */
	struct view_marked	snippet;	/* may have none */
	struct view_tag		validity;	/* of it */
	str			number;		/* may be empty */
	str			agency;		/* name of the body */
	day			day;		/* may be DAY_NONE */
};

struct view_items {
	struct view_item	*item;
	size_t			 n;	/* how many */
};

/* Links under a heading. */
struct view_group {
	str			 title;	/* above them */
	struct view_link	*link;
	size_t			 links;	/* how many */
};

struct view_home {
	struct view_frame	 frame;		/* around it */
	struct view_items	 newest;	/* documents */
	struct view_group	 columns;	/* of the catalogue */
	int64_t			 all;		/* documents there are */
};

/* A list with what it can be narrowed by: a search, or a column. */
struct view_find {
	struct view_frame	 frame;
	str			 title;		/* of the page */
	str			 about;		/* a sentence under it */
	str			 sought;	/* as it was typed */
	struct view_link	*order;		/* ways to order it */
	size_t			 orders;	/* how many */
	struct view_items	 named;		/* whose number it is, whole */
	struct view_items	 found;		/* a page of them */
	struct view_group	*group;		/* to narrow it by */
	size_t			 groups;	/* how many */
	struct view_link	 meant;		/* a near query; text
						   empty: none */
	struct url		 wider;		/* the same without narrowing;
						   empty: it is not narrowed */
	struct view_pager	 pager;
	bool			 more_than;	/* pager.all is a lower bound */
};

/* A paragraph or a line of an article. */
struct view_line {
	str	text;	/* without a line break */
};

/* A file that goes out with a record. */
struct view_attached {
	struct url	to;	/* download */
	str		name;	/* as it was handed in */
	str		type;	/* "PDF"; may be empty */
	int64_t		size;	/* bytes */
};

/* What is noted about a record. */
struct view_note {
	str		name;	/* 内容概述 */
	str		value;	/* what is noted */
	struct url	to;	/* it is an address; else empty */
	bool		whole;	/* it takes the whole line */
};

struct view_info {
	struct view_frame	 frame;		/* around it */
	str			 title;		/* of the document */
	str			 index;		/* index number; may be empty */
	str			 number;	/* may be empty */
	str			 kind;		/* what it is; may be empty */
	struct view_link	 agency;	/* whose it is */
	struct view_link	 column;	/* text empty: in none */
	struct view_tag		 validity;	/* of it */
	day			 day;		/* may be DAY_NONE */
	int64_t			 published;	/* moment */
	int64_t			 changed;	/* moment of the present
						   version; 0: the first one
						   stands */
	struct view_note	*note;		/* what else is noted */
	size_t			 notes;		/* how many */
	struct html_drawn	 body;		/* safe HTML; empty: lines */
	struct view_line	*line;		/* of the body */
	size_t			 lines;		/* how many */
	struct view_attached	*file;		/* that go out with it */
	size_t			 files;		/* how many */
	struct view_also	*also;		/* where else it is public */
	size_t			 alsos;		/* how many */
	struct url		 proof;		/* since when it is public */
	struct view_link	*download;	/* as a document */
	size_t			 downloads;	/* how many */
	str			 cite;		/* how it is cited */
};

/* What was withdrawn. */
struct view_gone {
	struct view_frame	 frame;		/* around it */
	str			 title;		/* of the document */
	str			 index;		/* may be empty */
	str			 number;	/* may be empty */
	struct view_link	 agency;	/* whose it was */
	str			 reason;	/* why */
	int64_t			 ended;		/* moment */
	struct url		 proof;		/* since when it was public */
};

/* A body in the directory, with those below it. */
struct view_branch {
	struct view_link	 link;
	str			 level;		/* "乡镇" */
	str			 phone;		/* may be empty */
	struct view_branch	*below;		/* bodies */
	size_t			 n;		/* of those */
};

struct view_agencies {
	struct view_frame	 frame;
	struct view_branch	 top;	/* has no link; below it the roots */
	int64_t			 all;	/* bodies */
};

struct view_agency {
	struct view_frame	 frame;
	str			 name;		/* of the body */
	str			 level;		/* "乡镇" */
	str			 code;		/* our own */
	str			 credit;	/* code; may be empty */
	struct view_link	 above;		/* text empty: none */
	struct view_link	 supervisor;	/* likewise */
	day			 until;		/* last day; DAY_NONE: stands */
	str			 office;	/* may be empty, as the next */
	str			 address, hours;	/* where and when */
	str			 phone, fax;	/* numbers */
	str			 post_code;	/* six digits */
	struct view_link	 mail, site;	/* text empty: none */
	bool			 contact;	/* any of these is there */
	struct view_group	 below;		/* bodies */
	struct view_items	 newest;	/* documents */
	struct url		 all;		/* its documents */
	struct url		 guide;		/* how to get at them */
	struct url		 archive;	/* them by years */
	struct view_group	 columns;	/* of the catalogue */
};

/* How to ask for what is not published. */
struct view_apply {
	struct view_frame	 frame;
	struct view_link	*agency;	/* whose office takes it */
	size_t			 agencies;	/* how many */
};

/* --- calculators ------------------------------------------------------- */

/* A day of a period, or a tier of a fee. */
struct view_count {
	day	day;	/* DAY_NONE in a fee */
	str	weekday; /* "周三" */
	str	what;	/* "工作日", "国庆节" */
	str	count;	/* "第3个工作日"; empty */
	bool	free;	/* it is not counted */
};

struct view_calc {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 field[4];	/* of the form */
	size_t			 fields;	/* used */
	bool			 answered;	/* there is an answer */
	str			 answer;	/* the day, the amount */
	str			 sentence;	/* that says it whole */
	struct view_count	*row;		/* how it came about */
	size_t			 rows;		/* how many */
	struct view_line	*source;	/* what it rests on */
	size_t			 sources;	/* how many */
};

/* --- the checker ------------------------------------------------------- */

/* A report that was uploaded, checked. */
struct view_checked {
	struct view_link	link;	/* to it, marked; by its file's name */
	struct view_tag		tag;	/* what came of it */
	str			wrong;	/* why it could not be read; empty */
	str			agency;	/* as it says; may be empty */
	str			year;	/* likewise */
	int64_t			errors, warnings, notes; /* found in it */
};

struct view_check {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 file;		/* to upload */
	struct view_checked	*report;	/* those checked */
	size_t			 reports;	/* how many */
	int64_t			 done, all;	/* files, of an upload */
	int64_t			 passed;	/* of them no reports */
	str			 now;		/* the file it is at */
	str			 name;		/* of the one that is drawn */
	struct view_notice	 notice;	/* what came of it */
	struct html_drawn	 drawn;		/* marked; may be empty */
	struct url		 here;		/* the whole upload */
	struct url		 json, html;	/* to take away */
	struct url		 end;		/* drops all of it */
};

/* --- help -------------------------------------------------------------- */

enum view_text { VIEW_HEADING, VIEW_PARAGRAPH, VIEW_TERM, VIEW_ITEM,
	VIEW_EXAMPLE };

struct view_block {
	enum view_text	kind;	/* how it is drawn */
	str		text;	/* of it, plain */
};

/* A page as it is listed. */
struct view_help_page {
	struct url	to;	/* it */
	str		name;	/* "gongkai-fee" */
	str		about;	/* what it is in a line */
	str		lang;	/* of that line */
};

struct view_help {
	struct view_frame	 frame;		/* around it */
	str			 title;		/* of the page */
	str			 lang;		/* of the text */
	struct view_block	*block;
	size_t			 blocks;	/* how many */
	bool			 foreign;	/* not in the reader's */
	struct view_help_page	*page;		/* all pages, when no one is
						   shown */
	size_t			 pages;		/* how many */
};

/* --- about the site ---------------------------------------------------- */

struct view_sitemap {
	struct view_frame	 frame;
	struct view_group	*group;
	size_t			 groups;	/* how many */
};

/* What a reader may choose. */
struct view_choices {
	struct view_frame	 frame;		/* around it */
	struct view_field	 field[5];	/* of the form */
	size_t			 fields;	/* used */
	str			 back;		/* where to go then */
};

struct view_plain {
	struct view_frame	 frame;
};

/* Every part in every state. */
struct view_style {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	*field;
	size_t			 fields;	/* how many */
	struct view_notice	*notice;
	size_t			 notices;	/* how many */
	struct view_tag		*tag;
	size_t			 tags;		/* how many */
	struct view_pager	 pager;
	struct view_items	 items;
};

#endif
