/*
 * doc_trawl - all the text that a file holds, for who must find a text
 * wherever it lies.
 *
 * Not what a reader would be shown, but everything: every part of a package
 * (comments, headers, properties, hidden sheets, packages in packages), what
 * stands between marks and in them, the words of a PDF.  Each text is shown
 * as it is and closed up: without its marks, its escapes and the blanks that
 * only lay it out.  A file is never trusted; what cannot be looked into is
 * said.
 *
 * Calls: base, doc, doc_read, doc_zip.
 */
#ifndef DOC_TRAWL_H
#define DOC_TRAWL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

struct doc_trawl {
	bool	(*look)(void *context, str text); /* true: this is it */
	void	*context;	/* for `look' */
	bool	 found;		/* `look' said so; the rest was let be */
	bool	 unread;	/* something may stand in it that no text
				   could be made of: a picture, a lock */
};

/* Look through a file; `found' and `unread' are set. */
void	doc_trawl(struct arena *arena, str bytes, struct doc_trawl *trawl);

/*
 * How it reads, for who changes what it finds.  Each takes a text and gives
 * the bytes at its head that are one, or 0: a reference ("&#31532;",
 * "&#x7b2c;", the few names that are common), an escape of JSON ("\u7b2c",
 * "\/"), a mark to its end (of a remark its beginning: what stands in it is
 * text, too).
 */
size_t	doc_trawl_reference(str s, uint32_t *ret);
size_t	doc_trawl_escape(str s, uint32_t *ret);
size_t	doc_trawl_mark(str s);

/* A mark behind which other text begins: of a paragraph, a cell, a row. */
bool	doc_trawl_break(str mark);

#endif
