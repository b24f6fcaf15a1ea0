/*
 * doc_html_table - the blocks of a page and the tables among them.
 *
 * Pages are often built in tables.  A row that wraps other tables or one long
 * stretch of prose is scaffolding: what stands in its cells comes out block by
 * block, in order.  The rows between are a table, as long as they look like
 * one.  Spans are followed as browsers do; rows and columns in which no cell
 * begins are dropped, so that a title across 300 columns does no harm.
 *
 * Calls: base, doc, doc_outline.
 */
#ifndef DOC_HTML_TABLE_H
#define DOC_HTML_TABLE_H

#include <stdbool.h>

#include "doc/doc.h"

struct doc_html_table_level;

/* What has been read of a page, and the tables that are still open. */
struct doc_html_table {
	struct arena	 *arena;
	struct doc_block *block;	/* in reading order */
	size_t		  n;		/* blocks */
	size_t		  room;		/* blocks there is room for */
	size_t		  cells;	/* of all tables together */
	struct doc_html_table_level *inner;	/* the innermost open table */
	struct doc_html_table_level *spare;	/* closed, to be used again */
};

/* Start with nothing read. */
void	doc_html_table_init(struct doc_html_table *page,
	    struct arena *arena);

/* Add a block at the end. */
void	doc_html_table_block(struct doc_html_table *page,
	    struct doc_block block);

/* Begin a table where the page stands now. */
void	doc_html_table_begin(struct doc_html_table *page,
	    struct doc_place place);

/* Begin a row of the innermost table. */
enum err doc_html_table_row(struct doc_html_table *page,
	    struct fault *fault);

/* A thead, tbody or tfoot ends: no cell reaches below it. */
void	doc_html_table_group(struct doc_html_table *page);

/*
 * Begin a cell that covers rows x cols squares as written (0 rows: to the
 * end of the group).  Blocks that are added until it ends stand in it.
 */
enum err doc_html_table_cell(struct doc_html_table *page, unsigned rows,
	    unsigned cols, struct doc_place place, struct fault *fault);

/* The open cell is a head. */
void	doc_html_table_head(struct doc_html_table *page);

/* End the open cell of the innermost table, if one is open. */
void	doc_html_table_cell_end(struct doc_html_table *page);

/* End the innermost table: what it was now stands among the blocks. */
enum err doc_html_table_end(struct doc_html_table *page,
	    struct fault *fault);

#endif
