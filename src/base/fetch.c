#include "base/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

#define CONNECT_SECONDS	10
#define TEXT_BYTES	80	/* "[....]:65535" */

/* A request on its way. */
struct travel {
	const struct fetch	*request;
	struct buf		 body;
	bool			 refused; /* a private address */
};

/* --- addresses ------------------------------------------------------------ */

/* Networks that are not everybody's (IANA special-purpose registry). */
static const struct {
	uint32_t	net;
	int		bits;
} closed[] = {
	{ 0x00000000, 8 }, { 0x0A000000, 8 }, { 0x64400000, 10 },
	{ 0x7F000000, 8 }, { 0xA9FE0000, 16 }, { 0xAC100000, 12 },
	{ 0xC0000000, 24 }, { 0xC0000200, 24 }, { 0xC0586300, 24 },
	{ 0xC0A80000, 16 }, { 0xC6120000, 15 }, { 0xC6336400, 24 },
	{ 0xCB007100, 24 }, { 0xE0000000, 3 },
};

static bool
is_public_4(uint32_t address)
{
	for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
		if ((address ^ closed[i].net) >> (32 - closed[i].bits) == 0)
			return false;
	return true;
}

static uint32_t
four_bytes(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

/* Only 2000::/3 is in use; of it what carries an IPv4 address (Teredo, 6to4)
   and what is for examples and the inside is not public. */
static bool
is_public_6(const uint8_t *at)
{
	uint32_t	head = four_bytes(at);

	if (IN6_IS_ADDR_V4MAPPED((const struct in6_addr *)(const void *)at))
		return is_public_4(four_bytes(at + 12));
	return head >> 29 == 1 && head >> 9 != 0x20010000 >> 9 &&
	    head != 0x20010DB8 && head >> 16 != 0x2002;
}

bool
fetch_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return is_public_4(ntohl(((const struct sockaddr_in *)
		    (const void *)address)->sin_addr.s_addr));
	if (address->sa_family == AF_INET6)
		return is_public_6(((const struct sockaddr_in6 *)
		    (const void *)address)->sin6_addr.s6_addr);
	return false;
}

/* "127.0.0.1:8080" stands in the list. */
static bool
is_allowed(str list, const struct sockaddr *address)
{
	char	host[INET6_ADDRSTRLEN], text[TEXT_BYTES];
	str	one;
	int	n;

	if (address->sa_family == AF_INET) {
		const struct sockaddr_in	*in = (const void *)address;

		(void)inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
		n = snprintf(text, sizeof text, "%s:%d", host,
		    ntohs(in->sin_port));
	} else {
		const struct sockaddr_in6	*in = (const void *)address;

		(void)inet_ntop(AF_INET6, &in->sin6_addr, host, sizeof host);
		n = snprintf(text, sizeof text, "[%s]:%d", host,
		    ntohs(in->sin6_port));
	}
	while (str_cut(&list, ' ', &one))
		if (n > 0 && str_eq(one, (str){ text, (size_t)n }))
			return true;
	return false;
}

/* --- what libcurl calls --------------------------------------------------- */

static curl_socket_t
open_socket(void *context, curlsocktype purpose,
    struct curl_sockaddr *address)
{
	struct travel	*travel = context;

	if (purpose != CURLSOCKTYPE_IPCXN ||
	    (address->family != AF_INET && address->family != AF_INET6) ||
	    (!fetch_is_public(&address->addr) &&
	    !is_allowed(travel->request->allow, &address->addr))) {
		travel->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

static size_t
take(const char *at, size_t size, size_t n, void *context)
{
	struct travel	*travel = context;

	buf_put(&travel->body, (str){ at, size * n });
	return buf_err(&travel->body) == OK ? size * n : 0;
}

/* --- asking --------------------------------------------------------------- */

static void
set_bounds(CURL *curl, struct travel *travel)
{
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR,
	    "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
	    (long)CONNECT_SECONDS);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT,
	    (long)travel->request->seconds);
	(void)curl_easy_setopt(curl, CURLOPT_MAXREDIRS,
	    (long)FETCH_REDIRECTS);
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION,
	    travel->request->body.n == 0 ? 1L : 0L);
	(void)curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	(void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "gongkai");
	(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION,
	    open_socket);
	(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, travel);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, travel);
}

/* What libcurl came to, as ours. */
static enum err
judge(const struct travel *travel, CURLcode code, struct fault *fault)
{
	str	url = travel->request->url;

	if (code == CURLE_OK)
		return OK;
	if (travel->refused)
		return FAIL(fault, ERR_FORBIDDEN, "fetch.private", url);
	if (buf_err(&travel->body) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "fetch.too_large", url,
		    str_int(travel->body.arena,
		    (int64_t)travel->request->most));
	if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL
	    || code == CURLE_LOGIN_DENIED)
		return FAIL(fault, ERR_INVALID, "fetch.wrong_url", url);
	return FAIL(fault, ERR_OUTSIDE, "fetch.failed", url,
	    str_of(curl_easy_strerror(code)));
}

static enum err
ask(CURL *curl, struct travel *travel, struct fetch_answer *ret,
    struct fault *fault)
{
	struct arena	*arena = travel->body.arena;
	const char	*type = NULL;
	long		 status = 0;
	enum err	 e;

	set_bounds(curl, travel);
	(void)curl_easy_setopt(curl, CURLOPT_URL, str_c(arena,
	    travel->request->url));
	if (travel->request->body.n > 0) {
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
		    (curl_off_t)travel->request->body.n);
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
		    travel->request->body.at);
	}
	e = judge(travel, curl_easy_perform(curl), fault);
	if (e != OK)
		return e;
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	(void)curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
	*ret = (struct fetch_answer){ .status = (int)status,
	    .type = str_copy(arena, str_of(type)),
	    .body = buf_str(&travel->body) };
	return OK;
}

enum err
fetch(struct arena *arena, const struct fetch *request,
    struct fetch_answer *ret, struct fault *fault)
{
	struct travel		 travel = { .request = request };
	struct curl_slist	*list = NULL, *more;
	CURL			*curl = NULL;
	enum err		 e = OK;

	if ((!str_starts(request->url, S("http://")) &&
	    !str_starts(request->url, S("https://"))) ||
	    request->headers > FETCH_HEADERS)
		return FAIL(fault, ERR_INVALID, "fetch.wrong_url",
		    request->url);
	buf_init(&travel.body, arena, request->most);
	for (size_t i = 0; e == OK && i < request->headers; i++) {
		more = curl_slist_append(list, str_c(arena,
		    request->header[i]));
		if (more == NULL)
			e = FAIL(fault, ERR_BUSY, "fetch.no_memory");
		else
			list = more;
	}
	if (e == OK)
		curl = curl_easy_init();
	if (e == OK && curl == NULL)
		e = FAIL(fault, ERR_BUSY, "fetch.no_memory");
	if (e == OK) {
		(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
		e = ask(curl, &travel, ret, fault);
	}
	curl_easy_cleanup(curl);
	curl_slist_free_all(list);
	return e;
}
