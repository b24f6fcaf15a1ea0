#include <string.h>

#include "base/arena.h"
#include "doc/markup.h"
#include "domain/agency.h"
#include "domain/record.h"
#include "web/input.h"
#include "web/item.h"
#include "web/response.h"

#define MOST	50000	/* addresses in a file, as sitemaps.org has it */
#define SPACE	S("http://www.sitemaps.org/schemas/sitemap/0.9")

/* A map being written. */
struct map {
	struct job		*job;
	const struct input	*in;
	struct markup		 markup;
	const char		*element;	/* "url", "sitemap" */
};

static void
begin(struct map *map, struct response *out, const char *root)
{
	markup_init(&map->markup, response_bytes(map->job, out,
	    "application/xml", S("")));
	markup_declare_xml(&map->markup);
	markup_open(&map->markup, root);
	markup_attr(&map->markup, "xmlns", SPACE);
}

/* An address of ours; `changed' is 0 where that is not known. */
static void
put(struct map *map, struct url url, int64_t changed)
{
	markup_open(&map->markup, map->element);
	markup_element(&map->markup, "loc", str_printf(map->job->arena,
	    "%s://%.*s%.*s", map->in->secure ? "https" : "http",
	    STRF(map->in->host), STRF(url.s)));
	if (changed > 0)
		markup_element(&map->markup, "lastmod", day_iso(
		    map->job->arena, day_of_moment(changed)));
	markup_close(&map->markup);
}

/* --- a file of addresses -------------------------------------------------- */

/* A page for everybody at a fixed address; what has an ending is a file. */
static bool
is_open(const struct route *route)
{
	return route->need == ROUTE_ANYBODY && !route_is_api(route) &&
	    strcmp(route->method, "GET") == 0 &&
	    strpbrk(route->path, "{.") == NULL;
}

/* How many records the first file takes beside pages and bodies. */
static int
room(size_t bodies)
{
	size_t	others = route_count + bodies;

	return others < MOST ? (int)(MOST - others) : 0;
}

static void
put_pages(struct map *map, const struct agency *agency, size_t n)
{
	for (size_t i = 0; i < route_count; i++)
		if (is_open(route_index[i]))
			put(map, url_fill(map->job->arena,
			    route_index[i]->path, NULL, 0), 0);
	for (size_t i = 0; i < n && i < MOST - route_count; i++)
		if (agency[i].until == DAY_NONE)
			put(map, URL_OF(map->job->arena, "/agency/{}",
			    agency[i].code), 0);
}

static void
put_records(struct map *map, const struct record_mark *mark, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put(map, item_url(map->job, mark[i].index, mark[i].id),
		    mark[i].changed);
}

/* The first file: pages, bodies, and as many records as there is room for. */
static enum err
write_first(struct map *map, struct response *out)
{
	struct agency		*agency;
	struct record_mark	*mark;
	size_t			 bodies, n;
	enum err		 e;

	e = agency_below(map->job, 0, &agency, &bodies);
	if (e == OK)
		e = record_marks(map->job, 0, room(bodies), &mark, &n);
	if (e != OK)
		return e;
	begin(map, out, "urlset");
	put_pages(map, agency, bodies);
	put_records(map, mark, n);
	markup_close(&map->markup);
	return OK;
}

/* One of the others. */
static enum err
write_more(struct map *map, struct response *out, int64_t after)
{
	struct record_mark	*mark;
	size_t			 n;
	enum err		 e = record_marks(map->job, after, MOST,
				    &mark, &n);

	if (e != OK)
		return e;
	begin(map, out, "urlset");
	put_records(map, mark, n);
	markup_close(&map->markup);
	return OK;
}

/* --- which files there are ------------------------------------------------ */

/* The last of the records that a file takes; 0 if there are none behind. */
static enum err
last_of(struct job *job, int64_t after, int most, int64_t *ret)
{
	struct arena_mark	 before = arena_mark(job->arena);
	struct record_mark	*mark;
	size_t			 n;
	enum err		 e = record_marks(job, after, most + 1, &mark,
				    &n);

	if (e == OK)
		*ret = n <= (size_t)most ? 0 : most == 0 ? after :
		    mark[most - 1].id;
	arena_rewind(job->arena, before);
	return e;
}

static enum err
write_index(struct map *map, struct response *out, int64_t after)
{
	struct job	*job = map->job;
	enum err	 e = OK;

	map->element = "sitemap";
	begin(map, out, "sitemapindex");
	put(map, URL("/sitemap/0"), 0);
	while (e == OK && after > 0) {
		int64_t	next = 0;

		put(map, URL_OF(job->arena, "/sitemap/{}", str_int(job->arena,
		    after)), 0);
		e = last_of(job, after, MOST, &next);
		after = next;
	}
	markup_close(&map->markup);
	return e;
}

ROUTE(sitemap_xml, .method = "GET", .path = "/sitemap.xml", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct map	map = { .job = job, .in = in, .element = "url" };
	struct agency	*agency;
	int64_t		next;
	size_t		bodies;
	enum err	e;

	e = agency_below(job, 0, &agency, &bodies);
	if (e == OK)
		e = last_of(job, 0, room(bodies), &next);
	if (e != OK)
		return e;
	return next > 0 ? write_index(&map, out, next) :
	    write_first(&map, out);
}

ROUTE(sitemap_part, .method = "GET", .path = "/sitemap/{id}", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct map	map = { .job = job, .in = in, .element = "url" };
	int64_t		after = input_part_int(in, "id");

	return after > 0 ? write_more(&map, out, after) :
	    write_first(&map, out);
}
