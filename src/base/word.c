#include "base/word.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/yaml.h"

#define WORD_BYTES	((size_t)1 << 20)
#define HOLES		6

struct entry {
	str	key;
	str	text;
	bool	plain;			/* neither hole nor brace is in it */
};

struct words {
	struct entry	*entry;		/* sorted by key */
	size_t		 n;
	uint32_t	*slot;		/* by the key's hash: place + 1; 0 */
	size_t		 slots;		/* a power of two */
};

static const char *const	file[LANG__MAX] = {
	[LANG_ZH] = "words/zh.yaml", [LANG_EN] = "words/en.yaml",
};

enum lang
word_lang(void)
{
	static const char *const	name[] = { "LC_ALL", "LC_MESSAGES",
					    "LANG" };

	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		const char	*value = getenv(name[i]);

		if (value != NULL && value[0] != '\0')
			return strncmp(value, "en", 2) == 0 ? LANG_EN :
			    LANG_ZH;
	}
	return LANG_ZH;
}

static size_t
count_texts(const struct yaml *node)
{
	size_t	n = node->kind == YAML_TEXT;

	for (size_t i = 0; i < node->n; i++)
		n += count_texts(&node->item[i]);
	return n;
}

static enum err
collect(struct arena *arena, struct words *words, str prefix,
    const struct yaml *node, struct fault *fault)
{
	enum err	e = OK;

	if (node->kind == YAML_TEXT) {
		words->entry[words->n++] = (struct entry){ prefix,
		    node->text, !str_has(node->text, S("{")) };
		return OK;
	}
	if (node->kind == YAML_LIST)
		return yaml_wrong(node, "yaml.want_text", prefix, fault);
	for (size_t i = 0; e == OK && i < node->n; i++)
		e = collect(arena, words, str_printf(arena, "%.*s%s%.*s",
		    STRF(prefix), prefix.n > 0 ? "." : "",
		    STRF(node->key[i])), &node->item[i], fault);
	return e;
}

static int
by_key(const void *a, const void *b)
{
	return str_compare(((const struct entry *)a)->key,
	    ((const struct entry *)b)->key);
}

/* A page asks for a hundred of them. */
static void
make_slots(struct arena *arena, struct words *words)
{
	words->slots = 64;
	while (words->slots < 2 * words->n)
		words->slots *= 2;
	words->slot = arena_array(arena, words->slots, sizeof *words->slot);
	for (size_t i = 0; i < words->n; i++) {
		size_t	at = (size_t)str_hash(words->entry[i].key);

		while (words->slot[at & (words->slots - 1)] != 0)
			at++;
		words->slot[at & (words->slots - 1)] = (uint32_t)i + 1;
	}
}

static enum err
load_one(struct arena *arena, enum lang lang, struct words **ret,
    struct fault *fault)
{
	struct words	*words = arena_alloc(arena, sizeof *words);
	struct yaml	*root;
	enum err	 e;

	e = yaml_load(arena, file[lang], &root, fault);
	if (e != OK)
		return e;
	words->entry = arena_array(arena, count_texts(root),
	    sizeof *words->entry);
	e = collect(arena, words, S(""), root, fault);
	if (e != OK)
		return e;
	qsort(words->entry, words->n, sizeof *words->entry, by_key);
	make_slots(arena, words);
	*ret = words;
	return OK;
}

/* The number of a hole that stands at `at', 0 if none does. */
static size_t
hole_at(str text, size_t at)
{
	if (at + 2 < text.n && text.at[at] == '{' && text.at[at + 2] == '}' &&
	    text.at[at + 1] >= '1' && text.at[at + 1] <= '0' + HOLES)
		return (size_t)(text.at[at + 1] - '0');
	return 0;
}

/* Which holes a text has, a bit each. */
static unsigned
holes(str text)
{
	unsigned	set = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '{' && i + 1 < text.n &&
		    text.at[i + 1] == '{')
			i++;
		else
			set |= 1u << hole_at(text, i);
	}
	return set & ~1u;
}

static enum err
same_keys(const struct words *words, const struct words *other,
    struct fault *fault)
{
	for (size_t i = 0; i < words->n || i < other->n; i++) {
		bool	here = i < words->n, there = i < other->n;

		if (!here || !there ||
		    !str_eq(words->entry[i].key, other->entry[i].key))
			return FAIL(fault, ERR_INVALID, "word.one_sided",
			    here ? words->entry[i].key : other->entry[i].key,
			    there ? other->entry[i].key : S(""));
		if (holes(words->entry[i].text) != holes(other->entry[i].text))
			return FAIL(fault, ERR_INVALID, "word.holes",
			    words->entry[i].key);
	}
	return OK;
}

enum err
word_load(struct arena *arena, enum lang lang, const struct words **ret,
    struct fault *fault)
{
	struct words	*list[LANG__MAX];
	enum err	 e = OK;

	for (enum lang l = 0; e == OK && l < LANG__MAX; l++)
		e = load_one(arena, l, &list[l], fault);
	if (e == OK)
		e = same_keys(list[LANG_ZH], list[LANG_EN], fault);
	if (e == OK)
		*ret = list[lang];
	return e;
}

static const struct entry *
find(const struct words *words, const char *key)
{
	str		want = str_of(key);
	size_t		at = (size_t)str_hash(want);
	uint32_t	place;

	while ((place = words->slot[at++ & (words->slots - 1)]) != 0)
		if (str_eq(words->entry[place - 1].key, want))
			return &words->entry[place - 1];
	return NULL;
}

str
word(const struct words *words, const char *key)
{
	const struct entry	*entry = find(words, key);

	return entry == NULL ? str_of(key) : entry->text;
}

bool
word_has(const struct words *words, const char *key)
{
	return find(words, key) != NULL;
}

str
word_fill(struct arena *arena, const struct words *words, const char *key,
    const str *args, size_t n)
{
	const struct entry	*entry = find(words, key);
	str			 text = entry == NULL ? str_of(key) :
				    entry->text;
	struct buf		 buf;

	if (entry != NULL && entry->plain)
		return text;
	buf_init(&buf, arena, WORD_BYTES);
	for (size_t i = 0; i < text.n; i++) {
		size_t	hole = hole_at(text, i);

		if (hole > 0) {
			if (hole <= n)
				buf_put(&buf, args[hole - 1]);
			i += 2;
			continue;
		}
		buf_byte(&buf, text.at[i]);
		if (text.at[i] == '{' && i + 1 < text.n &&
		    text.at[i + 1] == '{')
			i++;
	}
	return buf_str(&buf);
}

str
word_fault(struct arena *arena, const struct words *words,
    const struct fault *fault)
{
	return word_fill(arena, words, fault->key == NULL ? "err.unknown" :
	    fault->key, fault->arg, fault->n);
}
