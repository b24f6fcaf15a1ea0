#include "office/handover.h"

#include "domain/record.h"
#include "doc/doc_write.h"
#include "tests/bodies.h"

struct given {
	struct record	 record;
	int64_t		 agency;
	day		 from, until;
	struct doc	*doc;
	size_t		 n;
};

static enum err
put(struct job *job, void *context)
{
	struct given	*g = context;

	return record_put(job, &g->record, S("test"));
}

static enum err
draw(struct job *job, void *context)
{
	struct given	*g = context;

	return handover_draw(job, g->agency, g->from, g->until, &g->doc,
	    &g->n);
}

static void
publish(struct test_store *t, int64_t agency, const char *title, day on)
{
	struct given	g = { .record = { .agency = agency,
			    .title = str_of(title),
			    .number = S("文〔2026〕1号"),
			    .index = str_of(title), .day = on,
			    .published = day_morning(on) } };

	check_ok(job_write(&t->job, put, &g), t->fault);
}

TEST_STORE(handover, the_list_has_what_was_published_in_the_span_below_too)
{
	int64_t		county = bodies_new(t, "LUDI", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "YUNXI", AGENCY_TOWNSHIP,
			    county);
	int64_t		other = bodies_new(t, "HENGTANG", AGENCY_COUNTY, 0);
	struct given	g = { .agency = county,
			    .from = day_make(2026, 2, 1),
			    .until = day_make(2026, 2, 28) };
	str		text, again, sheet;

	publish(t, county, "first-day", day_make(2026, 2, 1));
	publish(t, town, "last-day", day_make(2026, 2, 28));
	publish(t, town, "before", day_make(2026, 1, 31));
	publish(t, town, "after", day_make(2026, 3, 1));
	publish(t, other, "elsewhere", day_make(2026, 2, 10));
	check_ok(job_read(&t->job, draw, &g), t->fault);
	check_int(g.n, 2);
	check_ok(doc_write(t->job.arena, g.doc, DOC_TEXT, &text, &t->fault),
	    t->fault);
	cr_assert(str_has(text, S("first-day")));
	cr_assert(str_has(text, S("last-day")));
	cr_assert(str_has(text, S("文〔2026〕1号")));
	cr_assert(str_has(text, S("2026-02-28")));
	cr_assert(!str_has(text, S("before")) && !str_has(text, S("after")));
	cr_assert(!str_has(text, S("elsewhere")));
	check_ok(doc_write(t->job.arena, g.doc, DOC_XLSX, &sheet, &t->fault),
	    t->fault);
	check_ok(job_read(&t->job, draw, &g), t->fault);
	check_ok(doc_write(t->job.arena, g.doc, DOC_XLSX, &again, &t->fault),
	    t->fault);
	check_str(sheet, again);
}

TEST_STORE(handover, a_span_that_ends_before_it_begins_is_refused)
{
	struct given	g = { .agency = bodies_new(t, "LUDI", AGENCY_COUNTY,
			    0), .from = day_make(2026, 2, 2),
			    .until = day_make(2026, 2, 1) };

	check_int(job_read(&t->job, draw, &g), ERR_INVALID);
	check_str(str_of(t->fault.key), S("handover.span"));
}
