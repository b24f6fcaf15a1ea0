/*
 * body_write - a body that is canonical as safe HTML and as plain text.
 *
 * Calls: base, body, markup, rich.
 */
#ifndef BODY_WRITE_H
#define BODY_WRITE_H

#include "doc/body.h"
#include "doc/rich.h"

/* Write it; asks in a note for what an image shows.  ERR_TOO_LARGE. */
enum err body_write(struct body *body, const struct rich **ret);

#endif
