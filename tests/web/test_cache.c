#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "tests/test.h"
#include "web/cache.h"
#include "web/http_mhd.h"

#define NOON	INT64_C(1772424000000)	/* 2026-03-02 in Beijing */

static struct http_header	host[] = { { S("Host"), S("a.example") },
				    { S("X-Other"), S("") } };

static struct http_request
request_of(const char *target)
{
	return (struct http_request){ .method = S("GET"),
	    .target = str_of(target), .header = host, .headers = 2,
	    .at = NOON };
}

static void
keep(struct cache *cache, const char *target, str bytes)
{
	struct http_request	request = request_of(target);
	struct http_reply	reply = { .status = 200, .bytes = bytes,
				    .kept = true, .route = "page" };

	http_reply_header(&reply, S("Content-Type"), S("text/html"));
	cache_keep(cache, test_arena(), cache_state(cache), &request, &reply);
}

/* What the cache answers; empty: nothing. */
static str
ask(struct cache *cache, const struct http_request *request)
{
	struct http_ready	ready = { .reply = { .status = 0 } };
	str			bytes;

	if (!cache_answer(cache, request, &ready))
		return S("");
	bytes = str_copy(test_arena(), ready.reply.bytes);
	check_str(ready.reply.header[0].value, S("text/html"));
	ready.let_go(ready.held);
	return bytes;
}

static str
ask_for(struct cache *cache, const char *target)
{
	struct http_request	request = request_of(target);

	return ask(cache, &request);
}

Test(cache, a_page_is_kept_under_its_address)
{
	struct cache	*cache = cache_new(test_arena(), 1 << 20);

	keep(cache, "/a", S("one"));
	keep(cache, "/b", S("two"));
	check_str(ask_for(cache, "/a"), S("one"));
	check_str(ask_for(cache, "/b"), S("two"));
	check_str(ask_for(cache, "/a?"), S(""));
	keep(cache, "/a", S("three"));
	check_str(ask_for(cache, "/a"), S("three"));
	cache_end(cache);
	check_str(ask_for(cache, "/a"), S(""));
}

Test(cache, another_host_choice_or_way_is_another_page)
{
	struct cache		*cache = cache_new(test_arena(), 1 << 20);
	struct http_request	 request = request_of("/a");

	keep(cache, "/a", S("one"));
	host[1] = (struct http_header){ S("Cookie"), S("lang=en") };
	check_str(ask(cache, &request), S(""));
	host[1] = (struct http_header){ S("Cookie"), S("look=elder") };
	check_str(ask(cache, &request), S(""));
	host[1] = (struct http_header){ S("Cookie"), S("other=1") };
	check_str(ask(cache, &request), S("one"));
	request.secure = true;
	check_str(ask(cache, &request), S(""));
	request.secure = false;
	host[0].value = S("b.example");
	check_str(ask(cache, &request), S(""));
}

Test(cache, who_has_a_session_or_a_token_is_not_answered_from_it)
{
	struct cache	*cache = cache_new(test_arena(), 1 << 20);

	keep(cache, "/a", S("one"));
	host[1] = (struct http_header){ S("cookie"), S("gongkai=b") };
	check_str(ask_for(cache, "/a"), S(""));
	keep(cache, "/a", S("his own"));
	host[1].value = S("a=b; __Host-gongkai=c");
	check_str(ask_for(cache, "/a"), S(""));
	host[1] = (struct http_header){ S("Authorization"), S("Bearer x") };
	check_str(ask_for(cache, "/a"), S(""));
	host[1] = (struct http_header){ S("X-Other"), S("") };
	check_str(ask_for(cache, "/a"), S("one"));
}

Test(cache, a_change_and_a_new_day_make_it_old)
{
	struct cache		*cache = cache_new(test_arena(), 1 << 20);
	struct http_request	 request = request_of("/a");

	keep(cache, "/a", S("one"));
	cache_tell(cache, 7);
	check_str(ask_for(cache, "/a"), S(""));
	keep(cache, "/a", S("two"));
	check_str(ask_for(cache, "/a"), S("two"));
	request.at += 24 * 3600 * 1000;
	check_str(ask(cache, &request), S(""));
}

Test(cache, what_was_not_asked_for_longest_goes_first)
{
	struct cache	*cache = cache_new(test_arena(), 64 << 10);
	static char	 page[3000];
	char		 target[20];

	memset(page, 'x', sizeof page);
	keep(cache, "/first", S("first"));
	for (int i = 0; i < 60; i++) {
		(void)snprintf(target, sizeof target, "/%d", i);
		keep(cache, target, (str){ page, sizeof page });
		check_str(ask_for(cache, "/first"), S("first"));
	}
	check_str(ask_for(cache, "/0"), S(""));
	check_int(ask_for(cache, "/59").n, sizeof page);
}

Test(cache, of_no_size_keeps_nothing)
{
	struct cache	*cache = cache_new(test_arena(), 0);

	keep(cache, "/a", S("one"));
	check_str(ask_for(cache, "/a"), S(""));
}

Test(cache, a_page_being_sent_outlives_its_place)
{
	struct cache		*cache = cache_new(test_arena(), 1 << 20);
	struct http_request	 request = request_of("/a");
	struct http_ready	 ready = { .reply = { .status = 0 } };

	keep(cache, "/a", S("one"));
	cr_assert(cache_answer(cache, &request, &ready));
	cache_end(cache);
	check_str(ready.reply.bytes, S("one"));
	ready.let_go(ready.held);
}
