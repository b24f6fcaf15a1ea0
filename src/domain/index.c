#include "domain/index.h"

#include "base/arena.h"
#include "base/yaml.h"

#define PATH	"rules/index.yaml"
#define DIGITS	12	/* of a serial at most */

static const char *const	part_name[INDEX__KINDS] = {
	[INDEX_TEXT] = "", [INDEX_ORGANISATION] = "organisation",
	[INDEX_CREDIT] = "credit", [INDEX_DIVISION] = "division",
	[INDEX_CODE] = "code", [INDEX_CATEGORY] = "category",
	[INDEX_YEAR] = "year", [INDEX_SERIAL] = "serial",
	[INDEX_CHECK] = "check",
};

struct reading {
	struct arena		*arena;
	struct index_scheme	*scheme;	/* being filled */
	const struct yaml	*form;		/* where its form stands */
	struct fault		*fault;
};

static enum err
wrong(const struct reading *reading, const char *key, str what)
{
	return yaml_wrong(reading->form, key, what, reading->fault);
}

static enum err
put(struct reading *reading, enum index_kind kind, str text)
{
	struct index_scheme	*scheme = reading->scheme;

	if (scheme->parts == INDEX_PARTS)
		return wrong(reading, "yaml.too_large", S(""));
	scheme->part[scheme->parts++] = (struct index_part){ kind, text };
	return OK;
}

static enum err
put_named(struct reading *reading, str name)
{
	for (int i = INDEX_TEXT + 1; i < INDEX__KINDS; i++)
		if (str_is(name, part_name[i]))
			return put(reading, (enum index_kind)i, S(""));
	return wrong(reading, "index.part", name);
}

/* Text and holes by turns. */
static enum err
read_form(struct reading *reading)
{
	str		s = reading->form->text;
	size_t		at = 0;
	ptrdiff_t	open, shut;
	enum err	e = OK;

	while (e == OK && at < s.n) {
		open = str_find(s, S("{"), at);
		if (open != (ptrdiff_t)at) {
			size_t	end = open < 0 ? s.n : (size_t)open;

			e = put(reading, INDEX_TEXT, str_sub(s, at, end));
			at = end;
			continue;
		}
		shut = str_find(s, S("}"), at);
		if (shut < 0)
			return wrong(reading, "index.part", str_sub(s, at,
			    s.n));
		e = put_named(reading, str_sub(s, at + 1, (size_t)shut));
		at = (size_t)shut + 1;
	}
	return e;
}

/* The part has not always as many characters. */
static bool
is_loose(const struct index_scheme *scheme, enum index_kind kind)
{
	return kind == INDEX_DIVISION || kind == INDEX_CODE ||
	    kind == INDEX_CATEGORY || (kind == INDEX_SERIAL &&
	    scheme->width != scheme->most);
}

bool
index_part_holds(enum index_kind kind, char c)
{
	if (c >= '0' && c <= '9')
		return true;
	if (kind == INDEX_DIVISION || kind == INDEX_YEAR ||
	    kind == INDEX_SERIAL || kind == INDEX_CHECK)
		return false;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return true;
	return kind == INDEX_CODE && (c == '-' || c == '_' || c == '.');
}

/* Where a part of no fixed length ends can be told. */
static bool
ends_clearly(const struct index_scheme *scheme, size_t i)
{
	const struct index_part	*part = &scheme->part[i];

	if (!is_loose(scheme, part->kind) || i + 1 == scheme->parts)
		return true;
	return part[1].kind == INDEX_TEXT &&
	    !index_part_holds(part->kind, part[1].text.at[0]);
}

/* No part twice, those that a number needs, the check behind all. */
static enum err
check_parts(const struct reading *reading)
{
	const struct index_scheme	*scheme = reading->scheme;
	int				 has[INDEX__KINDS] = { 0 };

	for (size_t i = 0; i < scheme->parts; i++) {
		enum index_kind	kind = scheme->part[i].kind;

		has[kind]++;
		if (kind != INDEX_TEXT && has[kind] > 1)
			return wrong(reading, "yaml.twice",
			    str_of(part_name[kind]));
		if (kind == INDEX_CHECK && i + 1 < scheme->parts)
			return wrong(reading, "index.check_last", S(""));
		if (!ends_clearly(scheme, i))
			return wrong(reading, "index.no_end",
			    str_of(part_name[kind]));
	}
	if (has[INDEX_ORGANISATION] + has[INDEX_CREDIT] + has[INDEX_CODE] == 0)
		return wrong(reading, "index.no_body", S(""));
	if (has[INDEX_YEAR] == 0 || has[INDEX_SERIAL] == 0)
		return wrong(reading, "index.no_serial", S(""));
	return OK;
}

static enum err
read_days(struct reading *reading, struct yaml *map)
{
	struct index_scheme	*scheme = reading->scheme;
	enum err		 e;

	scheme->from = scheme->until = DAY_NONE;
	e = yaml_may_day(map, "from", &scheme->from, reading->fault);
	if (e == OK)
		e = yaml_may_day(map, "until", &scheme->until,
		    reading->fault);
	if (e == OK && scheme->until != DAY_NONE &&
	    scheme->until < scheme->from)
		e = yaml_wrong(map, "index.never", scheme->key,
		    reading->fault);
	return e;
}

static enum err
read_digits(struct reading *reading, struct yaml *map)
{
	struct index_scheme	*scheme = reading->scheme;
	int64_t			 width = 0, most = 0;
	enum err		 e;

	e = yaml_want_int(map, "width", 1, DIGITS, &width, reading->fault);
	if (e == OK)
		e = yaml_want_int(map, "most", width, DIGITS, &most,
		    reading->fault);
	scheme->width = (int)width;
	scheme->most = (int)most;
	return e;
}

static enum err
read_scheme(struct reading *reading, struct yaml *map)
{
	struct index_scheme	*scheme = reading->scheme;
	struct yaml		*form;
	enum err		 e;

	e = yaml_want_text(map, "name", &scheme->name, reading->fault);
	if (e == OK)
		e = yaml_want_text(map, "source", &scheme->source,
		    reading->fault);
	if (e == OK)
		e = yaml_want(map, "form", YAML_TEXT, &form, reading->fault);
	if (e == OK)
		e = read_digits(reading, map);
	if (e == OK)
		e = read_days(reading, map);
	if (e == OK)
		e = yaml_done(map, reading->fault);
	if (e != OK)
		return e;
	reading->form = form;
	scheme->part = arena_array(reading->arena, INDEX_PARTS,
	    sizeof *scheme->part);
	e = read_form(reading);
	return e == OK ? check_parts(reading) : e;
}

static enum err
read_file(struct arena *arena, struct yaml *root,
    struct index_schemes *schemes, struct fault *fault)
{
	struct reading	 reading = { .arena = arena, .fault = fault };
	struct yaml	*map, *usual;
	enum err	 e;

	e = yaml_want(root, "schemes", YAML_MAP, &map, fault);
	if (e == OK)
		e = yaml_want(root, "usual", YAML_TEXT, &usual, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e != OK)
		return e;
	schemes->scheme = arena_array(arena, map->n + 1,
	    sizeof *schemes->scheme);
	for (size_t i = 0; e == OK && i < map->n; i++) {
		reading.scheme = &schemes->scheme[schemes->n++];
		reading.scheme->key = map->key[i];
		e = read_scheme(&reading, &map->item[i]);
	}
	if (e != OK)
		return e;
	for (size_t i = 0; i < schemes->n; i++)
		if (str_eq(schemes->scheme[i].key, usual->text))
			schemes->usual = &schemes->scheme[i];
	return schemes->usual != NULL ? OK :
	    yaml_wrong(usual, "index.no_scheme", usual->text, fault);
}

enum err
index_load(struct arena *arena, const struct index_schemes **ret,
    struct fault *fault)
{
	struct index_schemes	*schemes = arena_alloc(arena, sizeof *schemes);
	struct yaml		*root;
	enum err		 e;

	e = yaml_load(arena, PATH, &root, fault);
	if (e == OK)
		e = read_file(arena, root, schemes, fault);
	if (e == OK)
		*ret = schemes;
	return e;
}

const struct index_scheme *
index_find(const struct index_schemes *schemes, str key)
{
	if (key.n == 0)
		return schemes->usual;
	for (size_t i = 0; i < schemes->n; i++)
		if (str_eq(schemes->scheme[i].key, key))
			return &schemes->scheme[i];
	return NULL;
}
