#include "web/listing.h"

#include <string.h>

#include "base/arena.h"
#include "web/item.h"

#define PAGE	20	/* documents on a page */
#define VALUES	15	/* of a way to narrow a list */

const struct route_field	listing_form[] = {
	{ .name = "q", .max = 2000 },
	{ .name = "agency" },
	{ .name = "year", .kind = ROUTE_INT },
	{ .name = "month", .kind = ROUTE_INT },
	{ .name = "kind" },
	{ .name = "column" },
	{ .name = "validity" },
	{ .name = "order", .kind = ROUTE_CHOICE, .choice = "newest best" },
	{ .name = "from", .kind = ROUTE_INT },
	{ .name = NULL }
};

/* What an address of such a list may hold; "from" goes by the page. */
static const char *const	names[] = { "q", "agency", "year", "month",
	"kind", "column", "validity", "order" };
#define NAMES	(sizeof names / sizeof names[0])

str
listing_column(const struct listing *listing)
{
	return listing->column.n > 0 ? listing->column :
	    input_str(listing->in, "column");
}

struct url
listing_url(const struct listing *listing, const char *name, str value)
{
	struct arena	*arena = listing->job->arena;
	struct url	 to = listing->base;

	for (size_t i = 0; i < NAMES; i++)
		to = url_with(arena, to, names[i],
		    strcmp(name, names[i]) == 0 ? value :
		    input_str(listing->in, names[i]));
	if (strcmp(name, "from") == 0)
		to = url_with(arena, to, name, value);
	return to;
}

/* What is asked for, or what is usual. */
static str
validity_of(const struct listing *listing)
{
	str	asked = input_str(listing->in, "validity");

	if (asked.n == 0)
		return listing->validity;
	return str_is(asked, LISTING_ANY) ? S("") : asked;
}

static enum err
ask(struct listing *listing)
{
	const struct input	*in = listing->in;
	struct search_query	*query = &listing->find.query;
	str			 order = input_str(in, "order");
	int64_t			 from = input_int(in, "from", 0);
	int64_t			 year = input_int(in, "year", 0);
	int64_t			 month = input_int(in, "month", 0);

	query->text = input_str(in, "q");
	listing->find.column = listing_column(listing);
	query->filter.kind = listing->kind.n > 0 ? listing->kind :
	    input_str(in, "kind");
	query->filter.validity = validity_of(listing);
	query->filter.year = year > 0 && year <= 9999 ? (int)year : 0;
	query->filter.month = month > 0 && month <= 12 ? (int)month : 0;
	query->order = str_is(order, "best") || (order.n == 0 &&
	    query->text.n > 0) ? SEARCH_BEST : SEARCH_NEWEST;
	query->most = PAGE;
	query->from = from > 0 && from <= SEARCH_DEEP ? (int)from : 0;
	query->facets = true;
	listing->find.agency = input_str(in, "agency");
	return find_ask(listing->job, &listing->find);
}

/* --- narrowing --------------------------------------------------------- */

/* A value as it is read: a body's name, a validity's. */
static str
text_of(const struct listing *listing, enum search_facet facet, size_t i)
{
	str	value = listing->find.answer.facet[facet][i].value;

	if (facet == SEARCH_BY_AGENCY)
		return listing->find.faceted[i].name;
	return facet == SEARCH_BY_VALIDITY ? item_validity(listing->job,
	    value).word : find_called(&listing->find, facet, value);
}

/* A chosen value leads back to the list without it. */
static void
build_group(const struct listing *listing, enum search_facet facet,
    const char *name, const char *title, struct view_group *ret)
{
	const struct search_answer	*answer = &listing->find.answer;
	struct job			*job = listing->job;
	str				 chosen = input_str(listing->in, name);

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
		link->to = listing_url(listing, name, link->here ? S("") :
		    count->value);
		link->count = count->n;
		link->text = text_of(listing, facet, i);
	}
}

static void
build_groups(const struct listing *listing, struct view_find *view)
{
	struct view_group	*group;

	group = arena_array(listing->job->arena, 5, sizeof *group);
	view->group = group;
	if (listing->column.n == 0)
		build_group(listing, SEARCH_BY_COLUMN, "column",
		    "public.find.by_column", &group[view->groups++]);
	build_group(listing, SEARCH_BY_AGENCY, "agency",
	    "public.find.by_agency", &group[view->groups++]);
	build_group(listing, SEARCH_BY_YEAR, "year", "public.find.by_year",
	    &group[view->groups++]);
	if (listing->kind.n == 0)
		build_group(listing, SEARCH_BY_KIND, "kind",
		    "public.find.by_kind", &group[view->groups++]);
	build_group(listing, SEARCH_BY_VALIDITY, "validity",
	    "public.find.by_validity", &group[view->groups++]);
}

/* --- the list ---------------------------------------------------------- */

static void
build_pager(const struct listing *listing, struct view_pager *ret)
{
	const struct search_answer	*answer = &listing->find.answer;
	struct arena			*arena = listing->job->arena;
	int64_t				 from = listing->find.query.from;

	ret->all = answer->total;
	ret->from = from + 1;
	ret->to = from + (int64_t)answer->hits;
	if (from > 0)
		ret->before = listing_url(listing, "from", str_int(arena,
		    from > PAGE ? from - PAGE : 0));
	if (ret->to < ret->all && ret->to <= SEARCH_DEEP)
		ret->after = listing_url(listing, "from", str_int(arena,
		    ret->to));
}

static void
build_orders(const struct listing *listing, struct view_find *view)
{
	struct job	*job = listing->job;
	bool		 best = listing->find.query.order == SEARCH_BEST;

	if (listing->find.query.text.n == 0 || listing->find.answer.total < 2)
		return;
	view->order = arena_array(job->arena, 2, sizeof *view->order);
	view->order[view->orders++] = (struct view_link){ .here = best,
	    .to = listing_url(listing, "order", S("best")),
	    .text = word(job->words, "public.find.best"), .count = -1 };
	view->order[view->orders++] = (struct view_link){ .here = !best,
	    .to = listing_url(listing, "order", S("newest")),
	    .text = word(job->words, "public.find.newest"), .count = -1 };
}

static bool
is_narrowed(const struct listing *listing)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(names[i], "q") != 0 &&
		    strcmp(names[i], "order") != 0 &&
		    input_str(listing->in, names[i]).n > 0)
			return true;
	return false;
}

enum err
listing_show(struct listing *listing, struct view_find *view)
{
	const struct search_answer	*answer = &listing->find.answer;
	struct job			*job = listing->job;
	enum err			 e = ask(listing);

	if (e != OK)
		return e;
	items_of_find(job, &listing->find, &view->found);
	build_groups(listing, view);
	build_pager(listing, &view->pager);
	build_orders(listing, view);
	view->sought = listing->find.query.text;
	view->about = WORD(job->arena, job->words, answer->more_than ?
	    "public.find.more_than" : "public.find.total", str_int(job->arena,
	    answer->total));
	if (is_narrowed(listing))
		view->wider = url_with(job->arena, listing->base, "q",
		    view->sought);
	if (answer->suggestion.n > 0)
		view->meant = (struct view_link){ .text = answer->suggestion,
		    .to = url_with(job->arena, listing->base, "q",
		    answer->suggestion), .count = -1 };
	return OK;
}

/* --- to take away ------------------------------------------------------ */

static const struct {
	const char	*to;
	const char	*key;		/* of a word, or what is read */
	bool		 feed;		/* a feed is of all years */
} takes[] = {
	{ "/feed.atom", "public.list.feed", true },
	{ "/data/records.csv", "CSV", false },
	{ "/data/records.xlsx", "XLSX", false },
	{ "/data/records.json", "JSON", false },
};
#define TAKES	(sizeof takes / sizeof takes[0])

void
listing_take(const struct listing *listing, struct view_list *view)
{
	struct job	*job = listing->job;
	struct arena	*arena = job->arena;

	view->take = arena_array(arena, TAKES, sizeof *view->take);
	for (size_t i = 0; i < TAKES; i++) {
		struct url	to = url_fill(arena, takes[i].to, NULL, 0);

		to = url_with(arena, to, "agency", input_str(listing->in,
		    "agency"));
		to = url_with(arena, to, "column", listing_column(listing));
		to = url_with(arena, to, "kind",
		    listing->find.query.filter.kind);
		if (!takes[i].feed) {
			to = url_with(arena, to, "year", input_str(
			    listing->in, "year"));
			to = url_with(arena, to, "validity",
			    listing->find.query.filter.validity);
		}
		view->take[view->takes++] = (struct view_link){ .to = to,
		    .count = -1, .text = word_has(job->words, takes[i].key) ?
		    word(job->words, takes[i].key) : str_of(takes[i].key) };
	}
	view->found.frame.feed = view->take[0].to;
}
