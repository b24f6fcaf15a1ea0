#include <jansson.h>

#include "base/json.h"
#include "domain/transparency_proof.h"

#define FORMAT	"gongkai transparency proof 1"

static enum err
wrong(struct fault *fault)
{
	return FAIL(fault, ERR_INVALID, "transparency.proof.form");
}

/* A member that is a text; false for none. */
static bool
text_of(const json_t *object, const char *name, str *ret)
{
	const json_t	*member = json_object_get(object, name);

	if (!json_is_string(member))
		return false;
	*ret = (str){ json_string_value(member), json_string_length(member) };
	return true;
}

/* One that is a whole number, not below zero. */
static bool
count_of(const json_t *object, const char *name, int64_t *ret)
{
	const json_t	*member = json_object_get(object, name);

	if (!json_is_integer(member) || json_integer_value(member) < 0)
		return false;
	*ret = json_integer_value(member);
	return true;
}

static bool
path_of(const json_t *object, const char *name, struct transparency_path *ret)
{
	const json_t	*list = json_object_get(object, name);
	const char	*text;

	if (!json_is_array(list) ||
	    json_array_size(list) > sizeof ret->at / sizeof ret->at[0])
		return false;
	ret->n = json_array_size(list);
	for (size_t i = 0; i < ret->n; i++) {
		text = json_string_value(json_array_get(list, i));
		if (text == NULL || !digest_read(str_of(text), &ret->at[i]))
			return false;
	}
	return true;
}

static bool
entry_of(struct arena *arena, const json_t *leaf,
    struct transparency_entry *ret)
{
	str	action, salt, content;

	return text_of(leaf, "number", &ret->number) &&
	    ret->number.n <= TRANSPARENCY_NUMBER &&
	    !str_has(ret->number, S("\n")) &&
	    count_of(leaf, "version", &ret->version) &&
	    text_of(leaf, "action", &action) &&
	    transparency_leaf_action_read(action, &ret->action) &&
	    count_of(leaf, "at", &ret->at) && text_of(leaf, "salt", &salt) &&
	    transparency_leaf_salt_read(arena, salt, &ret->salt) &&
	    text_of(leaf, "content", &content) &&
	    digest_read(content, &ret->content);
}

static enum err
held_of(const json_t *root, const char *name, struct transparency_held *ret,
    struct fault *fault)
{
	const json_t	*held = json_object_get(root, name);

	if (!text_of(held, "head", &ret->note) ||
	    !path_of(held, "inclusion", &ret->inclusion))
		return wrong(fault);
	return transparency_head_read(ret->note, &ret->head, fault);
}

enum err
transparency_proof_read(struct arena *arena, str json,
    struct transparency_proof *ret, struct fault *fault)
{
	json_t		*root;
	str		 format;
	enum err	 e = json_read(arena, json, TRANSPARENCY_PROOF_BYTES,
			    &root, fault);

	if (e != OK)
		return e;
	if (!text_of(root, "format", &format) || !str_is(format, FORMAT) ||
	    !entry_of(arena, json_object_get(root, "leaf"), &ret->entry) ||
	    !count_of(root, "place", &ret->place) ||
	    !count_of(root, "old", &ret->old) ||
	    !path_of(root, "consistency", &ret->consistency))
		return wrong(fault);
	e = held_of(root, "newest", &ret->newest, fault);
	return e == OK ? held_of(root, "first", &ret->first, fault) : e;
}
