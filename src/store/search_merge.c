#include "store/search_merge.h"

#include <string.h>

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search_list.h"
#include "store/search_segment.h"
#include "woven/sql.h"

#define FAN		16	/* segments of one merge */
#define CLASSES		3	/* that are merged by number */
#define DOCUMENTS_MOST	21000	/* of one merge: three values of each are
				   numbered by 16 bits */
#define BLOCKS_AT_ONCE	16
#define STREAM_BYTES	((size_t)256 << 20)
#define SPARSE		32	/* documents to one that holds a term */
#define GONE		UINT32_MAX
#define NO_TERM		UINT64_MAX

/* A segment being merged: its blocks as they are read. */
struct stream {
	struct search_segment		 segment;
	uint32_t			*number;	/* its documents' new
							   ones, or GONE */
	struct arena			*arena;		/* of the blocks */
	struct sql_search_blocks_between_row *block;
	size_t				 blocks, at;
	int64_t				 last;		/* block read; -1 */
	struct search_unpacker		 unpacker;
	uint64_t			 term;		/* present; NO_TERM */
};

struct merge {
	struct db			*db;
	int64_t				 generation;
	struct stream			*stream;
	size_t				 streams;
	struct search_segment_maker	*maker;
	search_entry			*entry, *other;	/* a term's */
	size_t				 run[FAN + 1];	/* ends of its runs */
	unsigned char			*mask;	/* by document; all 0 */
	size_t				 documents; /* of the new segment */
};

static void
free_arena(void *arena)
{
	arena_free(arena);
}

/* --- which ---------------------------------------------------------------- */

static size_t
class_of(int64_t documents)
{
	size_t	class = 0;

	for (; documents >= FAN; documents /= FAN)
		class++;
	return class;
}

/* The segments to merge; 0 if none is due. */
static size_t
choose(const struct sql_search_sizes_row *row, size_t rows,
    enum search_merge_size size, int64_t *id)
{
	size_t	classes = size == SEARCH_MERGE_SMALL ? CLASSES - 1 : CLASSES;
	int64_t	most = size == SEARCH_MERGE_SMALL ? FAN * FAN :
		    SEARCH_DOCUMENTS;
	size_t	from, to, n = 0;
	int64_t	sum = 0;

	for (size_t i = 0; i < rows; i++)
		if (row[i].dead * 2 > row[i].documents &&
		    row[i].documents <= most) {
			id[0] = row[i].id;
			return 1;
		}
	for (from = 0; from < rows; from = to) {
		size_t	class = class_of(row[from].documents);

		for (to = from; to < rows &&
		    class_of(row[to].documents) == class; to++)
			;
		if (class < classes && to - from >= FAN)
			break;
	}
	for (; from < rows && n < FAN; from++) {
		sum += row[from].documents;
		if (sum > DOCUMENTS_MOST)
			break;
		id[n++] = row[from].id;
	}
	return n;
}

/* --- documents ------------------------------------------------------------ */

static enum err
open_stream(struct merge *merge, struct stream *stream, int64_t id)
{
	struct arena	*arena = merge->db->arena;
	enum err	 e;

	e = search_segment_get(merge->db, merge->generation, id,
	    &stream->segment);
	if (e == OK)
		e = search_segment_cards(merge->db, &stream->segment);
	if (e != OK)
		return e;
	stream->number = arena_array(arena, stream->segment.documents,
	    sizeof *stream->number);
	for (size_t i = 0; i < stream->segment.deads; i++)
		if (stream->segment.dead[i] < stream->segment.documents)
			stream->number[stream->segment.dead[i]] = GONE;
	stream->last = -1;
	stream->arena = arena_new(STREAM_BYTES);
	arena_defer(arena, free_arena, stream->arena);
	return OK;
}

/* The card of a stream's next document that is alive; false at its end. */
static enum err
next_card(struct merge *merge, struct stream *stream, size_t *at,
    struct search_card *ret, bool *ret_there)
{
	while (*at < stream->segment.documents && stream->number[*at] == GONE)
		++*at;
	*ret_there = *at < stream->segment.documents;
	if (!*ret_there)
		return OK;
	return search_segment_card(merge->db, &stream->segment, *at, ret);
}

/* Give a document its new number and place. */
static enum err
move_document(struct merge *merge, struct stream *stream, size_t at,
    const struct search_card *card, uint32_t number)
{
	const struct search_segment	*from = &stream->segment;
	int64_t				 id = search_segment_id(merge->maker);
	enum err			 e;

	stream->number[at] = number;
	e = search_segment_add(merge->maker, card,
	    from->agency[card->agency], from->value[card->kind],
	    from->value[card->column], from->value[card->validity]);
	if (e == OK)
		e = sql_search_place_move(merge->db, merge->generation,
		    card->id, from->id, id, number);
	/* It may have left while this transaction was on its way. */
	if (e == OK)
		e = sql_search_place_lost(merge->db, merge->generation,
		    card->id, id, number);
	return e;
}

/* Number the documents of all streams anew, newest first. */
static enum err
move_documents(struct merge *merge, size_t documents)
{
	struct search_card	card[FAN];
	bool			there[FAN];
	size_t			at[FAN] = { 0 }, best;
	enum err		e;

	for (size_t i = 0; i < merge->streams; i++) {
		e = next_card(merge, &merge->stream[i], &at[i], &card[i],
		    &there[i]);
		if (e != OK)
			return e;
	}
	for (uint32_t number = 0; number < documents; number++) {
		best = FAN;
		for (size_t i = 0; i < merge->streams; i++)
			if (there[i] && (best == FAN ||
			    search_segment_compare(card[i].day, card[i].id,
			    card[best].day, card[best].id) < 0))
				best = i;
		if (best == FAN)
			break;
		e = move_document(merge, &merge->stream[best], at[best],
		    &card[best], number);
		if (e != OK)
			return e;
		at[best]++;
		e = next_card(merge, &merge->stream[best], &at[best],
		    &card[best], &there[best]);
		if (e != OK)
			return e;
	}
	return OK;
}

/* --- terms ---------------------------------------------------------------- */

static enum err
refill(struct merge *merge, struct stream *stream)
{
	struct db	*db = merge->db;
	struct arena	*arena = db->arena;
	enum err	 e;

	/* The rows go where they can be let go of. */
	arena_reset(stream->arena);
	db->arena = stream->arena;
	e = sql_search_blocks_between(db, stream->segment.id, stream->last,
	    INT64_MAX, BLOCKS_AT_ONCE, &stream->block, &stream->blocks);
	db->arena = arena;
	stream->at = 0;
	if (e == OK && stream->blocks > 0)
		stream->last = stream->block[stream->blocks - 1].first;
	return e;
}

/* Move a stream to its next term. */
static enum err
next_term(struct merge *merge, struct stream *stream)
{
	enum err	e;

	while (!search_list_next(&stream->unpacker)) {
		if (stream->unpacker.damaged)
			return FAIL(merge->db->fault, ERR_STORE,
			    "search.damaged");
		if (stream->at == stream->blocks) {
			e = refill(merge, stream);
			if (e != OK)
				return e;
			if (stream->blocks == 0) {
				stream->term = NO_TERM;
				return OK;
			}
		}
		stream->unpacker = (struct search_unpacker){
		    .s = stream->block[stream->at].data,
		    .list.term = (uint64_t)stream->block[stream->at].first };
		stream->at++;
	}
	stream->term = stream->unpacker.list.term;
	return OK;
}

/* Read the present list of a stream behind `to', numbered anew. */
static bool
read_run(const struct stream *stream, search_entry *to, size_t *ret_n)
{
	size_t	n = 0;

	if (!search_list_read(&stream->unpacker.list,
	    stream->segment.documents, to))
		return false;
	for (size_t i = 0; i < stream->unpacker.list.n; i++) {
		uint32_t	number = stream->number[to[i] >> 8];

		if (number != GONE)
			to[n++] = number << 8 | (to[i] & 0xFF);
	}
	*ret_n = n;
	return true;
}

/* Merge two sorted runs that stand side by side. */
static void
join(const search_entry *from, size_t middle, size_t n, search_entry *to)
{
	size_t	i = 0, j = middle;

	for (size_t k = 0; k < n; k++)
		to[k] = j == n || (i < middle && from[i] < from[j]) ?
		    from[i++] : from[j++];
}

/* Merge neighbouring runs until there is one; gives the entries. */
static const search_entry *
join_runs(struct merge *merge, size_t runs)
{
	search_entry	*from = merge->entry, *to = merge->other, *swap;
	size_t		*run = merge->run;

	while (runs > 1) {
		size_t	kept = 0;

		for (size_t i = 0; i < runs; i += 2) {
			size_t	start = run[i], middle = run[i + 1];
			size_t	end = i + 1 < runs ? run[i + 2] : middle;

			join(from + start, middle - start, end - start,
			    to + start);
			run[++kept] = end;
		}
		runs = kept;
		swap = from;
		from = to;
		to = swap;
	}
	return from;
}

/* The same for a term of many documents: each has a place of its own. */
static const search_entry *
scatter(struct merge *merge, size_t n)
{
	size_t	k = 0;

	for (size_t i = 0; i < n; i++)
		merge->mask[merge->entry[i] >> 8] =
		    (unsigned char)(merge->entry[i] & 0xFF);
	for (size_t i = 0; i < merge->documents; i++) {
		if (merge->mask[i] != 0)
			merge->other[k++] = (search_entry)i << 8 |
			    merge->mask[i];
		merge->mask[i] = 0;
	}
	return merge->other;
}

static enum err
put_term(struct merge *merge, uint64_t term)
{
	size_t			 runs = 0, end = 0, n;
	const search_entry	*entry;
	enum err		 e;

	for (size_t i = 0; i < merge->streams; i++) {
		struct stream	*stream = &merge->stream[i];

		if (stream->term != term)
			continue;
		if (stream->unpacker.list.n > stream->segment.documents ||
		    !read_run(stream, merge->entry + end, &n))
			return FAIL(merge->db->fault, ERR_STORE,
			    "search.damaged");
		if (n > 0) {
			merge->run[runs++] = end;
			end += n;
			merge->run[runs] = end;
		}
		e = next_term(merge, stream);
		if (e != OK)
			return e;
	}
	if (end == 0)
		return OK;
	entry = end > merge->documents / SPARSE ? scatter(merge, end) :
	    join_runs(merge, runs);
	return search_segment_term(merge->maker, term, entry, end);
}

static enum err
put_terms(struct merge *merge)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < merge->streams; i++)
		e = next_term(merge, &merge->stream[i]);
	while (e == OK) {
		uint64_t	term = NO_TERM;

		for (size_t i = 0; i < merge->streams; i++)
			if (merge->stream[i].term < term)
				term = merge->stream[i].term;
		if (term == NO_TERM)
			break;
		e = put_term(merge, term);
	}
	return e;
}

/* --- the whole ------------------------------------------------------------ */

static enum err
run(struct merge *merge, const int64_t *id)
{
	struct arena	*arena = merge->db->arena;
	size_t		 documents = 0, all = 0;
	enum err	 e = OK;

	merge->stream = arena_array(arena, merge->streams,
	    sizeof *merge->stream);
	for (size_t i = 0; e == OK && i < merge->streams; i++) {
		e = open_stream(merge, &merge->stream[i], id[i]);
		all += merge->stream[i].segment.documents;
		documents += merge->stream[i].segment.documents -
		    merge->stream[i].segment.deads;
	}
	if (e == OK && documents > 0) {
		merge->entry = arena_array(arena, all, sizeof *merge->entry);
		merge->other = arena_array(arena, all, sizeof *merge->other);
		merge->mask = arena_alloc(arena, documents);
		merge->documents = documents;
		merge->maker = search_segment_begin(merge->db,
		    merge->generation, documents);
		e = move_documents(merge, documents);
		if (e == OK)
			e = put_terms(merge);
		if (e == OK)
			e = search_segment_end(merge->maker);
	}
	for (size_t i = 0; e == OK && i < merge->streams; i++)
		e = search_segment_delete(merge->db, id[i]);
	return e;
}

enum err
search_merge(struct db *db, int64_t generation, enum search_merge_size size,
    bool *ret_merged)
{
	struct merge			 merge = { .db = db,
					    .generation = generation };
	struct arena_mark		 mark = arena_mark(db->arena);
	struct sql_search_sizes_row	*row;
	struct sql_search_turn_row	 turn;
	int64_t				 id[FAN] = { 0 };
	size_t				 rows;
	enum err			 e;

	*ret_merged = false;
	e = sql_search_sizes(db, generation, &row, &rows);
	if (e != OK || choose(row, rows, size, id) == 0)
		return e;
	/*
	 * Who merges now may wait for a row of ours, so nobody waits for him;
	 * who has the turn looks again.
	 */
	e = sql_search_turn(db, &turn);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		e = sql_search_sizes(db, generation, &row, &rows);
	if (e != OK)
		return e;
	merge.streams = choose(row, rows, size, id);
	if (merge.streams > 0) {
		e = run(&merge, id);
		*ret_merged = e == OK;
	}
	arena_rewind(db->arena, mark);
	return e;
}
