#include "form/form_json.h"

#include "base/arena.h"
#include "form/form_json_part.h"

str
form_json_format_name(struct arena *arena, str key)
{
	bool	numbered = key.n > 1 && key.at[0] == 't';

	for (size_t i = 1; i < key.n; i++)
		numbered = numbered && key.at[i] >= '0' && key.at[i] <= '9';
	if (!numbered)
		return key;
	return str_printf(arena, "table%.*s", STRF(str_sub(key, 1, key.n)));
}

static void
put_day(struct json *json, struct arena *arena, const char *name, day d)
{
	json_put_member_or_null(json, name,
	    d == DAY_NONE ? S("") : day_iso(arena, d));
}

/* A number; the text of what is none; null where nothing was said. */
static void
put_cell(struct json *json, const struct filled_cell *cell)
{
	if (cell->state == FILLED_NUMBER)
		json_put_number(json, cell->value);
	else if (cell->state == FILLED_UNREADABLE)
		json_put_str(json, cell->raw);
	else
		json_put_null(json);
}

static void
put_row(struct json *json, const struct filled_table *at,
    const struct form_row *row)
{
	json_put_name_str(json, row->key);
	if (at->table->named)
		json_open_object(json);
	else
		json_open_array(json);
	for (size_t i = 0; i < row->columns; i++) {
		if (at->table->named)
			json_put_name_str(json, row->column[i].key);
		put_cell(json, &at->cell[row->first + i]);
	}
	if (at->table->named)
		json_close_object(json);
	else
		json_close_array(json);
}

static void
put_tables(struct json *json, const struct filled *filled)
{
	json_put_name(json, "tables");
	json_open_object(json);
	for (size_t i = 0; i < filled->tables; i++) {
		const struct filled_table	*at = &filled->table[i];

		json_put_name_str(json, filled->form->table[i].key);
		if (at->table == NULL) {
			json_put_null(json);
			continue;
		}
		json_open_object(json);
		for (size_t r = 0; r < at->table->rows; r++)
			put_row(json, at, &at->table->row[r]);
		json_close_object(json);
	}
	json_close_object(json);
}

static void
put_format(struct json *json, struct arena *arena, const struct filled *filled)
{
	json_put_name(json, "format");
	json_open_object(json);
	for (size_t i = 0; i < filled->tables; i++) {
		const struct filled_table	*at = &filled->table[i];

		json_put_name_str(json, form_json_format_name(arena,
		    filled->form->table[i].key));
		if (at->table == NULL)
			json_put_null(json);
		else
			json_put_str(json, at->form->key);
	}
	json_close_object(json);
}

void
form_json_facts(struct json *json, struct arena *arena,
    const struct filled *filled)
{
	json_put_member_or_null(json, "title", filled->title.text);
	json_put_member_or_null(json, "agency", filled->agency.text);
	json_put_name(json, "year");
	if (filled->year == 0)
		json_put_null(json);
	else
		json_put_int(json, filled->year);
	put_format(json, arena, filled);
	put_tables(json, filled);
}

static void
put_section(struct json *json, const struct filled *filled,
    const struct filled_section *section)
{
	json_open_object(json);
	json_put_member_or_null(json, "key", section->section < 0 ? S("") :
	    filled->form->section[section->section].key);
	json_put_member_or_null(json, "number", section->number);
	json_put_member_or_null(json, "heading", section->heading);
	json_put_name(json, "text");
	json_open_array(json);
	for (size_t i = 0; i < section->n; i++)
		json_put_str(json, section->text[i].text);
	json_close_array(json);
	json_close_object(json);
}

void
form_json_write(struct json *json, struct arena *arena,
    const struct filled *filled)
{
	json_open_object(json);
	form_json_facts(json, arena, filled);
	json_put_name(json, "sections");
	json_open_array(json);
	for (size_t i = 0; i < filled->sections; i++)
		put_section(json, filled, &filled->section[i]);
	json_close_array(json);
	json_put_name(json, "period");
	json_open_object(json);
	put_day(json, arena, "from", filled->from.day);
	put_day(json, arena, "until", filled->until.day);
	json_close_object(json);
	put_day(json, arena, "signed", filled->signed_on.day);
	json_put_member_or_null(json, "signer", filled->signer.text);
	put_day(json, arena, "published", filled->published.day);
	json_put_member_or_null(json, "contact", filled->contact.text);
	json_put_member_or_null(json, "index", filled->index.text);
	json_put_member_or_null(json, "host", filled->host.text);
	json_close_object(json);
}
