#include "domain/agency_contact.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/journal.h"
#include "store/store.h"
#include "woven/sql.h"

#define FIELD_BYTES	600u

enum field { OFFICE, ADDRESS, HOURS, PHONE, FAX, POST_CODE, MAIL, SITE,
	FIELDS };

static const char *const	field_name[FIELDS] = { "office", "address",
	"hours", "phone", "fax", "post_code", "mail", "site" };

static void
fields_of(const struct agency_contact *contact, str ret[FIELDS])
{
	ret[OFFICE] = contact->office;
	ret[ADDRESS] = contact->address;
	ret[HOURS] = contact->hours;
	ret[PHONE] = contact->phone;
	ret[FAX] = contact->fax;
	ret[POST_CODE] = contact->post_code;
	ret[MAIL] = contact->mail;
	ret[SITE] = contact->site;
}

enum err
agency_contact_load(struct job *job, int64_t agency,
    struct agency_contact *ret)
{
	struct sql_agency_contact_load_row	row;
	enum err				e;

	*ret = (struct agency_contact){ 0 };
	e = sql_agency_contact_load(job->db, agency, &row);
	if (e == OK)
		*ret = (struct agency_contact){ .version = row.version,
		    .office = row.office, .address = row.address,
		    .hours = row.hours, .phone = row.phone, .fax = row.fax,
		    .post_code = row.post_code, .mail = row.mail,
		    .site = row.site };
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Digits, at least three, and what parts them: signs, dashes, Chinese. */
static bool
is_phone(str s)
{
	static const char	other[] = "-()+,; /";
	size_t			at = 0, digits = 0;
	uint32_t		point;

	while ((point = utf8_next(s, &at)) != 0) {
		if (point >= '0' && point <= '9')
			digits++;
		else if (point < 0x80 ? strchr(other, (int)point) == NULL :
		    point < 0x3000 && (point < 0x2010 || point > 0x2015))
			return false;
	}
	return s.n == 0 || digits >= 3;
}

static bool
is_post_code(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return s.n == 0 || s.n == 6;
}

/* Something, an @, something; no blank. */
static bool
is_mail(str s)
{
	ptrdiff_t	at = str_find(s, S("@"), 0);

	return s.n == 0 || (at > 0 && (size_t)at + 1 < s.n &&
	    !str_has(s, S(" ")) && str_find(s, S("@"), (size_t)at + 1) < 0);
}

static bool
is_site(str s)
{
	return s.n == 0 || ((str_starts(s, S("https://")) ||
	    str_starts(s, S("http://"))) && !str_has(s, S(" ")));
}

enum err
agency_contact_check(const struct agency_contact *contact,
    struct fault *fault)
{
	str	field[FIELDS];

	fields_of(contact, field);
	for (size_t i = 0; i < FIELDS; i++)
		if (field[i].n > FIELD_BYTES)
			return FAIL(fault, ERR_TOO_LARGE,
			    "agency.contact_long", str_of(field_name[i]));
	if (!is_phone(contact->phone) || !is_phone(contact->fax))
		return FAIL(fault, ERR_INVALID, "agency.wrong_phone",
		    is_phone(contact->phone) ? contact->fax :
		    contact->phone);
	if (!is_post_code(contact->post_code))
		return FAIL(fault, ERR_INVALID, "agency.wrong_post_code",
		    contact->post_code);
	if (!is_mail(contact->mail))
		return FAIL(fault, ERR_INVALID, "agency.wrong_mail",
		    contact->mail);
	if (!is_site(contact->site))
		return FAIL(fault, ERR_INVALID, "agency.wrong_site",
		    contact->site);
	return OK;
}

/* The fields that differ; how many. */
static size_t
compare(const struct agency_contact *old, const struct agency_contact *new,
    struct journal_change ret[FIELDS])
{
	str	was[FIELDS], is[FIELDS];
	size_t	n = 0;

	fields_of(old, was);
	fields_of(new, is);
	for (size_t i = 0; i < FIELDS; i++)
		if (!str_eq(was[i], is[i]))
			ret[n++] = (struct journal_change){ .field =
			    str_of(field_name[i]), .old = was[i], .new =
			    is[i] };
	return n;
}

static enum err
save(struct job *job, int64_t agency, struct agency_contact *contact)
{
	struct sql_agency_contact_save_row	row;
	enum err				e;

	e = sql_agency_contact_save(job->db, store_id(job->store), agency,
	    contact->version, job->now, contact->office, contact->address,
	    contact->hours, contact->phone, contact->fax, contact->post_code,
	    contact->mail, contact->site, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "agency.contact_changed");
	if (e == OK)
		contact->version = row.version;
	return e;
}

enum err
agency_contact_save(struct job *job, int64_t agency,
    struct agency_contact *contact, str reason)
{
	struct journal_change	change[FIELDS];
	struct journal_entry	entry = { .kind = S("agency"), .thing =
				    agency, .agency = agency, .action =
				    S("agency.contact"), .day = DAY_NONE,
				    .reason = reason, .change = change };
	struct agency_contact	old;
	enum err		e;

	e = agency_contact_check(contact, job->fault);
	if (e == OK)
		e = agency_see(job, agency);
	if (e == OK)
		e = agency_contact_load(job, agency, &old);
	if (e != OK)
		return e;
	entry.changes = compare(&old, contact, change);
	if (entry.changes == 0)
		return OK;
	e = save(job, agency, contact);
	return e == OK ? journal_add(job, &entry) : e;
}
