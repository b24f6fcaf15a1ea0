#include "web/door.h"

#include <string.h>

#include "base/arena.h"
#include "base/seal_gate.h"
#include "base/setting.h"
#include "store/store.h"
#include "web/door_visit.h"
#include "web/limit.h"

/* What is told when there is no memory left to say it in. */
#define SPENT	S("500\n")

#define LIMIT_BYTES	((size_t)1 << 20)	/* to find a route */

enum err
door_new(struct arena *arena, struct store *store, struct door **ret,
    struct fault *fault)
{
	struct door	*door = arena_alloc(arena, sizeof *door);
	enum err	 e = OK;

	door->route = route_index;
	door->routes = route_count;
	door->hosts = setting_text(store->settings, "hosts");
	door->client = limit_new(arena, setting_int(store->settings,
	    "client_rate"));
	door->costly = limit_new(arena, setting_int(store->settings,
	    "costly_rate"));
	door->gate = seal_gate_new(arena, ((unsigned)setting_int(
	    store->settings, "threads") + 1) / 2, 0);
	for (int i = 0; e == OK && i < LANG__MAX; i++)
		e = word_load(arena, (enum lang)i, &door->words[i], fault);
	*ret = door;
	return e;
}

/* Where the path leads; what leads nowhere has no body worth taking. */
size_t
door_body_limit(const struct door *door, str method, str target)
{
	struct arena		*arena = arena_new(LIMIT_BYTES);
	struct route_match	 match = { .route = NULL };
	size_t			 most = ROUTE_BODY;
	str			 path = S("");

	(void)str_cut(&target, '?', &path);
	if (route_find(arena, door->route, door->routes, method, path,
	    &match) == OK && match.route->body != 0)
		most = match.route->body;
	arena_free(arena);
	return most;
}

/* --- running a handler ---------------------------------------------------- */

/* What was remarked is shown, and nothing of it stays. */
static enum err
run_body(struct job *job, void *context)
{
	struct door_visit	*visit = context;
	size_t			 remarks = visit->in.remarks;
	enum err		 e;

	visit->out = (struct response){ .way = visit->in.way };
	e = visit->match.route->run(job, &visit->in, &visit->out);
	if (e == OK && job->db != NULL && job->mode == DB_WRITE &&
	    visit->in.remarks > 0) {
		visit->remarked = true;
		return ERR_INVALID;
	}
	if (e != OK)
		visit->in.remarks = remarks;
	return e;
}

static enum err
run(struct door_visit *visit)
{
	const struct route	*route = visit->match.route;
	struct job		*job = &visit->job;
	enum err		 e;

	job->actor = door_actor(visit);
	if (route->mode == ROUTE_BARE)
		return run_body(job, visit);
	if (route->mode == ROUTE_READS)
		return job_read(job, run_body, visit);
	e = job_write(job, run_body, visit);
	if (visit->remarked) {
		fault_clear(&visit->fault);
		e = OK;
	}
	return e;
}

/* --- the way through ------------------------------------------------------ */

/* Another page comes first. */
static void
lead_away(struct door_visit *visit, struct url to)
{
	fault_clear(&visit->fault);
	visit->status = 0;
	response_redirect(&visit->job, &visit->out, to);
}

static enum err
find_route(struct door_visit *visit)
{
	enum err	e;

	e = route_find(visit->job.arena, visit->door->route,
	    visit->door->routes, visit->request->method, visit->path,
	    &visit->match);
	if (e == ERR_NOT_FOUND)
		return FAIL(&visit->fault, e, "web.not_found");
	if (e == ERR_CONFLICT) {
		visit->status = 405;
		return FAIL(&visit->fault, ERR_INVALID, "web.not_so");
	}
	return e;
}

static enum err
hold_body(struct door_visit *visit)
{
	size_t	most = visit->match.route->body;

	if (visit->request->body.n <= (most == 0 ? ROUTE_BODY : most))
		return OK;
	return FAIL(&visit->fault, ERR_TOO_LARGE, "web.too_large");
}

/* It is known who asks: he may come in, with what he brought. */
static enum err
come_in(struct door_visit *visit, bool *ret_away)
{
	struct url	away = URL("");
	enum err	e = door_limit_person(visit);

	*ret_away = false;
	if (e != OK)
		return e;
	e = door_may(visit, &away);
	if (away.s.n > 0) {
		lead_away(visit, away);
		*ret_away = true;
		return OK;
	}
	if (e == OK)
		e = input_read(&visit->job, visit->request, &visit->match,
		    &visit->in);
	if (e == OK)
		e = door_own_form(visit);
	return e == OK ? door_enter(visit) : e;
}

/* A page that is only read: who asks and what he gets are of one moment, and
   of one transaction. */
static enum err
read_page(struct job *job, void *context)
{
	struct door_visit	*visit = context;
	bool			 away = false;
	enum err		 e;

	/* It may run again. */
	door_leave(visit);
	visit->in.remarks = 0;
	visit->status = 0;
	job_act_as(job, NULL);
	e = door_who_within(visit, job);
	if (e == OK)
		e = come_in(visit, &away);
	if (e != OK || away)
		return e;
	job_act_as(job, door_actor(visit));
	return run_body(job, visit);
}

static enum err
pass(struct door_visit *visit)
{
	const struct route	*route;
	bool			 away;
	enum err		 e;

	e = door_place(visit);
	if (e == OK)
		e = door_limit_client(visit);
	if (e == OK)
		e = find_route(visit);
	if (e == OK)
		e = hold_body(visit);
	if (e != OK)
		return e;
	route = visit->match.route;
	visit->job.actor = NULL;
	visit->in.form = (struct html_token){ door_form_token, visit };
	if (route->mode != ROUTE_BARE && strcmp(route->method, "GET") == 0)
		return job_read(&visit->job, read_page, visit);
	e = door_who(visit);
	if (e == OK)
		e = come_in(visit, &away);
	return e != OK || away ? e : run(visit);
}

/* --- the reply ------------------------------------------------------------ */

static void
finish(struct door_visit *visit, struct http_reply *ret)
{
	struct response	*out = &visit->out;
	const struct route	*route = visit->match.route;
	struct arena	*arena = visit->job.arena;
	str		 bytes;

	if (response_body(out, &bytes) != OK) {
		(void)FAIL(&visit->fault, ERR_TOO_LARGE, "web.reply_large");
		visit->status = 500;
		door_error(visit);
		(void)response_body(out, &bytes);
	}
	if (visit->over)
		out->cookie[out->cookies++] = cookie_set(arena,
		    COOKIE_SESSION, visit->in.way, S(""));
	if (out->paged && out->html.guarded && visit->form_new)
		out->cookie[out->cookies++] = cookie_set(arena, COOKIE_FORM,
		    visit->in.way, visit->form);
	*ret = out->reply;
	ret->bytes = bytes;
	ret->route = route == NULL ? NULL : route->name;
	for (size_t i = 0; i < out->cookies; i++)
		http_reply_header(ret, S("Set-Cookie"), out->cookie[i]);
	ret->kept = route != NULL && route->kept && ret->status == 200 &&
	    !visit->request->dialled &&
	    visit->actor == NULL && out->cookies == 0 &&
	    !(out->paged && out->html.guarded);
	if (!ret->kept)
		http_reply_header(ret, S("Cache-Control"),
		    S("no-store"));
}

/* The memory of a request is used up; the store may have been in the middle
   of something. */
static void
spent(struct door_visit *visit, struct http_reply *ret)
{
	db_rollback(visit->thread->store->db);
	*ret = (struct http_reply){ .status = 500, .bytes = SPENT };
	http_reply_header(ret, S("Content-Type"),
	    S("text/plain; charset=utf-8"));
}

void
door_answer(struct door_thread *thread, const struct http_request *request,
    struct http_reply *ret)
{
	struct door_visit	*visit;
	jmp_buf			 jump;

	visit = arena_alloc(thread->arena, sizeof *visit);
	*visit = (struct door_visit){ .thread = thread,
	    .door = thread->door, .request = request, .in.http = request };
	visit->job = (struct job){ .arena = thread->arena,
	    .fault = &visit->fault, .store = thread->store,
	    .now = request->at, .today = day_of_moment(request->at),
	    .words = visit->door->words[str_is(http_cookie(request, "lang"),
	    "en") ? LANG_EN : LANG_ZH] };
	if (setjmp(jump) == 0) {
		arena_on_limit(thread->arena, &jump);
		if (pass(visit) != OK)
			door_error(visit);
		finish(visit, ret);
	} else {
		spent(visit, ret);
	}
	arena_on_limit(thread->arena, NULL);
	door_leave(visit);
}
