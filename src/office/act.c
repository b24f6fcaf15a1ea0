#include "office/act.h"

#include <string.h>

#include "base/arena.h"
#include "doc/doc_sort.h"
#include "domain/attachment.h"
#include "office/publish.h"

/* What a scanner makes. */
static const enum doc_sort	scans[] = { DOC_SORT_PDF, DOC_SORT_JPEG,
	DOC_SORT_PNG, DOC_SORT_TIFF };

/* A step and the form that comes with it. */
struct taking {
	struct act		*act;
	struct attachment	 form;
};

/* The form was looked at before (keep), so that the step need not wait for the
   errand that looks at others.  It is the machine that judges. */
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
		    word(job->words, "attachment.checked"));
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
	str			 digest;
	enum err		 e;

	if (strcmp(act->kind, "record") != 0 ||
	    strcmp(act->step, "submit") != 0 || thing->version == 0)
		return OK;
	e = dossier_digest(job, dossier, &digest);
	return e != OK || str_eq(dossier->checked, digest) ? e :
	    publish_check(job, dossier, S(""), &report);
}

/* The thing the step is taken on.  A record without a dossier is adopted. */
static enum err
find(struct job *job, const struct act *act, struct thing **ret)
{
	enum err	e;

	if (act->thing == 0)
		return step_make(job, act->kind, act->agency, ret);
	e = step_load(job, act->kind, act->thing, ret);
	if (e == ERR_NOT_FOUND && strcmp(act->kind, "record") == 0 &&
	    strcmp(act->step, "adopt") == 0) {
		fault_clear(job->fault);
		e = dossier_adopt(job, act->thing, ret);
	}
	return e;
}

static enum err
take(struct job *job, void *context)
{
	struct taking		*taking = context;
	struct act		*act = taking->act;
	struct step_input	 input = act->input;
	struct thing		*thing;
	enum err		 e;

	e = find(job, act, &thing);
	if (e == OK && act->version != 0 && act->version != thing->version)
		e = FAIL(job->fault, ERR_CONFLICT, "act.changed");
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

/* Look at a scanned form as attachment_check would, and keep its bytes. */
static enum err
keep(struct job *job, const struct act *act, struct attachment *form)
{
	enum doc_sort	 sort = doc_sort(act->form, act->form_name);
	const char	*refusal;
	bool		 scan = false;

	*form = (struct attachment){ .owner_kind = str_of(act->kind),
	    .name = act->form_name, .type = str_of(doc_sort_type(sort)) };
	if (act->form.n > ACT_FORM_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "act.large_scan",
		    str_int(job->arena, (int64_t)(ACT_FORM_BYTES >> 20)));
	for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++)
		scan = scan || sort == scans[i];
	if (!scan)
		return FAIL(job->fault, ERR_INVALID, "act.no_scan",
		    form->name);
	refusal = doc_sort_refusal(job->arena, act->form, form->name);
	if (refusal != NULL)
		return FAIL(job->fault, ERR_INVALID, refusal, form->name);
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
