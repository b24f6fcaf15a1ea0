#include "domain/step.h"

#include "base/data.h"
#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/name_change.h"
#include "domain/person.h"
#include "office/act.h"
#include "store/id.h"
#include "tests/store.h"
#include "woven/sql.h"

/* A body, who proposes and who signs there; what flows do not reach is
   tested here. */
struct office {
	struct agency		 town;
	const struct actor	*editor;
	const struct actor	*signer;
};

static enum err
join(struct job *job, const struct office *office, const char *login,
    const char *role, const struct actor **ret)
{
	struct person	person = { .agency = office->town.id, .login =
			    str_of(login), .name = str_of(login),
			    .until = DAY_NONE };
	struct grant	grant = { .role = str_of(role), .agency =
			    office->town.id, .since = DAY_NONE,
			    .until = DAY_NONE };
	enum err	e = person_new(job, &person, S("test"));

	grant.person = person.id;
	if (e == OK)
		e = person_grant(job, &grant, S("test"));
	return e == OK ? person_act_as(job, person.id, ret) : e;
}

static enum err
found(struct job *job, void *context)
{
	struct office	*office = context;
	enum err	 e;

	office->town = (struct agency){ .level = AGENCY_TOWNSHIP,
	    .code = S("town"), .name = S("云溪乡人民政府"),
	    .since = day_make(2000, 1, 1), .until = DAY_NONE };
	e = agency_new(job, &office->town, S("test"));
	if (e == OK)
		e = join(job, office, "editor", "editor", &office->editor);
	return e == OK ? join(job, office, "signer", "signer",
	    &office->signer) : e;
}

static struct office
office(struct test_store *t)
{
	struct office	office;

	check_ok(job_write(&t->job, found, &office), t->fault);
	return office;
}

#define VALUES(...)							\
	((struct step_input){ (const struct step_value[]){ __VA_ARGS__ }, \
	    sizeof((const struct step_value[]){ __VA_ARGS__ }) /	\
	    sizeof(struct step_value) })
#define NOTHING	((struct step_input){ NULL, 0 })

/* Take a step as somebody; the thing's id goes on. */
static enum err
take(struct test_store *t, const struct actor *actor, int64_t agency,
    int64_t *thing, const char *step, struct step_input input)
{
	struct act	act = { .kind = "name_change", .thing = *thing,
			    .agency = agency, .step = step, .input = input };
	enum err	e;

	fault_clear(&t->fault);
	t->job.actor = actor;
	e = act_take(&t->job, &act);
	t->job.actor = NULL;
	if (e == OK)
		*thing = act.result->id;
	return e;
}

#define DRAFT	VALUES({ S("name"), S("云溪镇人民政府") },		\
		    { S("since"), S("2026-04-01") },			\
		    { S("reason"), S("撤乡设镇") })

static int64_t
drafted(struct test_store *t, const struct office *o)
{
	int64_t	id = 0;

	check_ok(take(t, o->editor, o->town.id, &id, "draft", DRAFT),
	    t->fault);
	return id;
}

static void
refuse(struct test_store *t, const struct actor *actor, int64_t agency,
    int64_t thing, const char *step, struct step_input input,
    const char *key)
{
	cr_assert_neq(take(t, actor, agency, &thing, step, input), OK, "%s",
	    key);
	check_str(str_of(t->fault.key), str_of(key));
}

TEST_STORE(step, a_step_asks_for_the_values_of_its_form)
{
	struct office	o = office(t);
	int64_t		id;

	refuse(t, o.editor, o.town.id, 0, "draft", NOTHING, "step.want");
	refuse(t, o.editor, o.town.id, 0, "draft", VALUES(
	    { S("name"), S("甲") }, { S("since"), S("1 April") },
	    { S("reason"), S("x") }), "step.want_day");
	refuse(t, o.editor, o.town.id, 0, "draft", VALUES(
	    { S("name"), S("甲") }, { S("name"), S("乙") }),
	    "step.doubled");
	id = drafted(t, &o);
	refuse(t, o.editor, 0, id, "submit", VALUES({ S("colour"), S("red") }),
	    "step.value");
}

TEST_STORE(step, what_is_not_there_is_refused)
{
	struct office	o = office(t);
	struct act	act = { .kind = "parcel", .step = "draft",
			    .agency = o.town.id };
	int64_t		id = drafted(t, &o);

	refuse(t, o.editor, 0, id, "burn", NOTHING, "step.unknown");
	refuse(t, o.editor, 0, id, "approve", NOTHING, "step.state");
	refuse(t, o.editor, 0, id + 1, "submit", NOTHING, "step.thing");
	check_int(act_take(&t->job, &act), ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("step.kind"));
}

TEST_STORE(step, the_machine_takes_no_persons_step_and_no_person_its_own)
{
	struct office	o = office(t);
	int64_t		id = drafted(t, &o);

	refuse(t, NULL, 0, id, "submit", NOTHING, "step.nobody");
	check_ok(take(t, o.editor, 0, &id, "submit", NOTHING), t->fault);
	check_ok(take(t, o.signer, 0, &id, "approve", NOTHING), t->fault);
	refuse(t, o.signer, 0, id, "effect", NOTHING, "step.machine");
}

/* A runner's first need of the rules comes up inside of an errand. */
TEST_STORE(step, what_is_approved_comes_into_force_on_its_day)
{
	struct office		 o = office(t);
	struct test_store	*runner = test_store_fork(t);
	int64_t			 id = drafted(t, &o), other = drafted(t, &o);
	int			 done, failed;

	check_ok(take(t, o.editor, 0, &id, "submit", NOTHING), t->fault);
	check_ok(take(t, o.editor, 0, &other, "submit", NOTHING), t->fault);
	check_ok(take(t, o.signer, 0, &id, "approve", NOTHING), t->fault);
	check_ok(take(t, o.signer, 0, &other, "approve", NOTHING), t->fault);
	runner->job.today = day_make(2026, 4, 1);
	runner->job.now = day_morning(runner->job.today);
	check_ok(errand_run_due(&runner->job, 10, &done, &failed),
	    runner->fault);
	check_int(failed, 0);
	check_int(done, 4);
	refuse(t, o.editor, 0, other, "submit", NOTHING, "step.state");
}

struct twice {
	struct thing	*thing;
	int64_t		 id;
};

static enum err
load(struct job *job, void *context)
{
	struct twice	*twice = context;

	return step_load(job, "name_change", twice->id, &twice->thing);
}

static enum err
submit(struct job *job, void *context)
{
	return step_apply(job, ((struct twice *)context)->thing, "submit",
	    &NOTHING);
}

TEST_STORE(step, who_comes_second_must_look_again)
{
	struct office	 o = office(t);
	struct twice	 first = { .id = drafted(t, &o) }, second = first;

	t->job.actor = o.editor;
	check_ok(job_read(&t->job, load, &first), t->fault);
	check_ok(job_read(&t->job, load, &second), t->fault);
	check_ok(job_write(&t->job, submit, &first), t->fault);
	check_int(job_write(&t->job, submit, &second), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("step.changed"));
}

struct history {
	struct twice		 of;
	struct step_event	*event;
	size_t			 n;
};

static enum err
history(struct job *job, void *context)
{
	struct history	*h = context;
	enum err	 e = load(job, &h->of);

	return e == OK ? step_history(job, h->of.thing, &h->event, &h->n) : e;
}

TEST_STORE(step, the_ledger_tells_what_was_done_by_whom_and_what_is_due)
{
	struct office	o = office(t);
	struct history	h = { .of.id = drafted(t, &o) };

	check_ok(take(t, o.editor, 0, &h.of.id, "submit", NOTHING), t->fault);
	check_ok(job_read(&t->job, history, &h), t->fault);
	check_int(h.n, 2);
	check_str(h.event[0].was, S(PROCEDURE_NEW));
	check_str(h.event[1].step, S("submit"));
	check_str(h.event[1].became, S("submitted"));
	cr_assert_eq(h.event[1].actor, o.editor->person.id);
	check_int(h.event[1].due, day_make(2026, 3, 9));
	check_int(h.of.thing->clock.due, day_make(2026, 3, 9));
	check_int(h.of.thing->version, 2);
}

TEST_STORE(step, a_refused_step_leaves_nothing)
{
	struct office	o = office(t);
	struct history	h = { .of.id = drafted(t, &o) };

	refuse(t, o.editor, 0, h.of.id, "change", VALUES({ S("name"),
	    S("云溪乡人民政府") }), "name_change.same");
	check_ok(job_read(&t->job, history, &h), t->fault);
	check_int(h.n, 1);
	check_str(((struct name_change *)(void *)h.of.thing)->name,
	    S("云溪镇人民政府"));
}

/* The file of the rows as it is, and lines behind the last of name_change. */
static void
lay_over(struct arena *arena, const char *lines)
{
	struct fault	fault = { .code = OK };
	str		bytes;
	ptrdiff_t	next;

	check_ok(data_read(arena, "rules/procedure.yaml", &bytes, &fault),
	    fault);
	next = str_find(bytes, S("\n\nrecord:"), 0);
	cr_assert_gt(next, 0);
	test_override("rules/procedure.yaml", str_printf(arena,
	    "%.*s%s%.*s", (int)next + 1, bytes.at, lines,
	    STRF(str_sub(bytes, (size_t)next + 1, bytes.n))));
}

/* Withdrawing is the last row; it holds until a day, and another one since a
   later one. */
TEST_STORE(step, the_row_of_the_legal_day_applies)
{
	struct office	o;
	int64_t		id;

	lay_over(t->job.arena, "      until: 2026-03-01\n"
	    "    - {from: draft, step: withdraw, to: withdrawn, need: "
	    "name_change.propose, form: {day: day?}, since: 2026-03-03}\n");
	o = office(t);
	id = drafted(t, &o);
	refuse(t, o.editor, 0, id, "withdraw", NOTHING, "step.day");
	t->job.today = day_make(2026, 3, 4);
	refuse(t, o.editor, 0, id, "withdraw", VALUES({ S("reason"),
	    S("不改了") }), "step.value");
	refuse(t, o.editor, 0, id, "withdraw", VALUES({ S("day"),
	    S("2026-03-01") }), "step.value");
	check_ok(take(t, o.editor, 0, &id, "withdraw", VALUES({ S("day"),
	    S("2026-03-03") })), t->fault);
}
