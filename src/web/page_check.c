#include "base/arena.h"
#include "office/examine.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_public.h"
#include "woven/page.h"

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
	page_check(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(check, .method = "GET", .path = "/check", .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return show_form(job, in, out);
}

/* What came of a report, in a word and a sentence. */
static struct view_notice
notice_of(struct job *job, const struct examined *done)
{
	struct arena	*arena = job->arena;
	const char	*key = done->errors > 0 ? "public.check.errors" :
			    done->warnings + done->notes > 0 ?
			    "public.check.warnings" : "public.check.clean";

	if (done->wrong.n > 0)
		return (struct view_notice){ VIEW_BAD, word(job->words,
		    "public.check.unread"), done->wrong };
	return (struct view_notice){
		.tone = done->errors > 0 ? VIEW_BAD :
		    done->warnings > 0 ? VIEW_WARN : VIEW_GOOD,
		.title = word(job->words, key),
		.text = WORD(arena, job->words, done->drawn.n > 0 ?
		    "public.check.counts" : "public.check.not_drawn",
		    str_int(arena, (int64_t)done->errors),
		    str_int(arena, (int64_t)done->warnings),
		    str_int(arena, (int64_t)done->notes)) };
}

static void
build(struct job *job, const struct examined *done, size_t n,
    struct view_check *view)
{
	view->reports = n;
	view->report = arena_array(job->arena, n, sizeof *view->report);
	for (size_t i = 0; i < n; i++)
		view->report[i] = (struct view_checked){
		    .name = done[i].name, .notice = notice_of(job, &done[i]),
		    .id = str_printf(job->arena, "report-%zu", i + 1),
		    .drawn = { done[i].drawn } };
}

ROUTE(check_reports, .method = "POST", .path = "/check", .form = form,
    .mode = ROUTE_READS, .body = EXAMINE_BYTES, .costly = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	const struct input_file	*file;
	struct examine_file	*given;
	struct examined		*done;
	struct view_check	 view = { .reports = 0 };
	size_t			 n, files;

	file = input_files(in, "report", &files);
	given = arena_array(job->arena, files, sizeof *given);
	for (size_t i = 0; i < files; i++)
		given[i] = (struct examine_file){ file[i].name,
		    file[i].bytes };
	if (files == 0 && in->remarks == 0)
		input_remark(job, in, "report", "public.check.no_file");
	if (in->remarks == 0 && examine(job, given, files, &done, &n) != OK)
		input_remark_fault(job, in, "report");
	if (in->remarks > 0)
		return show_form(job, in, out);
	view.frame = frame_public(job, in, S("public.check.result"));
	frame_crumb(job, &view.frame, URL("/check"), S("public.check.title"));
	build(job, done, n, &view);
	page_checked(response_page(job, in, out, 200), &view);
	return OK;
}
