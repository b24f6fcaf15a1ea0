#include "web/editor_form.h"

#include <string.h>

#include "base/arena.h"
#include "web/desk.h"

#define FIXED		9	/* fields that every record has */
#define LINE_BYTES	2000u
#define LINES_BYTES	((size_t)64 << 10)
#define TEXT_BYTES	((size_t)8 << 20)
#define TAIL		6	/* text, document, version, agency, kind, end */

/* --- which fields there are ----------------------------------------------- */

static const char *const	fixed[FIXED] = { "title", "number", "column",
	"dated", "formed", "validity", "mode", "ground", "note" };

/* What the store has in one of the fixed ones. */
static str
fixed_value(const struct editor_form *form, size_t i)
{
	const struct dossier	*d = form->editor.dossier;
	struct arena		*arena = form->editor.job->arena;

	if (d == NULL)
		return S("");
	return (const str[FIXED]){ d->record.title, d->record.number,
	    d->record.column, day_text(arena, d->record.day),
	    day_text(arena, d->formed), d->record.validity, d->mode,
	    d->ground, d->note }[i];
}

static void
put_field(struct editor_form *form, const char *name,
    const struct kind_field *of, str theirs)
{
	struct arena		*arena = form->editor.job->arena;
	struct editor_field	*field = &form->field[form->fields++];

	*field = (struct editor_field){ .name = name, .of = of,
	    .was_name = arena_printf(arena, "was-%s", name),
	    .lines = of != NULL ? of->type == KIND_LINES :
	    strcmp(name, "note") == 0,
	    .theirs = theirs, .was = theirs, .value = theirs };
}

enum err
editor_form_open(struct editor_form *form)
{
	struct editor		*editor = &form->editor;
	const struct kinds	*kinds = editor->rules->kinds;
	struct job		*job = editor->job;
	struct record_meta	 meta = { .n = 0 };
	enum err		 e = OK;

	if (editor->dossier != NULL)
		e = record_meta_read(job->arena, editor->dossier->record.meta,
		    &meta, job->fault);
	if (e != OK)
		return e;
	form->fields = 0;
	form->field = arena_array(job->arena, FIXED + kinds->fields,
	    sizeof *form->field);
	for (size_t i = 0; i < FIXED; i++)
		put_field(form, fixed[i], NULL, fixed_value(form, i));
	for (size_t i = 0; i < kinds->fields; i++)
		if (kind_has(form->kind, &kinds->field[i]))
			put_field(form, arena_printf(job->arena, "n-%.*s",
			    STRF(kinds->field[i].key)), &kinds->field[i],
			    record_meta_get(&meta, kinds->field[i].key));
	if (editor->dossier != NULL) {
		form->version = editor->dossier->thing.version;
		form->html_theirs = editor->dossier->record.html;
	}
	form->html = form->html_was = form->html_theirs;
	return OK;
}

/* --- what came ------------------------------------------------------------ */

static const struct route_field *
declare(const struct editor_form *form)
{
	struct route_field	*field;
	size_t			 n = 0;

	field = arena_array(form->editor.job->arena, 2 * form->fields + TAIL +
	    2, sizeof *field);
	for (size_t i = 0; i < form->fields; i++) {
		const struct editor_field	*one = &form->field[i];
		enum route_kind			 kind = one->lines ?
						    ROUTE_LINES : ROUTE_TEXT;
		size_t				 max = one->lines ?
						    LINES_BYTES : LINE_BYTES;

		field[n++] = (struct route_field){ .name = one->name,
		    .kind = kind, .max = max };
		field[n++] = (struct route_field){ .name = one->was_name,
		    .kind = kind, .max = max };
	}
	field[n++] = (struct route_field){ .name = "text",
	    .kind = ROUTE_LINES, .max = TEXT_BYTES };
	field[n++] = (struct route_field){ .name = "was-text",
	    .kind = ROUTE_LINES, .max = TEXT_BYTES };
	field[n++] = (struct route_field){ .name = "document",
	    .kind = ROUTE_FILE, .max = 1 };
	field[n++] = (struct route_field){ .name = "version",
	    .kind = ROUTE_INT };
	field[n++] = (struct route_field){ .name = "agency" };
	field[n++] = (struct route_field){ .name = "kind" };
	field[n] = (struct route_field){ .name = NULL };
	return field;
}

/* What a value must look like is told at its field. */
static void
check_field(struct editor_form *form, const struct editor_field *field)
{
	struct job	*job = form->editor.job;
	struct input	*in = form->editor.in;
	bool		 is_day = strcmp(field->name, "dated") == 0 ||
			    strcmp(field->name, "formed") == 0;

	if (strcmp(field->name, "title") == 0 && field->value.n == 0)
		input_remark(job, in, field->name, "record.no_title");
	if (is_day && field->value.n > 0 &&
	    day_read(field->value) == DAY_NONE) {
		(void)FAIL(job->fault, ERR_INVALID, "step.want_day",
		    editor_label(job, field->name), field->value);
		input_remark_fault(job, in, field->name);
	}
	if (field->of != NULL && kind_check_value(field->of, field->value,
	    job->fault) != OK)
		input_remark_fault(job, in, field->name);
}

/* The text is a file's, or what was typed. */
static enum err
read_text(struct editor_form *form)
{
	struct job		*job = form->editor.job;
	struct input		*in = form->editor.in;
	const struct rich	*was;
	const struct input_file	*file;
	const char		*name = "text";
	size_t			 n;
	enum err		 e;

	file = input_files(in, "document", &n);
	if (n > 0 && file[0].bytes.n > 0) {
		name = "document";
		e = editor_body_file(job, &file[0], &form->rich);
	} else {
		e = editor_body_typed(job, input_str(in, "text"),
		    &form->rich);
	}
	if (e != OK)
		return desk_remark(job, in, name, e);
	form->html = form->rich->html;
	e = rich_clean(job->arena, input_str(in, "was-text"), &was,
	    job->fault);
	if (e == OK)
		form->html_was = was->html;
	return e;
}

enum err
editor_form_read(struct editor_form *form)
{
	struct job	*job = form->editor.job;
	struct input	*in = form->editor.in;
	enum err	 e = input_read_again(job, in, declare(form));

	if (e != OK)
		return e;
	for (size_t i = 0; i < form->fields; i++) {
		struct editor_field	*field = &form->field[i];

		field->value = str_trim(input_str(in, field->name));
		field->was = input_str(in, field->was_name);
		check_field(form, field);
	}
	form->version = input_int(in, "version", 0);
	return read_text(form);
}

/* --- what is saved -------------------------------------------------------- */

struct step_input
editor_form_values(const struct editor_form *form)
{
	struct job		*job = form->editor.job;
	struct record_meta	 meta = { .n = 0 };
	struct step_value	*value;
	size_t			 n = 0;

	value = arena_array(job->arena, FIXED + 3, sizeof *value);
	for (size_t i = 0; i < form->fields; i++) {
		const struct editor_field	*field = &form->field[i];

		if (field->of == NULL)
			value[n++] = (struct step_value){
			    str_of(field->name), field->value };
		else
			(void)record_meta_set(job->arena, &meta,
			    field->of->key, field->value, job->fault);
	}
	value[n++] = (struct step_value){ S("kind"), form->kind->key };
	value[n++] = (struct step_value){ S("html"), form->html };
	value[n++] = (struct step_value){ S("meta"),
	    record_meta_write(job->arena, &meta) };
	return (struct step_input){ value, n };
}
