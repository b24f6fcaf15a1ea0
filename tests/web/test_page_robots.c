#include "tests/people.h"
#include "tests/visitor.h"

TEST_STORE(page_robots, names_every_open_page_and_no_other)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	str		 map;

	map = visitor_get(visitor, S("/sitemap.xml"))->bytes;
	check_int(visitor->reply.status, 200);
	cr_assert(str_has(map, S("<loc>http://localhost:8080/search</loc>")));
	cr_assert(!str_has(map, S("/desk")));
	cr_assert(!str_has(map, S("/api/")));
	cr_assert(!str_has(map, S("{")));
}

TEST_STORE(page_robots, keeps_engines_away_from_what_is_for_some)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	str		 text;

	text = visitor_get(visitor, S("/robots.txt"))->bytes;
	cr_assert(str_has(text, S("Disallow: /desk\n")));
	cr_assert(str_has(text, S("Disallow: /api/\n")));
	cr_assert(!str_has(text, S("Disallow: /search\n")));
	cr_assert(str_has(text,
	    S("Sitemap: http://localhost:8080/sitemap.xml\n")));
}
