/*
 * manual - the manual's own sources (man/, in mdoc) as pages of help.
 *
 * Reads as much of mdoc as our pages are written in; tests hold every page to
 * that.  What no macro of ours is becomes plain text, so nothing is lost.
 *
 * Calls: base, view_public.
 */
#ifndef MANUAL_H
#define MANUAL_H

#include "base/err.h"
#include "web/view_public.h"

struct arena;

/* A page as it is listed. */
struct manual {
	str	path;	/* "man/gongkai-fee.1" */
	str	name;	/* "gongkai-fee" */
	str	about;	/* what it is in a line */
};

/* All pages, sorted by name. */
enum err manual_list(struct arena *arena, struct manual **ret, size_t *ret_n,
	    struct fault *fault);

/* The text of a page in blocks; ERR_NOT_FOUND "web.not_found". */
enum err manual_read(struct arena *arena, str name, struct view_block **ret,
	    size_t *ret_n, struct fault *fault);

#endif
