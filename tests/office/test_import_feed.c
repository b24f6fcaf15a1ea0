#include "office/import_feed.h"

#include "tests/test.h"

static struct fault	fault;

static struct csv_row *
rows(const char *text, size_t n)
{
	struct job	job = { .arena = test_arena(), .fault = &fault };
	struct csv_row	*row = NULL;
	size_t		got;

	cr_assert(import_feed_is(str_of(text)));
	check_ok(import_feed_rows(&job, S("feed.xml"), str_of(text), &row,
	    &got), fault);
	check_int(got, n + 1);
	check_str(row[0].field[1], S("at"));
	return row + 1;
}

#define RSS(items)	"<?xml version=\"1.0\"?><rss version=\"2.0\">"	\
			"<channel><title>站</title>" items "</channel></rss>"

Test(import_feed, rss_becomes_rows_by_beijings_clock)
{
	struct csv_row	*row = rows(RSS("<item><title>停水 &amp; 停电"
			    "</title><link>https://a.example/1</link>"
			    "<pubDate>Fri, 05 Mar 2021 02:00:05 GMT</pubDate>"
			    "</item><item><title><![CDATA[二]]></title>"
			    "<link>https://a.example/2</link>"
			    "<pubDate>5 Mar 2021 10:00:00 +0800</pubDate>"
			    "</item>"), 2);

	check_str(row[0].field[0], S("停水 & 停电"));
	check_str(row[0].field[1], S("2021-03-05 10:00:05"));
	check_str(row[0].field[2], S("https://a.example/1"));
	check_str(row[1].field[0], S("二"));
	check_str(row[1].field[1], S("2021-03-05 10:00:00"));
}

Test(import_feed, atom_becomes_rows)
{
	struct csv_row	*row = rows("<feed xmlns=\"http://www.w3.org/2005/"
			    "Atom\"><entry><title>一</title>"
			    "<link rel=\"edit\" href=\"https://a.example/e\"/>"
			    "<link rel=\"alternate\" "
			    "href=\"https://a.example/1\"/><updated>"
			    "2021-03-06T00:00:00Z</updated><published>"
			    "2021-03-05T20:00:00.25-04:00</published></entry>"
			    "</feed>", 1);

	check_str(row[0].field[1], S("2021-03-06 08:00:00"));
	check_str(row[0].field[2], S("https://a.example/1"));
}

Test(import_feed, a_time_that_cannot_be_read_stays_as_it_is)
{
	struct csv_row	*row = rows(RSS("<item><pubDate>5 Mar 2021 10:00:00 "
			    "EST</pubDate></item><item><pubDate>soon</pubDate>"
			    "</item><item></item>"), 3);

	check_str(row[0].field[1], S("5 Mar 2021 10:00:00 EST"));
	check_str(row[1].field[1], S("soon"));
	check_str(row[2].field[1], S(""));
}

Test(import_feed, entities_of_a_document_type_are_refused)
{
	struct job	job = { .arena = test_arena(), .fault = &fault };
	struct csv_row	*row;
	size_t		n;

	check_int(import_feed_rows(&job, S("f"), S("<!DOCTYPE rss [<!ENTITY "
	    "a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;"
	    "</title></item></channel></rss>"), &row, &n), ERR_INVALID);
	check_int(import_feed_rows(&job, S("f"), S("<rss><channel>"), &row,
	    &n), ERR_INVALID);
	check_int(import_feed_rows(&job, S("f"), S("<rss></rss>"), &row,
	    &n), ERR_INVALID);
	cr_assert(!import_feed_is(S("标题,发布时间\n")));
	cr_assert(!import_feed_is(S("<html><body>")));
}
