#include "web/log.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "web/http_mhd.h"

#define LINES	((size_t)64 << 10)	/* collected at most */
#define LINE	512			/* the longest */
#define DAY	86400000		/* milliseconds */

struct log {
	bool		clients;
	pthread_mutex_t	lock;
	size_t		n;
	char		text[LINES];
};

struct log *
log_new(struct arena *arena, bool clients)
{
	struct log	*log = arena_alloc(arena, sizeof *log);

	log->clients = clients;
	(void)pthread_mutex_init(&log->lock, NULL);
	return log;
}

/* What cannot be written is lost: there is nobody else to tell. */
static void
write_out(struct log *log)
{
	size_t	from = 0;

	while (from < log->n) {
		ssize_t	n = write(STDERR_FILENO, log->text + from,
		    log->n - from);

		if (n <= 0)
			break;
		from += (size_t)n;
	}
	log->n = 0;
}

void
log_request(struct log *log, const struct http_ended *ended)
{
	struct day_parts	date = day_parts((day)(ended->began / DAY));
	int			ms = (int)(ended->began % DAY), n;

	(void)pthread_mutex_lock(&log->lock);
	if (log->n + LINE > LINES)
		write_out(log);
	n = snprintf(log->text + log->n, LINE, "%04d-%02d-%02dT%02d:%02d:"
	    "%02d.%03dZ %.*s %s %s %d %llu %lld%s%.*s\n", date.year,
	    date.month, date.mday, ms / 3600000, ms / 60000 % 60,
	    ms / 1000 % 60, ms % 1000, STRF(ended->id), ended->method,
	    ended->route, ended->status, (unsigned long long)ended->bytes,
	    (long long)ended->took, log->clients ? " " : "",
	    log->clients ? (int)ended->client.n : 0, ended->client.at);
	if (n > 0 && n < LINE)
		log->n += (size_t)n;
	(void)pthread_mutex_unlock(&log->lock);
}

void
log_flush(struct log *log)
{
	(void)pthread_mutex_lock(&log->lock);
	write_out(log);
	(void)pthread_mutex_unlock(&log->lock);
}
