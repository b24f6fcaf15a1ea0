/*
 * cache - pages that are the same for everybody, kept as bytes.
 *
 * Under host, target and the reader's choices (the cookies "look" and "lang"),
 * plain and compressed.  A page holds for the
 * day and for the state of the store (cache_state) that it was made under.
 * When there is no room, those go that were not asked for longest.
 *
 * Calls: base, cookie, http_mhd, pack.
 */
#ifndef CACHE_H
#define CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cache;
struct http_ready;
struct http_reply;
struct http_request;

/* A cache of so many bytes. */
struct cache *cache_new(struct arena *arena, size_t bytes);

/* Say what state the store is in, a number that is another one when anything
   changed; and ask for it. */
void	 cache_tell(struct cache *cache, int64_t state);
int64_t	 cache_state(struct cache *cache);

/* Answer from it; false if it is not there, or the request tells who asks. */
bool	 cache_answer(struct cache *cache, const struct http_request *request,
	    struct http_ready *ret);

/* Keep a reply that says it may be kept, under the state before it was
   made.  It is compressed here, and becomes what the cache would answer. */
void	 cache_keep(struct cache *cache, struct arena *arena, int64_t state,
	    const struct http_request *request, struct http_reply *reply);

/* Forget all. */
void	 cache_end(struct cache *cache);

#endif
