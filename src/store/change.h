/*
 * change - numbers that grow whenever something changes that caches keep.
 *
 * Who changes a thing notes it in the same transaction; who keeps a page or a
 * table made of it keeps the number too, and makes it anew when the number is
 * another one.
 *
 * Calls: base, db.
 */
#ifndef CHANGE_H
#define CHANGE_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct db;

/* Something of this name changed. */
enum err change_note(struct db *db, str name);

/* Its number now; 0 if nothing was ever noted. */
enum err change_seen(struct db *db, str name, int64_t *ret);

#endif
