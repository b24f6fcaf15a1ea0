#include "domain/dossier_step.h"
#include "domain/errand.h"

static const struct step_input	nothing = { NULL, 0 };

/* At its moment; one that was recalled or put off meanwhile is left alone. */
ERRAND(record_appear, .about = "errand.about.record_appear")
(struct job *job, str argument)
{
	struct thing	*thing = NULL;
	int64_t		 id;
	enum err	 e = errand_id_read(job, argument, &id);

	if (e == OK)
		e = step_load(job, "record", id, &thing);
	if (e != OK || !str_is(thing->state, "scheduled") ||
	    dossier_of(thing)->publish_at > job->now)
		return e;
	return step_apply(job, thing, dossier_of(thing)->record.version == 0 ?
	    "appear" : "reappear", &nothing);
}

/* Behind a notice's last day; one that was put off, or is being corrected, is
   left alone. */
ERRAND(record_take_down, .about = "errand.about.record_take_down")
(struct job *job, str argument)
{
	struct record		 record;
	struct thing		*thing = NULL;
	day			 ends;
	int64_t			 id;
	enum err		 e = errand_id_read(job, argument, &id);

	if (e == OK)
		e = step_load(job, "record", id, &thing);
	if (e == OK)
		e = record_load(job, id, &record);
	if (e == OK)
		e = dossier_step_last(job, &record, &ends);
	if (e != OK || !str_is(thing->state, "published"))
		return e;
	return ends == DAY_NONE || ends >= job->today ? OK :
	    step_apply(job, thing, "take_down", &nothing);
}
