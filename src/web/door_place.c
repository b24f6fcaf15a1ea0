#include <ctype.h>
#include <strings.h>

#include "web/door_visit.h"

#define HOST	255	/* bytes of a name and its port */

/* A name or an address, perhaps with a port: nothing that could be read in
   two ways. */
static bool
sound_host(str host)
{
	if (host.n == 0 || host.n > HOST)
		return false;
	for (size_t i = 0; i < host.n; i++) {
		char	c = host.at[i];

		if (!isalnum((unsigned char)c) && c != '.' && c != '-' &&
		    c != ':' && c != '[' && c != ']' && c != '_')
			return false;
	}
	return true;
}

/* Without its port. */
static str
bare_host(str host)
{
	ptrdiff_t	end;

	if (host.at[0] == '[') {
		end = str_find(host, S("]"), 0);
		return end < 0 ? host : str_sub(host, 0, (size_t)end + 1);
	}
	end = str_find(host, S(":"), 0);
	return end < 0 ? host : str_sub(host, 0, (size_t)end);
}

static bool
is_this_machine(str host)
{
	host = bare_host(host);
	return str_is(host, "localhost") || str_is(host, "127.0.0.1") ||
	    str_is(host, "[::1]");
}

static bool
same_host(str a, str b)
{
	return a.n == b.n && (a.n == 0 || strncasecmp(a.at, b.at, a.n) == 0);
}

/* One Host header, and one only. */
static size_t
count_hosts(const struct http_request *request)
{
	size_t	n = 0;

	for (size_t i = 0; i < request->headers; i++) {
		struct http_request	one = { .header =
					    &request->header[i],
					    .headers = 1 };

		n += http_header(&one, "Host").n > 0;
	}
	return n;
}

/* The server is called so; where nothing is set any name will do. */
static bool
is_ours(str hosts, str host)
{
	str	one;

	if (hosts.n == 0 || is_this_machine(host))
		return true;
	while (str_cut(&hosts, ' ', &one))
		if (one.n > 0 && (same_host(one, host) ||
		    same_host(one, bare_host(host))))
			return true;
	return false;
}

enum err
door_place(struct door_visit *visit)
{
	const struct http_request	*request = visit->request;
	struct input			*in = &visit->in;
	str				 rest = request->target;

	in->client = request->client;
	in->secure = request->secure;
	visit->path = S("");
	(void)str_cut(&rest, '?', &visit->path);
	in->host = http_header(request, "Host");
	if (count_hosts(request) != 1 || !sound_host(in->host) ||
	    !is_ours(visit->door->hosts, in->host))
		return FAIL(&visit->fault, ERR_INVALID, "web.host");
	in->way = !in->secure && is_this_machine(in->host) ? COOKIE_LOCAL :
	    COOKIE_SECURE;
	return OK;
}
