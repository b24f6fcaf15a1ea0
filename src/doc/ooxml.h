/*
 * ooxml - the parts of an office document in one package.
 *
 * The package is a zip file without a clock: every part bears the oldest
 * date a zip file can, so that the same parts give the same bytes.
 *
 * Calls: arena, err, str, libzip.
 */
#ifndef OOXML_H
#define OOXML_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* A file of the package. */
struct ooxml_part {
	const char	*name;		/* "word/document.xml" */
	str		 bytes;		/* what is in it */
};

/* The moment that every package says it was made: there is no clock here. */
#define OOXML_MOMENT	"1980-01-01T00:00:00Z"

/* Put parts into a package, in this order. */
enum err ooxml_pack(struct arena *arena, const struct ooxml_part *part,
	    size_t n, str *ret, struct fault *fault);

#endif
