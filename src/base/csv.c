#include "base/csv.h"

#include <string.h>

#include "base/number.h"

void
csv_begin(struct buf *buf)
{
	buf_put(buf, S("\xEF\xBB\xBF"));
}

/* A spreadsheet would run it as a formula. */
static bool
formula(str field)
{
	struct number	number;

	return field.n > 0 && memchr("=+-@\t", field.at[0], 5) != NULL &&
	    !number_read(field, &number);
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
