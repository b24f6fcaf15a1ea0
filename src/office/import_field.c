#include "office/import_field.h"

#include <assert.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/rich.h"
#include "domain/rules.h"
#include "office/import.h"

/* What is done with the value of a field. */
enum way { KEEP, TRIM, TELL_DAY, TELL_MOMENT, PASS_OVER };

struct field {
	const char	*name;
	enum way	 way;
	size_t		 offset;	/* of the str in the record */
};

static const struct field	fields[] = {
	{ "origin", KEEP, offsetof(struct record, origin) },
	{ "number", TRIM, offsetof(struct record, number) },
	{ "title", TRIM, offsetof(struct record, title) },
	{ "day", TELL_DAY, 0 },
	{ "kind", TRIM, offsetof(struct record, kind) },
	{ "column", TRIM, offsetof(struct record, column) },
	{ "validity", TRIM, offsetof(struct record, validity) },
	{ "body", KEEP, offsetof(struct record, body) },
	{ "html", KEEP, offsetof(struct record, html) },
	{ "index", TRIM, offsetof(struct record, index) },
	{ "published", TELL_MOMENT, 0 },
	{ "agency", PASS_OVER, 0 },
	{ "id", PASS_OVER, 0 },
	{ "version", PASS_OVER, 0 },
};

#define FIELDS	(sizeof fields / sizeof *fields)

static const struct field *
field_of(str name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (str_is(name, fields[i].name))
			return &fields[i];
	return NULL;
}

void
import_field_begin(struct arena *arena, const struct rules *rules,
    struct import_field_draft *draft, struct fault *fault)
{
	*draft = (struct import_field_draft){ .arena = arena,
	    .rules = rules, .fault = fault, .record.day = DAY_NONE };
}

str
import_field_key(const struct rules *rules, str head)
{
	const struct field	*field = field_of(head);
	const struct kind_field	*note;

	if (field != NULL)
		return str_of(field->name);
	note = kind_field_told(rules->kinds, head);
	return note == NULL ? S("") : note->key;
}

/* --- one value ------------------------------------------------------------ */

static enum err
put_day(struct import_field_draft *draft, str value)
{
	draft->record.day = value.n == 0 ? DAY_NONE : import_day(value);
	if (value.n > 0 && draft->record.day == DAY_NONE)
		return FAIL(draft->fault, ERR_INVALID,
		    "record.import.bad_day", value);
	return OK;
}

static enum err
put_moment(struct import_field_draft *draft, str value)
{
	draft->record.published = value.n == 0 ? 0 : import_moment(value);
	if (value.n > 0 && draft->record.published <= 0)
		return FAIL(draft->fault, ERR_INVALID,
		    "record.import.bad_moment", value);
	return OK;
}

/* The value as it is kept: a choice by its key, a day as 2021-01-19. */
static str
note_value(struct arena *arena, const struct kind_field *field, str value)
{
	day	on = field->type == KIND_DAY ? import_day(value) : DAY_NONE;

	if (on != DAY_NONE)
		return day_iso(arena, on);
	for (size_t i = 0; i < field->choices; i++)
		if (str_eq(field->choice[i].name, value))
			return field->choice[i].key;
	return value;
}

static enum err
put_note(struct import_field_draft *draft, const struct kind_field *field,
    str value)
{
	enum err	e;

	value = note_value(draft->arena, field, str_trim(value));
	e = kind_check_value(field, value, draft->fault);
	return e == OK ? record_meta_set(draft->arena, &draft->meta,
	    field->key, value, draft->fault) : e;
}

enum err
import_field_put(struct import_field_draft *draft, str key, str value)
{
	const struct field	*field = field_of(key);
	const struct kind_field	*note = kind_field(draft->rules->kinds,
				    key);
	str			*text;

	value = utf8_clean(draft->arena, value);
	if (field == NULL) {
		assert(note != NULL);
		return put_note(draft, note, value);
	}
	if (field->way == PASS_OVER)
		return OK;
	if (field->way == TELL_DAY)
		return put_day(draft, str_trim(value));
	if (field->way == TELL_MOMENT)
		return put_moment(draft, str_trim(value));
	text = (str *)(void *)((char *)&draft->record + field->offset);
	*text = field->way == TRIM ? str_trim(value) : value;
	return OK;
}

/* --- what follows --------------------------------------------------------- */

static enum err
end_notes(struct import_field_draft *draft)
{
	struct record		*record = &draft->record;
	const struct kinds	*kinds = draft->rules->kinds;
	const struct kind	*kind;

	record->kind = kind_key(kinds, record->kind);
	record->column = catalogue_key(draft->rules->catalogue,
	    record->column);
	record->meta = record_meta_write(draft->arena, &draft->meta);
	kind = kind_find(kinds, record->kind);
	return kind == NULL ? OK : kind_check(kinds, kind, &draft->meta,
	    draft->fault);
}

static enum err
end_html(struct import_field_draft *draft)
{
	struct record		*record = &draft->record;
	const struct rich	*rich;
	enum err		 e;

	if (record->html.n == 0)
		return OK;
	e = rich_clean(draft->arena, record->html, &rich, draft->fault);
	if (e != OK)
		return e;
	record->html = rich->html;
	record->body = kind_text(draft->arena, draft->rules->kinds,
	    rich->text, &draft->meta);
	return OK;
}

enum err
import_field_end(struct import_field_draft *draft, struct record *ret)
{
	struct record	*record = &draft->record;
	struct arena	*arena = draft->arena;
	enum err	 e = end_notes(draft);

	if (e == OK)
		e = end_html(draft);
	if (e != OK)
		return e;
	if (record->origin.n == 0 && record->index.n == 0)
		record->origin = record->number.n > 0 ? record->number :
		    utf8_head(str_printf(arena, "%.*s|%.*s",
		    STRF(day_text(arena, record->day)),
		    STRF(record->title)), RECORD_ORIGIN);
	*ret = *record;
	return record_check(ret, draft->fault);
}
