#include "domain/agency.h"

#include "base/code.h"
#include "base/utf8.h"
#include "domain/rules.h"
#include "woven/sql.h"

#define NAME_BYTES	300u
#define CODE_BYTES	32u

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters, digits, `-', `_' and `.' in it, and at most CODE_BYTES. */
static bool
is_code(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_letter(s.at[i]) && !is_digit(s.at[i]) &&
		    s.at[i] != '-' && s.at[i] != '_' && s.at[i] != '.')
			return false;
	return s.n <= CODE_BYTES;
}

/* GB/T 2260 has six digits; its townships nine, its villages twelve. */
static bool
is_division(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.at[i]))
			return false;
	return (s.n == 6 || s.n == 9 || s.n == 12) && s.at[0] != '0';
}

/* The organisation code stands in a credit code, from its ninth character. */
static bool
same_organisation(str credit, str organisation)
{
	for (size_t i = 0; i < organisation.n; i++) {
		char	c = organisation.at[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (credit.at[8 + i] != c)
			return false;
	}
	return true;
}

static enum err
check_codes(const struct agency *agency, struct fault *fault)
{
	if (agency->code.n == 0 || !is_code(agency->code))
		return FAIL(fault, ERR_INVALID, "agency.wrong_code",
		    agency->code);
	if (agency->division.n > 0 && !is_division(agency->division))
		return FAIL(fault, ERR_INVALID, "agency.wrong_division",
		    agency->division);
	if (agency->organisation.n > 0 &&
	    !code_organisation(agency->organisation))
		return FAIL(fault, ERR_INVALID, "agency.wrong_organisation",
		    agency->organisation);
	if (agency->credit.n > 0 && !code_credit(agency->credit))
		return FAIL(fault, ERR_INVALID, "agency.wrong_credit",
		    agency->credit);
	if (agency->credit.n > 0 && agency->organisation.n > 0 &&
	    !same_organisation(agency->credit, agency->organisation))
		return FAIL(fault, ERR_INVALID, "agency.codes_differ",
		    agency->credit, agency->organisation);
	return OK;
}

enum err
agency_check_fields(const struct agency *agency, struct fault *fault)
{
	if (agency->name.n == 0 || agency->name.n > NAME_BYTES ||
	    str_trim(agency->name).n != agency->name.n ||
	    str_has(agency->name, S("\n")))
		return FAIL(fault, ERR_INVALID, "agency.wrong_name",
		    utf8_head(agency->name, NAME_BYTES));
	if (agency->since == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "agency.no_since");
	if (agency->until != DAY_NONE && agency->until < agency->since)
		return FAIL(fault, ERR_INVALID, "agency.until_before");
	if (agency->successor != 0 && agency->until == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "agency.successor_of_none");
	return check_codes(agency, fault);
}

/* The body above stands and is of a level that may hold this one. */
static enum err
check_above(struct job *job, const struct agency *agency)
{
	struct sql_agency_place_row	above;
	enum agency_level		level = AGENCY_UNIT;
	enum err			e;

	if (agency->above == 0)
		return OK;
	e = sql_agency_place(job->db, agency->above, &above);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "agency.unknown_above");
	if (e != OK)
		return e;
	if (agency->until != DAY_NONE)
		return OK;
	if (above.until != DAY_NONE)
		return FAIL(job->fault, ERR_CONFLICT, "agency.closed",
		    above.name);
	(void)agency_level_read(above.level, &level);
	if (!agency_level_fits(agency->level, level))
		return FAIL(job->fault, ERR_INVALID, "agency.wrong_level",
		    agency->name, above.name);
	return OK;
}

/* Another body that this one names stands. */
static enum err
check_other(struct job *job, const struct agency *agency, int64_t other)
{
	struct sql_agency_place_row	row;
	enum err			e;

	if (other == 0)
		return OK;
	if (other == agency->id)
		return FAIL(job->fault, ERR_INVALID, "agency.itself");
	e = sql_agency_place(job->db, other, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "agency.unknown_other");
	if (e == OK && row.until != DAY_NONE && agency->until == DAY_NONE)
		return FAIL(job->fault, ERR_CONFLICT, "agency.closed",
		    row.name);
	return e;
}

enum err
agency_check_scheme(struct job *job, const struct agency *agency,
    struct fault *fault)
{
	const struct rules	*rules;
	enum err		 e;
	str			 keys = S("");

	e = rules_of(job, &rules);
	if (e != OK || index_find(rules->index, agency->scheme) != NULL)
		return e;
	for (size_t i = 0; i < rules->index->n; i++)
		keys = str_printf(job->arena, "%.*s%s%.*s", STRF(keys),
		    i == 0 ? "" : ", ", STRF(rules->index->scheme[i].key));
	return FAIL(fault, ERR_INVALID, "agency.wrong_scheme",
	    utf8_head(agency->scheme, CODE_BYTES), keys);
}

enum err
agency_check(struct job *job, const struct agency *agency)
{
	enum err	e;

	e = agency_check_fields(agency, job->fault);
	if (e == OK)
		e = agency_check_scheme(job, agency, job->fault);
	if (e == OK)
		e = check_above(job, agency);
	if (e == OK)
		e = check_other(job, agency, agency->supervisor);
	if (e == OK)
		e = check_other(job, agency, agency->successor);
	return e;
}
