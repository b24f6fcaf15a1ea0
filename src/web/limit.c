#include "web/limit.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/seal.h"

#define SETS	1024	/* of the table */
#define WAYS	4	/* buckets of a set */
#define MINUTE	INT64_C(60000)

struct bucket {
	uint64_t	key;	/* hashed; 0: free */
	int64_t		full;	/* when it will be full again */
};

struct limit {
	pthread_mutex_t	lock;
	uint64_t	seed;	/* nobody can choose who shares a place */
	int64_t		minute;	/* of each */
	struct bucket	bucket[SETS][WAYS];
};

static void
let_go(void *limit)
{
	(void)pthread_mutex_destroy(&((struct limit *)limit)->lock);
}

struct limit *
limit_new(struct arena *arena, int64_t minute)
{
	struct limit	*limit = arena_alloc(arena, sizeof *limit);

	limit->minute = minute;
	seal_random(&limit->seed, sizeof limit->seed);
	(void)pthread_mutex_init(&limit->lock, NULL);
	arena_defer(arena, let_go, limit);
	return limit;
}

/* The bucket of a key; a new one takes the place of the one that is full
   soonest. */
static struct bucket *
find(struct limit *limit, str key)
{
	uint64_t	 hash = str_hash(key) ^ limit->seed;
	struct bucket	*set, *found;

	hash *= UINT64_C(0x9E3779B97F4A7C15);
	hash |= 1;
	set = limit->bucket[(hash >> 32) % SETS];
	found = &set[0];
	for (int i = 0; i < WAYS; i++) {
		if (set[i].key == hash)
			return &set[i];
		if (set[i].full < found->full)
			found = &set[i];
	}
	*found = (struct bucket){ .key = hash };
	return found;
}

bool
limit_take(struct limit *limit, str key, int64_t now, int64_t *ret_wait)
{
	struct bucket	*bucket;
	int64_t		 one, from;
	bool		 taken;

	if (limit->minute == 0)
		return true;
	one = MINUTE / limit->minute > 0 ? MINUTE / limit->minute : 1;
	(void)pthread_mutex_lock(&limit->lock);
	bucket = find(limit, key);
	from = bucket->full > now ? bucket->full : now;
	taken = from + one - now <= MINUTE;
	if (taken)
		bucket->full = from + one;
	(void)pthread_mutex_unlock(&limit->lock);
	*ret_wait = taken ? 0 : (from + one - now - MINUTE + 999) / 1000;
	return taken;
}

int64_t
limit_now(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

str
limit_client(struct arena *arena, str address)
{
	struct in6_addr	 parsed;
	const char	*at = (const char *)parsed.s6_addr;

	if (inet_pton(AF_INET6, str_c(arena, address), &parsed) != 1)
		return address;
	return str_copy(arena, IN6_IS_ADDR_V4MAPPED(&parsed) ?
	    (str){ at + 12, 4 } : (str){ at, 8 });
}
