#include "base/arena.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

#define NEWEST	10	/* documents on the first page */
#define COLUMNS	12	/* of the catalogue, the largest */

/* The columns of the catalogue that hold most. */
static void
build_columns(struct job *job, const struct find *find, struct view_group *ret)
{
	const struct search_answer	*answer = &find->answer;
	size_t				 n = answer->facets[SEARCH_BY_COLUMN];

	ret->title = word(job->words, "public.home.columns");
	ret->link = arena_array(job->arena, COLUMNS, sizeof *ret->link);
	for (size_t i = 0; i < n && ret->links < COLUMNS; i++) {
		const struct search_count	*count;

		count = &answer->facet[SEARCH_BY_COLUMN][i];
		if (count->value.n == 0)
			continue;
		ret->link[ret->links++] = (struct view_link){
		    .to = url_with(job->arena, URL("/catalogue"), "column",
		    count->value), .count = count->n,
		    .text = find_called(find, SEARCH_BY_COLUMN,
		    count->value) };
	}
}

ROUTE(home, .method = "GET", .path = "/", .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct find		 find = { .query = { .most = NEWEST,
				    .facets = true } };
	struct view_home	 view = { .all = 0 };
	enum err		 e = find_ask(job, &find);

	if (e != OK)
		return e;
	items_of_find(job, &find, &view.newest);
	view.frame = frame_public(job, in, S("public.home.title"));
	view.all = find.answer.total;
	build_columns(job, &find, &view.columns);
	page_home(response_page(job, in, out, 200), &view);
	return OK;
}
