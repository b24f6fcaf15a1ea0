/*
 * html - what woven pages are written with.
 *
 * The functions of woven/page.h call these; nobody else writes HTML.  The
 * position of a hole chose the function when the page was woven: text,
 * attribute or address.  pages/README.md has the language.
 *
 * Calls: base, markup, url.
 */
#ifndef HTML_H
#define HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/str.h"
#include "base/word.h"
#include "web/url.h"

struct arena;

#define HTML_BYTES	((size_t)8 << 20)	/* a page may have */
#define HTML_CSRF	"csrf"			/* the hidden field's name */

/* What goes into each form that posts: made when the first one is written, as
   most pages have none. */
struct html_token {
	str	(*make)(void *context);	/* NULL: no form posts */
	void	*context;		/* handed to it */
};

/* A page being written. */
struct html {
	struct buf		 buf;	/* what was written */
	struct arena		*arena;	/* of the job */
	const struct words	*words;	/* in the reader's language */
	struct html_token	 token;	/* see above */
	bool			 guarded; /* it went into one: the page is
					     this reader's alone */
};

/* Begin a page. */
void	 html_init(struct html *html, struct arena *arena,
	    const struct words *words, struct html_token token);

/* The template's own bytes. */
void	 html_raw(struct html *html, str bytes);

/* A value as a str: by type, so that an address does not compile in a text,
   nor a text as address. */
str	 html_arg_str(struct html *html, str value);
str	 html_arg_int(struct html *html, int64_t value);
str	 html_arg_size(struct html *html, uint64_t value);
#define html_arg(html, value) _Generic((value), str: html_arg_str, \
	int: html_arg_int, unsigned: html_arg_int, \
	long: html_arg_int, unsigned long: html_arg_size)(html, value)

/* A value between tags, and within a quoted attribute. */
void	 html_text_str(struct html *html, str value);
void	 html_attr_str(struct html *html, str value);
#define html_text(html, value) html_text_str((html), html_arg((html), (value)))
#define html_attr(html, value) html_attr_str((html), html_arg((html), (value)))

/* The whole of an href, src or action. */
void	 html_url(struct html *html, struct url url);

/* {day x}: "2026-03-18", nothing for DAY_NONE; {minute x}: "2026-03-18 10:00";
   {count x}: "1,204"; {bytes x}: "3.2 MB".  The same in text and attribute. */
void	 html_day(struct html *html, day value);
void	 html_minute(struct html *html, int64_t moment);
void	 html_count_int(struct html *html, int64_t value);
void	 html_bytes_int(struct html *html, int64_t value);
#define html_count(html, value)	html_count_int((html), HTML_INT(value))
#define html_bytes(html, value)	html_bytes_int((html), HTML_INT(value))

/* A whole number of any type, and of nothing else. */
#define HTML_INT(value) ((int64_t)_Generic((value), int: (value), \
	unsigned: (value), long: (value), unsigned long: (value)))

/* What a writer of src/doc drew, which escapes by itself. */
struct html_drawn {
	str	bytes;	/* of doc_write_html_part */
};

/* {drawn x} between tags; nothing else takes one. */
void	 html_drawn(struct html *html, struct html_drawn drawn);

/* {"key"} and {"key" a, b}: a sentence of words/, its holes filled (str or
   whole numbers), escaped. */
void	 html_word(struct html *html, const char *key, const str *args,
	    size_t n);

/* The hidden field behind each <form method="post">: weave calls it.  Nothing
   where the page has no token. */
void	 html_csrf(struct html *html);

#endif
