#include <string.h>

#include "base/arena.h"
#include "web/editor_form.h"
#include "web/frame.h"
#include "web/item.h"
#include "woven/page.h"

#define MODES		3
#define VALIDITIES	4

static void
put(struct view_field *field, str value, str text)
{
	field->choice[field->choices++] = (struct view_choice){ value, text,
	    str_eq(field->value, value) };
}

/* --- what can be chosen --------------------------------------------------- */

static bool
is_there(const struct view_field *field, str value)
{
	for (size_t i = 0; i < field->choices; i++)
		if (str_eq(field->choice[i].value, value))
			return true;
	return false;
}

/* The columns that fit the body's level, as a tree; a text that another
   system had stays. */
static void
choose_column(const struct editor_form *form, struct view_field *field)
{
	const struct catalogue	*catalogue = form->editor.rules->catalogue;
	struct job		*job = form->editor.job;

	field->kind = VIEW_SELECT;
	field->choice = arena_array(job->arena, catalogue->n + 2,
	    sizeof *field->choice);
	put(field, S(""), word(job->words, "desk.record.column_none"));
	for (size_t i = 0; i < catalogue->n; i++) {
		const struct catalogue_column	*one = &catalogue->column[i];
		str				 indent = S("");

		if (!catalogue_fits(one, form->editor.agency.level))
			continue;
		for (int k = 0; k < one->depth; k++)
			indent = str_printf(job->arena, "%.*s　",
			    STRF(indent));
		put(field, one->key, str_printf(job->arena, "%.*s%.*s",
		    STRF(indent), STRF(one->name)));
	}
	if (!is_there(field, field->value))
		put(field, field->value, catalogue_name(catalogue,
		    field->value));
}

static void
choose_validity(const struct editor_form *form, struct view_field *field)
{
	static const char *const	keys[VALIDITIES] = { "in_force",
					    "amended", "repealed",
					    "expired" };
	struct job			*job = form->editor.job;

	field->kind = VIEW_SELECT;
	field->choice = arena_array(job->arena, VALIDITIES + 2,
	    sizeof *field->choice);
	put(field, S(""), word(job->words, "desk.record.none"));
	for (size_t i = 0; i < VALIDITIES; i++)
		put(field, str_of(keys[i]), item_validity(job,
		    str_of(keys[i])).word);
	if (!is_there(field, field->value))
		put(field, field->value, field->value);
}

static void
choose_mode(const struct editor_form *form, struct view_field *field)
{
	static const char *const	keys[MODES][2] = {
		{ DOSSIER_ACTIVE, "desk.record.mode.active" },
		{ DOSSIER_ON_REQUEST, "desk.record.mode.on_request" },
		{ DOSSIER_WITHHELD, "desk.record.mode.withheld" },
	};
	struct job			*job = form->editor.job;

	field->kind = VIEW_RADIO;
	field->required = true;
	field->choice = arena_array(job->arena, MODES, sizeof *field->choice);
	if (field->value.n == 0)
		field->value = S(DOSSIER_ACTIVE);
	for (size_t i = 0; i < MODES; i++)
		put(field, str_of(keys[i][0]), word(job->words, keys[i][1]));
}

static void
choose_ground(const struct editor_form *form, struct view_field *field)
{
	const struct grounds	*grounds = form->editor.rules->grounds;
	struct job		*job = form->editor.job;

	field->kind = VIEW_SELECT;
	field->choice = arena_array(job->arena, grounds->n + 1,
	    sizeof *field->choice);
	put(field, S(""), word(job->words, "desk.record.none"));
	for (size_t i = 0; i < grounds->n; i++)
		put(field, grounds->ground[i].key, str_printf(job->arena,
		    "%.*s (%.*s)", STRF(grounds->ground[i].name),
		    STRF(grounds->ground[i].article)));
}

static void
choose_of(const struct editor_form *form, const struct kind_field *of,
    struct view_field *field)
{
	struct job	*job = form->editor.job;

	field->kind = VIEW_SELECT;
	field->choice = arena_array(job->arena, of->choices + 1,
	    sizeof *field->choice);
	put(field, S(""), word(job->words, "desk.record.none"));
	for (size_t i = 0; i < of->choices; i++)
		put(field, of->choice[i].key, of->choice[i].name);
}

/* --- the fields ----------------------------------------------------------- */

static enum view_input
kind_of(const struct editor_field *field)
{
	if (field->lines)
		return VIEW_LINES;
	if (field->of != NULL)
		return field->of->type == KIND_DAY ? VIEW_DAY : VIEW_TEXT;
	return strcmp(field->name, "dated") == 0 ||
	    strcmp(field->name, "formed") == 0 ? VIEW_DAY : VIEW_TEXT;
}

/* What every record must have before it is published. */
static bool
is_needed(const struct editor_form *form, const struct editor_field *field)
{
	if (field->of != NULL)
		return kind_needs(form->kind, field->of->key);
	return strcmp(field->name, "title") == 0 ||
	    strcmp(field->name, "column") == 0 ||
	    strcmp(field->name, "formed") == 0 ||
	    (strcmp(field->name, "number") == 0 && form->kind->number);
}

/* Words of its own may tell what a field is for. */
static void
put_hint(struct job *job, const struct editor_field *field,
    struct view_field *view)
{
	const char	*key = arena_printf(job->arena,
			    "procedure.record.field.%s_hint", field->name);

	view->hint = word_has(job->words, key) ? word(job->words, key) :
	    field->of != NULL ? field->of->source : S("");
	view->told = str_trim(str_printf(job->arena, "%s%s %s%s",
	    view->hint.n > 0 ? field->name : "",
	    view->hint.n > 0 ? "-hint" : "",
	    view->wrong.n > 0 ? field->name : "",
	    view->wrong.n > 0 ? "-wrong" : ""));
}

static void
put_field(struct editor_form *form, const struct editor_field *field,
    struct view_field *view)
{
	struct job	*job = form->editor.job;

	*view = frame_field(job, form->editor.in, field->name,
	    kind_of(field));
	view->label = field->of != NULL ? field->of->name :
	    editor_label(job, field->name);
	view->value = field->value;
	view->required = is_needed(form, field);
	put_hint(job, field, view);
	if (field->of != NULL && field->of->type == KIND_CHOICE)
		choose_of(form, field->of, view);
	else if (strcmp(field->name, "column") == 0)
		choose_column(form, view);
	else if (strcmp(field->name, "validity") == 0)
		choose_validity(form, view);
	else if (strcmp(field->name, "mode") == 0)
		choose_mode(form, view);
	else if (strcmp(field->name, "ground") == 0)
		choose_ground(form, view);
}

static void
keep(struct view_editor *view, str name, str value)
{
	view->kept[view->kepts++] = (struct view_kept){ name, value };
}

static void
put_fields(struct editor_form *form, struct view_editor *view)
{
	struct job	*job = form->editor.job;

	view->kept = arena_array(job->arena, form->fields + 4,
	    sizeof *view->kept);
	view->field = arena_array(job->arena, form->fields,
	    sizeof *view->field);
	view->more = arena_array(job->arena, form->fields,
	    sizeof *view->more);
	for (size_t i = 0; i < form->fields; i++) {
		const struct editor_field	*field = &form->field[i];

		keep(view, str_of(field->was_name), field->was);
		put_field(form, field, field->of == NULL ?
		    &view->field[view->fields++] :
		    &view->more[view->mores++]);
	}
	keep(view, S("was-text"), form->html_was);
	keep(view, S("version"), str_int(job->arena, form->version));
	keep(view, S("agency"), form->editor.agency.code);
	keep(view, S("kind"), form->kind->key);
}

/* --- the text ------------------------------------------------------------- */

static enum err
put_text(struct editor_form *form, struct view_editor *view)
{
	struct job	*job = form->editor.job;
	struct input	*in = form->editor.in;
	enum err	 e;

	view->text = frame_field(job, in, "text", VIEW_LINES);
	view->text.hint = word(job->words, "desk.record.text_hint");
	view->text.told = S("text-hint");
	view->text.required = true;
	view->file = frame_field(job, in, "document", VIEW_FILE);
	view->file.hint = word(job->words, "desk.record.document_hint");
	view->file.told = S("document-hint");
	view->file.required = false;
	view->drawn.bytes = form->html;
	e = editor_body_shown(job, form->html, &view->text.value);
	if (e == OK && form->rich == NULL && in->remarks > 0)
		view->text.value = input_str(in, "text");
	return e;
}

/* --- the page ------------------------------------------------------------- */

static void
put_lines(struct editor_form *form, struct view_editor *view)
{
	struct job	*job = form->editor.job;

	view->line[view->lines++] = WORD(job->arena, job->words,
	    "desk.record.agency_line", form->editor.agency.name,
	    form->kind->name);
	view->line[view->lines++] = WORD(job->arena, job->words,
	    "desk.record.days_line", str_int(job->arena, form->kind->days),
	    form->kind->source);
	if (form->merged)
		view->notice = (struct view_notice){ .tone = VIEW_WARN,
		    .text = word(job->words, "desk.record.merged") };
}

static void
put_other_kind(struct editor_form *form, struct view_editor *view)
{
	const struct kinds	*kinds = form->editor.rules->kinds;
	struct job		*job = form->editor.job;

	view->other = editor_url(&form->editor, "edit");
	view->kind = (struct view_field){ .kind = VIEW_SELECT,
	    .name = S("kind"), .value = form->kind->key, .required = true,
	    .label = word(job->words, "desk.record.other_kind") };
	view->kind.choice = arena_array(job->arena, kinds->n,
	    sizeof *view->kind.choice);
	for (size_t i = 0; i < kinds->n; i++)
		put(&view->kind, kinds->kind[i].key, kinds->kind[i].name);
}

enum err
editor_form_show(struct editor_form *form)
{
	struct view_editor	*view = arena_alloc(form->editor.job->arena,
				    sizeof *view);
	struct job		*job = form->editor.job;
	struct input		*in = form->editor.in;
	enum err		 e = put_text(form, view);

	if (e != OK)
		return e;
	view->frame = frame_desk(job, in, S("desk.record.writing"));
	view->frame.script = true;
	frame_crumb(job, &view->frame, URL("/desk/records"),
	    S("desk.records.title"));
	view->remarks = frame_remarks(job, in);
	view->clash = form->clash;
	view->clashes = form->clashes;
	put_lines(form, view);
	put_fields(form, view);
	if (form->editor.dossier == NULL) {
		view->action = URL("/desk/record/new");
		view->back = URL("/desk/records");
	} else {
		view->action = editor_url(&form->editor, "edit");
		view->back = editor_url(&form->editor, NULL);
		put_other_kind(form, view);
	}
	page_record_editor(response_page(job, in, form->out, 200), view);
	return OK;
}
