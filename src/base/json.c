#include "base/json.h"

#include <assert.h>
#include <jansson.h>

#include "base/arena.h"

#define DEPTH_READ	64

static void
let_go(void *tree)
{
	json_decref(tree);
}

/* Deeper than we follow: refused before jansson's own limit of 2,048. */
static bool
too_deep(str bytes)
{
	unsigned	depth = 0;
	bool		text = false;

	for (size_t i = 0; i < bytes.n; i++) {
		char	c = bytes.at[i];

		if (text && c == '\\')
			i++;
		else if (c == '"')
			text = !text;
		else if (!text && (c == '[' || c == '{') &&
		    ++depth > DEPTH_READ)
			return true;
		else if (!text && (c == ']' || c == '}') && depth > 0)
			depth--;
	}
	return false;
}

enum err
json_read(struct arena *arena, str bytes, size_t limit, struct json_t **ret,
    struct fault *fault)
{
	json_error_t	 error;
	json_t		*tree;

	if (bytes.n > limit || too_deep(bytes))
		return FAIL(fault, ERR_TOO_LARGE, "json.too_large");
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.n);
	tree = json_loadb(bytes.at, bytes.n,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (tree == NULL)
		return FAIL(fault, ERR_INVALID, "json.syntax",
		    str_printf(arena, "%d", error.line),
		    str_printf(arena, "%d", error.column));
	arena_defer(arena, let_go, tree);
	*ret = tree;
	return OK;
}

void
json_init(struct json *json, struct buf *buf, bool pretty)
{
	*json = (struct json){ .buf = buf, .pretty = pretty };
}

static void
line_break(const struct json *json)
{
	if (!json->pretty)
		return;
	buf_byte(json->buf, '\n');
	for (unsigned i = 0; i < json->depth; i++)
		buf_put(json->buf, S("  "));
}

/* What stands between the value before and what comes now. */
static void
separate(struct json *json)
{
	if (json->named) {
		json->named = false;
		return;
	}
	if (json->depth == 0)
		return;
	if (json->some[json->depth - 1])
		buf_byte(json->buf, ',');
	json->some[json->depth - 1] = true;
	line_break(json);
}

static void
put_escaped(struct buf *buf, unsigned char c)
{
	if (c == '"' || c == '\\')
		buf_printf(buf, "\\%c", c);
	else if (c == '\n')
		buf_put(buf, S("\\n"));
	else
		buf_printf(buf, "\\u%04x", c);
}

static void
put_text(struct buf *buf, str s)
{
	size_t	from = 0;

	buf_byte(buf, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char	c = (unsigned char)s.at[i];

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		buf_put(buf, str_sub(s, from, i));
		put_escaped(buf, c);
		from = i + 1;
	}
	buf_put(buf, str_sub(s, from, s.n));
	buf_byte(buf, '"');
}

void
json_put_name_str(struct json *json, str name)
{
	separate(json);
	put_text(json->buf, name);
	buf_put(json->buf, json->pretty ? S(": ") : S(":"));
	json->named = true;
}

void
json_put_name(struct json *json, const char *name)
{
	json_put_name_str(json, str_of(name));
}

static void
begin(struct json *json, char bracket)
{
	separate(json);
	assert(json->depth < JSON_DEPTH);
	buf_byte(json->buf, bracket);
	json->some[json->depth++] = false;
}

static void
end(struct json *json, char bracket)
{
	assert(json->depth > 0);
	json->depth--;
	if (json->some[json->depth])
		line_break(json);
	buf_byte(json->buf, bracket);
}

void
json_open_object(struct json *json)
{
	begin(json, '{');
}

void
json_close_object(struct json *json)
{
	end(json, '}');
}

void
json_open_array(struct json *json)
{
	begin(json, '[');
}

void
json_close_array(struct json *json)
{
	end(json, ']');
}

void
json_put_str(struct json *json, str s)
{
	separate(json);
	put_text(json->buf, s);
}

void
json_put_int(struct json *json, int64_t n)
{
	separate(json);
	buf_printf(json->buf, "%lld", (long long)n);
}

void
json_put_number(struct json *json, struct number n)
{
	separate(json);
	buf_put(json->buf, number_text(json->buf->arena, n));
}

void
json_put_bool(struct json *json, bool truth)
{
	separate(json);
	buf_put(json->buf, truth ? S("true") : S("false"));
}

void
json_put_null(struct json *json)
{
	separate(json);
	buf_put(json->buf, S("null"));
}

void
json_put_member(struct json *json, const char *name, str value)
{
	json_put_name(json, name);
	json_put_str(json, value);
}

void
json_put_member_or_null(struct json *json, const char *name, str value)
{
	json_put_name(json, name);
	if (value.n == 0)
		json_put_null(json);
	else
		json_put_str(json, value);
}
