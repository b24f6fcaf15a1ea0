#include "base/buf.h"
#include "base/word.h"
#include "tests/test.h"
#include "web/input.h"

static const struct route_field	fields[] = {
	{ .name = "name", .kind = ROUTE_TEXT, .max = 30, .required = true },
	{ .name = "story", .kind = ROUTE_LINES, .max = 100 },
	{ .name = "word", .kind = ROUTE_SECRET, .max = 20 },
	{ .name = "n", .kind = ROUTE_INT },
	{ .name = "on", .kind = ROUTE_DAY },
	{ .name = "tick", .kind = ROUTE_TICK },
	{ .name = "way", .kind = ROUTE_CHOICE, .choice = "mail post" },
	{ .name = "one", .kind = ROUTE_TEXTS, .max = 3 },
	{ .name = "file", .kind = ROUTE_FILE, .max = 2 },
	{ .name = NULL }
};
static const struct route	of_query = { .name = "q", .method = "GET",
	.path = "/a/{code}/{year}", .form = fields };
static const struct route	of_body = { .name = "b", .method = "POST",
	.path = "/a/{code}/{year}", .form = fields };

/* A request and what became of it. */
struct reading {
	struct fault		fault;
	struct job		job;
	struct http_header	header;
	struct http_request	http;
	struct input		in;
};

static struct reading *
reading(void)
{
	struct reading	*r = arena_alloc(test_arena(), sizeof *r);

	r->job.arena = test_arena();
	r->job.fault = &r->fault;
	check_ok(word_load(r->job.arena, LANG_ZH, &r->job.words, &r->fault),
	    r->fault);
	r->http = (struct http_request){ .header = &r->header,
	    .target = S("/a/1/2") };
	return r;
}

static enum err
get(struct reading *r, const char *query)
{
	struct route_match	match = { .route = &of_query, .parts = 2,
				    .part = { S("芦堤"), S("2025") } };

	r->http.target = str_printf(r->job.arena, "/a/1/2?%s", query);
	return input_read(&r->job, &r->http, &match, &r->in);
}

static enum err
post(struct reading *r, const char *type, str body)
{
	struct route_match	match = { .route = &of_body };

	r->header = (struct http_header){ S("Content-Type"), str_of(type) };
	r->http.headers = 1;
	r->http.body = body;
	return input_read(&r->job, &r->http, &match, &r->in);
}

#define FORM	"application/x-www-form-urlencoded"
#define PARTS	"multipart/form-data; boundary=xYz"

/* The sentence of a remark is that of a key. */
static void
check_wrong(struct reading *r, const char *field, const char *key)
{
	check_str(input_wrong(&r->in, field), word(r->job.words, key));
}

static void
check_refused(struct reading *r, enum err e, enum err want, const char *key)
{
	check_int(e, want);
	cr_assert_str_eq(r->fault.key, key);
}

Test(input, gives_declared_fields_and_no_others)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=%E6%9D%8E+%E6%98%8E&x=1&n=-12&on=2026-03-18"
	    "&tick=on&way=mail"), r->fault);
	check_int(r->in.remarks, 0);
	check_str(input_str(&r->in, "name"), S("李 明"));
	check_int(input_int(&r->in, "n", 7), -12);
	check_int(input_day(&r->in, "on"), day_make(2026, 3, 18));
	cr_assert(input_given(&r->in, "tick"));
	check_str(input_str(&r->in, "way"), S("mail"));
	check_str(input_str(&r->in, "x"), S(""));
	cr_assert(!input_given(&r->in, "x"));
	check_str(input_part(&r->in, "code"), S("芦堤"));
	check_str(input_part(&r->in, "year"), S("2025"));
	check_str(input_part(&r->in, "cod"), S(""));
}

Test(input, remarks_what_does_not_fit)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=&n=1x&on=2026-02-30&way=car&story=%00"
	    "&one=1&one=2&one=3&one=4"), r->fault);
	check_wrong(r, "name", "input.required");
	check_wrong(r, "n", "input.not_whole");
	check_wrong(r, "on", "input.not_a_day");
	check_wrong(r, "way", "input.not_offered");
	check_wrong(r, "story", "input.not_text");
	check_wrong(r, "one", "input.too_many");
	check_int(r->in.remarks, 6);
	check_int(input_int(&r->in, "n", 7), 7);
	check_int(input_day(&r->in, "on"), DAY_NONE);
	check_str(input_str(&r->in, "n"), S("1x"));
	check_str(input_str(&r->in, "way"), S(""));
}

Test(input, numbers_stay_within_what_can_be_counted)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=x&n=9999999999999999999999"), r->fault);
	check_wrong(r, "n", "input.not_whole");
	r = reading();
	check_ok(get(r, "name=x&n=-"), r->fault);
	check_wrong(r, "n", "input.not_whole");
	r = reading();
	check_ok(get(r, "name=x&n=-999999999999999999"), r->fault);
	check_int(input_int(&r->in, "n", 0), -999999999999999999);
}

Test(input, keeps_marks_of_right_to_left_as_text)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=a%E2%80%AEb"), r->fault);
	check_str(input_str(&r->in, "name"), S("a\u202Eb"));
}

Test(input, text_is_cut_where_it_is_too_long_between_characters)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=%E6%9D%8E%E6%9D%8E%E6%9D%8E%E6%9D%8E%E6%9D%8E"
	    "%E6%9D%8E%E6%9D%8E%E6%9D%8E%E6%9D%8Ex%E6%9D%8E"), r->fault);
	check_wrong(r, "name", "input.too_long");
	check_int(input_str(&r->in, "name").n, 28);
}

Test(input, bytes_that_are_no_text_are_remarked)
{
	struct reading	*r = reading();

	check_ok(get(r, "name=%C0%AF"), r->fault);
	check_wrong(r, "name", "input.not_text");
	r = reading();
	check_ok(get(r, "name=%C0%EE%C3%F7"), r->fault);
	check_wrong(r, "name", "input.not_text");
	r = reading();
	check_ok(get(r, "name=x&word=%FF"), r->fault);
	check_wrong(r, "word", "input.not_text");
}

Test(input, lines_are_kept_and_a_line_is_one)
{
	struct reading	*r = reading();

	check_ok(post(r, FORM, S("name=a%0Ab&story=a%0D%0Ab%09c")), r->fault);
	check_wrong(r, "name", "input.one_line");
	check_str(input_str(&r->in, "story"), S("a\nb c"));
}

Test(input, secrets_are_kept_as_typed)
{
	struct reading	*r = reading();

	check_ok(post(r, FORM, S("name=x&word=+a%09+")), r->fault);
	check_str(input_str(&r->in, "word"), S(" a\t "));
}

Test(input, of_a_post_is_its_body_and_not_its_query)
{
	struct reading	*r = reading();

	r->http.target = S("/a/1/2?name=query");
	check_ok(post(r, FORM, S("name=body")), r->fault);
	check_str(input_str(&r->in, "name"), S("body"));
	check_str(r->in.query, S("name=query"));
}

Test(input, with_too_many_fields_is_refused)
{
	struct reading	*r = reading();
	struct buf	 buf;

	buf_init(&buf, r->job.arena, 100000);
	for (int i = 0; i < 10000; i++)
		buf_printf(&buf, "a%d&", i);
	check_refused(r, post(r, FORM, buf_str(&buf)), ERR_TOO_LARGE,
	    "web.too_many_fields");
}

Test(input, of_a_broken_escape_is_refused)
{
	struct reading	*r = reading();

	check_refused(r, get(r, "name=%4"), ERR_INVALID, "web.malformed");
	check_refused(r, get(r, "name=%zz"), ERR_INVALID, "web.malformed");
}

Test(input, in_another_charset_is_refused)
{
	struct reading	*r = reading();

	check_refused(r, post(r, FORM "; charset=GB18030", S("name=x")),
	    ERR_INVALID, "web.charset");
	check_ok(post(r, FORM ";charset=\"UTF-8\"", S("name=x")), r->fault);
}

Test(input, of_another_kind_is_refused)
{
	struct reading	*r = reading();

	check_refused(r, post(r, "text/plain", S("name=x")), ERR_INVALID,
	    "web.no_form");
	check_refused(r, post(r, "", S("name=x")), ERR_INVALID,
	    "web.no_form");
}

/* --- multipart ----------------------------------------------------------- */

#define PART(name, value) "--xYz\r\nContent-Disposition: form-data; name=\"" \
	name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(file, value) "--xYz\r\nContent-Disposition: form-data; " \
	"name=\"file\"; filename=\"" file "\"\r\n" \
	"Content-Type: application/pdf\r\n\r\n" value "\r\n"
#define END	"--xYz--\r\n"

Test(input, of_parts_gives_fields_and_files)
{
	struct reading			*r = reading();
	const struct input_file		*file;
	size_t				 n;

	check_ok(post(r, PARTS, S(PART("name", "李明") PART("x", "")
	    FILE_PART("年报.pdf", "a\r\n--xY\0b") FILE_PART("", "") END)),
	    r->fault);
	check_int(r->in.remarks, 0);
	check_str(input_str(&r->in, "name"), S("李明"));
	file = input_files(&r->in, "file", &n);
	check_int(n, 1);
	check_str(file[0].name, S("年报.pdf"));
	check_str(file[0].bytes, S("a\r\n--xY\0b"));
}

Test(input, names_of_files_have_no_path)
{
	static const char *const	names[] = { "C:\\a\\b.pdf",
					    "../../b.pdf", "/etc/b.pdf" };

	for (size_t i = 0; i < 3; i++) {
		struct reading			*r = reading();
		const struct input_file		*file;
		size_t				 n;

		check_ok(post(r, PARTS, str_printf(r->job.arena,
		    PART("name", "x") FILE_PART("%s", "1") END, names[i])),
		    r->fault);
		file = input_files(&r->in, "file", &n);
		check_int(n, 1);
		check_str(file[0].name, S("b.pdf"));
	}
}

Test(input, files_have_a_number)
{
	struct reading	*r = reading();

	check_ok(post(r, PARTS, S(PART("name", "x") FILE_PART("a", "1")
	    FILE_PART("b", "2") FILE_PART("c", "3") END)), r->fault);
	check_wrong(r, "file", "input.too_many");
}

Test(input, text_in_the_place_of_a_file_is_remarked)
{
	struct reading	*r = reading();

	check_ok(post(r, FORM, S("name=x&file=a.pdf")), r->fault);
	check_wrong(r, "file", "input.no_file");
}

static void
refuse_parts(const char *type, str body)
{
	struct reading	*r = reading();

	cr_assert_eq(post(r, type, body), ERR_INVALID, "%.*s", STRF(body));
	cr_assert_str_eq(r->fault.key, "web.malformed");
}

Test(input, of_parts_that_are_not_whole_is_refused)
{
	refuse_parts(PARTS, S(PART("name", "x")));
	refuse_parts(PARTS, S(PART("name", "x") "--xYz"));
	refuse_parts(PARTS, S("--xYzName\r\n"));
	refuse_parts(PARTS, S("--xYz\r\n\r\nx\r\n" END));
	refuse_parts(PARTS, S("--xYz\r\nnothing\r\n\r\nx\r\n" END));
	refuse_parts(PARTS, S("--xYz\r\nContent-Disposition: attachment; "
	    "name=a\r\n\r\nx\r\n" END));
	refuse_parts(PARTS, S("x" PART("name", "x") END));
	refuse_parts("multipart/form-data", S(PART("name", "x") END));
	refuse_parts("multipart/form-data; boundary=", S(END));
	refuse_parts("multipart/form-data; boundary=other",
	    S(PART("name", "x") END));
	refuse_parts("multipart/form-data; boundary=01234567890123456789"
	    "012345678901234567890123456789012345678901234567890123456789",
	    S(END));
}

Test(input, of_parts_within_parts_is_refused)
{
	refuse_parts(PARTS, S("--xYz\r\nContent-Disposition: form-data; "
	    "name=\"file\"\r\nContent-Type: multipart/mixed; boundary=in"
	    "\r\n\r\n--in\r\n\r\nx\r\n--in--\r\n" END));
}

Test(input, of_parts_with_a_huge_head_is_refused)
{
	struct reading	*r = reading();
	struct buf	 buf;

	buf_init(&buf, r->job.arena, 100000);
	buf_put(&buf, S("--xYz\r\nContent-Disposition: form-data; name=\""));
	for (int i = 0; i < 9000; i++)
		buf_byte(&buf, 'a');
	buf_put(&buf, S("\"\r\n\r\nx\r\n" END));
	refuse_parts(PARTS, buf_str(&buf));
}

Test(input, of_too_many_parts_is_refused)
{
	struct reading	*r = reading();
	struct buf	 buf;

	buf_init(&buf, r->job.arena, 1000000);
	for (int i = 0; i < 1001; i++)
		buf_put(&buf, S(PART("a", "")));
	buf_put(&buf, S(END));
	check_refused(r, post(r, PARTS, buf_str(&buf)), ERR_TOO_LARGE,
	    "web.too_many_fields");
}
