#include <string.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/db_driver.h"
#include "store/search_card.h"
#include "store/search_list.h"
#include "store/search_segment.h"
#include "woven/sql.h"

#define BLOCK		8000	/* bytes; longer where a list is */
#define HEAD_BYTES	((size_t)16 << 20)

struct search_segment_maker {
	struct db		*db;
	int64_t			 generation;
	int64_t			 id;
	size_t			 documents;
	size_t			 n;		/* cards so far */
	struct search_names	 agencies, values;
	char			 page[SEARCH_CARDS * SEARCH_CARD];
	struct search_packer	 packer;
};

/* Segments are named at random, so that nobody waits for a number. */
static int64_t
random_id(void)
{
	uint64_t	bits;

	while (getrandom(&bits, sizeof bits, 0) != sizeof bits)
		;
	return (int64_t)(bits >> 2) + 1;
}

struct search_segment_maker *
search_segment_begin(struct db *db, int64_t generation, size_t documents)
{
	struct search_segment_maker	*maker;

	maker = arena_alloc(db->arena, sizeof *maker);
	maker->db = db;
	maker->generation = generation;
	maker->documents = documents;
	maker->id = random_id();
	maker->packer.arena = db->arena;
	return maker;
}

int64_t
search_segment_id(const struct search_segment_maker *maker)
{
	return maker->id;
}

static enum err
put_page(struct search_segment_maker *maker)
{
	size_t	page = (maker->n - 1) / SEARCH_CARDS;
	size_t	cards = maker->n - page * SEARCH_CARDS;

	return sql_search_card_insert(maker->db, maker->id, (int64_t)page,
	    (str){ maker->page, cards * SEARCH_CARD });
}

static uint16_t
value(struct search_segment_maker *maker, str name)
{
	return (uint16_t)search_card_name(maker->db->arena, &maker->values,
	    name);
}

enum err
search_segment_add(struct search_segment_maker *maker,
    const struct search_card *of, int64_t agency, str kind, str column,
    str validity)
{
	struct search_card	card = *of;
	char			name[8];

	for (size_t i = 0; i < sizeof name; i++)
		name[i] = (char)((uint64_t)agency >> (8 * i));
	card.agency = (uint16_t)search_card_name(maker->db->arena,
	    &maker->agencies, (str){ name, sizeof name });
	card.kind = value(maker, kind);
	card.column = value(maker, column);
	card.validity = value(maker, validity);
	if (maker->values.n > UINT16_MAX)
		return FAIL(maker->db->fault, ERR_TOO_LARGE,
		    "search.many_values");
	search_card_put(&card, maker->page +
	    maker->n % SEARCH_CARDS * SEARCH_CARD);
	maker->n++;
	if (maker->n % SEARCH_CARDS == 0 || maker->n == maker->documents)
		return put_page(maker);
	return OK;
}

static enum err
put_block(struct search_segment_maker *maker)
{
	struct search_packer	*packer = &maker->packer;
	enum err		 e;

	e = sql_search_block_insert(maker->db, maker->id,
	    (int64_t)packer->first, (str){ packer->at, packer->n });
	packer->n = 0;
	return e;
}

enum err
search_segment_term(struct search_segment_maker *maker, uint64_t term,
    const uint32_t *entry, size_t n)
{
	search_list_put(&maker->packer, term, entry, n);
	return maker->packer.n < BLOCK ? OK : put_block(maker);
}

enum err
search_segment_end(struct search_segment_maker *maker)
{
	enum err	e = OK;
	struct buf	buf;

	if (maker->packer.n > 0)
		e = put_block(maker);
	if (e != OK)
		return e;
	buf_init(&buf, maker->db->arena, HEAD_BYTES);
	search_card_put_head(&buf, &maker->agencies, &maker->values);
	if (buf_err(&buf) != OK)
		return FAIL(maker->db->fault, ERR_TOO_LARGE,
		    "search.many_values");
	return sql_search_segment_insert(maker->db, maker->id,
	    maker->generation, (int64_t)maker->n, buf_str(&buf));
}
