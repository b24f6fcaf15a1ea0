#include "form/match_cell.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

/* A text as sign, digits and what stands behind them. */
struct shape {
	unsigned	signs;		/* words or marks of change in front */
	bool		down;		/* the first of them says less */
	str		sign;		/* all of them */
	str		digits;		/* with separators and fraction */
	str		rest;		/* unit or note, trimmed */
};

static bool
is_digit(uint32_t point)
{
	point = han_half(point);
	return point >= '0' && point <= '9';
}

/* The signs in front; "--253" has two. */
static size_t
take_signs(const struct match_words *words, str text, struct shape *shape)
{
	size_t	at = 0, n;

	for (;;) {
		str	rest = str_sub(text, at, text.n);
		bool	less = false;

		n = match_words_head(&words->more, rest);
		if (n == 0) {
			n = match_words_head(&words->less, rest);
			less = n > 0;
		}
		if (n == 0)
			return at;
		if (shape->signs++ == 0)
			shape->down = less;
		at += n;
		while (at < text.n && text.at[at] == ' ')
			at++;
	}
}

/* Digits, separators between them, a fraction. */
static size_t
take_digits(str text, size_t at)
{
	size_t	end = at;

	for (size_t next = at; next < text.n; ) {
		uint32_t	point = han_half(utf8_next(text, &next));

		if (is_digit(point))
			end = next;
		else if (point != ',' && point != '.' &&
		    !utf8_is_blank(point))
			break;
	}
	return end;
}

/* A unit, a note in brackets, a unit and a note; or nothing. */
static bool
is_rest(const struct match_words *words, str rest)
{
	size_t		n, next = 0;
	uint32_t	point;

	n = match_words_head(&words->units, rest);
	if (n == 0 && (str_starts(rest, S("万")) ||
	    str_starts(rest, S("亿")))) {
		n = S("万").n;
		n += match_words_head(&words->units,
		    str_sub(rest, n, rest.n));
	}
	rest = str_trim(str_sub(rest, n, rest.n));
	if (rest.n == 0)
		return true;
	point = han_half(utf8_next(rest, &next));
	return point == '(' && (str_ends(rest, S(")")) ||
	    str_ends(rest, S("）")));
}

static bool
shape_of(const struct match_words *words, str text, struct shape *shape)
{
	size_t	from, to;

	*shape = (struct shape){ 0 };
	from = take_signs(words, text, shape);
	to = take_digits(text, from);
	if (to == from)
		return false;
	shape->sign = str_sub(text, 0, from);
	shape->digits = str_trim(str_sub(text, from, to));
	shape->rest = str_trim(str_sub(text, to, text.n));
	return is_rest(words, shape->rest);
}

/* Nothing but digits, as most values are. */
static bool
is_plain(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.n > 0 && text.n < 16;
}

enum match_what
match_cell_what(const struct match_words *words, str text)
{
	struct shape	shape;

	if (text.n == 0)
		return MATCH_BLANK;
	if (text.n > 64)
		return MATCH_TEXT;
	if (is_plain(text))
		return MATCH_VALUE;
	if (match_words_is(&words->marks, text))
		return MATCH_MARK;
	if (match_words_is(&words->doubtful, text))
		return MATCH_VALUE;
	return shape_of(words, text, &shape) ? MATCH_VALUE : MATCH_TEXT;
}

/* 万 and 亿 behind a count belong to the number; behind money to the unit. */
static bool
read_digits(struct arena *arena, const struct form_column *column,
    const struct shape *shape, struct number *ret)
{
	str	digits = shape->digits;
	bool	wan = str_starts(shape->rest, S("万"));
	bool	yi = str_starts(shape->rest, S("亿"));

	if ((wan || yi) && column->unit != FORM_AMOUNT)
		digits = str_printf(arena, "%.*s%s", STRF(digits),
		    wan ? "万" : "亿");
	return number_read(digits, ret);
}

static bool
read_number(struct arena *arena, const struct match_words *words,
    const struct form_column *column, str text, struct filled_cell *cell)
{
	struct shape	shape;
	struct number	value;

	if (text.n > 64 || is_plain(text) || !shape_of(words, text, &shape))
		return number_read(text, &cell->value);
	if (shape.signs > 1 || !read_digits(arena, column, &shape, &value))
		return false;
	if (shape.signs == 1 && column->unit != FORM_CHANGE &&
	    !number_read(str_printf(arena, "%.*s%.*s", STRF(shape.sign),
	    STRF(shape.digits)), &cell->value))
		return false;
	if (shape.down)
		value.units = -value.units;
	cell->value = value;
	cell->unit = shape.rest;
	return true;
}

void
match_cell_read(struct arena *arena, const struct match_words *words,
    const struct form_column *column, str raw, struct filled_cell *cell)
{
	str	text = str_trim(han_repair(arena, raw));

	cell->raw = raw;
	if (text.n == 0)
		cell->state = FILLED_BLANK;
	else if (match_words_is(&words->marks, text))
		cell->state = FILLED_MARK;
	else if (!match_words_is(&words->doubtful, text) &&
	    read_number(arena, words, column, text, cell))
		cell->state = FILLED_NUMBER;
	else
		cell->state = FILLED_UNREADABLE;
}
