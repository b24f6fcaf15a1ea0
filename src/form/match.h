/*
 * match - what the parts of form_match share while they read one document.
 *
 * form_match reads in steps, each a file: match_token makes lines and tokens
 * of the document, match_zone says which lines belong to which table and
 * which begin a section, match_record gathers the rows of values in a table's
 * lines, match_column gives the values of a row their columns, match_align
 * gives the rows of values their rows of the form, match_across reads tables
 * whose rows stand side by side, match_prose gathers what is said in
 * sentences, match_fact finds title, agency, year, dates and the rest.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_H
#define MATCH_H

#include "form/filled.h"
#include "form/match_cell.h"
#include "form/match_lore.h"

/* A piece of a line: a label, a value, a blank cell, some other text. */
struct match_token {
	str		 text;		/* repaired and trimmed */
	str		 raw;		/* as in the document */
	enum match_what	 what;
	const struct match_label *label; /* that the text is; NULL if none */
	enum match_how	 how;		/* what of the text was overlooked */
	bool		 glued;		/* a value right behind a label */
	bool		 tail;		/* the rest of a torn label */
	unsigned	 line;
	unsigned	 last_line;	/* where its label ends, if torn */
	int		 x0, x1;	/* left and right: grid columns, or a
					   sixteenth of the layout's unit */
	const struct doc_cell *cell;	/* NULL outside of tables */
	struct doc_place place;
};

/* A row of a table or one paragraph. */
struct match_line {
	size_t		 token, tokens;	/* its own, in reading order */
	size_t		 block;		/* of the document */
	const struct doc_table *table;	/* NULL if a paragraph */
	unsigned	 row;		/* of the table */
	str		 raw;		/* a paragraph's text, as it stands */
	str		 text;		/* the same, repaired */
	bool		 prose;		/* sentences, no part of a table */
	bool		 page;		/* the page's: its number, contents */
	int		 slot;		/* whose table it is part of, or -1 */
	bool		 heading;	/* begins a section, known or not */
	const struct form_section *section; /* of headings; NULL if unknown */
	bool		 exact;		/* the official wording */
};

/* How something is numbered. */
enum match_style {
	MATCH_UNNUMBERED,
	MATCH_HAN,		/* 一、 */
	MATCH_PART,		/* 第一部分 */
	MATCH_DIGIT,		/* 1. */
	MATCH_BRACKET,		/* （一） */
	MATCH__STYLES
};

struct match {
	struct arena		*arena;
	const struct forms	*forms;
	const struct match_lore	*lore;
	const struct doc	*doc;
	struct match_line	*line;
	size_t			 lines;
	struct match_token	*token;
	size_t			 tokens;
	enum match_style	 style;		/* of the sections' numbers */
	struct filled		*filled;
	size_t			 remark_room;
};

/* Add a remark to the filled form. */
struct filled_remark *match_remark(struct match *match,
	    enum filled_remark_kind kind, str table, struct doc_place place);

#endif
