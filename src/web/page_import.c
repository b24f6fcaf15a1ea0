#include "base/arena.h"
#include "base/buf.h"
#include "domain/person.h"
#include "office/import.h"
#include "office/spool.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "woven/page.h"

#define FILE_BYTES	((size_t)16 << 20)
#define SHOWN		500	/* rows, and faults, on a page */
#define KIND		"agencies"

static const struct route_field	form[] = {
	{ .name = "table", .kind = ROUTE_FILE, .max = 1 },
	{ .name = NULL }
};

/* What is being previewed, or was brought in. */
struct preview {
	struct input		*in;
	struct response		*out;
	struct spool		*spool;
	struct import		*import;	/* NULL: it was brought in */
	str			 done;		/* then what came of it */
};

/* A table that a person brought is for him alone. */
static str
owner_of(struct job *job)
{
	return str_printf(job->arena, "import %lld",
	    (long long)job->actor->person.id);
}

static struct url
import_url(struct job *job, const struct input *in)
{
	return URL_OF(job->arena, "/desk/agencies/import/{}",
	    input_part(in, "token"));
}

static struct view_frame
frame_of(struct job *job, const struct input *in)
{
	struct view_frame	frame = frame_desk(job, in,
				    S("desk.import.title"));

	frame_crumb(job, &frame, URL("/desk/agencies"), word(job->words,
	    "desk.agencies.title"));
	return frame;
}

/* --- the upload ----------------------------------------------------------- */

static enum err
show_form(struct job *job, struct input *in, struct response *out)
{
	struct view_import	view = { .frame = frame_of(job, in),
				    .remarks = frame_remarks(job, in),
				    .file = frame_field(job, in, "table",
				    VIEW_FILE) };

	view.file.required = true;
	page_office_import(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(import, .method = "GET", .path = "/desk/agencies/import",
    .need = "agency.change")
(struct job *job, struct input *in, struct response *out)
{
	return show_form(job, in, out);
}

/* Read it, so that what is no table is told at once, and keep it. */
static enum err
keep(struct job *job, const struct input_file *file, str *ret_secret)
{
	struct import	*import;
	struct spool	*spool;
	enum err	 e;

	e = import_read(job, import_kind(KIND), file->name, file->bytes,
	    &import);
	if (e == OK)
		e = spool_new(job, owner_of(job), &spool, ret_secret);
	if (e != OK)
		return e;
	e = spool_put(job, spool, S("name"), file->name);
	if (e == OK)
		e = spool_put(job, spool, S("file"), file->bytes);
	if (e != OK)
		spool_end(job, spool);
	return e;
}

ROUTE(import_upload, .method = "POST", .path = "/desk/agencies/import",
    .form = form, .mode = ROUTE_READS, .body = FILE_BYTES,
    .need = "agency.change")
(struct job *job, struct input *in, struct response *out)
{
	const struct input_file	*file;
	str			 secret;
	size_t			 n;

	file = input_files(in, "table", &n);
	if (n == 0 && in->remarks == 0)
		input_remark(job, in, "table", "desk.import.no_file");
	if (in->remarks == 0 && keep(job, file, &secret) != OK)
		input_remark_fault(job, in, "table");
	if (in->remarks > 0)
		return show_form(job, in, out);
	response_redirect(job, out, URL_OF(job->arena,
	    "/desk/agencies/import/{}", secret));
	return OK;
}

/* --- the preview ---------------------------------------------------------- */

/* The table that was kept, planned anew; or what came of it. */
static enum err
open_kept(struct job *job, struct preview *preview)
{
	str		bytes, name;
	enum err	e;

	e = spool_open(job, owner_of(job), input_part(preview->in, "token"),
	    &preview->spool);
	if (e == OK && spool_has(job, preview->spool, S("done")))
		return spool_get(job, preview->spool, S("done"),
		    &preview->done);
	if (e == OK)
		e = spool_get(job, preview->spool, S("name"), &name);
	if (e == OK)
		e = spool_get(job, preview->spool, S("file"), &bytes);
	if (e == OK)
		e = import_read(job, import_kind(KIND), name, bytes,
		    &preview->import);
	return e == OK ? import_plan(preview->import) : e;
}

/* How many rows there are of each kind, as a sentence. */
static str
sum_of(struct job *job, const struct import *import)
{
	int64_t	n[IMPORT__VERDICTS] = { 0 };

	for (size_t i = 0; i < import->n; i++)
		n[import->row[i].verdict]++;
	return WORD(job->arena, job->words, "import.sum",
	    str_int(job->arena, n[IMPORT_NEW]),
	    str_int(job->arena, n[IMPORT_CHANGED]),
	    str_int(job->arena, n[IMPORT_UNCHANGED]),
	    str_int(job->arena, n[IMPORT_WRONG]));
}

/* Rows that would do something. */
static void
put_rows(struct job *job, const struct import *import,
    struct view_import *view)
{
	view->row = arena_array(job->arena, SHOWN, sizeof *view->row);
	for (size_t i = 0; i < import->n; i++) {
		const struct import_row	*row = &import->row[i];
		struct view_import_row	*one = &view->row[view->rows];

		if (row->verdict != IMPORT_NEW &&
		    row->verdict != IMPORT_CHANGED)
			continue;
		if (view->rows == SHOWN) {
			view->more++;
			continue;
		}
		view->rows++;
		one->line = row->line;
		one->about = row->about;
		one->code = row->field[0];
		one->verdict = (struct view_tag){ word(job->words,
		    row->verdict == IMPORT_NEW ? "import.new" :
		    "import.changed"), row->verdict == IMPORT_NEW ?
		    VIEW_GOOD : VIEW_WARN };
		one->changes = row->changes;
		one->change = arena_array(job->arena, row->changes,
		    sizeof *one->change);
		for (size_t k = 0; k < row->changes; k++)
			one->change[k] = (struct view_import_change){
			    row->change[k].column, row->change[k].old,
			    row->change[k].text };
	}
}

static void
put_notes(struct job *job, const struct import *import,
    struct view_import *view)
{
	view->wrongs = import->notes < SHOWN ? import->notes : SHOWN;
	view->wrong = arena_array(job->arena, view->wrongs,
	    sizeof *view->wrong);
	for (size_t i = 0; i < view->wrongs; i++)
		view->wrong[i] = (struct view_import_wrong){
		    import->note[i].line, import->note[i].column,
		    import->note[i].text };
	view->wrongs_cut = import->notes > SHOWN;
	view->ignored = import->ignored;
	view->ignoreds = import->ignoreds;
}

static struct view_notice
notice_of(struct job *job, const struct preview *preview)
{
	const struct import	*import = preview->import;

	if (import == NULL)
		return (struct view_notice){ VIEW_GOOD, word(job->words,
		    "desk.import.done"), preview->done };
	if (import->wrong > 0)
		return (struct view_notice){ VIEW_BAD, sum_of(job, import),
		    word(job->words, "import.stopped") };
	return (struct view_notice){ VIEW_PLAIN, sum_of(job, import),
	    word(job->words, "import.preview") };
}

static enum err
show_preview(struct job *job, void *context)
{
	const struct preview	*preview = context;
	const struct import	*import = preview->import;
	struct view_import	 view = { .frame = frame_of(job,
				    preview->in), .remarks = frame_remarks(
				    job, preview->in), .notice = notice_of(
				    job, preview) };

	if (import != NULL) {
		view.file_name = import->file;
		put_rows(job, import, &view);
		put_notes(job, import, &view);
		if (import->wrong == 0 && view.rows > 0)
			view.action = import_url(job, preview->in);
	}
	page_office_preview(response_page(job, preview->in, preview->out,
	    200), &view);
	return OK;
}

ROUTE(import_preview, .method = "GET",
    .path = "/desk/agencies/import/{token}", .mode = ROUTE_BARE,
    .need = "agency.change")
(struct job *job, struct input *in, struct response *out)
{
	struct preview	preview = { .in = in, .out = out };
	enum err	e = open_kept(job, &preview);

	return e == OK ? job_read(job, show_preview, &preview) : e;
}

/* --- bringing it in ------------------------------------------------------- */

/* Apply it and keep what came of it in the file's stead. */
static enum err
bring(struct job *job, struct preview *preview)
{
	str		sum = sum_of(job, preview->import);
	size_t		from;
	enum err	e = import_apply(preview->import, &from);

	if (e == OK)
		e = spool_put(job, preview->spool, S("done"), sum);
	if (e == OK)
		spool_drop(job, preview->spool, S("file"));
	return e;
}

ROUTE(import_do, .method = "POST", .path = "/desk/agencies/import/{token}",
    .mode = ROUTE_BARE, .need = "agency.change")
(struct job *job, struct input *in, struct response *out)
{
	struct preview	preview = { .in = in, .out = out };
	enum err	e = open_kept(job, &preview);

	if (e == OK && preview.import != NULL && preview.import->wrong == 0)
		e = desk_remark(job, in, NULL, bring(job, &preview));
	if (e == OK && in->remarks > 0)
		e = open_kept(job, &preview);
	if (e == OK && in->remarks > 0)
		return job_read(job, show_preview, &preview);
	if (e == OK)
		response_redirect(job, out, import_url(job, in));
	return e;
}
