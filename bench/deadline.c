/*
 * deadline - how long a statutory period takes to count.
 *
 *	deadline ROUNDS
 *
 * Twenty working days from every day of 2019 to 2025, for the nation: the due
 * day alone (calendar_add), which is what must be quick, and the period told
 * day by day (deadline_compute), which is what people are shown.  What counts
 * is the middle of the rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "domain/deadline.h"

#define MEMORY		((size_t)64 << 20)
#define ROUNDS_MOST	10000
#define DAYS		20	/* the period of regulation 33 */
#define GOAL		2.0	/* microseconds for a due day */

/* What all rounds share. */
struct bench {
	const struct calendar	*calendar;
	struct arena		*arena;	/* for what is told, reset each time */
	day			 first, last;
	struct fault		 fault;
};

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static enum err
due_days(struct bench *bench)
{
	enum err	e = OK;
	day		due;

	for (day d = bench->first; e == OK && d <= bench->last; d++)
		e = calendar_add(bench->calendar, S(""), d, DAYS, false, &due,
		    &bench->fault);
	return e;
}

static enum err
told_periods(struct bench *bench)
{
	struct deadline	deadline;
	enum err	e = OK;

	for (day d = bench->first; e == OK && d <= bench->last; d++) {
		e = deadline_compute(bench->arena, bench->calendar, S(""), d,
		    DAYS, false, &deadline, &bench->fault);
		arena_reset(bench->arena);
	}
	return e;
}

static int
by_size(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The middle of the rounds, in microseconds a period. */
static enum err
measure(struct bench *bench, enum err (*run)(struct bench *), int rounds,
    double *ret)
{
	static double	micros[ROUNDS_MOST];
	enum err	e = OK;

	for (int i = 0; e == OK && i < rounds; i++) {
		double	start = now();

		e = run(bench);
		micros[i] = (now() - start) / (bench->last - bench->first + 1);
	}
	qsort(micros, (size_t)rounds, sizeof *micros, by_size);
	*ret = micros[rounds / 2];
	return e;
}

int
main(int argc, char **argv)
{
	struct arena	*arena = arena_new(MEMORY);
	struct bench	 bench = { .arena = arena_new(MEMORY),
			    .first = day_make(2019, 1, 1),
			    .last = day_make(2025, 12, 31) };
	long		 rounds = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
	double		 due = 0, told = 0;
	enum err	 e;

	if (rounds < 1 || rounds > ROUNDS_MOST) {
		fputs("usage: deadline ROUNDS\n", stderr);
		return 2;
	}
	e = calendar_load(arena, &bench.calendar, &bench.fault);
	if (e == OK)
		e = measure(&bench, due_days, (int)rounds, &due);
	if (e == OK)
		e = measure(&bench, told_periods, (int)rounds, &told);
	if (e != OK)
		fprintf(stderr, "deadline: %s\n", bench.fault.key);
	else
		printf("a due day of %d working days: %.3f microseconds "
		    "(goal: under %.0f, %s); told day by day: %.2f\n", DAYS,
		    due, GOAL, due < GOAL ? "met" : "MISSED", told);
	arena_free(bench.arena);
	arena_free(arena);
	return e == OK ? 0 : 1;
}
