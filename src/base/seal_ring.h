/*
 * seal_ring - the file of the master keys, which lies outside the data folder.
 *
 * A line each, the newest first: its number, its suite and 64 hexadecimal
 * digits.  Older keys stay, so that what they wrapped still opens while it is
 * being wrapped anew, and so that a backup of that time can be read.
 *
 * Calls: arena, err, file, seal.
 */
#ifndef SEAL_RING_H
#define SEAL_RING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/seal.h"

struct arena;

struct seal_ring {
	const struct seal_key	**key;	/* newest first */
	size_t			  n;
};

/*
 * The keys of a file.  ERR_FORBIDDEN "seal.key_file_open" if others than the
 * owner may read it; ERR_INVALID names the line that is no key.
 */
enum err seal_ring_read(struct arena *arena, const char *path,
	    struct seal_ring *ret, struct fault *fault);

/* Write the file whole, for its owner alone, and sync it. */
enum err seal_ring_write(const char *path, const struct seal_ring *ring,
	    struct fault *fault);

/* The same keys behind a new one; an empty ring gets its first. */
void	 seal_ring_turn(struct arena *arena, const struct seal_ring *old,
	    enum seal_suite suite, struct seal_ring *ret);

/* The same keys without the one of a number. */
void	 seal_ring_drop(struct arena *arena, const struct seal_ring *old,
	    uint32_t number, struct seal_ring *ret);

/* The key of a number; NULL if the ring has none. */
const struct seal_key *seal_ring_key(const struct seal_ring *ring,
	    uint32_t number);

#endif
