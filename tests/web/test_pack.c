#include <string.h>
#include <zlib.h>

#include "tests/test.h"
#include "web/pack.h"

static char	text[2000];

static struct http_reply
reply_of(const struct pack *pack, const char *codings, const char *tag)
{
	const struct http_header	header[] = {
		{ S("Accept-Encoding"), str_of(codings) },
		{ S("If-None-Match"), str_of(tag) } };
	const struct http_request	request = { .header = header,
					    .headers = 2 };
	struct http_reply		reply = { .status = 200 };

	pack_reply(pack, &request, &reply);
	return reply;
}

static str
header_of(const struct http_reply *reply, const char *name)
{
	const struct http_request	as = { .header = reply->header,
					    .headers = reply->headers };

	return http_header(&as, name);
}

static struct pack
pack_of_text(void)
{
	struct pack	pack;

	memset(text, 'a', sizeof text);
	pack_make(test_arena(), (str){ text, sizeof text }, true, &pack);
	return pack;
}

Test(pack, the_best_coding_that_is_taken_is_sent)
{
	static const struct { const char *takes, *coding; } cases[] = {
		{ "gzip, deflate, br", "br" }, { "GZIP", "gzip" },
		{ "br;q=0, gzip;q=0.5", "gzip" }, { "", "" },
		{ "br;q=0,gzip; q=0", "" }, { "brotli", "" }, { "*", "" } };
	const struct pack	pack = pack_of_text();

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct http_reply	reply = reply_of(&pack,
					    cases[i].takes, "");

		check_str(header_of(&reply, "Content-Encoding"),
		    str_of(cases[i].coding));
		check_str(header_of(&reply, "Vary"),
		    S("Accept-Encoding"));
		check_int(reply.bytes.n < sizeof text,
		    cases[i].coding[0] != '\0');
	}
}

Test(pack, gzip_gives_the_same_bytes_back)
{
	const struct pack	pack = pack_of_text();
	char			back[sizeof text];
	z_stream		stream = { .avail_out = sizeof back };

	stream.next_in = (Bytef *)(uintptr_t)pack.bytes[PACK_GZIP].at;
	stream.avail_in = (uInt)pack.bytes[PACK_GZIP].n;
	stream.next_out = (Bytef *)back;
	check_int(inflateInit2(&stream, 15 + 16), Z_OK);
	check_int(inflate(&stream, Z_FINISH), Z_STREAM_END);
	check_int(inflateEnd(&stream), Z_OK);
	cr_assert(memcmp(back, text, sizeof text) == 0);
}

Test(pack, who_has_it_is_told_so)
{
	const struct pack	pack = pack_of_text();
	struct http_reply	reply = reply_of(&pack, "br", "");
	str			tag = header_of(&reply, "ETag");
	const char		*own = str_c(test_arena(), tag);

	check_int(reply_of(&pack, "br", own).status, 304);
	check_int(reply_of(&pack, "gzip", own).status, 200);
	check_int(reply_of(&pack, "br", "*").status, 304);
	check_int(reply_of(&pack, "br", str_c(test_arena(), str_printf(
	    test_arena(), "\"x\", W/%s", own))).status, 304);
	check_int(reply_of(&pack, "br", "\"x\"").status, 200);
}

Test(pack, what_does_not_get_smaller_is_sent_plain)
{
	struct pack	pack;

	pack_make(test_arena(), S("short"), true, &pack);
	check_int(pack.bytes[PACK_GZIP].n + pack.bytes[PACK_BROTLI].n, 0);
	check_str(reply_of(&pack, "br, gzip", "").bytes, S("short"));
	pack = pack_of_text();
	pack_make(test_arena(), (str){ text, sizeof text }, false, &pack);
	check_int(reply_of(&pack, "br, gzip", "").bytes.n, sizeof text);
}
