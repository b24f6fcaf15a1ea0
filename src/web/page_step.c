#include <string.h>

#include "base/arena.h"
#include "domain/agency.h"
#include "domain/person.h"
#include "domain/rules.h"
#include "office/act.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/thing.h"

/*
 * A step's page asks for what its row in rules/procedure.yaml says; of a new
 * thing for the body besides.  The fields are known only once the thing is.
 */

#define STEP_BYTES	(ACT_FORM_BYTES + ((size_t)1 << 20))
#define LINES_BYTES	((size_t)16 << 10)
#define LONG_BYTES	((size_t)8 << 20)
#define SCAN		"attachment"	/* value of a scanned form */

/* A step being asked for. */
struct asking {
	struct input			*in;
	struct response			*out;
	const struct procedure_kind	*life;
	const struct procedure_row	*row;
	struct thing			*thing;	/* NULL: a new one */
	struct route_field		 field[PROCEDURE_VALUES + 2];
	int64_t				 agency; /* of a new one */
};

static const char *
kind_of(struct job *job, const struct asking *asking)
{
	return str_c(job->arena, asking->life->name);
}

/* --- which fields --------------------------------------------------------- */

static bool
is_scan(const struct asking *asking, const struct procedure_value *value)
{
	return asking->row->scanned && str_is(value->name, SCAN);
}

static void
declare(struct job *job, struct asking *asking)
{
	static const enum route_kind	kinds[] = {
		[PROCEDURE_TEXT] = ROUTE_TEXT,
		[PROCEDURE_LINES] = ROUTE_LINES,
		[PROCEDURE_LONG] = ROUTE_LINES,
		[PROCEDURE_DAY] = ROUTE_DAY, [PROCEDURE_INT] = ROUTE_INT,
	};
	size_t				n = 0;

	memset(asking->field, 0, sizeof asking->field);
	if (asking->thing == NULL)
		asking->field[n++] = (struct route_field){
		    .name = "agency", .required = true };
	for (size_t i = 0; i < asking->row->values; i++) {
		const struct procedure_value	*value =
						    &asking->row->value[i];
		struct route_field		*field = &asking->field[n++];

		field->name = str_c(job->arena, value->name);
		field->kind = kinds[value->type];
		field->required = !value->optional;
		if (field->kind == ROUTE_LINES)
			field->max = value->type == PROCEDURE_LONG ?
			    LONG_BYTES : LINES_BYTES;
		if (is_scan(asking, value)) {
			field->kind = ROUTE_FILE;
			field->max = 1;
		}
	}
}

/* The first step of a new thing that he may take somewhere. */
static enum err
find_first(struct job *job, struct asking *asking)
{
	const struct procedure_kind	*life;
	enum err			 e = thing_life(job, asking->in,
					    &asking->life);

	life = asking->life;
	for (size_t i = 0; e == OK && i < life->rows; i++)
		if (str_is(life->row[i].from, PROCEDURE_NEW) &&
		    procedure_holds(&life->row[i], job->today) &&
		    person_holds(job->actor, life->row[i].need)) {
			asking->row = &life->row[i];
			return OK;
		}
	return e == OK ? FAIL(job->fault, ERR_FORBIDDEN, "web.no_need") : e;
}

/* The thing, its step and the fields. */
static enum err
find(struct job *job, void *context)
{
	struct asking	*asking = context;
	enum err	 e;

	if (input_part(asking->in, "id").n == 0) {
		e = find_first(job, asking);
	} else {
		e = thing_find(job, asking->in, &asking->life,
		    &asking->thing);
		if (e == OK)
			e = step_check(job, asking->thing, str_c(job->arena,
			    input_part(asking->in, "step")), &asking->row);
	}
	if (e == OK)
		declare(job, asking);
	return e;
}

/* --- the form ------------------------------------------------------------- */

/* The bodies on which he may begin one. */
static enum err
choose_agency(struct job *job, const struct asking *asking,
    struct view_field *field)
{
	struct agency	*agency = NULL;
	size_t		 n = 0;
	enum err	 e = agency_below(job, 0, &agency, &n);

	if (e != OK)
		return e;
	field->choice = arena_array(job->arena, n, sizeof *field->choice);
	for (size_t i = 0; i < n; i++)
		if (agency[i].until == DAY_NONE &&
		    person_may(job, asking->row->need, agency[i].id))
			field->choice[field->choices++] =
			    (struct view_choice){ agency[i].code,
			    agency[i].name, str_eq(field->value,
			    agency[i].code) };
	return job->fault->code;
}

/* What the thing has by the name of a value stands in the form. */
static str
has(struct job *job, const struct asking *asking, str name)
{
	struct thing_field	field[THING_FIELDS];
	size_t			n;

	if (asking->thing == NULL)
		return S("");
	n = step_kind(asking->thing->kind)->tell(job->arena, asking->thing,
	    field);
	for (size_t i = 0; i < n; i++)
		if (str_eq(field[i].name, name))
			return field[i].value;
	return S("");
}

static void
put_value(struct job *job, const struct asking *asking,
    const struct procedure_value *value, struct view_form *form)
{
	static const enum view_input	kinds[] = {
		[PROCEDURE_TEXT] = VIEW_TEXT, [PROCEDURE_LINES] = VIEW_LINES,
		[PROCEDURE_LONG] = VIEW_LINES,
		[PROCEDURE_DAY] = VIEW_DAY, [PROCEDURE_INT] = VIEW_NUMBER,
	};
	bool				scan = is_scan(asking, value);
	struct view_field		*field;

	field = desk_field(job, asking->in, form, str_c(job->arena,
	    value->name), scan ? VIEW_FILE : kinds[value->type]);
	field->label = thing_label(job, kind_of(job, asking), value->name);
	form->upload = form->upload || scan;
	if (desk_fresh(asking->in) && !scan)
		field->value = has(job, asking, value->name);
}

static struct url
step_url(struct job *job, const struct asking *asking)
{
	if (asking->thing == NULL)
		return URL_OF(job->arena, "/desk/thing/{}/new",
		    asking->life->name);
	return URL_OF(job->arena, "/desk/thing/{}/{}/{}", asking->life->name,
	    str_int(job->arena, asking->thing->id), asking->row->step);
}

static enum err
show(struct job *job, void *context)
{
	struct asking		*asking = context;
	struct view_form	*form = arena_alloc(job->arena, sizeof *form);
	const char		*kind = kind_of(job, asking);
	str			 step = thing_word(job, kind, "step",
				    asking->row->step);
	enum err		 e = OK;

	*form = desk_form(job, asking->in, "desk.thing.title",
	    step_url(job, asking), "desk.thing.do");
	form->frame.title = str_printf(job->arena, "%.*s - %.*s", STRF(step),
	    STRF(thing_title(job, kind)));
	form->button = step;
	form->back = asking->thing == NULL ? URL("/desk") :
	    thing_url(job, asking->thing->kind, asking->thing->id);
	if (asking->thing == NULL)
		e = choose_agency(job, asking, desk_field(job, asking->in,
		    form, "agency", VIEW_SELECT));
	if (asking->row->values == 0)
		desk_line(job, form, "desk.thing.sure", step);
	for (size_t i = 0; i < asking->row->values; i++)
		put_value(job, asking, &asking->row->value[i], form);
	return e == OK ? desk_show(job, asking->in, asking->out, form) : e;
}

static enum err
ask(struct job *job, struct input *in, struct response *out)
{
	struct asking	*asking = arena_alloc(job->arena, sizeof *asking);
	enum err	 e;

	asking->in = in;
	asking->out = out;
	e = find(job, asking);
	if (e == OK)
		e = input_read_again(job, in, asking->field);
	in->remarks = 0;
	return e == OK ? show(job, asking) : e;
}

ROUTE(thing_step, .method = "GET", .path = "/desk/thing/{kind}/{id}/{step}",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, in, out);
}

ROUTE(thing_new, .method = "GET", .path = "/desk/thing/{kind}/new",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, in, out);
}

/* --- taking it ------------------------------------------------------------ */

/* Where a refusal belongs, if not to the whole form. */
static const char *
field_of(struct job *job)
{
	static const char *const	at[][2] = {
		{ "step.future", "day" }, { "gate.long", "signer" },
		{ "gate.signer", "signer" }, { "act.no_scan", SCAN },
		{ "act.large_scan", SCAN }, { "attachment.name", SCAN },
		{ "agency.unknown", "agency" },
	};
	str				key = str_of(job->fault->key);

	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
		if (str_is(key, at[i][0]))
			return at[i][1];
	return str_starts(key, S("doc.sort.")) ? SCAN : NULL;
}

static enum err
find_agency(struct job *job, void *context)
{
	struct asking	*asking = context;
	struct agency	 agency;
	enum err	 e;

	e = agency_find(job, input_str(asking->in, "agency"), &agency);
	asking->agency = e == OK ? agency.id : 0;
	return e;
}

static struct act
act_of(struct job *job, const struct asking *asking)
{
	const struct procedure_row	*row = asking->row;
	struct act			 act = { .agency = asking->agency,
					    .kind = kind_of(job, asking),
					    .step = str_c(job->arena,
					    row->step) };
	struct step_value		*value;

	if (asking->thing != NULL)
		act.thing = asking->thing->id;
	value = arena_array(job->arena, row->values, sizeof *value);
	act.input.value = value;
	for (size_t i = 0; i < row->values; i++) {
		const char			*name = str_c(job->arena,
						    row->value[i].name);
		const struct input_file		*file;
		size_t				 n = 0;

		if (!is_scan(asking, &row->value[i])) {
			value[act.input.n++] = (struct step_value){
			    row->value[i].name, input_str(asking->in,
			    name) };
			continue;
		}
		file = input_files(asking->in, name, &n);
		if (n > 0) {
			act.form_name = file->name;
			act.form = file->bytes;
		}
	}
	return act;
}

static enum err
take(struct job *job, struct asking *asking, struct act *act)
{
	enum err	e = OK;

	if (asking->thing == NULL)
		e = job_read(job, find_agency, asking);
	if (e != OK)
		return e;
	*act = act_of(job, asking);
	return act_take(job, act);
}

/* Outside of a transaction: a file is kept before it. */
static enum err
answer(struct job *job, struct input *in, struct response *out)
{
	struct asking	*asking = arena_alloc(job->arena, sizeof *asking);
	struct act	 act = { .result = NULL };
	enum err	 e;

	asking->in = in;
	asking->out = out;
	e = job_read(job, find, asking);
	if (e == OK)
		e = input_read_again(job, in, asking->field);
	if (e == OK && in->remarks == 0) {
		e = take(job, asking, &act);
		if (e != OK)
			e = desk_remark(job, in, field_of(job), e);
	}
	if (e == OK && in->remarks > 0)
		return job_read(job, show, asking);
	if (e == OK && act.result != NULL)
		response_redirect(job, out, url_with(job->arena,
		    thing_url(job, act.kind, act.result->id), "done",
		    asking->row->step));
	return e;
}

ROUTE(thing_step_do, .method = "POST",
    .path = "/desk/thing/{kind}/{id}/{step}", .need = ROUTE_SIGNED_IN,
    .mode = ROUTE_BARE, .body = STEP_BYTES)
(struct job *job, struct input *in, struct response *out)
{
	return answer(job, in, out);
}

ROUTE(thing_new_do, .method = "POST", .path = "/desk/thing/{kind}/new",
    .need = ROUTE_SIGNED_IN, .mode = ROUTE_BARE)
(struct job *job, struct input *in, struct response *out)
{
	return answer(job, in, out);
}
