/*
 * body_address - where a link may lead and where an image may lie.
 *
 * An address is read as browsers read it, white space and all, so that what
 * looks harmless here is harmless there.
 *
 * Calls: base.
 */
#ifndef BODY_ADDRESS_H
#define BODY_ADDRESS_H

#include "base/str.h"

struct arena;

/*
 * An http, https, mailto or tel address, a relative path or a fragment, as it
 * is kept; empty for every other, and for one that is too long or hides
 * something.
 */
str	body_address_link(struct arena *arena, str address);

/* A file of ours, below RICH_FILES; empty for every other. */
str	body_address_image(struct arena *arena, str address);

#endif
