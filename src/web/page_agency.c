#include "base/arena.h"
#include "domain/agency.h"
#include "domain/agency_contact.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

#define NEWEST	8	/* documents on a body's page */

/* What the levels are called. */
static const char *const	levels[AGENCY__LEVELS] = {
	[AGENCY_PROVINCE] = "public.level.province",
	[AGENCY_CITY] = "public.level.city",
	[AGENCY_COUNTY] = "public.level.county",
	[AGENCY_TOWNSHIP] = "public.level.township",
	[AGENCY_DEPARTMENT] = "public.level.department",
	[AGENCY_UNIT] = "public.level.unit",
};

static struct view_link
link_of(struct job *job, const struct agency *agency)
{
	return (struct view_link){ .text = agency->name, .count = -1,
	    .to = URL_OF(job->arena, "/agency/{}", agency->code) };
}

static bool
stands(const struct job *job, const struct agency *agency)
{
	return agency->until == DAY_NONE || agency->until >= job->today;
}

/* --- the directory ----------------------------------------------------- */

/* All bodies, parents first, and the branch of each. */
struct tree {
	struct agency		*agency;
	struct view_branch	*branch;
	size_t			 n;
};

/* The branch of a body; that above all for one that is not there. */
static struct view_branch *
branch_of(struct tree *tree, struct view_branch *top, int64_t id)
{
	for (size_t i = 0; id != 0 && i < tree->n; i++)
		if (tree->agency[i].id == id)
			return &tree->branch[i];
	return top;
}

/* Branches lie beside their neighbours, so they are counted, given room and
   then moved to their places, the lowest first. */
static void
build_tree(struct job *job, struct tree *tree, struct view_branch *top)
{
	for (size_t i = 0; i < tree->n; i++)
		if (stands(job, &tree->agency[i]))
			branch_of(tree, top, tree->agency[i].above)->n++;
	top->below = arena_array(job->arena, top->n, sizeof *top->below);
	top->n = 0;
	for (size_t i = 0; i < tree->n; i++) {
		struct view_branch	*branch = &tree->branch[i];

		branch->below = arena_array(job->arena, branch->n,
		    sizeof *branch->below);
		branch->n = 0;
		branch->link = link_of(job, &tree->agency[i]);
		branch->level = word(job->words,
		    levels[tree->agency[i].level]);
	}
	for (size_t i = tree->n; i-- > 0;) {
		struct view_branch	*above;

		if (!stands(job, &tree->agency[i]))
			continue;
		above = branch_of(tree, top, tree->agency[i].above);
		above->below[above->n++] = tree->branch[i];
	}
}

/* They were filled from the last one on. */
static void
turn(struct view_branch *branch)
{
	for (size_t i = 0; i < branch->n / 2; i++) {
		struct view_branch	kept = branch->below[i];

		branch->below[i] = branch->below[branch->n - 1 - i];
		branch->below[branch->n - 1 - i] = kept;
	}
	for (size_t i = 0; i < branch->n; i++)
		turn(&branch->below[i]);
}

ROUTE(agency_list, .method = "GET", .path = "/agency", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_agencies	view = { .all = 0 };
	struct tree		tree;
	enum err		e;

	e = agency_below(job, 0, &tree.agency, &tree.n);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.agencies.title"));
	tree.branch = arena_array(job->arena, tree.n, sizeof *tree.branch);
	build_tree(job, &tree, &view.top);
	turn(&view.top);
	for (size_t i = 0; i < tree.n; i++)
		view.all += stands(job, &tree.agency[i]);
	page_agencies(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- a body ------------------------------------------------------------ */

static void
build_contact(struct job *job, const struct agency_contact *contact,
    struct view_agency *view)
{
	view->office = contact->office;
	view->address = contact->address;
	view->hours = contact->hours;
	view->phone = contact->phone;
	view->fax = contact->fax;
	view->post_code = contact->post_code;
	view->mail = (struct view_link){ .text = contact->mail,
	    .to = url_typed(job->arena, str_printf(job->arena, "mailto:%.*s",
	    STRF(contact->mail))) };
	view->site = (struct view_link){ .text = contact->site,
	    .to = url_typed(job->arena, contact->site) };
	view->contact = contact->version > 0;
}

/* The one above, the one that supervises, and those directly below. */
static enum err
build_around(struct job *job, const struct agency *agency,
    struct view_agency *view)
{
	struct agency	*below, other;
	enum err	 e = OK;
	size_t		 n;

	if (agency->above != 0)
		e = agency_load(job, agency->above, &other);
	if (e == OK && agency->above != 0)
		view->above = link_of(job, &other);
	if (e == OK && agency->supervisor != 0)
		e = agency_load(job, agency->supervisor, &other);
	if (e == OK && agency->supervisor != 0)
		view->supervisor = link_of(job, &other);
	if (e == OK)
		e = agency_below(job, agency->id, &below, &n);
	if (e != OK)
		return e;
	view->below.title = word(job->words, "public.agency.below");
	view->below.link = arena_array(job->arena, n,
	    sizeof *view->below.link);
	for (size_t i = 0; i < n; i++)
		if (below[i].above == agency->id && stands(job, &below[i]))
			view->below.link[view->below.links++] =
			    link_of(job, &below[i]);
	return OK;
}

/* The first columns of the catalogue that have something of it. */
static void
build_columns(struct job *job, const struct agency *agency,
    const struct find *find, struct view_agency *view)
{
	const struct catalogue	*catalogue = find->rules->catalogue;
	struct view_group	*group = &view->columns;

	group->title = word(job->words, "frame.column.catalogue");
	group->link = arena_array(job->arena, catalogue->n,
	    sizeof *group->link);
	for (size_t i = 0; i < catalogue->n; i++) {
		const struct catalogue_column	*column;
		int64_t				 n;

		column = &catalogue->column[i];
		n = find_count(find, column);
		if (n == 0 || (column->depth > 1 && !column->leaf) ||
		    (column->depth == 0 && !column->leaf))
			continue;
		group->link[group->links++] = (struct view_link){
		    .text = column->name, .count = n,
		    .to = url_with(job->arena, url_with(job->arena,
		    URL("/catalogue"), "column", column->key), "agency",
		    agency->code) };
	}
}

static enum err
build_newest(struct job *job, const struct agency *agency,
    struct view_agency *view)
{
	struct find			 find = { .query = { .most = NEWEST,
					    .facets = true },
					    .agency = agency->code };
	const struct catalogue_column	*guide;
	enum err			 e = find_ask(job, &find);

	if (e != OK)
		return e;
	view->all = url_with(job->arena, URL("/catalogue"), "agency",
	    agency->code);
	view->archive = url_with(job->arena, URL("/archive"), "agency",
	    agency->code);
	guide = catalogue_find(find.rules->catalogue, S("guide"));
	if (guide != NULL && find_count(&find, guide) > 0)
		view->guide = url_with(job->arena, URL("/guide"), "agency",
		    agency->code);
	items_of_find(job, &find, &view->newest);
	build_columns(job, agency, &find, view);
	return OK;
}

ROUTE(agency_show, .method = "GET", .path = "/agency/{code}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_agency	view = { .contact = false };
	struct agency_contact	contact;
	struct agency		agency;
	enum err		e;

	e = agency_find(job, input_part(in, "code"), &agency);
	if (e == OK)
		e = agency_contact_load(job, agency.id, &contact);
	if (e == OK)
		e = build_around(job, &agency, &view);
	if (e == OK)
		e = build_newest(job, &agency, &view);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, agency.name);
	frame_crumb(job, &view.frame, URL("/agency"),
	    S("public.agencies.title"));
	view.frame.feed = url_with(job->arena, URL("/feed.atom"), "agency",
	    agency.code);
	view.name = agency.name;
	view.level = word(job->words, levels[agency.level]);
	view.code = agency.code;
	view.credit = agency.credit;
	view.until = agency.until;
	build_contact(job, &contact, &view);
	page_agency(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- asking for what is not there -------------------------------------- */

ROUTE(apply, .method = "GET", .path = "/apply", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_apply	 view = { .agencies = 0 };
	struct agency		*agency;
	size_t			 n;
	enum err		 e = agency_below(job, 0, &agency, &n);

	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("frame.column.apply"));
	view.agency = arena_array(job->arena, n, sizeof *view.agency);
	for (size_t i = 0; i < n; i++)
		if (stands(job, &agency[i]) &&
		    agency[i].level != AGENCY_UNIT)
			view.agency[view.agencies++] = link_of(job,
			    &agency[i]);
	page_apply(response_page(job, in, out, 200), &view);
	return OK;
}
