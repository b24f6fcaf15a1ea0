/*
 * embed - the data files inside the binary, written by tools/embed.c.
 *
 * Calls: nothing.
 */
#ifndef EMBED_H
#define EMBED_H

#include <stddef.h>

struct embed {
	const char	*path;	/* "forms/annual-report-2021.yaml" */
	const char	*bytes;	/* the file, NUL behind it */
	size_t		 n;	/* bytes without that NUL */
	const char	*version; /* a short digest of them */
};

/* Sorted by path, byte by byte. */
extern const struct embed embed_files[];
extern const size_t embed_count;

#endif
