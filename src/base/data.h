/*
 * data - the text files that are embedded in the binary: forms, rules, words.
 *
 * A directory given with --data (or GONGKAI_DATA) stands in front of them: a
 * file of the same path there is read instead, and files that exist only
 * there are found too.  Set once at start, before any thread.
 *
 * Such a file says in its first lines what it stands in front of:
 *
 *	# replaces: sha256:...
 *
 * so that a new version of the program does not leave an old copy unnoticed.
 *
 * Calls: arena, digest, err, file, str.
 */
#ifndef DATA_H
#define DATA_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* Where overriding files stand; NULL for none. */
void	 data_override(const char *directory);

/* The bytes of "forms/annual-report-2021.yaml" and the like. */
enum err data_read(struct arena *arena, const char *path, str *ret,
	    struct fault *fault);

/* What is another text whenever the bytes are; empty: there is no such
   file. */
str	 data_version(struct arena *arena, const char *path);

/* All paths that begin with `prefix', sorted, embedded and overriding. */
enum err data_list(struct arena *arena, const char *prefix, str **ret,
	    size_t *ret_n, struct fault *fault);

/* A file that stands in front of an embedded one. */
struct data_front {
	str	path;		/* "rules/roles.yaml" */
	str	replaces;	/* the digest it names; empty: it names none */
	str	digest;		/* of the embedded one */
};

/* All of them, sorted. */
enum err data_fronts(struct arena *arena, struct data_front **ret,
	    size_t *ret_n, struct fault *fault);

#endif
