#include "tests/test.h"
#include "web/proxy.h"

static struct proxies *
proxies_of(const char *list)
{
	struct proxies	*proxies;
	struct fault	 fault = { .code = OK };

	check_ok(proxy_read(test_arena(), str_of(list), &proxies, &fault),
	    fault);
	return proxies;
}

static str
client_of(const char *list, const char *peer, const char *forwarded)
{
	const struct http_header	header = { S("X-Forwarded-For"),
					    str_of(forwarded) };
	const struct http_request	request = { .peer = str_of(peer),
					    .header = &header,
					    .headers = 1 };

	return proxy_client(proxies_of(list), &request);
}

Test(proxy, addresses_and_networks_are_trusted_and_no_others)
{
	const struct proxies	*proxies = proxies_of("10.1.0.0/20  ::1 "
				    "192.168.7.9 fd00::/9");

	cr_assert(proxy_trusts(proxies, S("10.1.15.255")));
	cr_assert(!proxy_trusts(proxies, S("10.1.16.0")));
	cr_assert(proxy_trusts(proxies, S("::1")));
	cr_assert(proxy_trusts(proxies, S("192.168.7.9")));
	cr_assert(!proxy_trusts(proxies, S("192.168.7.8")));
	cr_assert(proxy_trusts(proxies, S("fd7f::1")));
	cr_assert(!proxy_trusts(proxies, S("fd80::1")));
	cr_assert(!proxy_trusts(proxies, S("unix")));
	cr_assert(!proxy_trusts(proxies, S("")));
	cr_assert(proxy_trusts(proxies_of("unix"), S("unix")));
	cr_assert(proxy_trusts(proxies_of("0.0.0.0/0"), S("1.2.3.4")));
	cr_assert(!proxy_trusts(proxies_of(""), S("127.0.0.1")));
}

Test(proxy, a_list_that_cannot_be_read_is_refused)
{
	static const char *const	bad[] = { "10.0.0.0/33", "10.0.0",
		"::1/129", "10.0.0.0/x", "a.example", "10.0.0.0/0000" };
	struct proxies			*proxies;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		check_int(proxy_read(test_arena(), str_of(bad[i]), &proxies,
		    NULL), ERR_INVALID);
}

Test(proxy, the_client_is_the_last_address_that_no_proxy_has)
{
	check_str(client_of("10.0.0.1", "10.0.0.1", "1.1.1.1, 2.2.2.2"),
	    S("2.2.2.2"));
	check_str(client_of("10.0.0.0/8", "10.0.0.1", "1.1.1.1, 10.2.2.2"),
	    S("1.1.1.1"));
	check_str(client_of("10.0.0.0/8", "10.0.0.1", "10.2.2.2"),
	    S("10.2.2.2"));
	check_str(client_of("unix", "unix", "1.1.1.1"), S("1.1.1.1"));
}

Test(proxy, what_anyone_else_says_is_not_read)
{
	check_str(client_of("10.0.0.1", "3.3.3.3", "1.1.1.1"), S("3.3.3.3"));
	check_str(client_of("", "127.0.0.1", "1.1.1.1"), S("127.0.0.1"));
	check_str(client_of("10.0.0.1", "10.0.0.1", "nonsense"),
	    S("10.0.0.1"));
	check_str(client_of("10.0.0.1", "10.0.0.1", ""), S("10.0.0.1"));
	check_str(client_of("10.0.0.1", "10.0.0.1", "1.1.1.1, , "),
	    S("10.0.0.1"));
}

Test(proxy, https_is_believed_of_a_trusted_proxy_only)
{
	const struct http_header	header = { S("x-forwarded-proto"),
					    S("https") };
	struct http_request		request = { .peer = S("10.0.0.1"),
					    .header = &header,
					    .headers = 1 };

	cr_assert(proxy_secure(proxies_of("10.0.0.1"), &request));
	cr_assert(!proxy_secure(proxies_of("10.0.0.2"), &request));
	request.headers = 0;
	cr_assert(!proxy_secure(proxies_of("10.0.0.1"), &request));
}
