#include "office/act.h"

static enum err
take(struct job *job, void *context)
{
	struct act	*act = context;
	struct thing	*thing;
	enum err	 e;

	if (act->thing == 0)
		e = step_make(job, act->kind, act->agency, &thing);
	else
		e = step_load(job, act->kind, act->thing, &thing);
	if (e == OK)
		e = step_apply(job, thing, act->step, &act->input);
	if (e == OK)
		act->result = thing;
	return e;
}

enum err
act_take(struct job *job, struct act *act)
{
	return job_write(job, take, act);
}
