#include "domain/agency.h"

#include <stdlib.h>

#include "domain/agency_contact.h"
#include "tests/bodies.h"

#define check_fails(call, t, code_, key_) do {				\
	fault_clear(&(t)->fault);					\
	check_int((call), (code_));					\
	check_str(str_of((t)->fault.key), S(key_));			\
} while (0)

/* A change of one body, as a job does it. */
struct change {
	struct agency	agency, other;
	day		day;
};

static enum err
save(struct job *job, void *context)
{
	struct change	*change = context;

	return change->day == 0 ? agency_save(job, &change->agency, S("")) :
	    agency_save_from(job, &change->agency, change->day, S(""));
}

static enum err
abolish(struct job *job, void *context)
{
	struct change	*change = context;

	return agency_abolish(job, &change->agency, change->day, S(""));
}

static enum err
merge(struct job *job, void *context)
{
	struct change	*change = context;

	return agency_merge(job, &change->agency, &change->other,
	    change->day, S(""));
}

static enum err
create(struct job *job, void *context)
{
	return agency_new(job, context, S(""));
}

/* --- the tree --------------------------------------------------------- */

#define BODIES	24
#define MOVES	120

/* A tree as a table of who is above whom. */
struct naive {
	int64_t	id[BODIES];
	int	above[BODIES];	/* -1: a root */
};

static bool
naive_inside(const struct naive *tree, int above, int below)
{
	while (below >= 0 && below != above)
		below = tree->above[below];
	return below == above;
}

static enum err
compare(struct job *job, void *context)
{
	const struct naive	*tree = context;
	struct agency		*body;
	bool			 inside;
	size_t			 n, want;
	enum err		 e = OK;

	for (int a = 0; e == OK && a < BODIES; a++) {
		want = 0;
		for (int b = 0; e == OK && b < BODIES; b++) {
			e = agency_inside(job, tree->id[a], tree->id[b],
			    &inside);
			cr_assert_eq(inside, naive_inside(tree, a, b),
			    "%d above %d", a, b);
			want += inside;
		}
		if (e == OK)
			e = agency_below(job, tree->id[a], &body, &n);
		check_int(n, want);
		check_int(body[0].id, tree->id[a]);
	}
	if (e == OK)
		e = agency_below(job, 0, &body, &n);
	check_int(n, BODIES);
	return e;
}

/* Parents come first in a list. */
static enum err
parents_first(struct job *job, void *context)
{
	struct agency	*body;
	size_t		 n, at;
	enum err	 e;

	(void)context;
	e = agency_below(job, 0, &body, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		at = 0;
		while (body[i].above != 0 && body[at].id != body[i].above)
			at++;
		cr_assert(body[i].above == 0 || at < i);
	}
	return e;
}

/* The closure is what a naive walk finds, after any moves; a move below
   itself is refused and changes nothing. */
TEST_STORE(agency, the_tree_stays_right_under_random_moves)
{
	struct naive	tree;
	unsigned short	seed[3] = { 2026, 3, 2 };

	for (int i = 0; i < BODIES; i++) {
		tree.above[i] = i == 0 ? -1 : (int)(nrand48(seed) % i);
		tree.id[i] = bodies_new(t, str_c(t->job.arena, str_printf(
		    t->job.arena, "u%d", i)), AGENCY_UNIT, i == 0 ? 0 :
		    tree.id[tree.above[i]]);
	}
	check_ok(job_read(&t->job, compare, &tree), t->fault);
	for (int i = 0; i < MOVES; i++) {
		int		what = (int)(nrand48(seed) % BODIES);
		int		to = (int)(nrand48(seed) % (BODIES + 1)) - 1;
		struct change	change = { .agency = bodies_load(t,
				    tree.id[what]) };

		change.agency.above = to < 0 ? 0 : tree.id[to];
		if (to >= 0 && naive_inside(&tree, what, to)) {
			check_fails(job_write(&t->job, save, &change), t,
			    ERR_CONFLICT, "agency.cycle");
		} else {
			check_ok(job_write(&t->job, save, &change), t->fault);
			tree.above[what] = to;
		}
		if (i % 30 == 29) {
			check_ok(job_read(&t->job, compare, &tree), t->fault);
			check_ok(job_read(&t->job, parents_first, NULL),
			    t->fault);
		}
	}
}

TEST_STORE(agency, a_county_does_not_stand_below_a_township)
{
	int64_t		town = bodies_new(t, "town", AGENCY_TOWNSHIP, 0);
	struct agency	county = { .code = S("county"), .name = S("某县"),
			    .level = AGENCY_COUNTY, .above = town,
			    .since = day_make(2019, 5, 15), .until =
			    DAY_NONE };
	struct change	change;

	check_fails(job_write(&t->job, create, &county), t, ERR_INVALID,
	    "agency.wrong_level");
	county.above = 0;
	check_ok(job_write(&t->job, create, &county), t->fault);
	change = (struct change){ .agency = bodies_load(t, town) };
	change.agency.above = county.id;
	check_ok(job_write(&t->job, save, &change), t->fault);
	change = (struct change){ .agency = bodies_load(t, county.id) };
	change.agency.level = AGENCY_DEPARTMENT;
	check_fails(job_write(&t->job, save, &change), t, ERR_INVALID,
	    "agency.level_below");
}

/* --- its fields -------------------------------------------------------- */

Test(agency, what_is_written_wrong_is_named)
{
	const struct agency	good = { .code = S("001002"), .name =
				    S("某县人民政府办公室"), .since =
				    day_make(2019, 5, 15), .until = DAY_NONE };
	const struct {
		str		division, organisation, credit;
		const char	*key;
	} cases[] = {
		{ S("330106"), S("K15129216"), S(""), NULL },
		{ S("330106001"), S("k15129216"), S(""), NULL },
		{ S(""), S(""), S("11330800MB0R57773W"), NULL },
		{ S(""), S("MB0R57773"), S("11330800MB0R57773W"), NULL },
		{ S("33010"), S(""), S(""), "agency.wrong_division" },
		{ S("33010a"), S(""), S(""), "agency.wrong_division" },
		{ S(""), S("K15129217"), S(""), "agency.wrong_organisation" },
		{ S(""), S("K1512921-6"), S(""),
		    "agency.wrong_organisation" },
		{ S(""), S(""), S("11330800MB0R57773X"),
		    "agency.wrong_credit" },
		{ S(""), S("K15129216"), S("11330800MB0R57773W"),
		    "agency.codes_differ" },
	};
	struct fault		fault;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct agency	agency = good;
		enum err	e;

		agency.division = cases[i].division;
		agency.organisation = cases[i].organisation;
		agency.credit = cases[i].credit;
		fault_clear(&fault);
		e = agency_check_fields(&agency, &fault);
		check_int(e, cases[i].key == NULL ? OK : ERR_INVALID);
		check_str(str_of(fault.key), str_of(cases[i].key));
	}
}

TEST_STORE(agency, a_code_is_never_used_again)
{
	struct change	change = { .day = day_make(2026, 2, 28) };
	struct agency	again = { .code = S("a-1"), .name = S("新机关"),
			    .level = AGENCY_COUNTY, .since =
			    day_make(2026, 3, 1), .until = DAY_NONE };

	change.agency = bodies_load(t, bodies_new(t, "A-1", AGENCY_COUNTY,
	    0));
	check_fails(job_write(&t->job, create, &again), t, ERR_CONFLICT,
	    "agency.code_taken");
	check_ok(job_write(&t->job, abolish, &change), t->fault);
	check_fails(job_write(&t->job, create, &again), t, ERR_CONFLICT,
	    "agency.code_taken");
	change.agency.code = S("a-2");
	check_fails(job_write(&t->job, save, &change), t, ERR_INVALID,
	    "agency.code_kept");
}

TEST_STORE(agency, two_who_save_do_not_overwrite_each_other)
{
	struct change	one = { .agency = bodies_load(t, bodies_new(t, "a",
			    AGENCY_COUNTY, 0)) }, two = one;

	one.agency.name = S("甲县");
	two.agency.name = S("乙县");
	check_ok(job_write(&t->job, save, &one), t->fault);
	check_fails(job_write(&t->job, save, &two), t, ERR_CONFLICT,
	    "agency.changed");
	check_str(bodies_load(t, one.agency.id).name, S("甲县"));
	one.agency.division = S("330106");
	check_ok(job_write(&t->job, save, &one), t->fault);
}

/* --- what was ----------------------------------------------------------- */

struct then {
	int64_t		id;
	day		day;
	struct agency	was;
};

static enum err
look(struct job *job, void *context)
{
	struct then	*then = context;

	return agency_at(job, then->id, then->day, &then->was);
}

static struct agency
at(struct test_store *t, int64_t id, int year, int month, int mday)
{
	struct then	then = { .id = id, .day = day_make(year, month,
			    mday) };

	check_ok(job_read(&t->job, look, &then), t->fault);
	return then.was;
}

#define check_not_then(t, id_, ...) do {				\
	struct then	then_ = { .id = (id_), .day =			\
			    day_make(__VA_ARGS__) };			\
	check_fails(job_read(&(t)->job, look, &then_), (t),		\
	    ERR_NOT_FOUND, "agency.not_then");				\
} while (0)

TEST_STORE(agency, its_former_names_are_known_by_day)
{
	int64_t		id = bodies_new(t, "a", AGENCY_COUNTY, 0);
	struct change	change = { .agency = bodies_load(t, id), .day =
			    day_make(2021, 6, 1) };

	change.agency.name = S("甲区");
	check_ok(job_write(&t->job, save, &change), t->fault);
	change.agency.name = S("乙区");
	change.day = day_make(2023, 1, 1);
	check_ok(job_write(&t->job, save, &change), t->fault);
	check_not_then(t, id, 2019, 5, 14);
	check_str(at(t, id, 2019, 5, 15).name, S("a"));
	check_str(at(t, id, 2021, 5, 31).name, S("a"));
	check_str(at(t, id, 2021, 6, 1).name, S("甲区"));
	check_str(at(t, id, 2022, 12, 31).name, S("甲区"));
	check_str(at(t, id, 2026, 3, 2).name, S("乙区"));
	change.agency.name = S("丙区");
	change.day = day_make(2022, 1, 1);
	check_fails(job_write(&t->job, save, &change), t, ERR_CONFLICT,
	    "agency.before_last");
	change.day = day_make(2026, 4, 1);
	check_fails(job_write(&t->job, save, &change), t, ERR_INVALID,
	    "agency.future");
}

TEST_STORE(agency, its_first_day_can_be_corrected_until_something_happened)
{
	int64_t		id = bodies_new(t, "a", AGENCY_COUNTY, 0);
	struct change	change = { .agency = bodies_load(t, id) };

	change.agency.since = day_make(2019, 7, 1);
	check_ok(job_write(&t->job, save, &change), t->fault);
	check_not_then(t, id, 2019, 6, 30);
	change.agency.since = day_make(2019, 1, 1);
	check_ok(job_write(&t->job, save, &change), t->fault);
	check_str(at(t, id, 2019, 1, 1).name, S("a"));
	change.agency.since = day_make(2020, 1, 1);
	check_fails(job_write(&t->job, save, &change), t, ERR_CONFLICT,
	    "agency.since_kept");
}

TEST_STORE(agency, an_abolished_one_stands_until_its_last_day)
{
	int64_t		id = bodies_new(t, "a", AGENCY_COUNTY, 0);
	int64_t		below = bodies_new(t, "b", AGENCY_TOWNSHIP, id);
	struct change	change = { .agency = bodies_load(t, id), .day =
			    day_make(2025, 12, 31) };
	struct agency	late = { .code = S("c"), .name = S("丙镇"), .level =
			    AGENCY_TOWNSHIP, .above = id, .since =
			    day_make(2026, 1, 1), .until = DAY_NONE };

	check_fails(job_write(&t->job, abolish, &change), t, ERR_CONFLICT,
	    "agency.has_below");
	change.agency = bodies_load(t, below);
	check_ok(job_write(&t->job, abolish, &change), t->fault);
	change.agency = bodies_load(t, id);
	check_ok(job_write(&t->job, abolish, &change), t->fault);
	check_str(at(t, id, 2025, 12, 31).name, S("a"));
	check_not_then(t, id, 2026, 1, 1);
	check_fails(job_write(&t->job, create, &late), t, ERR_CONFLICT,
	    "agency.closed");
}

/* Who sees the successor sees the merged one, and what stood below it. */
TEST_STORE(agency, a_merged_one_goes_below_its_successor)
{
	int64_t		county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t		old = bodies_new(t, "old", AGENCY_TOWNSHIP, county);
	int64_t		new = bodies_new(t, "new", AGENCY_TOWNSHIP, county);
	int64_t		desk = bodies_new(t, "desk", AGENCY_DEPARTMENT, old);
	int64_t		school = bodies_new(t, "school", AGENCY_UNIT,
			    county);
	struct change	change = { .agency = bodies_load(t, school) };
	struct agency	is;
	int64_t		clerk;

	change.agency.supervisor = old;
	check_ok(job_write(&t->job, save, &change), t->fault);
	clerk = bodies_person(t, "clerk", new);
	check_ok(bodies_grant(t, clerk, "editor", new), t->fault);

	change = (struct change){ .agency = bodies_load(t, old), .other =
	    bodies_load(t, new), .day = day_make(2026, 3, 1) };
	check_ok(job_write(&t->job, merge, &change), t->fault);
	is = bodies_load(t, old);
	check_int(is.successor, new);
	check_int(is.until, day_make(2026, 3, 1));
	check_int(bodies_load(t, desk).above, new);
	check_int(bodies_load(t, school).supervisor, new);
	check_int(at(t, desk, 2026, 3, 1).above, old);
	check_int(at(t, old, 2026, 3, 1).above, county);
	check_not_then(t, old, 2026, 3, 2);

	bodies_act_as(t, clerk);
	check_int(bodies_load(t, old).id, old);
	check_int(bodies_load(t, desk).id, desk);
	bodies_act_as(t, 0);
	change.other = bodies_load(t, desk);
	change.agency = bodies_load(t, new);
	check_fails(job_write(&t->job, merge, &change), t, ERR_CONFLICT,
	    "agency.cycle");
}

static enum err
history(struct job *job, void *context)
{
	struct agency_state	*state;
	size_t			 n;
	enum err		 e;

	e = agency_history(job, *(int64_t *)context, &state, &n);
	check_int(n, 2);
	check_int(state[0].from, day_make(2019, 5, 15));
	check_str(state[0].agency.name, S("a"));
	check_str(state[1].agency.name, S("甲县"));
	return e;
}

TEST_STORE(agency, its_history_is_told_oldest_first)
{
	int64_t		id = bodies_new(t, "a", AGENCY_COUNTY, 0);
	struct change	change = { .agency = bodies_load(t, id) };

	change.agency.name = S("甲县");
	check_ok(job_write(&t->job, save, &change), t->fault);
	check_ok(job_read(&t->job, history, &id), t->fault);
}

/* --- its contact -------------------------------------------------------- */

struct contact {
	int64_t			agency;
	struct agency_contact	is;
};

static enum err
keep_contact(struct job *job, void *context)
{
	struct contact	*contact = context;

	return agency_contact_save(job, contact->agency, &contact->is,
	    S(""));
}

static enum err
load_contact(struct job *job, void *context)
{
	struct contact	*contact = context;

	return agency_contact_load(job, contact->agency, &contact->is);
}

TEST_STORE(agency, its_contact_is_kept_and_not_overwritten_unseen)
{
	struct contact	one = { .agency = bodies_new(t, "a", AGENCY_COUNTY,
			    0), .is = { .office = S("政务公开科"), .phone =
			    S("0571-8765 4321、87654322"), .post_code =
			    S("310000"), .mail = S("gk@example.cn"), .site =
			    S("https://example.cn/") } };
	struct contact	two = one;

	two.is.office = S("办公室");
	check_ok(job_write(&t->job, keep_contact, &one), t->fault);
	check_fails(job_write(&t->job, keep_contact, &two), t, ERR_CONFLICT,
	    "agency.contact_changed");
	check_ok(job_read(&t->job, load_contact, &two), t->fault);
	check_str(two.is.office, S("政务公开科"));
	check_str(two.is.hours, S(""));
	two.is.hours = S("工作日 9:00-17:00");
	check_ok(job_write(&t->job, keep_contact, &two), t->fault);
	check_ok(job_read(&t->job, load_contact, &one), t->fault);
	check_str(one.is.hours, S("工作日 9:00-17:00"));
}

Test(agency, a_contact_that_cannot_be_reached_is_refused)
{
	const struct {
		struct agency_contact	is;
		const char		*key;
	} cases[] = {
		{ { .phone = S("call us") }, "agency.wrong_phone" },
		{ { .phone = S("12") }, "agency.wrong_phone" },
		{ { .fax = S("0571-8765432a") }, "agency.wrong_phone" },
		{ { .post_code = S("31000") }, "agency.wrong_post_code" },
		{ { .mail = S("gk.example.cn") }, "agency.wrong_mail" },
		{ { .mail = S("@example.cn") }, "agency.wrong_mail" },
		{ { .site = S("javascript:alert(1)") },
		    "agency.wrong_site" },
		{ { .phone = S("（0571）87654321转8001") }, NULL },
		{ { .phone = S("0571–87654321") }, NULL },
	};
	struct fault	fault;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		fault_clear(&fault);
		check_int(agency_contact_check(&cases[i].is, &fault),
		    cases[i].key == NULL ? OK : ERR_INVALID);
		check_str(str_of(fault.key), str_of(cases[i].key));
	}
}
