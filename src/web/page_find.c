#include "web/frame.h"
#include "web/item.h"
#include "web/listing.h"
#include "web/response.h"
#include "woven/page.h"

/* On the first page, before what holds the words: whose number it is. */
static enum err
find_named(struct listing *listing, struct view_find *view)
{
	struct job	*job = listing->job;
	struct record	*record;
	size_t		 n;
	enum err	 e;

	if (listing->find.query.from > 0)
		return OK;
	e = record_named(job, view->sought, &record, &n);
	return e == OK ? items_of_records(job, record, n, &view->named) : e;
}

ROUTE(search, .method = "GET", .path = "/search", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct listing		listing = { .job = job, .in = in,
				    .base = URL("/search") };
	struct view_find	view = { .groups = 0 };
	enum err		e = listing_show(&listing, &view);

	if (e == OK)
		e = find_named(&listing, &view);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.find.title"));
	view.frame.query = view.sought;
	view.title = word(job->words, "public.find.title");
	page_search(response_page(job, in, out, 200), &view);
	return OK;
}
