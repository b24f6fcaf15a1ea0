/*
 * html - what woven pages are written with.
 *
 * The functions of woven/page.h call these; nobody else writes HTML.  The
 * position of a hole chose the function when the page was woven: text,
 * attribute or address.  pages/README.md has the language.
 *
 * Calls: base, url.
 */
#ifndef HTML_H
#define HTML_H

#include <stdint.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/str.h"
#include "base/word.h"
#include "web/url.h"

struct arena;

#define HTML_BYTES	((size_t)8 << 20)	/* a page may have */

/* A page being written. */
struct html {
	struct buf		 buf;	/* what was written */
	struct arena		*arena;	/* of the job */
	const struct words	*words;	/* in the reader's language */
	str			 csrf;	/* goes into each form that posts */
};

void	 html_init(struct html *html, struct arena *arena,
	    const struct words *words, str csrf);

/* The template's own bytes. */
void	 html_raw(struct html *html, str bytes);

/* A value between tags, and within a quoted attribute. */
void	 html_text_str(struct html *html, str value);
void	 html_text_int(struct html *html, int64_t value);
void	 html_attr_str(struct html *html, str value);
void	 html_attr_int(struct html *html, int64_t value);

/* By type; an address does not compile in a text, nor a text as address. */
#define html_text(html, value) _Generic((value), str: html_text_str, \
	int: html_text_int, unsigned: html_text_int, \
	long: html_text_int, unsigned long: html_text_int)(html, value)
#define html_attr(html, value) _Generic((value), str: html_attr_str, \
	int: html_attr_int, unsigned: html_attr_int, \
	long: html_attr_int, unsigned long: html_attr_int)(html, value)

/* The whole of an href, src or action. */
void	 html_url(struct html *html, struct url url);

/* {day x}: "2026-03-18", nothing for DAY_NONE; {minute x}: "2026-03-18 10:00";
   {count x}: "1,204"; {bytes x}: "3.2 MB".  The same in text and attribute. */
void	 html_day(struct html *html, day value);
void	 html_minute(struct html *html, int64_t moment);
void	 html_count(struct html *html, int64_t value);
void	 html_bytes(struct html *html, int64_t value);

/* {"key"} and {"key" a, b}: a sentence of words/, its holes filled (str or
   whole numbers), escaped. */
void	 html_word(struct html *html, const char *key, const str *args,
	    size_t n);

/* The hidden field behind each <form method="post">: weave calls it. */
void	 html_csrf(struct html *html);

/* A value as a str, for the holes of a sentence. */
str	 html_arg_str(struct html *html, str value);
str	 html_arg_int(struct html *html, int64_t value);
#define html_arg(html, value) _Generic((value), str: html_arg_str, \
	int: html_arg_int, unsigned: html_arg_int, \
	long: html_arg_int, unsigned long: html_arg_int)(html, value)

#endif
