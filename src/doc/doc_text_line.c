#include "doc/doc_text_line.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_outline.h"

#define LINES		1000000u

/* A tab goes to the next of these columns. */
#define TAB_STOP	8u

/* Ideographs behind a number that are still its unit: 件, 万元. */
#define UNIT		2u

/* Dashes in a row that rule something off; fewer stand for a value. */
#define RULE		3u

/* Bytes of the longest page number with its trimmings. */
#define FOLIO		48u

static unsigned
advance(unsigned column, uint32_t point)
{
	if (point == '\t')
		return (column / TAB_STOP + 1) * TAB_STOP;
	return column + utf8_width(point);
}

/* Bytes of the line end at `at'; 0 if the line goes on. */
static size_t
line_end(str s, size_t at)
{
	switch ((unsigned char)s.at[at]) {
	case '\r':
		return at + 1 < s.n && s.at[at + 1] == '\n' ? 2 : 1;
	case '\n':
	case '\f':
	case '\v':
		return 1;
	case 0xE2:
		return s.n - at >= 3 && s.at[at + 1] == '\x80' &&
		    (s.at[at + 2] == '\xA8' || s.at[at + 2] == '\xA9') ? 3 : 0;
	default:
		return 0;
	}
}

static void
measure(struct doc_text_line *line)
{
	size_t		at = 0, from = (size_t)(line->solid.at - line->text.at);
	unsigned	column = 0;

	while (at < from)
		column = advance(column, utf8_next(line->text, &at));
	line->x0 = column;
	for (at = 0; at < line->solid.n; ) {
		size_t	pipe = doc_text_line_pipe(line->solid, at);

		line->pipes += pipe != 0;
		line->tabs += line->solid.at[at] == '\t';
		if (pipe == 0 && line->solid.at[at] == '\\' &&
		    at + 1 < line->solid.n && line->solid.at[at + 1] == '|') {
			at += 2;
			column += 2;
			continue;
		}
		column = advance(column, utf8_next(line->solid, &at));
	}
	line->x1 = column;
}

enum err
doc_text_line_part(struct arena *arena, str text, struct doc_text_line **ret,
    size_t *ret_n, struct fault *fault)
{
	bool			 paged = str_has(text, S("\f"));
	struct doc_place	 place = { .line = 1, .page = paged };
	struct doc_text_line	*line = NULL;
	size_t			 n = 0, room = 0;

	for (size_t from = 0, to, end; from < text.n; from = to + end) {
		for (to = from, end = 0; to < text.n && end == 0; to += !end)
			end = line_end(text, to);
		if (n == LINES)
			return FAIL(fault, ERR_TOO_LARGE, "doc.too_long");
		if (n == room) {
			room = room == 0 ? 256 : room * 2;
			line = arena_grow(arena, line, n, room, sizeof *line);
		}
		line[n] = (struct doc_text_line){ .place = place };
		line[n].text = utf8_clean(arena, str_sub(text, from, to));
		line[n].solid = str_trim(line[n].text);
		measure(&line[n++]);
		if (to == text.n)
			break;
		place.page += text.at[to] == '\f';
		place.line += text.at[to] == '\n' || text.at[to] == '\r';
	}
	*ret = line;
	*ret_n = n;
	return OK;
}

bool
doc_text_line_piece(str line, struct doc_text_piece *piece)
{
	size_t	from = piece->at, end = piece->at, blanks = 0;

	while (piece->at < line.n) {
		size_t		before = piece->at;
		uint32_t	point = utf8_next(line, &piece->at);

		if (utf8_is_blank(point)) {
			blanks += point == '\t' ? 2 : 1;
		} else if (end > from && blanks >= 2) {
			piece->at = before;
			break;
		} else if (end == from) {
			from = before;
			piece->x0 = piece->x;
			piece->c0 = piece->c;
		}
		piece->x = advance(piece->x, point);
		piece->c = point == '\t' ? advance(piece->c, point) :
		    piece->c + (utf8_width(point) > 0);
		if (utf8_is_blank(point))
			continue;
		blanks = 0;
		end = piece->at;
		piece->x1 = piece->x;
		piece->c1 = piece->c;
	}
	piece->text = str_sub(line, from, end);
	return end > from;
}

size_t
doc_text_line_pipe(str s, size_t at)
{
	static const char *const	wide[] = { "｜", "│", "┃", "║" };

	if (s.at[at] == '|')
		return 1;
	if ((unsigned char)s.at[at] < 0xE0)
		return 0;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (s.n - at >= 3 && memcmp(s.at + at, wide[i], 3) == 0)
			return 3;
	return 0;
}

bool
doc_text_line_is_rule(str s)
{
	size_t	run = 0, at = 0;
	bool	ruled = false;

	while (at < s.n) {
		size_t		pipe = doc_text_line_pipe(s, at);
		uint32_t	point = utf8_next(s, &at);

		if (pipe != 0 || utf8_is_blank(point)) {
			if (run > 0 && run < RULE)
				return false;
			run = 0;
			continue;
		}
		if (point != '-' && point != '=' && point != '+' &&
		    point != '_' && point != ':' &&
		    (point < 0x2500 || point > 0x257F))
			return false;
		run++;
		ruled = true;
	}
	return ruled && (run == 0 || run >= RULE);
}

/* Signs that stand in a number or for one. */
static bool
is_sign(uint32_t point)
{
	static const uint32_t	signs[] = {
		'+', '-', '/', '.', ',', '%', '*', '\\', 0xB1, 0x2010, 0x2011,
		0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500, 0x3001,
		0xFF0B, 0xFF0C, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF05, 0xFF0A,
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i] == point)
			return true;
	return false;
}

static bool
is_digit(uint32_t point)
{
	return (point >= '0' && point <= '9') ||
	    (point >= 0xFF10 && point <= 0xFF19);
}

bool
doc_text_line_is_value(str s)
{
	size_t	digits = 0, unit = 0, at = 0;

	if (doc_outline_of(s) != DOC_OUTLINE_NONE)
		return false;
	while (at < s.n) {
		uint32_t	point = utf8_next(s, &at);

		if (utf8_is_blank(point))
			continue;
		if (is_digit(point)) {
			if (unit > 0)
				return false;
			digits++;
		} else if (utf8_is_han(point)) {
			unit++;
		} else if (!is_sign(point)) {
			return false;
		}
	}
	return unit == 0 || (digits > 0 && unit <= UNIT);
}

bool
doc_text_line_is_folio(str s)
{
	size_t	digits = 0, trimmings = 0, at = 0;

	if (s.n == 0 || s.n > FOLIO)
		return false;
	while (at < s.n) {
		uint32_t	point = utf8_next(s, &at);

		if (is_digit(point))
			digits++;
		else if (point == 0x7B2C || point == 0x9875 ||
		    point == 0x5171 || point == 0xB7 || is_sign(point))
			trimmings++;	/* 第 页 共 · and dashes */
		else if (!utf8_is_blank(point))
			return false;
	}
	return digits > 0 && digits <= 6 && trimmings > 0;
}

bool
doc_text_line_is_sentence(str s)
{
	static const uint32_t	ends[] = {
		0x3002, 0xFF01, 0xFF1F, 0xFF1B, '!', '?', ';',
	};
	size_t			at = s.n;
	uint32_t		point = utf8_previous(s, &at);

	while (point == 0x201D || point == 0x300B || point == 0xFF09)
		point = utf8_previous(s, &at);	/* ”》） close behind it */
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends[i] == point)
			return true;
	return false;
}
