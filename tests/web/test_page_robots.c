#include "domain/record.h"
#include "tests/bodies.h"
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

/* A body with a document. */
static enum err
publish(struct job *job, void *context)
{
	struct record	record = { .agency = *(const int64_t *)context,
			    .title = S("汛期值班表"), .kind = S("policy"),
			    .day = day_make(2025, 6, 1),
			    .validity = S("in_force"), .body = S("水库。") };

	return record_put(job, &record, S("test"));
}

TEST_STORE(page_robots, names_bodies_and_documents)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 body = bodies_new(t, "YUNXI", AGENCY_COUNTY, 0);
	str		 map;

	check_ok(job_write(&t->job, publish, &body), t->fault);
	map = visitor_get(visitor, S("/sitemap.xml"))->bytes;
	check_int(visitor->reply.status, 200);
	cr_assert(str_has(map, S("/agency/YUNXI</loc>")));
	cr_assert(str_has(map, S("/info/")));
	cr_assert(str_has(map, S("<lastmod>2026-03-02</lastmod>")));
	cr_assert(!str_has(map, S("sitemapindex")));
	map = visitor_get(visitor, S("/sitemap/1"))->bytes;
	cr_assert(str_has(map, S("/info/")));
	cr_assert(!str_has(map, S("/agency/")));
	map = visitor_get(visitor, S("/sitemap/9000000000000000000"))->bytes;
	check_int(visitor->reply.status, 200);
	cr_assert(!str_has(map, S("<loc>")));
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
