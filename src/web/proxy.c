#include "web/proxy.h"

#include <arpa/inet.h>
#include <assert.h>
#include <string.h>

#include "base/arena.h"

#define PROXIES	32	/* entries of the list */
#define HOPS	16	/* addresses of a header that are read */

struct network {
	int		family;		/* AF_INET, AF_INET6, AF_UNIX */
	unsigned char	address[16];
	unsigned	bits;		/* of it that count */
};

struct proxies {
	struct network	network[PROXIES];
	size_t		n;
};

static bool
read_address(str text, struct network *ret)
{
	char	c[INET6_ADDRSTRLEN];

	*ret = (struct network){ .family = AF_UNIX };
	if (str_is(text, "unix"))
		return true;
	if (text.n >= sizeof c)
		return false;
	memcpy(c, text.at, text.n);
	c[text.n] = '\0';
	ret->family = AF_INET;
	ret->bits = 32;
	if (inet_pton(AF_INET, c, ret->address) == 1)
		return true;
	ret->family = AF_INET6;
	ret->bits = 128;
	return inet_pton(AF_INET6, c, ret->address) == 1;
}

static bool
read_network(str text, struct network *ret)
{
	str		address;
	unsigned	bits = 0;

	(void)str_cut(&text, '/', &address);
	if (!read_address(address, ret))
		return false;
	if (text.n == 0)
		return true;
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i > 2)
			return false;
		bits = bits * 10 + (unsigned)(text.at[i] - '0');
	}
	if (bits > ret->bits)
		return false;
	ret->bits = bits;
	return true;
}

enum err
proxy_read(struct arena *arena, str list, struct proxies **ret,
    struct fault *fault)
{
	struct proxies	*proxies = arena_alloc(arena, sizeof *proxies);
	str		 one;

	while (str_cut(&list, ' ', &one)) {
		if (one.n == 0)
			continue;
		if (proxies->n == PROXIES ||
		    !read_network(one, &proxies->network[proxies->n]))
			return FAIL(fault, ERR_INVALID, "web.proxy_wrong",
			    one);
		proxies->n++;
	}
	*ret = proxies;
	return OK;
}

static bool
holds(const struct network *network, const struct network *address)
{
	unsigned	whole = network->bits / 8, rest = network->bits % 8;
	unsigned	mask = (0xff00u >> rest) & 0xffu;

	return network->family == address->family &&
	    memcmp(network->address, address->address, whole) == 0 &&
	    (rest == 0 || ((network->address[whole] ^
	    address->address[whole]) & mask) == 0);
}

bool
proxy_trusts(const struct proxies *proxies, str address)
{
	struct network	parsed;

	if (proxies->n == 0 || !read_address(address, &parsed))
		return false;
	for (size_t i = 0; i < proxies->n; i++)
		if (holds(&proxies->network[i], &parsed))
			return true;
	return false;
}

/* The last part of a list; the list is cut before it. */
static str
last(str *list)
{
	size_t	at = list->n;
	str	part;

	while (at > 0 && list->at[at - 1] != ',')
		at--;
	part = str_trim(str_sub(*list, at, list->n));
	*list = str_sub(*list, 0, at > 0 ? at - 1 : 0);
	return part;
}

str
proxy_client(const struct proxies *proxies,
    const struct http_request *request)
{
	struct network	parsed;
	str		client = request->peer, list;

	list = http_header(request, "X-Forwarded-For");
	for (int i = 0; i < HOPS && list.n > 0 &&
	    proxy_trusts(proxies, client); i++) {
		str	before = last(&list);

		if (!read_address(before, &parsed))
			break;
		client = before;
	}
	return client;
}

bool
proxy_secure(const struct proxies *proxies,
    const struct http_request *request)
{
	return proxy_trusts(proxies, request->peer) &&
	    str_is(http_header(request, "X-Forwarded-Proto"), "https");
}
