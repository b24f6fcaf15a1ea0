/*
 * pack - parts put into a package, for the fuzzers of OOXML.
 *
 * Calls: base.
 */
#ifndef FUZZ_PACK_H
#define FUZZ_PACK_H

#include <assert.h>
#include <zip.h>

#include "base/arena.h"
#include "base/str.h"

/* A package being made. */
struct pack {
	zip_source_t	*to;	/* what it is written to */
	zip_t		*zip;	/* open until its end */
};

/* Start with no parts. */
static inline struct pack
pack_begin(void)
{
	struct pack	pack = {
		.to = zip_source_buffer_create(NULL, 0, 0, NULL)
	};

	zip_source_keep(pack.to);
	pack.zip = zip_open_from_source(pack.to, ZIP_TRUNCATE, NULL);
	return pack;
}

/* Add a part; its bytes must live until the end. */
static inline void
pack_add(struct pack *pack, const char *name, str bytes)
{
	zip_source_t	*from = zip_source_buffer(pack->zip, bytes.at,
			    bytes.n, 0);
	zip_int64_t	 at = zip_file_add(pack->zip, name, from, 0);

	assert(at >= 0);
	zip_set_file_compression(pack->zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

/* The bytes of the package, in the arena. */
static inline str
pack_end(struct pack *pack, struct arena *arena)
{
	zip_stat_t	 stat;
	char		*bytes;

	assert(zip_close(pack->zip) == 0);
	zip_source_stat(pack->to, &stat);
	bytes = arena_alloc(arena, stat.size);
	zip_source_open(pack->to);
	zip_source_read(pack->to, bytes, stat.size);
	zip_source_close(pack->to);
	zip_source_free(pack->to);
	return (str){ bytes, stat.size };
}

#endif
