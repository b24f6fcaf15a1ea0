#include "tests/test.h"

#include "base/buf.h"
#include "doc/markup.h"

static void
begin(struct markup *markup, struct buf *buf)
{
	buf_init(buf, test_arena(), 1 << 20);
	markup_init(markup, buf);
}

Test(markup, nothing_from_a_document_breaks_out_of_its_place)
{
	struct markup	markup;
	struct buf	buf;

	begin(&markup, &buf);
	markup_open(&markup, "p");
	markup_attr(&markup, "title", S("\"><script>&'"));
	markup_text(&markup, S("</p><script>&amp;\"'"));
	markup_close(&markup);
	check_str(buf_str(&buf),
	    S("<p title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">"
	    "&lt;/p&gt;&lt;script&gt;&amp;amp;&quot;&#39;</p>"));
}

Test(markup, what_xml_cannot_hold_is_left_out)
{
	struct markup	markup;
	struct buf	buf;

	begin(&markup, &buf);
	markup_open(&markup, "p");
	markup_text(&markup, S("公\x01开\t\n\x7F\xEF\xBF\xBF"
	    "信\xEF\xBF\xBE息\0"));
	markup_close(&markup);
	check_str(buf_str(&buf), S("<p>公开\t\n信息</p>"));
}

Test(markup, elements_close_in_the_order_they_were_opened)
{
	struct markup	markup;
	struct buf	buf;

	begin(&markup, &buf);
	markup_open(&markup, "w:tr");
	markup_open(&markup, "w:gridCol");
	markup_attr_int(&markup, "w:w", -5);
	markup_void(&markup);
	markup_element(&markup, "w:t", S("件"));
	markup_open(&markup, "w:tc");
	markup_close(&markup);
	markup_close(&markup);
	check_str(buf_str(&buf), S("<w:tr><w:gridCol w:w=\"-5\"/>"
	    "<w:t>件</w:t><w:tc></w:tc></w:tr>"));
}
