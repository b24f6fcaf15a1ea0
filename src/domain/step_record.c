#include "domain/agency.h"
#include "domain/dossier_step.h"
#include "domain/errand.h"
#include "domain/person.h"
#include "domain/rules.h"
#include "woven/sql.h"

#define KIND	"record"

static struct dossier *
of(struct thing *thing)
{
	return (struct dossier *)(void *)thing;
}

/* --- writing -------------------------------------------------------------- */

STEP(record_write, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return dossier_step_write(job, of(thing), input);
}

STEP(record_edit, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return dossier_step_write(job, of(thing), input);
}

/* Nothing but what the table says. */
static enum err
nothing(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)job;
	(void)thing;
	(void)input;
	return OK;
}

STEP(record_confer, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

STEP(record_agreed, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

STEP(record_refer, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

STEP(record_decided, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

STEP(record_drop, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct record	record;
	enum err	e;

	(void)input;
	if (of(thing)->record.version == 0)
		return OK;
	e = record_load(job, thing->id, &record);
	return e != OK || str_is(record.state, RECORD_WITHDRAWN) ? e :
	    FAIL(job->fault, ERR_CONFLICT, "record.drop_public");
}

/* What was public stays as it is: nothing is corrected. */
STEP(record_abandon, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct dossier	*dossier = of(thing);
	enum err	 e;

	(void)input;
	if (dossier->record.version == 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.not_public");
	e = dossier_step_take(job, dossier, true);
	if (e == OK)
		e = dossier_step_end(job, &dossier->record);
	dossier_step_rest(dossier);
	return e;
}

STEP(record_submit, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return dossier_step_complete(job, of(thing));
}

/* --- reviewing ------------------------------------------------------------ */

/* How many reviews have gone before a state, and how many the body needs. */
static enum err
count_reviews(struct job *job, const struct thing *thing, int *ret_done,
    int *ret_needed)
{
	const struct rules	*rules;
	struct agency		 agency;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = agency_load(job, thing->agency, &agency);
	if (e != OK)
		return e;
	*ret_done = str_is(thing->state, "passed") ? 1 :
	    str_is(thing->state, "passed_again") ? 2 : 0;
	*ret_needed = review_levels(rules->review, &agency);
	return OK;
}

/* Who reviews has not taken another review since it was submitted. */
static enum err
check_other(struct job *job, const struct thing *thing, const char *step)
{
	struct sql_step_last_row	submitted, last;
	enum err			e;

	e = sql_step_last(job->db, S(KIND), thing->id, S("submit"),
	    &submitted);
	if (e == OK)
		e = sql_step_last(job->db, S(KIND), thing->id, str_of(step),
		    &last);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK && last.id > submitted.id && job->actor != NULL &&
	    last.actor == job->actor->person.id)
		return FAIL(job->fault, ERR_FORBIDDEN, "record.same_reviewer",
		    last.name);
	return e;
}

static enum err
check_review(struct job *job, const struct thing *thing, bool signs)
{
	int		done, needed;
	enum err	e = count_reviews(job, thing, &done, &needed);

	if (e == OK && signs && done + 1 < needed)
		return FAIL(job->fault, ERR_CONFLICT, "record.more_reviews",
		    str_int(job->arena, needed), str_int(job->arena, done));
	if (e == OK && !signs && done + 1 >= needed)
		return FAIL(job->fault, ERR_CONFLICT, "record.no_more_reviews",
		    str_int(job->arena, needed));
	if (e == OK)
		e = check_other(job, thing, "pass");
	return e == OK ? check_other(job, thing, "pass_again") : e;
}

STEP(record_pass, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return check_review(job, thing, false);
}

STEP(record_pass_again, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return check_review(job, thing, false);
}

STEP(record_approve, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return check_review(job, thing, true);
}

STEP(record_sign, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	int		done, needed;
	enum err	e = count_reviews(job, thing, &done, &needed);

	(void)input;
	if (e == OK && done + 1 < needed)
		return FAIL(job->fault, ERR_CONFLICT, "record.more_reviews",
		    str_int(job->arena, needed), str_int(job->arena, done));
	return e;
}

STEP(record_return, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

/* --- urgently ------------------------------------------------------------- */

STEP(record_urgent, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	if (of(thing)->record.version != 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.urgent_new");
	return dossier_step_publish(job, of(thing), step_input(input,
	    "reason"));
}

/* Who closes it is a third person: neither signed nor submitted it. */
static enum err
check_third(struct job *job, const struct thing *thing)
{
	struct sql_step_last_row	submitted;
	enum err			e;

	e = sql_step_last(job->db, S(KIND), thing->id, S("submit"),
	    &submitted);
	if (e == OK && job->actor != NULL &&
	    submitted.actor == job->actor->person.id)
		return FAIL(job->fault, ERR_FORBIDDEN, "record.no_third",
		    submitted.name);
	return e;
}

STEP(record_close, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct record	record;
	enum err	e = check_third(job, thing);

	(void)input;
	if (e == OK)
		e = record_load(job, thing->id, &record);
	return e == OK ? dossier_step_end(job, &record) : e;
}

STEP(record_object, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct dossier	*dossier = of(thing);
	struct record	 record;
	enum err	 e = check_third(job, thing);

	if (e == OK)
		e = dossier_step_take(job, dossier, true);
	if (e != OK)
		return e;
	record = dossier->record;
	e = record_withdraw(job, &record, step_input(input, "reason"));
	dossier->record.version = record.version;
	return e;
}

/* --- publishing ----------------------------------------------------------- */

STEP(record_publish, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	if (of(thing)->record.version != 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.is_public");
	return dossier_step_publish(job, of(thing), S(""));
}

STEP(record_correct, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	if (of(thing)->record.version == 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.not_public");
	return dossier_step_publish(job, of(thing), step_input(input,
	    "reason"));
}

/* "09:30" in minutes; nine in the morning if nothing is said, -1 for what is
   no time. */
static int
minutes(str s)
{
	int	hour, minute;

	if (s.n == 0)
		return 9 * 60;
	for (size_t i = 0; i < s.n; i++)
		if (i == 2 ? s.at[i] != ':' : s.at[i] < '0' || s.at[i] > '9')
			return -1;
	if (s.n != 5)
		return -1;
	hour = (s.at[0] - '0') * 10 + s.at[1] - '0';
	minute = (s.at[3] - '0') * 10 + s.at[4] - '0';
	return hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

STEP(record_schedule, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct dossier	*dossier = of(thing);
	str		 time = str_trim(step_input(input, "time"));
	int		 at = minutes(time);

	if (!str_is(dossier->mode, DOSSIER_ACTIVE))
		return FAIL(job->fault, ERR_CONFLICT, "record.not_active");
	if (at < 0)
		return FAIL(job->fault, ERR_INVALID, "record.no_time", time);
	dossier->publish_at = day_morning(step_input_day(input, "on")) +
	    (int64_t)at * 60000;
	if (dossier->publish_at <= job->now)
		return FAIL(job->fault, ERR_INVALID, "record.time_past",
		    day_minute(job->arena, dossier->publish_at));
	return errand_put_at(job, "record_appear", errand_id(job->arena,
	    thing->id), str_printf(job->arena, "%lld %lld",
	    (long long)thing->id, (long long)dossier->publish_at),
	    dossier->publish_at);
}

STEP(record_appear, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return dossier_step_publish(job, of(thing), S(""));
}

STEP(record_reappear, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return dossier_step_publish(job, of(thing), S(""));
}

STEP(record_recall, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)job;
	(void)input;
	of(thing)->publish_at = 0;
	return OK;
}

/* --- not published -------------------------------------------------------- */

STEP(record_withhold, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	if (str_is(of(thing)->mode, DOSSIER_ACTIVE))
		return FAIL(job->fault, ERR_CONFLICT, "record.active");
	return of(thing)->record.version == 0 ? OK : FAIL(job->fault,
	    ERR_CONFLICT, "record.is_public");
}

STEP(record_keep, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return nothing(job, thing, input);
}

STEP(record_reopen, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	of(thing)->formed = job->today;
	return OK;
}

/* --- afterwards ----------------------------------------------------------- */

STEP(record_adopt, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return dossier_step_take(job, of(thing), false);
}

/* The information changed: Art. 26 counts from the day it did. */
STEP(record_revise, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct dossier	*dossier = of(thing);
	day		 formed = step_input_day(input, "formed");

	if (formed != DAY_NONE && formed > job->today)
		return FAIL(job->fault, ERR_INVALID, "record.formed_future",
		    day_iso(job->arena, formed));
	dossier->formed = formed == DAY_NONE ? job->today : formed;
	return dossier_step_take(job, dossier, true);
}

static enum err
withdraw(struct job *job, struct thing *thing, str reason)
{
	struct record	record;
	enum err	e;

	if (of(thing)->record.version == 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.never_public");
	e = record_load(job, thing->id, &record);
	if (e == OK)
		e = record_withdraw(job, &record, reason);
	if (e == OK)
		of(thing)->record.version = record.version;
	return e;
}

STEP(record_withdraw, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return withdraw(job, thing, step_input(input, "reason"));
}

STEP(record_take_down, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return withdraw(job, thing, word(job->words, "record.notice_ended"));
}

/* A notice that still runs is taken down at its end, and so archived. */
STEP(record_archive, .kind = KIND)
(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct record	record;
	day		ends = DAY_NONE;
	enum err	e = record_load(job, thing->id, &record);

	(void)input;
	if (e == OK)
		e = dossier_step_last(job, &record, &ends);
	return e != OK || ends == DAY_NONE ? e : FAIL(job->fault,
	    ERR_CONFLICT, "record.notice_runs", day_iso(job->arena, ends));
}
