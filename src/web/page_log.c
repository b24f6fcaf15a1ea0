#include "base/arena.h"
#include "domain/record.h"
#include "domain/record_content.h"
#include "domain/transparency_head.h"
#include "domain/transparency_history.h"
#include "domain/transparency_proof.h"
#include "web/frame.h"
#include "web/input.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_log.h"
#include "woven/page.h"

static const struct route_field	proof_form[] = {
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = "from", .kind = ROUTE_INT },
	{ .name = NULL },
};

static const struct route_field	content_form[] = {
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = NULL },
};

/* --- the log -------------------------------------------------------------- */

/* The newest head; none is no fault. */
static enum err
newest(struct job *job, struct view_log *view)
{
	struct transparency_head	head;
	enum err			e;

	e = transparency_head_newest(job, &view->head);
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e == OK)
		e = transparency_head_read(view->head, &head, job->fault);
	if (e != OK)
		return e;
	view->n = head.n;
	view->at = head.at;
	view->key = head.key;
	return OK;
}

ROUTE(log, .method = "GET", .path = "/log", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_log	view = { .n = 0 };
	enum err	e = newest(job, &view);

	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.log.title"));
	page_log(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(log_head, .method = "GET", .path = "/log/head.txt", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	str		note;
	enum err	e = transparency_head_newest(job, &note);

	(void)in;
	if (e == OK)
		buf_put(response_bytes(job, out, "text/plain; charset=utf-8",
		    S("")), note);
	return e;
}

/* --- a record ------------------------------------------------------------- */

static struct view_tag
now_tag(struct job *job, enum transparency_now now)
{
	static const struct {
		const char	*key;
		enum view_tone	 tone;
	} told[] = {
		[TRANSPARENCY_NOW_SAME] = { "public.witness.same",
		    VIEW_GOOD },
		[TRANSPARENCY_NOW_OTHER] = { "public.witness.other",
		    VIEW_BAD },
		[TRANSPARENCY_NOW_GONE] = { "public.witness.gone", VIEW_BAD },
		[TRANSPARENCY_NOW_ERASED] = { "public.witness.erased",
		    VIEW_WARN },
	};

	return (struct view_tag){ word(job->words, told[now].key),
	    told[now].tone };
}

/* The addresses of a version's files. */
static struct url
file_of(struct job *job, const char *pattern, int64_t record, int64_t version)
{
	return url_with(job->arena, URL_OF(job->arena, pattern,
	    str_int(job->arena, record)), "version",
	    str_int(job->arena, version));
}

static enum err
build_witness(struct job *job, int64_t record, struct view_witness *view)
{
	struct transparency_past	*past;
	enum err			 e;

	e = transparency_history(job, record, &past, &view->n);
	if (e != OK)
		return e;
	view->past = arena_array(job->arena, view->n, sizeof *view->past);
	for (size_t i = 0; i < view->n; i++) {
		struct view_past	*one = &view->past[i];

		*one = (struct view_past){ .version = past[i].version,
		    .at = past[i].at, .since = past[i].since,
		    .action = word(job->words, transparency_leaf_word(
		    past[i].action)),
		    .now = now_tag(job, past[i].now) };
		if (past[i].since == 0 ||
		    past[i].now == TRANSPARENCY_NOW_ERASED)
			continue;
		one->proof = file_of(job, "/info/{}/proof.json", record,
		    past[i].version);
		if (past[i].now != TRANSPARENCY_NOW_GONE)
			one->content = file_of(job, "/info/{}/content.json",
			    record, past[i].version);
	}
	return OK;
}

ROUTE(info_proof, .method = "GET", .path = "/info/{index}/proof", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_witnessed	view = { .witness = { .n = 0 } };
	struct record		record;
	enum err		e;

	e = record_find(job, input_part(in, "index"), &record);
	if (e == OK)
		e = build_witness(job, record.id, &view.witness);
	if (e != OK)
		return e;
	view.title = record.title;
	view.to = URL_OF(job->arena, "/info/{}", str_int(job->arena,
	    record.id));
	view.frame = frame_public(job, in, S("public.witness.title"));
	frame_crumb(job, &view.frame, view.to, record.title);
	page_witness(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(info_proof_json, .method = "GET", .path = "/info/{index}/proof.json",
    .form = proof_form, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct record	record;
	str		proof;
	enum err	e;

	e = record_find(job, input_part(in, "index"), &record);
	if (e == OK)
		e = transparency_proof_make(job, record.id, input_int(in,
		    "version", 0), input_int(in, "from", 0), &proof);
	if (e == OK)
		buf_put(response_bytes(job, out, "application/json",
		    str_printf(job->arena, "proof-%lld.json",
		    (long long)record.id)), proof);
	return e;
}

/* Only what was entered is given out: other versions are none of the
   public's. */
static enum err
is_entered(struct job *job, int64_t record, int64_t version)
{
	struct transparency_past	*past;
	size_t				 n;
	enum err			 e;

	e = transparency_history(job, record, &past, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if (past[i].version == version &&
		    past[i].now != TRANSPARENCY_NOW_ERASED)
			return OK;
	return e == OK ? FAIL(job->fault, ERR_NOT_FOUND,
	    "transparency.none") : e;
}

ROUTE(info_content, .method = "GET", .path = "/info/{index}/content.json",
    .form = content_form, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct record	record;
	int64_t		version;
	str		content;
	enum err	e;

	e = record_find(job, input_part(in, "index"), &record);
	if (e != OK)
		return e;
	version = input_int(in, "version", record.version);
	/* What was corrected or withdrawn is not handed out again. */
	if (version != record.version || !str_is(record.state,
	    RECORD_PUBLISHED))
		return FAIL(job->fault, ERR_NOT_FOUND, "transparency.none");
	e = is_entered(job, record.id, version);
	if (e == OK)
		e = record_content(job, record.id, version, &content);
	if (e == OK)
		buf_put(response_bytes(job, out, "application/json",
		    str_printf(job->arena, "content-%lld-%lld.json",
		    (long long)record.id, (long long)version)), content);
	return e;
}
