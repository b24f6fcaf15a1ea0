#include "doc/body_tag.h"

#include <stdlib.h>
#include <string.h>

/*
 * In alphabetical order.  What runs, plays or is filled in is no text of a
 * document; the one who hands it in is told.
 */
static const struct body_tag tags[] = {
	{ "a", BODY_IS_ANCHOR, 0 },
	{ "address", BODY_IS_BLOCK, 0 },
	{ "applet", BODY_IS_TOLD, 0 },
	{ "article", BODY_IS_BLOCK, 0 },
	{ "aside", BODY_IS_BLOCK, 0 },
	{ "audio", BODY_IS_TOLD, 0 },
	{ "b", BODY_IS_INLINE, BODY_STRONG },
	{ "blockquote", BODY_IS_QUOTE, 0 },
	{ "body", BODY_IS_BLOCK, 0 },
	{ "br", BODY_IS_BREAK, 0 },
	{ "button", BODY_IS_TOLD, 0 },
	{ "canvas", BODY_IS_TOLD, 0 },
	{ "caption", BODY_IS_CAPTION, 0 },
	{ "center", BODY_IS_BLOCK, 0 },
	{ "datalist", BODY_IS_SKIP, 0 },
	{ "dd", BODY_IS_BLOCK, 0 },
	{ "del", BODY_IS_INLINE, BODY_STRUCK },
	{ "details", BODY_IS_BLOCK, 0 },
	{ "dialog", BODY_IS_BLOCK, 0 },
	{ "dir", BODY_IS_LIST, 0 },
	{ "div", BODY_IS_BLOCK, 0 },
	{ "dl", BODY_IS_BLOCK, 0 },
	{ "dt", BODY_IS_BLOCK, 0 },
	{ "em", BODY_IS_INLINE, BODY_EM },
	{ "embed", BODY_IS_TOLD, 0 },
	{ "fieldset", BODY_IS_BLOCK, 0 },
	{ "figcaption", BODY_IS_LEGEND, 0 },
	{ "figure", BODY_IS_FIGURE, 0 },
	{ "footer", BODY_IS_BLOCK, 0 },
	{ "form", BODY_IS_BLOCK, 0 },
	{ "frame", BODY_IS_TOLD, 0 },
	{ "frameset", BODY_IS_SKIP, 0 },
	{ "h1", BODY_IS_HEADING, 0 },
	{ "h2", BODY_IS_HEADING, 0 },
	{ "h3", BODY_IS_HEADING, 0 },
	{ "h4", BODY_IS_HEADING, 0 },
	{ "h5", BODY_IS_HEADING, 0 },
	{ "h6", BODY_IS_HEADING, 0 },
	{ "head", BODY_IS_BLOCK, 0 },
	{ "header", BODY_IS_BLOCK, 0 },
	{ "hgroup", BODY_IS_BLOCK, 0 },
	{ "hr", BODY_IS_RULE, 0 },
	{ "html", BODY_IS_BLOCK, 0 },
	{ "i", BODY_IS_INLINE, BODY_EM },
	{ "iframe", BODY_IS_TOLD, 0 },
	{ "image", BODY_IS_IMAGE, 0 },
	{ "img", BODY_IS_IMAGE, 0 },
	{ "input", BODY_IS_TOLD, 0 },
	{ "ins", BODY_IS_INLINE, BODY_UNDER },
	{ "legend", BODY_IS_BLOCK, 0 },
	{ "li", BODY_IS_ITEM, 0 },
	{ "listing", BODY_IS_PRE, 0 },
	{ "main", BODY_IS_BLOCK, 0 },
	{ "math", BODY_IS_TOLD, 0 },
	{ "menu", BODY_IS_LIST, 0 },
	{ "nav", BODY_IS_BLOCK, 0 },
	{ "noframes", BODY_IS_SKIP, 0 },
	{ "noscript", BODY_IS_SKIP, 0 },
	{ "object", BODY_IS_TOLD, 0 },
	{ "ol", BODY_IS_LIST, 0 },
	{ "p", BODY_IS_BLOCK, 0 },
	{ "plaintext", BODY_IS_PRE, 0 },
	{ "pre", BODY_IS_PRE, 0 },
	{ "rp", BODY_IS_SKIP, 0 },
	{ "rt", BODY_IS_SKIP, 0 },
	{ "s", BODY_IS_INLINE, BODY_STRUCK },
	{ "script", BODY_IS_TOLD, 0 },
	{ "section", BODY_IS_BLOCK, 0 },
	{ "select", BODY_IS_TOLD, 0 },
	{ "strike", BODY_IS_INLINE, BODY_STRUCK },
	{ "strong", BODY_IS_INLINE, BODY_STRONG },
	{ "style", BODY_IS_SKIP, 0 },
	{ "sub", BODY_IS_INLINE, BODY_SUB },
	{ "summary", BODY_IS_BLOCK, 0 },
	{ "sup", BODY_IS_INLINE, BODY_SUP },
	{ "svg", BODY_IS_TOLD, 0 },
	{ "table", BODY_IS_TABLE, 0 },
	{ "tbody", BODY_IS_GROUP, 0 },
	{ "td", BODY_IS_CELL, 0 },
	{ "template", BODY_IS_SKIP, 0 },
	{ "textarea", BODY_IS_TOLD, 0 },
	{ "tfoot", BODY_IS_GROUP, 0 },
	{ "th", BODY_IS_CELL, 0 },
	{ "thead", BODY_IS_GROUP, 0 },
	{ "title", BODY_IS_SKIP, 0 },
	{ "tr", BODY_IS_ROW, 0 },
	{ "u", BODY_IS_INLINE, BODY_UNDER },
	{ "ul", BODY_IS_LIST, 0 },
	{ "video", BODY_IS_TOLD, 0 },
	{ "w:sdtpr", BODY_IS_SKIP, 0 },
	{ "w:worddocument", BODY_IS_SKIP, 0 },
	{ "xml", BODY_IS_SKIP, 0 },
	{ "xmp", BODY_IS_PRE, 0 },
};

static int
compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct body_tag *)tag)->name);
}

struct body_tag
body_tag(const char *name)
{
	const struct body_tag	*tag;

	tag = bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags,
	    compare);
	return tag == NULL ? (struct body_tag){ .name = name } : *tag;
}
