/*
 * id - the numbers that name rows: 42 bits of real milliseconds since 2020,
 * 8 of worker lease, 13 of counter; never backwards, never shown to people.
 *
 * A process holds one of 256 leases at a time (table lease), so two processes
 * on one store cannot make the same id.  With the lease the store keeps the
 * highest id time its holder may give out: whoever takes the lease later
 * begins behind it, whatever the clocks say.  A clock that was set back makes
 * ids go on from where they were.
 *
 * Calls: base, db.
 */
#ifndef ID_H
#define ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct arena;
struct db;
struct ids;

/* A maker of ids, without a lease yet; shared by the threads of a process. */
struct ids *ids_new(struct arena *arena);

/*
 * Take a lease, or prolong it when half its time is over, in a transaction of
 * its own; else nothing is done.  ERR_BUSY "store.no_lease" if all 256 are
 * taken.  job_write calls it before it begins.
 */
enum err ids_hold(struct ids *ids, struct db *db, struct fault *fault);

/* Every id that was given is within what the lease allows.  One beyond must
   not be committed; job_write asks before it commits. */
bool	 ids_within(struct ids *ids);

/* The next id; safe from several threads.  Waits a millisecond when 8,192
   were given in one. */
int64_t	 id_new(struct ids *ids);

/* Give the lease back, if there is one. */
void	 ids_close(struct ids *ids, struct db *db);

#endif
