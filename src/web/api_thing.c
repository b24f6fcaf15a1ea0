#include "base/arena.h"
#include "domain/agency.h"
#include "office/act.h"
#include "web/input.h"
#include "web/response.h"
#include "web/thing.h"

/* A thing as it is: its state, its clock and its own fields. */
static enum err
put(struct job *job, struct response *out, const struct thing *thing)
{
	const struct procedure_clock	*clock = &thing->clock;
	struct thing_field		 field[THING_FIELDS];
	struct json			*json = response_json(job, out, 200);
	size_t				 n;
	enum err			 e;
	str				 code;

	e = agency_code(job, thing->agency, &code);
	if (e != OK)
		return e;
	n = step_kind(thing->kind)->tell(job->arena, thing, field);
	json_open_object(json);
	json_put_member(json, "kind", str_of(thing->kind));
	json_put_member(json, "id", str_int(job->arena, thing->id));
	json_put_member(json, "agency", code);
	json_put_member(json, "state", thing->state);
	json_put_member_or_null(json, "due", day_text(job->arena,
	    clock->due));
	json_put_member_or_null(json, "paused", day_text(job->arena,
	    clock->paused));
	json_put_name(json, "fields");
	json_open_object(json);
	for (size_t i = 0; i < n; i++) {
		json_put_name_str(json, field[i].name);
		json_put_str(json, field[i].value);
	}
	json_close_object(json);
	return e;
}

/* The steps that can be taken from here. */
static enum err
put_steps(struct job *job, struct json *json, const struct thing *thing)
{
	const struct procedure_row	**row;
	size_t				  n = 0;
	enum err			  e = step_choices(job, thing, &row,
					    &n);

	json_put_name(json, "steps");
	json_open_array(json);
	for (size_t i = 0; e == OK && i < n; i++)
		json_put_str(json, row[i]->step);
	json_close_array(json);
	json_close_object(json);
	return e;
}

ROUTE(api_thing, .method = "GET", .path = "/api/v1/things/{kind}/{id}",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	const struct procedure_kind	*life;
	struct thing			*thing;
	enum err			 e = thing_find(job, in, &life,
					    &thing);

	if (e == OK)
		e = put(job, out, thing);
	return e == OK ? put_steps(job, &out->json, thing) : e;
}

/* --- a step --------------------------------------------------------------- */

/* A step being taken and its answer. */
struct taking {
	struct response	*out;
	str		 code;	/* of the body of a new thing */
	struct act	 act;
};

static enum err
find_agency(struct job *job, void *context)
{
	struct taking	*taking = context;
	struct agency	 agency;
	enum err	 e = agency_find(job, taking->code, &agency);

	taking->act.agency = e == OK ? agency.id : 0;
	return e;
}

static enum err
tell(struct job *job, void *context)
{
	struct taking	*taking = context;
	struct thing	*thing = taking->act.result;
	enum err	 e = put(job, taking->out, thing);

	return e == OK ? put_steps(job, &taking->out->json, thing) : e;
}

/* Every field that came is a value of the step. */
static void
put_values(struct job *job, const struct input *in, struct act *act,
    bool begins)
{
	const struct route_field	*field = in->route->form;
	struct step_value		*value;
	size_t				 n = 0;

	while (field[n].name != NULL)
		n++;
	value = arena_array(job->arena, n, sizeof *value);
	act->input.value = value;
	for (size_t i = 0; i < n; i++)
		if (!begins || !str_is(str_of(field[i].name), "agency"))
			value[act->input.n++] = (struct step_value){
			    str_of(field[i].name), input_str(in,
			    field[i].name) };
}

/* Of a new thing the field "agency" tells the body. */
static enum err
take(struct job *job, struct input *in, struct response *out, bool begins)
{
	struct taking	*taking = arena_alloc(job->arena, sizeof *taking);
	struct act	*act = &taking->act;
	enum err	 e = input_read_again(job, in, NULL);

	if (e != OK)
		return e;
	taking->out = out;
	taking->code = input_str(in, "agency");
	act->kind = str_c(job->arena, input_part(in, "kind"));
	act->step = str_c(job->arena, input_part(in, "step"));
	act->thing = input_part_int(in, "id");
	put_values(job, in, act, begins);
	if (begins)
		e = job_read(job, find_agency, taking);
	else if (act->thing == 0)
		e = FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	if (e == OK)
		e = act_take(job, act);
	return e == OK ? job_read(job, tell, taking) : e;
}

ROUTE(api_thing_step, .method = "POST",
    .path = "/api/v1/things/{kind}/{id}/{step}", .need = ROUTE_SIGNED_IN,
    .mode = ROUTE_BARE)
(struct job *job, struct input *in, struct response *out)
{
	return take(job, in, out, false);
}

ROUTE(api_thing_new, .method = "POST",
    .path = "/api/v1/things/{kind}/new/{step}", .need = ROUTE_SIGNED_IN,
    .mode = ROUTE_BARE)
(struct job *job, struct input *in, struct response *out)
{
	return take(job, in, out, true);
}
