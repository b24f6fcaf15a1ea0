#include "base/diff.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/diff_match.h"

struct pieces {
	struct arena		*arena;
	struct diff_piece	*piece;
	size_t			 n;	/* used */
	size_t			 room;
};

/* Add a piece; one that goes on where the last one ends is part of it. */
static void
add(struct pieces *pieces, enum diff_is is, str text)
{
	struct diff_piece	*last;

	if (text.n == 0)
		return;
	last = pieces->n == 0 ? NULL : &pieces->piece[pieces->n - 1];
	if (last != NULL && last->is == is &&
	    last->text.at + last->text.n == text.at) {
		last->text.n += text.n;
		return;
	}
	if (pieces->n == pieces->room) {
		size_t	room = pieces->room == 0 ? 16 : pieces->room * 2;

		pieces->piece = arena_grow(pieces->arena, pieces->piece,
		    pieces->n, room, sizeof *pieces->piece);
		pieces->room = room;
	}
	pieces->piece[pieces->n++] = (struct diff_piece){ is, text };
}

/* The text of tokens [from, to). */
static str
span(const struct diff_match_tokens *tokens, size_t from, size_t to)
{
	const char	*begin;

	if (from >= to)
		return S("");
	begin = tokens->text[from].at;
	return (str){ begin, (size_t)(tokens->text[to - 1].at +
	    tokens->text[to - 1].n - begin) };
}

/*
 * Texts that have little in common are not shown interwoven: so much of the
 * shorter one must have stayed, in parts of a hundred.
 */
#define ALIKE	30u

static bool
are_alike(const struct diff_match_tokens *old,
    const struct diff_match_tokens *new, const size_t *to)
{
	size_t	same = 0;
	size_t	less = old->n < new->n ? old->n : new->n;

	for (size_t i = 0; i < old->n; i++)
		same += to[i] != DIFF_MATCH_NONE;
	return same * 100 >= less * ALIKE && same > 0;
}

/* Tokens that stayed from `i' on, one after the other in both texts. */
static size_t
stayed(const size_t *to, size_t n, size_t i)
{
	size_t	k = 0;

	while (i + k < n && to[i] != DIFF_MATCH_NONE && to[i + k] == to[i] + k)
		k++;
	return k;
}

/* Within one place: what stayed of it, word by word. */
static void
add_words(struct pieces *pieces, str gone, str come)
{
	struct diff_match_tokens	 old, new;
	const size_t			*to;
	size_t				 i = 0, j = 0, from = 0, begin = 0;
	bool				 alike;

	old = diff_match_words(pieces->arena, gone);
	new = diff_match_words(pieces->arena, come);
	to = diff_match(pieces->arena, &old, &new);
	alike = are_alike(&old, &new, to);
	while (alike && i < old.n) {
		size_t	k = stayed(to, old.n, i);
		bool	edge = i == 0 || i + k == old.n;

		/* One word alone amid changes only confuses. */
		if (k == 0 || (k == 1 && !edge)) {
			i++;
			continue;
		}
		j = to[i];
		add(pieces, DIFF_GONE, span(&old, from, i));
		add(pieces, DIFF_COME, span(&new, begin, j));
		add(pieces, DIFF_SAME, span(&new, j, j + k));
		from = i += k;
		begin = j + k;
	}
	add(pieces, DIFF_GONE, span(&old, from, old.n));
	add(pieces, DIFF_COME, span(&new, begin, new.n));
}

static void
add_change(struct pieces *pieces, str gone, str come)
{
	if (gone.n > 0 && come.n > 0 && gone.n <= DIFF_WORDS &&
	    come.n <= DIFF_WORDS)
		add_words(pieces, gone, come);
	else {
		add(pieces, DIFF_GONE, gone);
		add(pieces, DIFF_COME, come);
	}
}

const struct diff *
diff(struct arena *arena, str old, str new)
{
	struct pieces			 pieces = { .arena = arena };
	struct diff_match_tokens	 a = diff_match_lines(arena, old);
	struct diff_match_tokens	 b = diff_match_lines(arena, new);
	const size_t			*to = diff_match(arena, &a, &b);
	struct diff			*ret = arena_alloc(arena, sizeof *ret);
	size_t				 from = 0, begin = 0;

	for (size_t i = 0; i < a.n; i++) {
		if (to[i] == DIFF_MATCH_NONE)
			continue;
		add_change(&pieces, span(&a, from, i),
		    span(&b, begin, to[i]));
		add(&pieces, DIFF_SAME, b.text[to[i]]);
		from = i + 1;
		begin = to[i] + 1;
	}
	add_change(&pieces, span(&a, from, a.n), span(&b, begin, b.n));
	ret->piece = pieces.piece;
	ret->n = pieces.n;
	return ret;
}
