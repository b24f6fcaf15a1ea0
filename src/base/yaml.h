/*
 * yaml - data files with a typed reader.
 *
 * The subset of YAML a clerk can read: mappings, sequences, plain and quoted
 * text.  Anchors, aliases, tags, several documents and doubled keys are
 * refused.  A text stays a text whatever YAML would make of `no'.  Every node
 * keeps file, line and column, and every refusal names them.
 *
 * Reading is strict: yaml_done refuses keys that nobody asked for, so that a
 * misspelt key is found on the day it is written.
 *
 * Calls: arena, data, day, err, number, str, libyaml.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/number.h"
#include "base/str.h"

struct arena;

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind	 kind;
	str		 text;		/* of a text */
	bool		 quoted;	/* it stood in quotes */
	struct yaml	*item;		/* of a list or map: the values */
	str		*key;		/* of a map: their keys */
	bool		*asked;		/* of a map: keys that were read */
	size_t		 n;		/* how many */
	const char	*file;		/* as given to yaml_read */
	unsigned	 line;		/* from 1 */
	unsigned	 column;	/* from 1 */
};

/* Read one document of at most 1 MiB and 100,000 nodes. */
enum err yaml_read(struct arena *arena, const char *file, str bytes,
	    struct yaml **ret, struct fault *fault);

/* Read the data file of this path, as data.h finds it. */
enum err yaml_load(struct arena *arena, const char *path, struct yaml **ret,
	    struct fault *fault);

/* The value of a key, marked as asked for; NULL if the map has none. */
struct yaml *yaml_get(struct yaml *map, const char *key);

/*
 * Typed values of keys.  The want forms fail with a fault that names file,
 * line and key when the key is missing or of another type.
 */
enum err yaml_want(struct yaml *map, const char *key, enum yaml_kind kind,
	    struct yaml **ret, struct fault *fault);
enum err yaml_want_text(struct yaml *map, const char *key, str *ret,
	    struct fault *fault);
enum err yaml_want_int(struct yaml *map, const char *key, int64_t min,
	    int64_t max, int64_t *ret, struct fault *fault);
enum err yaml_want_day(struct yaml *map, const char *key, day *ret,
	    struct fault *fault);

/* The same for keys that may be missing: *ret is then left as it was. */
enum err yaml_may_text(struct yaml *map, const char *key, str *ret,
	    struct fault *fault);
enum err yaml_may_int(struct yaml *map, const char *key, int64_t min,
	    int64_t max, int64_t *ret, struct fault *fault);
enum err yaml_may_day(struct yaml *map, const char *key, day *ret,
	    struct fault *fault);
/* yes or no, and nothing else. */
enum err yaml_may_bool(struct yaml *map, const char *key, bool *ret,
	    struct fault *fault);

/* A text or a list of texts, as array of str. */
enum err yaml_may_texts(struct arena *arena, struct yaml *map,
	    const char *key, str **ret, size_t *ret_n, struct fault *fault);

/* Refuse keys of this map that nobody asked for. */
enum err yaml_done(const struct yaml *map, struct fault *fault);

/* Say that a node's content is wrong: "file:line:column: <why>". */
enum err yaml_say(const struct yaml *node, const char *key, str what,
	    struct fault *fault);

/* The same; inline, so that an analyzer sees that this is never OK. */
static inline enum err
yaml_wrong(const struct yaml *node, const char *key, str what,
    struct fault *fault)
{
	(void)yaml_say(node, key, what, fault);
	return ERR_INVALID;
}

#endif
