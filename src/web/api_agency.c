#include "base/arena.h"
#include "domain/agency.h"
#include "domain/agency_contact.h"
#include "office/agency_json.h"
#include "web/api.h"
#include "web/input.h"
#include "web/problem.h"
#include "web/response.h"

static const struct route_field	list_form[] = {
	{ .name = "above", .kind = ROUTE_TEXT },
	{ .name = "after", .kind = ROUTE_TEXT },
	{ .name = "most", .kind = ROUTE_INT },
	{ .name = NULL }
};

/* The place behind the body with a code; n if it is not there. */
static size_t
behind(const struct agency *agency, size_t n, str code)
{
	size_t	at = 0;

	if (code.n == 0)
		return 0;
	while (at < n && !str_eq(agency[at].code, code))
		at++;
	return at < n ? at + 1 : n;
}

ROUTE(api_agencies, .method = "GET", .path = "/api/v1/agencies",
    .need = ROUTE_ANYBODY, .form = list_form)
(struct job *job, struct input *in, struct response *out)
{
	struct agency	*agency, above = { .id = 0 };
	struct json	*json;
	size_t		 n, most, at;
	enum err	 e = OK;

	most = api_most(job, in);
	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	if (input_given(in, "above"))
		e = agency_find(job, input_str(in, "above"), &above);
	if (e == OK)
		e = agency_below(job, above.id, &agency, &n);
	if (e != OK)
		return e;
	json = api_open(job, out);
	at = behind(agency, n, input_str(in, "after"));
	for (; e == OK && at < n && most > 0; at++, most--)
		e = agency_json(job, json, &agency[at]);
	api_close(job, in, out, at < n ? agency[at - 1].code : S(""));
	return e;
}

ROUTE(api_agency, .method = "GET", .path = "/api/v1/agencies/{code}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct agency		 agency;
	struct agency_contact	 contact;
	struct agency_state	*state;
	size_t			 states;
	enum err		 e;

	e = agency_find(job, input_part(in, "code"), &agency);
	if (e == OK)
		e = agency_contact_load(job, agency.id, &contact);
	if (e == OK)
		e = agency_history(job, agency.id, &state, &states);
	return e != OK ? e : agency_json_whole(job, response_json(job, out,
	    200), &agency, &contact, state, states);
}
