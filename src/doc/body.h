/*
 * body - the tree that safe HTML is written from.
 *
 * Mark-up, documents and Markdown are read into it.  It is well formed by
 * construction: body_add puts a block where it may stand, so that a list
 * holds items only and a table rows.  body_tidy makes it canonical.
 *
 * Calls: base, doc_flow.
 */
#ifndef BODY_H
#define BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

#define BODY_DEPTH	64u		/* blocks in blocks; deeper ones are
					   put beside the last one */
#define BODY_RUNS	1000000u
#define BODY_BLOCKS	400000u

/* How a piece of text is set off; they combine. */
#define BODY_STRONG	1u
#define BODY_EM		2u
#define BODY_UNDER	4u
#define BODY_STRUCK	8u
#define BODY_SUB	16u
#define BODY_SUP	32u

enum body_what { BODY_TEXT, BODY_BREAK, BODY_IMAGE };

struct body_image {
	str		src;		/* an address under RICH_FILES */
	str		alt;		/* may be empty */
	unsigned	width, height;	/* 0: not said */
};

/* A piece of a line whose characters are all set off alike. */
struct body_run {
	enum body_what	 what;
	unsigned	 style;		/* BODY_STRONG ... */
	str		 href;		/* where it leads, or empty */
	str		 text;		/* of BODY_TEXT */
	const struct body_image *image;	/* of BODY_IMAGE */
};

enum body_kind {
	BODY_TOP,
	BODY_PARAGRAPH,		/* these four hold runs ... */
	BODY_HEADING,
	BODY_PRE,
	BODY_LEGEND,		/* of a figure */
	BODY_CAPTION,		/* of a table */
	BODY_RULE,
	BODY_LIST,		/* these hold blocks */
	BODY_ITEM,
	BODY_TABLE,
	BODY_ROW,
	BODY_CELL,
	BODY_QUOTE,
	BODY_FIGURE
};

/* How Word marked a paragraph as an item of a list. */
struct body_mark {
	str		text;		/* "1.", "·" */
	unsigned	level;		/* from 1 */
	bool		sure;		/* Word said so; else it looks so */
};

struct body_block {
	enum body_kind	 kind;
	int		 level;		/* of a heading, 1 .. 6 */
	bool		 ordered;	/* a list with numbers */
	bool		 head;		/* a row of the head, a cell th */
	bool		 nest;		/* a table with tables in it */
	unsigned	 start;		/* first number of a list, else 0 */
	unsigned	 rows, cols;	/* that a cell covers; rows 0: all */
	unsigned	 group;		/* of rows: of a row, and of a table
					   for rows that are in none */
	const struct body_mark	*mark;	/* of a paragraph, or NULL */
	struct body_run	*run;
	size_t		 runs;		/* how many of them */
	struct body_block *up;		/* NULL: it is the top */
	struct body_block *first, *last; /* of those in it */
	struct body_block *next;	/* in the same block */
	unsigned	 depth;		/* 0: the top */
};

struct body_note {
	const char	*key;		/* of a sentence */
	str		 what;		/* for its hole */
	size_t		 times;		/* how often */
};

struct body {
	struct arena	 *arena;
	struct fault	 *fault;
	enum err	  e;		/* why no more is taken, or OK */
	struct body_block top;		/* what all others stand in */
	size_t		  blocks;	/* so far */
	size_t		  runs;		/* so far */
	struct body_note *note;		/* in the order they came */
	size_t		  notes;	/* at most RICH_NOTES */
};

/* Start an empty body. */
struct body	*body_new(struct arena *arena, struct fault *fault);

/*
 * Add a block at the end of a block, or where it may stand: what is no item
 * goes into an item of a list, what is no row into a cell of a table.  NULL
 * for what cannot stand there at all, or when body->e is set.
 */
struct body_block *body_add(struct body *body, struct body_block *holder,
		    enum body_kind kind);

/* Tell once more what was done; `what' is cut to RICH_ADDRESS. */
void		 body_note(struct body *body, const char *key, str what);

/* True for a kind that holds runs. */
bool		 body_holds_runs(enum body_kind kind);

#endif
