#include "web/meter.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/buf.h"
#include "web/http_mhd.h"

#define TEXT	((size_t)16 << 10)
#define CLASSES	6	/* of status: cut off, 1xx .. 5xx */

/* Upper ends of the times that are counted, in milliseconds. */
static const int	ends[] = { 5, 25, 100, 500, 2500, 10000 };

#define ENDS	(sizeof ends / sizeof ends[0])

struct meter {
	atomic_ulong	count[METER__COUNTS];
	atomic_ulong	status[CLASSES];
	atomic_ulong	took[ENDS + 1];	/* by time; the last is longer */
	atomic_ulong	took_sum;	/* milliseconds */
	atomic_ulong	bytes;		/* of bodies that went */
};

static const struct {
	const char	*name;
	const char	*help;
} counts[METER__COUNTS] = {
	[METER_CACHED] = { "gongkai_cached_total",
	    "Replies from the page cache." },
	[METER_REFUSED] = { "gongkai_queue_full_total",
	    "Requests refused because the queue was full." },
	[METER_WORKERS] = { "gongkai_workers_started_total",
	    "Worker processes started." },
	[METER_ERRANDS] = { "gongkai_errands_done_total", "Errands done." },
	[METER_ERRANDS_FAILED] = { "gongkai_errands_failed_total",
	    "Errands that failed." },
};

static void
unmap(void *meter)
{
	(void)munmap(meter, sizeof(struct meter));
}

struct meter *
meter_new(struct arena *arena)
{
	struct meter	*meter = mmap(NULL, sizeof *meter, PROT_READ |
			    PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (meter == MAP_FAILED) {
		fputs("gongkai: out of memory\n", stderr);
		abort();
	}
	arena_defer(arena, unmap, meter);
	return meter;
}

void
meter_add(struct meter *meter, enum meter_count count, unsigned long n)
{
	(void)atomic_fetch_add_explicit(&meter->count[count], n,
	    memory_order_relaxed);
}

void
meter_request(struct meter *meter, const struct http_ended *ended)
{
	int	class = ended->status / 100;
	size_t	end = 0;

	if (class < 0 || class >= CLASSES)
		class = 0;
	while (end < ENDS && ended->took > ends[end])
		end++;
	(void)atomic_fetch_add_explicit(&meter->status[class], 1,
	    memory_order_relaxed);
	(void)atomic_fetch_add_explicit(&meter->took[end], 1,
	    memory_order_relaxed);
	(void)atomic_fetch_add_explicit(&meter->took_sum,
	    (unsigned long)ended->took, memory_order_relaxed);
	(void)atomic_fetch_add_explicit(&meter->bytes, ended->bytes,
	    memory_order_relaxed);
}

static void
put_times(struct buf *buf, const struct meter *meter)
{
	const char	*name = "gongkai_request_milliseconds";
	unsigned long	 sum = 0;

	buf_printf(buf, "# HELP %s Time from the first line of a request to "
	    "the end of its reply.\n# TYPE %s histogram\n", name, name);
	for (size_t i = 0; i < ENDS; i++) {
		sum += atomic_load(&meter->took[i]);
		buf_printf(buf, "%s_bucket{le=\"%d\"} %lu\n", name, ends[i],
		    sum);
	}
	sum += atomic_load(&meter->took[ENDS]);
	buf_printf(buf, "%s_bucket{le=\"+Inf\"} %lu\n%s_sum %lu\n"
	    "%s_count %lu\n", name, sum, name, atomic_load(&meter->took_sum),
	    name, sum);
}

static str
text_of(struct arena *arena, const struct meter *meter)
{
	struct buf	buf;

	buf_init(&buf, arena, TEXT);
	for (size_t i = 0; i < METER__COUNTS; i++)
		buf_printf(&buf, "# HELP %s %s\n# TYPE %s counter\n%s %lu\n",
		    counts[i].name, counts[i].help, counts[i].name,
		    counts[i].name, atomic_load(&meter->count[i]));
	buf_printf(&buf, "# HELP gongkai_requests_total Requests by class of "
	    "status; 0xx were cut off.\n# TYPE gongkai_requests_total "
	    "counter\n");
	for (int i = 0; i < CLASSES; i++)
		buf_printf(&buf, "gongkai_requests_total{status=\"%dxx\"} "
		    "%lu\n", i, atomic_load(&meter->status[i]));
	buf_printf(&buf, "# HELP gongkai_reply_bytes_total Bytes of bodies "
	    "sent.\n# TYPE gongkai_reply_bytes_total counter\n"
	    "gongkai_reply_bytes_total %lu\n", atomic_load(&meter->bytes));
	put_times(&buf, meter);
	return buf_str(&buf);
}

/* --- as a server --------------------------------------------------------- */

static void
let_go(void *arena)
{
	arena_free(arena);
}

static void
plain(struct http_ready *ready, int status, str text)
{
	ready->reply.status = status;
	ready->reply.bytes = text;
	http_reply_header(&ready->reply, S("Content-Type"),
	    S("text/plain; version=0.0.4; charset=utf-8"));
}

static bool
at_once(void *meter, const struct http_request *request,
    struct http_ready *ret)
{
	struct arena	*arena;

	if (!str_is(request->target, "/metrics")) {
		plain(ret, 404, S("404\n"));
		return true;
	}
	arena = arena_new(TEXT * 4);
	plain(ret, 200, text_of(arena, meter));
	ret->let_go = let_go;
	ret->held = arena;
	return true;
}

static bool
hand_on(void *meter, struct http_exchange *exchange)
{
	(void)meter;
	(void)exchange;
	return false;
}

static size_t
body_limit(void *meter, str method, str target)
{
	(void)meter;
	(void)method;
	(void)target;
	return 0;
}

static void
refuse(void *meter, int status, struct http_ready *ret)
{
	(void)meter;
	plain(ret, status, S("refused\n"));
}

static void
ended(void *meter, const struct http_ended *it)
{
	(void)meter;
	(void)it;
}

const struct http_mhd_calls	meter_calls = {
	.at_once = at_once,
	.hand_on = hand_on,
	.body_limit = body_limit,
	.refuse = refuse,
	.ended = ended,
};
