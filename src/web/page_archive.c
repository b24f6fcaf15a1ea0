#include "base/arena.h"
#include "domain/agency.h"
#include "domain/record.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_list.h"
#include "woven/page.h"

static const struct route_field	form[] = {
	{ .name = "agency" },
	{ .name = NULL }
};

/* The list of a year, or of a month of it. */
static struct url
to_list(struct job *job, str agency, const struct record_month *month,
    bool year)
{
	struct url	to = url_with(job->arena, URL("/catalogue"),
			    "agency", agency);

	to = url_with(job->arena, to, "year", str_int(job->arena,
	    month->year));
	return year ? to : url_with(job->arena, to, "month", str_int(
	    job->arena, month->month));
}

/* They come by months, the newest first. */
static void
build_years(struct job *job, str agency, const struct record_month *month,
    size_t n, struct view_archive *view)
{
	struct view_year	*year = NULL;

	view->year = arena_array(job->arena, n, sizeof *view->year);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || month[i].year != month[i - 1].year) {
			year = &view->year[view->years++];
			year->month = arena_array(job->arena, 12,
			    sizeof *year->month);
			year->link = (struct view_link){ .text = str_int(
			    job->arena, month[i].year), .to = to_list(job,
			    agency, &month[i], true) };
		}
		year->link.count += month[i].n;
		year->month[year->months++] = (struct view_link){
		    .count = month[i].n, .text = str_printf(job->arena,
		    "%04d-%02d", month[i].year, month[i].month),
		    .to = to_list(job, agency, &month[i], false) };
	}
}

ROUTE(archive, .method = "GET", .path = "/archive", .form = form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_archive	 view = { .years = 0 };
	struct agency		 agency = { .id = DB_EVERYTHING };
	struct record_month	*month;
	size_t			 n;
	enum err		 e = OK;

	if (input_str(in, "agency").n > 0)
		e = agency_find(job, input_str(in, "agency"), &agency);
	if (e == OK)
		e = record_months(job, agency.id, &month, &n);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.archive.title"));
	if (agency.code.n > 0)
		frame_crumb(job, &view.frame, URL_OF(job->arena,
		    "/agency/{}", agency.code), agency.name);
	build_years(job, agency.code, month, n, &view);
	page_archive(response_page(job, in, out, 200), &view);
	return OK;
}
