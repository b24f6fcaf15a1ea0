#include "web/http.h"

#include <assert.h>
#include <strings.h>

/* A header's name has no case; a cookie's has. */
static bool
same_name(str name, const char *want)
{
	str	other = str_of(want);

	return name.n == other.n &&
	    (name.n == 0 || strncasecmp(name.at, other.at, name.n) == 0);
}

str
http_header(const struct http_request *request, const char *name)
{
	for (size_t i = 0; i < request->headers; i++)
		if (same_name(request->header[i].name, name))
			return request->header[i].value;
	return S("");
}

/* "a=1; b=2": the first of that name. */
static bool
find_cookie(str list, const char *name, str *ret)
{
	str	one, key;

	while (str_cut(&list, ';', &one)) {
		if (!str_has(one, S("=")))
			continue;
		(void)str_cut(&one, '=', &key);
		if (str_is(str_trim(key), name)) {
			*ret = str_trim(one);
			return true;
		}
	}
	return false;
}

str
http_cookie(const struct http_request *request, const char *name)
{
	str	value = S("");

	for (size_t i = 0; i < request->headers; i++)
		if (same_name(request->header[i].name, "Cookie") &&
		    find_cookie(request->header[i].value, name, &value))
			break;
	return value;
}

void
http_reply_header(struct http_reply *reply, str name, str value)
{
	assert(reply->headers < HTTP_REPLY_HEADERS);
	reply->header[reply->headers++] = (struct http_header){ name, value };
}
