#include <jansson.h>
#include <string.h>

#include "base/json.h"
#include "domain/record.h"
#include "domain/token.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"
#include "web/route.h"

/* What came back, parsed; it must be JSON and of this status. */
static struct json_t *
ask(struct visitor *visitor, const char *path, int status)
{
	const struct http_reply	*reply;
	struct json_t		*tree;
	struct fault		 fault = { 0 };

	reply = visitor_get(visitor, str_of(path));
	cr_assert_eq(reply->status, status, "%s: %d %.*s", path,
	    reply->status, STRF(reply->bytes));
	check_ok(json_read(visitor->t->job.arena, reply->bytes, 8 << 20,
	    &tree, &fault), fault);
	return tree;
}

static const char *
text(struct json_t *tree, const char *name)
{
	const char	*value = json_string_value(json_object_get(tree,
			    name));

	return value == NULL ? "" : value;
}

static struct visitor *
arrive(struct test_store *t)
{
	(void)people_agency(t);
	return visitor_new(t, visitor_door(t));
}

TEST_STORE(api, lists_bodies_page_by_page)
{
	struct visitor	*visitor = arrive(t);
	struct json_t	*list;
	int64_t		 county = bodies_new(t, "C", AGENCY_COUNTY, 0);
	int		 seen = 0;
	const char	*next = "/api/v1/agencies?most=2";

	for (int i = 0; i < 4; i++)
		(void)bodies_new(t, arena_printf(t->job.arena, "T%d", i),
		    AGENCY_TOWNSHIP, county);
	while (next[0] != '\0') {
		list = ask(visitor, next, 200);
		seen += (int)json_array_size(json_object_get(list, "items"));
		next = text(list, "next");
		cr_assert(seen <= 6);
	}
	check_int(seen, 6);
	list = ask(visitor, "/api/v1/agencies?above=C&most=1", 200);
	cr_assert_str_eq(text(list, "next"),
	    "/api/v1/agencies?above=C&after=C&most=1");
}

TEST_STORE(api, shows_a_body_and_says_that_there_is_none)
{
	struct visitor	*visitor = arrive(t);
	struct json_t	*tree = ask(visitor, "/api/v1/agencies/LUDI", 200);

	cr_assert_str_eq(text(tree, "name"), "芦堤镇人民政府");
	tree = ask(visitor, "/api/v1/agencies/NONE", 404);
	cr_assert_str_eq(text(tree, "code"), "agency.unknown");
	check_str(visitor_got(visitor, "Content-Type"),
	    S("application/problem+json"));
	tree = ask(visitor, "/api/v1/nothing", 404);
	cr_assert_str_eq(text(tree, "code"), "web.not_found");
}

static enum err
put_records(struct job *job, void *context)
{
	enum err	e = OK;

	for (int i = 0; e == OK && i < 5; i++)
		e = record_put(job, &(struct record){
		    .agency = *(int64_t *)context, .day = day_make(2025, 3, i
		    + 1), .title = str_printf(job->arena, "石桥镇防汛预案%d",
		    i), .body = S("石桥镇防汛抗旱应急预案正文。") },
		    S("test"));
	return e;
}

TEST_STORE(api, lists_shows_and_finds_records)
{
	struct visitor	*visitor = arrive(t);
	int64_t		 body = people_agency(t);
	struct json_t	*list, *first;
	const char	*id;

	check_ok(job_write(&t->job, put_records, &body), t->fault);
	list = ask(visitor, "/api/v1/records?most=2&agency=LUDI", 200);
	first = json_array_get(json_object_get(list, "items"), 0);
	id = text(first, "id");
	cr_assert(json_is_string(json_object_get(first, "id")));
	first = ask(visitor, arena_printf(t->job.arena,
	    "/api/v1/records/%s", id), 200);
	cr_assert_str_eq(text(first, "title"), "石桥镇防汛预案0");
	cr_assert(strlen(text(first, "body")) > 0);
	list = ask(visitor, text(list, "next"), 200);
	check_int(json_array_size(json_object_get(list, "items")), 2);
	list = ask(visitor, text(list, "next"), 200);
	check_int(json_array_size(json_object_get(list, "items")), 1);
	cr_assert_str_eq(text(list, "next"), "");
	list = ask(visitor, "/api/v1/search?q=%E9%98%B2%E6%B1%9B&most=3"
	    "&facets=1", 200);
	check_int(json_integer_value(json_object_get(list, "total")), 5);
	list = ask(visitor, text(list, "next"), 200);
	check_int(json_array_size(json_object_get(list, "hits")), 2);
	cr_assert_str_eq(text(list, "next"), "");
	(void)ask(visitor, "/api/v1/records/x", 404);
	(void)ask(visitor, "/api/v1/records/99999999999999999999", 404);
}

TEST_STORE(api, calculates)
{
	struct visitor	*visitor = arrive(t);
	struct json_t	*tree;

	tree = ask(visitor, "/api/v1/deadline?from=2021-09-17&days=20", 200);
	cr_assert_str_eq(text(tree, "due"), "2021-10-21");
	tree = ask(visitor, "/api/v1/fee?items=31", 200);
	cr_assert(json_is_integer(json_object_get(tree, "yuan")));
	cr_assert_str_neq(text(tree, "article"), "");
}

TEST_STORE(api, tells_which_parameters_are_wrong)
{
	struct visitor	*visitor = arrive(t);
	struct json_t	*tree;

	tree = ask(visitor, "/api/v1/deadline?from=x", 400);
	check_int(json_array_size(json_object_get(tree, "errors")), 2);
	tree = ask(visitor, "/api/v1/fee?items=1&pages=1", 400);
	tree = ask(visitor, "/api/v1/agencies?most=101", 400);
	cr_assert_str_eq(text(json_array_get(json_object_get(tree,
	    "errors"), 0), "field"), "most");
}

/* Every route of the API and nothing else. */
TEST_STORE(api, is_described_by_its_rows)
{
	struct visitor	*visitor = arrive(t);
	struct json_t	*paths;

	paths = json_object_get(ask(visitor, "/api/v1/openapi.json", 200),
	    "paths");
	for (size_t i = 0; i < route_count; i++) {
		struct json_t	*path = json_object_get(paths,
				    route_index[i]->path);

		cr_assert_eq(path != NULL, route_is_api(route_index[i]),
		    "%s", route_index[i]->path);
	}
	cr_assert_str_eq(text(json_object_get(json_object_get(paths,
	    "/api/v1/me"), "get"), "x-need"), "");
}

struct making {
	struct token	token;
	str		text;
};

static enum err
make_token(struct job *job, void *context)
{
	struct making	*making = context;

	return token_new(job, &making->token, S("test"), &making->text);
}

TEST_STORE(api, knows_who_shows_a_token)
{
	struct visitor	*visitor = arrive(t);
	struct making	 making = { .token = { .person = people_new(t, "li"),
			    .name = S("a"), .scopes = S("record.edit"),
			    .until = DAY_NONE } };
	struct json_t	*tree;

	people_grant(t, making.token.person, "editor");
	check_ok(job_write(&t->job, make_token, &making), t->fault);
	(void)ask(visitor, "/api/v1/me", 401);
	visitor_header(visitor, "Authorization", str_printf(t->job.arena,
	    "Bearer %.*s", STRF(making.text)));
	tree = ask(visitor, "/api/v1/me", 200);
	cr_assert_str_eq(text(tree, "login"), "li");
	tree = json_object_get(json_array_get(json_object_get(tree, "roles"),
	    0), "needs");
	check_int(json_array_size(tree), 1);
	visitor_header(visitor, "Authorization", S("Bearer 00"));
	(void)ask(visitor, "/api/v1/me", 401);
	check_str(visitor_got(visitor, "WWW-Authenticate"), S("Bearer"));
	(void)ask(visitor, "/api/v1/agencies", 401);
}
