#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/prose.h"
#include "check/prose_tell.h"

#define WINDOW	8	/* characters that are compared at a time */
#define SHORT	12	/* characters; a shorter sentence says nothing */
#define ALIKE	80	/* percent of its windows that make one repeated */
#define LIMIT	50	/* percent of the text that may be repeated */
#define LEAST	200	/* characters a text must have to be judged */

/* A sentence of this year's report. */
struct sentence {
	const struct prose_block *block;
	size_t	index;		/* of the sentence */
	size_t	size;		/* characters */
	bool	repeated;	/* it stood in last year's report */
};

/* A text without digits: years and counts change while the words stay. */
struct masked {
	uint64_t	*window;	/* a hash for each WINDOW characters */
	size_t		 n;
	size_t		 size;		/* characters without the digits */
};

static bool
is_masked(uint32_t c)
{
	return (c >= '0' && c <= '9') || c == '%' || c == '.' || c == ',';
}

static struct masked
mask(struct arena *arena, str text)
{
	struct masked	 masked = { .window = NULL };
	uint32_t	*c = arena_array(arena, text.n + 1, sizeof *c);
	size_t		 at = 0, n = 0;

	while (at < text.n) {
		c[n] = utf8_next(text, &at);
		if (!is_masked(c[n]))
			n++;
	}
	masked.size = n;
	if (n < WINDOW)
		return masked;
	masked.n = n - WINDOW + 1;
	masked.window = arena_array(arena, masked.n, sizeof *masked.window);
	for (size_t i = 0; i < masked.n; i++)
		masked.window[i] = str_hash((str){ (const char *)&c[i],
		    WINDOW * sizeof *c });
	return masked;
}

static int
by_hash(const void *a, const void *b)
{
	const uint64_t	*x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The parts that a body writes itself: what it did, what is wrong. */
static bool
is_compared(const struct prose_block *block)
{
	return str_is(block->key, "overview") || str_is(block->key, "problems");
}

/* All windows of last year's report, sorted. */
static struct masked
read_previous(struct arena *arena, const struct prose *prose)
{
	struct masked	all = { .n = 0 }, one;
	size_t		room = 0;

	for (size_t i = 0; i < prose->blocks; i++)
		room += is_compared(&prose->block[i]) ?
		    prose->block[i].text.n : 0;
	all.window = arena_array(arena, room + 1, sizeof *all.window);
	for (size_t i = 0; i < prose->blocks; i++) {
		if (!is_compared(&prose->block[i]))
			continue;
		one = mask(arena, prose->block[i].text);
		for (size_t j = 0; j < one.n; j++)
			all.window[all.n++] = one.window[j];
	}
	qsort(all.window, all.n, sizeof *all.window, by_hash);
	return all;
}

static str
text_of(const struct sentence *s)
{
	const struct prose_sentence	*in = &s->block->sentence[s->index];

	return str_sub(s->block->text, in->from, in->to);
}

static bool
is_repeated(struct arena *arena, const struct masked *all, str text,
    size_t *ret_size)
{
	struct masked	one = mask(arena, text);
	size_t		known = 0;

	*ret_size = one.size;
	for (size_t i = 0; i < one.n; i++)
		if (bsearch(&one.window[i], all->window, all->n,
		    sizeof one.window[i], by_hash) != NULL)
			known++;
	return one.n > 0 && known * 100 >= one.n * ALIKE;
}

/* The sentences that are compared; their number. */
static size_t
read_sentences(const struct check_run *run, const struct prose *prose,
    const struct masked *all, struct sentence **ret)
{
	struct arena	*arena = run->job->arena;
	size_t		 n = 0, room = 0;
	struct sentence	*list;

	for (size_t i = 0; i < prose->blocks; i++)
		room += prose->block[i].sentences;
	list = arena_array(arena, room + 1, sizeof *list);
	for (size_t i = 0; i < prose->blocks; i++) {
		const struct prose_block	*block = &prose->block[i];

		for (size_t j = 0; is_compared(block) &&
		    j < block->sentences; j++) {
			struct sentence	*s = &list[n];
			str		 text;

			*s = (struct sentence){ .block = block, .index = j };
			text = text_of(s);
			if (utf8_count(text) < SHORT ||
			    prose_rules_statutory(prose->rules, text))
				continue;
			s->repeated = is_repeated(arena, all, text, &s->size);
			n++;
		}
	}
	*ret = list;
	return n;
}

/* One finding with the share, and a note at each repeated sentence. */
static void
tell(struct check_run *run, const struct sentence *list, size_t n,
    size_t percent)
{
	struct finding	*finding;
	bool		 first = true;

	for (size_t i = 0; i < n; i++) {
		const struct prose_sentence	*in =
		    &list[i].block->sentence[list[i].index];

		if (!list[i].repeated)
			continue;
		finding = first ? FIND(run, "share", prose_tell_count(run,
		    (int64_t)percent), prose_tell_count(run, LIMIT)) :
		    check_find(run, "sentence", NULL, 0);
		prose_mark(run->job->arena, list[i].block, in->from, in->to,
		    finding);
		if (first) {
			finding->expected = str_printf(run->job->arena,
			    "≤%d%%", LIMIT);
			finding->found = str_printf(run->job->arena, "%zu%%",
			    percent);
		} else {
			finding->severity = CHECK_NOTE;
		}
		first = false;
	}
}

CHECK(prose_repeat, .id = "S3", .severity = CHECK_WARNING,
    .scope = CHECK_PREVIOUS)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run), *previous;
	struct masked		 all;
	struct sentence		*list;
	size_t			 n, size = 0, repeated = 0;

	previous = prose_read(run->job->arena, run->rules->prose,
	    run->previous);
	all = read_previous(run->job->arena, previous);
	n = read_sentences(run, prose, &all, &list);
	for (size_t i = 0; i < n; i++) {
		size += list[i].size;
		repeated += list[i].repeated ? list[i].size : 0;
	}
	if (size >= LEAST && repeated * 100 > size * LIMIT)
		tell(run, list, n, repeated * 100 / size);
}
