#include "base/arena.h"
#include "base/buf.h"
#include "base/code.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/index.h"
#include "domain/rules.h"
#include "store/counter.h"
#include "store/store.h"
#include "woven/sql.h"

#define ORGANISATION	9	/* characters */
#define CREDIT		18
#define YEAR		4
#define YEARS		10000	/* of as many digits */
#define CATEGORY	32	/* at most */

static bool
holds_all(enum index_kind kind, str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!index_part_holds(kind, s.at[i]))
			return false;
	return s.n > 0;
}

static bool
is_division(str s)
{
	return (s.n == 6 || s.n == 9 || s.n == 12) &&
	    holds_all(INDEX_DIVISION, s);
}

static bool
is_category(str s)
{
	return s.n <= CATEGORY && holds_all(INDEX_CATEGORY, s);
}

static bool
is_year(int year)
{
	return year >= 1000 && year <= 9999;
}

/* Luhn's digit behind the digits of a text. */
static char
check_of(struct arena *arena, str before)
{
	struct buf	digits;
	char		check = '0';

	buf_init(&digits, arena, INDEX_BYTES + 1);
	for (size_t i = 0; i < before.n; i++)
		if (index_part_holds(INDEX_CHECK, before.at[i]))
			buf_byte(&digits, before.at[i]);
	buf_byte(&digits, check);
	while (!code_luhn(buf_str(&digits)) && check < '9')
		digits.at[digits.n - 1] = ++check;
	return check;
}

static str
upper(struct arena *arena, str code)
{
	char	*copy = str_c(arena, code);

	for (char *c = copy; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c += 'A' - 'a';
	return str_of(copy);
}

/* --- writing -------------------------------------------------------------- */

static int
digits_of(int64_t n)
{
	int	digits = 1;

	while (n >= 10) {
		n /= 10;
		digits++;
	}
	return digits;
}

/* A code of the body goes into the number as it is. */
static enum err
put_code(struct buf *buf, str code, bool valid, const char *key,
    struct fault *fault)
{
	if (!valid)
		return FAIL(fault, ERR_INVALID, key, code);
	buf_put(buf, code);
	return OK;
}

static enum err
put_counted(struct buf *buf, const struct index_scheme *scheme,
    const struct index_number *number, enum index_kind kind,
    struct fault *fault)
{
	if (kind == INDEX_YEAR && !is_year(number->year))
		return FAIL(fault, ERR_INVALID, "index.lacks.year");
	if (kind == INDEX_YEAR) {
		buf_printf(buf, "%d", number->year);
		return OK;
	}
	if (number->serial < 1)
		return FAIL(fault, ERR_INVALID, "index.lacks.serial");
	if (digits_of(number->serial) > scheme->most)
		return FAIL(fault, ERR_CONFLICT, "index.full", scheme->name);
	buf_printf(buf, "%0*lld", scheme->width, (long long)number->serial);
	return OK;
}

static enum err
put_part(struct buf *buf, const struct index_scheme *scheme,
    const struct index_part *part, const struct index_number *number,
    struct fault *fault)
{
	switch (part->kind) {
	case INDEX_ORGANISATION:
		return put_code(buf, number->organisation, code_organisation(
		    number->organisation), "index.lacks.organisation", fault);
	case INDEX_CREDIT:
		return put_code(buf, number->credit, code_credit(
		    number->credit), "index.lacks.credit", fault);
	case INDEX_DIVISION:
		return put_code(buf, number->division, is_division(
		    number->division), "index.lacks.division", fault);
	case INDEX_CODE:
		return put_code(buf, number->code, holds_all(INDEX_CODE,
		    number->code), "index.lacks.code", fault);
	case INDEX_CATEGORY:
		return put_code(buf, number->category, is_category(
		    number->category), "index.lacks.category", fault);
	case INDEX_TEXT:
		buf_put(buf, part->text);
		return OK;
	case INDEX_CHECK:
		buf_byte(buf, check_of(buf->arena, buf_str(buf)));
		return OK;
	default:
		return put_counted(buf, scheme, number, part->kind, fault);
	}
}

enum err
index_format(struct arena *arena, const struct index_scheme *scheme,
    const struct index_number *number, str *ret, struct fault *fault)
{
	struct buf	buf;
	enum err	e = OK;

	buf_init(&buf, arena, INDEX_BYTES);
	for (size_t i = 0; e == OK && i < scheme->parts; i++)
		e = put_part(&buf, scheme, &scheme->part[i], number, fault);
	if (e == OK && buf_err(&buf) != OK)
		e = FAIL(fault, ERR_TOO_LARGE, "index.long");
	if (e == OK)
		*ret = buf_str(&buf);
	return e;
}

/* --- reading -------------------------------------------------------------- */

struct parsing {
	struct arena			*arena;
	const struct index_scheme	*scheme;
	str				 text;
	size_t				 at;	/* read so far */
	struct index_number		*number; /* being filled */
	struct fault			*fault;
};

/* What should stand here, which character of the text it is. */
static enum err
wrong(const struct parsing *parsing, const char *key, str want)
{
	size_t	before = utf8_count(str_sub(parsing->text, 0, parsing->at));

	return FAIL(parsing->fault, ERR_INVALID, key, parsing->text,
	    str_int(parsing->arena, (int64_t)before + 1), want);
}

/* As many characters of the part as there are, `most' at most. */
static str
take(struct parsing *parsing, enum index_kind kind, size_t most)
{
	size_t	from = parsing->at;

	while (parsing->at < parsing->text.n && parsing->at - from < most &&
	    index_part_holds(kind, parsing->text.at[parsing->at]))
		parsing->at++;
	return str_sub(parsing->text, from, parsing->at);
}

static enum err
no_check(const struct parsing *parsing, str code, char check)
{
	return FAIL(parsing->fault, ERR_INVALID, "index.check", parsing->text,
	    code, str_printf(parsing->arena, "%c", check));
}

/* A code of fixed length whose last character checks the others. */
static enum err
read_code(struct parsing *parsing, enum index_kind kind, str *to)
{
	bool	 credit = kind == INDEX_CREDIT;
	size_t	 length = credit ? CREDIT : ORGANISATION;
	size_t	 from = parsing->at;
	char	 check;

	*to = upper(parsing->arena, take(parsing, kind, length));
	check = credit ? code_credit_check(*to) : code_organisation_check(*to);
	if (check == 0) {
		parsing->at = from;
		return wrong(parsing, credit ? "index.wrong.credit" :
		    "index.wrong.organisation", S(""));
	}
	return to->at[length - 1] == check ? OK : no_check(parsing, *to, check);
}

/* A part of no fixed length. */
static enum err
read_loose(struct parsing *parsing, enum index_kind kind, str *to)
{
	size_t	from = parsing->at;

	*to = take(parsing, kind, INDEX_BYTES);
	if (to->n > 0 && (kind != INDEX_DIVISION || is_division(*to)) &&
	    (kind != INDEX_CATEGORY || is_category(*to)))
		return OK;
	parsing->at = from;
	return wrong(parsing, kind == INDEX_DIVISION ? "index.wrong.division" :
	    kind == INDEX_CODE ? "index.wrong.code" : "index.wrong.category",
	    S(""));
}

static int64_t
value_of(str digits)
{
	int64_t	n = 0;

	for (size_t i = 0; i < digits.n; i++)
		n = n * 10 + (digits.at[i] - '0');
	return n;
}

static enum err
read_year(struct parsing *parsing)
{
	size_t	from = parsing->at;
	str	digits = take(parsing, INDEX_YEAR, YEAR);

	parsing->number->year = (int)value_of(digits);
	if (digits.n == YEAR && is_year(parsing->number->year))
		return OK;
	parsing->at = from;
	return wrong(parsing, "index.wrong.year", S(""));
}

/* Written as wide as it must be, and no wider. */
static enum err
read_serial(struct parsing *parsing)
{
	const struct index_scheme	*scheme = parsing->scheme;
	size_t				 from = parsing->at;
	str				 digits;
	int				 n;

	digits = take(parsing, INDEX_SERIAL, (size_t)scheme->most);
	n = (int)digits.n;
	parsing->number->serial = value_of(digits);
	if (n >= scheme->width && parsing->number->serial > 0 &&
	    (n == scheme->width || digits.at[0] != '0'))
		return OK;
	parsing->at = from;
	return wrong(parsing, "index.wrong.serial", scheme->width ==
	    scheme->most ? str_int(parsing->arena, scheme->width) :
	    str_printf(parsing->arena, "%d-%d", scheme->width, scheme->most));
}

static enum err
read_text(struct parsing *parsing, str text)
{
	if (!str_starts(str_sub(parsing->text, parsing->at, parsing->text.n),
	    text))
		return wrong(parsing, "index.wrong.text", text);
	parsing->at += text.n;
	return OK;
}

static enum err
read_check(struct parsing *parsing)
{
	str	before = str_sub(parsing->text, 0, parsing->at);
	char	check = check_of(parsing->arena, before);
	str	given = take(parsing, INDEX_CHECK, 1);

	if (given.n == 0)
		return wrong(parsing, "index.wrong.check", S(""));
	return given.at[0] == check ? OK : no_check(parsing, parsing->text,
	    check);
}

static enum err
read_part(struct parsing *parsing, const struct index_part *part)
{
	struct index_number	*number = parsing->number;

	switch (part->kind) {
	case INDEX_TEXT:
		return read_text(parsing, part->text);
	case INDEX_ORGANISATION:
		return read_code(parsing, part->kind, &number->organisation);
	case INDEX_CREDIT:
		return read_code(parsing, part->kind, &number->credit);
	case INDEX_DIVISION:
		return read_loose(parsing, part->kind, &number->division);
	case INDEX_CODE:
		return read_loose(parsing, part->kind, &number->code);
	case INDEX_CATEGORY:
		return read_loose(parsing, part->kind, &number->category);
	case INDEX_YEAR:
		return read_year(parsing);
	case INDEX_SERIAL:
		return read_serial(parsing);
	default:
		return read_check(parsing);
	}
}

enum err
index_parse(struct arena *arena, const struct index_scheme *scheme, str text,
    struct index_number *ret, struct fault *fault)
{
	struct index_number	number = { .year = 0 };
	struct parsing		parsing = { arena, scheme, text, 0, &number,
				    fault };
	enum err		e = OK;

	if (text.n > INDEX_BYTES)
		return FAIL(fault, ERR_INVALID, "index.long");
	for (size_t i = 0; e == OK && i < scheme->parts; i++)
		e = read_part(&parsing, &scheme->part[i]);
	if (e == OK && parsing.at < text.n)
		e = wrong(&parsing, "index.wrong.rest", S(""));
	if (e == OK)
		*ret = number;
	return e;
}

/* --- giving out ----------------------------------------------------------- */

/* A body's parts; its credit code holds its organisation code. */
static struct index_number
number_of(struct arena *arena, const struct agency *agency)
{
	struct index_number	number = { .credit = agency->credit,
				    .division = agency->division,
				    .code = agency->code };

	number.organisation = agency->organisation.n == 0 ?
	    str_sub(agency->credit, 8, 8 + ORGANISATION) :
	    upper(arena, agency->organisation);
	return number;
}

static enum err
scheme_of(struct job *job, const struct agency *agency,
    const struct index_scheme **ret)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = agency_check_scheme(job, agency, job->fault);
	if (e != OK)
		return e;
	*ret = index_find(rules->index, agency->scheme);
	if ((*ret)->from <= job->today && ((*ret)->until == DAY_NONE ||
	    job->today <= (*ret)->until))
		return OK;
	return FAIL(job->fault, ERR_CONFLICT, "index.not_now", (*ret)->name,
	    day_iso(job->arena, job->today));
}

enum err
index_number_issue(struct job *job, const struct agency *agency,
    str category, int year, str *ret)
{
	struct index_number		 number;
	const struct index_scheme	*scheme;
	struct sql_index_number_keep_row row;
	str				 text = S("");
	enum err			 e;

	number = number_of(job->arena, agency);
	number.category = category;
	number.year = year;
	e = scheme_of(job, agency, &scheme);
	if (e == OK)
		e = counter_next(job->db, agency->id, S("index"), year,
		    &number.serial);
	if (e == OK)
		e = index_format(job->arena, scheme, &number, &text,
		    job->fault);
	if (e != OK)
		return e;
	e = sql_index_number_keep(job->db, store_id(job->store), agency->id,
	    job->now, text, scheme->key, category, year, number.serial, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "index.taken", text);
	if (e == OK)
		*ret = text;
	return e;
}

enum err
index_number_past(struct job *job, const struct agency *agency,
    const str *number, size_t n)
{
	const struct rules		*rules;
	const struct index_scheme	*scheme;
	int64_t				 last[YEARS] = { 0 };
	struct index_number		 own, one;
	struct fault			 fault = { 0 };
	str				 text;
	enum err			 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	scheme = index_find(rules->index, agency->scheme);
	own = number_of(job->arena, agency);
	for (size_t i = 0; scheme != NULL && i < n; i++) {
		fault_clear(&fault);
		if (index_parse(job->arena, scheme, number[i], &one,
		    &fault) != OK || one.serial <= last[one.year])
			continue;
		own.category = one.category;
		own.year = one.year;
		own.serial = one.serial;
		/* Such a number of another body is none of ours. */
		if (index_format(job->arena, scheme, &own, &text, &fault) ==
		    OK && str_eq(text, number[i]))
			last[one.year] = one.serial;
	}
	for (int year = 0; e == OK && year < YEARS; year++)
		if (last[year] > 0)
			e = counter_past(job->db, agency->id, S("index"),
			    year, last[year]);
	return e;
}
