#include "office/act.h"

#include <string.h>

#include "base/arena.h"
#include "domain/attachment.h"
#include "office/publish.h"

/* What a scanner makes, by its first bytes. */
static const struct {
	str		 begins;
	const char	*type;
} scans[] = {
	{ { "%PDF-", 5 }, "application/pdf" },
	{ { "\xFF\xD8\xFF", 3 }, "image/jpeg" },
	{ { "\x89PNG\r\n\x1A\n", 8 }, "image/png" },
	{ { "II*\0", 4 }, "image/tiff" },
	{ { "MM\0*", 4 }, "image/tiff" },
};

/* A step and the form that comes with it. */
struct taking {
	struct act		*act;
	struct attachment	 form;
};

/* The form is found clean: its kind is all that is asked of it.  It is the
   machine that judges, not who brings it. */
static enum err
attach(struct job *job, const struct thing *thing, struct attachment *form)
{
	const struct actor	*actor = job->actor;
	enum err		 e;

	form->agency = thing->agency;
	form->owner = thing->id;
	e = attachment_add(job, form, S(""));
	job->actor = NULL;
	if (e == OK)
		e = attachment_judge(job, form, ATTACHMENT_CLEAN,
		    word(job->words, "act.scan"));
	job->actor = actor;
	return e;
}

/* The values with the number of the form among them. */
static struct step_input
with_form(struct job *job, const struct step_input *given, int64_t id)
{
	struct step_value	*value;

	value = arena_array(job->arena, given->n + 1, sizeof *value);
	for (size_t i = 0; i < given->n; i++)
		value[i] = given->value[i];
	value[given->n] = (struct step_value){ S("attachment"),
	    str_int(job->arena, id) };
	return (struct step_input){ value, given->n + 1 };
}

/* What is submitted was read by the program before, as it stands now. */
static enum err
read_before(struct job *job, struct thing *thing, const struct act *act)
{
	struct dossier		*dossier = (void *)thing;
	struct proof_report	 report;

	if (strcmp(act->kind, "record") != 0 ||
	    strcmp(act->step, "submit") != 0 || thing->version == 0)
		return OK;
	return str_eq(dossier->checked, dossier_digest(job->arena, dossier)) ?
	    OK : publish_check(job, dossier, S(""), &report);
}

static enum err
take(struct job *job, void *context)
{
	struct taking		*taking = context;
	struct act		*act = taking->act;
	struct step_input	 input = act->input;
	struct thing		*thing;
	enum err		 e;

	if (act->thing == 0)
		e = step_make(job, act->kind, act->agency, &thing);
	else
		e = step_load(job, act->kind, act->thing, &thing);
	if (e == OK && act->form.n > 0) {
		e = attach(job, thing, &taking->form);
		input = with_form(job, &act->input, taking->form.id);
	}
	if (e == OK)
		e = read_before(job, thing, act);
	if (e == OK)
		e = step_apply(job, thing, act->step, &input);
	if (e == OK)
		act->result = thing;
	return e;
}

/* Keep the bytes of a scanned form. */
static enum err
keep(struct job *job, const struct act *act, struct attachment *form)
{
	*form = (struct attachment){ .owner_kind = str_of(act->kind),
	    .name = act->form_name };
	if (act->form.n > ACT_FORM_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "act.large_scan",
		    str_int(job->arena, (int64_t)(ACT_FORM_BYTES >> 20)));
	for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++)
		if (str_starts(act->form, scans[i].begins))
			form->type = str_of(scans[i].type);
	if (form->type.n == 0)
		return FAIL(job->fault, ERR_INVALID, "act.no_scan",
		    form->name);
	return attachment_keep(job, form, act->form);
}

enum err
act_take(struct job *job, struct act *act)
{
	struct taking	taking = { .act = act };
	enum err	e = OK;

	if (act->form.n > 0)
		e = keep(job, act, &taking.form);
	return e == OK ? job_write(job, take, &taking) : e;
}
