#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/channel.h"
#include "domain/person.h"
#include "domain/posting.h"
#include "domain/record.h"
#include "office/import.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/view_channel.h"
#include "woven/page.h"

#define POSTS		50	/* on a page */
#define TITLE_BYTES	300u	/* of a title that are shown */
#define PROOF_BYTES	((size_t)20 << 20)

static const struct route_field	list_form[] = {
	{ .name = "channel", .max = 64 },
	{ .name = "from", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "at", .kind = ROUTE_INT },
	{ .name = "before", .kind = ROUTE_INT },
	{ .name = "seen", .kind = ROUTE_INT },
	{ .name = "done", .kind = ROUTE_CHOICE, .choice =
	    "added changed removed imported" },
	{ .name = NULL },
};

#define POST_FIELDS							\
	{ .name = "posted", .required = true },				\
	{ .name = "title", .required = true, .max = POSTING_TITLE },	\
	{ .name = "post_address", .max = 2000 },			\
	{ .name = "record_index" },					\
	{ .name = "place" }, { .name = "issue" },			\
	{ .name = "units", .kind = ROUTE_INT },				\
	{ .name = "reprint", .kind = ROUTE_TICK },			\
	{ .name = "source" },						\
	{ .name = "reads", .kind = ROUTE_INT },				\
	{ .name = "reason" }

static const struct route_field	new_form[] = {
	{ .name = "channel", .required = true },
	POST_FIELDS,
	{ .name = "proof", .kind = ROUTE_FILE, .max = 1 },
	{ .name = NULL },
};

static const struct route_field	change_form[] = {
	POST_FIELDS,
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = NULL },
};

static const struct route_field	remove_form[] = {
	{ .name = "remove_reason", .required = true },
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = NULL },
};

/* --- the list ------------------------------------------------------------- */

/* "第3期 · 县档案馆 · 转载：县农业农村局" */
static str
about(struct job *job, const struct posting *posting)
{
	struct buf	buf;
	str		part[] = { posting->issue, posting->place,
			    posting->reprint ? WORD(job->arena, job->words,
			    "desk.posts.reprint", posting->source) : S("") };

	buf_init(&buf, job->arena, (size_t)8 << 10);
	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
		if (part[i].n > 0) {
			buf_put(&buf, buf.n > 0 ? S(" · ") : S(""));
			buf_put(&buf, part[i]);
		}
	return buf_str(&buf);
}

static enum err
put_row(struct job *job, const struct posting *posting,
    struct view_post_row *row)
{
	struct channel	channel;
	enum err	e = channel_load(job, posting->channel, &channel);

	if (e != OK)
		return e;
	*row = (struct view_post_row){ .at = posting->at,
	    .title = utf8_head(posting->title, TITLE_BYTES),
	    .address = url_typed(job->arena, posting->address),
	    .channel = channel.name, .kind = channel.kind == NULL ?
	    channel.key : channel.kind->name, .about = about(job, posting),
	    .reads = posting->reads < 0 ? S("") : str_int(job->arena,
	    posting->reads) };
	if (channel.kind != NULL && posting->units != 1)
		row->number = str_printf(job->arena, "%lld %.*s",
		    (long long)posting->units, STRF(channel.kind->unit));
	if (person_may(job, S("record.edit"), posting->agency))
		row->change = URL_OF(job->arena, "/desk/posts/{}",
		    str_int(job->arena, posting->id));
	return OK;
}

static struct url
list_url(struct job *job, const struct input *in)
{
	static const char *const	names[] = { "channel", "from",
					    "until" };
	struct url			url = URL("/desk/posts");

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		url = url_with(job->arena, url, names[i], input_str(in,
		    names[i]));
	return url;
}

static void
put_pager(struct job *job, const struct input *in,
    const struct posting *posting, size_t n, struct view_posts *view)
{
	int64_t			 seen = input_int(in, "seen", 0);
	const struct posting	*last;
	struct url		 url = list_url(job, in);

	view->pager = (struct view_pager){ .all = -1, .from = seen + 1,
	    .to = seen + (int64_t)view->rows };
	if (input_int(in, "before", 0) > 0)
		view->pager.before = url;
	if (n <= POSTS || posting == NULL)
		return;
	last = &posting[POSTS - 1];
	url = url_with(job->arena, url, "at", str_int(job->arena, last->at));
	url = url_with(job->arena, url, "before", str_int(job->arena,
	    last->id));
	view->pager.after = url_with(job->arena, url, "seen",
	    str_int(job->arena, view->pager.to));
}

static void
put_mays(struct job *job, struct view_posts *view)
{
	if (person_holds(job->actor, S("record.edit"))) {
		view->may[view->mays++] = (struct view_link){ .count = -1,
		    .to = URL("/desk/new-post"), .text = word(job->words,
		    "desk.posts.new") };
		view->may[view->mays++] = (struct view_link){ .count = -1,
		    .to = URL("/desk/import-posts"), .text =
		    word(job->words, "desk.posts.import") };
	}
	view->may[view->mays++] = (struct view_link){ .count = -1,
	    .to = URL("/desk/post-counts"), .text = word(job->words,
	    "desk.posts.counts") };
}

static enum err
read_filter(struct job *job, struct input *in, struct posting_filter *ret)
{
	struct channel	channel = { .id = 0 };
	enum err	e = OK;

	*ret = (struct posting_filter){ .from = input_day(in, "from"),
	    .until = input_day(in, "until"), .at = input_int(in, "at", 0),
	    .before = input_int(in, "before", 0) };
	if (input_str(in, "channel").n > 0)
		e = desk_remark(job, in, "channel", channel_find(job,
		    input_str(in, "channel"), &channel));
	ret->channel = channel.id;
	return e;
}

ROUTE(posts, .method = "GET", .path = "/desk/posts",
    .need = "channel.change", .form = list_form)
(struct job *job, struct input *in, struct response *out)
{
	struct posting_filter	 filter;
	struct posting		*posting = NULL;
	struct view_posts	 view = { .rows = 0 };
	size_t			 n = 0;
	enum err		 e = read_filter(job, in, &filter);

	if (e == OK && in->remarks == 0)
		e = posting_list(job, &filter, POSTS + 1, &posting, &n);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.posts.title"));
	view.remarks = frame_remarks(job, in);
	if (input_str(in, "done").n > 0)
		view.notice = (struct view_notice){ .tone = VIEW_GOOD,
		    .text = word(job->words, "desk.posts.done") };
	put_mays(job, &view);
	view.field[0] = frame_field(job, in, "channel", VIEW_SELECT);
	view.field[1] = frame_field(job, in, "from", VIEW_DAY);
	view.field[2] = frame_field(job, in, "until", VIEW_DAY);
	view.fields = 3;
	e = choose_channel(job, &view.field[0], CHOOSE_OR_ALL);
	view.rows = n > POSTS ? POSTS : n;
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; e == OK && posting != NULL && i < view.rows; i++)
		e = put_row(job, &posting[i], &view.row[i]);
	put_pager(job, in, posting, n, &view);
	if (e == OK)
		page_posts(response_page(job, in, out, 200), &view);
	return e;
}

/* --- the fields of one ---------------------------------------------------- */

/* The index number of a record, or its id where it has none or is not seen;
   empty for 0. */
static str
name_record(struct job *job, int64_t id)
{
	struct record	record;

	if (id == 0)
		return S("");
	if (record_load(job, id, &record) == OK && record.index.n > 0)
		return record.index;
	fault_clear(job->fault);
	return str_int(job->arena, id);
}

/* Put the fields into a form; those of a posting that is there are filled in
   when it is shown first. */
static void
put_fields(struct job *job, const struct input *in, struct view_form *form,
    const struct posting *posting)
{
	struct view_field	*field[] = {
		desk_field(job, in, form, "posted", VIEW_TEXT),
		desk_field(job, in, form, "title", VIEW_TEXT),
		desk_optional(job, in, form, "post_address", VIEW_TEXT),
		desk_optional(job, in, form, "place", VIEW_TEXT),
		desk_optional(job, in, form, "issue", VIEW_TEXT),
		desk_optional(job, in, form, "units", VIEW_NUMBER),
		desk_optional(job, in, form, "reprint", VIEW_TICK),
		desk_optional(job, in, form, "source", VIEW_TEXT),
		desk_optional(job, in, form, "reads", VIEW_NUMBER),
		desk_optional(job, in, form, "record_index", VIEW_TEXT),
	};

	(void)desk_optional(job, in, form, "reason", VIEW_TEXT);
	if (!desk_fresh(in) || posting == NULL)
		return;
	field[0]->value = day_minute(job->arena, posting->at);
	field[1]->value = posting->title;
	field[2]->value = posting->address;
	field[3]->value = posting->place;
	field[4]->value = posting->issue;
	field[5]->value = str_int(job->arena, posting->units);
	field[6]->value = posting->reprint ? S("1") : S("");
	field[7]->value = posting->source;
	field[8]->value = posting->reads < 0 ? S("") : str_int(job->arena,
	    posting->reads);
	field[9]->value = name_record(job, posting->record);
}

/* The record that was typed, which must be one; what stood there stays. */
static enum err
link_record(struct job *job, const struct input *in, struct posting *posting)
{
	str		typed = input_str(in, "record_index");
	struct record	record = { .id = 0 };
	enum err	e = OK;

	if (posting->record != 0 && str_eq(typed, name_record(job,
	    posting->record)))
		return OK;
	if (typed.n > 0)
		e = record_find(job, typed, &record);
	if (e == OK)
		posting->record = record.id;
	return e;
}

/* Take what was typed; a time that cannot be read is a remark. */
static void
take_fields(struct job *job, struct input *in, struct posting *posting)
{
	posting->at = import_moment(input_str(in, "posted"));
	if (posting->at < 0 && input_str(in, "posted").n > 0) {
		(void)FAIL(job->fault, ERR_INVALID, "import.no_moment",
		    input_str(in, "posted"));
		input_remark_fault(job, in, "posted");
	}
	posting->title = input_str(in, "title");
	posting->address = input_str(in, "post_address");
	posting->place = input_str(in, "place");
	posting->issue = input_str(in, "issue");
	posting->units = input_int(in, "units", 1);
	posting->reprint = input_given(in, "reprint");
	posting->source = input_str(in, "source");
	posting->reads = input_int(in, "reads", -1);
}

/* --- a new one ------------------------------------------------------------ */

static enum err
ask_new(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;
	enum err		e;

	form = desk_form(job, in, "desk.posts.new", URL("/desk/new-post"),
	    "desk.save");
	desk_line(job, &form, "desk.posts.new_line", S(""));
	e = choose_channel(job, desk_field(job, in, &form, "channel",
	    VIEW_SELECT), CHOOSE_ONE);
	put_fields(job, in, &form, NULL);
	(void)desk_optional(job, in, &form, "proof", VIEW_FILE);
	form.upload = true;
	form.back = URL("/desk/posts");
	return e == OK ? desk_show(job, in, out, &form) : e;
}

ROUTE(post_new, .method = "GET", .path = "/desk/new-post",
    .need = "record.edit")
(struct job *job, struct input *in, struct response *out)
{
	return ask_new(job, in, out);
}

/* What a posting is entered with. */
struct entering {
	struct input		*in;
	struct response		*out;
	struct posting		 posting;
	struct attachment	 proof;
	bool			 proved;
};

static enum err
enter(struct job *job, void *context)
{
	struct entering	*entering = context;
	struct input	*in = entering->in;
	struct channel	 channel;
	enum err	 e;

	e = channel_find(job, input_str(in, "channel"), &channel);
	if (e == OK && !person_may(job, S("record.edit"), channel.agency))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e == OK)
		e = desk_remark(job, in, "record_index", link_record(job, in,
		    &entering->posting));
	if (e != OK || in->remarks > 0)
		return e;
	entering->posting.channel = channel.id;
	return posting_new(job, &entering->posting, entering->proved ?
	    &entering->proof : NULL, input_str(in, "reason"));
}

static enum err
ask_again(struct job *job, void *context)
{
	struct entering	*entering = context;

	return ask_new(job, entering->in, entering->out);
}

/* The proof is kept on the disk before the transaction. */
static enum err
keep_proof(struct job *job, struct entering *entering)
{
	const struct input_file	*file;
	size_t			 n;

	file = input_files(entering->in, "proof", &n);
	if (n == 0)
		return OK;
	entering->proved = true;
	entering->proof = (struct attachment){ .name = file[0].name,
	    .type = S("application/octet-stream") };
	return attachment_keep(job, &entering->proof, file[0].bytes);
}

ROUTE(post_new_do, .method = "POST", .path = "/desk/new-post",
    .need = "record.edit", .form = new_form, .mode = ROUTE_BARE,
    .body = PROOF_BYTES)
(struct job *job, struct input *in, struct response *out)
{
	struct entering	entering = { .in = in, .out = out };
	enum err	e = OK;

	take_fields(job, in, &entering.posting);
	if (in->remarks == 0)
		e = desk_remark(job, in, "proof", keep_proof(job, &entering));
	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, job_write(job, enter,
		    &entering));
	if (e == OK && in->remarks > 0)
		return job_read(job, ask_again, &entering);
	if (e == OK)
		response_redirect(job, out, URL("/desk/posts?done=added"));
	return e;
}

/* --- one ------------------------------------------------------------------ */

/* The one of the path, if the actor may change it. */
static enum err
find(struct job *job, const struct input *in, struct posting *ret)
{
	enum err	e = posting_load(job, input_part_int(in, "id"), ret);

	if (e == OK && !person_may(job, S("record.edit"), ret->agency))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	return e;
}

static enum err
ask_change(struct job *job, const struct input *in, struct response *out,
    const struct posting *posting)
{
	str			id = str_int(job->arena, posting->id);
	struct view_post	view = { .form = desk_form(job, in,
				    "desk.posts.change", URL_OF(job->arena,
				    "/desk/posts/{}", id), "desk.save") };
	struct channel		channel;
	enum err		e;

	e = channel_load(job, posting->channel, &channel);
	if (e != OK)
		return e;
	desk_line(job, &view.form, "desk.posts.change_line", channel.name);
	desk_keep(&view.form, S("version"), str_int(job->arena,
	    posting->version));
	put_fields(job, in, &view.form, posting);
	view.form.back = URL("/desk/posts");
	view.remove = desk_form(job, in, "desk.posts.remove",
	    URL_OF(job->arena, "/desk/posts/{}/remove", id),
	    "desk.posts.remove");
	desk_keep(&view.remove, S("version"), str_int(job->arena,
	    posting->version));
	(void)desk_field(job, in, &view.remove, "remove_reason", VIEW_TEXT);
	page_post(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(post, .method = "GET", .path = "/desk/posts/{id}",
    .need = "record.edit")
(struct job *job, struct input *in, struct response *out)
{
	struct posting	posting;
	enum err	e = find(job, in, &posting);

	return e == OK ? ask_change(job, in, out, &posting) : e;
}

ROUTE(post_do, .method = "POST", .path = "/desk/posts/{id}",
    .need = "record.edit", .form = change_form)
(struct job *job, struct input *in, struct response *out)
{
	struct posting	posting;
	enum err	e = find(job, in, &posting);

	if (e != OK)
		return e;
	posting.version = input_int(in, "version", 0);
	take_fields(job, in, &posting);
	e = desk_remark(job, in, "record_index", link_record(job, in,
	    &posting));
	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, posting_save(job, &posting,
		    input_str(in, "reason")));
	if (e == OK && in->remarks > 0)
		return ask_change(job, in, out, &posting);
	if (e == OK)
		response_redirect(job, out, URL("/desk/posts?done=changed"));
	return e;
}

ROUTE(post_remove, .method = "POST", .path = "/desk/posts/{id}/remove",
    .need = "record.edit", .form = remove_form)
(struct job *job, struct input *in, struct response *out)
{
	struct posting	posting;
	enum err	e = find(job, in, &posting);

	if (e != OK)
		return e;
	posting.version = input_int(in, "version", 0);
	if (in->remarks == 0)
		e = desk_remark(job, in, NULL, posting_delete(job, &posting,
		    input_str(in, "remove_reason")));
	if (e == OK && in->remarks > 0)
		return ask_change(job, in, out, &posting);
	if (e == OK)
		response_redirect(job, out, URL("/desk/posts?done=removed"));
	return e;
}
