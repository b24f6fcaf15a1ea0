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
	struct view_help	 view = { .blocks = 0 };
	struct manual		*manual;
	enum err		 e;

	view.frame = frame_public(job, in, S("public.help.title"));
	e = manual_list(job, view.frame.lang, &manual, &view.pages);
	if (e != OK)
		return e;
	view.lang = view.frame.lang;
	view.title = word(job->words, "public.help.title");
	view.page = arena_array(job->arena, view.pages, sizeof *view.page);
	for (size_t i = 0; i < view.pages; i++)
		view.page[i] = (struct view_help_page){
		    .to = URL_OF(job->arena, "/help/{}", manual[i].name),
		    .name = manual[i].name, .about = manual[i].about,
		    .lang = manual[i].lang };
	page_help(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(help_page, .method = "GET", .path = "/help/{page}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_help	view = { .pages = 0 };
	struct manual		manual;
	enum err		e;

	view.frame = frame_public(job, in, input_part(in, "page"));
	e = manual_find(job, view.frame.lang, input_part(in, "page"),
	    &manual);
	if (e == OK)
		e = manual_read(job, &manual, &view.block, &view.blocks);
	if (e != OK)
		return e;
	view.title = manual.name;
	view.lang = manual.lang;
	view.foreign = !str_eq(manual.lang, view.frame.lang);
	frame_crumb(job, &view.frame, URL("/help"), S("public.help.title"));
	page_help(response_page(job, in, out, 200), &view);
	return OK;
}
