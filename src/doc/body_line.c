#include "doc/body_line.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"

enum class {
	SOLID,
	SOFT,		/* blank or tab of the keyboard */
	HARD,		/* a blank somebody wants */
	WIDE,		/* the full-width one */
	LINE,		/* a blank that ends a line */
	NOTHING		/* no width, or what no text holds */
};

/* Blanks in front of a line that are an indent: full-width, or no-break. */
#define INDENT_WIDE	2u
#define INDENT_HARD	4u

static enum class
class_of(uint32_t point)
{
	if (point == ' ' || point == '\t')
		return SOFT;
	if (point == '\n' || point == '\r' || point == 0x2028 ||
	    point == 0x2029)
		return LINE;
	if (point == 0x3000)
		return WIDE;
	if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD ||
	    point == 0x200B || point == 0x200E || point == 0x200F ||
	    (point >= 0x202A && point <= 0x202E) || point == 0x2060 ||
	    (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF ||
	    (point & 0xFFFE) == 0xFFFE)
		return NOTHING;
	return utf8_is_blank(point) ? HARD : SOLID;
}

/* Printable ASCII and common ideographs, which need no closer look. */
static size_t
plain_run(str s, size_t from)
{
	const unsigned char	*at = (const unsigned char *)s.at;
	size_t			 i = from;

	while (i < s.n) {
		if (at[i] > 0x20 && at[i] < 0x7F)
			i++;
		else if (at[i] >= 0xE4 && at[i] <= 0xE9 && s.n - i >= 3)
			i += 3;
		else
			break;
	}
	return i - from;
}

static void
forget_blanks(struct body_line *line)
{
	line->breaks = line->indent = 0;
	line->gap = line->torn = line->hard = line->wide = false;
}

void
body_line_init(struct body_line *line, struct body *body)
{
	*line = (struct body_line){ .body = body };
	buf_init(&line->text, body->arena, DOC_BYTES);
}

bool
body_line_empty(const struct body_line *line)
{
	return line->n == 0;
}

static bool
same_look(struct body_look a, struct body_look b)
{
	return a.style == b.style && str_eq(a.href, b.href);
}

/* A link is underlined anyway; what stands high does not stand low. */
static struct body_look
plain_look(struct body_look look)
{
	if (look.href.n > 0)
		look.style &= ~BODY_UNDER;
	if ((look.style & BODY_SUP) != 0)
		look.style &= ~BODY_SUB;
	return look;
}

static void
add_piece(struct body_line *line, struct body_line_piece piece)
{
	if (line->body->runs++ == BODY_RUNS && line->body->e == OK)
		line->body->e = FAIL(line->body->fault, ERR_TOO_LARGE,
		    "doc.too_long");
	if (line->body->e != OK)
		return;
	if (line->n == line->room) {
		size_t	room = line->room == 0 ? 16 : line->room * 2;

		line->piece = arena_grow(line->body->arena, line->piece,
		    line->n, room, sizeof *line->piece);
		line->room = room;
	}
	line->piece[line->n++] = piece;
}

static void
add_text(struct body_line *line, str text, struct body_look look)
{
	struct body_line_piece	*last = line->n == 0 ? NULL :
				    &line->piece[line->n - 1];
	size_t			 from = line->text.n;

	buf_put(&line->text, text);
	if (last != NULL && last->what == BODY_TEXT &&
	    same_look(last->look, look))
		last->to = line->text.n;
	else
		add_piece(line, (struct body_line_piece){ .what = BODY_TEXT,
		    .look = look, .from = from, .to = line->text.n });
}

/* What two neighbours have in common: how the blank between them looks. */
static struct body_look
common(struct body_look a, struct body_look b)
{
	struct body_look	look = { .style = a.style & b.style };

	if (str_eq(a.href, b.href))
		look.href = a.href;
	return look;
}

/* A line end between two wide characters was set by an editor. */
static bool
is_tear(const struct body_line *line, str next)
{
	size_t	end = line->text.n, from = 0;

	return line->torn && !line->hard && !line->wide &&
	    line->piece[line->n - 1].what == BODY_TEXT &&
	    utf8_width(utf8_previous(buf_str(&line->text), &end)) == 2 &&
	    utf8_width(utf8_next(next, &from)) == 2;
}

/* May a line of that kind be two? */
static bool
may_part(enum body_kind kind)
{
	return kind == BODY_PARAGRAPH;
}

/* Set what stands for the blanks and breaks since the last piece. */
static void
close_gap(struct body_line *line, str next, struct body_look look)
{
	struct body_look	 between;

	if (line->aim.kind == BODY_PRE || line->n == 0) {
		forget_blanks(line);
		return;
	}
	between = common(line->piece[line->n - 1].look, look);
	if (line->breaks > 0 && may_part(line->aim.kind) &&
	    (line->breaks > 1 || line->indent >= INDENT_HARD)) {
		struct body_aim	aim = line->aim;

		body_line_end(line);
		line->aim = aim;
		line->aim.mark = NULL;
	} else if (line->breaks > 0)
		add_piece(line, (struct body_line_piece){ .what = BODY_BREAK,
		    .look = between });
	else if (line->gap && !is_tear(line, next))
		add_text(line, line->wide ? S("　") : S(" "), between);
	forget_blanks(line);
}

static void
add_blank(struct body_line *line, enum class class)
{
	line->gap = true;
	line->torn = line->torn || class == LINE;
	line->hard = line->hard || class == HARD;
	line->wide = line->wide || class == WIDE;
	if (class == WIDE)
		line->indent += INDENT_HARD / INDENT_WIDE;
	else if (class == HARD)
		line->indent++;
}

/* Text whose blanks and line ends count, but for those in front. */
static void
put_raw(struct body_line *line, str text, struct body_look look)
{
	size_t	at = 0;

	while (at < text.n) {
		size_t		from = at;
		uint32_t	point = utf8_next(text, &at);
		enum class	class = class_of(point);

		if (class == NOTHING || point == '\r' ||
		    (line->n == 0 && class == LINE))
			continue;
		add_text(line, point == 0x2028 || point == 0x2029 ? S("\n") :
		    str_sub(text, from, at), look);
	}
}

void
body_line_put(struct body_line *line, str text, struct body_look look)
{
	size_t	at = 0;

	look = plain_look(look);
	if (line->aim.kind == BODY_PRE) {
		put_raw(line, text, look);
		return;
	}
	while (at < text.n) {
		size_t		from = at;
		enum class	class = SOLID;

		at += plain_run(text, at);
		if (at == from)
			class = class_of(utf8_next(text, &at));
		if (class == SOLID) {
			str	solid = str_sub(text, from, at);

			close_gap(line, solid, look);
			add_text(line, solid, look);
		} else if (class != NOTHING)
			add_blank(line, class);
	}
}

void
body_line_break(struct body_line *line)
{
	unsigned	breaks;

	if (line->aim.kind == BODY_PRE && line->n > 0)
		add_text(line, S("\n"), line->piece[line->n - 1].look);
	if (line->aim.kind == BODY_PRE)
		return;
	breaks = line->breaks + 1;
	forget_blanks(line);
	line->breaks = breaks;
}

void
body_line_image(struct body_line *line, const struct body_image *image,
    struct body_look look)
{
	look = plain_look(look);
	close_gap(line, S(""), look);
	add_piece(line, (struct body_line_piece){ .what = BODY_IMAGE,
	    .look = look, .image = image });
}

/* In text whose blanks count those at the end do not. */
static void
trim_end(struct body_line *line)
{
	while (line->n > 0) {
		struct body_line_piece	*last = &line->piece[line->n - 1];
		size_t			 at;

		if (last->what != BODY_TEXT)
			return;
		while (last->to > last->from) {
			at = last->to;
			if (class_of(utf8_previous((str){ line->text.at,
			    last->to }, &at)) == SOLID)
				return;
			last->to = at;
		}
		line->n--;
	}
}

static void
take_pieces(struct body_line *line, struct body_block *block)
{
	const char	*text;

	text = arena_copy(line->body->arena, line->text.at, line->text.n);
	block->run = arena_array(line->body->arena, line->n,
	    sizeof *block->run);
	block->runs = line->n;
	for (size_t i = 0; i < line->n; i++) {
		const struct body_line_piece	*piece = &line->piece[i];

		block->run[i] = (struct body_run){ .what = piece->what,
		    .style = piece->look.style, .href = piece->look.href,
		    .image = piece->image,
		    .text = { text + piece->from, piece->to - piece->from } };
	}
}

void
body_line_end(struct body_line *line)
{
	struct body_block	*block = NULL;

	if (line->aim.kind == BODY_PRE)
		trim_end(line);
	if (line->n > 0)
		block = body_add(line->body, line->aim.holder,
		    line->aim.kind);
	if (block != NULL) {
		block->level = line->aim.level;
		if (block->kind == BODY_PARAGRAPH)
			block->mark = line->aim.mark;
		take_pieces(line, block);
	}
	line->n = 0;
	buf_clear(&line->text);
	forget_blanks(line);
	line->aim = (struct body_aim){ .kind = BODY_PARAGRAPH };
}
