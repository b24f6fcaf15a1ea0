#include "base/arena.h"
#include "domain/duty.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/view_duty.h"
#include "woven/page.h"

static const struct route_field	duty_form[] = {
	{ .name = "agency", .max = 64 },
	{ .name = NULL },
};

static struct view_duty_thing *
build_things(struct job *job, const struct dossier_line *line, size_t n)
{
	struct view_duty_thing	*thing;

	thing = arena_array(job->arena, n + 1, sizeof *thing);
	for (size_t i = 0; i < n; i++)
		thing[i] = (struct view_duty_thing){ .link = {
		    .to = URL_OF(job->arena, "/desk/thing/{}/{}",
		    S("record"), str_int(job->arena, line[i].id)),
		    .text = line[i].title }, .due = line[i].due };
	return thing;
}

/* The list of one body. */
static void
build_one(struct job *job, const struct duty *duty, struct view_duty *view)
{
	view->agency = duty->agency.name;
	view->column = arena_array(job->arena, duty->columns + 1,
	    sizeof *view->column);
	view->columns = duty->columns;
	for (size_t i = 0; i < duty->columns; i++)
		view->column[i] = (struct view_duty_column){
		    .name = duty->column[i].column->name,
		    .item = duty->column[i].column->item,
		    .n = duty->column[i].n, .last = duty->column[i].last,
		    .due = duty->column[i].due,
		    .missing = duty->column[i].missing };
	view->late = build_things(job, duty->late, duty->lates);
	view->lates = duty->lates;
	view->look = build_things(job, duty->look, duty->looks);
	view->looks = duty->looks;
}

static void
build_bodies(struct job *job, const struct duty *duty, size_t n,
    struct view_duty *view)
{
	view->body = arena_array(job->arena, n + 1, sizeof *view->body);
	view->bodies = n;
	for (size_t i = 0; i < n; i++)
		view->body[i] = (struct view_duty_body){ .link = {
		    .to = url_with(job->arena, URL("/desk/duty"), "agency",
		    duty[i].agency.code), .text = duty[i].agency.name },
		    .missing = (int64_t)duty[i].missing,
		    .late = (int64_t)duty[i].lates,
		    .look = (int64_t)duty[i].looks };
}

/* Without a body, all that the actor sees, in a few numbers. */
ROUTE(duty, .method = "GET", .path = "/desk/duty", .need = ROUTE_SIGNED_IN,
    .form = duty_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_duty	 view = { .fields = 1 };
	struct agency		 agency = { .id = 0 };
	struct duty		*duty = NULL;
	size_t			 n = 0;
	bool			 one = input_str(in, "agency").n > 0;
	enum err		 e = OK;

	if (one)
		e = desk_remark(job, in, "agency", agency_find(job,
		    input_str(in, "agency"), &agency));
	if (e == OK && in->remarks == 0)
		e = duty_below(job, agency.id, job->today, &duty, &n);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.duty.title"));
	view.remarks = frame_remarks(job, in);
	view.field[0] = frame_field(job, in, "agency", VIEW_SELECT);
	e = choose_agency(job, &view.field[0], CHOOSE_OR_ALL);
	if (e != OK)
		return e;
	if (one && n > 0)
		build_one(job, &duty[0], &view);
	if (n > 1 || !one)
		build_bodies(job, duty, n, &view);
	page_duty(response_page(job, in, out, 200), &view);
	return OK;
}
