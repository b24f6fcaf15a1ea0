#include "office/agency_json.h"

#include "base/arena.h"

static enum err
member_of_body(struct job *job, struct json *json, const char *name,
    int64_t id)
{
	str		code;
	enum err	e;

	e = agency_code(job, id, &code);
	if (e == OK)
		json_put_member_or_null(json, name, code);
	return e;
}

static enum err
put_body(struct job *job, struct json *json, const struct agency *a)
{
	enum err	e;

	json_put_member(json, "code", a->code);
	json_put_member(json, "name", a->name);
	json_put_member(json, "level", agency_level_name(a->level));
	json_put_member_or_null(json, "division", a->division);
	json_put_member_or_null(json, "organisation", a->organisation);
	json_put_member_or_null(json, "credit", a->credit);
	json_put_member_or_null(json, "scheme", a->scheme);
	json_put_member_or_null(json, "since", day_text(job->arena, a->since));
	json_put_member_or_null(json, "until", day_text(job->arena, a->until));
	e = member_of_body(job, json, "above", a->above);
	if (e == OK)
		e = member_of_body(job, json, "supervisor", a->supervisor);
	if (e == OK)
		e = member_of_body(job, json, "successor", a->successor);
	return e;
}

static void
put_contact(struct json *json, const struct agency_contact *contact)
{
	json_put_name(json, "contact");
	json_open_object(json);
	json_put_member_or_null(json, "office", contact->office);
	json_put_member_or_null(json, "address", contact->address);
	json_put_member_or_null(json, "hours", contact->hours);
	json_put_member_or_null(json, "phone", contact->phone);
	json_put_member_or_null(json, "fax", contact->fax);
	json_put_member_or_null(json, "post_code", contact->post_code);
	json_put_member_or_null(json, "mail", contact->mail);
	json_put_member_or_null(json, "site", contact->site);
	json_close_object(json);
}

static enum err
put_states(struct job *job, struct json *json, const struct agency_state *state,
    size_t n)
{
	enum err	e = OK;

	json_put_name(json, "history");
	json_open_array(json);
	for (size_t i = 0; e == OK && i < n; i++) {
		json_open_object(json);
		json_put_member_or_null(json, "from",
		    day_text(job->arena, state[i].from));
		json_put_member(json, "name", state[i].agency.name);
		json_put_member(json, "level",
		    agency_level_name(state[i].agency.level));
		json_put_member_or_null(json, "until",
		    day_text(job->arena, state[i].agency.until));
		e = member_of_body(job, json, "above", state[i].agency.above);
		json_close_object(json);
	}
	json_close_array(json);
	return e;
}

enum err
agency_json(struct job *job, struct json *json, const struct agency *agency)
{
	enum err	e;

	json_open_object(json);
	e = put_body(job, json, agency);
	json_close_object(json);
	return e;
}

enum err
agency_json_whole(struct job *job, struct json *json,
    const struct agency *agency, const struct agency_contact *contact,
    const struct agency_state *state, size_t states)
{
	enum err	e;

	json_open_object(json);
	e = put_body(job, json, agency);
	if (e == OK && contact != NULL)
		put_contact(json, contact);
	if (e == OK)
		e = put_states(job, json, state, states);
	json_close_object(json);
	return e;
}
