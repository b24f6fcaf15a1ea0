/*
 * ground - why information is not disclosed (Regulation, Art. 14 to 16).
 *
 * rules/ground.yaml tells them with their articles.
 *
 * Calls: base.
 */
#ifndef GROUND_H
#define GROUND_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

enum ground_type {
	GROUND_ABSOLUTE,	/* it must not be disclosed, Art. 14 */
	GROUND_THIRD,		/* a third party's right, Art. 15 */
	GROUND_MAY,		/* it may be withheld, Art. 16 */
	GROUND__TYPES
};

struct ground {
	str			key;		/* "state_secret" */
	str			name;		/* 国家秘密 */
	str			article;	/* 条例第十四条 */
	enum ground_type	type;		/* how strong it is */
};

struct grounds {
	struct ground	*ground;	/* in the order of the file */
	size_t		 n;		/* how many */
};

/* Load them; a fault names file, line and column. */
enum err ground_load(struct arena *arena, const struct grounds **ret,
	    struct fault *fault);

/* By key; NULL if there is none. */
const struct ground *ground_find(const struct grounds *grounds, str key);

#endif
