#include "tests/test.h"

#include "web/url.h"

#define check_url(got, want)	check_str((got).s, S(want))

Test(url, parts_are_percent_encoded_a_slash_too)
{
	struct arena	*arena = test_arena();

	check_url(URL_OF(arena, "/info/{}", S("2021-3_a.b~")),
	    "/info/2021-3_a.b~");
	check_url(URL_OF(arena, "/info/{}/{}", S("a/b?c#d"), S("中 %\"<'>&")),
	    "/info/a%2Fb%3Fc%23d/%E4%B8%AD%20%25%22%3C%27%3E%26");
	check_url(URL_OF(arena, "/{}", ((str){ "\0\r\n\xFF", 4 })),
	    "/%00%0D%0A%FF");
	check_url(URL_OF(arena, "/{}?a={}", S(""), S("{}")),
	    "/?a=%7B%7D");
}

Test(url, a_hole_without_a_part_stays_empty)
{
	check_url(url_fill(test_arena(), "/a/{}/{}", &S("b"), 1), "/a/b/");
}

Test(url, what_grows_too_long_becomes_an_empty_address)
{
	struct arena	*arena = test_arena();
	str		 long_one = { arena_alloc(arena, 1 << 16), 1 << 16 };

	check_url(URL_OF(arena, "/{}", long_one), "");
	check_url(url_with(arena, URL("/"), "a", long_one), "");
	check_url(url_back(arena, long_one), "/");
}

Test(url, a_query_grows_by_a_value)
{
	struct arena	*arena = test_arena();
	struct url	 url = url_with(arena, URL("/search"), "q", S("预算 a&b"));

	check_url(url, "/search?q=%E9%A2%84%E7%AE%97%20a%26b");
	check_url(url_with(arena, url, "page", S("2")),
	    "/search?q=%E9%A2%84%E7%AE%97%20a%26b&page=2");
	check_url(url_with(arena, URL("/a#b?"), "c", S("d")), "/a?c=d#b?");
	check_url(url_with(arena, URL("/a"), "c", S("")), "/a");
}

Test(url, typed_addresses_of_the_web_and_of_post_are_kept)
{
	struct arena	*arena = test_arena();

	check_url(url_typed(arena, S("http://a.example/b?c=d&e#f")),
	    "http://a.example/b?c=d&e#f");
	check_url(url_typed(arena, S("HTTPS://a.example")),
	    "HTTPS://a.example");
	check_url(url_typed(arena, S("mailto:a@b.example")),
	    "mailto:a@b.example");
	check_url(url_typed(arena, S("https://a.example/中\"<>")),
	    "https://a.example/%E4%B8%AD%22%3C%3E");
}

Test(url, other_typed_addresses_become_empty)
{
	static const str	typed[] = { S(""), S("javascript:alert(1)"),
	    S("JavaScript:alert(1)"), S("data:text/html,a"), S("vbscript:a"),
	    S(" https://a.example"), S("\thttps://a.example"),
	    S("https://a.example\n"), S("\x01javascript:a"),
	    S("java\tscript:a"), S("//a.example"), S("/a"), S("a.example"),
	    S("https:a.example"), S("https:/a.example"), S("https://"),
	    S("https:///a"), S("https:\\\\a.example"), S("http://a\\b"),
	    S("file:///etc"), S("ftp://a.example"), S("mailto:"),
	    S("https://a\x7F") };

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		check_url(url_typed(test_arena(), typed[i]), "");
}

Test(url, one_goes_back_within_this_site)
{
	struct arena	*arena = test_arena();

	check_url(url_back(arena, S("/desk?a=b")), "/desk?a=b");
	check_url(url_back(arena, S("/机关")), "/%E6%9C%BA%E5%85%B3");
	check_url(url_back(arena, S("/a//b")), "/a//b");
}

Test(url, one_never_goes_back_to_another_host)
{
	static const str	typed[] = { S(""), S("desk"),
	    S("//a.example"), S("/\\a.example"), S("\\\\a.example"),
	    S("https://a.example"), S("javascript:a"), S(" /a"),
	    S("/\t/a.example"), S("/\n/a.example"), S("/a\r\nb: c"),
	    S("/\x7F") };

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		check_url(url_back(test_arena(), typed[i]), "/");
}
