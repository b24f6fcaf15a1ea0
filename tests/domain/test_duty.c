#include "domain/duty.h"

#include "tests/people.h"
#include "tests/publishing.h"

struct asking {
	int64_t		 agency;
	day		 on;
	struct duty	 duty, *all;
	size_t		 n;
};

static enum err
ask(struct job *job, void *context)
{
	struct asking	*asking = context;

	return duty_load(job, asking->agency, asking->on, &asking->duty);
}

static enum err
ask_below(struct job *job, void *context)
{
	struct asking	*asking = context;

	return duty_below(job, asking->agency, asking->on, &asking->all,
	    &asking->n);
}

static struct duty
duty_of(struct test_store *t, const struct publishing *body, int year,
    int month, int mday)
{
	struct asking	asking = { .agency = body->agency,
			    .on = day_make(year, month, mday) };

	check_ok(job_read(&t->job, ask, &asking), t->fault);
	return asking.duty;
}

static const struct duty_column *
column_of(const struct duty *duty, const char *key)
{
	for (size_t i = 0; i < duty->columns; i++)
		if (str_is(duty->column[i].column->key, key))
			return &duty->column[i];
	return NULL;
}

TEST_STORE(duty, something_is_missing_the_day_after_its_cycle)
{
	struct publishing		 body = publishing_new(t, "town",
					    AGENCY_TOWNSHIP, 0, "990000041");
	struct duty			 duty = duty_of(t, &body, 2026, 3, 2);
	const struct duty_column	*column = column_of(&duty, "penalty");
	size_t				 missing = duty.missing;
	int64_t				 id;

	check_int(column->n, 0);
	check_int(column->last, DAY_NONE);
	check_int(column->due, day_make(2019, 6, 15));
	cr_assert(column->missing);
	id = publishing_draft(t, &body, "other", "penalty", S("处罚结果"),
	    S("<p>无。</p>"));
	publishing_publish(t, &body, id);
	duty = duty_of(t, &body, 2026, 4, 2);
	column = column_of(&duty, "penalty");
	check_int(column->n, 1);
	check_int(column->last, day_make(2026, 3, 2));
	check_int(column->due, day_make(2026, 4, 2));
	cr_assert_not(column->missing);
	check_int(duty.missing, missing - 1);
	duty = duty_of(t, &body, 2026, 4, 3);
	cr_assert(column_of(&duty, "penalty")->missing);
	check_int(duty.missing, missing);
}

TEST_STORE(duty, a_column_is_listed_only_for_the_levels_it_is_meant_for)
{
	struct publishing	county = publishing_new(t, "county",
				    AGENCY_COUNTY, 0, "990000033");
	struct publishing	town = publishing_new(t, "town",
				    AGENCY_TOWNSHIP, county.agency,
				    "990000041");
	struct duty		duty = duty_of(t, &county, 2026, 3, 2);
	struct asking		asking = { .agency = county.agency,
				    .on = day_make(2026, 3, 2) };

	cr_assert_not_null(column_of(&duty, "licence_result"));
	cr_assert_null(column_of(&duty, "licence"));
	duty = duty_of(t, &town, 2026, 3, 2);
	cr_assert_null(column_of(&duty, "licence_result"));
	check_ok(job_read(&t->job, ask_below, &asking), t->fault);
	check_int(asking.n, 2);
	check_int(asking.all[0].agency.id, county.agency);
	asking.on = day_make(2018, 1, 1);
	check_ok(job_read(&t->job, ask_below, &asking), t->fault);
	check_int(asking.n, 0);
}

TEST_STORE(duty, what_is_late_and_what_is_withheld_is_listed_by_its_day)
{
	struct publishing	body = publishing_new(t, "town",
				    AGENCY_TOWNSHIP, 0, "990000041");
	int64_t			late, kept, done;
	struct duty		duty;
	day			due;

	late = publishing_draft(t, &body, "other", "other", S("甲"),
	    S("<p>甲</p>"));
	kept = publishing_draft(t, &body, "other", "other", S("乙"),
	    S("<p>乙的稿子</p>"));
	done = publishing_draft(t, &body, "other", "other", S("丙"),
	    S("<p>丙的全文</p>"));
	publishing_publish(t, &body, done);
	publishing_do(t, &body, body.editor, &kept, "edit", VALUES(
	    { S("mode"), S("withheld") }, { S("ground"), S("process") },
	    { S("note"), S("过程稿") }));
	publishing_approve(t, &body, kept);
	publishing_do(t, &body, body.editor, &kept, "withhold", NOTHING);
	due = publishing_dossier(t, late).thing.clock.due;
	duty = duty_of(t, &body, day_parts(due).year, day_parts(due).month,
	    day_parts(due).mday);
	check_int(duty.lates, 0);
	check_int(duty.looks, 0);
	due = publishing_dossier(t, kept).thing.clock.due;
	duty = duty_of(t, &body, day_parts(due).year, day_parts(due).month,
	    day_parts(due).mday);
	check_int(duty.lates, 1);
	check_int(duty.late[0].id, late);
	check_int(duty.looks, 1);
	check_int(duty.look[0].id, kept);
}

/* Who works at a town does not learn of another one. */
TEST_STORE(duty, only_who_sees_a_body_sees_its_duties)
{
	struct publishing	one = publishing_new(t, "one",
				    AGENCY_TOWNSHIP, 0, "990000041");
	struct publishing	two = publishing_new(t, "two",
				    AGENCY_TOWNSHIP, 0, "990000033");
	struct asking		asking = { .agency = two.agency,
				    .on = t->job.today };

	(void)publishing_draft(t, &two, "other", "other", S("甲"),
	    S("<p>甲</p>"));
	asking.on = day_make(2027, 1, 4);
	bodies_act_as(t, one.editor);
	check_int(job_read(&t->job, ask, &asking), ERR_NOT_FOUND);
	fault_clear(&t->fault);
	check_ok(job_read(&t->job, ask_below, &asking), t->fault);
	check_int(asking.n, 0);
	asking.agency = 0;
	check_ok(job_read(&t->job, ask_below, &asking), t->fault);
	check_int(asking.n, 1);
	check_int(asking.all[0].agency.id, one.agency);
	asking.agency = two.agency;
	bodies_act_as(t, two.editor);
	fault_clear(&t->fault);
	check_ok(job_read(&t->job, ask, &asking), t->fault);
	check_int(asking.duty.lates, 1);
}
