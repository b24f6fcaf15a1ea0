#include "tests/test.h"
#include "web/http_head.h"

/* What a head is refused with; headers are name and value in turn. */
static struct http_head
head_of(const char *method, const char *target, const char *const *text)
{
	struct http_header	header[HTTP_HEADERS + 2];
	struct http_request	request = { .method = str_of(method),
				    .target = str_of(target),
				    .header = header };

	for (; *text != NULL; text += 2)
		header[request.headers++] = (struct http_header){
		    str_of(text[0]), str_of(text[1]) };
	return http_head_read(&request, S("HTTP/1.1"));
}

#define HEAD(method, target, ...)	head_of(method, target,		\
	(const char *const []){ "Host", "a.example", __VA_ARGS__ __VA_OPT__(,) \
	NULL })

Test(http_head, a_plain_request_goes_on)
{
	struct http_head	head = HEAD("GET", "/a?b=%20", "Accept", "*/*");

	check_int(head.status, 0);
	cr_assert(!head.body);
	head = HEAD("POST", "/", "content-length", " 12 ");
	check_int(head.status, 0);
	check_int(head.length, 12);
	head = HEAD("POST", "/", "Transfer-Encoding", "Chunked");
	check_int(head.status, 0);
	check_int(head.length, -1);
	cr_assert(head.body);
}

Test(http_head, a_length_is_told_once_and_in_one_way)
{
	check_int(HEAD("POST", "/").status, 411);
	check_int(HEAD("POST", "/", "Content-Length", "").status, 400);
	check_int(HEAD("POST", "/", "Content-Length", "1 1").status, 400);
	check_int(HEAD("POST", "/", "Content-Length", "1",
	    "CONTENT-LENGTH", "1").status, 400);
	check_int(HEAD("POST", "/", "Content-Length", "1",
	    "Transfer-Encoding", "chunked").status, 400);
	check_int(HEAD("POST", "/", "Transfer-Encoding",
	    "chunked, chunked").status, 400);
	check_int(HEAD("POST", "/", "Content-Length",
	    "9999999999999999999").status, 400);
}

Test(http_head, a_name_is_a_word_and_a_value_has_no_control_characters)
{
	check_int(HEAD("GET", "/", "X ", "y").status, 400);
	check_int(HEAD("GET", "/", "", "y").status, 400);
	check_int(HEAD("GET", "/", "X(y)", "z").status, 400);
	check_int(HEAD("GET", "/", "X", "y\rz").status, 400);
	check_int(HEAD("GET", "/", "X", "y\x7f").status, 400);
	check_int(HEAD("GET", "/", "X", "y\tz 中").status, 0);
}

Test(http_head, methods_are_those_of_pages_or_of_the_interface)
{
	check_int(HEAD("PUT", "/a", "Content-Length", "0").status, 405);
	check_int(HEAD("PUT", "/api/a", "Content-Length", "0").status, 0);
	check_int(HEAD("DELETE", "/api/a").status, 0);
	check_int(HEAD("get", "/").status, 405);
	check_int(HEAD("GET, HEAD", "/").status, 405);
	check_int(HEAD("", "/").status, 405);
}

Test(http_head, a_target_is_a_path)
{
	check_int(HEAD("GET", "").status, 400);
	check_int(HEAD("GET", "*").status, 400);
	check_int(HEAD("GET", "http://b.example/").status, 400);
	check_int(HEAD("GET", "/a b").status, 400);
	check_int(HEAD("GET", "/中").status, 400);
}

Test(http_head, a_get_has_no_body)
{
	check_int(HEAD("GET", "/", "Content-Length", "0").status, 0);
	check_int(HEAD("GET", "/", "Content-Length", "1").status, 400);
	check_int(HEAD("HEAD", "/", "Transfer-Encoding",
	    "chunked").status, 400);
}

Test(http_head, what_is_too_much_is_refused)
{
	struct http_header	 header[HTTP_HEADERS + 1];
	struct http_request	 request = { .method = S("GET"),
				    .target = S("/"), .header = header,
				    .headers = HTTP_HEADERS + 1 };
	static char		 large[HTTP_HEAD_BYTES];

	for (size_t i = 0; i <= HTTP_HEADERS; i++)
		header[i] = (struct http_header){ S("X"), S("y") };
	header[0] = (struct http_header){ S("Host"), S("a") };
	check_int(http_head_read(&request, S("HTTP/1.1")).status, 431);
	request.headers--;
	check_int(http_head_read(&request, S("HTTP/1.1")).status, 0);
	check_int(http_head_read(&request, S("HTTP/2.0")).status, 505);
	header[1].value = (str){ large, sizeof large };
	check_int(http_head_read(&request, S("HTTP/1.1")).status, 431);
}
