#include "store/search_segment.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/db_driver.h"
#include "store/search_card.h"
#include "woven/sql.h"

#define DEADS_AT_ONCE	50000	/* rows of one reading */

static enum err
damaged(struct db *db)
{
	return FAIL(db->fault, ERR_STORE, "search.damaged");
}

/* The dead places of all segments, which are sorted as the rows are. */
static enum err
read_deads(struct db *db, int64_t generation, struct search_segment *segment,
    size_t n)
{
	struct sql_search_dead_row	*row;
	int64_t		 after = -1, after_n = -1;
	size_t		 rows, at = 0;
	enum err	 e;

	do {
		e = sql_search_dead(db, generation, after, after_n,
		    DEADS_AT_ONCE, &row, &rows);
		if (e != OK)
			return e;
		for (size_t i = 0; i < rows; i++) {
			while (at < n && segment[at].id < row[i].segment)
				at++;
			if (at == n || segment[at].id != row[i].segment ||
			    segment[at].deads == segment[at].documents)
				continue;
			if (segment[at].dead == NULL)
				segment[at].dead = arena_array(db->arena,
				    segment[at].documents, sizeof(uint32_t));
			segment[at].dead[segment[at].deads++] =
			    (uint32_t)row[i].n;
		}
		if (rows > 0) {
			after = row[rows - 1].segment;
			after_n = row[rows - 1].n;
		}
	} while (rows == DEADS_AT_ONCE);
	return OK;
}

/* A segment as its row tells, without dead places. */
static enum err
from_row(struct db *db, int64_t id, int64_t documents, str head,
    struct search_segment *ret)
{
	if (documents < 0 || documents > SEARCH_DOCUMENTS)
		return damaged(db);
	*ret = (struct search_segment){ .id = id,
	    .documents = (size_t)documents };
	ret->page = arena_array(db->arena, search_card_pages(ret->documents),
	    sizeof *ret->page);
	if (!search_card_head(db->arena, head, ret))
		return damaged(db);
	return OK;
}

enum err
search_segments(struct db *db, int64_t generation,
    struct search_segment **ret, size_t *ret_n)
{
	struct sql_search_segments_row	*row;
	struct search_segment		*segment;
	size_t				 n;
	enum err			 e;

	e = sql_search_segments(db, generation, &row, &n);
	if (e != OK)
		return e;
	segment = arena_array(db->arena, n, sizeof *segment);
	for (size_t i = 0; i < n; i++) {
		e = from_row(db, row[i].id, row[i].documents, row[i].head,
		    &segment[i]);
		if (e != OK)
			return e;
	}
	*ret = segment;
	*ret_n = n;
	return read_deads(db, generation, segment, n);
}

enum err
search_segment_get(struct db *db, int64_t generation, int64_t id,
    struct search_segment *ret)
{
	struct sql_search_segment_read_row	 row;
	struct sql_search_dead_of_row		*dead;
	enum err				 e;

	e = sql_search_segment_read(db, id, &row);
	if (e == ERR_NOT_FOUND)
		return damaged(db);
	if (e == OK)
		e = from_row(db, row.id, row.documents, row.head, ret);
	if (e == OK)
		e = sql_search_dead_of(db, generation, id, &dead, &ret->deads);
	if (e != OK)
		return e;
	ret->dead = arena_array(db->arena, ret->deads, sizeof *ret->dead);
	for (size_t i = 0; i < ret->deads; i++)
		ret->dead[i] = (uint32_t)dead[i].n;
	return OK;
}

enum err
search_segment_cards(struct db *db, struct search_segment *segment)
{
	struct sql_search_cards_row	*row;
	size_t				 n;
	enum err			 e;

	e = sql_search_cards(db, segment->id, &row, &n);
	if (e != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if (row[i].page >= 0 &&
		    (size_t)row[i].page < search_card_pages(segment->documents))
			segment->page[row[i].page] = row[i].data;
	return OK;
}

enum err
search_segment_card(struct db *db, struct search_segment *segment, size_t n,
    struct search_card *ret)
{
	size_t				 page = n / SEARCH_CARDS;
	struct sql_search_card_row	 row;
	enum err			 e;

	if (n >= segment->documents)
		return damaged(db);
	if (segment->page[page].n == 0) {
		e = sql_search_card(db, segment->id, (int64_t)page, &row);
		if (e == ERR_NOT_FOUND)
			return damaged(db);
		if (e != OK)
			return e;
		segment->page[page] = row.data;
	}
	return search_card_get(segment, n, ret) ? OK : damaged(db);
}

int
search_segment_compare(day a_day, int64_t a_id, day b_day, int64_t b_id)
{
	if (a_day != b_day)
		return a_day > b_day ? -1 : 1;
	return a_id == b_id ? 0 : a_id > b_id ? -1 : 1;
}

enum err
search_segment_delete(struct db *db, int64_t id)
{
	enum err	e;

	e = sql_search_block_delete(db, id);
	if (e == OK)
		e = sql_search_card_delete(db, id);
	if (e == OK)
		e = sql_search_dead_delete(db, id);
	if (e == OK)
		e = sql_search_segment_delete(db, id);
	return e;
}
