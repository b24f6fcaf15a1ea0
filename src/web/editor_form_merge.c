#include "base/arena.h"
#include "base/buf.h"
#include "base/diff.h"
#include "web/editor_form.h"

/* What one of both changed is taken over; what both changed stays as mine. */
static bool
merge_field(struct editor_field *field)
{
	if (str_eq(field->value, field->theirs) ||
	    str_eq(field->value, field->was)) {
		field->value = field->theirs;
		return true;
	}
	field->clash = !str_eq(field->theirs, field->was);
	return !field->clash;
}

static str
field_label(const struct editor_form *form, const struct editor_field *field)
{
	return field->of != NULL ? field->of->name :
	    editor_label(form->editor.job, field->name);
}

/* A piece of a text, closed where it was cut. */
static enum err
draw(struct job *job, str piece, struct html_drawn *ret)
{
	const struct rich	*rich;
	enum err		 e = rich_clean(job->arena, piece, &rich,
				    job->fault);

	if (e == OK)
		ret->bytes = rich->html;
	return e;
}

static enum err
put_conflict(struct editor_form *form, const struct diff_part *part)
{
	struct view_clash	*clash = &form->clash[form->clashes++];
	enum err		 e;

	e = draw(form->editor.job, part->mine, &clash->mine_drawn);
	return e == OK ? draw(form->editor.job, part->theirs,
	    &clash->theirs_drawn) : e;
}

/* The text with both changes; where both changed a place, mine and behind it
   theirs. */
static enum err
merge_text(struct editor_form *form)
{
	struct job			*job = form->editor.job;
	const struct diff_merge		*merge;
	const struct rich		*rich;
	struct buf			 buf;
	enum err			 e = OK;

	merge = diff_merge(job->arena, form->html_was, form->html,
	    form->html_theirs);
	form->clash = arena_array(job->arena, form->fields +
	    merge->conflicts, sizeof *form->clash);
	buf_init(&buf, job->arena, 2 * (size_t)RICH_BYTES);
	for (size_t i = 0; e == OK && i < merge->n; i++) {
		const struct diff_part	*part = &merge->part[i];

		buf_put(&buf, part->side == DIFF_THEIRS ? part->theirs :
		    part->side == DIFF_UNCHANGED ? part->base : part->mine);
		if (part->side != DIFF_CONFLICT)
			continue;
		buf_put(&buf, part->theirs);
		e = put_conflict(form, part);
	}
	if (e == OK)
		e = rich_clean(job->arena, buf_str(&buf), &rich, job->fault);
	if (e == OK)
		form->html = rich->html;
	return e;
}

enum err
editor_form_merge(struct editor_form *form)
{
	bool		same = str_eq(form->html_was, form->html_theirs);
	enum err	e = merge_text(form);

	for (size_t i = 0; e == OK && i < form->fields; i++) {
		struct editor_field	*field = &form->field[i];

		same = same && str_eq(field->was, field->theirs);
		if (!merge_field(field))
			form->clash[form->clashes++] = (struct view_clash){
			    .name = field_label(form, field),
			    .mine = field->value,
			    .theirs = field->theirs };
		field->was = field->theirs;
	}
	form->html_was = form->html_theirs;
	form->version = form->editor.dossier->thing.version;
	form->merged = !same;
	return e;
}
