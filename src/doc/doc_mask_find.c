#include "doc/doc_mask_find.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

#define BUCKETS		256u
#define CHUNK		65536u	/* characters looked at in one go */
#define OVERLAP		2048u	/* of two chunks */

/* A text in the form in which it is compared, without blanks. */
struct needle {
	uint32_t	*point;
	size_t		 n;
};

struct doc_mask_find {
	struct needle	*needle;
	size_t		 n;
	bool		 begins[BUCKETS];	/* by first character */
};

uint32_t
doc_mask_find_fold(uint32_t point)
{
	point = han_half(point);
	return point >= 'A' && point <= 'Z' ? point | 0x20 : point;
}

static bool
is_gap(uint32_t point)
{
	return utf8_is_blank(point) || point == '\n' || point == '\r';
}

struct doc_mask_find *
doc_mask_find_new(struct arena *arena, const struct doc_mask *mask, size_t n)
{
	struct doc_mask_find	*find = arena_alloc(arena, sizeof *find);

	find->needle = arena_array(arena, n, sizeof *find->needle);
	find->n = n;
	for (size_t i = 0; i < n; i++) {
		struct needle	*needle = &find->needle[i];
		size_t		 at = 0;

		needle->point = arena_array(arena, mask[i].text.n + 1,
		    sizeof *needle->point);
		while (at < mask[i].text.n) {
			uint32_t	point = doc_mask_find_fold(
					    utf8_next(mask[i].text, &at));

			if (!is_gap(point))
				needle->point[needle->n++] = point;
		}
		if (needle->n > 0)
			find->begins[needle->point[0] % BUCKETS] = true;
	}
	return find;
}

/* Where the needle ends that begins here; 0: it does not stand here. */
static size_t
stands(const struct needle *needle, const uint32_t *point, size_t n, size_t at)
{
	size_t	i = 0, gaps = 0;

	if (needle->n == 0)
		return 0;
	while (i < needle->n && at < n) {
		bool	han;

		if (point[at] == needle->point[i]) {
			i++;
			at++;
			gaps = 0;
			continue;
		}
		if (i == 0)
			return 0;
		han = utf8_is_han(needle->point[i - 1]) &&
		    utf8_is_han(needle->point[i]);
		if (!(han ? is_gap(point[at]) : gaps == 0 &&
		    (utf8_is_blank(point[at]) || point[at] == '-')))
			return 0;
		gaps++;
		at++;
	}
	return i == needle->n ? at : 0;
}

ptrdiff_t
doc_mask_find_at(const struct doc_mask_find *find, const uint32_t *point,
    size_t n, size_t at, size_t *ret_to)
{
	if (!find->begins[point[at] % BUCKETS])
		return -1;
	for (size_t i = 0; i < find->n; i++) {
		*ret_to = stands(&find->needle[i], point, n, at);
		if (*ret_to > 0)
			return (ptrdiff_t)i;
	}
	return -1;
}

ptrdiff_t
doc_mask_find_in(struct arena *arena, const struct doc_mask_find *find,
    str text)
{
	struct arena_mark	 mark = arena_mark(arena);
	uint32_t		*point;
	ptrdiff_t		 found = -1;
	size_t			 n = 0, at = 0, to;

	point = arena_array(arena, CHUNK, sizeof *point);
	while (found < 0 && at < text.n) {
		while (n < CHUNK && at < text.n)
			point[n++] = doc_mask_find_fold(utf8_next(text,
			    &at));
		for (size_t i = 0; found < 0 && i < n; i++)
			found = doc_mask_find_at(find, point, n, i, &to);
		if (n == CHUNK) {
			for (size_t i = 0; i < OVERLAP; i++)
				point[i] = point[CHUNK - OVERLAP + i];
			n = OVERLAP;
		}
	}
	arena_rewind(arena, mark);
	return found;
}
