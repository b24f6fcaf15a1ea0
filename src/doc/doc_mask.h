/*
 * doc_mask - a copy of a file in which some texts stand no more.
 *
 * DOCX and XLSX keep their layout: every part is rewritten, whatever it is
 * (headers, comments, revisions, shared strings, packed files), a text that is
 * split over runs or written in references too, and what the file says of its
 * authors is dropped.  HTML and text are rewritten likewise.  Of a PDF only
 * the words are kept: they are set anew, without pictures and without its
 * layout, because a box that is drawn over a text hides nothing.
 *
 * What was written is never trusted: doc_mask_left opens it again.
 *
 * Calls: base, doc, doc_meta, doc_read, doc_sort, doc_trawl, doc_write,
 * doc_zip, ooxml.
 */
#ifndef DOC_MASK_H
#define DOC_MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* A text that must not be seen, and what stands for it. */
struct doc_mask {
	str	text;	/* blanks in it and its width do not count */
	str	shown;	/* plain text without "<", "&" and quotes */
};

/*
 * Write the copy.  Where several texts begin at one place the first in the
 * list is masked: put longer ones first.  ERR_INVALID for a file that cannot
 * be rewritten, and for one that must not go out at all (doc_sort).
 */
enum err doc_mask(struct arena *arena, str bytes, str name,
	    const struct doc_mask *mask, size_t n, str *ret,
	    struct fault *fault);

struct doc_mask_left {
	const struct doc_mask	*mask;	/* one that is still there, or NULL */
	bool			 unread; /* something may stand in it that no
					    program can read: a picture */
};

/*
 * Look for the texts in all there is of a file: its words, its marks, every
 * part of a package as it is and unescaped, its names and properties; in
 * UTF-8, UTF-16, GB 18030 and percent signs.
 */
void	doc_mask_left(struct arena *arena, str bytes, str name,
	    const struct doc_mask *mask, size_t n, struct doc_mask_left *ret);

#endif
