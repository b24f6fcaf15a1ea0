#include "web/http_head.h"

#include <strings.h>

#define DIGITS	18	/* of a length */

#define PLAIN	S("GET, HEAD, POST")
#define API	S("GET, HEAD, POST, PUT, PATCH, DELETE")

static bool
same(str s, const char *word)
{
	str	other = str_of(word);

	return s.n == other.n && strncasecmp(s.at, other.at, s.n) == 0;
}

static bool
is_token(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char	c = (unsigned char)s.at[i];

		if (c <= ' ' || c >= 127 ||
		    str_has(S("\"(),/:;<=>?@[\\]{}"), (str){ &s.at[i], 1 }))
			return false;
	}
	return s.n > 0;
}

/* Letters, blanks and tabs, and bytes past ASCII. */
static bool
is_value(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char	c = (unsigned char)s.at[i];

		if ((c < ' ' && c != '\t') || c == 127)
			return false;
	}
	return true;
}

static bool
is_target(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.at[i] <= ' ' ||
		    (unsigned char)s.at[i] >= 127)
			return false;
	return str_starts(s, S("/"));
}

static bool
read_length(str s, int64_t *ret)
{
	int64_t	n = 0;

	if (s.n == 0 || s.n > DIGITS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		n = n * 10 + (s.at[i] - '0');
	}
	*ret = n;
	return true;
}

/* How often a header came, and the value it came with last. */
static size_t
count(const struct http_request *request, const char *name, str *ret)
{
	size_t	n = 0;

	for (size_t i = 0; i < request->headers; i++)
		if (same(request->header[i].name, name)) {
			*ret = str_trim(request->header[i].value);
			n++;
		}
	return n;
}

static int
headers_wrong(const struct http_request *request, bool old)
{
	size_t	bytes = request->target.n, hosts;
	str	value;

	for (size_t i = 0; i < request->headers; i++)
		bytes += request->header[i].name.n +
		    request->header[i].value.n + 4;
	if (request->headers > HTTP_HEADERS || bytes > HTTP_HEAD_BYTES)
		return 431;
	for (size_t i = 0; i < request->headers; i++)
		if (!is_token(request->header[i].name) ||
		    !is_value(request->header[i].value))
			return 400;
	hosts = count(request, "Host", &value);
	if (hosts > 1 || (hosts == 0 && !old))
		return 400;
	if (count(request, "Expect", &value) > 0 &&
	    !same(value, "100-continue"))
		return 417;
	return 0;
}

/* How long the body is, if that can be read in one way only. */
static int
length_wrong(const struct http_request *request, bool old,
    struct http_head *head)
{
	str	length, coding;
	size_t	lengths = count(request, "Content-Length", &length);
	size_t	codings = count(request, "Transfer-Encoding", &coding);

	if (lengths + codings > 1)
		return 400;
	if (codings == 1 && (old || !same(coding, "chunked")))
		return 400;
	if (lengths == 1 && !read_length(length, &head->length))
		return 400;
	if (codings == 1)
		head->length = -1;
	head->body = head->length != 0;
	return lengths + codings == 0 ? 411 : 0;
}

str
http_head_allow(str target)
{
	return str_starts(target, S("/api/")) ? API : PLAIN;
}

static bool
is_among(str list, str word)
{
	str	one;

	while (str_cut(&list, ',', &one))
		if (str_eq(str_trim(one), word))
			return true;
	return false;
}

struct http_head
http_head_read(const struct http_request *request, str version)
{
	struct http_head	head = { 0 };
	bool			old = str_is(version, "HTTP/1.0"), bare;
	int			status;

	bare = str_is(request->method, "GET") ||
	    str_is(request->method, "HEAD") ||
	    str_is(request->method, "DELETE");
	if (!old && !str_is(version, "HTTP/1.1"))
		head.status = 505;
	if (head.status == 0)
		head.status = headers_wrong(request, old);
	if (head.status == 0 && !is_target(request->target))
		head.status = 400;
	status = length_wrong(request, old, &head);
	if (head.status == 0 && status == 400)
		head.status = 400;
	if (head.status == 0 && !is_among(http_head_allow(request->target),
	    request->method))
		head.status = 405;
	if (head.status == 0 && status == 411 && !bare)
		head.status = 411;
	if (head.status == 0 && bare && head.body)
		head.status = 400;
	return head;
}
