#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/name_change.h"
#include "domain/outbox.h"
#include "domain/person.h"
#include "domain/step.h"
#include "woven/sql.h"

/* Take over the values that were given. */
static void
take_over(struct job *job, struct name_change *change,
    const struct step_input *input)
{
	str	name = str_trim(step_input(input, "name"));
	str	reason = str_trim(step_input(input, "reason"));
	day	since = step_input_day(input, "since");

	if (name.n > 0)
		change->name = str_copy(job->arena, name);
	if (reason.n > 0)
		change->reason = str_copy(job->arena, reason);
	if (since != DAY_NONE)
		change->since = since;
}

/* The name is another one, and its day has not passed. */
static enum err
check(struct job *job, const struct name_change *change)
{
	struct agency	agency;
	enum err	e;

	if (change->since < job->today)
		return FAIL(job->fault, ERR_INVALID, "name_change.past",
		    day_iso(job->arena, change->since));
	e = agency_load(job, change->thing.agency, &agency);
	if (e == OK && str_eq(agency.name, change->name))
		return FAIL(job->fault, ERR_INVALID, "name_change.same",
		    change->name);
	agency.name = change->name;
	return e == OK ? agency_check_fields(&agency, job->fault) : e;
}

/* Tell who submitted it what became of it. */
static enum err
notify(struct job *job, const struct name_change *change, const char *key,
    str reason)
{
	struct sql_step_last_row	row;
	struct outbox_message		message = { .agency =
					    change->thing.agency,
					    .way = OUTBOX_NOTICE };
	enum err			e;

	e = sql_step_last(job->db, S("name_change"), change->thing.id,
	    S("submit"), &row);
	if (e != OK)
		return e;
	message.id = str_printf(job->arena, "name_change-%lld-%lld",
	    (long long)change->thing.id, (long long)change->thing.version);
	message.recipient = row.login;
	message.title = word(job->words, key);
	message.text = WORD(job->arena, job->words, "name_change.text",
	    change->name, reason);
	return outbox_put(job, &message);
}

/* Leave it to its day; one whose day has passed is in force at once. */
static enum err
agree(struct job *job, struct name_change *change)
{
	str		once = str_printf(job->arena, "%lld",
			    (long long)change->thing.id);
	enum err	e;

	if (change->since < job->today)
		change->since = job->today;
	e = errand_put_at(job, "name_change_effect", errand_id(job->arena,
	    change->thing.id), once, day_morning(change->since));
	return e == OK ? notify(job, change, "name_change.approved",
	    change->reason) : e;
}

static enum err
edit(struct job *job, struct thing *thing, const struct step_input *input)
{
	struct name_change	*change = (void *)thing;

	take_over(job, change, input);
	return check(job, change);
}

STEP(name_change_draft, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return edit(job, thing, input);
}

STEP(name_change_change, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return edit(job, thing, input);
}

/* Time has passed since it was drafted. */
STEP(name_change_submit, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return check(job, (void *)thing);
}

STEP(name_change_ask, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)job;
	(void)thing;
	(void)input;
	return OK;
}

STEP(name_change_answer, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)job;
	(void)thing;
	(void)input;
	return OK;
}

STEP(name_change_return, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return notify(job, (void *)thing, "name_change.returned",
	    step_input(input, "reason"));
}

STEP(name_change_approve, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return agree(job, (void *)thing);
}

STEP(name_change_sign, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)input;
	return agree(job, (void *)thing);
}

STEP(name_change_refuse, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	return notify(job, (void *)thing, "name_change.refused",
	    step_input(input, "reason"));
}

STEP(name_change_effect, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	const struct name_change	*change = (void *)thing;
	struct agency			 agency;
	enum err			 e;

	(void)input;
	e = agency_load(job, thing->agency, &agency);
	if (e != OK)
		return e;
	agency.name = change->name;
	return agency_save_from(job, &agency, change->since, change->reason);
}

STEP(name_change_withdraw, .kind = "name_change")
(struct job *job, struct thing *thing, const struct step_input *input)
{
	(void)job;
	(void)thing;
	(void)input;
	return OK;
}
