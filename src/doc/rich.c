#include "doc/rich.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/body.h"
#include "doc/body_doc.h"
#include "doc/body_markdown.h"
#include "doc/body_read.h"
#include "doc/body_tidy.h"
#include "doc/body_write.h"

/* HTML as a canonical body. */
static enum err
read_html(struct body *body, str html)
{
	enum err	e;

	if (html.n > RICH_BYTES)
		return FAIL(body->fault, ERR_TOO_LARGE, "rich.too_large");
	if (!utf8_valid(html))
		body_note(body, "rich.broken", S(""));
	e = body_read(body, utf8_clean(body->arena, html));
	return e != OK ? e : body_tidy(body);
}

enum err
rich_clean(struct arena *arena, str html, const struct rich **ret,
    struct fault *fault)
{
	struct body	*body = body_new(arena, fault);
	enum err	 e = read_html(body, html);

	return e != OK ? e : body_write(body, ret);
}

enum err
rich_from_doc(struct arena *arena, const struct doc *doc,
    const struct rich **ret, struct fault *fault)
{
	struct body	*body = body_new(arena, fault);
	enum err	 e;

	body_doc_read(body, doc);
	e = body_tidy(body);
	return e != OK ? e : body_write(body, ret);
}

enum err
rich_from_markdown(struct arena *arena, str text, const struct rich **ret,
    struct fault *fault)
{
	struct body	*body = body_new(arena, fault);
	enum err	 e;

	if (text.n > RICH_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "rich.too_large");
	if (!utf8_valid(text))
		body_note(body, "rich.broken", S(""));
	body_markdown(body, utf8_clean(arena, text));
	e = body_tidy(body);
	return e != OK ? e : body_write(body, ret);
}

enum err
rich_draw(struct arena *arena, str html, str title, struct doc **ret,
    struct fault *fault)
{
	struct body	*body = body_new(arena, fault);
	struct doc	*doc = doc_new(arena, DOC_HTML);
	enum err	 e = read_html(body, html);

	if (e != OK)
		return e;
	doc->title = title;
	doc->lang = S("zh-CN");
	if (title.n > 0)
		doc_add(arena, doc, DOC_HEADING, title)->level = 1;
	e = body_doc_draw(body, doc);
	if (e != OK)
		return e;
	*ret = doc;
	return OK;
}
