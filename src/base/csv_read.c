#include "base/csv.h"

#include <string.h>

#include "base/arena.h"

/* Where a file is being read. */
struct reading {
	struct arena	*arena;
	str		 text;
	size_t		 at;	/* byte offset */
	unsigned	 line;	/* of it, from 1 */
	str		 field[CSV_FIELDS];	/* of the row being read */
	size_t		 n;
	struct fault	*fault;
};

static enum err
wrong(const struct reading *reading, enum err code, const char *key,
    unsigned line)
{
	return FAIL(reading->fault, code, key, str_printf(reading->arena,
	    "%u", line));
}

static bool
at_end(const struct reading *reading)
{
	return reading->at >= reading->text.n;
}

static char
here(const struct reading *reading)
{
	return at_end(reading) ? '\n' : reading->text.at[reading->at];
}

static bool
ends_field(char c)
{
	return c == ',' || c == '\n' || c == '\r';
}

/* Text in quotes, `at' being behind the first; a doubled one stands for
   itself. */
static enum err
read_quoted(struct reading *reading, str *ret)
{
	unsigned	line = reading->line;
	size_t		from = reading->at;
	char		*to;
	size_t		n = 0;

	while (!at_end(reading) && !(here(reading) == '"' &&
	    (reading->at + 1 >= reading->text.n ||
	    reading->text.at[reading->at + 1] != '"'))) {
		if (here(reading) == '"')
			reading->at++;
		else if (here(reading) == '\n')
			reading->line++;
		reading->at++;
		n++;
	}
	if (at_end(reading))
		return wrong(reading, ERR_INVALID, "csv.quote", line);
	to = arena_alloc(reading->arena, n + 1);
	for (size_t i = 0; i < n; i++, from++) {
		to[i] = reading->text.at[from];
		from += to[i] == '"';
	}
	reading->at++;
	*ret = (str){ to, n };
	return ends_field(here(reading)) ? OK : wrong(reading, ERR_INVALID,
	    "csv.quote", reading->line);
}

static void
read_plain(struct reading *reading, str *ret)
{
	size_t	from = reading->at;

	while (!at_end(reading) && !ends_field(here(reading)))
		reading->at++;
	*ret = str_sub(reading->text, from, reading->at);
}

/* The apostrophe that keeps a spreadsheet program from running a formula. */
static str
without_guard(str s)
{
	return s.n > 1 && s.at[0] == '\'' && strchr("=+-@", s.at[1]) != NULL ?
	    str_sub(s, 1, s.n) : s;
}

static enum err
read_row(struct reading *reading)
{
	enum err	e = OK;

	reading->n = 0;
	for (;;) {
		str	*field = &reading->field[reading->n];

		if (reading->n == CSV_FIELDS)
			return wrong(reading, ERR_TOO_LARGE, "csv.fields",
			    reading->line);
		if (here(reading) == '"' && !at_end(reading)) {
			reading->at++;
			e = read_quoted(reading, field);
		} else {
			read_plain(reading, field);
		}
		if (e != OK)
			return e;
		*field = without_guard(*field);
		reading->n++;
		if (at_end(reading) || here(reading) != ',')
			break;
		reading->at++;
	}
	if (!at_end(reading) && here(reading) == '\r')
		reading->at++;
	if (!at_end(reading) && here(reading) == '\n')
		reading->at++;
	return OK;
}

static bool
is_blank(const struct reading *reading)
{
	for (size_t i = 0; i < reading->n; i++)
		if (str_trim(reading->field[i]).n > 0)
			return false;
	return true;
}

enum err
csv_read(struct arena *arena, str text, struct csv_row **ret, size_t *ret_n,
    struct fault *fault)
{
	struct reading	*reading = arena_alloc(arena, sizeof *reading);
	struct csv_row	*row = NULL;
	size_t		 n = 0, room = 0;
	enum err	 e;

	*reading = (struct reading){ .arena = arena, .text = text,
	    .fault = fault };
	if (str_starts(text, S("\xEF\xBB\xBF")))
		reading->at = 3;
	for (reading->line = 1; !at_end(reading); reading->line++) {
		unsigned	line = reading->line;

		e = read_row(reading);
		if (e != OK)
			return e;
		if (is_blank(reading))
			continue;
		if (n == CSV_ROWS)
			return wrong(reading, ERR_TOO_LARGE, "csv.rows",
			    line);
		if (n == room) {
			room = room == 0 ? 64 : room * 2;
			row = arena_grow(arena, row, n, room, sizeof *row);
		}
		row[n] = (struct csv_row){ line, arena_array(arena,
		    reading->n, sizeof(str)), reading->n };
		memcpy(row[n++].field, reading->field,
		    reading->n * sizeof(str));
	}
	*ret = row;
	*ret_n = n;
	return OK;
}
