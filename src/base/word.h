/*
 * word - the words people read, by key and language.
 *
 * words/zh.yaml and words/en.yaml hold nested maps of texts; "doc.encrypted"
 * names one of them.  {1} to {6} are holes; {{ is a brace.  Both files have
 * the same keys with the same holes, which loading checks.
 *
 * Calls: arena, buf, data, err, str, yaml.
 */
#ifndef WORD_H
#define WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct words;

enum lang { LANG_ZH, LANG_EN, LANG__MAX };

/* The language asked for by LC_ALL, LC_MESSAGES or LANG: en*, else Chinese. */
enum lang word_lang(void);

/* Load the lists; read-only afterwards, shared by all threads. */
enum err word_load(struct arena *arena, enum lang lang,
	    const struct words **ret, struct fault *fault);

/* The text of a key; a key that does not exist shows as itself. */
str	 word(const struct words *words, const char *key);
bool	 word_has(const struct words *words, const char *key);

/* The text with its holes filled. */
str	 word_fill(struct arena *arena, const struct words *words,
	    const char *key, const str *args, size_t n);

/* WORD(arena, words, "key", a, b): word_fill with at least one hole. */
#define WORD(arena, words, key, ...) \
	word_fill((arena), (words), (key), (const str[]){ __VA_ARGS__ }, \
	    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* The sentence of a fault. */
str	 word_fault(struct arena *arena, const struct words *words,
	    const struct fault *fault);

#endif
