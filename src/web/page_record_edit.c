#include <string.h>

#include "base/arena.h"
#include "domain/person.h"
#include "office/act.h"
#include "web/desk.h"
#include "web/editor_form.h"
#include "web/frame.h"
#include "web/route.h"
#include "woven/page.h"

#define EDIT_BYTES	((size_t)64 << 20)

static const struct route_field	which_form[] = {
	{ .name = "agency" },
	{ .name = "kind" },
	{ .name = NULL },
};

/* --- what is written, and where ------------------------------------------- */

/* The bodies of which he may write something. */
static enum err
choose_agency(struct job *job, struct view_field *field)
{
	struct agency	*agency = NULL;
	size_t		 n = 0;
	enum err	 e = agency_below(job, 0, &agency, &n);

	if (e != OK)
		return e;
	field->choice = arena_array(job->arena, n, sizeof *field->choice);
	for (size_t i = 0; i < n; i++)
		if (agency[i].until == DAY_NONE &&
		    person_may(job, S("record.edit"), agency[i].id))
			field->choice[field->choices++] =
			    (struct view_choice){ agency[i].code,
			    agency[i].name, str_eq(field->value,
			    agency[i].code) };
	return job->fault->code;
}

/* Before anything else it is asked for body and kind. */
static enum err
ask_which(struct job *job, struct input *in, struct response *out)
{
	struct view_form	 form = desk_form(job, in, "desk.record.new",
				    URL("/desk/record/new"),
				    "desk.record.begin");
	struct view_field	*field;
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	desk_line(job, &form, "desk.record.begin_line", S(""));
	e = choose_agency(job, desk_field(job, in, &form, "agency",
	    VIEW_SELECT));
	field = desk_field(job, in, &form, "kind", VIEW_SELECT);
	field->label = editor_label(job, "kind");
	field->choice = arena_array(job->arena, rules->kinds->n,
	    sizeof *field->choice);
	for (size_t i = 0; i < rules->kinds->n; i++)
		field->choice[field->choices++] = (struct view_choice){
		    rules->kinds->kind[i].key, rules->kinds->kind[i].name,
		    str_eq(field->value, rules->kinds->kind[i].key) };
	form.back = URL("/desk/records");
	if (e == OK)
		page_record_begin(response_page(job, in, out, 200), &form);
	return e;
}

/* The form of a new one, of the body and the kind that were chosen. */
static enum err
open_new(struct editor_form *form)
{
	struct editor	*editor = &form->editor;
	struct job	*job = editor->job;
	enum err	 e = rules_of(job, &editor->rules);

	if (e == OK)
		e = agency_find(job, input_str(editor->in, "agency"),
		    &editor->agency);
	if (e == OK && !person_may(job, S("record.edit"), editor->agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e != OK)
		return e;
	form->kind = kind_find(editor->rules->kinds, input_str(editor->in,
	    "kind"));
	if (form->kind == NULL)
		return FAIL(job->fault, ERR_INVALID, "kind.unknown",
		    input_str(editor->in, "kind"));
	return editor_form_open(form);
}

/* The form of one that is there; another kind may be asked for. */
static enum err
open_old(struct editor_form *form)
{
	struct editor	*editor = &form->editor;
	struct job	*job = editor->job;
	str		 kind = input_str(editor->in, "kind");
	enum err	 e = editor_open(job, editor->in, editor);

	if (e == OK && !person_may(job, S("record.edit"), editor->agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e == OK && !editor_may_write(editor))
		e = FAIL(job->fault, ERR_CONFLICT, "desk.record.not_now");
	if (e != OK)
		return e;
	form->kind = kind_find(editor->rules->kinds, kind.n > 0 ? kind :
	    editor->dossier->record.kind);
	if (form->kind == NULL)
		form->kind = &editor->rules->kinds->kind[0];
	return editor_form_open(form);
}

static bool
is_new(const struct editor_form *form)
{
	return input_part(form->editor.in, "id").n == 0;
}

static enum err
open_form(struct job *job, void *context)
{
	struct editor_form	*form = context;

	form->editor.job = job;
	return is_new(form) ? open_new(form) : open_old(form);
}

static struct editor_form *
begin(struct job *job, struct input *in, struct response *out)
{
	struct editor_form	*form = arena_alloc(job->arena,
				    sizeof *form);

	form->editor.job = job;
	form->editor.in = in;
	form->out = out;
	return form;
}

/* A new one goes under the first column that is meant for its kind. */
static void
suggest(struct editor_form *form)
{
	const struct catalogue	*catalogue = form->editor.rules->catalogue;

	for (size_t i = 0; i < catalogue->n; i++) {
		const struct catalogue_column	*one = &catalogue->column[i];

		if (!one->leaf || !str_eq(one->kind, form->kind->key) ||
		    !catalogue_fits(one, form->editor.agency.level))
			continue;
		for (size_t k = 0; k < form->fields; k++)
			if (strcmp(form->field[k].name, "column") == 0)
				form->field[k].value = one->key;
		return;
	}
}

ROUTE(record_new, .method = "GET", .path = "/desk/record/new",
    .need = "record.edit", .form = which_form)
(struct job *job, struct input *in, struct response *out)
{
	struct editor_form	*form = begin(job, in, out);
	enum err		 e = OK;

	if (input_str(in, "agency").n == 0 || input_str(in, "kind").n == 0)
		return ask_which(job, in, out);
	e = desk_remark(job, in, NULL, open_form(job, form));
	if (e == OK && in->remarks > 0)
		return ask_which(job, in, out);
	if (e == OK)
		suggest(form);
	return e == OK ? editor_form_show(form) : e;
}

ROUTE(record_edit, .method = "GET", .path = "/desk/record/{id}/edit",
    .need = "record.edit", .form = which_form)
(struct job *job, struct input *in, struct response *out)
{
	struct editor_form	*form = begin(job, in, out);
	enum err		 e = open_form(job, form);

	return e == OK ? editor_form_show(form) : e;
}

/* --- saving --------------------------------------------------------------- */

static enum err
show(struct job *job, void *context)
{
	(void)job;
	return editor_form_show(context);
}

/* What was taken away of the text is told; otherwise its page follows. */
static enum err
tell(struct job *job, void *context)
{
	const struct editor_form	*form = context;
	struct view_saved		 view = { .notes = 0 };
	const struct rich		*rich = form->rich;

	view.frame = frame_desk(job, form->editor.in,
	    S("desk.record.writing"));
	view.notice = (struct view_notice){ .tone = VIEW_WARN,
	    .text = word(job->words, "desk.record.saved") };
	view.note = arena_array(job->arena, rich->notes, sizeof *view.note);
	for (size_t i = 0; i < rich->notes; i++)
		view.note[view.notes++] = (struct view_editor_note){
		    WORD(job->arena, job->words, rich->note[i].key,
		    rich->note[i].what), (int64_t)rich->note[i].times };
	view.to = editor_url(&form->editor, NULL);
	view.again = editor_url(&form->editor, "edit");
	page_record_saved(response_page(job, form->editor.in, form->out,
	    200), &view);
	return OK;
}

static enum err
take(struct job *job, struct editor_form *form)
{
	struct act	act = { .kind = EDITOR_KIND, .step = "write",
			    .agency = form->editor.agency.id,
			    .version = form->version,
			    .input = editor_form_values(form) };
	enum err	e;

	if (!is_new(form)) {
		act.step = "edit";
		act.thing = form->editor.dossier->thing.id;
	}
	e = act_take(job, &act);
	if (e == OK)
		form->editor.dossier = (void *)act.result;
	return e;
}

/* What somebody else saved meanwhile. */
static enum err
load_theirs(struct job *job, void *context)
{
	struct editor_form	*form = context;
	struct editor_form	*fresh = begin(job, form->editor.in,
				    form->out);
	enum err		 e;

	e = editor_open(job, form->editor.in, &fresh->editor);
	fresh->kind = form->kind;
	if (e == OK)
		e = editor_form_open(fresh);
	if (e != OK)
		return e;
	for (size_t i = 0; i < form->fields; i++)
		form->field[i].theirs = fresh->field[i].theirs;
	form->html_theirs = fresh->html_theirs;
	form->editor = fresh->editor;
	return OK;
}

/* Who saved in between loses nothing: what both wrote is put together and
   asked for again, unless nothing of this was changed. */
static enum err
save(struct job *job, struct editor_form *form)
{
	enum err	e = take(job, form);

	if (e != ERR_CONFLICT || job->fault->key == NULL ||
	    strcmp(job->fault->key, "act.changed") != 0)
		return desk_remark(job, form->editor.in, NULL, e);
	fault_clear(job->fault);
	e = job_read(job, load_theirs, form);
	if (e == OK)
		e = editor_form_merge(form);
	if (e != OK || form->merged)
		return e;
	return desk_remark(job, form->editor.in, NULL, take(job, form));
}

static enum err
answer(struct job *job, struct input *in, struct response *out)
{
	struct editor_form	*form = begin(job, in, out);
	enum err		 e = job_read(job, open_form, form);

	if (e == OK)
		e = editor_form_read(form);
	if (e == OK && in->remarks == 0)
		e = save(job, form);
	if (e != OK)
		return e;
	if (in->remarks > 0 || form->merged)
		return job_read(job, show, form);
	if (form->rich->notes > 0)
		return job_read(job, tell, form);
	response_redirect(job, out, url_with(job->arena,
	    editor_url(&form->editor, NULL), "done", S("edit")));
	return OK;
}

ROUTE(record_new_do, .method = "POST", .path = "/desk/record/new",
    .need = "record.edit", .form = which_form, .mode = ROUTE_BARE,
    .body = EDIT_BYTES)
(struct job *job, struct input *in, struct response *out)
{
	return answer(job, in, out);
}

ROUTE(record_edit_do, .method = "POST", .path = "/desk/record/{id}/edit",
    .need = "record.edit", .form = which_form, .mode = ROUTE_BARE,
    .body = EDIT_BYTES)
(struct job *job, struct input *in, struct response *out)
{
	return answer(job, in, out);
}
