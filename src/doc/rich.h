/*
 * rich - the safe HTML that a body is kept as.
 *
 * Whatever is pasted (from Word, WPS or the web), uploaded or imported is
 * parsed, and from the parsed tree a new text is written that holds nothing
 * but what is allowed:
 *
 *	p h2 h3 h4 h5 blockquote pre hr br
 *	ul ol[start] li
 *	table caption thead tbody tr td th[colspan rowspan]
 *	figure figcaption img[src alt width height]
 *	strong em u s sub sup a[href]
 *
 * A link leads by http, https, mailto or tel, or is a relative path or a
 * fragment; an image lies under RICH_FILES.  There is no style, class, id or
 * script.  The text is canonical: cleaned again it stays the same byte by
 * byte.  What was taken away, and what is asked for, is told in notes.
 *
 * Every input is taken for hostile: size, depth and counts are bounded.
 *
 * Calls: base, body, doc.
 */
#ifndef RICH_H
#define RICH_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct doc;

#define RICH_BYTES	(16u << 20)	/* of what is cleaned */
#define RICH_FILES	"/file/"	/* what the address of an image begins
					   with */
#define RICH_NOTES	100u		/* told one by one */
#define RICH_ADDRESS	2000u		/* bytes of an address */

/* What the person who hands the text in is told. */
struct rich_note {
	const char	*key;	/* of a sentence: "rich.link" */
	str		 what;	/* for its hole: the address, the element */
	size_t		 times;	/* how often, at least 1 */
};

struct rich_link {
	str	href;		/* as it stands in the text, not escaped */
	str	text;		/* what is shown for it */
};

struct rich_image {
	str	src;		/* as it stands in the text, not escaped */
	str	alt;		/* may be empty: a note asks for it */
};

struct rich {
	str			 html;	/* canonical, or empty */
	str			 text;	/* what search and checks read: a line
					   each paragraph, item and row; tabs
					   between cells */
	const struct rich_note	*note;	/* in the order they came */
	size_t			 notes;
	const struct rich_link	*link;	/* in their order */
	size_t			 links;
	const struct rich_image	*image;	/* in their order */
	size_t			 images;
};

/*
 * Clean a page or a part of one; bytes that are no UTF-8 become U+FFFD.
 * ERR_TOO_LARGE past a limit, with a sentence that says which.
 */
enum err rich_clean(struct arena *arena, str html, const struct rich **ret,
	    struct fault *fault);

/* The same text out of a document that was read (DOCX, PDF, TXT, HTML). */
enum err rich_from_doc(struct arena *arena, const struct doc *doc,
	    const struct rich **ret, struct fault *fault);

/*
 * The same out of Markdown: headings, paragraphs, lists, tables, emphasis,
 * links; HTML in it is text.
 */
enum err rich_from_markdown(struct arena *arena, str text,
	    const struct rich **ret, struct fault *fault);

/*
 * The document tree of such a text, for the writers of PDF, DOCX and text.
 * The title, if any, is its first heading.
 */
enum err rich_draw(struct arena *arena, str html, str title,
	    struct doc **ret, struct fault *fault);

#endif
