#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

void
buf_init(struct buf *buf, struct arena *arena, size_t limit)
{
	*buf = (struct buf){ .arena = arena, .limit = limit };
}

/* Make room for `more' bytes and a NUL; false once the limit is passed. */
static bool
room_for(struct buf *buf, size_t more)
{
	size_t	room;

	if (buf->full || more > buf->limit - buf->n) {
		buf->full = true;
		return false;
	}
	if (buf->n + more < buf->room)
		return true;
	room = buf->room < 128 ? 256 : buf->room * 2;
	while (room <= buf->n + more)
		room *= 2;
	buf->at = arena_grow(buf->arena, buf->at, buf->n, room, 1);
	buf->room = room;
	return true;
}

void
buf_room(struct buf *buf, size_t n)
{
	(void)room_for(buf, n);
}

void
buf_put(struct buf *buf, str s)
{
	if (s.n == 0 || !room_for(buf, s.n))
		return;
	memcpy(buf->at + buf->n, s.at, s.n);
	buf->n += s.n;
	buf->at[buf->n] = '\0';
}

void
buf_byte(struct buf *buf, char byte)
{
	if (!room_for(buf, 1))
		return;
	buf->at[buf->n++] = byte;
	buf->at[buf->n] = '\0';
}

void
buf_point(struct buf *buf, uint32_t point)
{
	char	bytes[4];

	buf_put(buf, (str){ bytes, utf8_put(bytes, point) });
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list	list, again;
	int	n;

	va_start(list, format);
	va_copy(again, list);
	n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (n > 0 && room_for(buf, (size_t)n)) {
		(void)vsnprintf(buf->at + buf->n, (size_t)n + 1, format, again);
		buf->n += (size_t)n;
	}
	va_end(again);
}

void
buf_clear(struct buf *buf)
{
	buf->n = 0;
	buf->full = false;
	if (buf->room > 0)
		buf->at[0] = '\0';
}

str
buf_str(const struct buf *buf)
{
	if (buf->n == 0)
		return S("");
	return (str){ buf->at, buf->n };
}

enum err
buf_err(const struct buf *buf)
{
	return buf->full ? ERR_TOO_LARGE : OK;
}
