/*
 * view_record - what the desk's pages about records are drawn from: the list,
 * the editor, the page of one on its way to the public.
 *
 * pages/record.html draws them.
 *
 * Calls: base, html, view_office, view_thing.
 */
#ifndef VIEW_RECORD_H
#define VIEW_RECORD_H

#include "web/html.h"
#include "web/view_desk.h"
#include "web/view_office.h"
#include "web/view_thing.h"

/* One in the list. */
struct view_record_row {
	struct view_link	link;	/* to it, by its title */
	str			agency;	/* name of its body */
	str			kind;	/* 政策文件 */
	str			column;	/* where it appears; may be empty */
	str			state;	/* 待初审 */
	day			due;	/* DAY_NONE: no clock runs */
	struct view_tag		soon;	/* late, or due in a few days */
};

struct view_records {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_field	 field[2];	/* what narrows the list */
	bool			 begins;	/* who looks may begin one */
	struct view_record_row	*row;
	size_t			 rows;
	struct view_pager	 pager;
};

/* --- the editor ----------------------------------------------------------- */

/* A place that two people changed. */
struct view_clash {
	str			name;	/* of the field; of the body empty */
	str			mine;	/* what who saves wrote */
	str			theirs;	/* what was saved meanwhile */
	struct html_drawn	mine_drawn;	/* of the body: both, drawn */
	struct html_drawn	theirs_drawn;	/* likewise */
};

/* What came of the text that was handed in. */
struct view_editor_note {
	str	text;		/* a sentence */
	int64_t	times;		/* how often */
};

struct view_editor {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_notice	 notice;	/* without a text: none */
	str			 line[2];	/* body, kind, period */
	size_t			 lines;
	struct url		 action;	/* where the form is sent */
	struct url		 back;		/* without saving */
	struct url		 other;		/* the same of another kind;
						   empty: it is new */
	struct view_field	 kind;		/* which */
	struct view_kept	*kept;		/* version, what it was */
	size_t			 kepts;
	struct view_field	*field;		/* before the text */
	size_t			 fields;
	struct view_field	*more;		/* the fields of the kind */
	size_t			 mores;
	struct view_field	 text;		/* the body */
	struct html_drawn	 drawn;		/* the same, to be edited in
						   place */
	struct view_field	 file;		/* that becomes the body */
	struct view_clash	*clash;		/* to be looked at */
	size_t			 clashes;
};

/* It was saved, and something was taken away. */
struct view_saved {
	struct view_frame	 frame;
	struct view_notice	 notice;
	struct view_editor_note	*note;
	size_t			 notes;
	struct url		 to;	/* its page */
	struct url		 again;	/* the editor */
};

/* --- one ------------------------------------------------------------------ */

/* What reading it found. */
struct view_finding {
	struct view_tag	level;		/* must be mended, look at it */
	str		title;		/* of the rule */
	str		sentence;	/* what is wrong */
	str		where;		/* title, text, a file */
	str		before;		/* the text before the place, ... */
	str		marked;		/* the place; empty: it has none */
	str		after;		/* ... and behind it */
};

/* An item of a check list. */
struct view_tick {
	str	id;		/* of the box */
	str	value;		/* "wording-1" */
	str	text;		/* what is looked at */
	bool	on;		/* it is ticked */
};

struct view_review_gate {
	str			 name;	/* 文字关 */
	bool			 closed; /* somebody did since it was
					    submitted */
	struct view_tick	*tick;
	size_t			 ticks;
};

/* What who reviews is asked. */
struct view_review {
	struct url		 action;	/* where it is sent */
	int64_t			 version; /* of what is reviewed */
	struct view_review_gate	*gate;	/* as rules/review.yaml has them */
	size_t			 gates;
	struct view_field	 opinion; /* or the reason */
	struct view_choice	*step;	/* buttons: what they send, say */
	size_t			 steps;	/* 0: there is no form */
};

struct view_record_file {
	struct view_link link;		/* to it; of one that may not be opened
					   only the name */
	int64_t		 size;		/* bytes */
	struct view_tag	 state;		/* what the checks found */
	str		 reason;	/* why it was refused; may be empty */
	struct url	 remove;	/* empty: not by who looks */
};

struct view_dossier {
	struct view_thing	 thing;		/* clock, ledger, gates, its
						   frame and notice */
	struct view_remarks	 remarks;
	struct view_fact	*fact;		/* what is noted of it */
	size_t			 facts;
	struct html_drawn	 drawn;		/* its text */
	bool			 empty;		/* it has none */
	struct url		 edit;		/* empty: not by who looks */
	struct url		 check;		/* likewise */
	struct view_notice	 checked;	/* what reading it came to;
						   without a text: it is past
						   that */
	struct view_finding	*finding;
	size_t			 findings;
	struct view_field	 override;	/* why they may stand */
	bool			 blocked;	/* some must not */
	struct view_link	*now;		/* steps that ask nothing */
	size_t			 nows;
	struct view_review	 review;
	str			 apart;		/* why who looks may not review
						   it; empty */
	struct view_record_file	*file;		/* that go out with it */
	size_t			 files;
	struct url		 add;		/* empty: not by who looks */
	struct view_field	 upload;	/* of the files */
	str			*paper;		/* it yielded */
	size_t			 papers;
	struct url		 versions;	/* empty: it never was public */
	struct url		 seen;		/* as the public sees it */
};

/* --- what the public saw -------------------------------------------------- */

/* A piece of a text: the same in both, gone, or come. */
struct view_diff_piece {
	str	text;		/* of one version or both */
	bool	gone;		/* only the older has it */
	bool	come;		/* only the newer has it */
};

/* A field of two versions. */
struct view_diff {
	str			 name;	/* 标题 */
	struct view_diff_piece	*piece;
	size_t			 pieces;
};

struct view_version {
	int64_t	version;	/* from 1 */
	int64_t	at;		/* since when it stood */
	str	title;		/* in it */
};

struct view_versions {
	struct view_frame	 frame;
	struct view_remarks	 remarks;
	struct view_version	*version;	/* newest first */
	size_t			 versions;
	struct url		 action;	/* of the choice of two */
	struct view_field	 from, to;	/* those shown */
	struct view_diff	*diff;		/* what differs */
	size_t			 diffs;
};

#endif
