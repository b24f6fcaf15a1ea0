/*
 * frame - what stands around each page, and fields out of a request.
 *
 * Calls: base, job, input, view_parts.
 */
#ifndef FRAME_H
#define FRAME_H

#include <stddef.h>

#include "base/str.h"
#include "web/input.h"
#include "web/view_parts.h"

struct job;

/* The frame of a public page and of a staff page; `title' is a key of
   words/ or, where no such key is there, the text itself. */
struct view_frame frame_public(struct job *job, const struct input *in,
	    str title);
struct view_frame frame_desk(struct job *job, const struct input *in,
	    str title);

/* Another step of "where this page stands", in their order. */
void	 frame_crumb(struct job *job, struct view_frame *frame, struct url to,
	    str text);

/* On this page a document is drawn (struct html_drawn). */
void	 frame_drawn(struct job *job, struct view_frame *frame);

/*
 * A field of the route's form as a view: label from words/ field.<name>
 * (hint from field.<name>_hint where that is there), value and remark from
 * the request.
 */
struct view_field frame_field(struct job *job, const struct input *in,
	    const char *name, enum view_input kind);

/* All remarks of the request. */
struct view_remarks frame_remarks(struct job *job, const struct input *in);

#endif
