#include <stdlib.h>

#include "base/arena.h"
#include "store/db_driver.h"
#include "store/search.h"
#include "store/search_list.h"
#include "store/search_segment.h"
#include "store/search_token.h"
#include "woven/sql.h"

#define SLOTS_FIRST	16384	/* of a document's table; a power of two */
#define ITEMS_FOR	1024	/* documents that room is made for at first */
#define RADIX_BITS	10
#define RADIX		(1u << RADIX_BITS)
#define DOCUMENT_BITS	16
#define MASK_BITS	8
#define TERM_SHIFT	(DOCUMENT_BITS + MASK_BITS)

/*
 * The terms of many documents.  An item is a term, a document and a mask in
 * 64 bits, so that sorting by the term alone groups them.
 */
struct gathering {
	struct arena	*arena;
	uint64_t	*item;
	size_t		 n, room;
	uint64_t	*slot;	/* the document's terms: term << 8 | mask */
	size_t		 slots, used;
};

static size_t
slot_of(const struct gathering *gathering, uint64_t term)
{
	return (size_t)(term * 0x9E3779B97F4A7C15u >> 32) &
	    (gathering->slots - 1);
}

static void note(struct gathering *gathering, uint64_t term, uint32_t mask);

static void
grow_slots(struct gathering *gathering)
{
	uint64_t	*old = gathering->slot;
	size_t		 slots = gathering->slots;

	gathering->slots = 2 * slots;
	gathering->used = 0;
	gathering->slot = arena_array(gathering->arena, gathering->slots,
	    sizeof *gathering->slot);
	for (size_t i = 0; i < slots; i++)
		if (old[i] != 0)
			note(gathering, old[i] >> MASK_BITS,
			    (uint32_t)old[i] & 0xFF);
}

/* The document holds a term there. */
static void
note(struct gathering *gathering, uint64_t term, uint32_t mask)
{
	size_t	at = slot_of(gathering, term);

	for (;; at = (at + 1) & (gathering->slots - 1)) {
		uint64_t	*slot = &gathering->slot[at];

		if (*slot >> MASK_BITS == term) {
			*slot |= mask;
			return;
		}
		if (*slot == 0) {
			*slot = term << MASK_BITS | mask;
			break;
		}
	}
	if (++gathering->used > gathering->slots / 2)
		grow_slots(gathering);
}

/* The terms of a text; whether it is plain. */
static bool
note_text(struct gathering *gathering, str text, uint32_t mask)
{
	struct arena_mark	mark = arena_mark(gathering->arena);
	struct search_walk	walk = { 0 };
	struct search_text	folded;
	struct search_term	term;
	size_t			slots = gathering->slots;

	folded = search_token_text(gathering->arena, text);
	walk.s = folded.s;
	while (search_token_next(&walk, &term))
		note(gathering, term.term,
		    mask != 0 ? mask : search_list_mask(term.at));
	/* A table that grew stands behind the text. */
	if (slots == gathering->slots)
		arena_rewind(gathering->arena, mark);
	return folded.plain;
}

/* Take the document's terms out of its table. */
static void
gather(struct gathering *gathering, size_t n)
{
	if (gathering->n + gathering->used > gathering->room) {
		size_t	room = 2 * (gathering->n + gathering->used);

		gathering->item = arena_grow(gathering->arena,
		    gathering->item, gathering->n, room,
		    sizeof *gathering->item);
		gathering->room = room;
	}
	for (size_t i = 0; i < gathering->slots; i++) {
		uint64_t	slot = gathering->slot[i];

		if (slot == 0)
			continue;
		gathering->item[gathering->n++] =
		    slot >> MASK_BITS << TERM_SHIFT |
		    (uint64_t)n << MASK_BITS | (slot & 0xFF);
		gathering->slot[i] = 0;
	}
	gathering->used = 0;
}

/* Sort by term; items of a term keep their order, which is the documents'. */
static void
sort(struct gathering *gathering)
{
	uint64_t	*from = gathering->item, *to, *other;

	to = arena_array(gathering->arena, gathering->n, sizeof *to);
	for (unsigned shift = TERM_SHIFT; shift < 64; shift += RADIX_BITS) {
		size_t	place[RADIX] = { 0 }, sum = 0;

		for (size_t i = 0; i < gathering->n; i++)
			place[from[i] >> shift & (RADIX - 1)]++;
		for (size_t i = 0; i < RADIX; i++) {
			size_t	count = place[i];

			place[i] = sum;
			sum += count;
		}
		for (size_t i = 0; i < gathering->n; i++)
			to[place[from[i] >> shift & (RADIX - 1)]++] = from[i];
		other = from;
		from = to;
		to = other;
	}
	gathering->item = from;
}

/* Hand the sorted items over, term by term. */
static enum err
put_terms(const struct gathering *gathering,
    struct search_segment_maker *maker)
{
	uint32_t	*entry = arena_array(gathering->arena,
			    SEARCH_DOCUMENTS, sizeof *entry);
	enum err	 e = OK;

	for (size_t i = 0, n; e == OK && i < gathering->n; i += n) {
		uint64_t	term = gathering->item[i] >> TERM_SHIFT;

		for (n = 0; i + n < gathering->n &&
		    gathering->item[i + n] >> TERM_SHIFT == term; n++)
			entry[n] = (uint32_t)gathering->item[i + n] &
			    (((uint32_t)1 << TERM_SHIFT) - 1);
		e = search_segment_term(maker, term, entry, n);
	}
	return e;
}

/* Where the document stood before is dead, and it stands here now. */
static enum err
move_place(struct db *db, int64_t generation, int64_t id, int64_t segment,
    size_t n)
{
	enum err	e;

	e = sql_search_place_hold(db, generation, id);
	if (e == OK)
		e = sql_search_place_leave(db, generation, id);
	if (e == OK)
		e = sql_search_place_put(db, generation, id, segment,
		    (int64_t)n);
	return e;
}

static int
compare(const void *a, const void *b)
{
	const struct search_document	*one = *(const void *const *)a;
	const struct search_document	*other = *(const void *const *)b;

	return search_segment_compare(one->day, one->id, other->day,
	    other->id);
}

/* All of a segment but its row. */
static enum err
fill(struct db *db, int64_t generation, struct search_segment_maker *maker,
    const struct search_document **sorted, size_t n)
{
	struct gathering	gathering = { .arena = db->arena,
				    .slots = SLOTS_FIRST };
	enum err		e = OK;

	gathering.slot = arena_array(db->arena, SLOTS_FIRST,
	    sizeof *gathering.slot);
	gathering.room = (n < ITEMS_FOR ? n : ITEMS_FOR) * SLOTS_FIRST / 4;
	gathering.item = arena_array(db->arena, gathering.room,
	    sizeof *gathering.item);
	for (size_t i = 0; e == OK && i < n; i++) {
		const struct search_document	*document = sorted[i];
		struct search_card		 card = { .plain = true };

		card.id = document->id;
		card.day = document->day;
		card.plain &= note_text(&gathering, document->number,
		    SEARCH_TITLE);
		card.plain &= note_text(&gathering, document->title,
		    SEARCH_TITLE);
		card.plain &= note_text(&gathering, document->body, 0);
		gather(&gathering, i);
		e = search_segment_add(maker, &card, document->agency,
		    document->kind, document->column, document->validity);
		if (e == OK)
			e = move_place(db, generation, document->id,
			    search_segment_id(maker), i);
	}
	if (e != OK)
		return e;
	sort(&gathering);
	return put_terms(&gathering, maker);
}

enum err
search_segment_write(struct db *db, int64_t generation,
    const struct search_document *document, size_t n)
{
	struct arena_mark		 mark = arena_mark(db->arena);
	struct search_segment_maker	*maker;
	const struct search_document	**sorted;
	enum err			 e;

	if (n > SEARCH_DOCUMENTS)
		return FAIL(db->fault, ERR_TOO_LARGE, "search.many_documents");
	sorted = arena_array(db->arena, n, sizeof *sorted);
	for (size_t i = 0; i < n; i++)
		sorted[i] = &document[i];
	qsort(sorted, n, sizeof *sorted, compare);
	maker = search_segment_begin(db, generation, n);
	e = fill(db, generation, maker, sorted, n);
	if (e == OK)
		e = search_segment_end(maker);
	arena_rewind(db->arena, mark);
	return e;
}
