#include <string.h>

#include "base/arena.h"
#include "doc/markup.h"
#include "web/input.h"
#include "web/response.h"

/* A page for everybody at a fixed address. */
static bool
is_open(const struct route *route)
{
	return route->need == ROUTE_ANYBODY && !route_is_api(route) &&
	    strcmp(route->method, "GET") == 0 &&
	    strchr(route->path, '{') == NULL;
}

/* The site as it was asked for. */
static str
site(struct job *job, const struct input *in)
{
	return str_printf(job->arena, "%s://%.*s", in->secure ? "https" :
	    "http", STRF(in->host));
}

/* What is for some alone is not to be looked for. */
ROUTE(robots, .method = "GET", .path = "/robots.txt",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct buf	*buf = response_bytes(job, out,
			    "text/plain; charset=utf-8", S(""));

	buf_put(buf, S("User-agent: *\n"));
	for (size_t i = 0; i < route_count; i++)
		if (route_index[i]->need != ROUTE_ANYBODY &&
		    strchr(route_index[i]->path, '{') == NULL &&
		    strcmp(route_index[i]->method, "GET") == 0)
			buf_printf(buf, "Disallow: %s\n",
			    route_index[i]->path);
	buf_printf(buf, "Disallow: /api/\nSitemap: %.*s/sitemap.xml\n",
	    STRF(site(job, in)));
	return OK;
}

ROUTE(sitemap_xml, .method = "GET", .path = "/sitemap.xml",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct markup	markup;

	markup_init(&markup, response_bytes(job, out, "application/xml",
	    S("")));
	markup_declare_xml(&markup);
	markup_open(&markup, "urlset");
	markup_attr(&markup, "xmlns",
	    S("http://www.sitemaps.org/schemas/sitemap/0.9"));
	for (size_t i = 0; i < route_count; i++) {
		if (!is_open(route_index[i]))
			continue;
		markup_open(&markup, "url");
		markup_element(&markup, "loc", str_printf(job->arena,
		    "%.*s%s", STRF(site(job, in)), route_index[i]->path));
		markup_close(&markup);
	}
	markup_close(&markup);
	return OK;
}
