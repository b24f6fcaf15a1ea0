#include "doc/doc_html_tag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct tag {
	const char	*name;
	enum doc_html_is is;
};

/*
 * In alphabetical order.  What is entered or chosen in a form is not part of
 * a document, nor is what stands in for pictures, scripts and frames.
 */
static const struct tag tags[] = {
	{ "a", DOC_HTML_ANCHOR },
	{ "address", DOC_HTML_BLOCK },
	{ "article", DOC_HTML_BLOCK },
	{ "aside", DOC_HTML_BLOCK },
	{ "audio", DOC_HTML_SKIP },
	{ "blockquote", DOC_HTML_BLOCK },
	{ "body", DOC_HTML_BLOCK },
	{ "br", DOC_HTML_BREAK },
	{ "canvas", DOC_HTML_SKIP },
	{ "caption", DOC_HTML_BLOCK },
	{ "center", DOC_HTML_BLOCK },
	{ "dd", DOC_HTML_BLOCK },
	{ "details", DOC_HTML_BLOCK },
	{ "dir", DOC_HTML_LIST },
	{ "div", DOC_HTML_BLOCK },
	{ "dl", DOC_HTML_BLOCK },
	{ "dt", DOC_HTML_BLOCK },
	{ "fieldset", DOC_HTML_BLOCK },
	{ "figcaption", DOC_HTML_BLOCK },
	{ "figure", DOC_HTML_BLOCK },
	{ "footer", DOC_HTML_BLOCK },
	{ "form", DOC_HTML_BLOCK },
	{ "frameset", DOC_HTML_SKIP },
	{ "h1", DOC_HTML_HEADING },
	{ "h2", DOC_HTML_HEADING },
	{ "h3", DOC_HTML_HEADING },
	{ "h4", DOC_HTML_HEADING },
	{ "h5", DOC_HTML_HEADING },
	{ "h6", DOC_HTML_HEADING },
	{ "head", DOC_HTML_BLOCK },
	{ "header", DOC_HTML_BLOCK },
	{ "hr", DOC_HTML_RULE },
	{ "html", DOC_HTML_BLOCK },
	{ "iframe", DOC_HTML_SKIP },
	{ "legend", DOC_HTML_BLOCK },
	{ "li", DOC_HTML_ITEM },
	{ "main", DOC_HTML_BLOCK },
	{ "menu", DOC_HTML_LIST },
	{ "meta", DOC_HTML_META },
	{ "nav", DOC_HTML_BLOCK },
	{ "noframes", DOC_HTML_SKIP },
	{ "noscript", DOC_HTML_SKIP },
	{ "object", DOC_HTML_SKIP },
	{ "ol", DOC_HTML_LIST },
	{ "optgroup", DOC_HTML_SKIP },
	{ "option", DOC_HTML_SKIP },
	{ "p", DOC_HTML_BLOCK },
	{ "pre", DOC_HTML_BLOCK },
	{ "rp", DOC_HTML_SKIP },
	{ "rt", DOC_HTML_SKIP },
	{ "script", DOC_HTML_SKIP },
	{ "section", DOC_HTML_BLOCK },
	{ "select", DOC_HTML_SKIP },
	{ "style", DOC_HTML_SKIP },
	{ "summary", DOC_HTML_BLOCK },
	{ "svg", DOC_HTML_SKIP },
	{ "table", DOC_HTML_TABLE },
	{ "tbody", DOC_HTML_GROUP },
	{ "td", DOC_HTML_CELL },
	{ "template", DOC_HTML_SKIP },
	{ "textarea", DOC_HTML_SKIP },
	{ "tfoot", DOC_HTML_GROUP },
	{ "th", DOC_HTML_CELL },
	{ "thead", DOC_HTML_GROUP },
	{ "title", DOC_HTML_TITLE },
	{ "tr", DOC_HTML_ROW },
	{ "ul", DOC_HTML_LIST },
	{ "video", DOC_HTML_SKIP },
};

static int
compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

enum doc_html_is
doc_html_tag(const char *name)
{
	const struct tag	*tag;

	tag = bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags,
	    compare);
	return tag == NULL ? DOC_HTML_INLINE : tag->is;
}

bool
doc_html_tag_at(str s, size_t at, const char *name)
{
	size_t	n = strlen(name), end = at + 1 + n;

	if (at >= s.n || s.at[at] != '<' || s.n - at - 1 < n ||
	    strncasecmp(s.at + at + 1, name, n) != 0)
		return false;
	return end == s.n || strchr(" \t\r\n/>", s.at[end]) != NULL;
}

ptrdiff_t
doc_html_tag_find(str s, size_t from, const char *name)
{
	for (size_t at = from; at < s.n; at++)
		if (doc_html_tag_at(s, at, name))
			return (ptrdiff_t)at;
	return -1;
}

const char *
doc_html_tag_name(size_t i)
{
	return i < sizeof tags / sizeof *tags ? tags[i].name : NULL;
}

int
doc_html_tag_level(const char *name)
{
	return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ?
	    name[1] - '0' : 0;
}

static const char *
find(const char *const *attributes, const char *name)
{
	if (attributes == NULL)
		return NULL;
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1] == NULL ? "" :
			    attributes[i + 1];
	return NULL;
}

str
doc_html_tag_value(const char *const *attributes, const char *name)
{
	return str_of(find(attributes, name));
}

static const char *
past_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == '\n')
		at++;
	return at;
}

unsigned
doc_html_tag_number(const char *const *attributes, const char *name,
    unsigned otherwise)
{
	const char	*at = find(attributes, name);
	unsigned	 n = 0;

	if (at == NULL)
		return otherwise;
	at = past_blanks(at);
	if (*at < '0' || *at > '9')
		return otherwise;
	for (; *at >= '0' && *at <= '9'; at++)
		n = n < 100000000u ? n * 10 + (unsigned)(*at - '0') : n;
	return n;
}

/* True where a style sets a property to a value that begins so. */
static bool
styled(const char *style, const char *property, const char *value)
{
	const char	*at = style;

	if (at == NULL)
		return false;
	for (;;) {
		at = strcasestr(at, property);
		if (at == NULL)
			return false;
		at = past_blanks(at + strlen(property));
		if (*at == ':' && strncasecmp(past_blanks(at + 1), value,
		    strlen(value)) == 0)
			return true;
	}
}

bool
doc_html_tag_hidden(const char *const *attributes)
{
	return find(attributes, "hidden") != NULL ||
	    styled(find(attributes, "style"), "display", "none");
}

bool
doc_html_tag_lines(const char *const *attributes)
{
	return styled(find(attributes, "style"), "white-space", "pre");
}
