#include "tests/visitor.h"

#include <strings.h>

#include "domain/recall.h"
#include "domain/session.h"
#include "tests/served.h"
#include "web/cookie.h"
#include "web/door_visit.h"
#include "web/html.h"

#define WORK_BYTES	((size_t)256 << 20)	/* of a request */

struct door *
visitor_door(struct test_store *t)
{
	struct door	*door;

	check_ok(door_new(t->job.arena, t->store, &door, &t->fault),
	    t->fault);
	return door;
}

static struct arena *
memory(const struct visitor *visitor)
{
	return visitor->t->job.arena;
}

static void
let_go(void *arena)
{
	arena_free(arena);
}

struct visitor *
visitor_new(struct test_store *t, const struct door *door)
{
	struct visitor	*visitor = arena_alloc(t->job.arena,
			    sizeof *visitor);

	*visitor = (struct visitor){ .t = t, .client = "192.0.2.1",
	    .thread = { .door = door, .store = t->store,
	    .arena = arena_new(WORK_BYTES) } };
	arena_defer(t->job.arena, let_go, visitor->thread.arena);
	if (t->store->recall == NULL)
		t->store->recall = recall_new(t->store->arena);
	return visitor;
}

struct visitor *
visitor_served(struct test_store *t, const struct served *served)
{
	struct visitor	*visitor = visitor_new(t, NULL);

	visitor->served = served;
	return visitor;
}

/* --- cookies ------------------------------------------------------------- */

static void
keep_cookie(struct visitor *visitor, str set)
{
	struct http_header	*free = NULL, *place = NULL;
	str			 value, name;

	(void)str_cut(&set, ';', &value);
	(void)str_cut(&value, '=', &name);
	for (size_t i = 0; i < VISITOR_COOKIES && place == NULL; i++) {
		if (str_eq(visitor->cookie[i].name, name))
			place = &visitor->cookie[i];
		if (visitor->cookie[i].value.n == 0 && free == NULL)
			free = &visitor->cookie[i];
	}
	if (place == NULL)
		place = free;
	cr_assert(place != NULL, "too many cookies");
	*place = (struct http_header){ str_copy(memory(visitor), name),
	    str_copy(memory(visitor), value) };
}

static str
cookies(const struct visitor *visitor)
{
	struct arena	*arena = memory(visitor);
	str		 list = S("");

	for (size_t i = 0; i < VISITOR_COOKIES; i++)
		if (visitor->cookie[i].value.n > 0)
			list = str_printf(arena, "%.*s%s%.*s=%.*s",
			    STRF(list), list.n > 0 ? "; " : "",
			    STRF(visitor->cookie[i].name),
			    STRF(visitor->cookie[i].value));
	return list;
}

struct signing {
	int64_t	person;
	str	token;
};

static enum err
sign_in(struct job *job, void *context)
{
	struct signing	*signing = context;

	return session_new(job, signing->person, SESSION_NOTHING,
	    &signing->token);
}

void
visitor_is(struct visitor *visitor, int64_t person)
{
	struct signing	signing = { .person = person };
	struct job	job = visitor->t->job;

	job.actor = NULL;
	check_ok(job_write(&job, sign_in, &signing), visitor->t->fault);
	keep_cookie(visitor, cookie_set(memory(visitor), COOKIE_SESSION,
	    COOKIE_LOCAL, signing.token));
	visitor->csrf = str_copy(job.arena, door_csrf(job.arena,
	    signing.token));
}

/* --- asking -------------------------------------------------------------- */

/* The token of the last form on the page; what it was if there is none. */
static void
see_form(struct visitor *visitor)
{
	static const char	before[] = "name=\"" HTML_CSRF
				    "\" value=\"";
	str			bytes = visitor->reply.bytes;
	ptrdiff_t		at = str_find(bytes, S(before), 0), end;

	if (at < 0)
		return;
	at += (ptrdiff_t)sizeof before - 1;
	end = str_find(bytes, S("\""), (size_t)at);
	visitor->csrf = str_copy(memory(visitor), str_sub(bytes,
	    (size_t)at, (size_t)end));
}

const struct http_reply *
visitor_ask(struct visitor *visitor, const char *method, str target,
    str body)
{
	struct http_header	header[VISITOR_HEADERS + 3];
	struct http_request	request = { .method = str_of(method),
				    .target = target, .header = header,
				    .body = body, .id = S("test"),
				    .peer = str_of(visitor->client),
				    .client = str_of(visitor->client),
				    .at = visitor->t->job.now };
	bool			hosted = false;

	for (size_t i = 0; i < visitor->headers; i++) {
		header[request.headers++] = visitor->header[i];
		if (str_is(visitor->header[i].name, "Host"))
			hosted = true;
	}
	if (!hosted)
		header[request.headers++] = (struct http_header){
		    S("Host"), S("localhost:8080") };
	header[request.headers++] = (struct http_header){ S("Cookie"),
	    cookies(visitor) };
	if (body.n > 0 && http_header(&request, "Content-Type").n == 0)
		header[request.headers++] = (struct http_header){
		    S("Content-Type"),
		    S("application/x-www-form-urlencoded") };
	arena_reset(visitor->thread.arena);
	recall_tidy(visitor->thread.store->recall);
	if (visitor->served != NULL)
		served_ask(visitor->served, visitor->thread.arena, &request,
		    &visitor->reply);
	else
		door_answer(&visitor->thread, &request, &visitor->reply);
	for (size_t i = 0; i < visitor->reply.headers; i++)
		if (str_is(visitor->reply.header[i].name, "Set-Cookie"))
			keep_cookie(visitor, visitor->reply.header[i].value);
	see_form(visitor);
	return &visitor->reply;
}

const struct http_reply *
visitor_get(struct visitor *visitor, str target)
{
	return visitor_ask(visitor, "GET", target, S(""));
}

const struct http_reply *
visitor_post(struct visitor *visitor, str target, str fields)
{
	return visitor_ask(visitor, "POST", target, str_printf(
	    memory(visitor), HTML_CSRF "=%.*s&%.*s",
	    STRF(visitor->csrf), STRF(fields)));
}

void
visitor_header(struct visitor *visitor, const char *name, str value)
{
	size_t	place = 0;

	while (place < visitor->headers &&
	    !str_is(visitor->header[place].name, name))
		place++;
	cr_assert(place < VISITOR_HEADERS, "too many headers");
	if (place == visitor->headers)
		visitor->headers++;
	visitor->header[place] = (struct http_header){ str_of(name), value };
}

str
visitor_got(const struct visitor *visitor, const char *name)
{
	const struct http_reply	*reply = &visitor->reply;

	for (size_t i = 0; i < reply->headers; i++)
		if (reply->header[i].name.n == str_of(name).n &&
		    strncasecmp(reply->header[i].name.at, name,
		    reply->header[i].name.n) == 0)
			return reply->header[i].value;
	return S("");
}
