#include "store/search_row.h"

#include "base/arena.h"
#include "base/buf.h"
#include "store/db_driver.h"
#include "woven/sql.h"

#define ID_BYTES	20	/* of an id and its comma at most */

/* "12,99": what the statements take for several ids. */
static str
list(struct arena *arena, const int64_t *id, size_t n)
{
	struct buf	buf;

	buf_init(&buf, arena, ID_BYTES * n + 1);
	for (size_t i = 0; i < n; i++)
		buf_printf(&buf, "%s%lld", i > 0 ? "," : "",
		    (long long)id[i]);
	return buf_str(&buf);
}

enum err
search_row_texts(struct db *db, const int64_t *id, size_t n,
    struct sql_search_texts_row **ret)
{
	struct sql_search_texts_row	*row;
	size_t				 rows;
	enum err			 e;

	*ret = arena_array(db->arena, n, sizeof **ret);
	if (n == 0)
		return OK;
	e = sql_search_texts(db, list(db->arena, id, n), &row, &rows);
	for (size_t i = 0; e == OK && i < n; i++)
		for (size_t k = 0; k < rows; k++)
			if (row[k].id == id[i])
				(*ret)[i] = row[k];
	return e;
}

enum err
search_row_titles(struct db *db, const int64_t *id, size_t n,
    struct sql_search_titles_row **ret)
{
	struct sql_search_titles_row	*row;
	size_t				 rows;
	enum err			 e;

	*ret = arena_array(db->arena, n, sizeof **ret);
	if (n == 0)
		return OK;
	e = sql_search_titles(db, list(db->arena, id, n), &row, &rows);
	for (size_t i = 0; e == OK && i < n; i++)
		for (size_t k = 0; k < rows; k++)
			if (row[k].id == id[i])
				(*ret)[i] = row[k];
	return e;
}
