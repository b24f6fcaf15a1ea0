#include "base/word.h"
#include "tests/test.h"
#include "web/route.h"

static const struct route	rows[] = {
	{ .name = "home", .method = "GET", .path = "/" },
	{ .name = "list", .method = "GET", .path = "/agency" },
	{ .name = "show", .method = "GET", .path = "/agency/{code}" },
	{ .name = "new", .method = "GET", .path = "/agency/new" },
	{ .name = "save", .method = "POST", .path = "/agency/{code}" },
	{ .name = "two", .method = "GET", .path = "/a/{x}/b/{y}" },
};
static const struct route *const	table[] = { &rows[0], &rows[1],
	&rows[2], &rows[3], &rows[4], &rows[5] };
#define ROWS	(sizeof table / sizeof table[0])

static enum err
find(const char *method, str path, struct route_match *ret)
{
	return route_find(test_arena(), table, ROWS, str_of(method), path,
	    ret);
}

static void
expect(const char *method, str path, const char *name)
{
	struct route_match	match;

	cr_assert_eq(find(method, path, &match), OK, "%.*s", STRF(path));
	cr_assert_str_eq(match.route->name, name);
}

static void
expect_none(str path)
{
	struct route_match	match;

	cr_assert_eq(find("GET", path, &match), ERR_NOT_FOUND, "%.*s",
	    STRF(path));
}

Test(route, is_found_by_its_path)
{
	expect("GET", S("/"), "home");
	expect("GET", S("/agency"), "list");
	expect("GET", S("/agency/440300"), "show");
	expect("POST", S("/agency/440300"), "save");
}

Test(route, of_a_head_is_that_of_a_get)
{
	expect("HEAD", S("/agency"), "list");
}

Test(route, stands_before_one_with_a_part_where_it_is_literal)
{
	expect("GET", S("/agency/new"), "new");
	expect("GET", S("/agency/%6eew"), "new");
}

Test(route, gives_its_parts_decoded)
{
	struct route_match	match;

	check_int(find("GET", S("/a/%E4%BA%91%2F1/b/2+3"), &match), OK);
	check_int(match.parts, 2);
	check_str(match.part[0], S("云/1"));
	check_str(match.part[1], S("2+3"));
}

Test(route, tells_another_method_from_another_path)
{
	struct route_match	match;

	check_int(find("DELETE", S("/agency/1"), &match), ERR_CONFLICT);
	check_str(route_methods(test_arena(), table, ROWS, match.route),
	    S("GET, HEAD, POST"));
	check_int(find("POST", S("/"), &match), ERR_CONFLICT);
	expect_none(S("/agencies"));
}

Test(route, is_not_found_by_a_trick_of_the_path)
{
	expect_none(S(""));
	expect_none(S("agency"));
	expect_none(S("//agency"));
	expect_none(S("/agency/"));
	expect_none(S("/agency//"));
	expect_none(S("/./agency"));
	expect_none(S("/agency/."));
	expect_none(S("/agency/.."));
	expect_none(S("/agency/%2e%2e"));
	expect_none(S("/agency/%2E."));
	expect_none(S("/agency/%00"));
	expect_none(S("/agency/a%00b"));
	expect_none(S("/agency/%"));
	expect_none(S("/agency/%4"));
	expect_none(S("/agency/%zz"));
	expect_none(S("/agency%2F1"));
	expect_none(S("/a/1/b/2/c/3/d/4/e/5/f/6/g/7/h/8/i/9"));
	expect_none(S("http://other/agency"));
}

Test(route, is_not_found_by_bytes_that_are_no_text)
{
	expect_none(S("/agency/%C0%AF"));
	expect_none(S("/agency/%E0%80%AF"));
	expect_none(S("/agency/%ED%A0%80"));
	expect_none(S("/agency/%FF"));
	expect_none(S("/agency/\xC0\xAE\xC0\xAE"));
	expect_none(S("/agency/\xD4\xC6"));
}

/* Every row is whole: a method we know, a path, a sentence, roles that know
   its need. */
Test(route, rows_of_the_program_are_whole)
{
	const struct words	*words;
	struct fault		 fault = { 0 };

	check_ok(word_load(test_arena(), LANG_ZH, &words, &fault), fault);
	for (size_t i = 0; i < route_count; i++) {
		const struct route	*route = route_index[i];
		const char		*key;

		key = arena_printf(test_arena(), "route.%s", route->name);
		cr_expect(word_has(words, key), "no words %s", key);
		cr_expect(route->path[0] == '/' && route->run != NULL,
		    "%s", route->name);
		cr_expect(str_is(str_of(route->method), "GET") ||
		    str_is(str_of(route->method), "POST"), "%s",
		    route->name);
		cr_expect(!route->kept || (route->need == ROUTE_ANYBODY &&
		    str_is(str_of(route->method), "GET")), "%s is kept",
		    route->name);
	}
}
