#include "base/arena.h"
#include "doc/doc.h"
#include "doc/doc_write.h"
#include "doc/rich.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/record.h"
#include "domain/record_meta.h"
#include "domain/rules.h"
#include "web/also.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "woven/page.h"

/* A record being shown. */
struct showing {
	struct record		 record;
	struct agency		 agency;
	const struct rules	*rules;
};

/* --- what is there -------------------------------------------------------- */

/* The address of a record, by its index number if it has one. */
static struct url
to_record(struct job *job, const struct record *record, const char *pattern)
{
	str	name = record->index.n > 0 ? record->index :
		    str_int(job->arena, record->id);

	return url_fill(job->arena, pattern, &name, 1);
}

static enum err
load(struct job *job, struct input *in, struct showing *showing)
{
	enum err	e;

	e = record_find(job, input_part(in, "index"), &showing->record);
	if (e == OK)
		e = agency_load(job, showing->record.agency,
		    &showing->agency);
	return e == OK ? rules_of(job, &showing->rules) : e;
}

/* --- the page ------------------------------------------------------------- */

/* A line of the text is a paragraph. */
static void
build_lines(struct arena *arena, str body, struct view_info *view)
{
	size_t	n = 1;
	str	line;

	for (size_t i = 0; i < body.n; i++)
		n += body.at[i] == '\n';
	view->line = arena_array(arena, n, sizeof *view->line);
	while (str_cut(&body, '\n', &line)) {
		line = str_trim(line);
		if (line.n > 0)
			view->line[view->lines++].text = line;
	}
}

/* What is kept is safe; what a page shows is made safe all the same. */
static enum err
build_body(struct job *job, const struct record *record,
    struct view_info *view)
{
	const struct rich	*rich;
	enum err		 e;

	if (record->html.n == 0) {
		build_lines(job->arena, record->body, view);
		return OK;
	}
	e = rich_clean(job->arena, record->html, &rich, job->fault);
	if (e == OK)
		view->body.bytes = rich->html;
	return e;
}

/* A choice by its name. */
static str
value_shown(const struct kind_field *field, str value)
{
	for (size_t i = 0; i < field->choices; i++)
		if (str_eq(field->choice[i].key, value))
			return field->choice[i].name;
	return value;
}

static enum err
build_notes(struct job *job, const struct showing *showing,
    struct view_info *view)
{
	const struct kinds	*kinds = showing->rules->kinds;
	struct record_meta	 meta;
	enum err		 e;

	e = record_meta_read(job->arena, showing->record.meta, &meta,
	    job->fault);
	if (e != OK)
		return e;
	view->note = arena_array(job->arena, meta.n + 1, sizeof *view->note);
	for (size_t i = 0; i < kinds->fields; i++) {
		const struct kind_field	*field = &kinds->field[i];
		str			 value = record_meta_get(&meta,
					    field->key);

		if (value.n > 0)
			view->note[view->notes++] = (struct view_note){
			    .name = field->name,
			    .value = value_shown(field, value),
			    .to = field->type == KIND_URL ?
			    url_typed(job->arena, value) : URL(""),
			    .whole = field->type == KIND_LINES };
	}
	return OK;
}

/* "PDF" of "附件.pdf". */
static str
type_of(struct arena *arena, str name)
{
	size_t	at = name.n;
	char	*type;

	while (at > 0 && name.at[at - 1] != '.')
		at--;
	if (at == 0 || name.n - at > 5)
		return S("");
	type = str_c(arena, str_sub(name, at, name.n));
	for (char *c = type; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return str_of(type);
}

static enum err
build_files(struct job *job, const struct record *record,
    struct view_info *view)
{
	struct attachment	*file;
	size_t			 n;
	enum err		 e;

	e = attachment_of(job, S(RECORD_FILE), record->id, &file, &n);
	if (e != OK)
		return e;
	view->file = arena_array(job->arena, n + 1, sizeof *view->file);
	for (size_t i = 0; i < n; i++) {
		if (!record_shows(record, &file[i]))
			continue;
		view->file[view->files++] = (struct view_attached){
		    .to = URL_OF(job->arena, "/file/{}/{}",
		    str_int(job->arena, file[i].id), file[i].name),
		    .name = file[i].name,
		    .type = type_of(job->arena, file[i].name),
		    .size = file[i].size };
	}
	return OK;
}

static const struct {
	const char	*name;
	const char	*key;
} downloads[] = {
	{ "pdf", "public.info.as_pdf" }, { "docx", "public.info.as_docx" },
	{ "txt", "public.info.as_txt" },
};

#define DOWNLOADS	(sizeof downloads / sizeof downloads[0])

static void
build_downloads(struct job *job, const struct record *record,
    struct view_info *view)
{
	view->download = arena_array(job->arena, DOWNLOADS,
	    sizeof *view->download);
	for (size_t i = 0; i < DOWNLOADS; i++)
		view->download[view->downloads++] = (struct view_link){
		    .to = to_record(job, record, arena_printf(job->arena,
		    "/info/{}/%s", downloads[i].name)),
		    .text = word(job->words, downloads[i].key) };
}

static void
build_head(struct job *job, const struct showing *showing,
    struct view_info *view)
{
	const struct record	*record = &showing->record;
	str			 column = catalogue_name(
				    showing->rules->catalogue,
				    record->column);

	view->title = record->title;
	view->index = record->index;
	view->number = record->number;
	view->day = record->day;
	view->kind = kind_name(showing->rules->kinds, record->kind);
	view->validity = item_validity(job, record->validity);
	view->published = record->published;
	view->changed = record->version > 1 ? record->changed : 0;
	view->agency = (struct view_link){ .text = showing->agency.name,
	    .to = URL_OF(job->arena, "/agency/{}", showing->agency.code) };
	view->column = (struct view_link){ .text = column,
	    .to = url_with(job->arena, URL("/catalogue"), "column",
	    record->column) };
	view->proof = to_record(job, record, "/info/{}/proof");
	view->cite = str_printf(job->arena, "%.*s. %.*s%s%.*s[EB/OL]. %.*s. "
	    "%.*s", STRF(showing->agency.name), STRF(record->title),
	    record->number.n > 0 ? ", " : "", STRF(record->number),
	    STRF(day_iso(job->arena, day_of_moment(record->published))),
	    STRF(record->index));
}

static enum err
show(struct job *job, struct input *in, struct response *out,
    const struct showing *showing)
{
	struct view_info	view = { .lines = 0 };
	enum err		e;

	build_head(job, showing, &view);
	build_downloads(job, &showing->record, &view);
	e = build_body(job, &showing->record, &view);
	if (e == OK)
		e = build_notes(job, showing, &view);
	if (e == OK)
		e = build_files(job, &showing->record, &view);
	if (e == OK)
		e = also_published(job, showing->record.id, &view.also,
		    &view.alsos);
	if (e != OK)
		return e;
	view.frame = frame_public(job, in, showing->record.title);
	frame_crumb(job, &view.frame, URL("/catalogue"),
	    S("frame.column.catalogue"));
	if (view.column.text.n > 0)
		frame_crumb(job, &view.frame, view.column.to,
		    view.column.text);
	page_info(response_page(job, in, out, 200), &view);
	return OK;
}

/* What was withdrawn stays known, with its reason (410). */
static enum err
show_gone(struct job *job, struct input *in, struct response *out,
    const struct showing *showing)
{
	const struct record	*record = &showing->record;
	struct view_gone	 view = { .title = record->title,
				    .index = record->index,
				    .number = record->number,
				    .reason = record->reason,
				    .ended = record->ended,
				    .agency = { .text = showing->agency.name,
				    .to = URL_OF(job->arena, "/agency/{}",
				    showing->agency.code) },
				    .proof = to_record(job, record,
				    "/info/{}/proof") };

	view.frame = frame_public(job, in, record->title);
	page_gone(response_page(job, in, out, 410), &view);
	return OK;
}

ROUTE(info, .method = "GET", .path = "/info/{index}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct showing	showing;
	enum err	e = load(job, in, &showing);

	if (e != OK)
		return e;
	/* An address from before it had its number. */
	if (showing.record.index.n > 0 &&
	    !str_eq(input_part(in, "index"), showing.record.index)) {
		response_moved(job, out, to_record(job, &showing.record,
		    "/info/{}"));
		return OK;
	}
	return str_is(showing.record.state, RECORD_WITHDRAWN) ?
	    show_gone(job, in, out, &showing) : show(job, in, out, &showing);
}

/* --- as a document -------------------------------------------------------- */

static enum err
download(struct job *job, struct input *in, struct response *out,
    enum doc_format format, const char *type, const char *ending)
{
	struct showing	 showing;
	struct doc	*doc;
	str		 bytes;
	enum err	 e = load(job, in, &showing);

	if (e == OK && str_is(showing.record.state, RECORD_WITHDRAWN))
		return FAIL(job->fault, ERR_NOT_FOUND, "record.unknown");
	if (e == OK)
		e = rich_draw(job->arena, showing.record.html.n > 0 ?
		    showing.record.html : showing.record.body,
		    showing.record.title, &doc, job->fault);
	if (e == OK)
		e = doc_write(job->arena, doc, format, &bytes, job->fault);
	if (e == OK)
		buf_put(response_bytes(job, out, type, str_printf(job->arena,
		    "%.*s.%s", STRF(showing.record.title), ending)), bytes);
	return e;
}

ROUTE(info_pdf, .method = "GET", .path = "/info/{index}/pdf",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return download(job, in, out, DOC_PDF, "application/pdf", "pdf");
}

ROUTE(info_docx, .method = "GET", .path = "/info/{index}/docx",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return download(job, in, out, DOC_DOCX, "application/vnd."
	    "openxmlformats-officedocument.wordprocessingml.document",
	    "docx");
}

ROUTE(info_txt, .method = "GET", .path = "/info/{index}/txt",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return download(job, in, out, DOC_TEXT, "text/plain; charset=utf-8",
	    "txt");
}

/* --- its files ------------------------------------------------------------ */

/* Of what the public sees of a record, and by the name it has. */
static enum err
find_file(struct job *job, struct input *in, struct attachment *ret)
{
	struct record	record;
	enum err	e;

	e = attachment_load(job, input_part_int(in, "id"), ret);
	if (e == OK && (!str_is(ret->owner_kind, RECORD_FILE) ||
	    !str_eq(ret->name, input_part(in, "name"))))
		return FAIL(job->fault, ERR_NOT_FOUND, "attachment.unknown");
	if (e == OK)
		e = record_load(job, ret->owner, &record);
	if (e == OK && !record_shows(&record, ret))
		return FAIL(job->fault, ERR_NOT_FOUND, "attachment.unknown");
	return e;
}

ROUTE(file, .method = "GET", .path = "/file/{id}/{name}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct attachment	file;
	str			bytes;
	enum err		e = find_file(job, in, &file);

	if (e == OK)
		e = attachment_read(job, &file, &bytes);
	if (e == OK)
		buf_put(response_bytes(job, out, str_c(job->arena, file.type),
		    file.name), bytes);
	return e;
}
