/*
 * id - the numbers that name rows: 42 bits of real milliseconds since 2020,
 * 8 of worker lease, 13 of counter; never backwards, never shown to people.
 *
 * A process holds one lease at a time (table lease), so two processes on one
 * store cannot make the same id; a clock that was set back makes ids go on
 * from where they were.
 *
 * Calls: base, db.
 */
#ifndef ID_H
#define ID_H

#include <stdint.h>

#include "base/err.h"

struct arena;
struct db;
struct ids;

/* Take a free lease in a transaction of its own and start counting behind
   every id that was given under it.  ERR_BUSY if all 256 are taken. */
enum err ids_open(struct arena *arena, struct db *db, struct ids **ret,
	    struct fault *fault);

/* The next id; safe from several threads.  Waits a millisecond when 8,192
   were given in one. */
int64_t	 id_new(struct ids *ids);

/* Give the lease back. */
void	 ids_close(struct ids *ids, struct db *db);

#endif
