#include "store/search_show.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "store/search_token.h"

#define BEFORE		30	/* characters of a snippet before the word */
#define ALL		120	/* ... in all */

static int
compare(const void *a, const void *b)
{
	const struct search_mark	*one = a, *other = b;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	return (one->to < other->to) - (one->to > other->to);
}

/* Sorted marks that touch or overlap become one. */
static size_t
join(struct search_mark *mark, size_t n)
{
	size_t	k = 0;

	for (size_t i = 0; i < n; i++) {
		if (k > 0 && mark[i].from <= mark[k - 1].to) {
			if (mark[i].to > mark[k - 1].to)
				mark[k - 1].to = mark[i].to;
			continue;
		}
		mark[k++] = mark[i];
	}
	return k;
}

size_t
search_show_marks(struct arena *arena, str text,
    const struct search_words *words, struct search_mark **ret)
{
	struct search_mark	*mark = arena_array(arena, SEARCH_MARKS,
				    sizeof *mark);
	struct arena_mark	 place = arena_mark(arena);
	struct search_text	 folded = search_token_places(arena, text);
	size_t			 n = 0;

	for (size_t i = 0; i < words->wanted; i++) {
		str		word = words->at[i].s;
		ptrdiff_t	at = search_token_find(folded.s, word, 0);

		while (at >= 0 && n < SEARCH_MARKS) {
			size_t	end = (size_t)at + word.n;

			mark[n++] = (struct search_mark){ folded.from[at],
			    folded.from[end] };
			at = search_token_find(folded.s, word, end);
		}
	}
	arena_rewind(arena, place);
	qsort(mark, n, sizeof *mark, compare);
	*ret = mark;
	return join(mark, n);
}

/* Where in the text the first of the words stands; 0 if none does. */
static size_t
first_hit(struct arena *scratch, str text, const struct search_words *words)
{
	struct search_text	folded;

	/* Folding is only needed where no word is written plainly. */
	for (size_t i = 0; i < words->wanted; i++) {
		ptrdiff_t	at = search_token_find(text, words->at[i].s, 0);

		if (at >= 0)
			return (size_t)at;
	}
	if (words->wanted == 0)
		return 0;
	folded = search_token_places(scratch, text);
	for (size_t i = 0; i < words->wanted; i++) {
		ptrdiff_t	at = search_token_find(folded.s,
				    words->at[i].s, 0);

		if (at >= 0)
			return folded.from[at];
	}
	return 0;
}

/* The begin of the sentence, or so many characters back. */
static size_t
back_from(str text, size_t hit)
{
	size_t	from = hit;

	for (int i = 0; i < BEFORE && from > 0; i++) {
		size_t		before = from;
		uint32_t	point = utf8_previous(text, &before);

		if (point == U'。' || point == U'；' || point == '\n')
			break;
		from = before;
	}
	return from;
}

str
search_show_snippet(struct arena *arena, struct arena *scratch, str text,
    const struct search_words *words)
{
	size_t	from = back_from(text, first_hit(scratch, text, words));
	size_t	to = from;
	char	*copy;

	for (int i = 0; i < ALL && to < text.n; i++)
		(void)utf8_next(text, &to);
	copy = arena_copy(arena, text.at + from, to - from);
	for (size_t i = 0; i < to - from; i++)
		if (copy[i] == '\n' || copy[i] == '\t')
			copy[i] = ' ';
	return (str){ copy, to - from };
}
