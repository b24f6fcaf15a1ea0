#include "base/arena.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/posting.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/view_channel.h"
#include "woven/page.h"

static const struct route_field	count_form[] = {
	{ .name = "agency", .max = 64 },
	{ .name = "from", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "span", .kind = ROUTE_CHOICE, .choice = "month year" },
	{ .name = NULL },
};

/* What is counted. */
struct counting {
	int64_t			agency;
	day			from, until;
	enum posting_span	span;
};

/* The whole year until today where no days are given. */
static enum err
read_form(struct job *job, struct input *in, struct counting *ret)
{
	struct agency	agency = { .id = 0 };
	enum err	e = OK;

	*ret = (struct counting){ .from = input_day(in, "from"),
	    .until = input_day(in, "until"), .span = str_is(input_str(in,
	    "span"), "year") ? POSTING_YEAR : POSTING_MONTH };
	if (ret->from == DAY_NONE)
		ret->from = day_make(day_parts(job->today).year, 1, 1);
	if (ret->until == DAY_NONE)
		ret->until = job->today;
	if (input_str(in, "agency").n > 0)
		e = desk_remark(job, in, "agency", agency_find(job,
		    input_str(in, "agency"), &agency));
	ret->agency = agency.id;
	return e;
}

static enum err
put_fields(struct job *job, const struct input *in,
    const struct counting *counting, struct view_post_counts *view)
{
	struct view_field	*span = &view->field[3];
	bool			 year = counting->span == POSTING_YEAR;

	view->field[0] = frame_field(job, in, "agency", VIEW_SELECT);
	view->field[1] = frame_field(job, in, "from", VIEW_DAY);
	view->field[1].value = day_iso(job->arena, counting->from);
	view->field[2] = frame_field(job, in, "until", VIEW_DAY);
	view->field[2].value = day_iso(job->arena, counting->until);
	*span = frame_field(job, in, "span", VIEW_SELECT);
	span->choice = arena_array(job->arena, 2, sizeof *span->choice);
	span->choice[span->choices++] = (struct view_choice){ S("month"),
	    word(job->words, "desk.posts.by_month"), !year };
	span->choice[span->choices++] = (struct view_choice){ S("year"),
	    word(job->words, "desk.posts.by_year"), year };
	view->fields = 4;
	return choose_agency(job, &view->field[0], CHOOSE_OR_ALL);
}

static enum err
put_row(struct job *job, const struct posting_count *count,
    struct view_post_count *row)
{
	struct channel	channel;
	enum err	e = channel_load(job, count->channel, &channel);

	if (e != OK)
		return e;
	*row = (struct view_post_count){ .span = count->span,
	    .channel = channel.name, .kind = channel.key,
	    .units = count->units, .posts = count->posts,
	    .reprints = count->reprints };
	if (channel.kind != NULL) {
		row->kind = channel.kind->name;
		row->unit = channel.kind->unit;
	}
	return OK;
}

ROUTE(post_counts, .method = "GET", .path = "/desk/post-counts",
    .need = "channel.change", .form = count_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_post_counts	 view = { .rows = 0 };
	struct posting_count	*count = NULL;
	struct counting		 counting;
	enum err		 e = read_form(job, in, &counting);

	if (e == OK && in->remarks == 0)
		e = posting_counts(job, counting.agency, counting.from,
		    counting.until, counting.span, &count, &view.rows);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.posts.counts"));
	frame_crumb(job, &view.frame, URL("/desk/posts"), word(job->words,
	    "desk.posts.title"));
	view.remarks = frame_remarks(job, in);
	e = put_fields(job, in, &counting, &view);
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; e == OK && count != NULL && i < view.rows; i++)
		e = put_row(job, &count[i], &view.row[i]);
	if (e == OK)
		page_post_counts(response_page(job, in, out, 200), &view);
	return e;
}
