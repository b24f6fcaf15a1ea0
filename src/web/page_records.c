#include "base/arena.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/dossier.h"
#include "domain/person.h"
#include "domain/rules.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/thing.h"
#include "web/view_record.h"
#include "woven/page.h"

#define LINES		50	/* on a page */
#define TITLE_BYTES	300u	/* of a title that are shown */
#define SOON		3	/* days before something is due */

static const struct route_field	form[] = {
	{ .name = "agency" },
	{ .name = "state" },
	{ .name = "after", .kind = ROUTE_INT },
	{ .name = "seen", .kind = ROUTE_INT },
	{ .name = NULL },
};

/* What the list is made of. */
struct listing {
	struct job		*job;
	struct input		*in;
	const struct rules	*rules;
	struct dossier_line	*line;	/* one more than is shown, to know of
					   a next page */
	size_t			 lines;
	struct view_records	 view;
};

/* --- what is looked for --------------------------------------------------- */

/* A body or a state that is none is told at its field. */
static enum err
find(struct listing *l)
{
	struct job		*job = l->job;
	struct dossier_query	 query = { .most = LINES + 1,
				    .state = input_str(l->in, "state"),
				    .after = input_int(l->in, "after", 0) };
	struct agency		 agency = { .id = 0 };
	enum err		 e = OK;

	if (input_str(l->in, "agency").n > 0)
		e = desk_remark(job, l->in, "agency", agency_find(job,
		    input_str(l->in, "agency"), &agency));
	query.agency = agency.id;
	if (e != OK || l->in->remarks > 0)
		return e;
	return dossier_list(job, &query, &l->line, &l->lines);
}

static enum err
put_filter(struct listing *l)
{
	struct job			*job = l->job;
	struct view_field		*agency = &l->view.field[0];
	struct view_field		*state = &l->view.field[1];
	const struct procedure_kind	*life;
	enum err			 e;

	life = procedure_kind(l->rules->procedure, S("record"));
	*agency = frame_field(job, l->in, "agency", VIEW_SELECT);
	*state = frame_field(job, l->in, "state", VIEW_SELECT);
	state->label = word(job->words, "desk.home.state");
	e = choose_agency(job, agency, CHOOSE_OR_ALL);
	state->choice = arena_array(job->arena, life->states + 1,
	    sizeof *state->choice);
	state->choice[state->choices++] = (struct view_choice){ S(""),
	    word(job->words, "desk.records.open"), state->value.n == 0 };
	for (size_t i = 0; i < life->states; i++)
		state->choice[state->choices++] = (struct view_choice){
		    life->state[i], thing_word(job, "record", "state",
		    life->state[i]), str_eq(state->value, life->state[i]) };
	return e;
}

/* --- the rows ------------------------------------------------------------- */

static struct view_tag
soon(struct job *job, day due)
{
	if (due == DAY_NONE || due - job->today > SOON)
		return (struct view_tag){ .tone = VIEW_PLAIN };
	if (due < job->today)
		return (struct view_tag){ word(job->words, "desk.home.late"),
		    VIEW_BAD };
	return (struct view_tag){ due == job->today ? word(job->words,
	    "desk.records.today") : WORD(job->arena, job->words,
	    "desk.records.soon", str_int(job->arena, due - job->today)),
	    VIEW_WARN };
}

static enum err
put_row(struct listing *l, const struct dossier_line *line,
    struct view_record_row *row)
{
	struct job	*job = l->job;
	str		 code;
	enum err	 e;

	*row = (struct view_record_row){ .link = { .count = -1,
	    .to = thing_url(job, "record", line->id),
	    .text = utf8_head(line->title, TITLE_BYTES) },
	    .kind = kind_name(l->rules->kinds, line->kind),
	    .column = catalogue_name(l->rules->catalogue, line->column),
	    .state = thing_word(job, "record", "state", line->state),
	    .due = line->due, .soon = soon(job, line->due) };
	e = agency_called(job, line->agency, &code, &row->agency);
	return e;
}

static enum err
put_rows(struct listing *l)
{
	struct view_records	*view = &l->view;
	enum err		 e = OK;

	view->rows = l->lines > LINES ? LINES : l->lines;
	view->row = arena_array(l->job->arena, view->rows + 1,
	    sizeof *view->row);
	for (size_t i = 0; e == OK && i < view->rows; i++)
		e = put_row(l, &l->line[i], &view->row[i]);
	return e;
}

static void
put_pager(struct listing *l)
{
	struct arena	*arena = l->job->arena;
	struct url	 url = URL("/desk/records");
	int64_t		 seen = input_int(l->in, "seen", 0);

	url = url_with(arena, url, "agency", input_str(l->in, "agency"));
	url = url_with(arena, url, "state", input_str(l->in, "state"));
	l->view.pager = (struct view_pager){ .all = -1, .from = seen + 1,
	    .to = seen + (int64_t)l->view.rows };
	if (input_int(l->in, "after", 0) > 0)
		l->view.pager.before = url;
	if (l->lines > l->view.rows)
		l->view.pager.after = url_with(arena, url_with(arena, url,
		    "after", str_int(arena, l->line[l->view.rows - 1].id)),
		    "seen", str_int(arena, l->view.pager.to));
}

ROUTE(records, .method = "GET", .path = "/desk/records",
    .need = ROUTE_SIGNED_IN, .form = form)
(struct job *job, struct input *in, struct response *out)
{
	struct listing	l = { .job = job, .in = in };
	enum err	e = rules_of(job, &l.rules);

	if (e == OK && !person_holds(job->actor, S("record.edit")) &&
	    !person_holds(job->actor, S("record.review")) &&
	    !person_holds(job->actor, S("record.sign")))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e == OK)
		e = find(&l);
	l.view.frame = frame_desk(job, in, S("desk.records.title"));
	l.view.remarks = frame_remarks(job, in);
	l.view.begins = person_holds(job->actor, S("record.edit"));
	if (e == OK)
		e = put_filter(&l);
	if (e == OK)
		e = put_rows(&l);
	if (e != OK)
		return e;
	put_pager(&l);
	page_records(response_page(job, in, out, 200), &l.view);
	return OK;
}
