/*
 * Files that were made, or fell, to break a reader: each ends within two
 * seconds, with a document or with a sentence, never otherwise.
 */
#include "tests/test.h"

#include <time.h>

#include "base/buf.h"
#include "doc/doc_read.h"

#define SECONDS	2.0

typedef enum err reader(struct arena *, str, str, struct doc **,
	    struct fault *);

/* `n' times the same text, between a head and a tail. */
static str
repeat(const char *head, const char *text, size_t n, const char *tail)
{
	struct buf	out;

	buf_init(&out, test_arena(), DOC_BYTES);
	buf_put(&out, str_of(head));
	for (size_t i = 0; i < n; i++)
		buf_put(&out, str_of(text));
	buf_put(&out, str_of(tail));
	check_int(buf_err(&out), OK);
	return buf_str(&out);
}

static double
seconds(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static enum err
read_in_time(reader *read, str bytes, struct doc **doc, struct fault *fault)
{
	double		from = seconds(), took;
	enum err	e;

	*doc = NULL;
	*fault = (struct fault){ .code = OK };
	e = read(test_arena(), bytes, S("x.md"), doc, fault);
	took = seconds() - from;
	cr_assert_leq(took, SECONDS, "it took %.1f seconds", took);
	cr_assert_eq(e == OK, *doc != NULL);
	return e;
}

static void
check_refused(reader *read, str bytes, enum err want, const char *key)
{
	struct fault	 fault;
	struct doc	*doc;

	check_int(read_in_time(read, bytes, &doc, &fault), want);
	check_str(str_of(fault.key), str_of(key));
}

static struct doc *
check_read(reader *read, str bytes)
{
	struct fault	 fault;
	struct doc	*doc;

	check_ok(read_in_time(read, bytes, &doc, &fault), fault);
	return doc;
}

Test(bad_input, nothing_and_blanks_are_empty)
{
	check_refused(doc_read_text, S(""), ERR_INVALID, "doc.empty");
	check_refused(doc_read_text, S(" \n\f\n\t"), ERR_INVALID,
	    "doc.empty");
	check_refused(doc_read_text, S("| | |\n||||"), ERR_INVALID,
	    "doc.empty");
	check_refused(doc_read_html, S(""), ERR_INVALID, "doc.html_empty");
	check_refused(doc_read_html, S("<html><body><script>x()</script>"),
	    ERR_INVALID, "doc.html_empty");
}

Test(bad_input, binary_is_refused)
{
	check_refused(doc_read_text, S("a\0b\1c"), ERR_INVALID, "doc.binary");
	check_refused(doc_read_html, S("<p>a\0b"), ERR_INVALID, "doc.binary");
}

Test(bad_input, two_hundred_thousand_nested_elements_are_refused)
{
	static const char *const	tags[] = {
		"<div>", "<font>", "<ul><li>", "<table><tr><td>", "<table>",
		"<span><div>",
	};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		check_refused(doc_read_html, repeat("<html><body>", tags[i],
		    200000, "x"), ERR_TOO_LARGE, "doc.html_deep");
}

Test(bad_input, nine_thousand_nested_elements_are_read)
{
	struct doc	*doc = check_read(doc_read_html, repeat("<body>",
			    "<div>x", 9000, "<table><tr><td>1<td>2</table>"));

	check_int(doc->n, 9001);
	check_int(doc->block[9000].table->cols, 2);
}

Test(bad_input, a_table_of_a_million_cells_is_refused)
{
	check_refused(doc_read_html, repeat("<table>",
	    "<tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7<td>8<td>9<td>10",
	    100000, "</table>"), ERR_TOO_LARGE, "doc.too_many_cells");
	check_refused(doc_read_text, repeat("",
	    "|1|2|3|4|5|6|7|8|9|10|\n", 100000, ""), ERR_TOO_LARGE,
	    "doc.too_many_cells");
}

Test(bad_input, absurd_spans_are_cut)
{
	struct doc	*doc = check_read(doc_read_html, repeat("<table>",
			    "<tr><td colspan=1000000>1<td rowspan=1000000>2",
			    500, "</table>"));

	check_int(doc->n, 1);
	check_read(doc_read_html, S("<table><tr><td colspan=-1 rowspan=x>1"
	    "<td colspan=99999999999999999999>2</table>"));
}

Test(bad_input, tags_that_close_nothing_are_given_up)
{
	check_refused(doc_read_html, repeat("<p>x", "</b>", 1000000, ""),
	    ERR_TOO_LARGE, "doc.html_broken");
	check_refused(doc_read_html, repeat(S("<p>x").at, "<body>", 1000000,
	    ""), ERR_TOO_LARGE, "doc.html_broken");
}

Test(bad_input, a_million_attributes_are_given_up)
{
	struct buf	page;

	buf_init(&page, test_arena(), DOC_BYTES);
	buf_put(&page, S("<p "));
	for (int i = 0; i < 1000000; i++)
		buf_printf(&page, "a%d=1 ", i);
	buf_put(&page, S(">x"));
	check_refused(doc_read_html, buf_str(&page), ERR_TOO_LARGE,
	    "doc.html_broken");
	check_refused(doc_read_html, repeat("<p ", "a ", 1000000, ">x"),
	    ERR_TOO_LARGE, "doc.html_broken");
}

Test(bad_input, what_is_not_ended_ends_with_the_file)
{
	static const char *const	starts[] = {
		"<!--", "<p class=\"", "<script>", "<", "<!", "</", "<?",
		"<!DOCTYPE ", "<a href=", "<table><tr><td><p><b>", "&", "&#",
		"<td", "<![if", "<textarea>", "<style>",
	};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct doc	*doc = check_read(doc_read_html,
				    repeat("<p>甲</p>", starts[i], 1, "乙"));

		check_str(doc->block[0].text, S("甲"));
	}
}

Test(bad_input, what_is_not_ended_a_hundred_thousand_times_ends_too)
{
	static const char *const	starts[] = {
		"<!--", "<p class=\"", "<", "<!", "</", "<?", "<!DOCTYPE ",
		"<a href=", "&", "&#", "<script>", "</x ", "&nbsp", "<![if",
	};
	struct fault			 fault;
	struct doc			*doc;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		(void)read_in_time(doc_read_html, repeat("<p>x", starts[i],
		    100000, ""), &doc, &fault);
}

Test(bad_input, more_blocks_than_a_document_may_have_are_refused)
{
	check_refused(doc_read_html, repeat("", "x<br>", 300000, ""),
	    ERR_TOO_LARGE, "doc.too_long");
	check_refused(doc_read_text, repeat("", "x\n", 300000, ""),
	    ERR_TOO_LARGE, "doc.too_long");
	check_refused(doc_read_text, repeat("", "\n", 1000001, ""),
	    ERR_TOO_LARGE, "doc.too_long");
}

Test(bad_input, a_file_beyond_the_limit_is_not_looked_at)
{
	str	huge = { "x", DOC_BYTES + 1 };

	check_refused(doc_read_html, huge, ERR_TOO_LARGE, "doc.too_big");
}

Test(bad_input, texts_made_to_be_slow_are_read_in_time)
{
	static const char *const	lines[] = {
		"|\n", "|||||||||||||||||||||||||||||||||\n", "a |\n",
		"a\tb\n", "a          1         2\n", "          a\n",
		"<table>\n", "<table><tr>\n", "a  b  ", "| ", "\t", "\\|",
		"**", "- ", "# ", "1    2\n\n\n\n\n", "<br|", "------\n",
	};
	struct fault			 fault;
	struct doc			*doc;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		(void)read_in_time(doc_read_text, repeat("", lines[i], 20000,
		    ""), &doc, &fault);
}
