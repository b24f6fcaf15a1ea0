#include "doc/doc_read.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "doc/doc_html.h"

/* A page says within so many bytes what charset it is in. */
#define HEAD_BYTES	4096u

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/*
 * The charset a page gives itself: what stands behind the first "charset="
 * inside a tag, or behind "encoding=" in an XML declaration.
 */
static str
charset_of(str page)
{
	str	head = str_sub(page, 0, HEAD_BYTES);

	for (size_t i = 0; i + 9 < head.n; i++) {
		size_t	from, to;

		if (strncasecmp(head.at + i, "charset=", 8) == 0)
			from = i + 8;
		else if (strncasecmp(head.at + i, "encoding=", 9) == 0)
			from = i + 9;
		else
			continue;
		while (from < head.n && strchr(" \"'", head.at[from]) != NULL)
			from++;
		for (to = from; to < head.n && is_name(head.at[to]); to++)
			continue;
		return str_sub(head, from, to);
	}
	return S("");
}

enum err
doc_read_html(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	struct doc	*doc;
	str		 text;
	enum err	 e;

	(void)name;
	if (bytes.n > DOC_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_big");
	doc = doc_new(arena, DOC_HTML);
	e = doc_read_charset(arena, bytes, charset_of(bytes), &text,
	    &doc->charset, fault);
	if (e != OK)
		return e;
	e = doc_html_parse(arena, doc, text, 0, fault);
	if (e != OK)
		return e;
	if (doc->n == 0)
		return FAIL(fault, ERR_INVALID, "doc.html_empty");
	*ret = doc;
	return OK;
}
