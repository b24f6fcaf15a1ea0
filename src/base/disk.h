/*
 * disk - directories, and what must be on the disk before it is told of.
 *
 * Calls: err, file, str.
 */
#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Make a directory that only its owner reads, if it is not there; the one
   above it is synced then. */
enum err disk_directory(const char *path, struct fault *fault);

/* Wait until the names in a directory are on the disk. */
enum err disk_sync(const char *directory, struct fault *fault);

/* The same for the names beside a path, its own among them. */
enum err disk_sync_above(const char *path, struct fault *fault);

/*
 * Take a file away: its bytes overwritten and synced first (which helps where
 * the disk writes in place), then its name, then its directory synced.  One
 * that is not there is fine.
 */
enum err disk_erase(const char *path, struct fault *fault);

/* Write a file whole or not at all, for its owner alone, and sync its name
   too. */
enum err disk_write_private(const char *path, str bytes,
	    struct fault *fault);

/* Seconds since a file was written or touched; -1 if it is not there. */
int64_t	 disk_age(const char *path);

/* Its bytes; -1 if it is not there. */
int64_t	 disk_size(const char *path);

/* Make it new; false if it is not there. */
bool	 disk_touch(const char *path);

/*
 * Call back with each name in a directory, hidden ones too but . and .., in
 * no order, until that gives an error.  A directory that is not there has
 * none.
 */
enum err disk_each(const char *directory, enum err (*each)(void *context,
	    const char *name), void *context, struct fault *fault);

#endif
