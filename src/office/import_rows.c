#include "office/import_rows.h"

#include <assert.h>
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"
#include "store/search.h"

#define LINE_BYTES	(SEARCH_BYTES * 2)

/* Where a field of a record lies. */
struct field {
	const char	*name;
	size_t		 offset;	/* of a str; SIZE_MAX: passed over */
};

#define DAY_FIELD	(SIZE_MAX - 1)

static const struct field	fields[] = {
	{ "origin", offsetof(struct record, origin) },
	{ "number", offsetof(struct record, number) },
	{ "title", offsetof(struct record, title) },
	{ "day", DAY_FIELD },
	{ "kind", offsetof(struct record, kind) },
	{ "column", offsetof(struct record, column) },
	{ "validity", offsetof(struct record, validity) },
	{ "body", offsetof(struct record, body) },
	{ "agency", SIZE_MAX },
	{ "id", SIZE_MAX },
	{ "version", SIZE_MAX },
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

/* Put a value into its field. */
static enum err
put(struct arena *arena, const struct field *field, str value,
    struct record *record, struct fault *fault)
{
	assert(field != NULL);
	if (field->offset == SIZE_MAX)
		return OK;
	value = utf8_clean(arena, value);
	if (field->offset != DAY_FIELD) {
		*(str *)(void *)((char *)record + field->offset) = value;
		return OK;
	}
	value = str_trim(value);
	record->day = value.n == 0 ? DAY_NONE : day_read(value);
	if (value.n > 0 && record->day == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "record.import.bad_day", value);
	return OK;
}

/* What is left once all fields are in. */
static enum err
finish(struct arena *arena, struct record *record, struct fault *fault)
{
	record->title = str_trim(record->title);
	record->number = str_trim(record->number);
	if (record->origin.n == 0)
		record->origin = record->number.n > 0 ? record->number :
		    utf8_head(str_printf(arena, "%.*s|%.*s",
		    STRF(record->day == DAY_NONE ? S("") :
		    day_iso(arena, record->day)), STRF(record->title)),
		    RECORD_ORIGIN);
	return record_check(record, fault);
}

/* --- CSV ------------------------------------------------------------------ */

/* The field that begins at *at, whose end is a comma, a line's end or the end
   of the text; false if it does not end. */
static bool
take_field(struct arena *arena, str s, size_t *at, str *ret)
{
	size_t	from = *at, n = 0;
	char	*to;

	if (from == s.n || s.at[from] != '"') {
		while (*at < s.n && memchr(",\r\n", s.at[*at], 3) == NULL)
			++*at;
		*ret = str_sub(s, from, *at);
		return true;
	}
	for (++*at;; ++*at) {
		if (*at == s.n)
			return false;
		if (s.at[*at] == '"' && (*at + 1 == s.n ||
		    s.at[*at + 1] != '"'))
			break;
		*at += s.at[*at] == '"';
	}
	to = arena_alloc(arena, *at - from);
	for (size_t i = from + 1; i < *at; i++) {
		to[n++] = s.at[i];
		i += s.at[i] == '"';
	}
	++*at;
	*ret = (str){ to, n };
	return true;
}

/* Past the end of the line at *at; false if it is cut. */
static bool
end_row(str s, bool last, size_t *at)
{
	if (*at == s.n)
		return last;
	if (s.at[*at] == '\r') {
		++*at;
		if (*at == s.n)
			return last;
	}
	if (*at < s.n && s.at[*at] == '\n')
		++*at;
	return true;
}

bool
import_rows_csv(struct arena *arena, str *rest, bool last, str *field,
    size_t *ret_n)
{
	size_t	at = 0, n = 0;
	str	one;

	if (rest->n == 0)
		return false;
	for (;; at++) {
		if (!take_field(arena, *rest, &at, &one))
			return false;
		if (n < IMPORT_COLUMNS)
			field[n] = one;
		n++;
		/* What stands behind a closing quote is not looked at. */
		while (at < rest->n &&
		    memchr(",\r\n", rest->at[at], 3) == NULL)
			at++;
		if (at == rest->n || rest->at[at] != ',')
			break;
	}
	if (!end_row(*rest, last, &at))
		return false;
	*rest = str_sub(*rest, at, rest->n);
	*ret_n = n < IMPORT_COLUMNS ? n : IMPORT_COLUMNS;
	return true;
}

enum err
import_rows_header(const str *field, size_t n, struct import_header *ret,
    struct fault *fault)
{
	bool	title = false;

	*ret = (struct import_header){ .n = n };
	for (size_t i = 0; i < n; i++) {
		const struct field	*known = field_of(str_trim(field[i]));

		if (known == NULL)
			return FAIL(fault, ERR_INVALID,
			    "record.import.bad_field", field[i]);
		for (size_t k = 0; k < i; k++)
			if (ret->field[k] == known->name)
				return FAIL(fault, ERR_INVALID,
				    "record.import.twice", field[i]);
		ret->field[i] = known->name;
		title = title || strcmp(known->name, "title") == 0;
	}
	return title ? OK : FAIL(fault, ERR_INVALID,
	    "record.import.no_title_field");
}

enum err
import_rows_record(struct arena *arena, const struct import_header *header,
    const str *field, size_t n, struct record *ret, struct fault *fault)
{
	enum err	e = OK;

	*ret = (struct record){ .day = DAY_NONE };
	if (n != header->n)
		return FAIL(fault, ERR_INVALID, "record.import.fields",
		    str_printf(arena, "%zu", n),
		    str_printf(arena, "%zu", header->n));
	for (size_t i = 0; e == OK && i < n; i++)
		e = put(arena, field_of(str_of(header->field[i])), field[i],
		    ret, fault);
	return e == OK ? finish(arena, ret, fault) : e;
}

/* --- JSON ----------------------------------------------------------------- */

enum err
import_rows_json(struct arena *arena, str line, struct record *ret,
    struct fault *fault)
{
	json_t		*root, *value;
	const char	*name;
	enum err	 e;

	*ret = (struct record){ .day = DAY_NONE };
	e = json_read(arena, line, LINE_BYTES, &root, fault);
	if (e != OK)
		return e;
	if (!json_is_object(root))
		return FAIL(fault, ERR_INVALID, "record.import.no_object");
	json_object_foreach(root, name, value) {
		const struct field	*field = field_of(str_of(name));

		if (field == NULL)
			return FAIL(fault, ERR_INVALID,
			    "record.import.bad_field", str_of(name));
		if (field->offset == SIZE_MAX || json_is_null(value))
			continue;
		if (!json_is_string(value))
			return FAIL(fault, ERR_INVALID, "record.import.no_text",
			    str_of(name));
		e = put(arena, field, str_copy(arena,
		    (str){ json_string_value(value),
		    json_string_length(value) }), ret, fault);
		if (e != OK)
			return e;
	}
	return finish(arena, ret, fault);
}
