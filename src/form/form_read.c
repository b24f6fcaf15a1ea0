#include "form/form_read.h"

#include "base/arena.h"

void *
form_read_room(struct arena *arena, void *at, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0)
		return at;
	return arena_grow(arena, at, n, n == 0 ? 1 : 2 * n, size);
}

enum err
form_read_key(const struct form_reader *reader, const struct yaml *node,
    str key)
{
	bool	fine = key.n > 0 && key.n <= 64 && !str_is(key, "last");

	for (size_t i = 0; i < key.n; i++) {
		char	c = key.at[i];

		fine = fine && ((c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || c == '_' || c == '.');
	}
	if (!fine)
		return yaml_wrong(node, "form.key", key, reader->fault);
	return OK;
}

enum err
form_read_members(const struct form_reader *reader, struct yaml *map,
    const char *key, size_t most, struct yaml **ret)
{
	struct yaml	*node;
	enum err	 e;

	e = yaml_want(map, key, YAML_MAP, &node, reader->fault);
	if (e != OK)
		return e;
	if (node->n == 0 || node->n > most)
		return yaml_wrong(node, "form.members", str_of(key),
		    reader->fault);
	*ret = node;
	return OK;
}

/* --- sections ----------------------------------------------------------- */

/* A point is its words, or a map of `words' and whom it is asked of. */
static enum err
read_point(const struct form_reader *reader, struct yaml *node,
    struct form_point *ret)
{
	enum err	e;

	if (node->kind != YAML_MAP)
		return form_read_label(reader, node, &ret->label);
	e = form_read_label_want(reader, node, "words", &ret->label);
	if (e == OK)
		e = yaml_may_bool(node, "governments", &ret->governments,
		    reader->fault);
	if (e == OK)
		e = yaml_done(node, reader->fault);
	return e;
}

static enum err
read_points(const struct form_reader *reader, struct yaml *map,
    struct form_section *section)
{
	struct form_point	*point;
	struct yaml		*points;
	enum err		 e;

	if (yaml_get(map, "points") == NULL)
		return OK;
	e = form_read_members(reader, map, "points", FORM_READ_LABELS,
	    &points);
	if (e != OK)
		return e;
	point = arena_array(reader->arena, points->n, sizeof *point);
	for (size_t i = 0; i < points->n; i++) {
		point[i].key = points->key[i];
		e = form_read_key(reader, &points->item[i], point[i].key);
		if (e == OK)
			e = read_point(reader, &points->item[i], &point[i]);
		if (e != OK)
			return e;
	}
	section->point = point;
	section->points = points->n;
	return OK;
}

static enum err
read_section(const struct form_reader *reader, struct yaml *map,
    struct form_section *section)
{
	enum err	e;

	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", section->key,
		    reader->fault);
	e = form_read_label_want(reader, map, "title", &section->title);
	if (e == OK)
		e = yaml_may_text(map, "source", &section->source,
		    reader->fault);
	if (e == OK)
		e = read_points(reader, map, section);
	if (e == OK)
		e = yaml_done(map, reader->fault);
	return e;
}

static enum err
read_sections(const struct form_reader *reader, struct yaml *root)
{
	struct form	*form = reader->form;
	struct yaml	*map;
	enum err	 e;

	e = form_read_members(reader, root, "sections", FORM_READ_SECTIONS,
	    &map);
	if (e != OK)
		return e;
	form->section = arena_array(reader->arena, map->n,
	    sizeof *form->section);
	for (size_t i = 0; i < map->n; i++) {
		struct form_section	*section = &form->section[i];

		section->key = map->key[i];
		e = form_read_key(reader, &map->item[i], section->key);
		if (e == OK)
			e = read_section(reader, &map->item[i], section);
		if (e != OK)
			return e;
		for (size_t j = 0; j < i; j++)
			if (form_read_label_clash(reader->arena,
			    &section->title, &form->section[j].title))
				return yaml_wrong(&map->item[i],
				    "form.label_clash", form->section[j].key,
				    reader->fault);
	}
	form->sections = map->n;
	return OK;
}

/* --- the form ----------------------------------------------------------- */

static enum err
read_tables(struct form_reader *reader, struct yaml *root)
{
	struct form	*form = reader->form;
	struct yaml	*map;
	enum err	 e;

	e = form_read_members(reader, root, "tables", FORM_READ_TABLES, &map);
	if (e != OK)
		return e;
	form->table = arena_array(reader->arena, map->n, sizeof *form->table);
	for (size_t i = 0; i < map->n; i++) {
		reader->table = &form->table[i];
		reader->table->key = map->key[i];
		e = form_read_key(reader, &map->item[i], map->key[i]);
		if (e == OK)
			e = form_read_table(reader, &map->item[i]);
		if (e != OK)
			return e;
	}
	form->tables = map->n;
	return OK;
}

static enum err
read_years(const struct form_reader *reader, struct yaml *root)
{
	int64_t		 from = 0, until = FORM_OPEN;
	struct yaml	*years;
	enum err	 e;

	e = yaml_want(root, "years", YAML_MAP, &years, reader->fault);
	if (e == OK)
		e = yaml_want_int(years, "from", 1949, FORM_OPEN, &from,
		    reader->fault);
	if (e == OK)
		e = yaml_may_int(years, "until", from, FORM_OPEN, &until,
		    reader->fault);
	if (e == OK)
		e = yaml_done(years, reader->fault);
	reader->form->from = (int)from;
	reader->form->until = (int)until;
	return e;
}

static enum err
read_head(const struct form_reader *reader, struct yaml *root)
{
	struct form	*form = reader->form;
	enum err	 e;

	e = yaml_want_text(root, "key", &form->key, reader->fault);
	if (e == OK)
		e = form_read_key(reader, root, form->key);
	if (e == OK)
		e = yaml_want_text(root, "kind", &form->kind, reader->fault);
	if (e == OK)
		e = form_read_label_want(reader, root, "title", &form->title);
	if (e == OK)
		e = read_years(reader, root);
	if (e == OK)
		e = yaml_want_text(root, "source", &form->source,
		    reader->fault);
	return e;
}

enum err
form_read(struct arena *arena, const char *file, str bytes, struct form **ret,
    struct fault *fault)
{
	struct form		*form = arena_alloc(arena, sizeof *form);
	struct form_reader	 reader = { arena, fault, form, NULL };
	struct yaml		*root;
	enum err		 e;

	form->file = file;
	e = yaml_read(arena, file, bytes, &root, fault);
	if (e != OK)
		return e;
	if (root->kind != YAML_MAP)
		return yaml_wrong(root, "yaml.want_map", str_of(file), fault);
	e = read_head(&reader, root);
	if (e == OK)
		e = read_sections(&reader, root);
	if (e == OK)
		e = read_tables(&reader, root);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = form;
	return e;
}
