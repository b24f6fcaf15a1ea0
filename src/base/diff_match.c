#include "base/diff_match.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diff.h"
#include "base/utf8.h"

static bool
is_of_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	    (byte >= 'A' && byte <= 'Z');
}

/* Where the line, the word that begins at `from' ends. */
static size_t
line_end(str text, size_t from)
{
	const char	*end = memchr(text.at + from, '\n', text.n - from);

	return end == NULL ? text.n : (size_t)(end - text.at) + 1;
}

static size_t
word_end(str text, size_t from)
{
	size_t	at = from;

	while (at < text.n && is_of_word((unsigned char)text.at[at]))
		at++;
	if (at == from)
		(void)utf8_next(text, &at);
	return at;
}

static struct diff_match_tokens
cut(struct arena *arena, str text, size_t (*end)(str, size_t))
{
	struct diff_match_tokens	tokens = { .n = 0 };
	size_t				at, n = 0;

	for (at = 0; at < text.n; at = end(text, at))
		n++;
	tokens.text = arena_array(arena, n, sizeof *tokens.text);
	tokens.id = arena_array(arena, n, sizeof *tokens.id);
	for (at = 0; at < text.n;) {
		size_t	next = end(text, at);

		tokens.text[tokens.n++] = str_sub(text, at, next);
		at = next;
	}
	return tokens;
}

struct diff_match_tokens
diff_match_lines(struct arena *arena, str text)
{
	return cut(arena, text, line_end);
}

struct diff_match_tokens
diff_match_words(struct arena *arena, str text)
{
	return cut(arena, text, word_end);
}

/* A token on its way to a number; sorted, as no hash can be trusted here. */
struct entry {
	str		 text;
	unsigned	*id;
};

static int
compare(const void *a, const void *b)
{
	return str_compare(((const struct entry *)a)->text,
	    ((const struct entry *)b)->text);
}

static void
number(struct arena *arena, struct diff_match_tokens *a,
    struct diff_match_tokens *b)
{
	struct entry	*entry;
	size_t		 n = a->n + b->n;
	unsigned	 id = 0;

	entry = arena_array(arena, n, sizeof *entry);
	for (size_t i = 0; i < a->n; i++)
		entry[i] = (struct entry){ a->text[i], &a->id[i] };
	for (size_t i = 0; i < b->n; i++)
		entry[a->n + i] = (struct entry){ b->text[i], &b->id[i] };
	if (n > 0)
		qsort(entry, n, sizeof *entry, compare);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !str_eq(entry[i].text, entry[i - 1].text))
			id++;
		*entry[i].id = id;
	}
}

/* What lies between the common beginning and the common end. */
struct middle {
	const unsigned	*a, *b;
	int		 n, m;		/* tokens */
	int		*at;		/* how far each diagonal was followed;
					   that of 0 in the middle */
	int		**past;		/* as it was before each change */
	size_t		 steps;
};

/* The diagonal a change more came from. */
static int
from_diagonal(const int *at, int k, int d)
{
	return k == -d || (k != d && at[k - 1] < at[k + 1]) ? k + 1 : k - 1;
}

/* Follow all diagonals with d changes; true at the end of both. */
static bool
follow(struct middle *mid, int d)
{
	for (int k = -d; k <= d; k += 2) {
		int	from = from_diagonal(mid->at, k, d);
		int	x = mid->at[from] + (from < k);

		while (x < mid->n && x - k < mid->m &&
		    mid->a[x] == mid->b[x - k]) {
			x++;
			mid->steps++;
		}
		mid->steps++;
		mid->at[k] = x;
		if (x >= mid->n && x - k >= mid->m)
			return true;
	}
	return false;
}

/* How many changes make one the other; -1: more than may be looked for. */
static int
count_changes(struct arena *arena, struct middle *mid, int most)
{
	mid->past = arena_array(arena, (size_t)most + 1, sizeof *mid->past);
	mid->at = (int *)arena_array(arena, 2 * (size_t)most + 3,
	    sizeof *mid->at) + most + 1;
	for (int d = 0; d <= most && mid->steps < DIFF_STEPS; d++) {
		/* Entry 0 is that of diagonal -d - 1. */
		size_t	wide = 2 * (size_t)d + 3;

		mid->past[d] = arena_array(arena, wide, sizeof **mid->past);
		memcpy(mid->past[d], mid->at - d - 1,
		    wide * sizeof **mid->past);
		if (follow(mid, d))
			return d;
	}
	return -1;
}

/* Go back the way that was found; `to' is that of the middle's tokens. */
static void
go_back(const struct middle *mid, int changes, size_t *to, size_t offset)
{
	int	x = mid->n, y = mid->m;

	for (int d = changes; d >= 0; d--) {
		const int	*at = mid->past[d] + d + 1;
		int		 k = x - y;
		int		 from = from_diagonal(at, k, d);
		int		 px = d == 0 ? 0 : at[from];
		int		 py = d == 0 ? 0 : px - from;

		while (x > px && y > py) {
			x--;
			y--;
			to[x] = offset + (size_t)y;
		}
		x = px;
		y = py;
	}
}

const size_t *
diff_match(struct arena *arena, struct diff_match_tokens *a,
    struct diff_match_tokens *b)
{
	struct middle		 mid = { .steps = 0 };
	size_t			*to = arena_array(arena, a->n, sizeof *to);
	size_t			 head = 0, tail = 0, most;
	struct arena_mark	 mark = arena_mark(arena);
	int			 changes;

	number(arena, a, b);
	for (size_t i = 0; i < a->n; i++)
		to[i] = DIFF_MATCH_NONE;
	for (; head < a->n && head < b->n && a->id[head] == b->id[head];
	    head++)
		to[head] = head;
	for (; head + tail < a->n && head + tail < b->n &&
	    a->id[a->n - tail - 1] == b->id[b->n - tail - 1]; tail++)
		to[a->n - tail - 1] = b->n - tail - 1;
	mid.a = a->id + head;
	mid.b = b->id + head;
	mid.n = (int)(a->n - head - tail);
	mid.m = (int)(b->n - head - tail);
	most = (size_t)mid.n + (size_t)mid.m;
	if (most > DIFF_CHANGES)
		most = DIFF_CHANGES;
	changes = count_changes(arena, &mid, (int)most);
	if (changes >= 0)
		go_back(&mid, changes, to + head, head);
	arena_rewind(arena, mark);
	return to;
}
