#include "base/arena.h"
#include "base/buf.h"
#include "domain/attachment.h"
#include "domain/person.h"
#include "web/desk.h"
#include "web/editor_show.h"
#include "web/route.h"

#define FILES		20	/* at once */
#define FILES_BYTES	((size_t)64 << 20)

static const struct route_field	add_form[] = {
	{ .name = "upload", .kind = ROUTE_FILE, .max = FILES,
	    .required = true },
	{ .name = NULL },
};

/* Files on their way to a record. */
struct adding {
	struct input		*in;
	struct response		*out;
	struct editor		 editor;
	struct attachment	 file[FILES];
	size_t			 files;
};

/* The record of the path, whose files the actor may change now. */
static enum err
open_to_write(struct job *job, struct input *in, struct editor *ret)
{
	enum err	e = editor_open(job, in, ret);

	if (e == OK && !person_may(job, S("record.edit"), ret->agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e == OK && !editor_may_write(ret))
		e = FAIL(job->fault, ERR_CONFLICT, "desk.record.not_now");
	return e;
}

static void
go_back(struct job *job, const struct editor *editor, struct response *out)
{
	response_redirect(job, out, url_with(job->arena, editor_url(editor,
	    NULL), "done", S("files")));
}

/* --- adding --------------------------------------------------------------- */

/* The bytes are kept before the transaction. */
static enum err
keep_all(struct job *job, struct adding *adding)
{
	const struct input_file	*file;
	size_t			 n;
	enum err		 e = OK;

	file = input_files(adding->in, "upload", &n);
	for (size_t i = 0; e == OK && i < n && i < FILES; i++) {
		adding->file[i] = (struct attachment){ .name = file[i].name,
		    .owner_kind = S(RECORD_FILE),
		    .type = S("application/octet-stream") };
		e = attachment_keep(job, &adding->file[i], file[i].bytes);
		adding->files = i + 1;
	}
	return e;
}

static enum err
add(struct job *job, void *context)
{
	struct adding	*adding = context;
	struct editor	*editor = &adding->editor;
	enum err	 e = open_to_write(job, adding->in, editor);

	for (size_t i = 0; e == OK && i < adding->files; i++) {
		adding->file[i].agency = editor->agency.id;
		adding->file[i].owner = editor->dossier->thing.id;
		e = attachment_add(job, &adding->file[i], S(""));
	}
	return e;
}

static enum err
show(struct job *job, void *context)
{
	struct adding	*adding = context;

	return editor_show(job, adding->in, adding->out);
}

ROUTE(record_files, .method = "POST", .path = "/desk/record/{id}/files",
    .need = "record.edit", .form = add_form, .mode = ROUTE_BARE,
    .body = FILES_BYTES)
(struct job *job, struct input *in, struct response *out)
{
	struct adding	*adding = arena_alloc(job->arena, sizeof *adding);
	enum err	 e = OK;

	adding->in = in;
	adding->out = out;
	if (in->remarks == 0)
		e = desk_remark(job, in, "upload", keep_all(job, adding));
	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, job_write(job, add, adding));
	if (e == OK && in->remarks > 0)
		return job_read(job, show, adding);
	if (e == OK)
		go_back(job, &adding->editor, out);
	return e;
}

/* --- one ------------------------------------------------------------------ */

/* The file of the path, which is one of the record's. */
static enum err
find_file(struct job *job, const struct input *in,
    const struct editor *editor, struct attachment *ret)
{
	enum err	e = attachment_load(job, input_part_int(in, "file"),
			    ret);

	if (e == OK && (ret->owner != editor->dossier->thing.id ||
	    !str_is(ret->owner_kind, RECORD_FILE)))
		e = FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	return e;
}

ROUTE(record_file, .method = "GET", .path = "/desk/record/{id}/file/{file}",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	struct attachment	file;
	struct editor		editor;
	str			bytes;
	enum err		e = editor_open(job, in, &editor);

	if (e == OK)
		e = find_file(job, in, &editor, &file);
	if (e == OK)
		e = attachment_read(job, &file, &bytes);
	if (e == OK)
		buf_put(response_bytes(job, out, str_c(job->arena,
		    file.type), file.name), bytes);
	return e;
}

ROUTE(record_file_remove, .method = "POST",
    .path = "/desk/record/{id}/file/{file}/remove", .need = "record.edit")
(struct job *job, struct input *in, struct response *out)
{
	struct attachment	file;
	struct editor		editor;
	enum err		e = open_to_write(job, in, &editor);

	if (e == OK)
		e = find_file(job, in, &editor, &file);
	if (e == OK)
		e = attachment_delete(job, &file, S(""));
	if (e == OK)
		go_back(job, &editor, out);
	return e;
}
