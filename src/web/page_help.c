#include "base/arena.h"
#include "web/frame.h"
#include "web/manual.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

ROUTE(help, .method = "GET", .path = "/help", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_help	 view = { .blocks = 0, .lang = S("en") };
	struct manual		*manual;
	size_t			 n;
	enum err		 e;

	e = manual_list(job->arena, &manual, &n, job->fault);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.help.title"));
	view.title = word(job->words, "public.help.title");
	view.pages = n;
	view.page = arena_array(job->arena, n, sizeof *view.page);
	for (size_t i = 0; i < n; i++)
		view.page[i] = (struct view_link){ .count = -1,
		    .to = URL_OF(job->arena, "/help/{}", manual[i].name),
		    .text = str_printf(job->arena, "%.*s – %.*s",
		    STRF(manual[i].name), STRF(manual[i].about)) };
	page_help(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(help_page, .method = "GET", .path = "/help/{page}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_help	view = { .pages = 0, .lang = S("en") };
	enum err		e;

	e = manual_read(job->arena, input_part(in, "page"), &view.block,
	    &view.blocks, job->fault);
	if (e != OK)
		return e;
	view.title = input_part(in, "page");
	view.frame = frame_public(job, in, view.title);
	frame_crumb(job, &view.frame, URL("/help"), S("public.help.title"));
	page_help(response_page(job, in, out, 200), &view);
	return OK;
}
