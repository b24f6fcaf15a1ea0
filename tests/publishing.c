#include "tests/publishing.h"

#include "domain/rules.h"
#include "office/act.h"

static enum err
make_body(struct job *job, void *context)
{
	return agency_new(job, context, S("test"));
}

static int64_t
member(struct test_store *t, const char *code, const char *role, int place,
    int64_t agency)
{
	int64_t	person;

	person = bodies_person(t, arena_printf(test_arena(), "%s.%s%d", code,
	    role, place), agency);
	check_ok(bodies_grant(t, person, role, agency), t->fault);
	return person;
}

struct publishing
publishing_new(struct test_store *t, const char *code,
    enum agency_level level, int64_t above, const char *organisation)
{
	struct agency		agency = { .code = str_of(code),
				    .name = str_of(code), .level = level,
				    .above = above,
				    .organisation = str_of(organisation),
				    .since = day_make(2019, 5, 15),
				    .until = DAY_NONE };
	struct publishing	body;

	check_ok(job_write(&t->job, make_body, &agency), t->fault);
	body.agency = agency.id;
	body.editor = member(t, code, "editor", 1, agency.id);
	body.reviewer = member(t, code, "reviewer", 1, agency.id);
	body.second = member(t, code, "reviewer", 2, agency.id);
	body.signer = member(t, code, "signer", 1, agency.id);
	return body;
}

enum err
publishing_take(struct test_store *t, const struct publishing *body,
    int64_t person, int64_t *thing, const char *step,
    struct step_input input)
{
	struct act	act = { .kind = "record", .thing = *thing,
			    .agency = body->agency, .step = step,
			    .input = input };
	enum err	e;

	fault_clear(&t->fault);
	bodies_act_as(t, person);
	e = act_take(&t->job, &act);
	bodies_act_as(t, 0);
	if (e == OK)
		*thing = act.result->id;
	return e;
}

void
publishing_do(struct test_store *t, const struct publishing *body,
    int64_t person, int64_t *thing, const char *step,
    struct step_input input)
{
	check_ok(publishing_take(t, body, person, thing, step, input),
	    t->fault);
}

void
publishing_refused(struct test_store *t, const struct publishing *body,
    int64_t person, int64_t thing, const char *step, struct step_input input,
    const char *key)
{
	cr_assert_neq(publishing_take(t, body, person, &thing, step, input),
	    OK, "%s: %s", step, key);
	check_str(str_of(t->fault.key), str_of(key));
	fault_clear(&t->fault);
}

int64_t
publishing_draft(struct test_store *t, const struct publishing *body,
    const char *kind, const char *column, str title, str html)
{
	str	today = day_iso(t->job.arena, t->job.today);
	int64_t	thing = 0;

	publishing_do(t, body, body->editor, &thing, "write", VALUES(
	    { S("title"), title }, { S("kind"), str_of(kind) },
	    { S("column"), str_of(column) }, { S("html"), html },
	    { S("dated"), today }, { S("formed"), today }));
	return thing;
}

static enum err
find_levels(struct job *job, void *context)
{
	int64_t			*n = context;
	const struct rules	*rules;
	struct agency		 agency;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = agency_load(job, *n, &agency);
	if (e == OK)
		*n = review_levels(rules->review, &agency);
	return e;
}

void
publishing_review(struct test_store *t, const struct publishing *body,
    int64_t thing)
{
	int64_t	n = body->agency;

	check_ok(job_read(&t->job, find_levels, &n), t->fault);
	publishing_do(t, body, body->editor, &thing, "submit", NOTHING);
	if (n > 1)
		publishing_do(t, body, body->reviewer, &thing, "pass",
		    VALUES(ALL_GATES));
	if (n > 2)
		publishing_do(t, body, body->second, &thing, "pass_again",
		    VALUES({ S("gates"), S("wording") }));
}

void
publishing_approve(struct test_store *t, const struct publishing *body,
    int64_t thing)
{
	publishing_review(t, body, thing);
	publishing_do(t, body, body->signer, &thing, "approve",
	    VALUES(ALL_GATES));
}

void
publishing_publish(struct test_store *t, const struct publishing *body,
    int64_t thing)
{
	publishing_approve(t, body, thing);
	publishing_do(t, body, body->editor, &thing, "publish", NOTHING);
}

/* What is looked for by its id. */
struct looking {
	int64_t		 id;
	struct thing	*thing;
	struct record	 record;
};

static enum err
load_dossier(struct job *job, void *context)
{
	struct looking	*looking = context;

	return step_load(job, "record", looking->id, &looking->thing);
}

static enum err
load_record(struct job *job, void *context)
{
	struct looking	*looking = context;

	return record_load(job, looking->id, &looking->record);
}

struct dossier
publishing_dossier(struct test_store *t, int64_t thing)
{
	struct looking	looking = { .id = thing };

	check_ok(job_read(&t->job, load_dossier, &looking), t->fault);
	return *dossier_of(looking.thing);
}

struct record
publishing_record(struct test_store *t, int64_t record)
{
	struct looking	looking = { .id = record };

	check_ok(job_read(&t->job, load_record, &looking), t->fault);
	return looking.record;
}

void
publishing_on(struct test_store *t, int year, int month, int mday)
{
	t->job.today = day_make(year, month, mday);
	t->job.now = day_morning(t->job.today) + 8 * INT64_C(3600000);
}
