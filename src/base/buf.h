/*
 * buf - text being built, with a limit it is born with.
 *
 * A buffer past its limit turns sticky: it takes no more, and buf_err tells
 * so once at the end.  Its bytes live in the arena; buf_str views them and
 * they always end with a NUL that is not counted.
 *
 * Calls: arena, str, err.
 */
#ifndef BUF_H
#define BUF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct buf {
	struct arena	*arena;	/* where the bytes live */
	char		*at;	/* the bytes, NUL-ended */
	size_t		 n;	/* bytes used */
	size_t		 room;	/* bytes there is room for */
	size_t		 limit;	/* bytes it may ever hold */
	bool		 full;	/* the limit was passed: sticky */
};

/* Start an empty buffer; nothing is allocated yet. */
void	 buf_init(struct buf *buf, struct arena *arena, size_t limit);

/* Make room for so many bytes at once, where they are expected. */
void	 buf_room(struct buf *buf, size_t n);

/* Put text, a byte, a code point, printed text behind what is there. */
void	 buf_put(struct buf *buf, str s);
void	 buf_byte(struct buf *buf, char byte);
void	 buf_point(struct buf *buf, uint32_t point);
void	 buf_printf(struct buf *buf, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* Forget the bytes and the full mark, keep the room. */
void	 buf_clear(struct buf *buf);

/* A view that lasts until the next put. */
str	 buf_str(const struct buf *buf);

/* OK, or ERR_TOO_LARGE when the limit was passed. */
enum err buf_err(const struct buf *buf);

#endif
