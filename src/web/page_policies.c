#include "base/arena.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/listing.h"
#include "web/response.h"
#include "web/view_list.h"
#include "woven/page.h"

/* What can be asked for, in the order of asking. */
static const char *const	validities[] = { "in_force", "amended",
	"repealed", "expired" };
#define VALIDITIES	(sizeof validities / sizeof validities[0])

/* Whether they are in force: these first, then the others, then all. */
static void
build_ways(const struct listing *listing, struct view_list *view)
{
	struct job	*job = listing->job;
	str		 now = listing->find.query.filter.validity;

	view->way = arena_array(job->arena, VALIDITIES + 1,
	    sizeof *view->way);
	for (size_t i = 0; i < VALIDITIES; i++)
		view->way[view->ways++] = (struct view_link){ .count = -1,
		    .text = item_validity(job, str_of(validities[i])).word,
		    .to = listing_url(listing, "validity",
		    str_of(validities[i])),
		    .here = str_is(now, validities[i]) };
	view->way[view->ways++] = (struct view_link){ .count = -1,
	    .text = word(job->words, "public.policies.any"),
	    .to = listing_url(listing, "validity", S(LISTING_ANY)),
	    .here = now.n == 0 };
}

ROUTE(policies, .method = "GET", .path = "/policies", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct listing		listing = { .job = job, .in = in,
				    .base = URL("/policies"),
				    .kind = S("policy"),
				    .validity = S("in_force") };
	struct view_list	view = { .ways = 0 };
	enum err		e = listing_show(&listing, &view.found);

	if (e != OK)
		return e;
	view.found.frame = frame_public(job, in, S("public.policies.title"));
	view.found.title = word(job->words, "public.policies.title");
	build_ways(&listing, &view);
	listing_take(&listing, &view);
	page_policies(response_page(job, in, out, 200), &view);
	return OK;
}
