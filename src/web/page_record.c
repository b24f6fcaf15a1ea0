#include "base/arena.h"
#include "domain/person.h"
#include "office/act.h"
#include "office/publish.h"
#include "web/desk.h"
#include "web/editor_show.h"
#include "web/route.h"

#define OVERRIDE_BYTES	4000
#define OPINION_BYTES	((size_t)16 << 10)
#define TICKS		100	/* items of all check lists */

static const struct route_field	show_form[] = {
	{ .name = "done", .max = 64 },
	{ .name = NULL },
};

static const struct route_field	check_form[] = {
	{ .name = "override", .kind = ROUTE_LINES, .max = OVERRIDE_BYTES },
	{ .name = NULL },
};

static const struct route_field	review_form[] = {
	{ .name = "step", .kind = ROUTE_CHOICE, .required = true, .choice =
	    "pass pass_again approve urgent return close object" },
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = "tick", .kind = ROUTE_TEXTS, .max = TICKS },
	{ .name = "opinion", .kind = ROUTE_LINES, .max = OPINION_BYTES },
	{ .name = NULL },
};

/* What is done on the page of one. */
struct doing {
	struct input	*in;
	struct response	*out;
	struct editor	 editor;
};

ROUTE(record, .method = "GET", .path = "/desk/record/{id}",
    .need = ROUTE_SIGNED_IN, .form = show_form)
(struct job *job, struct input *in, struct response *out)
{
	return editor_show(job, in, out);
}

static void
go_back(struct job *job, const struct editor *editor, struct response *out,
    str done)
{
	response_redirect(job, out, url_with(job->arena, editor_url(editor,
	    NULL), "done", done));
}

/* --- reading before it is submitted --------------------------------------- */

ROUTE(record_check, .method = "POST", .path = "/desk/record/{id}/check",
    .need = "record.edit", .form = check_form)
(struct job *job, struct input *in, struct response *out)
{
	struct editor		editor;
	struct proof_report	report;
	enum err		e = editor_open(job, in, &editor);

	if (e == OK && !person_may(job, S("record.edit"), editor.agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e == OK && !editor_may_write(&editor))
		e = FAIL(job->fault, ERR_CONFLICT, "desk.record.not_now");
	if (e == OK && in->remarks > 0)
		return editor_show(job, in, out);
	if (e == OK)
		e = publish_check(job, editor.dossier,
		    str_trim(input_str(in, "override")), &report);
	if (e == OK)
		go_back(job, &editor, out, S("check"));
	return e;
}

/* --- reviewing ------------------------------------------------------------ */

static enum err
open_one(struct job *job, void *context)
{
	struct doing	*doing = context;

	return editor_open(job, doing->in, &doing->editor);
}

static enum err
show(struct job *job, void *context)
{
	struct doing	*doing = context;

	return editor_show(job, doing->in, doing->out);
}

static bool
takes(const struct procedure_row *row, const char *name)
{
	for (size_t i = 0; i < row->values; i++)
		if (str_is(row->value[i].name, name))
			return true;
	return false;
}

/* Take the step that was chosen: the opinion is also the reason of what asks
   for one. */
static enum err
review(struct job *job, struct doing *doing)
{
	const struct editor		*editor = &doing->editor;
	struct input			*in = doing->in;
	const struct procedure_row	*row;
	struct step_value		 value[2];
	struct act			 act = { .kind = EDITOR_KIND,
					    .thing = editor->dossier->thing.id,
					    .step = str_c(job->arena,
					    input_str(in, "step")),
					    .version = input_int(in,
					    "version", 0),
					    .input = { value, 0 } };
	str				 gates;
	const str			*tick;
	size_t				 n;

	row = procedure_row(editor->life, editor->dossier->thing.state,
	    str_of(act.step), job->today);
	if (row == NULL)
		return FAIL(job->fault, ERR_CONFLICT, "desk.record.not_now");
	tick = input_strs(in, "tick", &n);
	gates = editor_gates(job, editor->rules->review, tick, n);
	if (row->gates == PROCEDURE_SOME_GATES && gates.n == 0)
		return FAIL(job->fault, ERR_INVALID, "desk.record.no_gate");
	if (row->gates != PROCEDURE_NO_GATES)
		value[act.input.n++] = (struct step_value){ S("gates"),
		    gates };
	value[act.input.n++] = (struct step_value){ takes(row, "reason") ?
	    S("reason") : S("opinion"), input_str(in, "opinion") };
	return act_take(job, &act);
}

ROUTE(record_review, .method = "POST", .path = "/desk/record/{id}/review",
    .need = ROUTE_SIGNED_IN, .form = review_form, .mode = ROUTE_BARE)
(struct job *job, struct input *in, struct response *out)
{
	struct doing	doing = { .in = in, .out = out };
	enum err	e = job_read(job, open_one, &doing);

	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, review(job, &doing));
	if (e == OK && in->remarks > 0)
		return job_read(job, show, &doing);
	if (e == OK)
		go_back(job, &doing.editor, out, input_str(in, "step"));
	return e;
}
