#include "domain/agency.h"

#include "base/arena.h"
#include "domain/journal.h"
#include "store/store.h"
#include "woven/sql.h"

#define FIELDS	12	/* that can change */

/* The fields that differ between two states of a body. */
struct changes {
	struct journal_change	at[FIELDS];
	size_t			n;
};

static void
note_text(struct changes *changes, str field, str old, str new)
{
	if (!str_eq(old, new))
		changes->at[changes->n++] = (struct journal_change){ .field =
		    field, .old = old, .new = new };
}

/* Another body is told by its code, which people can read. */
static enum err
note_body(struct job *job, struct changes *changes, str field, int64_t old,
    int64_t new)
{
	str		was = S(""), is = S("");
	enum err	e = OK;

	if (old != 0)
		e = agency_code(job, old, &was);
	if (e == OK && new != 0)
		e = agency_code(job, new, &is);
	if (e == OK)
		note_text(changes, field, was, is);
	return e;
}

static enum err
compare(struct job *job, const struct agency *old, const struct agency *new,
    struct changes *ret)
{
	enum err	e;

	ret->n = 0;
	note_text(ret, S("name"), old->name, new->name);
	note_text(ret, S("level"), old->id == 0 ? S("") :
	    agency_level_name(old->level), agency_level_name(new->level));
	note_text(ret, S("division"), old->division, new->division);
	note_text(ret, S("organisation"), old->organisation,
	    new->organisation);
	note_text(ret, S("credit"), old->credit, new->credit);
	note_text(ret, S("scheme"), old->scheme, new->scheme);
	note_text(ret, S("since"), day_text(job->arena, old->since),
	    day_text(job->arena, new->since));
	note_text(ret, S("until"), day_text(job->arena, old->until),
	    day_text(job->arena, new->until));
	e = note_body(job, ret, S("above"), old->above, new->above);
	if (e == OK)
		e = note_body(job, ret, S("supervisor"), old->supervisor,
		    new->supervisor);
	if (e == OK)
		e = note_body(job, ret, S("successor"), old->successor,
		    new->successor);
	return e;
}

static enum err
tell(struct job *job, const struct agency *agency, str action, day from,
    const struct changes *changes, str reason)
{
	struct journal_entry	entry = { .kind = S("agency"),
				    .thing = agency->id, .agency = agency->id,
				    .action = action, .day = from,
				    .reason = reason, .change = changes->at,
				    .changes = changes->n };

	return journal_add(job, &entry);
}

/* Keep what it is now as its state since a day. */
static enum err
keep(struct job *job, const struct agency *agency, day from)
{
	return sql_agency_state_keep(job->db, store_id(job->store),
	    agency->id, job->now, from);
}

static enum err
code_is_free(struct job *job, str code)
{
	struct sql_agency_code_row	row;
	enum err			e;

	e = sql_agency_code(job->db, code, &row);
	if (e == OK)
		return FAIL(job->fault, ERR_CONFLICT, "agency.code_taken",
		    code);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
insert(struct job *job, const struct agency *agency)
{
	return sql_agency_insert(job->db, agency->id, job->now, agency->code,
	    agency_level_name(agency->level), agency->above, agency->name,
	    agency->division, agency->organisation, agency->credit,
	    agency->scheme, agency->supervisor, agency->since, agency->until,
	    agency->successor);
}

enum err
agency_new(struct job *job, struct agency *agency, str reason)
{
	struct agency	none = { .since = DAY_NONE, .until = DAY_NONE };
	struct changes	changes;
	enum err	e;

	agency->id = 0;
	e = sql_agency_lock(job->db);
	if (e == OK)
		e = agency_see(job, agency->above);
	if (e == OK)
		e = agency_check(job, agency);
	if (e == OK && agency->until != DAY_NONE &&
	    agency->until > job->today)
		e = FAIL(job->fault, ERR_INVALID, "agency.future",
		    day_iso(job->arena, agency->until));
	if (e == OK)
		e = code_is_free(job, agency->code);
	if (e != OK)
		return e;

	agency->id = store_id(job->store);
	agency->version = 1;
	e = insert(job, agency);
	if (e == OK)
		e = sql_agency_closure_add(job->db, agency->id,
		    agency->above);
	if (e == OK)
		e = keep(job, agency, agency->since);
	if (e == OK)
		e = compare(job, &none, agency, &changes);
	if (e != OK)
		return e;
	note_text(&changes, S("code"), S(""), agency->code);
	return tell(job, agency, S("agency.new"), DAY_NONE, &changes, reason);
}

/* The actor sees the new place, and it is not below the body itself. */
static enum err
check_move(struct job *job, const struct agency *agency)
{
	bool		inside = false;
	enum err	e;

	e = agency_see(job, agency->above);
	if (e == OK)
		e = agency_inside(job, agency->id, agency->above, &inside);
	if (e == OK && inside)
		return FAIL(job->fault, ERR_CONFLICT, "agency.cycle",
		    agency->name);
	return e;
}

/* What stands below still fits, and nothing does if this one is closed. */
static enum err
check_hanging(struct job *job, const struct agency *agency)
{
	struct sql_agency_hangs_row	*row;
	enum agency_level		 level = AGENCY_UNIT;
	size_t				 n;
	enum err			 e;

	e = sql_agency_hangs(job->db, agency->id, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		(void)agency_level_read(row[i].level, &level);
		if (agency->until != DAY_NONE)
			e = FAIL(job->fault, ERR_CONFLICT, "agency.has_below",
			    agency->name);
		else if (row[i].above == agency->id &&
		    !agency_level_fits(level, agency->level))
			e = FAIL(job->fault, ERR_INVALID,
			    "agency.level_below", agency->name);
	}
	return e;
}

/* Its first day can be corrected, but not past what happened since. */
static enum err
correct_since(struct job *job, const struct agency *old,
    const struct agency *agency)
{
	struct sql_agency_state_days_row	days;
	enum err				e;

	if (old->since == agency->since)
		return OK;
	e = sql_agency_state_days(job->db, agency->id, &days);
	if (e == OK && agency->since > old->since && days.first != days.last)
		return FAIL(job->fault, ERR_CONFLICT, "agency.since_kept",
		    agency->name);
	return e == OK ? sql_agency_state_begin(job->db, agency->id,
	    old->since, agency->since) : e;
}

/* A change is not past tomorrow and not before the last one. */
static enum err
check_day(struct job *job, const struct agency *agency, day from)
{
	struct sql_agency_state_days_row	days;
	enum err				e;

	if (from > job->today + 1 && from > agency->since)
		return FAIL(job->fault, ERR_INVALID, "agency.future",
		    day_iso(job->arena, from));
	e = sql_agency_state_days(job->db, agency->id, &days);
	if (e == OK && from < days.last)
		return FAIL(job->fault, ERR_CONFLICT, "agency.before_last",
		    day_iso(job->arena, from), day_iso(job->arena,
		    days.last));
	return e;
}

static enum err
update(struct job *job, struct agency *agency)
{
	struct sql_agency_update_row	row;
	enum err			e;

	e = sql_agency_update(job->db, agency->id, agency->version,
	    agency_level_name(agency->level), agency->above, agency->name,
	    agency->division, agency->organisation, agency->credit,
	    agency->scheme, agency->supervisor, agency->since, agency->until,
	    agency->successor, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "agency.changed",
		    agency->name);
	if (e == OK)
		agency->version = row.version;
	return e;
}

static str
action(const struct agency *old, const struct agency *new)
{
	if (old->successor == 0 && new->successor != 0)
		return S("agency.merge");
	if (old->until == DAY_NONE && new->until != DAY_NONE)
		return S("agency.abolish");
	if (old->above != new->above)
		return S("agency.move");
	if (!str_eq(old->name, new->name))
		return S("agency.rename");
	return S("agency.change");
}

/* May `old' become `agency' since that day? */
static enum err
check_change(struct job *job, const struct agency *old,
    const struct agency *agency)
{
	enum err	e;

	if (old->version != agency->version)
		return FAIL(job->fault, ERR_CONFLICT, "agency.changed",
		    agency->name);
	if (!str_eq(old->code, agency->code))
		return FAIL(job->fault, ERR_INVALID, "agency.code_kept",
		    old->code);
	e = agency_check(job, agency);
	if (e == OK && old->above != agency->above)
		e = check_move(job, agency);
	if (e == OK && (old->until != agency->until ||
	    old->level != agency->level))
		e = check_hanging(job, agency);
	return e;
}

static enum err
move(struct job *job, const struct agency *agency)
{
	enum err	e;

	e = sql_agency_closure_cut(job->db, agency->id);
	return e == OK ? sql_agency_closure_hang(job->db, agency->id,
	    agency->above) : e;
}

enum err
agency_save_from(struct job *job, struct agency *agency, day from, str reason)
{
	struct changes	changes = { .n = 0 };
	struct agency	old;
	enum err	e;

	if (agency->until != DAY_NONE)
		from = agency->until + 1;
	e = sql_agency_lock(job->db);
	if (e == OK)
		e = agency_load(job, agency->id, &old);
	if (e == OK)
		e = check_change(job, &old, agency);
	if (e == OK)
		e = compare(job, &old, agency, &changes);
	if (e != OK || changes.n == 0)
		return e;

	e = correct_since(job, &old, agency);
	if (e == OK)
		e = check_day(job, agency, from);
	if (e == OK)
		e = update(job, agency);
	if (e == OK)
		e = keep(job, agency, from);
	if (e == OK && old.above != agency->above)
		e = move(job, agency);
	return e == OK ? tell(job, agency, action(&old, agency), from,
	    &changes, reason) : e;
}

enum err
agency_save(struct job *job, struct agency *agency, str reason)
{
	day	from = agency->since > job->today ? agency->since :
		    job->today;

	return agency_save_from(job, agency, from, reason);
}

enum err
agency_abolish(struct job *job, struct agency *agency, day last, str reason)
{
	agency->until = last;
	return agency_save(job, agency, reason);
}

/* What stood below a merged body or was supervised by it changes over. */
static enum err
change_over(struct job *job, const struct agency *agency, int64_t to, day from,
    str reason)
{
	struct sql_agency_hangs_row	*row;
	struct agency			 body;
	size_t				 n;
	enum err			 e;

	e = sql_agency_hangs(job->db, agency->id, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		e = agency_load(job, row[i].id, &body);
		if (e != OK)
			return e;
		if (body.above == agency->id)
			body.above = to;
		if (body.supervisor == agency->id)
			body.supervisor = body.id == to ? 0 : to;
		e = agency_save_from(job, &body, from, reason);
	}
	return e;
}

enum err
agency_merge(struct job *job, struct agency *agency,
    const struct agency *into, day last, str reason)
{
	enum err	e;

	e = sql_agency_lock(job->db);
	if (e == OK && into->id == agency->id)
		e = FAIL(job->fault, ERR_INVALID, "agency.itself");
	if (e == OK && into->until != DAY_NONE)
		e = FAIL(job->fault, ERR_CONFLICT, "agency.closed",
		    into->name);
	if (e == OK)
		e = change_over(job, agency, into->id, last + 1, reason);
	if (e != OK)
		return e;

	agency->until = last;
	agency->successor = into->id;
	agency->above = into->id;
	return agency_save(job, agency, reason);
}
