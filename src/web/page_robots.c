#include <string.h>

#include "base/arena.h"
#include "web/input.h"
#include "web/response.h"

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
