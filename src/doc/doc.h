/*
 * doc - a document as a tree of blocks, whatever file it came from.
 *
 * Readers turn a published HTML, DOCX, XLSX, PDF, Markdown or text file into
 * this tree; writers turn the tree into HTML, PDF, DOCX, XLSX or text.  What
 * the tree means is not this layer's business: it knows headings, paragraphs
 * and tables, and for each where in the file it stood.
 *
 * Calls: base.
 */
#ifndef DOC_H
#define DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* Where something stood in its file; zero or empty where it has no such. */
struct doc_place {
	unsigned	line;	/* from 1, in text, Markdown and CSV */
	unsigned	page;	/* from 1, in PDF */
	str		xpath;	/* in HTML and DOCX; "Sheet1!B4" in XLSX */
};

/* How grave what is marked is; it has a colour and a word of its own. */
enum doc_tone { DOC_PLAIN, DOC_NOTED, DOC_WARNED, DOC_WRONG };

/* Something in a text that is pointed at; only HTML shows it. */
struct doc_mark {
	size_t		 from, to;	/* bytes; equal: the whole text */
	enum doc_tone	 tone;
	str		 label;		/* short, shown beside it: "P1" */
	str		 target;	/* id of the block that explains it */
};

/*
 * One cell, standing once however many squares of the grid it covers.
 * The text has its white space folded to single blanks; a line break inside a
 * cell is one '\n'.
 */
struct doc_cell {
	str		 text;		/* as read: not repaired, not folded */
	unsigned	 row, col;	/* its first square, from 0 */
	unsigned	 rows, cols;	/* squares it covers, at least 1 */
	double		 x0, x1;	/* left and right edge, layout tables */
	bool		 head;		/* th, or drawn as a head */
	str		 name;		/* what it is, "t3/new/natural", where
					   it was drawn from a form */
	struct doc_mark	*mark;		/* in the order of their texts */
	size_t		 marks;
	struct doc_place place;
};

/* How far the columns of a table can be trusted. */
enum doc_grid {
	DOC_GRID_TRUE,		/* HTML, DOCX, XLSX: spans expanded */
	DOC_GRID_LOOSE,		/* pipes, tabs: spans were lost, cells slide */
	DOC_GRID_LAYOUT		/* PDF, aligned text: only x0 and x1 tell */
};

struct doc_table {
	enum doc_grid	 grid;
	unsigned	 rows, cols;	/* of the grid */
	struct doc_cell	*cell;		/* in reading order */
	size_t		 n;
	struct doc_cell	**at;		/* rows * cols squares, NULL if none;
					   a cell stands in all its own */
};

enum doc_kind {
	DOC_HEADING,		/* level 1 .. 6 */
	DOC_PARAGRAPH,		/* one paragraph, or one line of plain text */
	DOC_TABLE,
	DOC_NOTE,		/* small print under a table */
	DOC_SIGNATURE,		/* who and when, set to the right */
	DOC_LIST		/* an item of a list; level is its depth */
};

struct doc_block {
	enum doc_kind	 kind;
	int		 level;		/* of headings and lists */
	str		 text;		/* of all but tables */
	struct doc_table *table;	/* of tables */
	str		 id;		/* what marks and links point at */
	enum doc_tone	 tone;		/* of a block that explains a mark */
	struct doc_mark	*mark;		/* in the order of their texts, apart */
	size_t		 marks;
	struct doc_place place;
};

/* A fact that the file tells about itself (meta, core properties). */
struct doc_meta {
	str	name;		/* lower case, as in the file */
	str	value;		/* what it says */
};

struct doc_link {
	str		 target;	/* as written */
	str		 text;		/* what is shown for it */
	struct doc_place place;
};

/* A value that stands under names and in no table: a figure of JSON. */
struct doc_named {
	const str	*name;		/* the names, from the outermost on */
	size_t		 names;		/* how many of them */
	unsigned	 index, of;	/* which of a list of values, from 0,
					   and how many; 0, 0 of none */
	str		 text;		/* the value as it stands */
	struct doc_place place;
};

enum doc_format {
	DOC_UNKNOWN, DOC_TEXT, DOC_MARKDOWN, DOC_HTML, DOC_DOCX, DOC_XLSX,
	DOC_PDF, DOC_JSON, DOC__MAX
};

struct doc {
	enum doc_format	 format;
	str		 title;		/* the file's own title, may be empty */
	str		 lang;		/* "zh-CN", for writers */
	str		 charset;	/* as read from, e.g. "GB18030" */
	struct doc_block *block;
	size_t		 n;
	struct doc_meta	*meta;
	size_t		 metas;
	struct doc_link	*link;
	size_t		 links;
	struct doc_named *named;
	size_t		 nameds;
};

/* --- building, for readers and for what draws documents ---------------- */

/* Start an empty document. */
struct doc	*doc_new(struct arena *arena, enum doc_format format);

/* Add a block at the end; the pointer is good until the next one is added. */
struct doc_block *doc_add(struct arena *arena, struct doc *doc,
		    enum doc_kind kind, str text);

/* Add a table without cells at the end. */
struct doc_table *doc_add_table(struct arena *arena, struct doc *doc,
		    enum doc_grid grid);

/* Add a cell that covers rows x cols squares from (row, col). */
struct doc_cell	*doc_add_cell(struct arena *arena, struct doc_table *table,
		    unsigned row, unsigned col, unsigned rows, unsigned cols,
		    str text);

/*
 * Lay the cells into the grid once all are added: sets rows, cols and `at'.
 * Where two cells claim a square the earlier one keeps it.  ERR_TOO_LARGE
 * above DOC_SQUARES.
 */
enum err	 doc_lay(struct arena *arena, struct doc_table *table,
		    struct fault *fault);

/* Add a fact of the head, and a link. */
void		 doc_add_meta(struct arena *arena, struct doc *doc, str name,
		    str value);
void		 doc_add_link(struct arena *arena, struct doc *doc, str target,
		    str text, struct doc_place place);

/* Add a value under names; beyond DOC_NAMED it is left out. */
void		 doc_add_named(struct arena *arena, struct doc *doc,
		    const struct doc_named *named);

/* --- limits ------------------------------------------------------------ */

#define DOC_BYTES	(64u << 20)	/* of a file */
#define DOC_SQUARES	1000000u	/* of a table, after expansion */
#define DOC_BLOCKS	200000u		/* of a document */
#define DOC_NAMED	5000u		/* values under names */
#define DOC_DEPTH	256		/* of nested elements, followed */

#endif
