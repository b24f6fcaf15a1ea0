#include <string.h>

#include "base/arena.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

#define PAGE	20	/* documents on a page */
#define VALUES	15	/* of a way to narrow a list */

/* A list that is asked for by its address. */
struct asked {
	struct job	*job;
	struct input	*in;
	struct url	 base;		/* "/search" */
	str		 column;	/* given, or the page's own */
	bool		 own;		/* it is the page's own */
	struct find	 find;
};

static const struct route_field	form[] = {
	{ .name = "q", .max = 2000 },
	{ .name = "agency" },
	{ .name = "year", .kind = ROUTE_INT },
	{ .name = "column" },
	{ .name = "validity" },
	{ .name = "order", .kind = ROUTE_CHOICE, .choice = "newest best" },
	{ .name = "from", .kind = ROUTE_INT },
	{ .name = NULL }
};

/* What an address of such a list may hold; "from" goes by the page. */
static const char *const	names[] = { "q", "agency", "year", "column",
	"validity", "order" };
#define NAMES	(sizeof names / sizeof names[0])

/* The address of the list with one thing changed; it begins anew. */
static struct url
address(const struct asked *asked, const char *name, str value)
{
	struct arena	*arena = asked->job->arena;
	struct url	 to = asked->base;

	for (size_t i = 0; i < NAMES; i++)
		to = url_with(arena, to, names[i],
		    strcmp(name, names[i]) == 0 ? value :
		    input_str(asked->in, names[i]));
	if (strcmp(name, "from") == 0)
		to = url_with(arena, to, name, value);
	return to;
}

static enum err
ask(struct asked *asked)
{
	const struct input	*in = asked->in;
	struct search_query	*query = &asked->find.query;
	str			 order = input_str(in, "order");
	int64_t			 from = input_int(in, "from", 0);
	int64_t			 year = input_int(in, "year", 0);

	query->text = input_str(in, "q");
	query->filter.column = asked->column;
	query->filter.validity = input_str(in, "validity");
	query->filter.year = year > 0 && year <= 9999 ? (int)year : 0;
	query->order = str_is(order, "best") || (order.n == 0 &&
	    query->text.n > 0) ? SEARCH_BEST : SEARCH_NEWEST;
	query->most = PAGE;
	query->from = from > 0 && from <= SEARCH_DEEP ? (int)from : 0;
	query->facets = true;
	asked->find.agency = input_str(in, "agency");
	return find_ask(asked->job, &asked->find);
}

/* --- narrowing --------------------------------------------------------- */

/* A value as it is read: a body's name, a validity's. */
static str
text_of(const struct asked *asked, enum search_facet facet, size_t i)
{
	str	value = asked->find.answer.facet[facet][i].value;

	if (facet == SEARCH_BY_AGENCY)
		return asked->find.faceted[i].name;
	return facet == SEARCH_BY_VALIDITY ? item_validity(asked->job,
	    value).word : value;
}

/* A chosen value leads back to the list without it. */
static void
build_group(struct asked *asked, enum search_facet facet, const char *name,
    const char *title, struct view_group *ret)
{
	const struct search_answer	*answer = &asked->find.answer;
	struct job			*job = asked->job;
	str				 chosen = input_str(asked->in, name);

	ret->title = word(job->words, title);
	ret->link = arena_array(job->arena, VALUES, sizeof *ret->link);
	for (size_t i = 0; i < answer->facets[facet] &&
	    ret->links < VALUES; i++) {
		const struct search_count	*count;
		struct view_link		*link;

		count = &answer->facet[facet][i];
		if (count->value.n == 0)
			continue;
		link = &ret->link[ret->links++];
		link->here = str_eq(chosen, count->value);
		link->to = address(asked, name, link->here ? S("") :
		    count->value);
		link->count = count->n;
		link->text = text_of(asked, facet, i);
	}
}

static void
build_groups(struct asked *asked, struct view_find *view)
{
	struct view_group	*group;

	group = arena_array(asked->job->arena, 4, sizeof *group);
	view->group = group;
	if (!asked->own)
		build_group(asked, SEARCH_BY_COLUMN, "column",
		    "public.find.by_column", &group[view->groups++]);
	build_group(asked, SEARCH_BY_AGENCY, "agency",
	    "public.find.by_agency", &group[view->groups++]);
	build_group(asked, SEARCH_BY_YEAR, "year", "public.find.by_year",
	    &group[view->groups++]);
	build_group(asked, SEARCH_BY_VALIDITY, "validity",
	    "public.find.by_validity", &group[view->groups++]);
}

/* --- the list ---------------------------------------------------------- */

static void
build_pager(const struct asked *asked, struct view_pager *ret)
{
	const struct search_answer	*answer = &asked->find.answer;
	struct arena			*arena = asked->job->arena;
	int64_t				 from = asked->find.query.from;

	ret->all = answer->total;
	ret->from = from + 1;
	ret->to = from + (int64_t)answer->hits;
	if (from > 0)
		ret->before = address(asked, "from", str_int(arena,
		    from > PAGE ? from - PAGE : 0));
	if (ret->to < ret->all && ret->to <= SEARCH_DEEP)
		ret->after = address(asked, "from", str_int(arena, ret->to));
}

static void
build_orders(const struct asked *asked, struct view_find *view)
{
	struct job	*job = asked->job;
	bool		 best = asked->find.query.order == SEARCH_BEST;

	if (asked->find.query.text.n == 0 || asked->find.answer.total < 2)
		return;
	view->order = arena_array(job->arena, 2, sizeof *view->order);
	view->order[view->orders++] = (struct view_link){ .here = best,
	    .to = address(asked, "order", S("best")),
	    .text = word(job->words, "public.find.best"), .count = -1 };
	view->order[view->orders++] = (struct view_link){ .here = !best,
	    .to = address(asked, "order", S("newest")),
	    .text = word(job->words, "public.find.newest"), .count = -1 };
}

static bool
is_narrowed(const struct asked *asked)
{
	return input_str(asked->in, "agency").n > 0 ||
	    input_str(asked->in, "year").n > 0 ||
	    input_str(asked->in, "column").n > 0 ||
	    input_str(asked->in, "validity").n > 0;
}

static enum err
build(struct asked *asked, struct view_find *view)
{
	const struct search_answer	*answer = &asked->find.answer;
	struct job			*job = asked->job;
	enum err			 e = ask(asked);

	if (e != OK)
		return e;
	items_of_find(job, &asked->find, &view->found);
	build_groups(asked, view);
	build_pager(asked, &view->pager);
	build_orders(asked, view);
	view->sought = asked->find.query.text;
	view->about = WORD(job->arena, job->words, answer->more_than ?
	    "public.find.more_than" : "public.find.total", str_int(job->arena,
	    answer->total));
	if (is_narrowed(asked))
		view->wider = url_with(job->arena, asked->base, "q",
		    view->sought);
	if (answer->suggestion.n > 0)
		view->meant = (struct view_link){ .text = answer->suggestion,
		    .to = url_with(job->arena, asked->base, "q",
		    answer->suggestion), .count = -1 };
	return OK;
}

ROUTE(search, .method = "GET", .path = "/search", .form = form, .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct asked		asked = { .job = job, .in = in,
				    .base = URL("/search"),
				    .column = input_str(in, "column") };
	struct view_find	view = { .groups = 0 };
	enum err		e = build(&asked, &view);

	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.find.title"));
	view.frame.query = view.sought;
	view.title = word(job->words, "public.find.title");
	page_search(response_page(job, in, out, 200), &view);
	return OK;
}

/* A column of the catalogue as a page; `own' is the column's name where the
   page is of one alone. */
static enum err
show_column(struct job *job, struct input *in, struct response *out,
    struct url base, str own)
{
	struct asked		asked = { .job = job, .in = in, .base = base,
				    .own = own.n > 0, .column = own.n > 0 ?
				    own : input_str(in, "column") };
	struct view_find	view = { .groups = 0 };
	str			title = asked.column.n > 0 ? asked.column :
				    word(job->words, "frame.column.catalogue");
	enum err		e = build(&asked, &view);

	if (e != OK)
		return e;
	view.frame = frame_public(job, in, title);
	if (!asked.own && asked.column.n > 0)
		frame_crumb(job, &view.frame, URL("/catalogue"),
		    S("frame.column.catalogue"));
	view.title = title;
	page_catalogue(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(catalogue, .method = "GET", .path = "/catalogue", .form = form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/catalogue"), S(""));
}

/* The other three of the fixed columns (国办公开办函〔2019〕61号): documents are
   filed in them by their Chinese names. */
ROUTE(guide, .method = "GET", .path = "/guide", .form = form, .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/guide"), word(job->words,
	    "public.column.guide"));
}

ROUTE(rules, .method = "GET", .path = "/rules", .form = form, .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/rules"), word(job->words,
	    "public.column.rules"));
}

ROUTE(report, .method = "GET", .path = "/report", .form = form, .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/report"), word(job->words,
	    "public.column.report"));
}
