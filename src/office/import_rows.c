#include "office/import_rows.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "office/import_field.h"
#include "store/search.h"

#define LINE_BYTES	(SEARCH_BYTES * 6)

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
		if (n < IMPORT_ROWS_FIELDS)
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
	*ret_n = n < IMPORT_ROWS_FIELDS ? n : IMPORT_ROWS_FIELDS;
	return true;
}

enum err
import_rows_header(const struct rules *rules, const str *field, size_t n,
    struct import_rows_header *ret, struct fault *fault)
{
	bool	title = false;

	*ret = (struct import_rows_header){ .n = n };
	for (size_t i = 0; i < n; i++) {
		str	key = import_field_key(rules, str_trim(field[i]));

		if (key.n == 0)
			return FAIL(fault, ERR_INVALID,
			    "record.import.bad_field", field[i]);
		for (size_t k = 0; k < i; k++)
			if (str_eq(ret->field[k], key))
				return FAIL(fault, ERR_INVALID,
				    "record.import.twice", field[i]);
		ret->field[i] = key;
		title = title || str_is(key, "title");
	}
	return title ? OK : FAIL(fault, ERR_INVALID,
	    "record.import.no_title_field");
}

enum err
import_rows_record(struct arena *arena, const struct rules *rules,
    const struct import_rows_header *header, const str *field, size_t n,
    struct record *ret, struct fault *fault)
{
	struct import_field_draft	draft;
	enum err			e = OK;

	import_field_begin(arena, rules, &draft, fault);
	if (n != header->n)
		return FAIL(fault, ERR_INVALID, "record.import.fields",
		    str_printf(arena, "%zu", n),
		    str_printf(arena, "%zu", header->n));
	for (size_t i = 0; e == OK && i < n; i++)
		e = import_field_put(&draft, header->field[i], field[i]);
	return e == OK ? import_field_end(&draft, ret) : e;
}

/* --- JSON ----------------------------------------------------------------- */

/* Put the texts of an object into the fields that it names; `notes' beside
   them may be an object of more. */
static enum err
put_object(struct import_field_draft *draft, json_t *object, bool notes)
{
	json_t		*value;
	const char	*name;
	str		 key;
	enum err	 e = OK;

	json_object_foreach(object, name, value) {
		if (e != OK || json_is_null(value))
			continue;
		if (notes && strcmp(name, "meta") == 0 &&
		    json_is_object(value)) {
			e = put_object(draft, value, false);
			continue;
		}
		key = import_field_key(draft->rules, str_of(name));
		if (key.n == 0)
			return FAIL(draft->fault, ERR_INVALID,
			    "record.import.bad_field", str_of(name));
		if (!json_is_string(value))
			return FAIL(draft->fault, ERR_INVALID,
			    "record.import.no_text", str_of(name));
		e = import_field_put(draft, key, str_copy(draft->arena,
		    (str){ json_string_value(value),
		    json_string_length(value) }));
	}
	return e;
}

enum err
import_rows_json(struct arena *arena, const struct rules *rules, str line,
    struct record *ret, struct fault *fault)
{
	struct import_field_draft	 draft;
	json_t				*root;
	enum err			 e;

	import_field_begin(arena, rules, &draft, fault);
	e = json_read(arena, line, LINE_BYTES, &root, fault);
	if (e != OK)
		return e;
	if (!json_is_object(root))
		return FAIL(fault, ERR_INVALID, "record.import.no_object");
	e = put_object(&draft, root, true);
	return e == OK ? import_field_end(&draft, ret) : e;
}
