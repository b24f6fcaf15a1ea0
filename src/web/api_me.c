#include "domain/agency.h"
#include "domain/person.h"
#include "domain/role.h"
#include "web/input.h"
#include "web/response.h"

/* A role, where it is held, and until when. */
static enum err
put_grant(struct job *job, struct json *json, const struct grant *grant)
{
	const struct role	*role = role_find(job->actor->roles,
				    grant->role);
	str			 code;
	enum err		 e;

	e = agency_code(job, grant->agency, &code);
	json_open_object(json);
	json_put_member(json, "role", grant->role);
	json_put_member(json, "agency", code);
	json_put_member_or_null(json, "until", day_text(job->arena,
	    grant->until));
	json_put_name(json, "needs");
	json_open_array(json);
	for (size_t i = 0; role != NULL && i < role->needs; i++)
		json_put_str(json, role->need[i]);
	json_close_array(json);
	json_close_object(json);
	return e;
}

ROUTE(api_me, .method = "GET", .path = "/api/v1/me",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	const struct actor	*actor = job->actor;
	struct json		*json = response_json(job, out, 200);
	str			 code;
	enum err		 e;

	(void)in;
	e = agency_code(job, actor->person.agency, &code);
	json_open_object(json);
	json_put_member(json, "login", actor->person.login);
	json_put_member(json, "name", actor->person.name);
	json_put_member(json, "agency", code);
	json_put_name(json, "roles");
	json_open_array(json);
	for (size_t i = 0; e == OK && i < actor->grants; i++)
		e = put_grant(job, json, &actor->grant[i]);
	json_close_array(json);
	json_close_object(json);
	return e;
}
