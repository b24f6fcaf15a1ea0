#include "store/search_card.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define NAMES_FIRST	64	/* a power of two */

size_t
search_card_pages(size_t documents)
{
	return (documents + SEARCH_CARDS - 1) / SEARCH_CARDS;
}

/* Whole numbers, low byte first. */
static char *
put_whole(char *to, uint64_t n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		*to++ = (char)(n >> (8 * i));
	return to;
}

static uint64_t
take_whole(const char *at, size_t bytes)
{
	uint64_t	n = 0;

	for (size_t i = 0; i < bytes; i++)
		n |= (uint64_t)(unsigned char)at[i] << (8 * i);
	return n;
}

void
search_card_put(const struct search_card *card, char *to)
{
	to = put_whole(to, (uint64_t)card->id, 8);
	to = put_whole(to, (uint32_t)card->day, 4);
	to = put_whole(to, card->agency, 2);
	to = put_whole(to, card->kind, 2);
	to = put_whole(to, card->column, 2);
	to = put_whole(to, card->validity, 2);
	(void)put_whole(to, card->plain, 1);
}

bool
search_card_get(const struct search_segment *segment, size_t n,
    struct search_card *ret)
{
	str		page = segment->page[n / SEARCH_CARDS];
	size_t		at = n % SEARCH_CARDS * SEARCH_CARD;
	const char	*from = page.at + at;

	if (page.n < at + SEARCH_CARD)
		return false;
	ret->id = (int64_t)take_whole(from, 8);
	ret->day = (day)(uint32_t)take_whole(from + 8, 4);
	ret->agency = (uint16_t)take_whole(from + 12, 2);
	ret->kind = (uint16_t)take_whole(from + 14, 2);
	ret->column = (uint16_t)take_whole(from + 16, 2);
	ret->validity = (uint16_t)take_whole(from + 18, 2);
	ret->plain = from[20] != 0;
	return ret->agency < segment->agencies &&
	    ret->kind < segment->values && ret->column < segment->values &&
	    ret->validity < segment->values;
}

static void
put_slot(struct search_names *names, size_t i)
{
	size_t	at = (size_t)str_hash(names->at[i]) & (names->slots - 1);

	while (names->slot[at] != 0)
		at = (at + 1) & (names->slots - 1);
	names->slot[at] = (uint32_t)i + 1;
}

static void
grow(struct arena *arena, struct search_names *names)
{
	size_t	room = names->room == 0 ? NAMES_FIRST : 2 * names->room;

	names->at = arena_grow(arena, names->at, names->n, room,
	    sizeof *names->at);
	names->room = room;
	names->slots = 2 * room;
	names->slot = arena_array(arena, names->slots, sizeof *names->slot);
	for (size_t i = 0; i < names->n; i++)
		put_slot(names, i);
}

size_t
search_card_name(struct arena *arena, struct search_names *names, str name)
{
	size_t	at;

	if (names->n == names->room)
		grow(arena, names);
	at = (size_t)str_hash(name) & (names->slots - 1);
	for (; names->slot[at] != 0; at = (at + 1) & (names->slots - 1))
		if (str_eq(names->at[names->slot[at] - 1], name))
			return names->slot[at] - 1;
	names->at[names->n] = str_copy(arena, name);
	names->slot[at] = (uint32_t)names->n + 1;
	return names->n++;
}

static void
put_names(struct buf *buf, const struct search_names *names)
{
	char	whole[4];

	(void)put_whole(whole, names->n, sizeof whole);
	buf_put(buf, (str){ whole, sizeof whole });
	for (size_t i = 0; i < names->n; i++) {
		(void)put_whole(whole, names->at[i].n, sizeof whole);
		buf_put(buf, (str){ whole, sizeof whole });
		buf_put(buf, names->at[i]);
	}
}

void
search_card_put_head(struct buf *buf, const struct search_names *agencies,
    const struct search_names *values)
{
	put_names(buf, agencies);
	put_names(buf, values);
}

static bool
take_names(struct arena *arena, str head, size_t *at, str **ret, size_t *ret_n)
{
	size_t	n, bytes;
	str	*name;

	if (head.n - *at < 4)
		return false;
	n = (size_t)take_whole(head.at + *at, 4);
	*at += 4;
	if (n > (head.n - *at) / 4)
		return false;
	name = arena_array(arena, n, sizeof *name);
	for (size_t i = 0; i < n; i++) {
		if (head.n - *at < 4)
			return false;
		bytes = (size_t)take_whole(head.at + *at, 4);
		*at += 4;
		if (bytes > head.n - *at)
			return false;
		name[i] = (str){ head.at + *at, bytes };
		*at += bytes;
	}
	*ret = name;
	*ret_n = n;
	return true;
}

bool
search_card_head(struct arena *arena, str head, struct search_segment *segment)
{
	size_t	at = 0, values;
	str	*name, *value;
	int64_t	*agency;

	if (!take_names(arena, head, &at, &name, &segment->agencies) ||
	    !take_names(arena, head, &at, &value, &values))
		return false;
	agency = arena_array(arena, segment->agencies, sizeof *agency);
	for (size_t i = 0; i < segment->agencies; i++) {
		if (name[i].n != 8)
			return false;
		agency[i] = (int64_t)take_whole(name[i].at, 8);
	}
	segment->agency = agency;
	segment->value = value;
	segment->values = values;
	return true;
}
