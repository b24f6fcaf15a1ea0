/*
 * folio_table - a ruled table on the pages of a PDF.
 *
 * The table is one long strip that the pages show in pieces.  Pieces end
 * between rows wherever a row fits a page, never between a head and its first
 * row; a piece that begins inside the body repeats the heads above it, and a
 * merged cell repeats its text in each piece that has room for it.
 *
 * Calls: folio, grid, doc, base.
 */
#ifndef FOLIO_TABLE_H
#define FOLIO_TABLE_H

#include "doc/doc.h"
#include "doc/folio.h"

struct folio_table;

/* Measure a table; NULL for one without squares. */
struct folio_table *folio_table_new(struct folio *folio,
	    const struct doc_table *table);

/* The room its beginning asks for, so as not to stand alone below a page. */
double	 folio_table_lead(const struct folio_table *table);

/* Draw it from here on. */
void	 folio_table_draw(struct folio_table *table);

#endif
