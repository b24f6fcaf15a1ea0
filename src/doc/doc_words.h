/*
 * doc_words - the words of a file as plain text, for search and for reading
 * before publication.
 *
 * A paragraph a line, a row of a table a line with tabs between its cells;
 * headers, footers, notes and comments too, archives with what is in them.
 * What no words could be made of (a picture, a scan, a lock) is said.
 *
 * Calls: base, doc, doc_read, doc_sort, doc_xml, doc_zip.
 */
#ifndef DOC_WORDS_H
#define DOC_WORDS_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

#define DOC_WORDS_BYTES	((size_t)2 << 20)	/* of words; the rest is cut */

/* The words of a file; *ret_unread: some could not be read, or were cut. */
str	doc_words(struct arena *arena, str bytes, str name, bool *ret_unread);

#endif
