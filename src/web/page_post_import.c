#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "domain/person.h"
#include "office/import.h"
#include "office/spool.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/view_channel.h"
#include "woven/page.h"

#define FILE_BYTES	((size_t)32 << 20)
#define ROWS		200	/* that a preview shows */
#define SHOWN		300u	/* bytes of a value */

static const struct route_field	file_form[] = {
	{ .name = "channel", .required = true },
	{ .name = "file", .kind = ROUTE_FILE, .max = 1 },
	{ .name = NULL },
};

static const struct route_field	apply_form[] = {
	{ .name = "channel", .required = true },
	{ .name = "kept", .required = true },
	{ .name = NULL },
};

/* --- asking for the file -------------------------------------------------- */

/* What a reading job makes a page of. */
struct asking {
	const struct input	*in;
	struct response		*out;
};

static enum err
ask(struct job *job, void *context)
{
	const struct asking	*asking = context;
	const struct input	*in = asking->in;
	struct view_form	 form;
	enum err		 e;

	form = desk_form(job, in, "desk.posts.import",
	    URL("/desk/import-posts"), "desk.posts.preview");
	desk_line(job, &form, "desk.posts.import_line", S(""));
	e = choose_channel(job, desk_field(job, in, &form, "channel",
	    VIEW_SELECT), CHOOSE_ONE);
	(void)desk_field(job, in, &form, "file", VIEW_FILE);
	form.upload = true;
	form.back = URL("/desk/posts");
	return e == OK ? desk_show(job, in, asking->out, &form) : e;
}

ROUTE(post_import, .method = "GET", .path = "/desk/import-posts",
    .need = "record.edit")
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, &(struct asking){ in, out });
}

/* --- the preview ---------------------------------------------------------- */

static enum err
look(struct job *job, const struct input *in, str name, str bytes,
    struct import **ret)
{
	enum err	e = import_read(job, import_kind("posts"), name,
			    bytes, ret);

	if (e != OK)
		return e;
	(*ret)->into = input_str(in, "channel");
	return import_plan(*ret);
}

/* A file that a person brought is for him alone. */
static str
owner_of(struct job *job)
{
	return str_printf(job->arena, "posts %lld",
	    (long long)job->actor->person.id);
}

static enum err
keep(struct job *job, const struct input_file *file, str *ret_secret)
{
	struct spool	*spool;
	enum err	 e = spool_new(job, owner_of(job), &spool,
			    ret_secret);

	if (e != OK)
		return e;
	e = spool_put(job, spool, S("name"), file->name);
	if (e == OK)
		e = spool_put(job, spool, S("file"), file->bytes);
	if (e != OK)
		spool_end(job, spool);
	return e;
}

/* Why a row is wrong: all its notes. */
static str
wrongs(struct job *job, const struct import *import, unsigned line)
{
	struct buf	buf;

	buf_init(&buf, job->arena, (size_t)64 << 10);
	for (size_t i = 0; i < import->notes; i++)
		if (import->note[i].line == line)
			buf_printf(&buf, "%s%.*s%s%.*s", buf.n > 0 ? " " :
			    "", STRF(import->note[i].column),
			    import->note[i].column.n > 0 ? ": " : "",
			    STRF(import->note[i].text));
	return buf_str(&buf);
}

static void
put_rows(struct job *job, const struct import *import,
    struct view_post_import *view)
{
	static const char *const	key[IMPORT__VERDICTS] = {
					    "import.new", "import.changed",
					    "import.unchanged",
					    "import.wrong" };
	size_t				n[IMPORT__VERDICTS] = { 0 };

	view->row = arena_array(job->arena, ROWS, sizeof *view->row);
	for (size_t i = 0; i < import->n; i++) {
		const struct import_row	*row = &import->row[i];
		bool			 wrong = row->verdict == IMPORT_WRONG;

		n[row->verdict]++;
		if (row->verdict == IMPORT_UNCHANGED || view->rows == ROWS ||
		    (import->wrong > 0 && !wrong))
			continue;
		view->row[view->rows++] = (struct view_post_import_row){
		    .line = row->line, .wrong = wrong,
		    .verdict = word(job->words, key[row->verdict]),
		    .about = utf8_head(row->about, SHOWN),
		    .change = utf8_head(wrong ? wrongs(job, import,
		    row->line) : import_change_line(import, row), SHOWN) };
	}
	view->sum = WORD(job->arena, job->words, "import.sum",
	    str_int(job->arena, (int64_t)n[IMPORT_NEW]),
	    str_int(job->arena, (int64_t)n[IMPORT_CHANGED]),
	    str_int(job->arena, (int64_t)n[IMPORT_UNCHANGED]),
	    str_int(job->arena, (int64_t)n[IMPORT_WRONG]));
}

/* What a preview is made of. */
struct preview {
	struct asking		 asking;
	const struct import	*import;
	str			 kept;	/* the file, as a spool */
};

static enum err
show(struct job *job, void *context)
{
	const struct preview	*preview = context;
	const struct import	*import = preview->import;
	struct view_post_import	 view = { .good = import->wrong == 0 };
	struct buf		 buf;

	view.form = desk_form(job, preview->asking.in, "desk.posts.preview",
	    URL("/desk/import-posts/apply"), "desk.posts.import");
	desk_keep(&view.form, S("channel"), import->into);
	desk_keep(&view.form, S("kept"), preview->kept);
	view.form.back = URL("/desk/import-posts");
	buf_init(&buf, job->arena, (size_t)8 << 10);
	for (size_t i = 0; i < import->ignoreds; i++)
		buf_printf(&buf, "%s%.*s", buf.n > 0 ? "、" : "",
		    STRF(import->ignored[i]));
	view.ignored = buf_str(&buf);
	put_rows(job, import, &view);
	page_post_import(response_page(job, preview->asking.in,
	    preview->asking.out, 200), &view);
	return OK;
}

ROUTE(post_import_look, .method = "POST", .path = "/desk/import-posts",
    .need = "record.edit", .form = file_form, .mode = ROUTE_BARE,
    .body = FILE_BYTES, .costly = true)
(struct job *job, struct input *in, struct response *out)
{
	struct preview		 preview = { .asking = { in, out } };
	const struct input_file	*file;
	struct import		*import = NULL;
	size_t			 n;
	enum err		 e = OK;

	file = input_files(in, "file", &n);
	if (n == 0 && in->remarks == 0)
		input_remark(job, in, "file", "public.check.no_file");
	if (in->remarks == 0)
		e = desk_remark(job, in, "file", look(job, in, file[0].name,
		    file[0].bytes, &import));
	if (e == OK && in->remarks > 0)
		return job_read(job, ask, &preview.asking);
	if (e == OK)
		e = keep(job, &file[0], &preview.kept);
	if (e != OK)
		return e;
	preview.import = import;
	return job_read(job, show, &preview);
}

/* --- applying ------------------------------------------------------------- */

/* The file that was kept, planned anew. */
static enum err
open_kept(struct job *job, const struct input *in, struct spool **ret_spool,
    struct import **ret)
{
	str		name, bytes;
	enum err	e = spool_open(job, owner_of(job), input_str(in,
			    "kept"), ret_spool);

	if (e == OK)
		e = spool_get(job, *ret_spool, S("name"), &name);
	if (e == OK)
		e = spool_get(job, *ret_spool, S("file"), &bytes);
	return e == OK ? look(job, in, name, bytes, ret) : e;
}

ROUTE(post_import_do, .method = "POST", .path = "/desk/import-posts/apply",
    .need = "record.edit", .form = apply_form, .mode = ROUTE_BARE,
    .costly = true)
(struct job *job, struct input *in, struct response *out)
{
	struct preview	preview = { .asking = { in, out },
			    .kept = input_str(in, "kept") };
	struct import	*import = NULL;
	struct spool	*spool = NULL;
	size_t		from;
	enum err	e = OK;

	if (in->remarks == 0)
		e = desk_remark(job, in, NULL, open_kept(job, in, &spool,
		    &import));
	if (e == OK && in->remarks > 0)
		return job_read(job, ask, &preview.asking);
	if (e != OK || import == NULL)
		return e;
	preview.import = import;
	if (import->wrong > 0)
		return job_read(job, show, &preview);
	e = desk_remark(job, in, NULL, import_apply(import, &from));
	if (e == OK && in->remarks > 0)
		return job_read(job, ask, &preview.asking);
	if (e != OK)
		return e;
	spool_end(job, spool);
	response_redirect(job, out, URL("/desk/posts?done=imported"));
	return OK;
}
