#include "domain/agency.h"
#include "domain/person.h"
#include "domain/session.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"
#include "web/door_visit.h"

/* --- a site of the test's own -------------------------------------------- */

static enum err
draw_form(struct job *job, struct input *in, struct response *out)
{
	html_csrf(response_page(job, in, out, 200));
	return OK;
}

static enum err
draw_plain(struct job *job, struct input *in, struct response *out)
{
	html_raw(response_page(job, in, out, 200), S("plain"));
	return OK;
}

/* Changes the name of the body there and says who is acting. */
static enum err
change(struct job *job, struct input *in, struct response *out)
{
	struct agency	agency;
	enum err	e = agency_find(job, input_part(in, "code"), &agency);

	if (e != OK)
		return e;
	if (!person_may(job, S("agency.change"), agency.id))
		return FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	agency.name = input_str(in, "name");
	e = agency_save(job, &agency, S("test"));
	if (str_is(agency.name, "芦堤镇二"))
		input_remark(job, in, "name", "input.required");
	response_redirect(job, out, URL("/done"));
	return e;
}

static enum err
fill_memory(struct job *job, struct input *in, struct response *out)
{
	(void)in;
	(void)out;
	for (int i = 0; i < 1 << 20; i++)
		(void)arena_alloc(job->arena, 1 << 20);
	return OK;
}

static enum err
sign_me_in(struct job *job, struct input *in, struct response *out)
{
	response_redirect(job, out, URL("/desk"));
	response_sign_in(job, in, out, S("token"));
	return OK;
}

static enum err
leave(struct job *job, struct input *in, struct response *out)
{
	int64_t	person;

	response_redirect(job, out, URL("/"));
	response_sign_out(job, in, out);
	return session_end(job, in->token, &person);
}

static const struct route_field	name_form[] = {
	{ .name = "name", .kind = ROUTE_TEXT, .required = true },
	{ .name = NULL }
};
static const struct route	rows[] = {
	{ .name = "form", .method = "GET", .path = "/form",
	    .need = ROUTE_ANYBODY, .kept = true, .run = draw_form },
	{ .name = "plain", .method = "GET", .path = "/plain",
	    .need = ROUTE_ANYBODY, .kept = true, .run = draw_plain },
	{ .name = "desk", .method = "GET", .path = "/desk",
	    .need = ROUTE_SIGNED_IN, .run = draw_form },
	{ .name = "password", .method = "GET", .path = "/password",
	    .need = ROUTE_SIGNED_IN, .due = true, .run = draw_form },
	{ .name = "change", .method = "POST", .path = "/body/{code}",
	    .need = "agency.change", .form = name_form, .run = change },
	{ .name = "sign_in", .method = "POST", .path = "/sign-in",
	    .need = ROUTE_ANYBODY, .mode = ROUTE_BARE, .costly = true,
	    .run = sign_me_in },
	{ .name = "leave", .method = "POST", .path = "/leave",
	    .need = ROUTE_SIGNED_IN, .due = true, .run = leave },
	{ .name = "spend", .method = "GET", .path = "/spend",
	    .need = ROUTE_ANYBODY, .run = fill_memory },
	{ .name = "secret", .method = "GET", .path = "/api/secret",
	    .need = "agency.change", .run = draw_plain },
};
static const struct route *const	table[] = { &rows[0], &rows[1],
	&rows[2], &rows[3], &rows[4], &rows[5], &rows[6], &rows[7],
	&rows[8] };

static struct visitor *
arrive(struct test_store *t)
{
	struct door	*door = visitor_door(t);

	door->route = table;
	door->routes = sizeof table / sizeof table[0];
	return visitor_new(t, door);
}

static void
check_status(const struct visitor *visitor, int status)
{
	cr_assert_eq(visitor->reply.status, status, "%d is not %d: %.*s",
	    visitor->reply.status, status, STRF(visitor->reply.bytes));
}

/* An administrator of the body, before its door. */
static struct visitor *
administrator(struct test_store *t)
{
	struct visitor	*visitor = arrive(t);
	int64_t		 person = people_new(t, "admin");

	people_grant(t, person, "system_admin");
	visitor_is(visitor, person);
	visitor_get(visitor, S("/desk"));
	check_status(visitor, 200);
	return visitor;
}

#define CHANGE		S("/body/LUDI"), S("name=%E8%8A%A6%E5%A0%A4%E4%B9%A1")

static str
name_now(struct test_store *t)
{
	return bodies_load(t, people_agency(t)).name;
}

/* --- who comes in -------------------------------------------------------- */

TEST_STORE(door, answers_what_is_not_there_in_words)
{
	struct visitor	*visitor = arrive(t);

	visitor_get(visitor, S("/nothing"));
	check_status(visitor, 404);
	cr_assert(str_has(visitor->reply.bytes, word(t->job.words,
	    "web.not_found")));
	cr_assert(str_has(visitor->reply.bytes, S("test")));
	check_str(visitor_got(visitor, "Cache-Control"), S("no-store"));
	visitor_ask(visitor, "DELETE", S("/form"), S(""));
	check_status(visitor, 405);
	check_str(visitor_got(visitor, "Allow"), S("GET, HEAD"));
}

TEST_STORE(door, leads_who_is_not_signed_in_there_and_back)
{
	struct visitor	*visitor = arrive(t);

	visitor_get(visitor, S("/desk?a=1"));
	check_status(visitor, 303);
	check_str(visitor_got(visitor, "Location"),
	    S("/sign-in?back=%2Fdesk%3Fa%3D1"));
	visitor_get(visitor, S("/form"));
	visitor_post(visitor, CHANGE);
	check_status(visitor, 401);
	visitor_get(visitor, S("/api/secret"));
	check_status(visitor, 401);
	cr_assert(str_has(visitor_got(visitor, "Content-Type"),
	    S("problem+json")));
}

TEST_STORE(door, asks_for_the_need_and_the_handler_for_the_body)
{
	struct visitor	*visitor = arrive(t);
	int64_t		 other, person = people_new(t, "admin");

	visitor_is(visitor, person);
	visitor_get(visitor, S("/desk"));
	visitor_post(visitor, CHANGE);
	check_status(visitor, 403);
	other = bodies_new(t, "OTHER", AGENCY_COUNTY, 0);
	check_ok(bodies_grant(t, person, "system_admin", other), t->fault);
	visitor_post(visitor, CHANGE);
	check_status(visitor, 404);
	people_grant(t, person, "system_admin");
	visitor_post(visitor, CHANGE);
	check_status(visitor, 303);
	check_str(name_now(t), S("芦堤乡"));
}

TEST_STORE(door, keeps_nothing_of_a_form_that_is_shown_again)
{
	struct visitor	*visitor = administrator(t);

	visitor_post(visitor, S("/body/LUDI"),
	    S("name=%E8%8A%A6%E5%A0%A4%E9%95%87%E4%BA%8C"));
	check_status(visitor, 303);
	check_str(name_now(t), S("芦堤镇人民政府"));
}

struct due {
	int64_t	person;
	str	token;
};

static enum err
begin_due(struct job *job, void *context)
{
	struct due	*due = context;

	return session_new(job, due->person, SESSION_PASSWORD, &due->token);
}

TEST_STORE(door, lets_who_must_change_his_password_do_that_first)
{
	struct visitor	*visitor = administrator(t);
	struct due	 due = { .person = people_new(t, "late") };

	bodies_act_as(t, 0);
	check_ok(job_write(&t->job, begin_due, &due), t->fault);
	visitor->cookie[0].value = due.token;
	visitor_get(visitor, S("/desk"));
	check_status(visitor, 303);
	check_str(visitor_got(visitor, "Location"), S("/password"));
	visitor_get(visitor, S("/plain"));
	check_status(visitor, 200);
	visitor_get(visitor, S("/password"));
	check_status(visitor, 200);
	visitor_post(visitor, CHANGE);
	check_status(visitor, 403);
}

TEST_STORE(door, takes_no_cookie_that_is_none_of_ours)
{
	struct visitor	*visitor = administrator(t), *other = arrive(t);

	other->thread.door = visitor->thread.door;
	other->cookie[0] = (struct http_header){ S("gongkai"),
	    S("0000000000000000000000000000000000000000000000000000000000"
	    "000000") };
	visitor_get(other, S("/desk"));
	check_status(other, 303);
	check_int(other->cookie[0].value.n, 0);
	other->cookie[0] = (struct http_header){ S("__Host-gongkai"),
	    visitor->cookie[0].value };
	visitor_get(other, S("/desk"));
	check_status(other, 303);
}

TEST_STORE(door, forgets_a_token_that_was_signed_out)
{
	struct visitor	*visitor = administrator(t), *thief = arrive(t);
	struct http_header token = visitor->cookie[0];

	thief->thread.door = visitor->thread.door;
	visitor_post(visitor, S("/leave"), S(""));
	check_status(visitor, 303);
	check_int(visitor->cookie[0].value.n, 0);
	thief->cookie[0] = token;
	visitor_get(thief, S("/desk"));
	check_status(thief, 303);
}

/* --- forms --------------------------------------------------------------- */

TEST_STORE(door, takes_a_form_of_ours_alone)
{
	struct visitor	*visitor = administrator(t);
	str		 right = visitor->csrf;

	visitor->csrf = S("");
	visitor_post(visitor, CHANGE);
	check_status(visitor, 403);
	visitor->csrf = S("0000");
	visitor_post(visitor, CHANGE);
	check_status(visitor, 403);
	check_str(name_now(t), S("芦堤镇人民政府"));
	visitor->csrf = right;
	visitor_post(visitor, CHANGE);
	check_status(visitor, 303);
}

TEST_STORE(door, takes_no_form_with_the_token_of_somebody_else)
{
	struct visitor	*visitor = administrator(t), *other = arrive(t);

	visitor_get(other, S("/form"));
	visitor->csrf = other->csrf;
	visitor_post(visitor, CHANGE);
	check_status(visitor, 403);
}

static void
from(struct test_store *t, const char *header, str value, int status)
{
	struct visitor	*visitor = administrator(t);

	visitor_header(visitor, header, value);
	visitor_post(visitor, CHANGE);
	check_status(visitor, status);
}

TEST_STORE(door, takes_no_form_from_another_site)
{
	from(t, "Origin", S("https://evil.example"), 403);
}

TEST_STORE(door, takes_no_form_from_a_sandbox)
{
	from(t, "Origin", S("null"), 403);
}

TEST_STORE(door, takes_no_form_from_another_port)
{
	from(t, "Origin", S("http://localhost:9090"), 403);
}

TEST_STORE(door, takes_no_form_that_a_page_of_another_site_refers_to)
{
	from(t, "Referer", S("https://localhost:8080.evil.example/a"), 403);
}

TEST_STORE(door, takes_no_form_that_the_browser_says_is_from_elsewhere)
{
	from(t, "Sec-Fetch-Site", S("same-site"), 403);
}

TEST_STORE(door, takes_a_form_that_the_browser_says_is_from_here)
{
	from(t, "Origin", S("http://localhost:8080"), 303);
}

TEST_STORE(door, gives_who_is_not_signed_in_a_token_with_his_cookie)
{
	struct visitor	*visitor = arrive(t), *other = arrive(t);

	other->thread.door = visitor->thread.door;
	visitor_post(visitor, S("/sign-in"), S(""));
	check_status(visitor, 403);
	visitor_get(visitor, S("/form"));
	cr_assert(str_has(visitor_got(visitor, "Set-Cookie"),
	    S("gongkai-form=")));
	other->csrf = visitor->csrf;
	visitor_post(other, S("/sign-in"), S(""));
	check_status(other, 403);
	visitor_post(visitor, S("/sign-in"), S(""));
	check_status(visitor, 303);
}

/* --- cookies, cache ------------------------------------------------------ */

TEST_STORE(door, sets_cookies_that_only_https_and_this_host_get_back)
{
	struct visitor	*visitor = arrive(t);
	str		 set;

	visitor_header(visitor, "Host", S("www.example.gov.cn"));
	visitor_get(visitor, S("/form"));
	set = visitor_got(visitor, "Set-Cookie");
	cr_assert(str_starts(set, S("__Host-gongkai-form=")));
	cr_assert(str_has(set, S("; Secure")));
	cr_assert(str_has(set, S("; HttpOnly")));
	cr_assert(str_has(set, S("; SameSite=Lax")));
	cr_assert(str_has(set, S("; Path=/")));
	cr_assert(!str_has(set, S("Domain")));
}

TEST_STORE(door, keeps_what_is_the_same_for_all_and_nothing_else)
{
	struct visitor	*visitor = arrive(t);

	cr_assert(visitor_get(visitor, S("/plain"))->kept);
	cr_assert(!visitor_get(visitor, S("/form"))->kept);
	/* The token of his forms is in no page that is kept. */
	cr_assert(visitor_get(visitor, S("/plain"))->kept);
	visitor = administrator(t);
	cr_assert(!visitor_get(visitor, S("/plain"))->kept);
}

/* --- hosts, limits ------------------------------------------------------- */

static void
as_host(struct test_store *t, const char *hosts, str host, int status)
{
	struct visitor	*visitor = arrive(t);
	struct door	*door = arena_alloc(test_arena(), sizeof *door);

	*door = *visitor->thread.door;
	door->hosts = str_of(hosts);
	visitor->thread.door = door;
	visitor_header(visitor, "Host", host);
	visitor_get(visitor, S("/plain"));
	check_status(visitor, status);
}

TEST_STORE(door, answers_to_its_names_alone)
{
	as_host(t, "", S("any.example"), 200);
	as_host(t, "a.example b.example", S("b.example:8080"), 200);
	as_host(t, "a.example b.example", S("B.Example"), 200);
	as_host(t, "a.example b.example", S("c.example"), 400);
	as_host(t, "a.example", S("a.example.evil.example"), 400);
	as_host(t, "", S(""), 400);
	as_host(t, "", S("a.example/path"), 400);
	as_host(t, "", S("a.example@evil.example"), 400);
	as_host(t, "", S("a.example\r\nX: y"), 400);
}

TEST_STORE(door, limits_what_one_client_asks)
{
	struct visitor	*visitor;
	int		 asked = 0;

	people_set(t, "client_rate = 20");
	visitor = arrive(t);
	while (asked < 100 &&
	    visitor_get(visitor, S("/plain"))->status == 200)
		asked++;
	cr_assert(asked >= 20 && asked <= 21, "%d", asked);
	check_status(visitor, 429);
	cr_assert(visitor_got(visitor, "Retry-After").n > 0);
	visitor->client = "192.0.2.2";
	visitor_get(visitor, S("/plain"));
	check_status(visitor, 200);
}

TEST_STORE(door, limits_signing_in_and_leaves_the_rest_open)
{
	struct visitor	*visitor;
	int		 asked = 0;

	people_set(t, "costly_rate = 5");
	visitor = arrive(t);
	visitor_get(visitor, S("/form"));
	do {
		struct http_header	keep = visitor->cookie[0];

		visitor_post(visitor, S("/sign-in"), S(""));
		visitor->cookie[0] = keep;
		visitor->cookie[1].value = S("");
		asked++;
	} while (asked < 100 && visitor->reply.status == 303);
	check_int(asked, 6);
	check_status(visitor, 429);
	visitor_get(visitor, S("/plain"));
	check_status(visitor, 200);
}

TEST_STORE(door, says_that_there_was_too_much_and_goes_on)
{
	struct visitor	*visitor = arrive(t);

	visitor_get(visitor, S("/spend"));
	check_status(visitor, 500);
	visitor_get(visitor, S("/plain"));
	check_status(visitor, 200);
}
