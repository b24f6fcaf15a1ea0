#include "base/arena.h"
#include "domain/deadline.h"
#include "domain/procedure.h"

/* What all effects are handed. */
struct ticking {
	struct arena		*arena;
	const struct calendar	*calendar;
	str			 region;
	struct procedure_clock	*clock;	/* being set */
	struct fault		*fault;
};

/* Note the years that the period was counted in without a notice. */
static void
note_missing(const struct ticking *ticking, const struct deadline *deadline)
{
	struct procedure_clock	*clock = ticking->clock;

	for (size_t i = 0; i < deadline->n; i++) {
		const struct deadline_step	*step = &deadline->step[i];
		str				 year;

		if (!step->what.provisional || step->what.notice.n > 0)
			continue;
		year = str_int(ticking->arena, day_parts(step->day).year);
		if (!str_has(clock->missing, year))
			clock->missing = str_printf(ticking->arena,
			    "%.*s%s%.*s", STRF(clock->missing),
			    clock->missing.n == 0 ? "" : " ", STRF(year));
	}
}

/* The clock ends so many working days after a day. */
static enum err
run_from(const struct ticking *ticking, day from, int days)
{
	struct deadline	deadline;
	enum err	e;

	e = deadline_compute(ticking->arena, ticking->calendar,
	    ticking->region, from, days, true, &deadline, ticking->fault);
	if (e != OK)
		return e;
	ticking->clock->due = deadline.due;
	ticking->clock->paused = DAY_NONE;
	ticking->clock->provisional |= deadline.provisional;
	note_missing(ticking, &deadline);
	return OK;
}

/* The days that were left when the clock was stopped run on from `on'. */
static enum err
resume(const struct ticking *ticking, day on)
{
	struct procedure_clock	*clock = ticking->clock;
	int			 left;
	enum err		 e;

	e = calendar_between(ticking->calendar, ticking->region,
	    clock->paused, clock->due, true, &left, ticking->fault);
	if (e != OK)
		return e;
	if (left > 0)
		return run_from(ticking, on, left);
	if (left == 0)
		clock->due = on;
	clock->paused = DAY_NONE;
	return OK;
}

enum err
procedure_tick(struct arena *arena, const struct calendar *calendar,
    str region, const struct procedure_row *row, day on,
    struct procedure_clock *clock, struct fault *fault)
{
	struct ticking	ticking = { arena, calendar, region, clock, fault };
	bool		runs = clock->due != DAY_NONE;
	bool		stands = runs && clock->paused != DAY_NONE;

	if (row->effect == PROCEDURE_START) {
		*clock = PROCEDURE_NO_CLOCK;
		return run_from(&ticking, on, row->days);
	}
	if (row->effect == PROCEDURE_EXTEND && runs && !stands)
		return run_from(&ticking, clock->due, row->days);
	if (row->effect == PROCEDURE_RESUME && stands)
		return resume(&ticking, on);
	if (row->effect == PROCEDURE_PAUSE && runs && !stands) {
		clock->paused = on;
		return OK;
	}
	if (row->effect == PROCEDURE_STOP)
		*clock = PROCEDURE_NO_CLOCK;
	else if (row->effect != PROCEDURE_KEEP)
		return FAIL(fault, ERR_CONFLICT, "procedure.no_clock",
		    row->step);
	return OK;
}
