#include "base/arena.h"
#include "office/examine.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_public.h"
#include "woven/page.h"

#define STEP	1000	/* milliseconds of checking before a page is shown */

static const struct route_field	form[] = {
	{ .name = "report", .kind = ROUTE_FILE, .max = EXAMINE_FILES },
	{ .name = NULL }
};

static enum err
show_form(struct job *job, struct input *in, struct response *out)
{
	struct view_check	view = { .reports = 0 };

	view.frame = frame_public(job, in, S("public.check.title"));
	view.remarks = frame_remarks(job, in);
	view.file = frame_field(job, in, "report", VIEW_FILE);
	view.file.required = true;
	view.file.several = true;
	page_check(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(check, .method = "GET", .path = "/check", .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_form(job, in, out);
}

ROUTE(check_reports, .method = "POST", .path = "/check", .form = form,
    .mode = ROUTE_READS, .body = EXAMINE_BYTES, .costly = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	const struct input_file	*file;
	struct examine_file	*given;
	str			 secret;
	size_t			 files;

	file = input_files(in, "report", &files);
	given = arena_array(job->arena, files, sizeof *given);
	for (size_t i = 0; i < files; i++)
		given[i] = (struct examine_file){ file[i].name,
		    file[i].bytes };
	if (files == 0 && in->remarks == 0)
		input_remark(job, in, "report", "public.check.no_file");
	if (in->remarks == 0 && examine_begin(job, given, files,
	    &secret) != OK)
		input_remark_fault(job, in, "report");
	if (in->remarks > 0)
		return show_form(job, in, out);
	response_redirect(job, out, URL_OF(job->arena, "/check/{}", secret));
	return OK;
}

/* --- what came of it ------------------------------------------------------ */

/* In a word, with its tone. */
static struct view_tag
tag_of(struct job *job, const struct examined *file)
{
	if (file->state == EXAMINE_UNREAD)
		return (struct view_tag){ word(job->words,
		    "public.check.unread"), VIEW_BAD };
	if (file->errors > 0)
		return (struct view_tag){ word(job->words,
		    "public.check.errors"), VIEW_BAD };
	if (file->warnings + file->notes > 0)
		return (struct view_tag){ word(job->words,
		    "public.check.warnings"), VIEW_WARN };
	return (struct view_tag){ word(job->words, "public.check.clean"),
	    VIEW_GOOD };
}

static struct view_notice
notice_of(struct job *job, const struct examined *file)
{
	struct arena	*arena = job->arena;
	struct view_tag	 tag = tag_of(job, file);

	return (struct view_notice){ .tone = tag.tone, .title = tag.word,
	    .text = file->state == EXAMINE_UNREAD ? file->wrong : WORD(arena,
	    job->words, "public.check.counts", str_int(arena, file->errors),
	    str_int(arena, file->warnings), str_int(arena, file->notes)) };
}

static void
put_report(struct job *job, const struct examined *file, str secret,
    size_t at, struct view_checked *view)
{
	struct arena	*arena = job->arena;

	view->link = (struct view_link){ .text = file->name, .count = -1,
	    .to = URL_OF(arena, "/check/{}/{}", secret, str_printf(arena,
	    "%zu", at + 1)) };
	view->tag = tag_of(job, file);
	view->wrong = file->wrong;
	view->agency = file->agency;
	view->year = file->year > 0 ? str_int(arena, file->year) : S("");
	view->errors = file->errors;
	view->warnings = file->warnings;
	view->notes = file->notes;
}

/* What is the same on all pages of an upload. */
static void
build(struct job *job, const struct input *in, const char *title,
    const struct examination *examination, struct view_check *view)
{
	str	secret = input_part(in, "token");

	view->frame = frame_public(job, in, str_of(title));
	frame_crumb(job, &view->frame, URL("/check"), S("public.check.title"));
	view->here = URL_OF(job->arena, "/check/{}", secret);
	view->json = URL_OF(job->arena, "/check/{}/json", secret);
	view->html = URL_OF(job->arena, "/check/{}/html", secret);
	view->end = URL_OF(job->arena, "/check/{}/remove", secret);
	view->done = (int64_t)examination->done;
	view->all = (int64_t)examination->n;
	view->passed = (int64_t)(examination->done - examination->reports);
	view->report = arena_array(job->arena, examination->reports,
	    sizeof *view->report);
	for (size_t i = 0; i < examination->done; i++)
		if (examination->file[i].state != EXAMINE_PASSED)
			put_report(job, &examination->file[i], secret, i,
			    &view->report[view->reports++]);
}

/* The report at a place, marked. */
static enum err
put_drawn(struct job *job, const struct examination *examination, size_t at,
    struct view_check *view)
{
	view->notice = notice_of(job, &examination->file[at]);
	view->name = examination->file[at].name;
	frame_drawn(job, &view->frame);
	return examination->file[at].state == EXAMINE_UNREAD ? OK :
	    examine_drawn(examination, at, &view->drawn.bytes);
}

/* The first that is a report. */
static size_t
first(const struct examination *examination)
{
	size_t	at = 0;

	while (examination->file[at].state == EXAMINE_PASSED)
		at++;
	return at;
}

/* It checks on, and comes again by itself until all is done. */
static enum err
show_progress(struct job *job, const struct input *in, struct response *out,
    const struct examination *examination)
{
	struct view_check	view = { .reports = 0 };

	build(job, in, "public.check.going", examination, &view);
	view.now = examination->file[examination->done].name;
	page_checking(response_page(job, in, out, 200), &view);
	http_reply_header(&out->reply, S("Refresh"), S("1"));
	return OK;
}

ROUTE(check_result, .method = "GET", .path = "/check/{token}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_check	view = { .reports = 0 };
	struct examination	examination;
	enum err		e;

	e = examine_open(job, input_part(in, "token"), &examination);
	if (e == OK)
		e = examine_step(&examination, STEP);
	if (e == OK && examination.done < examination.n)
		return show_progress(job, in, out, &examination);
	if (e != OK)
		return e;
	build(job, in, "public.check.result", &examination, &view);
	if (view.reports == 1)
		e = put_drawn(job, &examination, first(&examination), &view);
	if (e == OK)
		page_checked(response_page(job, in, out, 200), &view);
	return e;
}

/* The report that the path names by its place, from 1. */
static enum err
place_of(struct job *job, const struct input *in,
    const struct examination *examination, size_t *ret)
{
	for (size_t i = 0; i < examination->done; i++)
		if (examination->file[i].state != EXAMINE_PASSED &&
		    str_eq(input_part(in, "id"), str_int(job->arena,
		    (int64_t)i + 1))) {
			*ret = i;
			return OK;
		}
	return FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
}

ROUTE(check_report, .method = "GET", .path = "/check/{token}/{id}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_check	view = { .reports = 0 };
	struct examination	examination;
	size_t			at;
	enum err		e;

	e = examine_open(job, input_part(in, "token"), &examination);
	if (e == OK)
		e = place_of(job, in, &examination, &at);
	if (e != OK)
		return e;
	build(job, in, "public.check.result", &examination, &view);
	frame_crumb(job, &view.frame, view.here, S("public.check.result"));
	e = put_drawn(job, &examination, at, &view);
	if (e == OK)
		page_checked_report(response_page(job, in, out, 200), &view);
	return e;
}

/* --- to take away --------------------------------------------------------- */

ROUTE(check_json, .method = "GET", .path = "/check/{token}/json",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct examination	examination;
	enum err		e;

	e = examine_open(job, input_part(in, "token"), &examination);
	return e == OK ? examine_json(&examination, response_bytes(job, out,
	    "application/json", word(job->words, "public.check.json_name"))) :
	    e;
}

ROUTE(check_html, .method = "GET", .path = "/check/{token}/html",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct examination	examination;
	enum err		e;

	e = examine_open(job, input_part(in, "token"), &examination);
	return e == OK ? examine_html(&examination, response_bytes(job, out,
	    "text/html; charset=utf-8", word(job->words,
	    "public.check.html_name"))) : e;
}

ROUTE(check_remove, .method = "POST", .path = "/check/{token}/remove",
    .mode = ROUTE_READS, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct examination	examination;
	enum err		e;

	e = examine_open(job, input_part(in, "token"), &examination);
	if (e != OK)
		return e;
	examine_end(&examination);
	response_redirect(job, out, URL("/check"));
	return OK;
}
