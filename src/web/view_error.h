/*
 * view_error - a refusal in plain words, with what to do next.
 *
 * Calls: base, view_parts.
 */
#ifndef VIEW_ERROR_H
#define VIEW_ERROR_H

#include "base/str.h"
#include "web/view_parts.h"

struct view_error {
	struct view_frame	frame;		/* around it */
	str			sentence;	/* what went wrong */
	str			next;		/* what can be done now */
	str			id;		/* of the request, for whoever
						   is asked about it */
};

#endif
