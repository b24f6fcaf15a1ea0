/*
 * test_scope - every scoped statement about bodies and people gives what it
 * should to who sees the body, and nothing to who sees none.
 */
#include <string.h>

#include "store/db.h"
#include "store/store.h"
#include "tests/bodies.h"
#include "woven/sql.h"

static const int64_t	everything[] = { DB_EVERYTHING };

struct shown {
	struct test_store	*t;
	struct db		*db;
	int64_t			 agency, person, grant;
};

/* How many rows a statement gave; one that changes gives what it says. */
static size_t
of_row(enum err e)
{
	cr_assert(e == OK || e == ERR_NOT_FOUND);
	return e == OK;
}

static size_t
agency_rows(const struct shown *s)
{
	struct sql_agency_load_row		load;
	struct sql_agency_find_row		find;
	struct sql_agency_at_row		at;
	struct sql_agency_below_row		*below;
	struct sql_agency_states_row		*states;
	struct sql_agency_state_days_row	days;
	struct sql_agency_seen_row		seen = { 0 };
	struct sql_agency_contact_load_row	contact;
	size_t					n = 0, some;

	n += of_row(sql_agency_load(s->db, s->agency, &load));
	n += of_row(sql_agency_find(s->db, S("c"), &find));
	n += of_row(sql_agency_at(s->db, s->agency, s->t->job.today, &at));
	check_int(sql_agency_below(s->db, 0, &below, &some), OK);
	n += some > 0;
	check_int(sql_agency_states(s->db, s->agency, &states, &some), OK);
	n += some > 0;
	n += of_row(sql_agency_state_days(s->db, s->agency, &days));
	check_int(sql_agency_seen(s->db, s->agency, &seen), OK);
	n += seen.n > 0;
	n += of_row(sql_agency_contact_load(s->db, s->agency, &contact));
	return n;
}

static size_t
person_rows(const struct shown *s)
{
	struct sql_person_load_row	load;
	struct sql_person_find_row	find;
	struct sql_person_below_row	*below;
	struct sql_grant_load_row	grant;
	struct sql_grant_seen_row	*seen;
	size_t				n = 0, some;

	n += of_row(sql_person_load(s->db, s->person, &load));
	n += of_row(sql_person_find(s->db, S("p"), &find));
	check_int(sql_person_below(s->db, 0, &below, &some), OK);
	n += some > 0;
	n += of_row(sql_grant_load(s->db, s->grant, &grant));
	check_int(sql_grant_seen(s->db, s->person, &seen, &some), OK);
	n += some > 0;
	return n;
}

/* Those that change say by a row whether they did. */
static size_t
changed_rows(const struct shown *s)
{
	struct sql_agency_update_row		agency;
	struct sql_agency_contact_save_row	contact;
	struct sql_person_update_row		person;
	day					d = s->t->job.today;
	size_t					n = 0;

	n += of_row(sql_agency_contact_save(s->db, store_id(s->t->store),
	    s->agency, 1, 0, S("x"), S(""), S(""), S(""), S(""), S(""),
	    S(""), S(""), &contact));
	n += of_row(sql_person_update(s->db, s->person, 1, s->agency, S("p"),
	    S("x"), DAY_NONE, &person));
	n += of_row(sql_agency_update(s->db, s->agency, 1, S("county"), 0,
	    S("x"), S(""), S(""), S(""), S(""), 0, d, DAY_NONE, 0, &agency));
	return n;
}

/* Those that change silently are seen by what they changed. */
static void
change_silently(const struct shown *s, day to)
{
	check_int(sql_agency_state_keep(s->db, store_id(s->t->store),
	    s->agency, 0, to), OK);
	check_int(sql_agency_state_begin(s->db, s->agency, to, to + 1), OK);
	check_int(sql_grant_end(s->db, s->grant, to), OK);
}

static bool
was_changed(const struct shown *s, day to)
{
	struct sql_agency_state_days_row	days = { 0 };
	struct sql_grant_load_row		grant = { 0 };

	check_int(sql_agency_state_days(s->db, s->agency, &days), OK);
	check_int(sql_grant_load(s->db, s->grant, &grant), OK);
	cr_assert_eq(days.last == to + 1, grant.until == to);
	return grant.until == to;
}

#define READS		13
#define CHANGES		3
#define SILENT		3

static enum err
save_contact(struct test_store *t, int64_t agency)
{
	struct sql_agency_contact_save_row	row;
	struct db				*db = t->store->db;
	enum err				e;

	e = db_begin(db, DB_WRITE, (struct db_scope){ everything, 1 },
	    t->job.arena, &t->fault);
	if (e == OK)
		e = sql_agency_contact_save(db, store_id(t->store), agency,
		    0, 0, S("a"), S(""), S(""), S(""), S(""), S(""), S(""),
		    S(""), &row);
	return e == OK ? db_commit(db) : e;
}

static enum err
give(struct job *job, void *context)
{
	return person_grant(job, context, S(""));
}

static struct shown
make(struct test_store *t)
{
	struct shown	s = { .t = t, .db = t->store->db };
	struct grant	grant = { .role = S("editor"), .since = DAY_NONE,
			    .until = DAY_NONE };

	s.agency = bodies_new(t, "c", AGENCY_COUNTY, 0);
	s.person = bodies_person(t, "p", s.agency);
	grant.person = s.person;
	grant.agency = s.agency;
	check_ok(job_write(&t->job, give, &grant), t->fault);
	s.grant = grant.id;
	check_ok(save_contact(t, s.agency), t->fault);
	return s;
}

static void
begin(const struct shown *s, enum db_mode mode, struct db_scope scope)
{
	check_ok(db_begin(s->db, mode, scope, s->t->job.arena, &s->t->fault),
	    s->t->fault);
}

TEST_STORE(scope, an_empty_one_gives_nothing_and_changes_nothing)
{
	struct shown	s = make(t);
	struct db_scope	all = { everything, 1 }, own = { &s.agency, 1 };
	struct db_scope	none = { NULL, 0 };
	day		to = t->job.today + 5;

	begin(&s, DB_READ, none);
	check_int(agency_rows(&s) + person_rows(&s), 0);
	db_rollback(s.db);
	begin(&s, DB_WRITE, none);
	check_int(changed_rows(&s), 0);
	change_silently(&s, to);
	check_ok(db_commit(s.db), t->fault);

	begin(&s, DB_READ, all);
	cr_assert_not(was_changed(&s, to));
	check_int(agency_rows(&s) + person_rows(&s), READS);
	db_rollback(s.db);
	begin(&s, DB_WRITE, own);
	check_int(agency_rows(&s) + person_rows(&s), READS);
	check_int(changed_rows(&s), CHANGES);
	change_silently(&s, to);
	cr_assert(was_changed(&s, to));
	db_rollback(s.db);
}

/* A new scoped statement must come into the test above. */
Test(scope, none_of_the_scoped_statements_is_left_out)
{
	size_t	n = 0;

	for (size_t i = 0; i < sql_count; i++) {
		const char	*name = sql_index[i]->name;

		n += sql_index[i]->scoped &&
		    (strncmp(name, "agency_", 7) == 0 ||
		    strncmp(name, "person_", 7) == 0 ||
		    strncmp(name, "grant_", 6) == 0);
	}
	check_int(n, READS + CHANGES + SILENT);
}
