#include "office/import_agency_row.h"

#include <string.h>

#include "base/arena.h"

/* Letters in upper case, and for an organisation code without its hyphen. */
static str
plain_code(struct arena *arena, str s)
{
	char	*to = arena_alloc(arena, s.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] >= 'a' && s.at[i] <= 'z')
			to[n++] = (char)(s.at[i] - 'a' + 'A');
		else if (s.at[i] != '-')
			to[n++] = s.at[i];
	return (str){ to, n };
}

/* A field in the form in which it is kept; what cannot be read stays. */
static str
plain(struct job *job, const struct import *import, int column, str s)
{
	switch (column) {
	case IMPORT_AGENCY_LEVEL:
		return import_value(job->arena, import, s);
	case IMPORT_AGENCY_ORGANISATION:
	case IMPORT_AGENCY_CREDIT:
		return plain_code(job->arena, s);
	case IMPORT_AGENCY_SINCE:
	case IMPORT_AGENCY_UNTIL:
		return import_day(s) == DAY_NONE ? s : day_iso(job->arena,
		    import_day(s));
	default:
		return s;
	}
}

static enum err
read_old(struct job *job, const struct agency *a, str to[])
{
	struct agency_contact	contact;
	enum err		e;

	to[IMPORT_AGENCY_CODE] = a->code;
	to[IMPORT_AGENCY_NAME] = a->name;
	to[IMPORT_AGENCY_LEVEL] = agency_level_name(a->level);
	to[IMPORT_AGENCY_DIVISION] = a->division;
	to[IMPORT_AGENCY_ORGANISATION] = a->organisation;
	to[IMPORT_AGENCY_CREDIT] = a->credit;
	to[IMPORT_AGENCY_SCHEME] = a->scheme;
	to[IMPORT_AGENCY_SINCE] = day_iso(job->arena, a->since);
	if (a->until != DAY_NONE)
		to[IMPORT_AGENCY_UNTIL] = day_iso(job->arena, a->until);
	e = agency_code(job, a->above, &to[IMPORT_AGENCY_ABOVE]);
	if (e == OK)
		e = agency_code(job, a->supervisor,
		    &to[IMPORT_AGENCY_SUPERVISOR]);
	if (e == OK)
		e = agency_contact_load(job, a->id, &contact);
	if (e != OK)
		return e;
	to[IMPORT_AGENCY_OFFICE] = contact.office;
	to[IMPORT_AGENCY_ADDRESS] = contact.address;
	to[IMPORT_AGENCY_HOURS] = contact.hours;
	to[IMPORT_AGENCY_PHONE] = contact.phone;
	to[IMPORT_AGENCY_FAX] = contact.fax;
	to[IMPORT_AGENCY_POST_CODE] = contact.post_code;
	to[IMPORT_AGENCY_MAIL] = contact.mail;
	to[IMPORT_AGENCY_SITE] = contact.site;
	return OK;
}

enum err
import_agency_row_read(struct job *job, const struct import *import,
    const struct import_row *row, const struct agency *old,
    struct import_agency_row *ret)
{
	enum err	e = OK;

	*ret = (struct import_agency_row){ 0 };
	if (old != NULL)
		e = read_old(job, old, ret->old);
	for (int i = 0; i < IMPORT_AGENCY__COLUMNS; i++)
		if (str_is(row->field[i], "-"))
			ret->text[i] = S("");
		else if (row->field[i].n > 0)
			ret->text[i] = plain(job, import, i, row->field[i]);
		else
			ret->text[i] = ret->old[i];
	if (old != NULL)
		ret->text[IMPORT_AGENCY_CODE] = old->code;
	return e;
}

bool
import_agency_row_differs(const struct import_agency_row *row, int column)
{
	return !str_eq(row->old[column], row->text[column]);
}

/* Which column a refusal of agency_check_fields and its like is about. */
static int
column_of(const char *key)
{
	static const struct {
		const char	*key;
		int		 column;
	} about[] = {
		{ "agency.wrong_code", IMPORT_AGENCY_CODE },
		{ "agency.wrong_name", IMPORT_AGENCY_NAME },
		{ "agency.unknown_level", IMPORT_AGENCY_LEVEL },
		{ "agency.wrong_division", IMPORT_AGENCY_DIVISION },
		{ "agency.wrong_organisation", IMPORT_AGENCY_ORGANISATION },
		{ "agency.wrong_credit", IMPORT_AGENCY_CREDIT },
		{ "agency.codes_differ", IMPORT_AGENCY_CREDIT },
		{ "agency.no_since", IMPORT_AGENCY_SINCE },
		{ "agency.until_before", IMPORT_AGENCY_UNTIL },
		{ "agency.wrong_phone", IMPORT_AGENCY_PHONE },
		{ "agency.wrong_post_code", IMPORT_AGENCY_POST_CODE },
		{ "agency.wrong_mail", IMPORT_AGENCY_MAIL },
		{ "agency.wrong_site", IMPORT_AGENCY_SITE },
	};

	for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
		if (strcmp(about[i].key, key) == 0)
			return about[i].column;
	return -1;
}

static enum err
take_day(const struct import_agency_row *row, int column, day *ret,
    int *ret_column, struct fault *fault)
{
	str	text = row->text[column];

	*ret = day_read(text);
	if (text.n == 0 || *ret != DAY_NONE)
		return OK;
	*ret_column = column;
	return FAIL(fault, ERR_INVALID, "import.no_day", text);
}

static void
take_contact(const struct import_agency_row *row,
    struct agency_contact *contact)
{
	contact->office = row->text[IMPORT_AGENCY_OFFICE];
	contact->address = row->text[IMPORT_AGENCY_ADDRESS];
	contact->hours = row->text[IMPORT_AGENCY_HOURS];
	contact->phone = row->text[IMPORT_AGENCY_PHONE];
	contact->fax = row->text[IMPORT_AGENCY_FAX];
	contact->post_code = row->text[IMPORT_AGENCY_POST_CODE];
	contact->mail = row->text[IMPORT_AGENCY_MAIL];
	contact->site = row->text[IMPORT_AGENCY_SITE];
}

enum err
import_agency_row_body(const struct import_agency_row *row,
    struct agency *agency, struct agency_contact *contact, int *ret_column,
    struct fault *fault)
{
	enum err	e;

	agency->code = row->text[IMPORT_AGENCY_CODE];
	agency->name = row->text[IMPORT_AGENCY_NAME];
	agency->division = row->text[IMPORT_AGENCY_DIVISION];
	agency->organisation = row->text[IMPORT_AGENCY_ORGANISATION];
	agency->credit = row->text[IMPORT_AGENCY_CREDIT];
	agency->scheme = row->text[IMPORT_AGENCY_SCHEME];
	take_contact(row, contact);
	e = take_day(row, IMPORT_AGENCY_SINCE, &agency->since, ret_column,
	    fault);
	if (e == OK)
		e = take_day(row, IMPORT_AGENCY_UNTIL, &agency->until,
		    ret_column, fault);
	if (e != OK)
		return e;
	if (!agency_level_read(row->text[IMPORT_AGENCY_LEVEL],
	    &agency->level))
		e = FAIL(fault, ERR_INVALID, "agency.unknown_level",
		    row->text[IMPORT_AGENCY_LEVEL]);
	if (e == OK)
		e = agency_check_fields(agency, fault);
	if (e == OK)
		e = agency_contact_check(contact, fault);
	*ret_column = e == OK ? -1 : column_of(fault->key);
	return e;
}
