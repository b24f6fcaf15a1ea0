#include "out.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"

void
out_literal(struct buf *buf, str text)
{
	buf_put(buf, S("\n\t    \""));
	for (size_t i = 0; i < text.n; i++) {
		char	c = text.at[i];

		if (c == '\n') {
			buf_put(buf, i + 1 < text.n ? S("\\n\"\n\t    \"") :
			    S("\\n"));
			continue;
		}
		if (c == '"' || c == '\\')
			buf_byte(buf, '\\');
		buf_byte(buf, c);
	}
	buf_byte(buf, '"');
}

bool
out_write(struct arena *arena, const char *directory, const char *name,
    const struct buf *buf)
{
	const char	*path = arena_printf(arena, "%s/%s", directory, name);
	str		 old;

	/* What did not change is left alone, and its users with it. */
	if (buf_err(buf) == OK && file_kind(path) == FILE_REGULAR &&
	    file_read(arena, path, OUT_BYTES, &old, NULL) == OK &&
	    str_eq(old, buf_str(buf)))
		return true;
	if (buf_err(buf) == OK && file_write(path, buf_str(buf), NULL) == OK)
		return true;
	fprintf(stderr, "%s: cannot be written\n", path);
	return false;
}
