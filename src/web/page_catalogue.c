#include "base/arena.h"
#include "domain/agency.h"
#include "web/frame.h"
#include "web/listing.h"
#include "web/response.h"
#include "web/view_list.h"
#include "woven/page.h"

#define FOREIGN	40	/* columns of other systems that are shown */

/* The tree being drawn for one list. */
struct drawing {
	struct listing		 listing;
	const struct catalogue	*catalogue;
	bool			 one;	/* a list of one body's: */
	enum agency_level	 level;	/* what it is */
};

/* --- the tree ------------------------------------------------------------- */

/* A column has something, or the body should have something in it. */
static bool
is_shown(const struct drawing *drawing, const struct catalogue_column *column,
    int64_t n)
{
	return n > 0 || !drawing->one || catalogue_fits(column,
	    drawing->level);
}

static void
build_below(const struct drawing *drawing, int above, struct view_column *ret)
{
	const struct catalogue	*catalogue = drawing->catalogue;
	struct arena		*arena = drawing->listing.job->arena;

	ret->below = arena_array(arena, catalogue->n, sizeof *ret->below);
	for (int i = above + 1; i < (int)catalogue->n; i++) {
		const struct catalogue_column	*column;
		int64_t				 n;
		struct view_column		*to;

		column = &catalogue->column[i];
		n = find_count(&drawing->listing.find, column);
		if (column->above != above || !is_shown(drawing, column, n))
			continue;
		to = &ret->below[ret->n++];
		to->link = (struct view_link){ .text = column->name,
		    .count = n, .to = listing_url(&drawing->listing, "column",
		    column->key) };
		build_below(drawing, i, to);
	}
}

/* What imports brought that is none of our columns. */
static void
build_foreign(const struct drawing *drawing, struct view_group *ret)
{
	const struct search_answer	*answer =
					    &drawing->listing.find.answer;
	struct job			*job = drawing->listing.job;

	ret->title = word(job->words, "public.list.foreign");
	ret->link = arena_array(job->arena, FOREIGN, sizeof *ret->link);
	for (size_t i = 0; i < answer->facets[SEARCH_BY_COLUMN] &&
	    ret->links < FOREIGN; i++) {
		const struct search_count	*count;

		count = &answer->facet[SEARCH_BY_COLUMN][i];
		if (count->value.n > 0 && catalogue_find(drawing->catalogue,
		    count->value) == NULL)
			ret->link[ret->links++] = (struct view_link){
			    .text = count->value, .count = count->n,
			    .to = listing_url(&drawing->listing, "column",
			    count->value) };
	}
}

/* The way down to the column that is shown. */
static void
put_crumbs(const struct drawing *drawing,
    const struct catalogue_column *column, struct view_frame *frame)
{
	struct job	*job = drawing->listing.job;

	if (column->above < 0)
		return;
	column = &drawing->catalogue->column[column->above];
	put_crumbs(drawing, column, frame);
	frame_crumb(job, frame, url_with(job->arena, URL("/catalogue"),
	    "column", column->key), column->name);
}

/* --- the page ------------------------------------------------------------- */

/* The body that the list is narrowed to. */
static enum err
look_up_body(struct drawing *drawing)
{
	struct listing	*listing = &drawing->listing;
	struct agency	 agency;
	enum err	 e;

	if (listing->find.agency.n == 0)
		return OK;
	e = agency_find(listing->job, listing->find.agency, &agency);
	if (e == OK) {
		drawing->one = true;
		drawing->level = agency.level;
	}
	return e;
}

static enum err
build(struct drawing *drawing, struct view_catalogue *view)
{
	struct view_find	*found = &view->list.found;
	enum err		 e = listing_show(&drawing->listing, found);

	if (e == OK)
		e = look_up_body(drawing);
	if (e == OK)
		drawing->catalogue = drawing->listing.find.rules->catalogue;
	return e;
}

/* `own' is the key of the column where the page is of one alone. */
static enum err
show_column(struct job *job, struct input *in, struct response *out,
    struct url base, str own)
{
	struct drawing			 drawing = { .listing = { .job = job,
					    .in = in, .base = base,
					    .column = own } };
	struct view_catalogue		 view = { .foreign = { .links = 0 } };
	const struct catalogue_column	*column;
	str				 asked;
	enum err			 e = build(&drawing, &view);

	if (e != OK)
		return e;
	asked = listing_column(&drawing.listing);
	column = catalogue_find(drawing.catalogue, asked);
	view.list.found.title = column != NULL ? column->name :
	    asked.n > 0 ? asked : word(job->words, "frame.column.catalogue");
	view.list.found.frame = frame_public(job, in, view.list.found.title);
	if (own.n == 0 && asked.n > 0)
		frame_crumb(job, &view.list.found.frame, URL("/catalogue"),
		    S("frame.column.catalogue"));
	if (own.n == 0 && column != NULL)
		put_crumbs(&drawing, column, &view.list.found.frame);
	if (column != NULL || asked.n == 0)
		build_below(&drawing, column == NULL ? -1 :
		    (int)(column - drawing.catalogue->column), &view.top);
	if (asked.n == 0)
		build_foreign(&drawing, &view.foreign);
	listing_take(&drawing.listing, &view.list);
	page_catalogue(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(catalogue, .method = "GET", .path = "/catalogue", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/catalogue"), S(""));
}

/* The other three of the fixed columns (国办公开办函〔2019〕61号). */
ROUTE(guide, .method = "GET", .path = "/guide", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/guide"), S("guide"));
}

ROUTE(rules, .method = "GET", .path = "/rules", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/rules"),
	    S("institution_rules"));
}

ROUTE(report, .method = "GET", .path = "/report", .form = listing_form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_column(job, in, out, URL("/report"), S("report"));
}
