/*
 * out - the C that weave writes.
 */
#ifndef OUT_H
#define OUT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct buf;

#define OUT_BYTES	((size_t)16 << 20)	/* a file may have */

/* A text as C literals, one a line. */
void	out_literal(struct buf *buf, str text);

/* Write a file into a directory, unless it holds these bytes already; false
   if it failed, which was said. */
bool	out_write(struct arena *arena, const char *directory,
	    const char *name, const struct buf *buf);

#endif
