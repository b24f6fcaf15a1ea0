#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "domain/job.h"
#include "web/input.h"
#include "web/response.h"

/* What OpenAPI calls the kinds of our fields. */
static const char *const	types[] = {
	[ROUTE_TEXT] = "string", [ROUTE_LINES] = "string",
	[ROUTE_SECRET] = "string", [ROUTE_INT] = "integer",
	[ROUTE_DAY] = "string", [ROUTE_TICK] = "boolean",
	[ROUTE_CHOICE] = "string", [ROUTE_TEXTS] = "array",
	[ROUTE_FILE] = "string",
};

static void
put_member_bool(struct json *json, const char *name, bool truth)
{
	json_put_name(json, name);
	json_put_bool(json, truth);
}

static void
put_schema(struct json *json, const struct route_field *field)
{
	str	list = str_of(field->choice), one;

	json_put_name(json, "schema");
	json_open_object(json);
	json_put_member(json, "type", str_of(types[field->kind]));
	if (field->kind == ROUTE_DAY)
		json_put_member(json, "format", S("date"));
	if (field->kind == ROUTE_TEXTS) {
		json_put_name(json, "items");
		json_open_object(json);
		json_put_member(json, "type", S("string"));
		json_close_object(json);
	}
	if (field->kind == ROUTE_CHOICE) {
		json_put_name(json, "enum");
		json_open_array(json);
		while (str_cut(&list, ' ', &one))
			json_put_str(json, one);
		json_close_array(json);
	}
	json_close_object(json);
}

static void
put_parameter(struct json *json, str name, const char *where,
    const struct route_field *field)
{
	json_open_object(json);
	json_put_member(json, "name", name);
	json_put_member(json, "in", str_of(where));
	put_member_bool(json, "required", field->required);
	put_schema(json, field);
	json_close_object(json);
}

static void
put_parameters(struct json *json, const struct route *route)
{
	static const struct route_field	 part = { .kind = ROUTE_TEXT,
					    .required = true };
	str				 path = str_of(route->path + 1), one;

	json_put_name(json, "parameters");
	json_open_array(json);
	while (str_cut(&path, '/', &one))
		if (one.at[0] == '{')
			put_parameter(json, str_sub(one, 1, one.n - 1),
			    "path", &part);
	for (const struct route_field *field = route->form; field != NULL &&
	    field->name != NULL; field++)
		put_parameter(json, str_of(field->name), "query", field);
	json_close_array(json);
}

static void
put_response(struct json *json, const char *status, str sentence,
    const char *type)
{
	json_put_name(json, status);
	json_open_object(json);
	json_put_member(json, "description", sentence);
	json_put_name(json, "content");
	json_open_object(json);
	json_put_name(json, type);
	json_open_object(json);
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
}

/* Anybody may ask without telling who he is; else a token, or a session. */
static void
put_security(struct json *json, const struct route *route)
{
	static const char *const	ways[] = { "token", "session" };

	json_put_name(json, "security");
	json_open_array(json);
	for (int i = 0; i < 2 && route->need != ROUTE_ANYBODY; i++) {
		json_open_object(json);
		json_put_name(json, ways[i]);
		json_open_array(json);
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
put_operation(struct job *job, struct json *json, const struct route *route)
{
	char	*method = arena_copy(job->arena, route->method,
		    strlen(route->method));
	str	 sentence = word(job->words, arena_printf(job->arena,
		    "route.%s", route->name));

	for (char *at = method; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	json_put_name(json, method);
	json_open_object(json);
	json_put_member(json, "operationId", str_of(route->name));
	json_put_member(json, "summary", sentence);
	if (route->need != ROUTE_ANYBODY && route->need[0] != '\0')
		json_put_member(json, "x-need", str_of(route->need));
	put_parameters(json, route);
	put_security(json, route);
	json_put_name(json, "responses");
	json_open_object(json);
	put_response(json, "200", sentence, "application/json");
	put_response(json, "default", word(job->words, "web.problem"),
	    "application/problem+json");
	json_close_object(json);
	json_close_object(json);
}

/* Rows are sorted by name: the methods of one path are gathered here. */
static void
put_paths(struct job *job, struct json *json)
{
	json_put_name(json, "paths");
	json_open_object(json);
	for (size_t i = 0; i < route_count; i++) {
		const struct route	*route = route_index[i];
		bool			 told = !route_is_api(route);

		for (size_t k = 0; k < i && !told; k++)
			told = strcmp(route_index[k]->path, route->path) == 0;
		if (told)
			continue;
		json_put_name(json, route->path);
		json_open_object(json);
		for (size_t k = i; k < route_count; k++)
			if (strcmp(route_index[k]->path, route->path) == 0)
				put_operation(job, json, route_index[k]);
		json_close_object(json);
	}
	json_close_object(json);
}

static void
put_scheme(struct json *json, const char *name, const char *type,
    const char *key, const char *value)
{
	json_put_name(json, name);
	json_open_object(json);
	json_put_member(json, "type", str_of(type));
	json_put_member(json, key, str_of(value));
	if (strcmp(type, "apiKey") == 0)
		json_put_member(json, "name", S("__Host-gongkai"));
	json_close_object(json);
}

ROUTE(api_spec, .method = "GET", .path = "/api/v1/openapi.json",
    .need = ROUTE_ANYBODY, .kept = true)
(struct job *job, struct input *in, struct response *out)
{
	struct json	*json = response_json(job, out, 200);

	(void)in;
	json_open_object(json);
	json_put_member(json, "openapi", S("3.1.0"));
	json_put_name(json, "info");
	json_open_object(json);
	json_put_member(json, "title", word(job->words, "web.api"));
	json_put_member(json, "version", S("1"));
	json_close_object(json);
	put_paths(job, json);
	json_put_name(json, "components");
	json_open_object(json);
	json_put_name(json, "securitySchemes");
	json_open_object(json);
	put_scheme(json, "token", "http", "scheme", "bearer");
	put_scheme(json, "session", "apiKey", "in", "cookie");
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
	return OK;
}
