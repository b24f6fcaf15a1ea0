#include "doc/doc_flow.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"

enum class {
	SOLID,		/* carried on */
	BLANK,		/* somebody wants one: a hard or a wide blank */
	SOFT,		/* blank or tab of the keyboard */
	LINE,		/* a blank that ends a line */
	NOTHING		/* no width, no meaning */
};

static enum class
class_of(uint32_t point)
{
	if (point == ' ' || point == '\t')
		return SOFT;
	if (point == '\n' || point == '\r' || point == '\f' ||
	    point == 0x2028 || point == 0x2029)
		return LINE;
	if ((point >= 0x200B && point <= 0x200F) || point == 0xAD ||
	    (point >= 0x202A && point <= 0x202E) || point == 0x2060 ||
	    point == 0xFEFF)
		return NOTHING;
	if (utf8_is_blank(point))
		return BLANK;
	if (point < 0x20 || (point >= 0x7F && point < 0xA0))
		return NOTHING;
	return SOLID;
}

/*
 * Length of the run of plain characters at `from': printable ASCII and the
 * common ideographs, which need no closer look.
 */
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

/* Set the one blank that stands for all since the last character. */
static void
close_gap(struct doc_flow *flow, str next)
{
	size_t	end = flow->text.n, from = 0;
	bool	wide;

	if (!flow->gap)
		return;
	wide = flow->torn && !flow->hard &&
	    utf8_width(utf8_previous(buf_str(&flow->text), &end)) == 2 &&
	    utf8_width(utf8_next(next, &from)) == 2;
	if (!wide && flow->text.n > 0)
		buf_byte(&flow->text, ' ');
	flow->gap = flow->torn = flow->hard = false;
}

void
doc_flow_init(struct doc_flow *flow, struct arena *arena)
{
	*flow = (struct doc_flow){ .gap = false };
	buf_init(&flow->text, arena, DOC_BYTES);
}

void
doc_flow_put(struct doc_flow *flow, str piece)
{
	size_t	at = 0;

	while (at < piece.n) {
		size_t		from = at;
		enum class	class = SOLID;

		at += plain_run(piece, at);
		if (at == from)
			class = class_of(utf8_next(piece, &at));
		if (class == SOLID) {
			close_gap(flow, str_sub(piece, from, at));
			buf_put(&flow->text, str_sub(piece, from, at));
		} else if (class != NOTHING) {
			flow->gap = true;
			flow->torn = flow->torn || class == LINE;
			flow->hard = flow->hard || class == BLANK;
		}
	}
}

void
doc_flow_line(struct doc_flow *flow)
{
	flow->gap = true;
	flow->torn = true;
}

bool
doc_flow_empty(const struct doc_flow *flow)
{
	return flow->text.n == 0;
}

str
doc_flow_take(struct doc_flow *flow)
{
	str	text = str_copy(flow->text.arena, buf_str(&flow->text));

	buf_clear(&flow->text);
	flow->gap = flow->torn = flow->hard = false;
	return text;
}

str
doc_flow_once(struct arena *arena, str s)
{
	struct doc_flow	flow;

	doc_flow_init(&flow, arena);
	doc_flow_put(&flow, s);
	return buf_str(&flow.text);
}
