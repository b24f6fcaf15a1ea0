#include <stdio.h>

#include "base/json.h"
#include "base/number.h"
#include "cli/command.h"
#include "cli/show.h"
#include "domain/deadline.h"
#include "office/calc_json.h"

static const struct command_option	options[] = {
	{ "from", 0, COMMAND_TEXT, "DAY" },
	{ "days", 0, COMMAND_TEXT, "N" },
	{ "region", 0, COMMAND_TEXT, "CODE" },
	{ "provisional", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const char *const	kind[] = {
	[CALENDAR_WORK] = "calendar.work", [CALENDAR_WEEKEND] =
	    "calendar.weekend", [CALENDAR_HOLIDAY] = "calendar.holiday",
	[CALENDAR_MAKE_UP] = "calendar.make_up",
};

static const char *const	weekday[] = { "", "calendar.monday",
	"calendar.tuesday", "calendar.wednesday", "calendar.thursday",
	"calendar.friday", "calendar.saturday", "calendar.sunday" };

/* The line of one day: date, weekday, what it is, which working day. */
static void
show_step(struct job *job, struct buf *buf, const struct deadline_step *step)
{
	str	what = step->what.kind == CALENDAR_HOLIDAY ? step->what.name :
		    word(job->words, kind[step->what.kind]);

	buf_printf(buf, "  %.*s %.*s  %.*s", STRF(day_iso(job->arena,
	    step->day)), STRF(word(job->words,
	    weekday[day_weekday(step->day)])), STRF(what));
	if (step->count > 0)
		buf_printf(buf, "  %.*s", STRF(WORD(job->arena, job->words,
		    "calendar.count", str_printf(job->arena, "%d",
		    step->count))));
	if (step->what.provisional)
		buf_printf(buf, "  %.*s", STRF(word(job->words,
		    "calendar.provisional")));
	buf_byte(buf, '\n');
}

/* The notices that the days rest on, each once. */
static void
show_sources(struct job *job, struct buf *buf, const struct deadline *deadline)
{
	str	last = S("");

	for (size_t i = 0; i < deadline->n; i++) {
		str	notice = deadline->step[i].what.notice;

		if (notice.n == 0 || str_eq(notice, last))
			continue;
		buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    "calendar.by", notice)));
		last = notice;
	}
	buf_printf(buf, "%.*s\n", STRF(word(job->words, "calendar.start")));
}

static void
show_text(struct job *job, struct buf *buf, const struct deadline *deadline)
{
	for (size_t i = 0; i < deadline->n; i++)
		show_step(job, buf, &deadline->step[i]);
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    deadline->provisional ? "calendar.due_provisional" :
	    "calendar.due", day_iso(job->arena, deadline->from),
	    str_printf(job->arena, "%d", deadline->days),
	    day_iso(job->arena, deadline->due))));
	show_sources(job, buf, deadline);
}

static void
show_json(struct job *job, struct buf *buf, const struct deadline *deadline)
{
	struct json	json;

	json_init(&json, buf, true);
	calc_json_deadline(job->arena, &json, deadline);
	buf_byte(buf, '\n');
}

static enum err
answer(struct command_line *line, struct deadline *ret)
{
	const struct command_given	*region = command_option(line,
					    "region");
	const struct calendar		*calendar;
	struct job			*job = line->job;
	int64_t				 days = 0;
	day				 from = DAY_NONE;
	enum err			 e;

	e = show_want_day(line, "from", &from);
	if (e == OK)
		e = show_want_int(line, "days", &days);
	if (e == OK)
		e = calendar_load(job->arena, &calendar, job->fault);
	if (e != OK)
		return e;
	return deadline_compute(job->arena, calendar, region->set ?
	    str_of(region->value[0]) : S(""), from, (int)days,
	    command_option(line, "provisional")->set, ret, job->fault);
}

COMMAND(deadline, .options = options)
(struct command_line *line)
{
	struct deadline	deadline = { 0 };
	struct buf	buf;

	if (line->words > 0) {
		(void)FAIL(line->job->fault, ERR_INVALID, "command.no_words",
		    str_of(line->word[0]));
		return command_fail(line);
	}
	if (answer(line, &deadline) != OK)
		return command_fail(line);
	buf_init(&buf, line->job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(line->job, &buf, &deadline);
	else
		show_text(line->job, &buf, &deadline);

	return show_out(line, buf_str(&buf));
}
