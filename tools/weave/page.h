/*
 * page - HTML pages with typed holes, woven into C.
 *
 * pages/README.md has the language.  page.c reads files and parts them into
 * pages, parts and layouts; page_html.c walks through the HTML of each and
 * knows at every byte where it stands; page_tag.c reads tags; page_hole.c
 * makes the C of a hole; page_text.c knows expressions and HTML's names;
 * page_write.c writes the files.  Mistakes are told as file:line: sentence;
 * the first one ends the walk through that page.
 */
#ifndef PAGE_H
#define PAGE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "scan.h"

struct arena;

#define PAGE_DEPTH	64	/* elements, or {if}s, within each other */
#define PAGE_ATTRIBUTES	64	/* of one tag */

enum page_kind { PAGE_PAGE, PAGE_PART, PAGE_LAYOUT, PAGE_KINDS };

/* A page, a part or a layout as it is written. */
struct page_unit {
	enum page_kind	 kind;
	str		 name;
	str		 param;		/* "const struct view *v", or empty */
	str		 layout;	/* that it stands in; empty: none */
	str		 handed;	/* what the layout is handed */
	const char	*file;
	unsigned	 line;		/* of its {page ...} */
	unsigned	 text_line;	/* of the text's beginning */
	str		 text;		/* up to the next one */
	struct buf	 code;		/* the C of the text; up to {body} */
	struct buf	 foot;		/* of a layout's, behind {body} */
};

struct page_weave {
	struct arena		*arena;
	struct page_unit	*unit;
	size_t			 units, unit_room;
	str			*use;	/* headers, each once */
	size_t			 uses, use_room;
	bool			 wrong;	/* something was said */
};

/* Where a byte of a page stands. */
enum page_where { PAGE_TEXT, PAGE_TAG, PAGE_VALUE };

/* An element that is open. */
struct page_element {
	str		 name;
	unsigned	 line;		/* of its tag */
};

/* An {if} or {each} that is open, and where it began. */
struct page_frame {
	bool		 each;
	bool		 otherwise;	/* its {else} has come */
	unsigned	 line;
	enum page_where	 where;
	size_t		 depth;		/* elements that were open */
	size_t		 attributes;	/* that the tag had */
};

/* An attribute of the tag being read. */
struct page_attribute {
	str		 name;
	size_t		 hidden;	/* in a branch of this {if} that has
					   ended, counted from 1; 0: in none */
};

/* A unit being walked through. */
struct page_walk {
	struct page_weave	*weave;
	struct page_unit	*unit;
	size_t			 at;		/* byte of the text */
	unsigned		 line;
	bool			 wrong;		/* it was said */
	bool			 begun;		/* the line has more than
						   blanks */
	bool			 filled;	/* and is not of {if}s only */
	struct buf		*to;		/* the C */
	struct buf		 raw;		/* bytes yet to be put there */
	bool			 halved;	/* {body} has come */
	enum page_where		 where;
	char			 quote;		/* of the value */
	bool			 posts;		/* the tag is a form's that
						   posts */
	bool			 sourced;	/* the tag has a src */
	struct page_element	 element[PAGE_DEPTH];
	size_t			 depth;
	struct page_frame	 frame[PAGE_DEPTH];
	size_t			 frames;
	struct page_attribute	 attribute[PAGE_ATTRIBUTES];
	size_t			 attributes;
};

#define PAGE_WRONG(walk, ...) do {					\
	scan_wrong((walk)->unit->file, (walk)->line, __VA_ARGS__);	\
	(walk)->wrong = (walk)->weave->wrong = true;			\
} while (0)

/* Byte offset of the brace that closes the hole at `at', -1 for none. */
ptrdiff_t page_hole_end(str text, size_t at);

/* How many lines end in it. */
unsigned page_lines(str s);

/* "agency_show": small letters, figures and _. */
bool	 page_is_name(str s);

/* It is an expression that a page may use. */
bool	 page_is_expression(str s);

/* Lists of HTML's names: elements without content, refused elements and
   attributes, attributes that hold addresses, elements that end an open <p>,
   elements with text but no elements in them, elements without text. */
bool	 page_is_void(str element);
bool	 page_is_refused(str element);
bool	 page_is_refused_attribute(str attribute);
bool	 page_is_address(str attribute);
bool	 page_ends_p(str element);
bool	 page_is_text_only(str element);
bool	 page_is_textless(str element);

/* It is an address that may stand in a page as it is. */
bool	 page_is_safe_address(str s);

/* Write what was held back; then where a line of C belongs. */
void	 page_flush(struct page_walk *walk);
void	 page_line(struct page_walk *walk);

/* What is still to be walked through; past its first `n' bytes. */
str	 page_rest(const struct page_walk *walk);
void	 page_move(struct page_walk *walk, size_t n);

/* The innermost {if} or {each} began where the walk stands, in the same tag or
   value: neither may end before it does. */
bool	 page_framed(const struct page_walk *walk);

/* An element of this name is open. */
bool	 page_inside(const struct page_walk *walk, str element);

/* At `<' of a tag; in a tag, at this byte; at `</'. */
void	 page_open(struct page_walk *walk);
void	 page_tag(struct page_walk *walk, char c);
void	 page_close(struct page_walk *walk);

/* The name of the innermost element that is open, or empty. */
str	 page_innermost(const struct page_walk *walk);

/* Make the C of a hole, its braces taken off, at walk->where. */
void	 page_hole(struct page_walk *walk, str inside);

/* An expression as C; says so and is false if it is none. */
bool	 page_expression(struct page_walk *walk, str s);

/* Walk through a unit's text. */
void	 page_html(struct page_weave *weave, struct page_unit *unit);

/* The unit of a kind and name, NULL for none. */
struct page_unit *page_find(const struct page_weave *weave,
	    enum page_kind kind, str name);

/* Write page.h and page.c; false if it failed. */
bool	 page_write(struct page_weave *weave, const char *directory);

/* All of it; exit status 1 if anything was wrong. */
int	 page_weave(struct arena *arena, const char *directory,
	    char *const *file, int files);

#endif
