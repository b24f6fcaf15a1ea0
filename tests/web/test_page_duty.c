#include "tests/publishing.h"
#include "tests/visitor.h"

static void
holds(const struct http_reply *reply, const char *part, bool want)
{
	check_int(reply->status, 200);
	cr_assert_eq(str_has(reply->bytes, str_of(part)), want, "%s", part);
}

TEST_STORE(page_duty, a_body_sees_what_it_lacks_and_what_is_late)
{
	struct publishing	town = publishing_new(t, "town",
				    AGENCY_TOWNSHIP, 0, "990000041");
	struct publishing	other = publishing_new(t, "other",
				    AGENCY_TOWNSHIP, 0, "990000033");
	struct visitor		*visitor;

	(void)publishing_draft(t, &town, "other", "other", S("迟到的通告"),
	    S("<p>正文</p>"));
	(void)publishing_draft(t, &other, "other", "other", S("别人的通告"),
	    S("<p>正文</p>"));
	publishing_on(t, 2026, 6, 1);
	visitor = visitor_new(t, visitor_door(t));
	visitor_is(visitor, town.editor);
	holds(visitor_get(visitor, S("/desk/duty?agency=town")),
	    "迟到的通告", true);
	holds(visitor_get(visitor, S("/desk/duty?agency=town")),
	    "应公开未公开", true);
	holds(visitor_get(visitor, S("/desk/duty")), "town", true);
	holds(visitor_get(visitor, S("/desk/duty?agency=other")),
	    "别人的通告", false);
}
