/*
 * Whatever comes as a form or a cookie is refused, or its fields are text of
 * their lengths and its files have names without a path.  The first line is
 * the form's type, the rest its body; an empty line is a query.
 *
 * Seeds: *.form
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/word.h"
#include "domain/job.h"
#include "web/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct route_field	fields[] = {
	{ .name = "a", .kind = ROUTE_TEXT, .max = 20, .required = true },
	{ .name = "b", .kind = ROUTE_LINES },
	{ .name = "c", .kind = ROUTE_SECRET, .max = 20 },
	{ .name = "d", .kind = ROUTE_INT },
	{ .name = "e", .kind = ROUTE_DAY },
	{ .name = "f", .kind = ROUTE_TICK },
	{ .name = "g", .kind = ROUTE_CHOICE, .choice = "x y" },
	{ .name = "h", .kind = ROUTE_TEXTS, .max = 3 },
	{ .name = "i", .kind = ROUTE_FILE, .max = 2 },
	{ .name = NULL }
};
static const struct route	query = { .name = "q", .method = "GET",
	.path = "/{x}", .form = fields };
static const struct route	body = { .name = "b", .method = "POST",
	.path = "/{x}", .form = fields };

static void
check_text(str s, size_t most)
{
	assert(s.n <= most && utf8_valid(s));
	assert(s.n == 0 || memchr(s.at, '\0', s.n) == NULL);
}

static void
check_fields(const struct input *in)
{
	const struct input_file	*file;
	const str		*texts;
	size_t			 n;

	check_text(input_str(in, "a"), 20);
	assert(str_find(input_str(in, "a"), S("\n"), 0) < 0);
	check_text(input_str(in, "b"), 500);
	check_text(input_str(in, "c"), 20);
	assert(!input_given(in, "e") || input_day(in, "e") != DAY_NONE);
	check_text(input_str(in, "g"), 1);
	assert(in->remarks > 0 || input_given(in, "a"));
	texts = input_strs(in, "h", &n);
	assert(n <= 3);
	for (size_t i = 0; i < n; i++)
		check_text(texts[i], 500);
	file = input_files(in, "i", &n);
	assert(n <= 2);
	for (size_t i = 0; i < n; i++) {
		check_text(file[i].name, 255);
		assert(str_find(file[i].name, S("/"), 0) < 0 &&
		    str_find(file[i].name, S("\\"), 0) < 0);
	}
}

static void
read_once(struct job *job, str type, str bytes)
{
	struct http_header	header[] = { { S("Content-Type"), type },
				    { S("Cookie"), bytes } };
	struct http_request	http = { .header = header, .headers = 2,
				    .body = bytes, .target = S("/1") };
	struct route_match	match = { .route = type.n == 0 ? &query :
				    &body };
	struct input		in = { .remarks = 0 };
	enum err		e;

	if (type.n == 0)
		http.target = str_printf(job->arena, "/1?%.*s",
		    STRF(bytes));
	e = input_read(job, &http, &match, &in);
	assert(e == OK || e == ERR_INVALID || e == ERR_TOO_LARGE);
	if (e == OK)
		check_fields(&in);
	assert(http_cookie(&http, "gongkai").n <= bytes.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct words	*words;
	static struct arena		*kept;	/* of the words */
	struct arena			*arena = arena_new((size_t)256 << 20);
	struct fault			 fault = { .code = OK };
	struct job			 job = { .arena = arena,
					    .fault = &fault };
	str				 rest = { (const char *)data, size };
	str				 type = S("");

	if (kept == NULL) {
		kept = arena_new((size_t)64 << 20);
		assert(word_load(kept, LANG_ZH, &words, &fault) == OK);
	}
	job.words = words;
	(void)str_cut(&rest, '\n', &type);
	read_once(&job, type, rest);
	arena_free(arena);
	return 0;
}
