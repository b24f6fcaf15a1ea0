/*
 * doc_meta_json - what doc_meta found, as JSON to keep, and back.
 */
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "doc/doc_meta.h"

#define JSON_BYTES	(DOC_META_ITEMS * (size_t)8192)

/* How kinds are kept; never changed. */
static const char *const	kinds[DOC_META__KINDS] = {
	[DOC_META_AUTHOR] = "author", [DOC_META_EDITOR] = "editor",
	[DOC_META_COMPANY] = "company", [DOC_META_FACT] = "fact",
	[DOC_META_PRINTER] = "printer", [DOC_META_OUTSIDE] = "outside",
	[DOC_META_CHANGE] = "change", [DOC_META_COMMENT] = "comment",
	[DOC_META_NOTE] = "note", [DOC_META_HIDDEN] = "text",
	[DOC_META_SHEET] = "sheet", [DOC_META_ROW] = "row",
	[DOC_META_COLUMN] = "column", [DOC_META_SLIDE] = "slide",
	[DOC_META_OBJECT] = "object", [DOC_META_MACRO] = "macro",
	[DOC_META_PLACE] = "place",
};

const char *
doc_meta_kind_name(enum doc_meta_kind kind)
{
	return kinds[kind];
}

str
doc_meta_json(struct arena *arena, const struct doc_meta_list *list)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, arena, JSON_BYTES);
	json_init(&json, &buf, false);
	json_open_array(&json);
	for (size_t i = 0; i < list->n; i++) {
		json_open_object(&json);
		json_put_member(&json, "kind",
		    str_of(kinds[list->item[i].kind]));
		json_put_member(&json, "what", list->item[i].what);
		json_put_member(&json, "value", list->item[i].value);
		json_close_object(&json);
	}
	json_close_array(&json);
	return buf_err(&buf) == OK ? buf_str(&buf) : S("[]");
}

static str
text_of(const json_t *object, const char *name)
{
	const json_t	*value = json_object_get(object, name);

	return json_is_string(value) ? (str){ json_string_value(value),
	    json_string_length(value) } : S("");
}

bool
doc_meta_json_read(struct arena *arena, str text, struct doc_meta_list *ret)
{
	json_t	*root, *item;
	size_t	 i;

	*ret = (struct doc_meta_list){ .n = 0 };
	if (json_read(arena, text, JSON_BYTES, &root, NULL) != OK ||
	    !json_is_array(root))
		return false;
	ret->item = arena_array(arena, json_array_size(root),
	    sizeof *ret->item);
	json_array_foreach(root, i, item) {
		str	name = text_of(item, "kind");
		size_t	kind = 0;

		while (kind < DOC_META__KINDS && !str_is(name, kinds[kind]))
			kind++;
		if (kind < DOC_META__KINDS)
			ret->item[ret->n++] = (struct doc_meta_item){
			    (enum doc_meta_kind)kind, text_of(item, "what"),
			    text_of(item, "value") };
	}
	return true;
}
