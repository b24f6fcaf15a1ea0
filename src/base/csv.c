#include "base/csv.h"

#include <string.h>

void
csv_begin(struct buf *buf)
{
	buf_put(buf, S("\xEF\xBB\xBF"));
}

/* A sign and digits with a point among them: a number to any spreadsheet. */
static bool
plain_number(str field)
{
	size_t	digits = 0, points = 0;

	for (size_t i = 1; i < field.n; i++) {
		points += field.at[i] == '.';
		digits += field.at[i] >= '0' && field.at[i] <= '9';
	}
	return (field.at[0] == '+' || field.at[0] == '-') && digits > 0 &&
	    points <= 1 && digits + points + 1 == field.n;
}

/* A spreadsheet would run it as a formula. */
static bool
formula(str field)
{
	return field.n > 0 && memchr("=+-@\t\r", field.at[0], 6) != NULL &&
	    !plain_number(field);
}

static bool
needs_quotes(str field)
{
	for (size_t i = 0; i < field.n; i++)
		if (memchr(",\"\r\n", field.at[i], 4) != NULL)
			return true;
	return false;
}

static void
put_field(struct buf *buf, str field)
{
	bool	quotes = needs_quotes(field);

	if (quotes)
		buf_byte(buf, '"');
	if (formula(field))
		buf_byte(buf, '\'');
	for (size_t i = 0; i < field.n; i++) {
		if (field.at[i] == '"')
			buf_byte(buf, '"');
		buf_byte(buf, field.at[i]);
	}
	if (quotes)
		buf_byte(buf, '"');
}

void
csv_record(struct buf *buf, const str *field, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(buf, ',');
		put_field(buf, field[i]);
	}
	buf_put(buf, S("\r\n"));
}
