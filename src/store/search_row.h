/*
 * search_row - the rows of several records in one statement.
 *
 * Calls: arena, str, db.
 */
#ifndef SEARCH_ROW_H
#define SEARCH_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct sql_search_texts_row;
struct sql_search_titles_row;

#define SEARCH_ROWS	16	/* whole texts to be read at once */

/* Rows beside their ids, in the transaction's arena; where the record is not
   there or not to be seen, the row's id is 0. */
enum err search_row_texts(struct db *db, const int64_t *id, size_t n,
	    struct sql_search_texts_row **ret);
enum err search_row_titles(struct db *db, const int64_t *id, size_t n,
	    struct sql_search_titles_row **ret);

#endif
