#include "web/guard.h"

#include <arpa/inet.h>
#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/arena.h"

#define CLIENTS	8191	/* of the table of counts; a prime */

struct place {
	int			 fd;
	enum guard_phase	 phase;
	int64_t			 since;	/* when the phase began */
	int64_t			 until;	/* when it must have ended */
	char			 peer[INET6_ADDRSTRLEN];
	size_t			 mine;	/* the count it is in + 1; 0: none */
	size_t			 client; /* the same of the one behind */
	int			 next;	/* the next free one */
};

struct guard {
	struct guard_limits	 limits;
	pthread_mutex_t		 lock;
	struct place		*place;
	int			 free;	/* the first free one; -1: none */
	unsigned		 there;	/* connections */
	/* By hash: two clients of one hash share a limit, which is seldom. */
	unsigned		 count[CLIENTS];
};

int64_t
guard_now(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct guard *
guard_new(struct arena *arena, const struct guard_limits *limits)
{
	struct guard	*guard = arena_alloc(arena, sizeof *guard);

	guard->limits = *limits;
	guard->place = arena_array(arena, limits->connections,
	    sizeof *guard->place);
	for (unsigned i = 0; i < limits->connections; i++)
		guard->place[i].next = i + 1 < limits->connections ?
		    (int)i + 1 : -1;
	(void)pthread_mutex_init(&guard->lock, NULL);
	return guard;
}

str
guard_address(const struct sockaddr *address, char text[INET6_ADDRSTRLEN])
{
	const struct sockaddr_in	*four = (const void *)address;
	const struct sockaddr_in6	*six = (const void *)address;
	const char			*made = NULL;

	if (address != NULL && address->sa_family == AF_INET)
		made = inet_ntop(AF_INET, &four->sin_addr, text,
		    INET6_ADDRSTRLEN);
	else if (address != NULL && address->sa_family == AF_INET6 &&
	    IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		made = inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], text,
		    INET6_ADDRSTRLEN);
	else if (address != NULL && address->sa_family == AF_INET6)
		made = inet_ntop(AF_INET6, &six->sin6_addr, text,
		    INET6_ADDRSTRLEN);
	return made == NULL ? S("unix") : str_of(made);
}

/* Count one more; 0 if that is too many, else where it is counted + 1. */
static size_t
count_in(struct guard *guard, str client)
{
	size_t	at = str_hash(client) % CLIENTS;

	if (guard->count[at] >= guard->limits.each)
		return 0;
	guard->count[at]++;
	return at + 1;
}

static void
count_out(struct guard *guard, size_t *counted)
{
	if (*counted > 0)
		guard->count[*counted - 1]--;
	*counted = 0;
}

/* Until when a phase must have ended. */
static int64_t
phase_end(const struct guard *guard, const struct place *place,
    uint64_t bytes)
{
	const struct guard_limits	*limits = &guard->limits;

	switch (place->phase) {
	case GUARD_IDLE:
		return place->since + limits->idle;
	case GUARD_HEAD:
		return place->since + limits->head;
	case GUARD_BODY:
	case GUARD_REPLY:
		return place->since + limits->head +
		    (int64_t)(bytes / (uint64_t)limits->rate) * 1000;
	default:
		return INT64_MAX;
	}
}

int
guard_enter(struct guard *guard, int fd, const struct sockaddr *address,
    bool trusted)
{
	struct place	*place;
	char		 text[INET6_ADDRSTRLEN];
	str		 peer = guard_address(address, text);
	bool		 counts = !trusted && !str_is(peer, "unix");
	size_t		 mine = 0;
	int		 at;

	(void)pthread_mutex_lock(&guard->lock);
	at = guard->free;
	if (at >= 0 && counts) {
		mine = count_in(guard, peer);
		if (mine == 0)
			at = -1;
	}
	if (at >= 0) {
		place = &guard->place[at];
		guard->free = place->next;
		guard->there++;
		*place = (struct place){ .fd = fd, .phase = GUARD_HEAD,
		    .mine = mine, .since = guard_now() };
		place->until = phase_end(guard, place, 0);
		memcpy(place->peer, peer.at, peer.n);
	}
	(void)pthread_mutex_unlock(&guard->lock);
	return at;
}

void
guard_leave(struct guard *guard, int at)
{
	struct place	*place = &guard->place[at];

	(void)pthread_mutex_lock(&guard->lock);
	count_out(guard, &place->mine);
	count_out(guard, &place->client);
	place->phase = GUARD_FREE;
	place->next = guard->free;
	guard->free = at;
	guard->there--;
	(void)pthread_mutex_unlock(&guard->lock);
}

str
guard_peer(const struct guard *guard, int place)
{
	return str_of(guard->place[place].peer);
}

/* A head that began after a pause has its own time, and never more than is
   left of the pause's. */
void
guard_phase(struct guard *guard, int at, enum guard_phase phase,
    uint64_t bytes)
{
	struct place	*place = &guard->place[at];
	int64_t		 before;

	(void)pthread_mutex_lock(&guard->lock);
	before = place->until;
	if (place->phase != phase)
		place->since = guard_now();
	place->phase = phase;
	place->until = phase_end(guard, place, bytes);
	if (phase == GUARD_HEAD && before < place->until)
		place->until = before;
	if (phase == GUARD_IDLE)
		count_out(guard, &place->client);
	(void)pthread_mutex_unlock(&guard->lock);
}

bool
guard_client(struct guard *guard, int at, str client)
{
	struct place	*place = &guard->place[at];
	bool		 fits;

	(void)pthread_mutex_lock(&guard->lock);
	assert(place->client == 0);
	place->client = count_in(guard, client);
	fits = place->client > 0;
	(void)pthread_mutex_unlock(&guard->lock);
	return fits;
}

void
guard_reap(struct guard *guard, int64_t idle)
{
	int64_t	now = guard_now();

	(void)pthread_mutex_lock(&guard->lock);
	for (unsigned i = 0; i < guard->limits.connections; i++) {
		struct place	*place = &guard->place[i];

		if (place->phase == GUARD_FREE)
			continue;
		if (now > place->until || (idle >= 0 && now - place->since >=
		    idle && place->phase <= GUARD_HEAD))
			(void)shutdown(place->fd, SHUT_RDWR);
	}
	(void)pthread_mutex_unlock(&guard->lock);
}

unsigned
guard_connections(struct guard *guard, unsigned *ret_busy)
{
	unsigned	there;

	*ret_busy = 0;
	(void)pthread_mutex_lock(&guard->lock);
	there = guard->there;
	for (unsigned i = 0; i < guard->limits.connections; i++)
		*ret_busy += guard->place[i].phase > GUARD_HEAD;
	(void)pthread_mutex_unlock(&guard->lock);
	return there;
}
