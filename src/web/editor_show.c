#include "web/editor_show.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/thing.h"
#include "woven/page.h"

#define FACTS		(RECORD_META_FIELDS + 20)
#define VALUE_BYTES	2000u	/* of a field that are shown */

/* --- what is noted of it -------------------------------------------------- */

static void
put_fact(const struct editor *editor, struct view_dossier *view,
    const char *name, str value)
{
	if (value.n > 0)
		view->fact[view->facts++] = (struct view_fact){
		    editor_label(editor->job, name), utf8_head(value,
		    VALUE_BYTES) };
}

static str
mode_word(struct job *job, str mode)
{
	return word(job->words, arena_printf(job->arena,
	    "desk.record.mode.%.*s", STRF(mode)));
}

static str
ground_name(const struct editor *editor)
{
	const struct ground	*ground = ground_find(
				    editor->rules->grounds,
				    editor->dossier->ground);

	return ground == NULL ? S("") : str_printf(editor->job->arena,
	    "%.*s (%.*s)", STRF(ground->name), STRF(ground->article));
}

/* The value of a note as people read it. */
static str
note_value(const struct kind_field *field, str value)
{
	for (size_t i = 0; i < field->choices; i++)
		if (str_eq(field->choice[i].key, value))
			return field->choice[i].name;
	return value;
}

static enum err
put_notes(const struct editor *editor, struct view_dossier *view)
{
	const struct kinds	*kinds = editor->rules->kinds;
	struct record_meta	 meta;
	enum err		 e;

	e = record_meta_read(editor->job->arena, editor->shown.meta, &meta,
	    editor->job->fault);
	for (size_t i = 0; e == OK && i < kinds->fields; i++) {
		str	value = record_meta_get(&meta, kinds->field[i].key);

		if (value.n > 0)
			view->fact[view->facts++] = (struct view_fact){
			    kinds->field[i].name, utf8_head(note_value(
			    &kinds->field[i], value), VALUE_BYTES) };
	}
	return e;
}

static enum err
put_facts(const struct editor *editor, struct view_dossier *view)
{
	struct job		*job = editor->job;
	const struct dossier	*d = editor->dossier;
	const struct record	*r = &editor->shown;

	view->fact = arena_array(job->arena, FACTS, sizeof *view->fact);
	desk_fact(job, view->fact, &view->facts, "desk.home.state",
	    thing_word(job, EDITOR_KIND, "state", d->thing.state));
	desk_fact(job, view->fact, &view->facts, "desk.agency",
	    editor->agency.name);
	put_fact(editor, view, "kind", kind_name(editor->rules->kinds,
	    r->kind));
	put_fact(editor, view, "column", catalogue_name(
	    editor->rules->catalogue, r->column));
	put_fact(editor, view, "number", r->number);
	desk_fact(job, view->fact, &view->facts, "desk.record.index",
	    r->index);
	put_fact(editor, view, "dated", day_text(job->arena, r->day));
	put_fact(editor, view, "formed", day_text(job->arena, d->formed));
	put_fact(editor, view, "validity", r->validity.n == 0 ? S("") :
	    item_validity(job, r->validity).word);
	put_fact(editor, view, "mode", mode_word(job, d->mode));
	put_fact(editor, view, "ground", ground_name(editor));
	put_fact(editor, view, "note", d->note);
	put_fact(editor, view, "publish_at", d->publish_at == 0 ? S("") :
	    day_minute(job->arena, d->publish_at));
	put_fact(editor, view, "override", d->override);
	return put_notes(editor, view);
}

/* --- what can be done ----------------------------------------------------- */

/* A step that asks nothing is taken by a button of this page; what who reviews
   does has a form; the others have their own page. */
static void
put_steps(const struct editor *editor, const struct thing_show *show,
    struct view_dossier *view)
{
	const struct view_thing	*all = &show->view;
	struct view_thing	*thing = &view->thing;
	struct job		*job = editor->job;

	thing->may = arena_array(job->arena, all->mays, sizeof *thing->may);
	view->now = arena_array(job->arena, all->mays, sizeof *view->now);
	thing->mays = 0;
	for (size_t i = 0; i < all->mays; i++) {
		const struct procedure_row	*row = show->choice[i];

		if (str_is(row->step, "edit") ||
		    str_is(row->need, "record.review") ||
		    (str_is(row->need, "record.sign") &&
		    row->gates != PROCEDURE_NO_GATES))
			continue;
		if (row->values == 0)
			view->now[view->nows++] = all->may[i];
		else
			thing->may[thing->mays++] = all->may[i];
	}
}

static void
put_papers(const struct editor *editor, const struct thing_show *show,
    struct view_dossier *view)
{
	struct job	*job = editor->job;

	view->paper = arena_array(job->arena, show->events,
	    sizeof *view->paper);
	for (size_t i = 0; i < show->events; i++)
		if (show->event[i].paper.n > 0)
			view->paper[view->papers++] = str_printf(job->arena,
			    "%.*s %.*s", STRF(day_iso(job->arena,
			    show->event[i].day)), STRF(word(job->words,
			    arena_printf(job->arena, "procedure.record.paper."
			    "%.*s", STRF(show->event[i].paper)))));
}

static enum err
put_links(const struct editor *editor, struct view_dossier *view)
{
	struct job	*job = editor->job;
	int64_t		 id = editor->dossier->thing.id;
	str		 index;
	enum err	 e;

	if (editor_may_write(editor)) {
		view->edit = editor_url(editor, "edit");
		view->check = editor_url(editor, "check");
	}
	if (editor->dossier->record.version == 0)
		return OK;
	e = record_index(job, id, &index);
	view->versions = editor_url(editor, "versions");
	view->seen = item_url(job, index, id);
	return e;
}

static void
put_notice(const struct editor *editor, struct view_dossier *view)
{
	struct job	*job = editor->job;
	str		 done = input_str(editor->in, "done");

	if (done.n == 0)
		return;
	view->thing.notice = (struct view_notice){ .tone = VIEW_GOOD,
	    .text = procedure_knows(editor->life, done) ? WORD(job->arena,
	    job->words, "desk.thing.done", thing_word(job, EDITOR_KIND,
	    "step", done)) : word(job->words, "desk.record.done") };
}

/* --- the page ------------------------------------------------------------- */

static enum err
fill(struct editor *editor, struct thing_show *show,
    struct view_dossier *view)
{
	enum err	e;

	view->thing = show->view;
	view->drawn = (struct html_drawn){ editor->shown.html };
	view->empty = editor->shown.html.n == 0;
	put_steps(editor, show, view);
	put_papers(editor, show, view);
	e = put_links(editor, view);
	if (e == OK)
		e = put_facts(editor, view);
	if (e == OK)
		e = editor_findings(editor, view);
	if (e == OK)
		e = editor_review(editor, show, view);
	return e == OK ? editor_files(editor, view) : e;
}

enum err
editor_show(struct job *job, struct input *in, struct response *out)
{
	struct editor		*editor = arena_alloc(job->arena,
				    sizeof *editor);
	struct thing_show	*show = arena_alloc(job->arena, sizeof *show);
	struct view_dossier	*view = arena_alloc(job->arena, sizeof *view);
	enum err		 e = editor_open(job, in, editor);

	if (e == OK)
		e = thing_show(job, editor->life, &editor->dossier->thing,
		    show);
	if (e == OK)
		e = fill(editor, show, view);
	if (e != OK)
		return e;
	view->thing.frame = frame_desk(job, in, editor->shown.title);
	frame_crumb(job, &view->thing.frame, URL("/desk"),
	    S("desk.home.title"));
	frame_crumb(job, &view->thing.frame, URL("/desk/records"),
	    S("desk.records.title"));
	view->remarks = frame_remarks(job, in);
	put_notice(editor, view);
	page_record(response_page(job, in, out, 200), view);
	return OK;
}
