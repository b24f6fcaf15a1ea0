/*
 * doc_html_path - the elements that are open while a page is walked, and
 * their XPath.
 *
 * A path is only built when it is asked for, and what was built for an
 * element serves all that stand in it, so that a page of a thousand cells
 * pays for a thousand last steps and not for a thousand paths.  Elements
 * deeper than DOC_DEPTH bear the path of the last one above.
 *
 * Calls: base.
 */
#ifndef DOC_HTML_PATH_H
#define DOC_HTML_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "doc/doc.h"

/* What an element is to the reader. */
enum doc_html_is {
	DOC_HTML_INLINE,	/* part of the running text */
	DOC_HTML_BLOCK,		/* begins and ends a block */
	DOC_HTML_HEADING,
	DOC_HTML_LIST,
	DOC_HTML_ITEM,
	DOC_HTML_TABLE,
	DOC_HTML_GROUP,		/* thead, tbody, tfoot */
	DOC_HTML_ROW,
	DOC_HTML_CELL,
	DOC_HTML_BREAK,		/* br */
	DOC_HTML_RULE,		/* hr: ends a block */
	DOC_HTML_ANCHOR,
	DOC_HTML_TITLE,
	DOC_HTML_META,
	DOC_HTML_SKIP		/* nothing in it is shown */
};

/* An open element. */
struct doc_html_step {
	const char	*name;		/* lives as long as the parser */
	enum doc_html_is is;
	enum doc_kind	 kind;		/* of the blocks in it */
	int		 level;		/* of headings and lists */
	unsigned	 lists;		/* it stands in so many lists */
	bool		 lines;		/* line ends in it count (pre) */
	size_t		 holder;	/* depth of the block it belongs to */
	unsigned	 nth;		/* among its siblings of that name */
	bool		 star;		/* among all its siblings, rather */
	unsigned	 child;		/* its children so far */
	size_t		 count;		/* first of its children's counts */
	size_t		 built;		/* end of its path; 0 if not built */
};

struct doc_html_path {
	struct arena		*arena;
	struct doc_html_step	*step;	/* [0] is no element but the page */
	size_t			 n;	/* open elements, the page included */
	size_t			 room;	/* elements there is room for */
	struct doc_html_count	*count;	/* how often each name was seen */
	size_t			 counts;
	size_t			 count_room; /* names there is room for */
	struct buf		 text;	/* paths built so far */
	size_t			 built;	/* deepest element with its path */
};

/* Start with no element open but the page itself. */
void	doc_html_path_init(struct doc_html_path *path, struct arena *arena);

/*
 * Open an element: it takes after the one it stands in.  The pointer is good
 * until the next one is opened.
 */
struct doc_html_step *doc_html_path_open(struct doc_html_path *path,
		    const char *name, enum doc_html_is is);

/* Close the innermost element; the page itself stays. */
void	doc_html_path_close(struct doc_html_path *path);

/* The innermost open element. */
struct doc_html_step *doc_html_path_top(struct doc_html_path *path);

/* The path of the open element at a depth, copied into the arena. */
str	doc_html_path_at(struct doc_html_path *path, size_t depth);

#endif
