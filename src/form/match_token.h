/*
 * match_token - a document as lines of labels, values and other pieces.
 *
 * A row of a table is a line, a paragraph is a line (or several, if it holds
 * line breaks).  Labels glued to each other or to their values are parted;
 * labels torn over lines are joined again: the first piece bears the label,
 * the others are its tail.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_TOKEN_H
#define MATCH_TOKEN_H

#include "form/match.h"

/* Fill lines and tokens of the document. */
void	match_token_read(struct match *match);

/* Join labels that were torn over lines; after match_token_read. */
void	match_token_join(struct match *match);

/* The tokens of a line. */
struct match_token *match_token_of(const struct match *match, size_t line);

/* Only blanks stand in [from, to). */
bool	match_token_blank(const struct match_token *token, size_t from,
	    size_t to);

/* The line is a row of a table with columns, not one cell or paragraph. */
bool	match_token_in_row(const struct match *match, size_t line);

/*
 * A paragraph's text, or that of the only cell with a text in a row; empty
 * for other rows.
 */
str	match_token_line(const struct match *match, size_t line);

#endif
