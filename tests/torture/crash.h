/*
 * crash - the disk as a power cut would have left it.
 *
 * What was synced before the moment is there; of what was not, nothing, or
 * some of it, or some of it torn: three kinds of disk.  A name counts as
 * synced once its directory was.
 */
#ifndef CRASH_H
#define CRASH_H

#include "tests/torture/shim.h"

enum crash_disk { CRASH_HONEST, CRASH_SOME, CRASH_TORN, CRASH__DISKS };

/* Keep what lies in a folder as synced, and begin to keep calls. */
void	 crash_begin(const char *folder);

/* Make the folder `to' as it was after so many calls of the log. */
void	 crash_make(const struct shim_log *log, size_t calls,
	    enum crash_disk disk, const char *to);

#endif
