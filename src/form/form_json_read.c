#include "form/form_json.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "form/form_json_part.h"
#include "form/match_lore.h"

struct reader {
	struct arena		*arena;
	struct fault		*fault;
	const struct forms	*forms;
	struct filled		*filled;
};

static enum err
wrong(const struct reader *reader, const char *key, str path)
{
	return FAIL(reader->fault, ERR_INVALID, key, path);
}

static str
below(const struct reader *reader, str path, str name)
{
	return utf8_clean(reader->arena, str_printf(reader->arena,
	    "%.*s%s%.*s", STRF(path), path.n == 0 ? "" : ".", STRF(name)));
}

static str
text_of(const struct reader *reader, const json_t *node)
{
	return utf8_clean(reader->arena, (str){ json_string_value(node),
	    json_string_length(node) });
}

/* --- single values ------------------------------------------------------ */

static enum err
read_text(const struct reader *reader, const json_t *map, str path,
    const char *name, str *ret)
{
	const json_t	*node = json_object_get(map, name);

	*ret = S("");
	if (node == NULL || json_is_null(node))
		return OK;
	if (!json_is_string(node))
		return wrong(reader, "form.json_text",
		    below(reader, path, str_of(name)));
	*ret = text_of(reader, node);
	return OK;
}

static enum err
read_fact(const struct reader *reader, const json_t *map, const char *name,
    struct filled_fact *ret)
{
	enum err	e = read_text(reader, map, S(""), name, &ret->text);

	ret->quote = ret->text;
	return e;
}

static enum err
read_day(const struct reader *reader, const json_t *map, str path,
    const char *name, struct filled_day *ret)
{
	enum err	e = read_text(reader, map, path, name,
			    &ret->fact.text);

	ret->fact.quote = ret->fact.text;
	ret->day = day_read(ret->fact.text);
	if (e == OK && ret->day == DAY_NONE && ret->fact.text.n > 0)
		return wrong(reader, "form.json_day",
		    below(reader, path, str_of(name)));
	return e;
}

static enum err
read_year(const struct reader *reader, const json_t *root)
{
	const json_t	*node = json_object_get(root, "year");
	json_int_t	 year = json_integer_value(node);

	if (node == NULL || json_is_null(node))
		return OK;
	if (!json_is_integer(node) || year < 1949 || year > FORM_OPEN)
		return wrong(reader, "form.json_year", S("year"));
	reader->filled->year = (int)year;
	return OK;
}

/* An object under a name; NULL where it is missing or null. */
static enum err
read_object(const struct reader *reader, const json_t *map, str path,
    const char *name, json_t **ret)
{
	json_t	*node = json_object_get(map, name);

	*ret = NULL;
	if (node == NULL || json_is_null(node))
		return OK;
	if (!json_is_object(node))
		return wrong(reader, "form.json_object",
		    below(reader, path, str_of(name)));
	*ret = node;
	return OK;
}

/* --- tables ------------------------------------------------------------- */

/* Exact: fifteen digits of a binary fraction are those that were written. */
static bool
read_number(const struct reader *reader, const json_t *node,
    struct number *ret)
{
	char	digits[64];
	size_t	n = json_dumpb(node, digits, sizeof digits,
		    JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	if (n > sizeof digits)
		return false;
	return number_read(str_copy(reader->arena, (str){ digits, n }), ret);
}

/* A figure that was kept as text, unless it may have been a dash. */
static bool
read_digits(const struct reader *reader, str text, struct number *ret)
{
	const struct match_lore	*lore = reader->forms->lore;

	return (lore == NULL ||
	    !match_words_is(&lore->words->doubtful, text)) &&
	    number_read(text, ret);
}

static enum err
read_cell(const struct reader *reader, const json_t *node, str path,
    struct filled_cell *cell)
{
	cell->place.xpath = path;
	if (json_is_null(node)) {
		cell->state = FILLED_BLANK;
		return OK;
	}
	if (json_is_string(node)) {
		cell->raw = str_trim(text_of(reader, node));
		cell->state = cell->raw.n == 0 ? FILLED_BLANK :
		    read_digits(reader, cell->raw, &cell->value) ?
		    FILLED_NUMBER : FILLED_UNREADABLE;
		return OK;
	}
	if (!json_is_number(node) ||
	    !read_number(reader, node, &cell->value))
		return wrong(reader, "form.json_cell", path);
	cell->state = FILLED_NUMBER;
	cell->raw = number_text(reader->arena, cell->value);
	return OK;
}

/* {column: cell}; a column that is not there is lost. */
static enum err
read_named(const struct reader *reader, json_t *node, str path,
    const struct form_row *row, struct filled_cell *cell)
{
	const char	*name;
	json_t		*value;

	if (!json_is_object(node))
		return wrong(reader, "form.json_object", path);
	json_object_foreach(node, name, value) {
		ptrdiff_t	column = form_column(row, str_of(name));
		str		here = below(reader, path, str_of(name));
		enum err	e;

		if (column < 0)
			return wrong(reader, "form.json_unknown", here);
		e = read_cell(reader, value, here, &cell[column]);
		if (e != OK)
			return e;
	}
	return OK;
}

/* [cell, ...]: all of them. */
static enum err
read_listed(const struct reader *reader, json_t *node, str path,
    const struct form_row *row, struct filled_cell *cell)
{
	if (!json_is_array(node) || json_array_size(node) != row->columns)
		return FAIL(reader->fault, ERR_INVALID, "form.json_cells",
		    path, str_printf(reader->arena, "%zu", row->columns));
	for (size_t i = 0; i < row->columns; i++) {
		str		here = str_printf(reader->arena, "%.*s[%zu]",
				    STRF(path), i);
		enum err	e = read_cell(reader, json_array_get(node, i),
				    here, &cell[i]);

		if (e != OK)
			return e;
	}
	return OK;
}

static void
remark_missing(const struct reader *reader, const struct filled_table *at,
    const struct form_row *row)
{
	struct filled		*filled = reader->filled;
	struct filled_remark	*remark = &filled->remark[filled->remarks++];

	*remark = (struct filled_remark){
		.kind = FILLED_ROW_MISSING,
		.table = at->table->key,
		.row = row->key
	};
}

static enum err
read_rows(const struct reader *reader, json_t *node, str path,
    struct filled_table *at)
{
	const struct form_table	*table = at->table;
	const char		*name;
	json_t			*value;

	at->cell = arena_array(reader->arena, table->cells,
	    sizeof *at->cell);
	json_object_foreach(node, name, value) {
		ptrdiff_t		 row = form_row(table, str_of(name));
		str			 here;
		struct filled_cell	*cell;
		enum err		 e;

		here = below(reader, path, str_of(name));
		if (row < 0)
			return wrong(reader, "form.json_unknown", here);
		cell = &at->cell[table->row[row].first];
		e = table->named ?
		    read_named(reader, value, here, &table->row[row], cell) :
		    read_listed(reader, value, here, &table->row[row], cell);
		if (e != OK)
			return e;
	}
	for (size_t i = 0; i < table->rows; i++) {
		char	*key = str_c(reader->arena, table->row[i].key);

		if (json_object_get(node, key) == NULL)
			remark_missing(reader, at, &table->row[i]);
	}
	return OK;
}

static const struct form *
form_of_key(const struct forms *forms, str key)
{
	for (size_t i = 0; i < forms->n; i++)
		if (str_eq(forms->form[i].key, key))
			return &forms->form[i];
	return NULL;
}

/* The form a table is said to follow, else the one of its year. */
static enum err
read_format(const struct reader *reader, const json_t *format, str key,
    const struct form **ret)
{
	str	 name = form_json_format_name(reader->arena, key);
	str	 form;
	enum err e;

	e = read_text(reader, format, S("format"),
	    str_c(reader->arena, name), &form);
	if (e != OK)
		return e;
	*ret = form.n > 0 ? form_of_key(reader->forms, form) :
	    forms_of_year(reader->forms, reader->filled->year);
	if (*ret == NULL || form_table(*ret, key) == NULL)
		return wrong(reader, "form.json_form",
		    below(reader, S("format"), name));
	return OK;
}

static enum err
read_table(const struct reader *reader, const json_t *format,
    json_t *node, str key, struct filled_table *at)
{
	str		path = below(reader, S("tables"), key);
	enum err	e;

	if (node == NULL || json_is_null(node))
		return OK;
	if (!json_is_object(node))
		return wrong(reader, "form.json_object", path);
	e = read_format(reader, format, key, &at->form);
	if (e != OK)
		return e;
	at->table = form_table(at->form, key);
	at->pieces = 1;
	at->place.xpath = path;
	return read_rows(reader, node, path, at);
}

/* The form in force for the year, else the first a table is said to follow. */
static const struct form *
choose_form(const struct reader *reader, json_t *format)
{
	const struct forms	*forms = reader->forms;
	const struct form	*form;
	const char		*name;
	json_t			*value;

	form = forms_of_year(forms, reader->filled->year);
	if (form != NULL)
		return form;
	json_object_foreach(format, name, value) {
		if (json_is_string(value))
			form = form_of_key(forms, text_of(reader, value));
		if (form != NULL)
			return form;
	}
	return &forms->form[forms->n - 1];
}

static size_t
rows_at_most(const struct forms *forms)
{
	size_t	rows = 0;

	for (size_t i = 0; i < forms->n; i++)
		for (size_t j = 0; j < forms->form[i].tables; j++)
			rows += forms->form[i].table[j].rows;
	return rows;
}

static enum err
read_tables(const struct reader *reader, const json_t *root)
{
	struct filled	*filled = reader->filled;
	json_t		*format, *tables;
	const char	*name;
	json_t		*value;
	enum err	 e;

	e = read_object(reader, root, S(""), "format", &format);
	if (e == OK)
		e = read_object(reader, root, S(""), "tables", &tables);
	if (e != OK)
		return e;
	filled->form = choose_form(reader, format);
	filled->tables = filled->form->tables;
	filled->table = arena_array(reader->arena, filled->tables,
	    sizeof *filled->table);
	filled->remark = arena_array(reader->arena,
	    rows_at_most(reader->forms), sizeof *filled->remark);
	json_object_foreach(tables, name, value) {
		const struct form_table	*table;

		table = form_table(filled->form, str_of(name));
		if (table == NULL)
			return wrong(reader, "form.json_unknown",
			    below(reader, S("tables"), str_of(name)));
		e = read_table(reader, format, value, table->key,
		    &filled->table[table - filled->form->table]);
		if (e != OK)
			return e;
	}
	return OK;
}

/* --- sections ----------------------------------------------------------- */

static enum err
read_paragraphs(const struct reader *reader, const json_t *node, str path,
    struct filled_section *section)
{
	const json_t	*list = json_object_get(node, "text");

	if (list == NULL || json_is_null(list))
		return OK;
	path = below(reader, path, S("text"));
	if (!json_is_array(list))
		return wrong(reader, "form.json_array", path);
	section->n = json_array_size(list);
	section->text = arena_array(reader->arena, section->n,
	    sizeof *section->text);
	for (size_t i = 0; i < section->n; i++) {
		const json_t	*item = json_array_get(list, i);
		str		 here = str_printf(reader->arena, "%.*s[%zu]",
				    STRF(path), i);

		if (!json_is_string(item))
			return wrong(reader, "form.json_text", here);
		section->text[i].text = text_of(reader, item);
		section->text[i].raw = section->text[i].text;
		section->text[i].place.xpath = here;
	}
	return OK;
}

static enum err
read_section(const struct reader *reader, const json_t *node, str path,
    struct filled_section *section)
{
	const struct form	*form = reader->filled->form;
	str			 key;
	enum err		 e;

	section->section = -1;
	section->place.xpath = path;
	if (!json_is_object(node))
		return wrong(reader, "form.json_object", path);
	e = read_text(reader, node, path, "number", &section->number);
	if (e == OK)
		e = read_text(reader, node, path, "heading",
		    &section->heading);
	if (e == OK)
		e = read_text(reader, node, path, "key", &key);
	if (e == OK)
		e = read_paragraphs(reader, node, path, section);
	if (e != OK || key.n == 0)
		return e;
	for (size_t i = 0; i < form->sections; i++) {
		if (!str_eq(form->section[i].key, key))
			continue;
		section->section = (ptrdiff_t)i;
		section->exact = str_eq(form->section[i].title.text,
		    section->heading);
		return OK;
	}
	return wrong(reader, "form.json_unknown",
	    below(reader, path, S("key")));
}

static enum err
read_sections(const struct reader *reader, const json_t *root)
{
	const json_t	*list = json_object_get(root, "sections");
	struct filled	*filled = reader->filled;
	enum err	 e = OK;

	if (list == NULL || json_is_null(list))
		return OK;
	if (!json_is_array(list))
		return wrong(reader, "form.json_array", S("sections"));
	filled->sections = json_array_size(list);
	filled->section = arena_array(reader->arena, filled->sections,
	    sizeof *filled->section);
	for (size_t i = 0; e == OK && i < filled->sections; i++)
		e = read_section(reader, json_array_get(list, i),
		    str_printf(reader->arena, "sections[%zu]", i),
		    &filled->section[i]);
	return e;
}

/* --- the report --------------------------------------------------------- */

static enum err
read_facts(const struct reader *reader, const json_t *root)
{
	struct filled	*filled = reader->filled;
	json_t		*period;
	enum err	 e;

	e = read_fact(reader, root, "title", &filled->title);
	if (e == OK)
		e = read_fact(reader, root, "agency", &filled->agency);
	if (e == OK)
		e = read_year(reader, root);
	if (e == OK)
		e = read_object(reader, root, S(""), "period", &period);
	if (e == OK)
		e = read_day(reader, period, S("period"), "from",
		    &filled->from);
	if (e == OK)
		e = read_day(reader, period, S("period"), "until",
		    &filled->until);
	if (e == OK)
		e = read_day(reader, root, S(""), "signed",
		    &filled->signed_on);
	if (e == OK)
		e = read_day(reader, root, S(""), "published",
		    &filled->published);
	if (e == OK)
		e = read_fact(reader, root, "signer", &filled->signer);
	if (e == OK)
		e = read_fact(reader, root, "contact", &filled->contact);
	if (e == OK)
		e = read_fact(reader, root, "index", &filled->index);
	if (e == OK)
		e = read_fact(reader, root, "host", &filled->host);
	return e;
}

enum err
form_json_read(struct arena *arena, const struct forms *forms, str bytes,
    struct filled **ret, struct fault *fault)
{
	struct filled	*filled = arena_alloc(arena, sizeof *filled);
	struct reader	 reader = { arena, fault, forms, filled };
	struct json_t	*root;
	enum err	 e;

	filled->forms = forms;
	e = json_read(arena, bytes, DOC_BYTES, &root, fault);
	if (e != OK)
		return e;
	if (!json_is_object(root) ||
	    (json_object_get(root, "tables") == NULL &&
	    json_object_get(root, "sections") == NULL))
		return FAIL(fault, ERR_INVALID, "form.json_none");
	e = read_facts(&reader, root);
	if (e == OK)
		e = read_tables(&reader, root);
	if (e == OK)
		e = read_sections(&reader, root);
	if (e == OK)
		*ret = filled;
	return e;
}
