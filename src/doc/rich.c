#include "doc/rich.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/body.h"
#include "doc/body_read.h"
#include "doc/body_tidy.h"
#include "doc/body_write.h"

enum err
rich_clean(struct arena *arena, str html, const struct rich **ret,
    struct fault *fault)
{
	struct body	*body = body_new(arena, fault);
	enum err	 e;

	if (html.n > RICH_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "rich.too_large");
	if (!utf8_valid(html))
		body_note(body, "rich.broken", S(""));
	e = body_read(body, utf8_clean(arena, html));
	if (e == OK)
		e = body_tidy(body);
	return e != OK ? e : body_write(body, ret);
}
