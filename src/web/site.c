#include "web/site.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/word.h"
#include "domain/recall.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/door.h"
#include "web/log.h"
#include "web/meter.h"
#include "web/static.h"
#include "web/watch.h"

#define TEXT_TYPE	S("text/plain; charset=utf-8")

/* --- on the event loop --------------------------------------------------- */

static void
plain(struct http_ready *ready, int status, str text, const char *route)
{
	ready->reply.status = status;
	ready->reply.bytes = text;
	ready->reply.route = route;
	http_reply_header(&ready->reply, S("Content-Type"), TEXT_TYPE);
}

static bool
at_once(void *context, const struct http_request *request,
    struct http_ready *ret)
{
	struct site	*site = context;

	if (!str_is(request->method, "GET") &&
	    !str_is(request->method, "HEAD"))
		return false;
	if (str_is(request->target, "/healthz")) {
		plain(ret, 200, S("ok\n"), "healthz");
		return true;
	}
	if (str_is(request->target, "/readyz")) {
		bool	reached = watch_reaches(site->watch);

		plain(ret, reached ? 200 : 503, reached ? S("ok\n") :
		    S("store\n"), "readyz");
		return true;
	}
	if (static_answer(site->statics, request, ret))
		return true;
	if (!cache_answer(site->cache, request, ret))
		return false;
	meter_add(site->meter, METER_CACHED, 1);
	return true;
}

static bool
hand_on(void *context, struct http_exchange *exchange)
{
	struct site	*site = context;
	bool		 room = pool_put(site->pool, exchange);

	if (!room)
		meter_add(site->meter, METER_REFUSED, 1);
	return room;
}

static size_t
body_limit(void *context, str method, str target)
{
	struct site	*site = context;

	return door_body_limit(site->door, method, target);
}

/* Why a request is refused before anybody looked at it. */
static const struct {
	int		 status;
	const char	*key;
} refusals[] = {
	{ 400, "web.refused.malformed" },
	{ 405, "web.refused.method" },
	{ 411, "web.refused.no_length" },
	{ 413, "web.refused.too_large" },
	{ 417, "web.refused.expectation" },
	{ 429, "web.refused.too_many" },
	{ 431, "web.refused.long_head" },
	{ 503, "web.refused.busy" },
	{ 505, "web.refused.version" },
	{ 507, "web.refused.no_room" },
};

static void
refuse(void *context, int status, struct http_ready *ret)
{
	struct site	*site = context;
	const char	*key = "web.refused.malformed";

	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
		if (refusals[i].status == status)
			key = refusals[i].key;
	plain(ret, status, word(site->words, key), NULL);
	if (status == 503 || status == 429)
		http_reply_header(&ret->reply, S("Retry-After"), S("2"));
}

static void
ended(void *context, const struct http_ended *it)
{
	struct site	*site = context;

	log_request(site->log, it);
	meter_request(site->meter, it);
}

const struct http_mhd_calls	site_calls = {
	.at_once = at_once,
	.hand_on = hand_on,
	.body_limit = body_limit,
	.refuse = refuse,
	.ended = ended,
};

/* --- on a thread of the pool --------------------------------------------- */

/* The thread has a connection that was not lost. */
static bool
connected(struct site *site, struct door_thread *thread)
{
	unsigned	losses = watch_losses(site->watch);

	if (!watch_reaches(site->watch))
		return false;
	if (thread->losses == losses)
		return true;
	if (store_again(thread->store, NULL) != OK)
		return false;
	recall_forget(thread->store->recall);
	thread->losses = losses;
	return true;
}

static void
answer(struct site *site, struct door_thread *thread,
    const struct http_request *request, struct http_reply *ret)
{
	int64_t	state = cache_state(site->cache);

	door_answer(thread, request, ret);
	if (!ret->kept)
		return;
	http_reply_header(ret, S("Cache-Control"), S("no-cache"));
	http_reply_header(ret, S("Vary"), S("Cookie"));
	cache_keep(site->cache, thread->arena, state, request, ret);
}

void
site_work(void *context, void *what, struct door_thread *thread)
{
	struct site		*site = context;
	struct http_exchange	*exchange = what;
	struct http_request	 request;
	struct http_ready	 away = { .reply = { .status = 503 } };
	struct http_reply	 reply = { .status = 0 };

	http_mhd_request(exchange, thread->arena, &request);
	if (connected(site, thread)) {
		answer(site, thread, &request, &reply);
	} else {
		refuse(site, 503, &away);
		reply = away.reply;
	}
	http_mhd_answer(exchange, thread->arena, &reply);
}
