/*
 * doc_html_tag - what the tags and attributes of HTML mean to a reader.
 *
 * Calls: base, doc_html_path.
 */
#ifndef DOC_HTML_TAG_H
#define DOC_HTML_TAG_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/doc_html_path.h"

/* The known names one by one, NULL past the last. */
const char *doc_html_tag_name(size_t i);

/*
 * True where the tag `name' stands at a place of some text: with its angle
 * bracket, in any case.  An end tag's name begins with a slash.
 */
bool	doc_html_tag_at(str s, size_t at, const char *name);

/* Where the tag first stands from a place on, or -1. */
ptrdiff_t doc_html_tag_find(str s, size_t from, const char *name);

/* What an element is; unknown ones are part of the running text. */
enum doc_html_is doc_html_tag(const char *name);

/* Which heading h1 .. h6 is. */
int	doc_html_tag_level(const char *name);

/* An attribute's value; empty where it has none or is not there. */
str	doc_html_tag_value(const char *const *attributes, const char *name);

/* A whole number of at most 9 digits; `otherwise' where there is none. */
unsigned doc_html_tag_number(const char *const *attributes,
	    const char *name, unsigned otherwise);

/* True for an element that is not shown: hidden, or display:none. */
bool	doc_html_tag_hidden(const char *const *attributes);

/* True where its style makes line ends count: white-space:pre... */
bool	doc_html_tag_lines(const char *const *attributes);

#endif
