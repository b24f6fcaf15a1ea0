#include "base/arena.h"
#include "base/diff.h"
#include "web/desk.h"
#include "web/editor.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/route.h"
#include "web/view_record.h"
#include "woven/page.h"

#define FIELDS	16	/* of a record that are compared */

static const struct route_field	form[] = {
	{ .name = "old", .kind = ROUTE_INT },
	{ .name = "new", .kind = ROUTE_INT },
	{ .name = NULL },
};

/* --- which two ------------------------------------------------------------ */

static void
put_choice(struct job *job, const struct view_versions *view,
    struct view_field *field, int64_t chosen)
{
	field->choice = arena_array(job->arena, view->versions,
	    sizeof *field->choice);
	field->required = true;
	for (size_t i = 0; i < view->versions; i++) {
		const struct view_version	*one = &view->version[i];

		field->choice[field->choices++] = (struct view_choice){
		    str_int(job->arena, one->version), WORD(job->arena,
		    job->words, "desk.record.version", str_int(job->arena,
		    one->version), day_minute(job->arena, one->at)),
		    one->version == chosen };
	}
}

static enum err
put_versions(struct job *job, const struct record *record,
    struct view_versions *view)
{
	struct record_version	*version = NULL;
	enum err		 e;

	e = record_versions(job, record, &version, &view->versions);
	if (e != OK)
		return e;
	view->version = arena_array(job->arena, view->versions,
	    sizeof *view->version);
	for (size_t i = 0; i < view->versions; i++)
		view->version[i] = (struct view_version){ version[i].version,
		    version[i].at, version[i].title };
	return OK;
}

/* --- what differs --------------------------------------------------------- */

static void
put_diff(struct job *job, struct view_versions *view, str name, str old,
    str new)
{
	struct view_diff	*one = &view->diff[view->diffs];
	const struct diff	*found;

	if (str_eq(old, new))
		return;
	view->diffs++;
	found = diff(job->arena, old, new);
	one->name = name;
	one->pieces = found->n;
	one->piece = arena_array(job->arena, found->n, sizeof *one->piece);
	for (size_t i = 0; i < found->n; i++)
		one->piece[i] = (struct view_diff_piece){
		    found->piece[i].text, found->piece[i].is == DIFF_GONE,
		    found->piece[i].is == DIFF_COME };
}

static void
put_diffs(const struct editor *editor, struct view_versions *view,
    const struct record *old, const struct record *new)
{
	struct job	*job = editor->job;

	view->diff = arena_array(job->arena, FIELDS, sizeof *view->diff);
	put_diff(job, view, editor_label(job, "title"), old->title,
	    new->title);
	put_diff(job, view, editor_label(job, "number"), old->number,
	    new->number);
	put_diff(job, view, editor_label(job, "dated"), day_text(job->arena,
	    old->day), day_text(job->arena, new->day));
	put_diff(job, view, editor_label(job, "kind"),
	    kind_name(editor->rules->kinds, old->kind),
	    kind_name(editor->rules->kinds, new->kind));
	put_diff(job, view, editor_label(job, "column"),
	    catalogue_name(editor->rules->catalogue, old->column),
	    catalogue_name(editor->rules->catalogue, new->column));
	put_diff(job, view, editor_label(job, "validity"),
	    item_validity(job, old->validity).word, item_validity(job,
	    new->validity).word);
	put_diff(job, view, editor_label(job, "html"), old->body, new->body);
}

ROUTE(record_versions, .method = "GET", .path = "/desk/record/{id}/versions",
    .need = ROUTE_SIGNED_IN, .form = form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_versions	view = { .versions = 0 };
	struct editor		editor;
	struct record		record, old, new;
	int64_t			from, to;
	enum err		e = editor_open(job, in, &editor);

	if (e == OK)
		e = record_load(job, editor.dossier->thing.id, &record);
	if (e == OK)
		e = put_versions(job, &record, &view);
	if (e != OK)
		return e;
	to = input_int(in, "new", view.version[0].version);
	from = input_int(in, "old", to > 1 ? to - 1 : to);
	e = record_version(job, &record, from, &old);
	if (e == OK)
		e = record_version(job, &record, to, &new);
	if (e != OK)
		return e;
	put_diffs(&editor, &view, &old, &new);
	view.frame = frame_desk(job, in, S("desk.record.versions"));
	frame_crumb(job, &view.frame, editor_url(&editor, NULL),
	    editor.shown.title);
	view.remarks = frame_remarks(job, in);
	view.action = editor_url(&editor, "versions");
	view.from = frame_field(job, in, "old", VIEW_SELECT);
	view.from.label = word(job->words, "desk.record.older");
	view.to = frame_field(job, in, "new", VIEW_SELECT);
	view.to.label = word(job->words, "desk.record.newer");
	put_choice(job, &view, &view.from, from);
	put_choice(job, &view, &view.to, to);
	page_record_versions(response_page(job, in, out, 200), &view);
	return OK;
}
