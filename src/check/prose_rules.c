#include "check/prose_rules.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/yaml.h"

#define FILE_NAME	"rules/prose.yaml"
#define WORDS		4096	/* words at most */
#define BUCKETS		1024	/* of first characters; a power of two */

struct prose_rules {
	struct prose_word	*word;	/* by first character, longest first */
	size_t			 n;
	uint32_t		 bucket[BUCKETS + 1];	/* first of each */
	str			*statutory;
	size_t			 statutories;
};

static const char *const class_name[PROSE__CLASSES] = {
	[PROSE_ABOUT] = "about",
	[PROSE_ABOUT_AFTER] = "about_after",
	[PROSE_ORDINAL] = "ordinal",
	[PROSE_IDIOM] = "idiom",
	[PROSE_PART] = "part",
	[PROSE_HOLDING] = "holding",
	[PROSE_HEDGED] = "hedged",
	[PROSE_ETC] = "etc",
	[PROSE_REST] = "rest",
	[PROSE_TOTAL] = "total",
	[PROSE_SUM_UP] = "sum_up",
	[PROSE_ENUMERATE] = "enumerate",
	[PROSE_STOP] = "stop",
	[PROSE_AND] = "and",
	[PROSE_COMPARE] = "compare",
	[PROSE_MORE] = "more",
	[PROSE_LESS] = "less",
	[PROSE_SHARE] = "share",
	[PROSE_RATE] = "rate",
	[PROSE_RECEIVE] = "receive",
	[PROSE_HANDLE_OR_RECEIVE] = "handle_or_receive",
	[PROSE_APPLICATION] = "application",
	[PROSE_ASK] = "ask",
	[PROSE_CARRIED_IN] = "carried_in",
	[PROSE_CARRIED_OUT] = "carried_out",
	[PROSE_CARRY] = "carry",
	[PROSE_HANDLE] = "handle",
	[PROSE_FINISH] = "finish",
	[PROSE_IN_TIME] = "in_time",
	[PROSE_FOREIGN] = "foreign",
	[PROSE_BUT] = "but",
	[PROSE_ROUTE] = "route",
	[PROSE_CHANNEL] = "channel",
	[PROSE_REVIEW] = "review",
	[PROSE_SUIT] = "suit",
	[PROSE_JUDGE] = "judge",
	[PROSE_DIRECT] = "direct",
	[PROSE_AFTER_REVIEW] = "after_review",
	[PROSE_DONE] = "done",
	[PROSE_DISCLOSURE] = "disclosure",
	[PROSE_NONE] = "none",
	[PROSE_GATHER] = "gather",
	[PROSE_CAUSE] = "cause",
	[PROSE_NIL] = "nil",
	[PROSE_ALL] = "all",
	[PROSE_MADE] = "made",
	[PROSE_REPEALED] = "repealed",
	[PROSE_IN_FORCE] = "in_force",
	[PROSE_PROCLAIM] = "proclaim",
	[PROSE_DECIDE] = "decide",
	[PROSE_PUBLISH] = "publish",
	[PROSE_INFORMATION] = "information",
	[PROSE_FEE] = "fee",
	[PROSE_FEE_NOTICE] = "fee_notice",
	[PROSE_WIDE] = "wide",
	[PROSE_UNIT_OF] = "unit_of",
	[PROSE_ABOUT_WHAT] = "about_what",
	[PROSE_WEIGHING] = "weighing",
	[PROSE_UNIT] = "units",
	[PROSE_TIME] = "times",
	[PROSE_ACT] = "acts",
	[PROSE_RESULT] = "results",
	[PROSE_APPLICANT] = "applicants",
	[PROSE_OUTCOME] = "outcomes",
};

static_assert(PROSE__CLASSES <= 64, "the classes fit a set");

/* --- looking up --------------------------------------------------------- */

static uint32_t
bucket_of(str text, size_t at)
{
	uint32_t	point = utf8_next(text, &at);

	return (point ^ (point >> 10)) & (BUCKETS - 1);
}

const struct prose_word *
prose_rules_word(const struct prose_rules *rules, str text, size_t at,
    prose_set of)
{
	const struct prose_word	*word;
	uint32_t		 bucket, i;

	if (at >= text.n)
		return NULL;
	bucket = bucket_of(text, at);
	for (i = rules->bucket[bucket]; i < rules->bucket[bucket + 1]; i++) {
		word = &rules->word[i];
		if ((word->is & of) != 0 && word->text.n <= text.n - at &&
		    memcmp(word->text.at, text.at + at, word->text.n) == 0)
			return word;
	}
	return NULL;
}

bool
prose_rules_statutory(const struct prose_rules *rules, str sentence)
{
	for (size_t i = 0; i < rules->statutories; i++)
		if (str_has(sentence, rules->statutory[i]))
			return true;
	return false;
}

/* --- loading ------------------------------------------------------------ */

/* By bucket, then the longest first, then by text so that equals meet. */
static int
compare_words(const void *a, const void *b)
{
	const struct prose_word	*left = a, *right = b;
	uint32_t		 lb = bucket_of(left->text, 0);
	uint32_t		 rb = bucket_of(right->text, 0);

	if (lb != rb)
		return lb < rb ? -1 : 1;
	if (left->text.n != right->text.n)
		return left->text.n > right->text.n ? -1 : 1;
	return str_compare(left->text, right->text);
}

static enum err
add_words(struct arena *arena, struct prose_rules *rules, struct yaml *map,
    size_t i, enum prose_class class, str key, struct fault *fault)
{
	struct prose_word	*word;
	const char		*name = str_c(arena, map->key[i]);
	str			*text = NULL;
	size_t			 n = 0;
	enum err		 e;

	e = yaml_may_texts(arena, map, name, &text, &n, fault);
	if (e != OK)
		return e;
	if (n > WORDS - rules->n)
		return yaml_wrong(&map->item[i], "check.prose.too_many", key,
		    fault);
	for (size_t j = 0; j < n; j++) {
		if (text[j].n == 0)
			return yaml_wrong(&map->item[i],
			    "check.prose.empty", map->key[i], fault);
		word = &rules->word[rules->n++];
		word->text = text[j];
		word->is = PROSE_SET(class);
		word->key = key;
	}
	return OK;
}

/* The classes below "words": the name of each is the class. */
static enum err
read_plain(struct arena *arena, struct prose_rules *rules, struct yaml *map,
    struct fault *fault)
{
	enum err	e;

	for (size_t i = 0; i < map->n; i++)
		for (int class = 0; class < PROSE_UNIT; class++) {
			if (!str_is(map->key[i], class_name[class]))
				continue;
			e = add_words(arena, rules, map, i,
			    (enum prose_class)class, (str){ NULL, 0 }, fault);
			if (e != OK)
				return e;
		}
	return yaml_done(map, fault);
}

/* A class whose words have keys: "units", "results" and so on. */
static enum err
read_keyed(struct arena *arena, struct prose_rules *rules, struct yaml *root,
    enum prose_class class, struct fault *fault)
{
	struct yaml	*map;
	enum err	 e;

	e = yaml_want(root, class_name[class], YAML_MAP, &map, fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < map->n; i++) {
		e = add_words(arena, rules, map, i, class, map->key[i], fault);
		if (e != OK)
			return e;
	}
	return OK;
}

/* Join the classes of a word that is listed in several. */
static enum err
settle(struct prose_rules *rules, const struct yaml *root, struct fault *fault)
{
	struct prose_word	*word = rules->word;
	size_t			 n = 0, at;
	uint32_t		 bucket;

	qsort(word, rules->n, sizeof *word, compare_words);
	for (size_t i = 0; i < rules->n; i++) {
		if (n == 0 || !str_eq(word[n - 1].text, word[i].text)) {
			word[n++] = word[i];
			continue;
		}
		if (word[n - 1].key.n != 0 && word[i].key.n != 0)
			return yaml_wrong(root, "check.prose.twice",
			    word[i].text, fault);
		word[n - 1].is |= word[i].is;
		if (word[i].key.n != 0)
			word[n - 1].key = word[i].key;
	}
	rules->n = n;
	for (at = 0, bucket = 0; bucket < BUCKETS; bucket++) {
		rules->bucket[bucket] = (uint32_t)at;
		while (at < n && bucket_of(word[at].text, 0) == bucket)
			at++;
	}
	rules->bucket[BUCKETS] = (uint32_t)n;
	return OK;
}

enum err
prose_rules_load(struct arena *arena, const struct prose_rules **ret,
    struct fault *fault)
{
	struct prose_rules	*rules = arena_alloc(arena, sizeof *rules);
	struct yaml		*root, *words;
	enum err		 e;

	rules->word = arena_array(arena, WORDS, sizeof *rules->word);
	e = yaml_load(arena, FILE_NAME, &root, fault);
	if (e != OK)
		return e;

	e = yaml_want(root, "words", YAML_MAP, &words, fault);
	if (e == OK)
		e = read_plain(arena, rules, words, fault);
	for (int class = PROSE_UNIT; class < PROSE__CLASSES && e == OK; class++)
		e = read_keyed(arena, rules, root, (enum prose_class)class,
		    fault);
	if (e == OK)
		e = yaml_may_texts(arena, root, "statutory", &rules->statutory,
		    &rules->statutories, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		e = settle(rules, root, fault);
	if (e == OK)
		*ret = rules;
	return e;
}
