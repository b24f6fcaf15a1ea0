#include "office/package.h"

#include "base/digest.h"
#include "doc/doc_zip.h"
#include "domain/record.h"
#include "tests/bodies.h"

struct given {
	struct record	 record;
	int64_t		 agency;
	str		 bytes;
	size_t		 n;
};

static enum err
put(struct job *job, void *context)
{
	struct given	*g = context;

	g->record = (struct record){ .agency = g->agency,
	    .title = S("防汛预案"), .html = S("<p>值班。</p>\n"),
	    .body = S("值班。"), .index = S("990000041-1"),
	    .day = day_make(2026, 3, 1) };
	return record_put(job, &g->record, S("test"));
}

static enum err
build(struct job *job, void *context)
{
	struct given	*g = context;

	return package_build(job, g->agency, job->today, job->today,
	    &g->bytes, &g->n);
}

TEST_STORE(package, it_tells_the_digest_of_every_file_and_is_the_same_again)
{
	struct given	 g = { .agency = bodies_new(t, "LUDI", AGENCY_COUNTY,
			    0) };
	struct doc_zip	*zip;
	struct digest	 digest;
	str		 first, manifest, json, html, name;

	check_ok(job_write(&t->job, put, &g), t->fault);
	check_ok(job_read(&t->job, build, &g), t->fault);
	check_int(g.n, 1);
	first = g.bytes;
	check_ok(job_read(&t->job, build, &g), t->fault);
	cr_assert(str_eq(first, g.bytes));
	check_ok(doc_zip_open(t->job.arena, first, S("p.zip"), &zip,
	    &t->fault), t->fault);
	check_ok(doc_zip_part(t->job.arena, zip, S("manifest.json"),
	    &manifest, &t->fault), t->fault);
	name = str_printf(t->job.arena, "records/%lld",
	    (long long)g.record.id);
	check_ok(doc_zip_part(t->job.arena, zip, str_printf(t->job.arena,
	    "%.*s.json", STRF(name)), &json, &t->fault), t->fault);
	check_ok(doc_zip_part(t->job.arena, zip, str_printf(t->job.arena,
	    "%.*s.html", STRF(name)), &html, &t->fault), t->fault);
	cr_assert(str_has(json, S("\"index\":\"990000041-1\"")));
	cr_assert(str_has(html, S("值班。")));
	digest = digest_of(DIGEST_SHA256, json);
	cr_assert(str_has(manifest, digest_text(t->job.arena, &digest)));
	digest = digest_of(DIGEST_SHA256, html);
	cr_assert(str_has(manifest, digest_text(t->job.arena, &digest)));
}
