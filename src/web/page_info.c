#include "base/arena.h"
#include "domain/agency.h"
#include "domain/record.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

/* A line of the text is a paragraph. */
static void
build_lines(struct arena *arena, str body, struct view_info *view)
{
	size_t	n = 1;
	str	line;

	for (size_t i = 0; i < body.n; i++)
		n += body.at[i] == '\n';
	view->line = arena_array(arena, n, sizeof *view->line);
	while (str_cut(&body, '\n', &line)) {
		line = str_trim(line);
		if (line.n > 0)
			view->line[view->lines++].text = line;
	}
}

static void
build(struct job *job, const struct record *record,
    const struct agency *agency, struct view_info *view)
{
	view->title = record->title;
	view->number = record->number;
	view->day = record->day;
	view->validity = item_validity(job, record->validity);
	view->agency = (struct view_link){ .text = agency->name,
	    .to = URL_OF(job->arena, "/agency/{}", agency->code) };
	view->column = (struct view_link){ .text = record->column,
	    .to = url_with(job->arena, URL("/catalogue"), "column",
	    record->column) };
	build_lines(job->arena, record->body, view);
}

ROUTE(info, .method = "GET", .path = "/info/{id}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_info	view = { .lines = 0 };
	struct record		record;
	struct agency		agency;
	enum err		e;

	e = record_load(job, input_part_int(in, "id"), &record);
	if (e == OK)
		e = agency_load(job, record.agency, &agency);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, record.title);
	frame_crumb(job, &view.frame, URL("/catalogue"),
	    S("frame.column.catalogue"));
	build(job, &record, &agency, &view);
	if (view.column.text.n > 0)
		frame_crumb(job, &view.frame, view.column.to,
		    view.column.text);
	page_info(response_page(job, in, out, 200), &view);
	return OK;
}
