/*
 * search_merge - many small segments become one, dead places go.
 *
 * Segments of one class (up to 16 documents, 256, 4,096) are merged when there
 * are sixteen of them; one more than half of which is dead is written anew.
 * A merge keeps nobody from reading: readers of an older snapshot still see
 * the segments it took.
 *
 * Calls: base, db, search_list, search_segment.
 */
#ifndef SEARCH_MERGE_H
#define SEARCH_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct db;

/* How large a merge may be. */
enum search_merge_size {
	SEARCH_MERGE_SMALL,	/* a few hundred documents: within a job */
	SEARCH_MERGE_ANY	/* up to 21,000 documents: a job of its own */
};

/* Do one merge if one is due. */
enum err search_merge(struct db *db, int64_t generation,
	    enum search_merge_size size, bool *ret_merged);

#endif
