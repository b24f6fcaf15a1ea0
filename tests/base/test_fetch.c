#include "base/fetch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "tests/peer.h"
#include "tests/test.h"

static struct fault	fault;

static enum err
get(const struct peer *peer, str url, str allow, struct fetch_answer *ret)
{
	struct fetch	request = { .url = url, .allow = allow, .most = 1000,
			    .seconds = 5 };

	(void)peer;
	fault_clear(&fault);
	return fetch(test_arena(), &request, ret, &fault);
}

static bool
is_public(const char *text)
{
	struct sockaddr_in6	six = { .sin6_family = AF_INET6 };
	struct sockaddr_in	four = { .sin_family = AF_INET };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return fetch_is_public((struct sockaddr *)&four);
	cr_assert_eq(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
	return fetch_is_public((struct sockaddr *)&six);
}

Test(fetch, knows_which_addresses_are_everybodys)
{
	static const char *const	inside[] = { "127.0.0.1",
					    "127.9.9.9", "10.0.0.1",
					    "172.16.0.1", "172.31.255.255",
					    "192.168.1.1", "169.254.169.254",
					    "100.64.0.1", "0.0.0.0",
					    "224.0.0.1", "255.255.255.255",
					    "198.18.0.1", "::1", "::",
					    "fe80::1", "fd00::1", "ff02::1",
					    "::ffff:127.0.0.1",
					    "::ffff:10.1.1.1", "2002:7f00:1::",
					    "64:ff9b::7f00:1", "2001:db8::1",
					    "2001::1" };
	static const char *const	outside[] = { "1.1.1.1",
					    "172.15.0.1", "172.32.0.1",
					    "11.0.0.1", "223.5.5.5",
					    "240e::1", "2400:3200::1",
					    "::ffff:1.1.1.1" };

	for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
		cr_expect(!is_public(inside[i]), "%s", inside[i]);
	for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
		cr_expect(is_public(outside[i]), "%s", outside[i]);
}

Test(fetch, asks_and_is_answered)
{
	str			answer = peer_answer("200 OK",
				    "text/plain; charset=utf-8", S("你好"));
	struct peer		peer = peer_start(&answer, 1);
	struct fetch_answer	got;

	check_ok(get(&peer, peer_url(&peer, "/a?b=c"), peer.allow, &got),
	    fault);
	check_int(got.status, 200);
	check_str(got.body, S("你好"));
	check_str(got.type, S("text/plain; charset=utf-8"));
	cr_assert(str_starts(peer_seen(&peer), S("GET /a?b=c HTTP/1.1\r\n")));
}

Test(fetch, posts_a_body_with_headers)
{
	str			answer = peer_answer("201 Created",
				    "application/json", S("{}"));
	struct peer		peer = peer_start(&answer, 1);
	const str		header[] = { S("Content-Type: text/x-test"),
				    S("X-Signature: abc") };
	struct fetch		request = { .url = peer_url(&peer, "/in"),
				    .body = S("{\"a\":1}"), .header = header,
				    .headers = 2, .allow = peer.allow,
				    .most = 100, .seconds = 5 };
	struct fetch_answer	got;

	check_ok(fetch(test_arena(), &request, &got, &fault), fault);
	check_int(got.status, 201);
	cr_assert(str_starts(peer_seen(&peer), S("POST /in HTTP/1.1\r\n")));
	cr_assert(str_has(peer_seen(&peer), S("X-Signature: abc\r\n")));
	cr_assert(str_has(peer_seen(&peer), S("\r\n\r\n{\"a\":1}")));
}

Test(fetch, does_not_go_to_this_machine_unless_told_so)
{
	str			answer = peer_answer("200 OK", "a/b",
				    S("secret"));
	struct peer		peer = peer_start(&answer, 1);
	struct fetch_answer	got;

	check_int(get(&peer, peer_url(&peer, "/"), S(""), &got),
	    ERR_FORBIDDEN);
	check_str(str_of(fault.key), S("fetch.private"));
	check_int(get(&peer, peer_url(&peer, "/"), S("127.0.0.1:1"), &got),
	    ERR_FORBIDDEN);
	check_int(get(&peer, str_printf(test_arena(),
	    "http://localhost:%d/", peer.port), S("localhost:80"), &got),
	    ERR_FORBIDDEN);
	check_int(get(&peer, str_printf(test_arena(),
	    "http://2130706433:%d/", peer.port), S(""), &got),
	    ERR_FORBIDDEN);
	check_int(get(&peer, str_printf(test_arena(),
	    "http://[::ffff:127.0.0.1]:%d/", peer.port), S(""), &got),
	    ERR_FORBIDDEN);
}

Test(fetch, looks_at_the_address_of_every_redirect)
{
	str			inside = peer_answer("200 OK", "a/b",
				    S("secret"));
	struct peer		hidden = peer_start(&inside, 1);
	str			away = str_printf(test_arena(),
				    "HTTP/1.1 302 Found\r\nLocation: %.*s\r\n"
				    "Content-Length: 0\r\nConnection: close"
				    "\r\n\r\n", STRF(peer_url(&hidden, "/")));
	struct peer		peer = peer_start(&away, 1);
	struct fetch_answer	got;
	str			both;

	check_int(get(&peer, peer_url(&peer, "/"), peer.allow, &got),
	    ERR_FORBIDDEN);
	both = str_printf(test_arena(), "%.*s %.*s", STRF(peer.allow),
	    STRF(hidden.allow));
	check_ok(get(&peer, peer_url(&peer, "/"), both, &got), fault);
	check_str(got.body, S("secret"));
}

Test(fetch, follows_no_redirect_to_a_file_and_none_for_ever)
{
	str			file = S("HTTP/1.1 302 Found\r\nLocation: "
				    "file:///etc/passwd\r\nContent-Length: 0"
				    "\r\nConnection: close\r\n\r\n");
	str			round = S("HTTP/1.1 302 Found\r\nLocation: "
				    "/again\r\nContent-Length: 0\r\n"
				    "Connection: close\r\n\r\n");
	struct peer		one = peer_start(&file, 1);
	struct peer		two = peer_start(&round, 1);
	struct fetch_answer	got;

	cr_assert_neq(get(&one, peer_url(&one, "/"), one.allow, &got), OK);
	check_int(get(&two, peer_url(&two, "/"), two.allow, &got),
	    ERR_OUTSIDE);
}

Test(fetch, takes_no_more_bytes_than_it_wants)
{
	char			*long_ = arena_alloc(test_arena(), 5000);
	str			answer;
	struct peer		peer;
	struct fetch_answer	got;

	for (int i = 0; i < 4999; i++)
		long_[i] = 'x';
	answer = peer_answer("200 OK", "a/b", str_of(long_));
	peer = peer_start(&answer, 1);
	check_int(get(&peer, peer_url(&peer, "/"), peer.allow, &got),
	    ERR_TOO_LARGE);
}

Test(fetch, does_not_wait_for_ever)
{
	str			answer = S("");
	struct peer		peer = peer_start(&answer, 1);
	struct fetch		request = { .url = S("http://127.0.0.1:9/"),
				    .allow = S("127.0.0.1:9"), .most = 10,
				    .seconds = 2 };
	struct fetch_answer	got;

	check_int(fetch(test_arena(), &request, &got, &fault), ERR_OUTSIDE);
	fault_clear(&fault);
	check_int(get(&peer, peer_url(&peer, "/"), peer.allow, &got),
	    ERR_OUTSIDE);
}

Test(fetch, knows_other_schemes_and_names_with_passwords_for_wrong)
{
	static const char *const	wrong[] = { "file:///etc/passwd",
					    "ftp://example.cn/", "gopher://a",
					    "http://me:you@1.1.1.1/",
					    "example.cn", "" };
	struct fetch_answer	got;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		check_int(get(NULL, str_of(wrong[i]), S(""), &got),
		    ERR_INVALID);
}

Test(fetch, goes_past_the_proxy_of_its_surroundings)
{
	str			answer = peer_answer("200 OK", "a/b",
				    S("direct"));
	struct peer		peer = peer_start(&answer, 1);
	static char		proxy[] = "http_proxy=http://127.0.0.1:9/";
	struct fetch_answer	got;

	(void)putenv(proxy);
	check_ok(get(&peer, peer_url(&peer, "/"), peer.allow, &got), fault);
	check_str(got.body, S("direct"));
}
