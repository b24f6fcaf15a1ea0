/*
 * view_log - what the pages about the transparency log are drawn from.
 *
 * Calls: base, view_parts, view_public.
 */
#ifndef VIEW_LOG_H
#define VIEW_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "web/view_public.h"

/* A version that was entered. */
struct view_past {
	int64_t		version;	/* which */
	str		action;		/* "公开" */
	int64_t		at;		/* when it was entered */
	int64_t		since;		/* moment of the first signed head
					   that holds it; 0: none does */
	struct view_tag	now;		/* is it unchanged? */
	struct url	proof;		/* empty: there is none */
	struct url	content;	/* empty: there is none */
};

/* 公开时间证明 of a record, a part that other pages may show. */
struct view_witness {
	struct view_past *past;		/* the oldest first */
	size_t		  n;		/* how many */
};

struct view_witnessed {
	struct view_frame	 frame;		/* around it */
	str			 title;		/* of the record */
	struct url		 to;		/* its page */
	struct view_witness	 witness;	/* what was entered */
};

struct view_log {
	struct view_frame	 frame;		/* around it */
	str			 head;		/* newest; empty: none */
	int64_t			 n;		/* leaves of it */
	int64_t			 at;		/* when it was signed */
	str			 key;		/* that signed it */
};

#endif
