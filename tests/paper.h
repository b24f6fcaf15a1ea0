/*
 * paper - documents put together by hand, for the tests of reading.
 *
 * A table is drawn as text: a line a row, "|" between the cells.  "2x3:" in
 * front of a cell's text makes it cover two rows and three columns.
 */
#ifndef PAPER_H
#define PAPER_H

#include "doc/doc.h"
#include "form/filled.h"

/* A document of nothing. */
struct doc	*paper_new(struct arena *arena, enum doc_format format);

/* Paragraphs, one a line. */
void	paper_lines(struct arena *arena, struct doc *doc, const char *lines);

/* A table of cells. */
void	paper_table(struct arena *arena, struct doc *doc, enum doc_grid grid,
	    const char *rows);

/* A table set by blanks: two or more part the cells, places are columns. */
void	paper_layout(struct arena *arena, struct doc *doc, const char *rows);

/* Read it as an annual report. */
struct filled	*paper_read(struct arena *arena, const struct doc *doc);

/*
 * The cells of a row as text, blanks between them: a number, "_" if blank,
 * "?" if lost, the raw text in quotes if it cannot be read, a mark as it is.
 * "lost" if the table is lost, "none" if the row is not the form's.
 */
str	paper_row(struct arena *arena, const struct filled *filled,
	    const char *table, const char *row);

/* How many remarks of a kind there are. */
size_t	paper_remarks(const struct filled *filled,
	    enum filled_remark_kind kind);

/* The row reads like this. */
#define check_row(arena, filled, table, row, want)			\
	check_str(paper_row((arena), (filled), (table), (row)), S(want))

#endif
