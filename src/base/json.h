/*
 * json - read within limits, write as a stream.
 *
 * Reading is jansson's (doubled keys, bad UTF-8, depth over 64 and more than
 * the caller's size are refused); the tree is released with the arena.
 * Writing needs no tree: begin and end, names and values, into a buffer.
 *
 * Calls: arena, buf, err, number, str, jansson.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/number.h"
#include "base/str.h"

struct arena;
struct json_t;

/* Parse a document of at most `limit' bytes. */
enum err json_read(struct arena *arena, str bytes, size_t limit,
	    struct json_t **ret, struct fault *fault);

#define JSON_DEPTH	32

struct json {
	struct buf	*buf;		/* where the text goes */
	bool		 pretty;	/* line breaks and two blanks a level */
	unsigned	 depth;		/* open objects and arrays */
	bool		 some[JSON_DEPTH]; /* something stands on this level */
	bool		 named;		/* a name was written, a value is due */
};

/* Start writing into an empty buffer. */
void	json_init(struct json *json, struct buf *buf, bool pretty);

/* Inside an object: the name of the value that follows. */
void	json_put_name(struct json *json, const char *name);
void	json_put_name_str(struct json *json, str name);

/* Open and close an object or an array; both may be a value. */
void	json_open_object(struct json *json);
void	json_close_object(struct json *json);
void	json_open_array(struct json *json);
void	json_close_array(struct json *json);

/* A value. */
void	json_put_str(struct json *json, str s);
void	json_put_int(struct json *json, int64_t n);
void	json_put_number(struct json *json, struct number n);
void	json_put_bool(struct json *json, bool truth);
void	json_put_null(struct json *json);

/* A name and a text; the second writes null for an empty one. */
void	json_put_member(struct json *json, const char *name, str value);
void	json_put_member_or_null(struct json *json, const char *name,
	    str value);

#endif
