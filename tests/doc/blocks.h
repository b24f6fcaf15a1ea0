/*
 * blocks - what a read document holds, for the tests of the readers.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "doc/doc.h"
#include "tests/test.h"

/* A block stands there, of that kind and with that text. */
static inline void
check_block(const struct doc *doc, size_t i, enum doc_kind kind,
    const char *text)
{
	cr_assert_lt(i, doc->n, "there are %zu blocks only", doc->n);
	check_int(doc->block[i].kind, kind);
	check_str(doc->block[i].text, str_of(text));
}

/* The table that a block is. */
static inline const struct doc_table *
table_of(const struct doc *doc, size_t i)
{
	cr_assert_lt(i, doc->n, "there are %zu blocks only", doc->n);
	check_int(doc->block[i].kind, DOC_TABLE);
	return doc->block[i].table;
}

/* The text at a square of a table. */
static inline str
at(const struct doc_table *table, unsigned row, unsigned col)
{
	cr_assert(row < table->rows && col < table->cols,
	    "the table has %u x %u squares", table->rows, table->cols);
	if (table->at[row * table->cols + col] == NULL)
		return S("(none)");
	return table->at[row * table->cols + col]->text;
}

#endif
