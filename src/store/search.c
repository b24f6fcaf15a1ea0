#include "store/search.h"

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search_merge.h"
#include "store/search_segment.h"
#include "store/search_token.h"
#include "woven/sql.h"

#define BATCH		4096		/* documents of a segment at first */
#define BATCH_BYTES	((size_t)32 << 20)
#define SWEPT		16		/* old segments a step takes away */
#define SWEPT_PLACES	20000

/* Cursors below 0 tell which step is next once all is indexed. */
#define SWEEPING	(-1)

/* --- putting -------------------------------------------------------------- */

/* The index of a generation gets the documents, in segments of fair size. */
static enum err
put_into(struct db *db, int64_t generation,
    const struct search_document *document, size_t n)
{
	enum err	e = OK;

	for (size_t i = 0, k; e == OK && i < n; i += k) {
		size_t	bytes = 0;

		for (k = 0; i + k < n && k < BATCH && bytes < BATCH_BYTES; k++)
			bytes += document[i + k].body.n;
		e = search_segment_write(db, generation, document + i, k);
	}
	return e;
}

/* A few small merges, as many as a job may do in passing. */
static enum err
tidy(struct db *db, int64_t generation)
{
	bool		merged = true;
	enum err	e = OK;

	for (int i = 0; e == OK && merged && i < 2; i++)
		e = search_merge(db, generation, SEARCH_MERGE_SMALL, &merged);
	return e;
}

/*
 * The first of all documents gives the index its tokenizer.  Who comes first
 * waits for nobody: two that held the stamp together could not both write it.
 */
static enum err
stamp_first(struct db *db)
{
	struct sql_search_stamp_row		stamp;
	struct sql_search_stamp_lock_row	locked;
	enum err				e;

	e = sql_search_stamp(db, &stamp);
	if (e != OK || stamp.tokenizer != 0)
		return e;
	e = sql_search_stamp_lock(db, &locked);
	if (e == OK)
		e = sql_search_stamp(db, &stamp);
	if (e != OK || stamp.tokenizer != 0)
		return e;
	return sql_search_stamp_set(db, SEARCH_TOKEN_VERSION,
	    stamp.generation, stamp.building);
}

/* The index that is written, which must be of this tokenizer. */
static enum err
hold(struct db *db, struct sql_search_stamp_hold_row *ret)
{
	enum err	e = stamp_first(db);

	if (e == OK)
		e = sql_search_stamp_hold(db, ret);
	if (e != OK)
		return e;
	if (ret->tokenizer != SEARCH_TOKEN_VERSION && ret->building == 0)
		return FAIL(db->fault, ERR_CONFLICT, "search.tokenizer");
	return OK;
}

static enum err
too_large(struct db *db, const struct search_document *document, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (document[i].number.n > SEARCH_BYTES ||
		    document[i].title.n > SEARCH_BYTES ||
		    document[i].body.n > SEARCH_BYTES)
			return FAIL(db->fault, ERR_TOO_LARGE,
			    "search.too_large", document[i].title);
	return OK;
}

enum err
search_put_all(struct db *db, const struct search_document *document,
    size_t n)
{
	struct sql_search_stamp_hold_row	stamp;
	enum err				e;

	e = too_large(db, document, n);
	if (e == OK)
		e = hold(db, &stamp);
	if (e == OK && stamp.tokenizer == SEARCH_TOKEN_VERSION)
		e = put_into(db, stamp.generation, document, n);
	if (e == OK && stamp.building != 0)
		e = put_into(db, stamp.building, document, n);
	return e == OK ? tidy(db, stamp.generation) : e;
}

enum err
search_put(struct db *db, const struct search_document *document)
{
	return search_put_all(db, document, 1);
}

static enum err
delete_from(struct db *db, int64_t generation, int64_t id)
{
	enum err	e;

	e = sql_search_place_hold(db, generation, id);
	if (e == OK)
		e = sql_search_place_leave(db, generation, id);
	if (e == OK)
		e = sql_search_place_delete(db, generation, id);
	return e;
}

enum err
search_delete(struct db *db, int64_t id)
{
	struct sql_search_stamp_hold_row	stamp;
	enum err				e;

	e = sql_search_stamp_hold(db, &stamp);
	if (e == OK)
		e = delete_from(db, stamp.generation, id);
	if (e == OK && stamp.building != 0)
		e = delete_from(db, stamp.building, id);
	return e == OK ? tidy(db, stamp.generation) : e;
}

enum err
search_settle(struct db *db, bool *ret_done)
{
	struct sql_search_stamp_hold_row	stamp;
	enum err				e;

	*ret_done = false;
	e = sql_search_stamp_hold(db, &stamp);
	if (e == OK)
		e = search_merge(db, stamp.generation, SEARCH_MERGE_ANY,
		    ret_done);
	if (e == OK && !*ret_done && stamp.building != 0)
		e = search_merge(db, stamp.building, SEARCH_MERGE_ANY,
		    ret_done);
	return e;
}

/* --- rebuilding ----------------------------------------------------------- */

/* Index the records behind the cursor in the generation being built. */
static enum err
rebuild_some(struct db *db, int64_t generation, int limit, int64_t *cursor,
    bool *ret_end)
{
	struct sql_search_records_row	*row;
	struct search_document		*document;
	size_t				 n;
	enum err			 e;

	e = sql_search_records(db, *cursor, limit, &row, &n);
	if (e != OK)
		return e;
	document = arena_array(db->arena, n, sizeof *document);
	for (size_t i = 0; i < n; i++)
		document[i] = (struct search_document){ .id = row[i].id,
		    .agency = row[i].agency, .number = row[i].number,
		    .title = row[i].title, .body = row[i].body,
		    .day = row[i].day, .kind = row[i].kind,
		    .column = row[i].catalogue, .validity = row[i].validity };
	*ret_end = n < (size_t)limit;
	if (n > 0)
		*cursor = row[n - 1].id;
	return put_into(db, generation, document, n);
}

/* Take away some of what belongs to no generation in use. */
static enum err
sweep(struct db *db, int64_t generation, int64_t building, bool *ret_end)
{
	struct sql_search_generations_row	*old;
	struct sql_search_places_other_row	 other;
	size_t					 n;
	enum err				 e;

	e = sql_search_generations(db, generation, building, SWEPT, &old, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = search_segment_delete(db, old[i].id);
	*ret_end = false;
	if (e != OK || n > 0)
		return e;
	e = sql_search_places_other(db, generation, building, &other);
	if (e == OK)
		return sql_search_places_delete(db, other.generation,
		    SWEPT_PLACES);
	*ret_end = e == ERR_NOT_FOUND;
	return *ret_end ? OK : e;
}

/* From now on the new index is read. */
static enum err
switch_over(struct db *db, const struct sql_search_stamp_row *stamp)
{
	return sql_search_stamp_set(db, SEARCH_TOKEN_VERSION, stamp->building,
	    0);
}

enum err
search_rebuild(struct db *db, int limit, int64_t *cursor)
{
	struct sql_search_stamp_lock_row	locked;
	struct sql_search_stamp_row		stamp;
	bool					end, merged;
	enum err				e;

	/* Nobody puts meanwhile, so that nothing older comes out on top. */
	e = sql_search_stamp_lock(db, &locked);
	if (e == OK)
		e = sql_search_stamp(db, &stamp);
	if (e != OK)
		return e;
	if (*cursor == SWEEPING) {
		e = sweep(db, stamp.generation, stamp.building, &end);
		if (e == OK && end)
			*cursor = 0;
		return e;
	}
	if (*cursor == 0 || stamp.building == 0) {
		/* One that was begun and left is swept at the end. */
		stamp.building = (stamp.building > stamp.generation ?
		    stamp.building : stamp.generation) + 1;
		*cursor = 0;
		e = sql_search_stamp_set(db, stamp.tokenizer,
		    stamp.generation, stamp.building);
	}
	if (e == OK)
		e = rebuild_some(db, stamp.building, limit, cursor, &end);
	if (e == OK)
		e = search_merge(db, stamp.building, SEARCH_MERGE_ANY,
		    &merged);
	if (e != OK || !end)
		return e;
	*cursor = SWEEPING;
	return switch_over(db, &stamp);
}

enum err
search_verify(struct db *db)
{
	struct sql_search_stamp_row	stamp;
	struct sql_search_counts_row	counts;
	enum err			e;

	e = sql_search_stamp(db, &stamp);
	if (e != OK)
		return e;
	if (stamp.tokenizer != 0 && stamp.tokenizer != SEARCH_TOKEN_VERSION)
		return FAIL(db->fault, ERR_CONFLICT, "search.tokenizer");
	e = sql_search_counts(db, stamp.generation, &counts);
	if (e != OK)
		return e;
	if (counts.missing > 0)
		return FAIL(db->fault, ERR_CONFLICT, "search.missing",
		    str_printf(db->arena, "%lld", (long long)counts.missing));
	if (counts.places != counts.records)
		return FAIL(db->fault, ERR_CONFLICT, "search.left_over",
		    str_printf(db->arena, "%lld",
		    (long long)(counts.places - counts.records)));
	if (counts.documents - counts.dead != counts.places)
		return FAIL(db->fault, ERR_CONFLICT, "search.damaged");
	return OK;
}
