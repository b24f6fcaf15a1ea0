#include "form/match_words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "base/yaml.h"

#define FILE_NAME	"rules/reading.yaml"

/* Which list a key of the file fills. */
struct place {
	const char	*key;
	size_t		 offset;	/* of the list in struct match_words */
};

#define LIST(key, member) { (key), offsetof(struct match_words, member) }

static const struct place cell_lists[] = {
	LIST("marks", marks), LIST("doubtful", doubtful),
	LIST("units", units), LIST("money", money),
	LIST("more", more), LIST("less", less), { NULL, 0 }
};
static const struct place table_lists[] = {
	LIST("subtotals", subtotals), { NULL, 0 }
};
static const struct place section_lists[] = {
	LIST("parts", parts), LIST("contents", contents), { NULL, 0 }
};
static const struct place noise_lists[] = {
	LIST("lines", noise_lines), LIST("words", noise_words), { NULL, 0 }
};
static const struct place fact_lists[] = {
	LIST("title", title), LIST("agency", agency), LIST("index", index),
	LIST("published", published), LIST("contact", contact),
	LIST("period", period), LIST("to", to),
	LIST("about", about), LIST("shared", shared), { NULL, 0 }
};
static const struct place meta_lists[] = {
	LIST("title", meta_title), LIST("agency", meta_agency),
	LIST("index", meta_index), LIST("published", meta_published),
	{ NULL, 0 }
};
static const struct place top_lists[] = {
	LIST("pages", pages), LIST("report", report),
	LIST("damage", damage), LIST("lost", lost), { NULL, 0 }
};

static const struct {
	const char		*key;
	const struct place	*list;
} parts[] = {
	{ "cell", cell_lists }, { "table", table_lists },
	{ "sections", section_lists }, { "noise", noise_lists },
	{ "facts", fact_lists }, { "metas", meta_lists },
};

static int
longer_first(const void *a, const void *b)
{
	const str	*x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return str_compare(*x, *y);
}

static enum err
read_lists(struct arena *arena, struct yaml *map, const struct place *place,
    struct match_words *words, struct fault *fault)
{
	for (; place->key != NULL; place++) {
		struct match_list *list = (struct match_list *)
		    (void *)((char *)words + place->offset);
		struct yaml	*node;
		str		*at;
		enum err	 e;

		e = yaml_want(map, place->key, YAML_LIST, &node, fault);
		if (e == OK)
			e = yaml_may_texts(arena, map, place->key, &at,
			    &list->n, fault);
		if (e != OK)
			return e;
		if (list->n > 1)
			qsort(at, list->n, sizeof *at, longer_first);
		list->at = at;
	}
	return OK;
}

enum err
match_words_load(struct arena *arena, const struct match_words **ret,
    struct fault *fault)
{
	struct match_words	*words = arena_alloc(arena, sizeof *words);
	struct yaml		*root, *map;
	enum err		 e;

	e = yaml_load(arena, FILE_NAME, &root, fault);
	if (e == OK)
		e = read_lists(arena, root, top_lists, words, fault);
	for (size_t i = 0; e == OK && i < sizeof parts / sizeof *parts; i++) {
		e = yaml_want(root, parts[i].key, YAML_MAP, &map, fault);
		if (e == OK)
			e = read_lists(arena, map, parts[i].list, words,
			    fault);
		if (e == OK)
			e = yaml_done(map, fault);
	}
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = words;
	return e;
}

str
match_words_name(struct arena *arena, str text)
{
	char	*to = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; ) {
		size_t		from = i;
		uint32_t	point = utf8_next(text, &i);

		if (utf8_is_blank(point) || han_half(point) == ':')
			continue;
		for (; from < i; from++)
			to[n++] = text.at[from];
	}
	return (str){ to, n };
}

bool
match_words_is(const struct match_list *list, str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i], text))
			return true;
	return false;
}

size_t
match_words_head(const struct match_list *list, str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_starts(text, list->at[i]))
			return list->at[i].n;
	return 0;
}

ptrdiff_t
match_words_find(const struct match_list *list, str text, size_t from,
    size_t *ret_length)
{
	ptrdiff_t	best = -1;

	for (size_t i = 0; i < list->n; i++) {
		ptrdiff_t	at = str_find(text, list->at[i], from);

		if (at >= 0 && (best < 0 || at < best)) {
			best = at;
			*ret_length = list->at[i].n;
		}
	}
	return best;
}

size_t
match_words_count(const struct match_list *list, str text)
{
	size_t	n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += str_has(text, list->at[i]);
	return n;
}

static bool
digit(uint32_t point)
{
	static const uint32_t	han[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09,
		0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0 };

	point = han_half(point);
	if (point >= '0' && point <= '9')
		return true;
	for (size_t i = 0; han[i] != 0; i++)
		if (point == han[i])
			return true;
	return false;
}

static uint32_t
next_solid(str text, size_t *at)
{
	uint32_t	point;

	do
		point = utf8_next(text, at);
	while (utf8_is_blank(point));
	return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
}

/* Bytes of the text that fit a pattern; 0 if it does not begin with it. */
static size_t
fits(str pattern, str text)
{
	size_t	p = 0, t = 0, next;

	for (;;) {
		uint32_t	want = next_solid(pattern, &p);
		unsigned	digits = 0;

		if (want == 0)
			return t;
		if (want != '#') {
			if (next_solid(text, &t) != want)
				return 0;
			continue;
		}
		for (next = t; digit(next_solid(text, &next)); t = next)
			if (++digits > 4)
				return 0;
		if (digits == 0)
			return 0;
	}
}

size_t
match_words_pattern(const struct match_list *list, str text)
{
	size_t	best = 0;

	for (size_t i = 0; i < list->n; i++) {
		size_t	n = fits(list->at[i], text);

		if (n > best)
			best = n;
	}
	return best;
}
