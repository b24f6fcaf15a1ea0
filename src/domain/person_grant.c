#include "domain/person_last.h"

#include "base/arena.h"
#include "domain/agency.h"
#include "domain/journal.h"
#include "domain/rules.h"
#include "store/store.h"
#include "woven/sql.h"

#define NEED	S("person.grant")

enum err
person_last(struct job *job, const struct roles *roles,
    const struct grant *grant, day on)
{
	const struct role		*role = role_find(roles, grant->role);
	struct sql_grant_others_row	 row;
	enum err			 e;

	if (role == NULL || !role->without_end)
		return OK;
	e = sql_grant_others(job->db, grant->role, grant->agency, on,
	    grant->id, grant->person, &row);
	if (e == OK && row.n == 0)
		return FAIL(job->fault, ERR_CONFLICT, "person.last",
		    role->name);
	return e;
}

/* The actor gives roles here, but none to himself. */
static enum err
check_giver(struct job *job, const struct grant *grant)
{
	enum err	e;

	e = agency_see(job, grant->agency);
	if (e != OK)
		return e;
	if (!person_may(job, NEED, grant->agency))
		return FAIL(job->fault, ERR_FORBIDDEN, "person.may_not_grant");
	if (job->actor != NULL && job->actor->person.id == grant->person)
		return FAIL(job->fault, ERR_FORBIDDEN, "person.self");
	return OK;
}

/* Who gets it works here, and the body stands. */
static enum err
check_getter(struct job *job, const struct grant *grant)
{
	struct sql_person_anywhere_row	person;
	struct sql_agency_place_row	agency;
	enum err			e;

	e = sql_person_anywhere(job->db, grant->person, &person);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "person.unknown", S(""));
	if (e == OK && person.until != DAY_NONE &&
	    person.until < job->today)
		return FAIL(job->fault, ERR_CONFLICT, "person.left",
		    person.name);
	if (e != OK)
		return e;
	e = sql_agency_place(job->db, grant->agency, &agency);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_INVALID, "person.no_agency");
	if (e == OK && agency.until != DAY_NONE)
		return FAIL(job->fault, ERR_CONFLICT, "agency.closed",
		    agency.name);
	return e;
}

/* Both hold on some day. */
static bool
overlap(const struct grant *a, const struct sql_grant_of_row *b)
{
	if (b->until != DAY_NONE && (b->until < a->since ||
	    b->until < b->since))
		return false;
	return a->until == DAY_NONE || a->until >= b->since;
}

/* What the person holds, wherever, does not forbid it. */
static enum err
check_apart(struct job *job, const struct roles *roles,
    const struct grant *grant)
{
	struct sql_grant_of_row	*row;
	const struct role	*other;
	size_t			 n;
	enum err		 e;

	e = sql_grant_of(job->db, grant->person, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (!overlap(grant, &row[i]))
			continue;
		other = role_find(roles, row[i].role);
		if (role_apart(roles, grant->role, row[i].role))
			e = FAIL(job->fault, ERR_CONFLICT, "person.apart",
			    other->name);
		else if (str_eq(grant->role, row[i].role) &&
		    grant->agency == row[i].agency)
			e = FAIL(job->fault, ERR_CONFLICT, "person.has_role",
			    other == NULL ? grant->role : other->name);
	}
	return e;
}

static enum err
tell(struct job *job, const struct grant *grant, str action,
    const struct journal_change *change, size_t changes, str reason)
{
	struct journal_entry	entry = { .kind = S("person"),
				    .thing = grant->person, .agency =
				    grant->agency, .action = action,
				    .day = DAY_NONE, .reason = reason,
				    .change = change, .changes = changes };

	return journal_add(job, &entry);
}

static enum err
insert(struct job *job, struct grant *grant, str reason)
{
	struct journal_change	change[] = {
		{ .field = S("role"), .new = grant->role },
		{ .field = S("since"), .new = day_text(job->arena,
		    grant->since) },
		{ .field = S("until"), .new = day_text(job->arena,
		    grant->until) },
	};
	enum err		e;

	grant->id = store_id(job->store);
	e = sql_grant_insert(job->db, grant->id, grant->agency, job->now,
	    grant->person, grant->role, grant->since, grant->until);
	return e == OK ? tell(job, grant, S("person.grant"), change,
	    grant->until == DAY_NONE ? 2 : 3, reason) : e;
}

enum err
person_grant(struct job *job, struct grant *grant, str reason)
{
	const struct rules	*rules;
	enum err		 e;

	if (grant->since == DAY_NONE)
		grant->since = job->today;
	e = rules_of(job, &rules);
	if (e != OK)
		return e;
	if (role_find(rules->roles, grant->role) == NULL)
		return FAIL(job->fault, ERR_INVALID, "role.unknown",
		    grant->role);
	if (grant->until != DAY_NONE && grant->until < grant->since)
		return FAIL(job->fault, ERR_INVALID, "person.until_before");

	e = sql_agency_lock(job->db);
	if (e == OK)
		e = check_giver(job, grant);
	if (e == OK)
		e = check_getter(job, grant);
	if (e == OK)
		e = check_apart(job, rules->roles, grant);
	return e == OK ? insert(job, grant, reason) : e;
}

/* It ended with yesterday. */
static enum err
end(struct job *job, const struct grant *grant, str reason)
{
	struct journal_change	change[] = {
		{ .field = S("role"), .old = grant->role },
		{ .field = S("until"), .old = day_text(job->arena,
		    grant->until),
		    .new = day_text(job->arena, job->today - 1) },
	};
	enum err		e;

	e = sql_grant_end(job->db, grant->id, job->today - 1);
	return e == OK ? tell(job, grant, S("person.revoke"), change, 2,
	    reason) : e;
}

enum err
person_revoke(struct job *job, int64_t id, str reason)
{
	struct sql_grant_load_row	row;
	const struct rules		*rules;
	struct grant			 grant;
	enum err			 e;

	e = sql_agency_lock(job->db);
	if (e == OK)
		e = rules_of(job, &rules);
	if (e == OK)
		e = sql_grant_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "person.no_grant");
	if (e != OK)
		return e;
	grant = (struct grant){ row.id, row.person, row.role, row.agency,
	    row.since, row.until };
	if (row.until != DAY_NONE && row.until < job->today)
		return FAIL(job->fault, ERR_CONFLICT, "person.grant_ended");
	e = check_giver(job, &grant);
	if (e == OK)
		e = person_last(job, rules->roles, &(struct grant){ .id =
		    row.id, .role = row.role, .agency = row.agency },
		    row.since > job->today ? row.since : job->today);
	return e == OK ? end(job, &grant, reason) : e;
}

enum err
person_grants(struct job *job, int64_t person, struct grant **ret,
    size_t *ret_n)
{
	struct sql_grant_seen_row	*row;
	enum err			 e;

	e = sql_grant_seen(job->db, person, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct grant){ row[i].id, row[i].person,
		    row[i].role, row[i].agency, row[i].since, row[i].until };
	return OK;
}
