#include "domain/name_change.h"

#include "domain/errand.h"
#include "store/store.h"
#include "woven/sql.h"

static struct thing *
make(struct arena *arena)
{
	struct name_change	*change = arena_alloc(arena, sizeof *change);

	change->since = DAY_NONE;
	return &change->thing;
}

static enum err
load(struct job *job, int64_t id, struct thing **ret)
{
	struct sql_name_change_load_row	 row;
	struct name_change		*change;
	enum err			 e;

	e = sql_name_change_load(job->db, id, &row);
	if (e != OK)
		return e;
	change = arena_alloc(job->arena, sizeof *change);
	*change = (struct name_change){ .thing = { .kind = "name_change",
	    .id = row.id, .agency = row.agency, .version = row.version,
	    .state = row.state, .clock = { row.due, row.paused,
	    row.provisional != 0, row.missing } }, .name = row.name,
	    .since = row.since, .reason = row.reason };
	*ret = &change->thing;
	return OK;
}

static enum err
save(struct job *job, struct thing *thing)
{
	const struct name_change		*change = (void *)thing;
	struct sql_name_change_update_row	 row = { .version = 1 };
	enum err				 e;

	if (thing->version == 0)
		e = sql_name_change_insert(job->db, thing->id, thing->agency,
		    job->now, thing->state, thing->clock.due,
		    thing->clock.paused, thing->clock.provisional,
		    thing->clock.missing, change->name, change->since,
		    change->reason);
	else
		e = sql_name_change_update(job->db, thing->id, thing->version,
		    thing->state, thing->clock.due, thing->clock.paused,
		    thing->clock.provisional, thing->clock.missing,
		    change->name, change->since, change->reason, &row);
	if (e == OK)
		thing->version = row.version;
	return e;
}

static size_t
tell(struct arena *arena, const struct thing *thing, struct thing_field *ret)
{
	const struct name_change	*change = (const void *)thing;

	ret[0] = (struct thing_field){ S("name"), change->name, 0 };
	ret[1] = (struct thing_field){ S("since"), day_iso(arena,
	    change->since), 0 };
	ret[2] = (struct thing_field){ S("reason"), change->reason, 0 };
	return 3;
}

static enum err
in_state(struct job *job, str state, int most, struct thing_brief **ret,
    size_t *ret_n)
{
	struct sql_name_change_in_state_row	*row;
	enum err				 e;

	e = sql_name_change_in_state(job->db, state, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct thing_brief){ .id = row[i].id,
		    .agency = row[i].agency, .code = row[i].code,
		    .agency_name = row[i].agency_name, .about = row[i].name,
		    .due = row[i].due, .paused = row[i].paused };
	return OK;
}

THING(name_change, .make = make, .load = load, .save = save, .tell = tell,
    .in_state = in_state);

/* On its day; one that was withdrawn meanwhile is left as it is. */
ERRAND(name_change_effect, .about = "errand.about.name_change_effect")
(struct job *job, str argument)
{
	static const struct step_input	 nothing = { NULL, 0 };
	struct thing			*thing = NULL;
	int64_t				 id;
	enum err			 e;

	e = errand_id_read(job, argument, &id);
	if (e == OK)
		e = step_load(job, "name_change", id, &thing);
	if (e != OK || !str_is(thing->state, "approved"))
		return e;
	return step_apply(job, thing, "effect", &nothing);
}
