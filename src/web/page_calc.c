#include "base/arena.h"
#include "domain/deadline.h"
#include "domain/fee.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_public.h"
#include "woven/page.h"

static const char *const	kinds[] = {
	[CALENDAR_WORK] = "calendar.work", [CALENDAR_WEEKEND] =
	    "calendar.weekend", [CALENDAR_HOLIDAY] = "calendar.holiday",
	[CALENDAR_MAKE_UP] = "calendar.make_up",
};

static const char *const	weekdays[] = { "", "calendar.monday",
	"calendar.tuesday", "calendar.wednesday", "calendar.thursday",
	"calendar.friday", "calendar.saturday", "calendar.sunday" };

/* What was wanted and is missing, once anything was asked. */
static void
want(struct job *job, struct input *in, const char *field)
{
	if (input_str(in, field).n == 0)
		input_remark(job, in, field, "public.calc.missing");
}

static struct view_field
wanted(struct job *job, const struct input *in, const char *name,
    enum view_input kind)
{
	struct view_field	field = frame_field(job, in, name, kind);

	field.required = true;
	return field;
}

/* --- a period of working days ------------------------------------------ */

static const struct route_field	deadline_form[] = {
	{ .name = "received", .kind = ROUTE_DAY },
	{ .name = "days", .kind = ROUTE_INT },
	{ .name = "region" },
	{ .name = "provisional", .kind = ROUTE_TICK },
	{ .name = NULL }
};

static void
build_days(struct job *job, const struct deadline *deadline,
    struct view_calc *view)
{
	view->rows = deadline->n;
	view->row = arena_array(job->arena, view->rows, sizeof *view->row);
	for (size_t i = 0; i < deadline->n; i++) {
		const struct deadline_step	*step = &deadline->step[i];

		view->row[i] = (struct view_count){ .day = step->day,
		    .weekday = word(job->words,
		    weekdays[day_weekday(step->day)]),
		    .what = step->what.kind == CALENDAR_HOLIDAY ?
		    step->what.name : word(job->words,
		    kinds[step->what.kind]),
		    .count = step->count == 0 ? S("") : WORD(job->arena,
		    job->words, "calendar.count", str_int(job->arena,
		    step->count)), .free = step->count == 0 };
	}
}

/* The notices that the days rest on, each once, and how it is counted. */
static void
build_sources(struct job *job, const struct deadline *deadline,
    struct view_calc *view)
{
	str	last = S("");

	view->source = arena_array(job->arena, deadline->n + 1,
	    sizeof *view->source);
	for (size_t i = 0; i < deadline->n; i++) {
		str	notice = deadline->step[i].what.notice;

		if (notice.n == 0 || str_eq(notice, last))
			continue;
		view->source[view->sources++].text = WORD(job->arena,
		    job->words, "calendar.by", notice);
		last = notice;
	}
	view->source[view->sources++].text = word(job->words,
	    "calendar.start");
}

static enum err
compute_deadline(struct job *job, const struct input *in,
    struct view_calc *view)
{
	const struct calendar	*calendar;
	struct deadline		 deadline = { .n = 0 };
	int64_t			 days = input_int(in, "days", 0);
	enum err		 e;

	e = calendar_load(job->arena, &calendar, job->fault);
	if (e == OK)
		e = deadline_compute(job->arena, calendar, input_str(in,
		    "region"), input_day(in, "received"), days < INT32_MIN ||
		    days > INT32_MAX ? 0 : (int)days, input_given(in,
		    "provisional"), &deadline, job->fault);
	if (e != OK)
		return e;
	view->answered = true;
	view->answer = day_iso(job->arena, deadline.due);
	view->sentence = WORD(job->arena, job->words, deadline.provisional ?
	    "calendar.due_provisional" : "calendar.due", day_iso(job->arena,
	    deadline.from), str_int(job->arena, deadline.days),
	    view->answer);
	build_days(job, &deadline, view);
	build_sources(job, &deadline, view);
	return OK;
}

ROUTE(deadline, .method = "GET", .path = "/deadline", .form = deadline_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_calc	view = { .answered = false };

	if (in->query.n > 0) {
		want(job, in, "received");
		want(job, in, "days");
	}
	if (in->query.n > 0 && in->remarks == 0 &&
	    compute_deadline(job, in, &view) != OK)
		input_remark_fault(job, in, job->fault->code ==
		    ERR_NOT_FOUND ? "received" : "days");
	view.frame = frame_public(job, in, S("public.deadline.title"));
	view.remarks = frame_remarks(job, in);
	view.field[view.fields++] = wanted(job, in, "received", VIEW_DAY);
	view.field[view.fields++] = wanted(job, in, "days", VIEW_NUMBER);
	view.field[view.fields++] = frame_field(job, in, "region",
	    VIEW_NUMBER);
	view.field[view.fields] = frame_field(job, in, "provisional",
	    VIEW_TICK);
	view.field[view.fields++].value = input_given(in, "provisional") ?
	    S("1") : S("");
	page_deadline(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- the fee ----------------------------------------------------------- */

static const struct route_field	fee_form[] = {
	{ .name = "by", .kind = ROUTE_CHOICE, .choice = "items pages" },
	{ .name = "amount", .kind = ROUTE_INT },
	{ .name = NULL }
};

static enum err
compute_fee(struct job *job, const struct input *in, struct view_calc *view)
{
	enum fee_by	by = str_is(input_str(in, "by"), "pages") ?
			    FEE_PAGES : FEE_ITEMS;
	struct arena	*arena = job->arena;
	struct fee	fee = { .lines = 0 };
	enum err	e = fee_compute(arena, by, input_int(in, "amount",
			    0), job->today, &fee, job->fault);

	if (e != OK)
		return e;
	view->answered = true;
	view->answer = WORD(arena, job->words, "public.fee.yuan",
	    str_int(arena, fee.yuan));
	view->sentence = WORD(arena, job->words, by == FEE_ITEMS ?
	    "fee.items_total" : "fee.pages_total", str_int(arena, fee.n),
	    str_int(arena, fee.yuan));
	view->rows = fee.lines;
	view->row = arena_array(arena, fee.lines, sizeof *view->row);
	for (size_t i = 0; i < fee.lines; i++)
		view->row[i].what = WORD(arena, job->words,
		    by == FEE_ITEMS ? "fee.items" : "fee.pages",
		    str_int(arena, fee.line[i].from), str_int(arena,
		    fee.line[i].until), str_int(arena, fee.line[i].each),
		    str_int(arena, fee.line[i].yuan));
	view->source = arena_array(arena, 1, sizeof *view->source);
	view->source[view->sources++].text = WORD(arena, job->words, "fee.by",
	    fee.source, fee.article, day_iso(arena, fee.since));
	return OK;
}

/* By items unless pages were asked for. */
static struct view_field
by_field(struct job *job, const struct input *in)
{
	struct view_field	field = wanted(job, in, "by", VIEW_RADIO);
	bool			pages = str_is(input_str(in, "by"), "pages");

	field.choices = 2;
	field.choice = arena_array(job->arena, 2, sizeof *field.choice);
	field.choice[0] = (struct view_choice){ S("items"),
	    word(job->words, "public.fee.items"), !pages };
	field.choice[1] = (struct view_choice){ S("pages"),
	    word(job->words, "public.fee.pages"), pages };
	return field;
}

ROUTE(fee, .method = "GET", .path = "/fee", .form = fee_form, .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_calc	view = { .answered = false };

	if (in->query.n > 0)
		want(job, in, "amount");
	if (in->query.n > 0 && in->remarks == 0 &&
	    compute_fee(job, in, &view) != OK)
		input_remark_fault(job, in, "amount");
	view.frame = frame_public(job, in, S("public.fee.title"));
	view.remarks = frame_remarks(job, in);
	view.field[view.fields++] = by_field(job, in);
	view.field[view.fields++] = wanted(job, in, "amount", VIEW_NUMBER);
	page_fee(response_page(job, in, out, 200), &view);
	return OK;
}
