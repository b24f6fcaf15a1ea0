/*
 * check_dates - the days a report tells of itself (D1, D2; Art. 49).
 */
#include "check/check.h"
#include "check/check_name.h"
#include "check/extent.h"
#include "check/facts.h"
#include "check/prose.h"

static str
iso(struct check_run *run, day d)
{
	return day_iso(run->job->arena, d);
}

/* A finding about a day, quoting where it was read. */
static struct finding *
of_day(struct finding *finding, const struct filled_day *where)
{
	finding->quote = where->fact.quote.n > 0 ? where->fact.quote :
	    where->fact.text;
	finding->found = where->fact.text;
	finding->place = where->fact.place;
	return finding;
}

static day
last_day(int year)
{
	return day_make(year, 12, 31);
}

/* The same date a year later, where the year was not turned over. */
static day
next_year(day d)
{
	struct day_parts	parts = day_parts(d);

	return day_make(parts.year + 1, parts.month, parts.mday);
}

static void
signed_too_early(struct check_run *run, const struct filled_day *where)
{
	day		 better = next_year(where->day);
	day		 end = last_day(run->report->year);
	struct finding	*finding;

	if (better != DAY_NONE && better > end)
		finding = FIND(run, "early_year", iso(run, where->day),
		    iso(run, end), iso(run, better));
	else
		finding = FIND(run, "early", iso(run, where->day),
		    iso(run, end));
	of_day(finding, where)->expected = WORD(run->job->arena,
	    run->job->words, "check.D1.after", iso(run, end));
}

/*
 * A signature after the due day is late.  A page's date is when it was put
 * where it now is, perhaps once more: no more than a note.
 */
static void
signed_too_late(struct check_run *run, const struct filled_day *where)
{
	const struct facts_due	*due = facts_due_of(run->rules->facts,
				    facts_kind(run->rules->facts,
				    run->report->agency.text));
	struct finding		*finding;
	day			 last;

	if (due == NULL)
		return;
	last = day_make(run->report->year + 1, due->month, due->mday);
	if (where->day <= last)
		return;
	finding = FIND(run, where == &run->report->published ? "shown_late" :
	    "late", iso(run, where->day), iso(run, last), due->source);
	finding->severity = where == &run->report->published ? CHECK_NOTE :
	    CHECK_WARNING;
	of_day(finding, where)->expected = WORD(run->job->arena,
	    run->job->words, "check.D1.until", iso(run, last));
}

/* The report is signed after its year has ended, and in time. */
CHECK(signature_day, .id = "D1", .severity = CHECK_ERROR)
(struct check_run *run)
{
	const struct filled_day	*where = &run->report->signed_on;
	struct finding		*finding;

	if (where->day == DAY_NONE && where->fact.text.n > 0) {
		of_day(FIND(run, "no_such_day", where->fact.text), where);
		return;
	}
	if (where->day == DAY_NONE)
		where = &run->report->published;
	if (where->day == DAY_NONE) {
		if (!extent_end(run->report) || prose_of(run)->skips > 0)
			return;
		finding = FIND(run, "missing", S(""));
		finding->severity = CHECK_WARNING;
		return;
	}
	if (run->report->year == 0)
		return;
	if (where->day <= last_day(run->report->year))
		signed_too_early(run, where);
	else
		signed_too_late(run, where);
}

static bool
unreadable(const struct filled_day *where)
{
	return where->day == DAY_NONE && where->fact.text.n > 0;
}

/* Both ends stand in one sentence, which is quoted once. */
static void
period_unreadable(struct check_run *run)
{
	const struct filled_day	*end[] = { &run->report->from,
				    &run->report->until };
	const struct filled_day	*first = NULL;
	str			 text[2], both;
	size_t			 n = 0;

	for (size_t i = 0; i < 2; i++) {
		if (!unreadable(end[i]))
			continue;
		if (first == NULL)
			first = end[i];
		text[n++] = end[i]->fact.text;
	}
	if (first == NULL)
		return;
	both = check_name_join(run->job->arena, text, n,
	    word(run->job->words, "check.list.and"));
	of_day(FIND(run, "unreadable", both), first)->found = both;
}

/* The year that the period covers; 0 if it is no calendar year. */
static int
period_year(const struct filled *report)
{
	int	year = day_parts(report->from.day).year;

	if (report->from.day != day_make(year, 1, 1) ||
	    report->until.day != last_day(year))
		return 0;
	return year;
}

static void
period_checked(struct check_run *run)
{
	const struct filled	*report = run->report;
	struct arena		*arena = run->job->arena;
	int			 year = period_year(report);
	struct finding		*finding;

	if (year == 0) {
		finding = FIND(run, "no_year", iso(run, report->from.day),
		    iso(run, report->until.day));
		of_day(finding, &report->from);
	} else if (report->year != 0 && year != report->year) {
		finding = FIND(run, "other_year",
		    str_printf(arena, "%d", report->year),
		    str_printf(arena, "%d", year), report->year_fact.quote);
		of_day(finding, &report->from);
		finding->expected = str_printf(arena, "%d", report->year);
		finding->found = str_printf(arena, "%d", year);
	}
}

/* The period is the calendar year that the title names. */
CHECK(period, .id = "D2", .severity = CHECK_ERROR)
(struct check_run *run)
{
	period_unreadable(run);
	if (run->report->from.day != DAY_NONE &&
	    run->report->until.day != DAY_NONE)
		period_checked(run);
}
