/*
 * proxy - whose word is taken for who stands behind a connection.
 *
 * The setting trusted_proxies lists addresses and networks ("10.0.0.0/8").  A
 * connection from one of them is somebody else's: the last address of
 * X-Forwarded-For that no trusted proxy has.  From anyone else these headers
 * are not read.
 *
 * Calls: base, http.
 */
#ifndef PROXY_H
#define PROXY_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "web/http.h"

struct arena;
struct proxies;

/* Read the setting: addresses parted by blanks; "unix" is whoever comes by a
   local socket.  ERR_INVALID "web.proxy_wrong". */
enum err proxy_read(struct arena *arena, str list, struct proxies **ret,
	    struct fault *fault);

/* An address is that of a trusted proxy. */
bool	 proxy_trusts(const struct proxies *proxies, str address);

/* The client's address, as text that lives as long as the request. */
str	 proxy_client(const struct proxies *proxies,
	    const struct http_request *request);

/* The client came by https, by a trusted proxy's word. */
bool	 proxy_secure(const struct proxies *proxies,
	    const struct http_request *request);

#endif
