#include "web/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "web/cookie.h"
#include "web/http_mhd.h"
#include "web/pack.h"

#define BUCKETS	4096
#define KEY	2048	/* bytes; what has a longer one is not kept */

/* A page, in one mapping with all that it points to. */
struct entry {
	struct cache		*cache;
	struct entry		*next;		/* of its bucket */
	struct entry		*newer, *older;	/* by when it was asked for */
	size_t			 bytes;		/* of the mapping */
	unsigned		 held;		/* the cache, and who sends */
	str			 key;
	int64_t			 state;
	day			 today;
	struct http_reply	 reply;		/* without its bytes */
	struct pack		 pack;
};

struct cache {
	pthread_mutex_t		 lock;
	size_t			 most, bytes;
	atomic_int_least64_t	 state;
	struct entry		*newest, *oldest;
	struct entry		*bucket[BUCKETS];
};

struct cache *
cache_new(struct arena *arena, size_t bytes)
{
	struct cache	*cache = arena_alloc(arena, sizeof *cache);

	cache->most = bytes;
	(void)pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

void
cache_tell(struct cache *cache, int64_t state)
{
	atomic_store(&cache->state, state);
}

int64_t
cache_state(struct cache *cache)
{
	return atomic_load(&cache->state);
}

/* He has shown who he is. */
static bool
is_known(const struct http_request *request)
{
	for (int way = COOKIE_SECURE; way <= COOKIE_LOCAL; way++)
		if (cookie_get(request, COOKIE_SESSION,
		    (enum cookie_way)way).n > 0)
			return true;
	return http_header(request, "Authorization").n > 0;
}

/* Put a part and a line feed, which is in none, into a key. */
static void
part(struct buf *key, str s)
{
	buf_put(key, s);
	buf_byte(key, '\n');
}

/* What the page depends on: what else a request brings, the handlers of such
   pages do not look at.  Empty: this is not for the cache. */
static str
key_of(const struct http_request *request, struct buf *key)
{
	if (is_known(request))
		return S("");
	part(key, request->secure ? S("s") : S(""));
	part(key, http_header(request, "Host"));
	part(key, http_cookie(request, "lang"));
	part(key, http_cookie(request, "look"));
	part(key, request->target);
	return buf_err(key) == OK ? buf_str(key) : S("");
}

static struct entry **
bucket_of(struct cache *cache, str key)
{
	return &cache->bucket[str_hash(key) % BUCKETS];
}

static void
let_go_locked(struct entry *entry)
{
	if (--entry->held == 0)
		(void)munmap(entry, entry->bytes);
}

static void
let_go(void *held)
{
	struct entry	*entry = held;
	struct cache	*cache = entry->cache;

	(void)pthread_mutex_lock(&cache->lock);
	let_go_locked(entry);
	(void)pthread_mutex_unlock(&cache->lock);
}

static void
unlink_used(struct cache *cache, struct entry *entry)
{
	*(entry->newer == NULL ? &cache->newest : &entry->newer->older) =
	    entry->older;
	*(entry->older == NULL ? &cache->oldest : &entry->older->newer) =
	    entry->newer;
	entry->newer = entry->older = NULL;
}

static void
link_used(struct cache *cache, struct entry *entry)
{
	entry->older = cache->newest;
	*(cache->newest == NULL ? &cache->oldest : &cache->newest->newer) =
	    entry;
	cache->newest = entry;
}

static void
drop(struct cache *cache, struct entry *entry)
{
	struct entry	**at = bucket_of(cache, entry->key);

	while (*at != entry)
		at = &(*at)->next;
	*at = entry->next;
	unlink_used(cache, entry);
	cache->bytes -= entry->bytes;
	let_go_locked(entry);
}

static struct entry *
find(struct cache *cache, str key)
{
	struct entry	*entry = *bucket_of(cache, key);

	while (entry != NULL && !str_eq(entry->key, key))
		entry = entry->next;
	return entry;
}

bool
cache_answer(struct cache *cache, const struct http_request *request,
    struct http_ready *ret)
{
	char		 room[KEY];
	struct buf	 buf = { .at = room, .room = KEY, .limit = KEY - 1 };
	str		 key = key_of(request, &buf);
	struct entry	*entry;

	if (key.n == 0)
		return false;
	(void)pthread_mutex_lock(&cache->lock);
	entry = find(cache, key);
	if (entry != NULL && (entry->state != cache_state(cache) ||
	    entry->today != day_of_moment(request->at))) {
		drop(cache, entry);
		entry = NULL;
	}
	if (entry != NULL) {
		entry->held++;
		unlink_used(cache, entry);
		link_used(cache, entry);
	}
	(void)pthread_mutex_unlock(&cache->lock);
	if (entry == NULL)
		return false;
	ret->reply = entry->reply;
	ret->let_go = let_go;
	ret->held = entry;
	pack_reply(&entry->pack, request, &ret->reply);
	return true;
}

/* --- keeping ------------------------------------------------------------- */

/* Copy text behind what the entry has, with a NUL. */
static str
lay(struct entry *entry, size_t *used, str s)
{
	char	*to = (char *)entry + *used;

	if (s.n > 0)
		memcpy(to, s.at, s.n);
	to[s.n] = '\0';
	*used += s.n + 1;
	return (str){ to, s.n };
}

/* Bytes that lay takes for all of it. */
static size_t
size_of(str key, const struct pack *pack, const struct http_reply *reply)
{
	size_t	n = sizeof(struct entry) + key.n + 1;

	for (int i = 0; i < PACK__KINDS; i++)
		n += pack->bytes[i].n + 1;
	for (size_t i = 0; i < reply->headers; i++)
		n += reply->header[i].name.n + reply->header[i].value.n + 2;
	return n;
}

/* NULL: there is no memory; then it is not kept. */
static struct entry *
make(struct cache *cache, str key, const struct pack *pack,
    const struct http_reply *reply)
{
	size_t		 bytes = size_of(key, pack, reply), used;
	struct entry	*entry = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (entry == MAP_FAILED)
		return NULL;
	used = sizeof *entry;
	entry->cache = cache;
	entry->bytes = bytes;
	entry->held = 1;
	entry->key = lay(entry, &used, key);
	entry->pack = *pack;
	for (int i = 0; i < PACK__KINDS; i++)
		entry->pack.bytes[i] = lay(entry, &used, pack->bytes[i]);
	entry->reply = *reply;
	entry->reply.bytes = S("");
	for (size_t i = 0; i < reply->headers; i++)
		entry->reply.header[i] = (struct http_header){
		    lay(entry, &used, reply->header[i].name),
		    lay(entry, &used, reply->header[i].value) };
	return entry;
}

static void
put(struct cache *cache, struct entry *entry)
{
	struct entry	**bucket, *old;

	(void)pthread_mutex_lock(&cache->lock);
	old = find(cache, entry->key);
	if (old != NULL)
		drop(cache, old);
	bucket = bucket_of(cache, entry->key);
	entry->next = *bucket;
	*bucket = entry;
	link_used(cache, entry);
	cache->bytes += entry->bytes;
	while (cache->bytes > cache->most && cache->oldest != entry)
		drop(cache, cache->oldest);
	(void)pthread_mutex_unlock(&cache->lock);
}

void
cache_keep(struct cache *cache, struct arena *arena, int64_t state,
    const struct http_request *request, struct http_reply *reply)
{
	char		 room[KEY];
	struct buf	 buf = { .at = room, .room = KEY, .limit = KEY - 1 };
	str		 key = key_of(request, &buf);
	struct pack	*pack = arena_alloc(arena, sizeof *pack);
	struct entry	*entry;

	if (key.n == 0 || reply->bytes.n > cache->most / 16 ||
	    !str_is(request->method, "GET"))
		return;
	pack_make(arena, reply->bytes, true, pack);
	entry = make(cache, key, pack, reply);
	pack_reply(pack, request, reply);
	if (entry == NULL)
		return;
	entry->state = state;
	entry->today = day_of_moment(request->at);
	put(cache, entry);
}

void
cache_end(struct cache *cache)
{
	(void)pthread_mutex_lock(&cache->lock);
	while (cache->oldest != NULL)
		drop(cache, cache->oldest);
	(void)pthread_mutex_unlock(&cache->lock);
}
