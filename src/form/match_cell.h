/*
 * match_cell - what the text of a table's cell says.
 *
 * A number, a blank, a mark that says nothing, or something that cannot be
 * read.  A unit or a note behind the number is kept beside it and never
 * multiplied in, where the column is an amount of money; nothing is guessed:
 * a lone 一, in print nearly always a dash, is neither 1 nor a mark.
 *
 * Calls: base, form.
 */
#ifndef MATCH_CELL_H
#define MATCH_CELL_H

#include "form/filled.h"
#include "form/match_words.h"

/* What a piece of text could be in a table. */
enum match_what {
	MATCH_BLANK,		/* nothing */
	MATCH_MARK,		/* "/" and the like */
	MATCH_VALUE,		/* a number, even one that cannot be read */
	MATCH_TEXT		/* anything else */
};

/* What a text, trimmed and repaired, could be. */
enum match_what match_cell_what(const struct match_words *words, str text);

/* Read a text as the value of a column: state, value, raw and unit. */
void	match_cell_read(struct arena *arena, const struct match_words *words,
	    const struct form_column *column, str raw,
	    struct filled_cell *cell);

#endif
