#include <string.h>

#include "domain/role.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"
#include "web/route.h"

/*
 * Every route of the program is asked for by nobody, by a person without a
 * role, and by every role at the body in question and at another one; what
 * comes back is held against the need in its row.  A new route is covered as
 * it is; a new {part} of a path needs a line in `parts'.
 */

/* What stands for a {part}: something of the body LUDI, as far as there is
   such a thing. */
static const struct {
	const char	*name;
	const char	*value;
} parts[] = {
	{ "code", "LUDI" }, { "agency", "LUDI" }, { "login", "subject" },
	{ "id", "1" }, { "year", "2025" }, { "index", "none" },
	{ "topic", "none" }, { "name", "none" }, { "receipt", "none" },
	{ "grant", "1" }, { "page", "none" }, { "key", "none" },
	{ "token", "none" }, { "channel", "none" }, { "kind", "name_change" },
	{ "step", "submit" },
	{ "file", "1" },
};

static str
part_value(const struct route *route, str name)
{
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (str_is(name, parts[i].name))
			return str_of(parts[i].value);
	cr_assert(false, "%s: what stands for {%.*s}?", route->path,
	    STRF(name));
	return S("");
}

static str
path_of(struct arena *arena, const struct route *route)
{
	str	rest = str_of(route->path), before, name, path = S("");

	while (str_cut(&rest, '{', &before)) {
		path = str_printf(arena, "%.*s%.*s", STRF(path),
		    STRF(before));
		if (rest.n == 0 || !str_cut(&rest, '}', &name))
			break;
		path = str_printf(arena, "%.*s%.*s", STRF(path),
		    STRF(part_value(route, name)));
	}
	return path;
}

/* Who comes: `role' NULL for none. */
struct comer {
	const char	*role;	/* of rules/roles.yaml */
	const char	*body;	/* where it is held */
	struct visitor	*visitor;
	int64_t		 person;	/* 0: nobody is signed in */
};

static bool
answers(const struct roles *roles, const struct comer *comer,
    const char *need)
{
	return comer->role != NULL && role_has(role_find(roles,
	    str_of(comer->role)), str_of(need));
}

/* The door lets him in exactly if the row says so. */
static void
hold(const struct route *route, const struct roles *roles,
    const struct comer *comer)
{
	const struct http_reply	*reply;
	str			 path = path_of(comer->visitor->t->job.arena,
				    route);
	str			 no_need = word(comer->visitor->t->job.words,
				    "web.no_need");
	bool			 in;
	int			 status;

	if (comer->person != 0)
		visitor_is(comer->visitor, comer->person);
	reply = strcmp(route->method, "GET") == 0 ?
	    visitor_get(comer->visitor, path) :
	    visitor_post(comer->visitor, path, S(""));
	status = reply->status;
	in = route->need == ROUTE_ANYBODY || (comer->person != 0 &&
	    (route->need[0] == '\0' || answers(roles, comer, route->need)));
	cr_expect(status >= 200 && status != 500, "%s by %s at %s: %d",
	    route->name, comer->role, comer->body, status);
	if (comer->person == 0 && !in)
		cr_expect(status == 401 || (status == 303 && str_starts(
		    visitor_got(comer->visitor, "Location"),
		    S("/sign-in?back="))), "%s by nobody: %d", route->name,
		    status);
	else if (!in)
		cr_expect_eq(status, 403, "%s by %s: %d", route->name,
		    comer->role, status);
	else
		/* The handler of a route for all who are signed in may
		   ask for one need of several. */
		cr_expect(status != 401 && (route->need == ROUTE_ANYBODY ||
		    route->need[0] == '\0' ||
		    !str_has(reply->bytes, no_need)), "%s by %s: %d",
		    route->name, comer->role, status);
}

/* Its path names something of a body. */
static bool
names_a_body(const struct route *route)
{
	return strstr(route->path, "{code}") != NULL ||
	    strstr(route->path, "{agency}") != NULL ||
	    strstr(route->path, "{login}") != NULL;
}

/* Who may come in somewhere else sees and does nothing of this body. */
static void
hold_apart(const struct route *route, const struct roles *roles,
    const struct comer *comer)
{
	int	status = comer->visitor->reply.status;

	if (route->need == ROUTE_ANYBODY || !names_a_body(route) ||
	    (route->need[0] != '\0' &&
	    !answers(roles, comer, route->need)))
		return;
	cr_expect(status == 403 || status == 404, "%s (%s) by %s at another "
	    "body: %d", route->name, route->path, comer->role, status);
}

/* Ask for all routes, each time signed in anew. */
static void
visit_all(const struct roles *roles, struct comer *comer)
{
	for (size_t i = 0; i < route_count; i++) {
		hold(route_index[i], roles, comer);
		if (strcmp(comer->body, "ELSE") == 0)
			hold_apart(route_index[i], roles, comer);
	}
}

/* The door, where nobody is limited. */
static const struct door *
open_door(struct test_store *t)
{
	people_set(t, "client_rate = 0\ncostly_rate = 0");
	(void)people_new(t, "subject");
	return visitor_door(t);
}

TEST_STORE(roles, let_nobody_in_where_somebody_is_wanted)
{
	const struct door	*door = open_door(t);
	const struct roles	*roles;
	struct comer		 nobody = { .body = "LUDI",
				    .visitor = visitor_new(t, door) };
	struct comer		 idle = { .body = "LUDI",
				    .visitor = visitor_new(t, door) };

	check_ok(role_load(t->job.arena, &roles, &t->fault), t->fault);
	visit_all(roles, &nobody);
	idle.person = people_new(t, "idle");
	visit_all(roles, &idle);
}

/* Each role by a person of its own, at the body or at another one. */
static void
visit_as_roles(struct test_store *t, const char *body)
{
	const struct door	*door = open_door(t);
	const struct roles	*roles;
	int64_t			 at = people_agency(t);

	check_ok(role_load(t->job.arena, &roles, &t->fault), t->fault);
	if (strcmp(body, "ELSE") == 0)
		at = bodies_new(t, body, AGENCY_COUNTY, 0);
	for (size_t i = 0; i < roles->n; i++) {
		const char	*key = str_c(t->job.arena,
				    roles->role[i].key);
		int64_t		 person = bodies_person(t, key, at);
		struct comer	 comer = { .role = key, .body = body,
				    .visitor = visitor_new(t, door),
				    .person = person };

		bodies_act_as(t, 0);
		check_ok(bodies_grant(t, person, key, at), t->fault);
		visit_all(roles, &comer);
	}
}

TEST_STORE(roles, come_in_exactly_where_they_answer_the_need)
{
	visit_as_roles(t, "LUDI");
}

TEST_STORE(roles, see_and_do_nothing_at_another_body)
{
	visit_as_roles(t, "ELSE");
}
