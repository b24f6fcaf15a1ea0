#include "domain/deadline.h"

#include "base/arena.h"

enum err
deadline_compute(struct arena *arena, const struct calendar *calendar,
    str region, day from, int days, bool provisional, struct deadline *ret,
    struct fault *fault)
{
	struct deadline	deadline = { .from = from, .days = days };
	int		count = 0;
	enum err	e;

	e = calendar_add(calendar, region, from, days, provisional,
	    &deadline.due, fault);
	if (e != OK)
		return e;
	deadline.step = arena_array(arena, (size_t)(deadline.due - from),
	    sizeof *deadline.step);
	for (day d = from + 1; d <= deadline.due; d++) {
		struct deadline_step	*step = &deadline.step[deadline.n++];

		step->day = d;
		e = calendar_look(calendar, region, d, provisional,
		    &step->what, fault);
		if (e != OK)
			return e;
		if (step->what.work)
			step->count = ++count;
		if (step->what.provisional)
			deadline.provisional = true;
	}
	*ret = deadline;
	return OK;
}
