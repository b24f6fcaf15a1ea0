#include "domain/recount.h"

#include "base/data.h"
#include "domain/errand.h"
#include "domain/rules.h"
#include "office/act.h"
#include "tests/bodies.h"
#include "tests/people.h"

#define NOTHING	((struct step_input){ NULL, 0 })
#define VALUES(...)							\
	((struct step_input){ (const struct step_value[]){ __VA_ARGS__ }, \
	    sizeof((const struct step_value[]){ __VA_ARGS__ }) /	\
	    sizeof(struct step_value) })

#define NEW_YEAR	"  - {name: 元旦, from: 2027-01-01, until: 2027-01-03}\n"
#define NO_HOLIDAY	"  - {name: 元旦, from: 2027-01-02, until: 2027-01-03}\n"

/* A town where somebody proposes, reviews, and supervises. */
struct town {
	int64_t	agency;
	int64_t	editor, reviewer, supervisor;
	int64_t	thing;		/* a change of its name */
};

static int64_t
member(struct test_store *t, const char *role, int64_t agency)
{
	int64_t	person = bodies_person(t, role, agency);

	check_ok(bodies_grant(t, person, role, agency), t->fault);
	return person;
}

static enum err
take(struct town *town, struct test_store *t, int64_t person,
    const char *step, struct step_input input)
{
	struct act	act = { .kind = "name_change", .thing = town->thing,
			    .agency = town->agency, .step = step,
			    .input = input };
	enum err	e;

	fault_clear(&t->fault);
	bodies_act_as(t, person);
	e = act_take(&t->job, &act);
	bodies_act_as(t, 0);
	if (e == OK)
		town->thing = act.result->id;
	return e;
}

/* A change of name that was submitted on a day. */
static struct town
submitted(struct test_store *t, int year, int month, int mday)
{
	struct town	town = { .thing = 0 };

	town.agency = bodies_new(t, "town", AGENCY_TOWNSHIP, 0);
	town.editor = member(t, "editor", town.agency);
	town.reviewer = member(t, "reviewer", town.agency);
	town.supervisor = member(t, "supervisor", town.agency);
	t->job.today = day_make(year, month, mday);
	t->job.now = day_morning(t->job.today);
	check_ok(take(&town, t, town.editor, "draft", VALUES(
	    { S("name"), S("云溪镇人民政府") }, { S("since"), S("2027-06-01") },
	    { S("reason"), S("撤乡设镇") })), t->fault);
	check_ok(take(&town, t, town.editor, "submit", NOTHING), t->fault);
	return town;
}

struct seen {
	int64_t		 id;
	struct thing	*thing;
};

static enum err
look(struct job *job, void *context)
{
	struct seen	*seen = context;

	return step_load(job, "name_change", seen->id, &seen->thing);
}

static struct procedure_clock
clock_of(struct test_store *t, const struct town *town)
{
	struct seen	seen = { .id = town->thing };

	check_ok(job_read(&t->job, look, &seen), t->fault);
	return seen.thing->clock;
}

#define check_due(t, town, want) \
	check_str(day_iso((t)->job.arena, clock_of((t), (town)).due), S(want))

/* The notice of a year that was not out. */
static void
publish(const char *off)
{
	test_override("rules/calendar-2027.yaml", str_printf(test_arena(),
	    "year: 2027\nnotice: 通知\npublished: 2026-12-20\noff:\n%s"
	    "work: []\n", off));
}

/* Days off that nobody knew of, and a remark. */
static void
give_off(const char *from, const char *until, const char *remark)
{
	static const char	path[] = "rules/calendar-2026.yaml";
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	ptrdiff_t		 at;
	str			 bytes;

	data_override(NULL);
	check_ok(data_read(arena, path, &bytes, &fault), fault);
	at = str_find(bytes, S("off:\n"), 0) + (ptrdiff_t)S("off:\n").n;
	test_override(path, str_printf(arena, "# %s\n%.*s  - {name: 临时放假, "
	    "from: %s, until: %s}\n%.*s", remark, (int)at, bytes.at, from,
	    until, STRF(str_sub(bytes, (size_t)at, bytes.n))));
}

/* A program that has the calendar as it is now. */
static struct test_store *
started(const struct test_store *t)
{
	struct test_store	*fork = test_store_fork(t);

	fork->job.today = t->job.today;
	fork->job.now = t->job.now;
	return fork;
}

/* How many errands it did. */
static int
recounted(struct test_store *t)
{
	int	done = 0, failed = 0;

	check_ok(recount_look(&t->job), t->fault);
	check_ok(errand_run_due(&t->job, 100, &done, &failed), t->fault);
	check_int(failed, 0);
	return done;
}

struct listing {
	struct recount	*row;
	size_t		 n;
};

static enum err
list(struct job *job, void *context)
{
	struct listing	*listing = context;

	return recount_list(job, 0, 100, &listing->row, &listing->n);
}

static struct listing
waiting(struct test_store *t)
{
	struct listing	listing = { .n = 0 };

	check_ok(job_read(&t->job, list, &listing), t->fault);
	return listing;
}

/* --- provisional days ----------------------------------------------------- */

TEST_STORE(recount, a_provisional_day_is_counted_again_when_the_notice_is_out)
{
	struct town		town = submitted(t, 2026, 12, 28);
	struct test_store	*later;

	check_due(t, &town, "2027-01-04");
	cr_assert(clock_of(t, &town).provisional);
	check_str(clock_of(t, &town).missing, S("2027"));
	check_int(recounted(t), 1);
	check_due(t, &town, "2027-01-04");
	check_int(people_told(t, "name_change.recount"), 0);
	publish(NEW_YEAR);
	later = started(t);
	check_int(recounted(later), 1);
	check_due(t, &town, "2027-01-05");
	cr_assert_not(clock_of(t, &town).provisional);
	check_str(clock_of(t, &town).missing, S(""));
	check_int(people_told(t, "name_change.recount"), 1);
	check_int(people_told_by(t, "name_change.recount"), 0);
	check_int(waiting(t).n, 0);
	check_int(recounted(later), 0);
	check_int(people_told(t, "name_change.recount"), 1);
}

TEST_STORE(recount, a_day_that_stays_becomes_final_with_the_notice)
{
	struct town	town = submitted(t, 2026, 12, 28);

	publish(NO_HOLIDAY);
	check_int(recounted(started(t)), 1);
	check_due(t, &town, "2027-01-04");
	cr_assert_not(clock_of(t, &town).provisional);
	check_int(people_told(t, "name_change.recount"), 1);
}

/* Extending or stopping the clock does not make its first days known. */
TEST_STORE(recount, a_clock_that_was_stopped_is_counted_by_its_whole_ledger)
{
	struct town		 town = submitted(t, 2026, 12, 28);
	struct test_store	*later;

	t->job.today = day_make(2026, 12, 30);
	check_ok(take(&town, t, town.reviewer, "ask", VALUES({ S("of"),
	    S("民政局") })), t->fault);
	publish(NEW_YEAR);
	later = started(t);
	check_int(recounted(later), 1);
	check_due(t, &town, "2027-01-05");
	check_int(clock_of(t, &town).paused, day_make(2026, 12, 30));
	later->job.today = day_make(2027, 1, 11);
	check_ok(take(&town, later, town.editor, "answer", VALUES(
	    { S("opinion"), S("同意") })), later->fault);
	check_due(t, &town, "2027-01-14");
	cr_assert_not(clock_of(t, &town).provisional);
}

/* --- days that were final ------------------------------------------------- */

/* What a decision needs. */
struct deciding {
	int64_t		 id;
	enum err	(*how)(struct job *job, int64_t id, str reason);
};

static enum err
decide(struct job *job, void *context)
{
	const struct deciding	*deciding = context;

	return deciding->how(job, deciding->id, S("办公室决定"));
}

static enum err
decided(struct test_store *t, int64_t person, int64_t id,
    enum err (*how)(struct job *, int64_t, str))
{
	struct deciding	deciding = { id, how };
	enum err	e;

	fault_clear(&t->fault);
	bodies_act_as(t, person);
	e = job_write(&t->job, decide, &deciding);
	bodies_act_as(t, 0);
	return e;
}

#define check_refused(call, t, want_key) do {				\
	cr_assert_neq((call), OK);					\
	check_str(str_of((t)->fault.key), S(want_key));			\
	fault_clear(&(t)->fault);					\
} while (0)

TEST_STORE(recount, a_final_day_is_moved_by_nobody_but_who_may_approve)
{
	struct town		 town = submitted(t, 2026, 3, 2);
	struct test_store	*later;
	struct listing		 found;

	check_due(t, &town, "2026-03-09");
	give_off("2026-03-05", "2026-03-05", "a day of mourning");
	later = started(t);
	check_int(recounted(later), 1);
	check_due(t, &town, "2026-03-09");
	check_int(people_told(t, "name_change.recount"), 0);
	found = waiting(later);
	check_int(found.n, 1);
	check_str(found.row[0].kind, S("name_change"));
	check_int(found.row[0].thing, town.thing);
	check_int(found.row[0].due, day_make(2026, 3, 9));
	check_int(found.row[0].fresh, day_make(2026, 3, 10));
	check_refused(decided(later, town.editor, found.row[0].id,
	    recount_approve), later, "recount.need");
	check_ok(decided(later, town.supervisor, found.row[0].id,
	    recount_approve), later->fault);
	check_due(t, &town, "2026-03-10");
	check_int(people_told(t, "name_change.recount"), 1);
	check_int(people_told_by(t, "name_change.recount"), town.supervisor);
	check_int(waiting(later).n, 0);
	check_refused(decided(later, town.supervisor, found.row[0].id,
	    recount_keep), later, "recount.unknown");
}

TEST_STORE(recount, a_day_that_was_kept_is_not_asked_for_again)
{
	struct town		 town = submitted(t, 2026, 3, 2);
	struct test_store	*later;

	give_off("2026-03-05", "2026-03-05", "a day of mourning");
	later = started(t);
	check_int(recounted(later), 1);
	check_ok(decided(later, town.supervisor, waiting(later).row[0].id,
	    recount_keep), later->fault);
	check_due(t, &town, "2026-03-09");
	check_int(people_told(t, "name_change.recount_kept"), 1);
	give_off("2026-03-05", "2026-03-05", "the same with other words");
	later = started(t);
	check_int(recounted(later), 1);
	check_int(waiting(later).n, 0);
	/* Another day is another question. */
	give_off("2026-03-05", "2026-03-06", "two days of it");
	check_int(recounted(started(t)), 1);
	check_int(waiting(t).n, 1);
	check_due(t, &town, "2026-03-09");
}

TEST_STORE(recount, what_waits_is_past_when_the_calendar_goes_back)
{
	struct town	town = submitted(t, 2026, 3, 2);
	int64_t		id;

	give_off("2026-03-05", "2026-03-05", "a day of mourning");
	check_int(recounted(started(t)), 1);
	check_int(waiting(t).n, 1);
	id = waiting(t).row[0].id;
	/* Who still has the old calendar cannot approve it. */
	check_refused(decided(t, town.supervisor, id, recount_approve), t,
	    "recount.past");
	data_override(NULL);
	check_int(recounted(started(t)), 1);
	check_int(waiting(t).n, 0);
	check_due(t, &town, "2026-03-09");
}

TEST_STORE(recount, a_step_in_between_is_counted_with_what_waited)
{
	struct town		 town = submitted(t, 2026, 3, 2);
	struct test_store	*later;
	struct listing		 found;

	give_off("2026-03-05", "2026-03-05", "a day of mourning");
	later = started(t);
	check_int(recounted(later), 1);
	later->job.today = day_make(2026, 3, 4);
	check_ok(take(&town, later, town.reviewer, "ask", VALUES({ S("of"),
	    S("民政局") })), later->fault);
	check_int(waiting(later).n, 1);
	later->job.today = day_make(2026, 3, 18);
	check_ok(take(&town, later, town.editor, "answer", VALUES(
	    { S("opinion"), S("同意") })), later->fault);
	/* Two days were left of the day that stands, three by the ledger. */
	check_due(t, &town, "2026-03-20");
	found = waiting(later);
	check_int(found.n, 1);
	check_int(found.row[0].due, day_make(2026, 3, 20));
	check_int(found.row[0].fresh, day_make(2026, 3, 23));
	check_ok(take(&town, later, town.editor, "withdraw", VALUES(
	    { S("reason"), S("不改了") })), later->fault);
	check_int(waiting(later).n, 0);
}

/* --- which calendar counts ------------------------------------------------ */

TEST_STORE(recount, where_no_clock_runs_there_is_nothing_to_do)
{
	check_int(recounted(t), 0);
	publish(NEW_YEAR);
	check_int(recounted(started(t)), 0);
}

TEST_STORE(recount, a_program_with_an_older_calendar_does_not_count)
{
	struct town		 town = submitted(t, 2026, 12, 28);
	struct test_store	*later;
	int			 done, failed;

	check_int(recounted(t), 1);
	publish(NEW_YEAR);
	later = started(t);
	check_ok(recount_look(&later->job), later->fault);
	check_ok(errand_run_due(&t->job, 10, &done, &failed), t->fault);
	check_int(failed, 1);
	check_due(t, &town, "2027-01-04");
	later->job.now += (int64_t)2 * 60 * 1000;
	check_ok(errand_run_due(&later->job, 10, &done, &failed),
	    later->fault);
	check_int(done, 1);
	check_due(t, &town, "2027-01-05");
}

TEST_STORE(recount, of_two_changes_the_last_one_counts)
{
	struct town		 town = submitted(t, 2026, 12, 28);
	struct test_store	*first, *second;
	int			 done, failed;

	publish(NEW_YEAR);
	first = started(t);
	check_ok(recount_look(&first->job), first->fault);
	publish(NO_HOLIDAY);
	second = started(t);
	check_ok(recount_look(&second->job), second->fault);
	check_ok(errand_run_due(&second->job, 10, &done, &failed),
	    second->fault);
	check_int(done, 2);
	check_int(failed, 0);
	check_due(t, &town, "2027-01-04");
	cr_assert_not(clock_of(t, &town).provisional);
}
