#include "check/prose_mention.h"

#include "base/utf8.h"

#define YEAR_FIRST	1900
#define YEAR_LAST	2100
#define ALONE_DIGITS	6	/* a longer number without a unit is a name */
#define REACH		64	/* tokens looked at on either side */

/* The character before or after a place; 0 at the ends. */
static uint32_t
char_before(str text, size_t at)
{
	return utf8_previous(text, &at);
}

static uint32_t
char_after(str text, size_t at)
{
	return utf8_next(text, &at);
}

static bool
is_ascii_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

static bool
is_dash(uint32_t c)
{
	return c == '-' || c == '~' || c == 0x2013 || c == 0x2014 ||
	    c == 0x2015 || c == 0x301C || c == 0x81F3 /* 至 */ ||
	    c == 0x5230 /* 到 */;
}

/* The number is glued to letters, a path, a document number, a version. */
static bool
is_glued(str text, const struct number_span *span)
{
	uint32_t	before = char_before(text, span->from);
	uint32_t	after = char_after(text, span->to);
	size_t		at = span->to;

	if (is_ascii_word(before) || before == '.' || before == '/' ||
	    before == '_' || before == '#' || before == '@' || before == '+' ||
	    before == 0x3014 || before == '[')
		return true;
	if (before == ':' && span->from >= 2 &&
	    is_ascii_word(char_before(text, span->from - 1)))
		return true;
	if (after == ':') {
		(void)utf8_next(text, &at);
		return !span->han && is_ascii_word(char_after(text, at));
	}
	return is_ascii_word(after) || after == '/' || after == 0x3015 ||
	    after == ']' || after == '+' || after == '@';
}

/* A number without a unit counts only where a mark follows at once. */
static bool
stands_alone(str text, const struct number_span *span)
{
	uint32_t	next = char_after(text, span->to);
	size_t		digits = span->to - span->from;

	if (span->han || digits > ALONE_DIGITS ||
	    (digits > 1 && text.at[span->from] == '0'))
		return false;
	return next == 0 || next == ',' || next == ';' || next == ')' ||
	    next == 0x3002 || next == 0x3001;
}

/* Step over one word of the class at *at. */
static bool
skip_word(const struct prose_rules *rules, str text, size_t *at,
    enum prose_class class)
{
	const struct prose_word	*word;

	word = prose_rules_word(rules, text, *at, PROSE_SET(class));
	if (word == NULL)
		return false;
	*at += word->text.n;
	return true;
}

/* The 次 in brackets of 条(次). */
static void
skip_bracketed_unit(const struct prose_rules *rules, str text, size_t *at)
{
	size_t	inside = *at;

	if (utf8_next(text, &inside) != '(' ||
	    !skip_word(rules, text, &inside, PROSE_UNIT))
		return;
	if (utf8_next(text, &inside) == ')')
		*at = inside;
}

static enum prose_kind
kind_of_unit(str key, struct number value, bool han)
{
	int64_t	n;
	bool	whole = number_integer(value, &n);

	if (str_is(key, "count"))
		return PROSE_COUNT;
	if (str_is(key, "things"))
		return han ? PROSE_LOOSE : PROSE_COUNT;
	if (str_is(key, "money"))
		return PROSE_MONEY;
	if (!whole)
		return PROSE_LOOSE;
	if (str_is(key, "year"))
		return n >= YEAR_FIRST && n <= YEAR_LAST ? PROSE_YEAR :
		    PROSE_LOOSE;
	if (n < 0 || n > 99)
		return PROSE_LOOSE;
	if (str_is(key, "month"))
		return PROSE_MONTH;
	if (str_is(key, "day"))
		return PROSE_DAY;
	return PROSE_QUARTER;
}

/* Set kind, unit and end; the words that make it rough are taken in. */
static void
read_unit(const struct prose_rules *rules, str text,
    const struct number_span *span, struct prose_mention *mention)
{
	const struct prose_word	*unit;
	size_t			 at = span->to;

	if (char_after(text, at) == ' ')
		at++;
	if (skip_word(rules, text, &at, PROSE_ABOUT_AFTER))
		mention->rough = true;
	unit = prose_rules_word(rules, text, at, PROSE_SET(PROSE_UNIT));
	if (unit == NULL) {
		if (!mention->rough && stands_alone(text, span))
			mention->kind = PROSE_COUNT;
		return;
	}
	mention->kind = kind_of_unit(unit->key, span->value, span->han);
	mention->unit = unit->text;
	at += unit->text.n;
	skip_bracketed_unit(rules, text, &at);
	if (skip_word(rules, text, &at, PROSE_ABOUT_AFTER))
		mention->rough = true;
	mention->to = at;
}

struct prose_mention
prose_mention_read(const struct prose_rules *rules, str text,
    const struct number_span *span, const struct prose_token *before)
{
	struct prose_mention	mention = {
		.kind = PROSE_LOOSE, .value = span->value, .count = -1,
		.rough = span->rough, .han = span->han,
		.from = span->from, .to = span->to,
	};

	if (span->percent)
		mention.kind = PROSE_PERCENT;
	else if (!span->permille && !is_glued(text, span))
		read_unit(rules, text, span, &mention);

	if (before != NULL && (before->is & PROSE_SET(PROSE_ABOUT)) != 0)
		mention.rough = true;
	if (before != NULL && (before->is & PROSE_SET(PROSE_ORDINAL)) != 0 &&
	    mention.kind != PROSE_QUARTER)
		mention.kind = PROSE_LABEL;
	if (mention.rough || !number_integer(span->value, &mention.count) ||
	    mention.count < 0)
		mention.count = -1;
	return mention;
}

/* --- what stands around ------------------------------------------------- */

static bool
is_figure(const struct prose_block *block, const struct prose_token *token)
{
	enum prose_kind	kind;

	if (token->mention < 0)
		return false;
	kind = block->mention[token->mention].kind;
	return kind == PROSE_COUNT || kind == PROSE_PERCENT ||
	    kind == PROSE_MONEY;
}

/* From a closing bracket back to its opening; the same place if it counts. */
static size_t
skip_brackets(const struct prose_block *block, size_t i)
{
	size_t	at = i;

	while (at > 0 && i - at < REACH) {
		at--;
		if (is_figure(block, &block->token[at]))
			return i;
		if (block->token[at].mark == '(' &&
		    block->token[at].depth == block->token[i].depth)
			return at;
	}
	return i;
}

static size_t
find_lead(const struct prose_block *block, size_t own)
{
	size_t	i = own, first = block->sentence[
		    block->token[own].sentence].first, open;

	while (i > first && own - i < REACH) {
		const struct prose_token	*token = &block->token[i - 1];

		if (prose_breaks(token) || token->mark == '(' ||
		    is_figure(block, token))
			break;
		if (token->mark == ')') {
			open = skip_brackets(block, i - 1);
			if (open == i - 1)
				break;
			i = open;
			continue;
		}
		i--;
	}
	return i;
}

static size_t
find_tail(const struct prose_block *block, size_t own)
{
	size_t	i = own + 1, last = block->sentence[
		    block->token[own].sentence].last;

	while (i < last && i - own < REACH) {
		const struct prose_token	*token = &block->token[i];

		if (prose_breaks(token) || token->mark == '(' ||
		    token->mark == ')' || token->mark == 0x3001 ||
		    is_figure(block, token))
			break;
		i++;
	}
	return i;
}

/* A lone number at the head of a clause with a mark behind numbers an item. */
static bool
is_item_number(const struct prose_block *block, const struct prose_mention *m)
{
	const struct prose_token	*next;

	if (m->kind != PROSE_COUNT || m->unit.n != 0 || m->lead != m->token)
		return false;
	if (m->token + 1 >= block->tokens)
		return true;
	next = &block->token[m->token + 1];
	return next->mark == 0x3001 || next->mark == ')';
}

/* Two counts with only a dash between them are a range: 3-5, 3件至5件. */
static void
join_range(str text, struct prose_mention *left, struct prose_mention *right)
{
	size_t	at = left->to;

	if (at >= right->from || !is_dash(utf8_next(text, &at)) ||
	    at != right->from || right->kind != PROSE_COUNT)
		return;
	left->rough = right->rough = true;
	left->count = right->count = -1;
}

void
prose_mention_settle(struct prose_block *block)
{
	for (size_t i = 0; i < block->mentions; i++) {
		struct prose_mention	*m = &block->mention[i];

		if (i > 0)
			join_range(block->text, m - 1, m);
		m->lead = find_lead(block, m->token);
		m->tail = find_tail(block, m->token);
		if (is_item_number(block, m))
			m->kind = PROSE_LABEL;
		if (m->kind == PROSE_DAY && (m->token == 0 ||
		    block->token[m->token - 1].mention < 0 ||
		    block->mention[block->token[m->token - 1].mention].kind !=
		    PROSE_MONTH))
			m->kind = PROSE_LOOSE;
	}
}
