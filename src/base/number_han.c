#include "base/number_han.h"

#include "base/utf8.h"

#define WAN	10000
#define YI	100000000
#define LIMIT	INT64_C(1000000000000000000)	/* of a struct number */

enum kind {
	NOT,
	DIGIT,			/* 一 .. 九, 两 */
	CAPITAL,		/* 壹 .. 玖: alone they are mostly words */
	ZERO,
	ROUND,			/* looks like 〇; a zero behind another digit */
	UNIT,
	TENS,			/* 廿, 卅, 卌 */
	SOME			/* 几, 数 */
};

struct token {
	enum kind	kind;
	int64_t		value;
	size_t		to;	/* byte after it */
};

/* More tokens than any numeral below 10^16 has. */
#define TOKENS	40

struct run {
	struct token	token[TOKENS];
	size_t		n;
	bool		units;	/* some token is a unit or tens */
	bool		over;	/* there were more */
};

struct reading {
	int64_t	high;		/* what 亿 has closed */
	int64_t	low;		/* what 万 has closed */
	int64_t	section;	/* below 万 */
	int64_t	bound;		/* the next unit of the section is smaller */
	int64_t	unit;		/* the last unit read */
	const struct token *pending; /* a digit that waits for its unit */
	bool	zero;		/* 零 stood behind the last unit */
	bool	rough;
	bool	odd;		/* no numeral is written so */
};

/* In the order of the code points. */
static const struct {
	uint32_t	point;
	enum kind	kind;
	int32_t		value;
} known[] = {
	{ 0x039F, ROUND, 0 },
	{ 0x041E, ROUND, 0 },
	{ U'○', ROUND, 0 },
	{ U'◯', ROUND, 0 },
	{ U'〇', ZERO, 0 },
	{ U'一', DIGIT, 1 },
	{ U'七', DIGIT, 7 },
	{ U'万', UNIT, WAN },
	{ U'三', DIGIT, 3 },
	{ U'两', DIGIT, 2 },
	{ U'九', DIGIT, 9 },
	{ U'二', DIGIT, 2 },
	{ U'五', DIGIT, 5 },
	{ U'亿', UNIT, YI },
	{ U'仟', UNIT, 1000 },
	{ U'伍', CAPITAL, 5 },
	{ U'佰', UNIT, 100 },
	{ U'億', UNIT, YI },
	{ U'兩', DIGIT, 2 },
	{ U'八', DIGIT, 8 },
	{ U'六', DIGIT, 6 },
	{ U'几', SOME, 0 },
	{ U'十', UNIT, 10 },
	{ U'千', UNIT, 1000 },
	{ U'卅', TENS, 30 },
	{ U'卌', TENS, 40 },
	{ U'叁', CAPITAL, 3 },
	{ U'叄', CAPITAL, 3 },
	{ U'四', DIGIT, 4 },
	{ U'壹', CAPITAL, 1 },
	{ U'幾', SOME, 0 },
	{ U'廿', TENS, 20 },
	{ U'拾', UNIT, 10 },
	{ U'捌', CAPITAL, 8 },
	{ U'数', SOME, 0 },
	{ U'數', SOME, 0 },
	{ U'柒', CAPITAL, 7 },
	{ U'玖', CAPITAL, 9 },
	{ U'百', UNIT, 100 },
	{ U'肆', CAPITAL, 4 },
	{ U'萬', UNIT, WAN },
	{ U'貳', CAPITAL, 2 },
	{ U'贰', CAPITAL, 2 },
	{ U'陆', CAPITAL, 6 },
	{ U'陸', CAPITAL, 6 },
	{ U'零', ZERO, 0 },
	{ 0xFF2F, ROUND, 0 },
};

static struct token
token_of(uint32_t point)
{
	size_t	low = 0, high = sizeof known / sizeof known[0];

	while (low < high) {
		size_t	middle = (low + high) / 2;

		if (known[middle].point == point)
			return (struct token){ known[middle].kind,
			    known[middle].value, 0 };
		if (known[middle].point < point)
			low = middle + 1;
		else
			high = middle;
	}
	return (struct token){ NOT, 0, 0 };
}

bool
number_han_begins(uint32_t point)
{
	enum kind	kind = token_of(point).kind;

	return kind != NOT && kind != ROUND;
}

/* 0 and O are met for 〇, but not where another letter or digit follows. */
static bool
stands_for_zero(str s, uint32_t point, size_t to)
{
	unsigned char	next = to < s.n ? (unsigned char)s.at[to] : 0;

	return (point == '0' || point == 'O' || point == 0xFF10) &&
	    !(next >= '1' && next <= '9') && next != '.' && next != ',' &&
	    !((next | 0x20) >= 'a' && (next | 0x20) <= 'z' && next != 'O');
}

static bool
is_number_part(enum kind kind)
{
	return kind == DIGIT || kind == CAPITAL || kind == ZERO;
}

/* The token at byte `at', as one of this run; NOT where the run ends. */
static struct token
next_token(str s, size_t at, const struct run *run)
{
	size_t		to = at;
	uint32_t	point = utf8_next(s, &to);
	struct token	token = token_of(point);
	enum kind	before = run->n == 0 ? NOT :
			    run->token[run->n - 1].kind;

	if (!run->units && is_number_part(before) &&
	    stands_for_zero(s, point, to))
		token.kind = ZERO;
	if (token.kind == ROUND)
		token.kind = is_number_part(before) || before == UNIT ?
		    ZERO : NOT;
	if (token.kind == UNIT && number_scan_is(s, to, S("分之")))
		token.kind = NOT;
	if (token.kind == SOME && run->n > 0 && point != U'几' && point != U'幾')
		token.kind = NOT;
	token.to = to;
	return token;
}

static struct run
run_of(str s, size_t at)
{
	struct run	run = { .n = 0 };
	struct token	token;

	for (token = next_token(s, at, &run); token.kind != NOT;
	    token = next_token(s, token.to, &run)) {
		if (run.n == TOKENS) {
			run.over = true;
			run.token[TOKENS - 1] = token;
			continue;
		}
		run.token[run.n++] = token;
		if (token.kind == UNIT || token.kind == TENS)
			run.units = true;
	}
	return run;
}

/*
 * Whether a numeral begins so.  几 and 数 need a unit behind them and nothing
 * behind that (人数十二人), 百 and above do not begin one (百姓, 千万), and 陆
 * or 伍 without units is rather a word (队伍陆续).
 */
static bool
well_begun(const struct run *run, enum number_scan_place place)
{
	if (run->n == 0)
		return false;
	switch (run->token[0].kind) {
	case SOME:
		return run->n > 1 && run->token[1].kind == UNIT &&
		    (run->n == 2 || run->token[2].kind == UNIT);
	case UNIT:
		return run->token[0].value == 10;
	case CAPITAL:
		return run->units || place == NUMBER_SCAN_ALONE;
	default:
		return true;
	}
}

/*
 * Digit by digit.  Two of them without a zero (三五, 一一) or a few that count
 * up (一二三) are rather a manner of speaking.
 */
static bool
read_digits(const struct run *run, int64_t *ret, bool *ret_rough, size_t *ret_n)
{
	bool	zero = false, steps = true;
	int64_t	value = 0;
	size_t	n;

	for (n = 0; n < run->n && run->token[n].kind != SOME; n++) {
		if (n == 18)
			return false;
		value = value * 10 + run->token[n].value;
		zero = zero || run->token[n].kind == ZERO;
		if (n > 0 && run->token[n].value != run->token[n - 1].value + 1)
			steps = false;
	}
	*ret = value;
	*ret_rough = n > 1 && !zero && (n == 2 || steps);
	*ret_n = n;
	return true;
}

/* The digit that waits: once for its unit, once for the end. */
static int64_t
as_factor(const struct reading *reading)
{
	if (reading->pending == NULL)
		return 0;
	return reading->pending->kind == SOME ? 1 : reading->pending->value;
}

/* A digit at the end counts the next lower unit (三千五), but not behind 零. */
static int64_t
as_rest(const struct reading *reading)
{
	if (reading->pending == NULL)
		return 0;
	if (reading->unit >= 100 && !reading->zero)
		return reading->pending->value * (reading->unit / 10);
	return reading->pending->value;
}

static void
take_small_unit(struct reading *reading, int64_t unit)
{
	int64_t	factor = as_factor(reading);

	if (unit == 10 && factor == 0)
		factor = 1;
	reading->odd = unit >= reading->bound || factor == 0;
	reading->section += factor * unit;
	reading->bound = unit;
}

static void
take_large_unit(struct reading *reading, int64_t unit)
{
	reading->section += as_factor(reading);
	if (unit == WAN) {
		reading->odd = reading->section == 0 || reading->low != 0;
		reading->low = reading->section * WAN;
	} else {
		reading->odd = reading->section + reading->low == 0 ||
		    reading->high != 0;
		reading->high = (reading->section + reading->low) * YI;
		reading->low = 0;
	}
	reading->section = 0;
	reading->bound = WAN;
}

static void
take(struct reading *reading, const struct token *token)
{
	switch (token->kind) {
	case UNIT:
		if (token->value < WAN)
			take_small_unit(reading, token->value);
		else
			take_large_unit(reading, token->value);
		break;
	case TENS:
		reading->odd = reading->bound <= 10 || reading->pending != NULL;
		reading->section += token->value;
		reading->bound = 10;
		break;
	case ZERO:
		reading->odd = reading->pending != NULL || reading->zero;
		reading->zero = true;
		return;
	default:
		reading->odd = reading->pending != NULL;
		reading->rough = reading->rough || token->kind == SOME;
		reading->pending = token;
		return;
	}
	reading->unit = token->kind == UNIT ? token->value : 10;
	reading->pending = NULL;
	reading->zero = false;
}

/* 千 where no 千 can be belongs to a measure (三十千瓦). */
static bool
is_measure(const struct run *run, size_t i)
{
	return i + 1 == run->n && run->token[i].kind == UNIT &&
	    run->token[i].value == 1000;
}

/*
 * With units.  What no numeral looks like (七八十, 十四五) is taken whole and
 * called rough, so that no part of it is mistaken for a number.
 */
static int64_t
read_units(const struct run *run, bool *ret_rough, size_t *ret_n)
{
	struct reading	reading = { .bound = WAN };
	size_t		n = run->n;

	if (run->token[n - 1].kind == ZERO)
		n--;
	for (size_t i = 0; i < n && !reading.odd; i++) {
		struct reading	before = reading;

		take(&reading, &run->token[i]);
		if (reading.odd && is_measure(run, i)) {
			reading = before;
			n = i;
		}
	}
	*ret_rough = reading.rough || reading.odd;
	*ret_n = n;
	return reading.high + reading.low + reading.section + as_rest(&reading);
}

/*
 * 点 and digits behind a numeral; left alone where a unit shows that it is a
 * time (九点三十分).  False when there are more digits than fit.
 */
static bool
read_fraction(str s, struct number_span *span)
{
	struct number	value = span->value;
	struct token	token;
	size_t		at = span->to, to;
	uint32_t	point = utf8_next(s, &at);
	bool		fits = true;

	if (point != U'点' && point != U'點')
		return true;
	for (to = at; ; to = at) {
		token = token_of(utf8_next(s, &at));
		if (token.kind != DIGIT && token.kind != ZERO)
			break;
		fits = fits && value.scale < 9 && value.units < LIMIT / 10;
		if (fits)
			value.units = value.units * 10 + token.value;
		value.scale++;
	}
	if (value.scale == 0 || (token.kind == UNIT && token.value < WAN))
		return true;
	span->value = value;
	span->to = to;
	return fits;
}

enum number_scan
number_han_scan(str s, size_t at, enum number_scan_place place,
    struct number_span *ret, bool *ret_unit)
{
	struct run		run = run_of(s, at);
	struct number_span	span = { .from = at, .han = true };
	size_t			used = run.n;

	if (!run.over && !well_begun(&run, place))
		return NUMBER_SCAN_NONE;
	span.to = run.token[run.n - 1].to;
	*ret = span;
	if (run.over)
		return NUMBER_SCAN_UNFIT;
	if (run.units)
		span.value.units = read_units(&run, &span.rough, &used);
	else if (!read_digits(&run, &span.value.units, &span.rough, &used))
		return NUMBER_SCAN_UNFIT;
	span.to = run.token[used - 1].to;
	*ret_unit = run.token[used - 1].kind == UNIT;
	if (!span.rough && !read_fraction(s, &span)) {
		ret->to = span.to;
		return NUMBER_SCAN_UNFIT;
	}
	*ret = span;
	return NUMBER_SCAN_FOUND;
}
