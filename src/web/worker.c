#include "web/worker.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/setting.h"
#include "base/word.h"
#include "store/store.h"
#include "web/cache.h"
#include "web/dial.h"
#include "web/door.h"
#include "web/errands.h"
#include "web/guard.h"
#include "web/http_mhd.h"
#include "web/log.h"
#include "web/meter.h"
#include "web/pool.h"
#include "web/proxy.h"
#include "web/site.h"
#include "web/static.h"
#include "web/watch.h"

#define PROCESS_BYTES	((size_t)1 << 30)
#define TICK		250	/* milliseconds between two looks */
#define QUEUE		256	/* requests that may wait for a thread */
#define SECOND		1000
#define METRICS		16	/* connections to /metrics */
#define DRAIN		2000	/* milliseconds for who is connected and says
				   nothing, when we stop */
#define STOP_MAX	30000	/* for all, when we stop */

struct worker {
	const struct worker_plan	*plan;
	struct arena			*arena;	/* of the process */
	struct fault			 fault;
	struct store			*store;
	struct dial			*dial;
	struct door			*door;
	struct proxies			*proxies;
	struct guard			*guard;
	struct http_mhd			*http;
	struct guard			*metrics_guard;
	struct http_mhd			*metrics;	/* NULL: none */
	struct errands			*errands;
	struct site			 site;
	atomic_bool			 stopping;	/* for the reaper */
	pthread_t			 reaper;
	bool				 reaping;
};

static int64_t
setting(const struct worker *worker, const char *name)
{
	return setting_int(worker->store->settings, name);
}

/* Ends connections that are late, and writes the log. */
static void *
reap(void *context)
{
	struct worker	*worker = context;

	while (!atomic_load(&worker->stopping)) {
		(void)poll(NULL, 0, TICK);
		guard_reap(worker->guard, -1);
		if (worker->metrics_guard != NULL)
			guard_reap(worker->metrics_guard, -1);
		log_flush(worker->site.log);
	}
	return NULL;
}

static enum err
start_pool(struct worker *worker)
{
	const struct pool_plan	plan = { .door = worker->door,
				    .store = worker->store,
				    .threads = (unsigned)setting(worker,
				    "threads"), .queue = QUEUE,
				    .work = site_work,
				    .context = &worker->site };

	return pool_new(worker->arena, &plan, &worker->site.pool,
	    &worker->fault);
}

static enum err
start_http(struct worker *worker)
{
	const struct guard_limits	limits = {
		.connections = (unsigned)setting(worker, "connections"),
		.each = (unsigned)setting(worker, "client_connections"),
		.head = setting(worker, "head_seconds") * 1000,
		.idle = setting(worker, "idle_seconds") * 1000,
		.rate = setting(worker, "slowest_bytes") };
	struct http_mhd_plan		plan = {
		.listener = worker->plan->listener,
		.connections = limits.connections,
		.idle = (unsigned)setting(worker, "idle_seconds"),
		.dir = worker->store->dir, .proxies = worker->proxies,
		.dial = worker->dial, .calls = &site_calls,
		.site = &worker->site };

	worker->guard = guard_new(worker->arena, &limits);
	plan.guard = worker->guard;
	if (pthread_create(&worker->reaper, NULL, reap, worker) != 0)
		return FAIL(&worker->fault, ERR_STORE, "web.no_thread");
	worker->reaping = true;
	return http_mhd_start(worker->arena, &plan, &worker->http,
	    &worker->fault);
}

/* /metrics on an address of its own, for few and with short patience. */
static enum err
start_metrics(struct worker *worker)
{
	const struct guard_limits	limits = { .connections = METRICS,
					    .each = METRICS, .head = SECOND *
					    10, .idle = SECOND * 60,
					    .rate = 1024 };
	struct http_mhd_plan		plan = {
		.listener = worker->plan->metrics, .connections = METRICS,
		.idle = 60, .dir = worker->store->dir,
		.proxies = worker->proxies, .dial = worker->dial,
		.calls = &meter_calls,
		.site = worker->plan->meter };

	if (plan.listener < 0)
		return OK;
	worker->metrics_guard = guard_new(worker->arena, &limits);
	plan.guard = worker->metrics_guard;
	return http_mhd_start(worker->arena, &plan, &worker->metrics,
	    &worker->fault);
}

static enum err
start(struct worker *worker)
{
	struct site	*site = &worker->site;
	enum err	 e = store_open(worker->arena, worker->plan->dir,
			    &worker->store, &worker->fault);

	site->meter = worker->plan->meter;
	site->words = worker->plan->words;
	if (e == OK)
		e = dial_new(worker->arena, worker->store->settings,
		    worker->plan->clock, &worker->dial, &worker->fault);
	if (e == OK)
		e = proxy_read(worker->arena, setting_text(
		    worker->store->settings, "trusted_proxies"),
		    &worker->proxies, &worker->fault);
	if (e == OK)
		e = door_new(worker->arena, worker->store, &worker->door,
		    &worker->fault);
	if (e != OK)
		return e;
	e = static_new(worker->arena, &site->statics, &worker->fault);
	if (e != OK)
		return e;
	site->door = worker->door;
	site->cache = cache_new(worker->arena, (size_t)setting(worker,
	    "cache_mb") << 20);
	site->log = log_new(worker->arena, str_is(setting_text(
	    worker->store->settings, "log_clients"), "on"));
	e = watch_new(worker->arena, worker->store, site->cache, &site->watch,
	    &worker->fault);
	if (e == OK)
		e = start_pool(worker);
	if (e == OK)
		e = errands_new(worker->arena, worker->store, site->watch,
		    worker->dial, site->meter, site->words, &worker->errands,
		    &worker->fault);
	if (e == OK)
		e = start_metrics(worker);
	return e == OK ? start_http(worker) : e;
}

/* Take no more, and wait for those who are there. */
static void
drain(struct worker *worker)
{
	int64_t		until = guard_now() + STOP_MAX;
	unsigned	busy;

	http_mhd_quiesce(worker->http);
	while (guard_connections(worker->guard, &busy) > 0 &&
	    guard_now() < until) {
		(void)poll(NULL, 0, TICK / 10);
		guard_reap(worker->guard, DRAIN);
	}
}

static void
stop(struct worker *worker)
{
	if (worker->http != NULL)
		drain(worker);
	if (worker->metrics != NULL)
		http_mhd_stop(worker->metrics);
	if (worker->errands != NULL)
		errands_stop(worker->errands);
	if (worker->site.pool != NULL)
		pool_stop(worker->site.pool);
	if (worker->http != NULL)
		http_mhd_stop(worker->http);
	if (worker->site.watch != NULL)
		watch_stop(worker->site.watch);
	if (worker->site.cache != NULL)
		cache_end(worker->site.cache);
	atomic_store(&worker->stopping, true);
	if (worker->reaping)
		(void)pthread_join(worker->reaper, NULL);
	if (worker->site.log != NULL)
		log_flush(worker->site.log);
}

/* Until we are to stop, or the supervisor is gone. */
static void
wait_for_end(const struct worker *worker, int signals)
{
	struct pollfd	polled[] = { { signals, POLLIN, 0 },
			    { worker->plan->ready, POLLIN, 0 } };

	while (poll(polled, 2, -1) < 0)
		continue;
}

int
worker_run(const struct worker_plan *plan)
{
	struct worker	*worker;
	struct arena	*arena = arena_new(PROCESS_BYTES);
	sigset_t	 signals;
	int		 fd;
	enum err	 e;

	worker = arena_alloc(arena, sizeof *worker);
	worker->plan = plan;
	worker->arena = arena;
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	fd = signalfd(-1, &signals, SFD_CLOEXEC);
	(void)signal(SIGPIPE, SIG_IGN);
	e = fd < 0 ? FAIL(&worker->fault, ERR_STORE, "web.no_server") :
	    start(worker);
	if (e == OK) {
		meter_add(plan->meter, METER_WORKERS, 1);
		(void)send(plan->ready, "R", 1, MSG_NOSIGNAL);
		wait_for_end(worker, fd);
	} else {
		str	text = word_fault(arena, plan->words, &worker->fault);

		fprintf(stderr, "gongkai: %.*s\n", STRF(text));
	}
	stop(worker);
	arena_free(arena);
	return err_exit(e);
}
