#include "check/proof_trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/han.h"
#include "base/utf8.h"
#include "check/personal.h"
#include "check/proof_trace_address.h"

#define BEFORE		60u	/* bytes in which a word tells of a number */
#define OLD_DIGITS	15u
#define PASSPORT	9u	/* characters */

/* How many characters stay at the beginning and at the end. */
static const size_t	shown[][2] = {
	[PROOF_TRACE_IDENTITY] = { 4, 4 },
	[PROOF_TRACE_CARD] = { 4, 4 },
	[PROOF_TRACE_MOBILE] = { 3, 4 },
	[PROOF_TRACE_PASSPORT] = { 2, 2 },
	[PROOF_TRACE_IDENTITY_OLD] = { 4, 3 },
	[PROOF_TRACE_LANDLINE] = { 4, 2 },
	[PROOF_TRACE_ADDRESS] = { 6, 0 },
};

struct traces {
	struct arena			*arena;
	const struct proof_rules	*rules;
	str				 text;
	struct proof_trace		*at;
	size_t				 n, room;
};

static void
add(struct traces *traces, enum proof_trace_kind kind, size_t from, size_t to)
{
	if (traces->n == traces->room) {
		traces->room = traces->room == 0 ? 16 : 2 * traces->room;
		traces->at = arena_grow(traces->arena, traces->at, traces->n,
		    traces->room, sizeof *traces->at);
	}
	traces->at[traces->n++] = (struct proof_trace){ kind, from, to };
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Not a part of something longer: no letter, digit or joint touches it. */
static bool
stands_alone(str text, size_t from, size_t to)
{
	static const char	joints[] = "-_/=.";
	char			before = from > 0 ? text.at[from - 1] : ' ';
	char			after = to < text.n ? text.at[to] : ' ';

	return !is_digit(before) && !is_letter(before) && !is_digit(after) &&
	    !is_letter(after) && memchr(joints, before, 5) == NULL &&
	    memchr("-_/=", after, 4) == NULL;
}

/* What stands before a place on its line, so far as it can tell of it. */
static str
before(str text, size_t at)
{
	size_t	from = at;

	while (from > 0 && at - from < BEFORE && text.at[from - 1] != '\n')
		from--;
	return str_sub(text, from, at);
}

static size_t
digits_at(str text, size_t at)
{
	size_t	n = 0;

	while (at + n < text.n && is_digit(text.at[at + n]))
		n++;
	return n;
}

static int
figure(str text, size_t at)
{
	return (text.at[at] - '0') * 10 + text.at[at + 1] - '0';
}

/* Six digits of a region, six of a day of birth, three in a row. */
static bool
is_old(const struct traces *traces, size_t at)
{
	static const char	regions[] = "11 12 13 14 15 21 22 23 31 32 33 "
	    "34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65";
	str			text = traces->text;

	return str_has(S(regions), str_sub(text, at, at + 2)) &&
	    day_make(1900 + figure(text, at + 6), figure(text, at + 8),
	    figure(text, at + 10)) != DAY_NONE &&
	    !proof_rules_any(&traces->rules->not_identity, before(text, at));
}

/* Two letters and seven digits, or one and eight. */
static bool
is_passport(const struct traces *traces, size_t at)
{
	str	text = traces->text;
	size_t	letters = is_letter(text.at[at + 1]) ? 2 : 1;

	return strchr("EGDSPHM", text.at[at] & ~0x20) != NULL &&
	    digits_at(text, at + letters) == PASSPORT - letters &&
	    stands_alone(text, at, at + PASSPORT) &&
	    proof_rules_any(&traces->rules->passport, before(text, at));
}

/* The mark between an area's code and the number; 0: there is none. */
static size_t
joint(str s)
{
	static const char *const	joints[] = { "-", " ", ")", "）", "－",
					    "—", "–", "－－", "——" };
	size_t				longest = 0;

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (str_starts(s, str_of(joints[i])) &&
		    strlen(joints[i]) > longest)
			longest = strlen(joints[i]);
	return longest;
}

/* "0571-88880000": where the number ends that begins here; 0: none does. */
static size_t
landline(str text, size_t at, size_t digits)
{
	size_t	link, n;

	if (text.at[at] != '0' || digits < 3 || digits > 4 ||
	    (digits == 3) != (text.at[at + 1] == '1' ||
	    text.at[at + 1] == '2'))
		return 0;
	link = joint(str_sub(text, at + digits, text.n));
	n = link == 0 ? 0 : digits_at(text, at + digits + link);
	if (n < 7 || n > 8 || text.at[at + digits + link] < '2')
		return 0;
	return at + digits + link + n;
}

/* The numbers that `personal' does not know. */
static void
find_numbers(struct traces *traces)
{
	str	text = traces->text;

	for (size_t at = 0; at < text.n;) {
		size_t	digits = digits_at(text, at), to;

		if (digits == 0) {
			if (is_letter(text.at[at]) &&
			    at + PASSPORT <= text.n &&
			    is_passport(traces, at))
				add(traces, PROOF_TRACE_PASSPORT, at,
				    at + PASSPORT);
			at++;
			continue;
		}
		to = landline(text, at, digits);
		if (digits == OLD_DIGITS && is_old(traces, at) &&
		    stands_alone(text, at, at + digits))
			add(traces, PROOF_TRACE_IDENTITY_OLD, at,
			    at + digits);
		else if (to > 0 && stands_alone(text, at, to))
			add(traces, PROOF_TRACE_LANDLINE, at, to);
		at += digits;
	}
}

static void
find_personal(struct traces *traces)
{
	static const enum proof_trace_kind	kinds[] = {
		[PERSONAL_IDENTITY] = PROOF_TRACE_IDENTITY,
		[PERSONAL_MOBILE] = PROOF_TRACE_MOBILE,
		[PERSONAL_CARD] = PROOF_TRACE_CARD,
	};
	struct personal	number;
	size_t		at = 0;

	while (personal_next(traces->text, &at, &number))
		add(traces, kinds[number.kind], number.from, number.to);
}

static void
find_addresses(struct traces *traces)
{
	size_t	at = 0, from, to;

	while (proof_trace_address_next(traces->rules, traces->text, &at,
	    &from, &to))
		add(traces, PROOF_TRACE_ADDRESS, from, to);
}

/* By place, the weightier kind first. */
static int
by_place(const void *a, const void *b)
{
	const struct proof_trace	*x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

struct proof_trace *
proof_trace_all(struct arena *arena, const struct proof_rules *rules, str text,
    size_t *ret_n)
{
	struct traces	traces = { .arena = arena, .rules = rules,
			    .text = text };
	size_t		n = 0;

	find_personal(&traces);
	find_numbers(&traces);
	find_addresses(&traces);
	if (traces.n > 0)
		qsort(traces.at, traces.n, sizeof *traces.at, by_place);
	for (size_t i = 0; i < traces.n; i++)
		if (n == 0 || traces.at[i].from >= traces.at[n - 1].to)
			traces.at[n++] = traces.at[i];
	*ret_n = n;
	return traces.at;
}

static bool
counts(uint32_t point, enum proof_trace_kind kind)
{
	point = han_half(point);
	return kind == PROOF_TRACE_ADDRESS || (point < 0x80 &&
	    (is_digit((char)point) || is_letter((char)point)));
}

/* Write over the middle of one; a character of other length than an asterisk
   has in either width stays. */
static void
write_over(char *bytes, str text, const struct proof_trace *trace)
{
	size_t	n = 0, i = 0, at;

	for (at = trace->from; at < trace->to;)
		n += counts(utf8_next(text, &at), trace->kind);
	for (at = trace->from; at < trace->to;) {
		size_t	from = at;

		if (!counts(utf8_next(text, &at), trace->kind))
			continue;
		if (i >= shown[trace->kind][0] &&
		    i + shown[trace->kind][1] < n &&
		    (at - from == 1 || at - from == 3))
			(void)utf8_put(bytes + from, at - from == 1 ? '*' :
			    0xFF0A);
		i++;
	}
}

str
proof_trace_hide(struct arena *arena, str text,
    const struct proof_trace *trace, size_t n)
{
	char	*bytes;

	if (n == 0)
		return text;
	bytes = str_c(arena, text);
	for (size_t i = 0; i < n; i++)
		write_over(bytes, text, &trace[i]);
	return (str){ bytes, text.n };
}
