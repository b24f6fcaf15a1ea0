#include "domain/kind.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/yaml.h"

#define PATH	"rules/kind.yaml"
#define DAYS	1000

static const char *const	type_name[] = {
	[KIND_LINE] = "text", [KIND_LINES] = "long", [KIND_DAY] = "day",
	[KIND_URL] = "url", [KIND_CHOICE] = "choice",
};

struct reading {
	struct arena	*arena;
	struct kinds	*kinds;		/* being filled */
	struct fault	*fault;
};

/* --- fields --------------------------------------------------------------- */

static enum err
read_choices(struct reading *reading, struct yaml *map,
    struct kind_field *field)
{
	struct yaml		*list = yaml_get(map, "choice");
	struct kind_choice	*choice;

	if ((list != NULL) != (field->type == KIND_CHOICE))
		return yaml_wrong(map, "kind.choice", field->key,
		    reading->fault);
	if (list == NULL)
		return OK;
	if (list->kind != YAML_MAP || list->n == 0)
		return yaml_wrong(list, "yaml.want_map", S("choice"),
		    reading->fault);
	choice = arena_array(reading->arena, list->n, sizeof *choice);
	for (size_t i = 0; i < list->n; i++) {
		if (list->item[i].kind != YAML_TEXT)
			return yaml_wrong(&list->item[i], "kind.choice",
			    list->key[i], reading->fault);
		choice[i] = (struct kind_choice){ list->key[i],
		    list->item[i].text };
	}
	field->choice = choice;
	field->choices = list->n;
	return OK;
}

static enum err
read_type(struct reading *reading, struct yaml *map, struct kind_field *field)
{
	size_t		i = 0, n = sizeof type_name / sizeof type_name[0];
	str		type;
	enum err	e;

	e = yaml_want_text(map, "type", &type, reading->fault);
	if (e != OK)
		return e;
	while (i < n && !str_is(type, type_name[i]))
		i++;
	if (i == n)
		return yaml_wrong(map, "kind.type", type, reading->fault);
	field->type = (enum kind_type)i;
	return read_choices(reading, map, field);
}

static enum err
read_field(struct reading *reading, struct yaml *map, str key)
{
	struct kind_field	*field;
	enum err		 e;

	field = &reading->kinds->field[reading->kinds->fields++];
	field->key = key;
	field->source = S("");
	e = yaml_want_text(map, "name", &field->name, reading->fault);
	if (e == OK)
		e = yaml_may_text(map, "source", &field->source,
		    reading->fault);
	if (e == OK)
		e = yaml_may_bool(map, "search", &field->search,
		    reading->fault);
	if (e == OK)
		e = yaml_may_bool(map, "own", &field->own, reading->fault);
	if (e == OK)
		e = read_type(reading, map, field);
	return e == OK ? yaml_done(map, reading->fault) : e;
}

/* --- kinds ---------------------------------------------------------------- */

/* Names of fields, each one known. */
static enum err
read_names(struct reading *reading, struct yaml *map, const char *key,
    const str **ret, size_t *ret_n)
{
	str		*name = NULL;
	enum err	 e;

	e = yaml_may_texts(reading->arena, map, key, &name, ret_n,
	    reading->fault);
	for (size_t i = 0; e == OK && i < *ret_n; i++)
		if (kind_field(reading->kinds, name[i]) == NULL ||
		    str_among(name, i, name[i]))
			e = yaml_wrong(map, "kind.unknown_field", name[i],
			    reading->fault);
	*ret = name;
	return e;
}

static enum err
read_kind(struct reading *reading, struct yaml *map, str key)
{
	struct kind	*kind = &reading->kinds->kind[reading->kinds->n++];
	int64_t		 days = 0;
	enum err	 e;

	kind->key = key;
	e = yaml_want_text(map, "name", &kind->name, reading->fault);
	if (e == OK)
		e = yaml_want_text(map, "source", &kind->source,
		    reading->fault);
	if (e == OK)
		e = yaml_want_int(map, "days", 1, DAYS, &days,
		    reading->fault);
	if (e == OK)
		e = yaml_may_bool(map, "number", &kind->number,
		    reading->fault);
	if (e == OK)
		e = yaml_may_bool(map, "until", &kind->until, reading->fault);
	if (e == OK)
		e = read_names(reading, map, "needs", &kind->need,
		    &kind->needs);
	if (e == OK)
		e = read_names(reading, map, "shows", &kind->show,
		    &kind->shows);
	kind->days = (int)days;
	return e == OK ? yaml_done(map, reading->fault) : e;
}

static enum err
read_file(struct reading *reading, struct yaml *root)
{
	struct kinds	*kinds = reading->kinds;
	struct yaml	*fields, *list;
	enum err	 e;

	e = yaml_want(root, "fields", YAML_MAP, &fields, reading->fault);
	if (e == OK)
		e = yaml_want(root, "kinds", YAML_MAP, &list, reading->fault);
	if (e != OK)
		return e;
	if (fields->n > RECORD_META_FIELDS)
		return yaml_wrong(fields, "yaml.too_large", S(""),
		    reading->fault);
	kinds->field = arena_array(reading->arena, fields->n,
	    sizeof *kinds->field);
	kinds->kind = arena_array(reading->arena, list->n,
	    sizeof *kinds->kind);
	for (size_t i = 0; e == OK && i < fields->n; i++)
		e = read_field(reading, &fields->item[i], fields->key[i]);
	for (size_t i = 0; e == OK && i < list->n; i++)
		e = read_kind(reading, &list->item[i], list->key[i]);
	return e == OK ? yaml_done(root, reading->fault) : e;
}

enum err
kind_load(struct arena *arena, const struct kinds **ret, struct fault *fault)
{
	struct reading	 reading = { .arena = arena, .fault = fault };
	struct yaml	*root;
	enum err	 e;

	reading.kinds = arena_alloc(arena, sizeof *reading.kinds);
	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(&reading, root);
	if (e == OK)
		*ret = reading.kinds;
	return e;
}

/* --- looking -------------------------------------------------------------- */

const struct kind *
kind_find(const struct kinds *kinds, str key)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq(kinds->kind[i].key, key))
			return &kinds->kind[i];
	return NULL;
}

const struct kind_field *
kind_field(const struct kinds *kinds, str key)
{
	for (size_t i = 0; i < kinds->fields; i++)
		if (str_eq(kinds->field[i].key, key))
			return &kinds->field[i];
	return NULL;
}

bool
kind_needs(const struct kind *kind, str field)
{
	return str_among(kind->need, kind->needs, field);
}

bool
kind_has(const struct kind *kind, const struct kind_field *field)
{
	return !field->own || kind_needs(kind, field->key) ||
	    str_among(kind->show, kind->shows, field->key);
}

str
kind_name(const struct kinds *kinds, str key)
{
	const struct kind	*kind = kind_find(kinds, key);

	return kind == NULL ? key : kind->name;
}

str
kind_key(const struct kinds *kinds, str text)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (str_eq(kinds->kind[i].name, text))
			return kinds->kind[i].key;
	return text;
}

const struct kind_field *
kind_field_told(const struct kinds *kinds, str text)
{
	for (size_t i = 0; i < kinds->fields; i++)
		if (str_eq(kinds->field[i].name, text))
			return &kinds->field[i];
	return kind_field(kinds, text);
}

str
kind_text(struct arena *arena, const struct kinds *kinds, str text,
    const struct record_meta *meta)
{
	struct buf	buf;

	buf_init(&buf, arena, text.n + RECORD_META_BYTES + meta->n);
	buf_put(&buf, text);
	for (size_t i = 0; i < meta->n; i++) {
		const struct kind_field	*field;

		field = kind_field(kinds, meta->note[i].name);
		if (field == NULL || !field->search)
			continue;
		buf_byte(&buf, '\n');
		buf_put(&buf, meta->note[i].value);
	}
	return buf_str(&buf);
}

static bool
is_web(str value)
{
	return (str_starts(value, S("https://")) ||
	    str_starts(value, S("http://"))) &&
	    str_find(value, S(" "), 0) < 0 && str_find(value, S("\""), 0) < 0;
}

static bool
is_choice(const struct kind_field *field, str value)
{
	for (size_t i = 0; i < field->choices; i++)
		if (str_eq(field->choice[i].key, value))
			return true;
	return false;
}

enum err
kind_check_value(const struct kind_field *field, str value,
    struct fault *fault)
{
	if (value.n == 0)
		return OK;
	if (value.n > (field->type == KIND_LINES ? KIND_LONG : KIND_TEXT))
		return FAIL(fault, ERR_TOO_LARGE, "kind.long", field->name);
	if (field->type == KIND_DAY && day_read(value) == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "kind.wrong_day",
		    field->name, value);
	if (field->type == KIND_URL && !is_web(value))
		return FAIL(fault, ERR_INVALID, "kind.wrong_url",
		    field->name, value);
	if (field->type == KIND_CHOICE && !is_choice(field, value))
		return FAIL(fault, ERR_INVALID, "kind.wrong_choice",
		    field->name, value);
	return OK;
}

enum err
kind_check(const struct kinds *kinds, const struct kind *kind,
    const struct record_meta *meta, struct fault *fault)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < meta->n; i++) {
		const struct kind_field	*field;

		field = kind_field(kinds, meta->note[i].name);
		if (field == NULL || !kind_has(kind, field))
			return FAIL(fault, ERR_INVALID, "kind.no_field",
			    kind->name, field == NULL ? meta->note[i].name :
			    field->name);
		e = kind_check_value(field, meta->note[i].value, fault);
	}
	return e;
}

enum err
kind_complete(const struct kinds *kinds, const struct kind *kind,
    const struct record_meta *meta, struct fault *fault)
{
	for (size_t i = 0; i < kind->needs; i++) {
		const struct kind_field	*field;

		field = kind_field(kinds, kind->need[i]);
		if (record_meta_get(meta, kind->need[i]).n == 0)
			return FAIL(fault, ERR_INVALID, "kind.missing",
			    kind->name, field == NULL ? kind->need[i] :
			    field->name);
	}
	return OK;
}
