/*
 * import_post - postings of a channel out of what its platform exports.
 *
 * The channel is named by its code (struct import's `into').  A row is known
 * again by its address, else by its title and the minute, so that the same
 * file, or a longer one of the next month, can be imported again: only what is
 * new or changed is written.  What a file does not tell stays as it is.
 *
 * Calls: base, domain, import.
 */
#ifndef IMPORT_POST_H
#define IMPORT_POST_H

#include "office/import.h"

extern const struct import_kind import_post;

#endif
