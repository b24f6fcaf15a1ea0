#include "domain/record_meta.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

str
record_meta_get(const struct record_meta *meta, str name)
{
	for (size_t i = 0; i < meta->n; i++)
		if (str_eq(meta->note[i].name, name))
			return meta->note[i].value;
	return S("");
}

static void
remove_at(struct record_meta *meta, size_t i)
{
	memmove(&meta->note[i], &meta->note[i + 1], (meta->n - i - 1) *
	    sizeof *meta->note);
	meta->n--;
}

enum err
record_meta_set(struct arena *arena, struct record_meta *meta, str name,
    str value, struct fault *fault)
{
	struct record_note	*note;
	size_t			 i = 0;

	while (i < meta->n && str_compare(meta->note[i].name, name) < 0)
		i++;
	if (i < meta->n && str_eq(meta->note[i].name, name)) {
		if (value.n == 0)
			remove_at(meta, i);
		else
			meta->note[i].value = value;
		return OK;
	}
	if (value.n == 0)
		return OK;
	if (meta->n == RECORD_META_FIELDS)
		return FAIL(fault, ERR_TOO_LARGE, "record.meta");
	note = arena_array(arena, meta->n + 1, sizeof *note);
	for (size_t k = 0; k < meta->n; k++)
		note[k < i ? k : k + 1] = meta->note[k];
	note[i] = (struct record_note){ name, value };
	meta->note = note;
	meta->n++;
	return OK;
}

enum err
record_meta_read(struct arena *arena, str json, struct record_meta *ret,
    struct fault *fault)
{
	json_t		*tree, *value;
	const char	*name;
	enum err	 e = OK;

	*ret = (struct record_meta){ NULL, 0 };
	if (json.n == 0)
		return OK;
	e = json_read(arena, json, RECORD_META_BYTES, &tree, fault);
	if (e != OK)
		return e;
	if (!json_is_object(tree))
		return FAIL(fault, ERR_INVALID, "record.meta");
	json_object_foreach(tree, name, value) {
		if (!json_is_string(value))
			return FAIL(fault, ERR_INVALID, "record.meta");
		e = record_meta_set(arena, ret, str_copy(arena, str_of(name)),
		    str_copy(arena, (str){ json_string_value(value),
		    json_string_length(value) }), fault);
		if (e != OK)
			return e;
	}
	return OK;
}

str
record_meta_write(struct arena *arena, const struct record_meta *meta)
{
	struct buf	buf;
	struct json	json;

	if (meta->n == 0)
		return S("");
	buf_init(&buf, arena, RECORD_META_BYTES * 2);
	json_init(&json, &buf, false);
	json_open_object(&json);
	for (size_t i = 0; i < meta->n; i++) {
		json_put_name_str(&json, meta->note[i].name);
		json_put_str(&json, meta->note[i].value);
	}
	json_close_object(&json);
	return buf_str(&buf);
}
