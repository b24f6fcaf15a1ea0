/*
 * proof_number - the document number (发文字号) of what is to be public.
 *
 * The year stands in full between 〔 and 〕; the number behind it bears no 第,
 * no zeros in front, and 号 behind (GB/T 9704, 7.2.5).  A number without a year
 * in brackets (令第12号, 2024年第5号) is another scheme and is let be.
 */
#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "check/proof_run.h"

/* A number cut at its year. */
struct number {
	str	before;		/* "青政发" */
	str	open;		/* as written */
	str	year;		/* its digits, of either width */
	str	close;		/* as written */
	str	behind;		/* "5号" */
};

static const char *const	brackets[][2] = {
	{ "〔", "〕" }, { "[", "]" }, { "［", "］" }, { "（", "）" },
	{ "(", ")" }, { "【", "】" }, { "﹝", "﹞" }, { "<", ">" },
	{ "〈", "〉" }, { "《", "》" }, { "『", "』" }, { "{", "}" },
};

static bool
is_year(str s)
{
	size_t	at = 0, n = 0;

	while (at < s.n) {
		uint32_t	point = han_half(utf8_next(s, &at));

		if (point < '0' || point > '9')
			return false;
		n++;
	}
	return n == 2 || n == 4;
}

/* Cut at the first brackets with a year in them. */
static bool
cut(str s, struct number *ret)
{
	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
		str		open = str_of(brackets[i][0]);
		str		close = str_of(brackets[i][1]), year;
		ptrdiff_t	at = str_find(s, open, 0), end;

		if (at < 0)
			continue;
		end = str_find(s, close, (size_t)at);
		if (end < 0)
			continue;
		year = str_trim(str_sub(s, (size_t)at + open.n, (size_t)end));
		if (!is_year(year))
			continue;
		*ret = (struct number){ str_trim(str_sub(s, 0, (size_t)at)),
		    open, year, close, str_trim(str_sub(s,
		    (size_t)end + close.n, s.n)) };
		return true;
	}
	return false;
}

/* The figures at the head of a text, in ASCII; moves *at behind them. */
static int64_t
figures(str s, size_t *at, size_t *ret_n)
{
	int64_t	n = 0;

	*ret_n = 0;
	for (;;) {
		size_t		next = *at;
		uint32_t	point = han_half(utf8_next(s, &next));

		if (point < '0' || point > '9' || *ret_n == 9)
			return n;
		n = 10 * n + (int64_t)(point - '0');
		++*ret_n;
		*at = next;
	}
}

/* As it should be written; empty where that cannot be told. */
static str
proper(struct arena *arena, const struct number *number)
{
	str	rest = number->behind;
	size_t	at = 0, n;
	int64_t	year, of;

	year = figures(number->year, &at, &n);
	if (n != 4)
		return S("");
	if (str_starts(rest, S("第")))
		rest = str_trim(str_sub(rest, 3, rest.n));
	at = 0;
	of = figures(rest, &at, &n);
	rest = str_trim(str_sub(rest, at, rest.n));
	if (n == 0 || (rest.n > 0 && !str_eq(rest, S("号"))))
		return S("");
	return str_printf(arena, "%.*s〔%lld〕%lld号", STRF(number->before),
	    (long long)year, (long long)of);
}

PROOF(number_missing, .key = "number_missing")
(struct proof_run *run)
{
	if (str_trim(run->subject->number).n == 0 &&
	    proof_rules_is(&run->rules->number_kinds, run->subject->kind))
		(void)PROOF_FIND(run, NULL, "none", run->subject->kind);
}

PROOF(number_form, .key = "number_form")
(struct proof_run *run)
{
	str		written = str_trim(run->subject->number), right;
	struct number	number;

	if (written.n == 0 || !cut(written, &number))
		return;
	right = proper(run->arena, &number);
	if (right.n == 0)
		(void)PROOF_FIND(run, NULL, "unknown", written);
	else if (!str_eq(right, written))
		(void)PROOF_FIND(run, NULL, "other", written, right);
}

PROOF(number_year, .key = "number_year")
(struct proof_run *run)
{
	str		written = str_trim(run->subject->number);
	struct number	number;
	size_t		at = 0, n;
	int64_t		year;
	int		of;

	if (run->subject->date == DAY_NONE || !cut(written, &number))
		return;
	year = figures(number.year, &at, &n);
	of = day_parts(run->subject->date).year;
	if (n == 4 && year != of)
		(void)PROOF_FIND(run, NULL, "unequal", written,
		    str_int(run->arena, of));
}

/* A line of the text that is a number and nothing else. */
static bool
is_number_line(struct arena *arena, str line, str *ret)
{
	struct number	number;

	if (line.n > 90 || !cut(line, &number) || number.before.n == 0 ||
	    utf8_count(number.before) > 12)
		return false;
	*ret = proper(arena, &number);
	return ret->n > 0;
}

#define HEAD_LINES	8	/* of a text in which its number stands */

PROOF(number_text, .key = "number_text")
(struct proof_run *run)
{
	const struct proof_passage	*body = &run->passage[1];
	str				 rest = body->text, line, in_text;
	str				 own;
	struct number			 number;

	if (!cut(str_trim(run->subject->number), &number))
		return;
	own = proper(run->arena, &number);
	for (int i = 0; i < HEAD_LINES && str_cut(&rest, '\n', &line); i++) {
		size_t	from;

		line = str_trim(line);
		if (own.n == 0 || !is_number_line(run->arena, line, &in_text))
			continue;
		from = (size_t)(line.at - body->text.at);
		if (!str_eq(own, in_text))
			proof_run_mark(PROOF_FIND(run, body, "unequal",
			    in_text, own), body, from, from + line.n);
		return;
	}
}
