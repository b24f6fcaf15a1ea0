#include "store/search_list.h"

#include <string.h>

#include "base/arena.h"
#include "store/search_query.h"

#define STRETCH		1024u	/* characters */
#define STRETCHES	6u
#define GROUPS		10	/* of 7 bits in a number */

uint32_t
search_list_mask(uint32_t at)
{
	uint32_t	stretch = at / STRETCH;
	uint32_t	mask = 1u << stretch % STRETCHES;

	if (stretch > 0 && at % STRETCH < SEARCH_REACH)
		mask |= 1u << (stretch - 1) % STRETCHES;
	return mask;
}

static char *
put_number(char *to, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		*to++ = (char)(n | 0x80);
	*to++ = (char)n;
	return to;
}

/* The number at *at, which moves on; past the end of `s' if it is cut. */
static uint64_t
take_number(str s, size_t *at)
{
	uint64_t	n = 0;

	for (unsigned i = 0; i < GROUPS && *at < s.n; i++) {
		unsigned char	byte = (unsigned char)s.at[(*at)++];

		n |= (uint64_t)(byte & 0x7F) << (7 * i);
		if (byte < 0x80)
			return n;
	}
	*at = s.n + 1;
	return 0;
}

/* The bytes of a list, written behind `to'. */
static char *
put_entries(char *to, const search_entry *entry, size_t n)
{
	uint32_t	before = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t	document = entry[i] >> 8;

		to = put_number(to, document - before);
		*to++ = (char)(entry[i] & 0x7F);
		before = document;
	}
	return to;
}

void
search_list_put(struct search_packer *packer, uint64_t term,
    const search_entry *entry, size_t n)
{
	size_t	need = packer->n + 4 * GROUPS + 6 * n;
	char	*to, *list, *end;

	if (need > packer->room) {
		packer->at = arena_grow(packer->arena, packer->at, packer->n,
		    2 * need, 1);
		packer->room = 2 * need;
	}
	if (packer->n == 0)
		packer->first = packer->last = term;
	to = put_number(packer->at + packer->n, term - packer->last);
	to = put_number(to, n);
	/* Its length stands in front: write it behind, then move it. */
	list = to + GROUPS;
	end = put_entries(list, entry, n);
	to = put_number(to, (uint64_t)(end - list));
	memmove(to, list, (size_t)(end - list));
	packer->n = (size_t)(to + (end - list) - packer->at);
	packer->last = term;
}

bool
search_list_next(struct search_unpacker *unpacker)
{
	struct search_list	*list = &unpacker->list;
	uint64_t		 bytes;

	if (unpacker->at >= unpacker->s.n || unpacker->damaged)
		return false;
	list->term += take_number(unpacker->s, &unpacker->at);
	list->n = (size_t)take_number(unpacker->s, &unpacker->at);
	bytes = take_number(unpacker->s, &unpacker->at);
	if (unpacker->at > unpacker->s.n ||
	    bytes > unpacker->s.n - unpacker->at || list->n > bytes) {
		unpacker->damaged = true;
		return false;
	}
	list->bytes = (str){ unpacker->s.at + unpacker->at, (size_t)bytes };
	unpacker->at += (size_t)bytes;
	return true;
}

bool
search_list_read(const struct search_list *list, size_t documents,
    search_entry *to)
{
	const unsigned char	*bytes = (const unsigned char *)list->bytes.at;
	size_t			 at = 0;
	uint64_t		 document = 0;

	for (size_t i = 0; i < list->n; i++) {
		/* Nearly every step is a byte long. */
		if (at + 1 < list->bytes.n && bytes[at] < 0x80)
			document += bytes[at++];
		else
			document += take_number(list->bytes, &at);
		if (at >= list->bytes.n || document >= documents)
			return false;
		to[i] = (search_entry)document << 8 | (bytes[at++] & 0x7F);
	}
	return true;
}

size_t
search_list_meet(const search_entry *a, size_t n, const search_entry *b,
    size_t m, search_entry *to)
{
	size_t	i = 0, j = 0, k = 0;

	while (i < n && j < m) {
		uint32_t	one = a[i] >> 8, other = b[j] >> 8;
		uint32_t	mask = a[i] & b[j] & 0xFF;

		if (one == other && mask != 0)
			to[k++] = one << 8 | mask;
		i += one <= other;
		j += other <= one;
	}
	return k;
}
