#include "web/pack.h"

#include <brotli/encode.h>
#include <stdio.h>
#include <strings.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/digest.h"

#define SMALLEST	256	/* bytes that are worth the work */
#define GZIP_LEVEL	6
#define BROTLI_QUALITY	6
#define GZIP_WINDOW	(15 + 16)	/* zlib: with the head of gzip */

static str
gzip(struct arena *arena, str bytes)
{
	z_stream	 stream = { .zalloc = Z_NULL };
	size_t		 room;
	char		*to;
	int		 answer;

	if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 9,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return S("");
	room = deflateBound(&stream, bytes.n);
	to = arena_alloc(arena, room);
	stream.next_in = (Bytef *)(uintptr_t)bytes.at;
	stream.avail_in = (uInt)bytes.n;
	stream.next_out = (Bytef *)to;
	stream.avail_out = (uInt)room;
	answer = deflate(&stream, Z_FINISH);
	room = stream.total_out;
	(void)deflateEnd(&stream);
	return answer == Z_STREAM_END ? (str){ to, room } : S("");
}

static str
brotli(struct arena *arena, str bytes)
{
	size_t	 room = BrotliEncoderMaxCompressedSize(bytes.n);
	char	*to = arena_alloc(arena, room);

	if (!BrotliEncoderCompress(BROTLI_QUALITY, BROTLI_DEFAULT_WINDOW,
	    BROTLI_MODE_TEXT, bytes.n, (const uint8_t *)bytes.at, &room,
	    (uint8_t *)to))
		return S("");
	return (str){ to, room };
}

void
pack_make(struct arena *arena, str bytes, bool small, struct pack *ret)
{
	struct digest	digest = digest_of(DIGEST_SHA256, bytes);
	uint64_t	tag = 0;

	*ret = (struct pack){ .bytes = { bytes } };
	if (small && bytes.n >= SMALLEST && bytes.n < UINT32_MAX) {
		ret->bytes[PACK_GZIP] = gzip(arena, bytes);
		ret->bytes[PACK_BROTLI] = brotli(arena, bytes);
	}
	for (size_t i = 0; i < sizeof tag; i++)
		tag = tag << 8 | digest.at[i];
	for (int kind = 0; kind < PACK__KINDS; kind++) {
		if (kind > 0 && ret->bytes[kind].n >= bytes.n)
			ret->bytes[kind] = S("");
		(void)snprintf(ret->tag[kind], PACK_TAG, "\"%016llx-%c\"",
		    (unsigned long long)tag, "pgb"[kind]);
	}
}

/* Whether a coding is taken: named, and not with q=0. */
static bool
takes(str list, const char *coding)
{
	str	one, name;

	while (str_cut(&list, ',', &one)) {
		(void)str_cut(&one, ';', &name);
		name = str_trim(name);
		one = str_trim(one);
		if (name.n == str_of(coding).n &&
		    strncasecmp(name.at, coding, name.n) == 0)
			return !str_is(one, "q=0") && !str_is(one, "q=0.0") &&
			    !str_is(one, "q=0.00") && !str_is(one, "q=0.000");
	}
	return false;
}

/* The reader has it already. */
static bool
has(str list, const char *tag)
{
	str	one;

	while (str_cut(&list, ',', &one)) {
		one = str_trim(one);
		if (str_starts(one, S("W/")))
			one = str_sub(one, 2, one.n);
		if (str_is(one, "*") || str_is(one, tag))
			return true;
	}
	return false;
}

void
pack_reply(const struct pack *pack, const struct http_request *request,
    struct http_reply *ret)
{
	str		codings = http_header(request, "Accept-Encoding");
	enum pack_kind	kind = PACK_PLAIN;

	if (pack->bytes[PACK_BROTLI].n > 0 && takes(codings, "br"))
		kind = PACK_BROTLI;
	else if (pack->bytes[PACK_GZIP].n > 0 && takes(codings, "gzip"))
		kind = PACK_GZIP;
	http_reply_header(ret, S("ETag"), str_of(pack->tag[kind]));
	http_reply_header(ret, S("Vary"), S("Accept-Encoding"));
	if (has(http_header(request, "If-None-Match"), pack->tag[kind])) {
		/* The length is told, the bytes do not go. */
		ret->status = 304;
		ret->bytes = pack->bytes[kind];
		return;
	}
	if (kind != PACK_PLAIN)
		http_reply_header(ret, S("Content-Encoding"),
		    kind == PACK_GZIP ? S("gzip") : S("br"));
	ret->bytes = pack->bytes[kind];
}
