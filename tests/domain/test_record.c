#include "domain/record.h"

#include <pthread.h>

#include "domain/erasure.h"
#include "domain/errand.h"
#include "tests/people.h"
#include "tests/publishing.h"

#define CODE	"990000041"
#define WRITERS	50
#define TRIES	100	/* where a writer finds the store busy */
#define MANY	450	/* imported at once: three errands number them */

static struct publishing
town(struct test_store *t, const char *organisation)
{
	return publishing_new(t, "town", AGENCY_TOWNSHIP, 0, organisation);
}

/* Records as an import brings them. */
struct bringing {
	int64_t			 agency;
	int			 from, n;
	struct record		*record;
	struct record_tally	 tally;
};

static enum err
bring(struct job *job, void *context)
{
	struct bringing	*b = context;
	enum err	 e;

	b->record = arena_array(job->arena, (size_t)b->n, sizeof *b->record);
	for (int i = 0; i < b->n; i++)
		b->record[i] = (struct record){ .agency = b->agency,
		    .origin = str_printf(job->arena, "old/%d", b->from + i),
		    .title = str_printf(job->arena, "第%d号", b->from + i),
		    .day = DAY_NONE, .kind = S("other"), .body = S("正文") };
	e = record_put_all(job, b->record, (size_t)b->n, S("import"),
	    &b->tally);
	return e == OK ? record_number_later(job, b->agency) : e;
}

static struct bringing
brought(struct test_store *t, int64_t agency, int from, int n)
{
	struct bringing	b = { .agency = agency, .from = from, .n = n };

	check_ok(job_write(&t->job, bring, &b), t->fault);
	return b;
}

TEST_STORE(record, imported_ones_are_numbered_in_the_order_they_were_published)
{
	struct publishing	body = town(t, CODE);
	struct bringing		b = brought(t, body.agency, 0, MANY);

	people_errands(t);
	for (int i = 0; i < MANY; i++)
		check_str(publishing_record(t, b.record[i].id).index,
		    str_printf(t->job.arena, CODE "/2026-%05d", i + 1));
	people_later(t, 60);
	b = brought(t, body.agency, MANY, 1);
	people_errands(t);
	check_str(publishing_record(t, b.record[0].id).index,
	    str_printf(t->job.arena, CODE "/2026-%05d", MANY + 1));
}

TEST_STORE(record, those_of_a_body_without_codes_keep_their_ids)
{
	struct publishing	body = town(t, "");
	struct bringing		b = brought(t, body.agency, 0, 3);
	struct record		found;

	people_errands(t);
	found = publishing_record(t, b.record[2].id);
	check_str(found.index, S(""));
	check_str(found.state, S(RECORD_PUBLISHED));
	check_int(people_told(t, "record.number"), 0);
}

/* --- many at once --------------------------------------------------------- */

/* A writer on a connection of his own. */
struct writer {
	struct test_store	*t;
	const struct publishing	*body;
	int64_t			 thing;
	int			 place;
	enum err		 e;
};

static void *
publish_one(void *argument)
{
	struct writer	*writer = argument;

	for (int i = 0; i < TRIES; i++) {
		writer->e = publishing_take(writer->t, writer->body,
		    writer->body->editor, &writer->thing, "publish",
		    NOTHING);
		if (writer->e != ERR_BUSY)
			break;
	}
	return NULL;
}

static void *
import_one(void *argument)
{
	struct writer	*writer = argument;
	struct bringing	 b = { .agency = writer->body->agency,
			    .from = writer->place * 3, .n = 3 };
	int		 done, failed;

	for (int i = 0; i < TRIES; i++) {
		fault_clear(&writer->t->fault);
		writer->e = job_write(&writer->t->job, bring, &b);
		if (writer->e != ERR_BUSY)
			break;
	}
	if (writer->e == OK)
		(void)errand_run_due(&writer->t->job, 10, &done, &failed);
	return NULL;
}

static void
run_all(struct writer *writer, void *(*how)(void *))
{
	pthread_t	thread[WRITERS];

	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, how,
		    &writer[i]), 0);
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_join(thread[i], NULL), 0);
	for (int i = 0; i < WRITERS; i++)
		check_ok(writer[i].e, writer[i].t->fault);
}

static struct writer *
writers(struct test_store *t, const struct publishing *body)
{
	struct writer	*writer = arena_array(t->job.arena, WRITERS,
			    sizeof *writer);

	for (int i = 0; i < WRITERS; i++)
		writer[i] = (struct writer){ .t = test_store_fork(t),
		    .body = body, .place = i };
	return writer;
}

struct listing {
	struct record	*record;
	size_t		 n;
};

static enum err
list(struct job *job, void *context)
{
	struct listing	*listing = context;

	return record_list(job, DB_EVERYTHING, 0, WRITERS * 3 + 1,
	    &listing->record, &listing->n);
}

/* Each of the first numbers was given once. */
static void
check_numbers(struct test_store *t, size_t want)
{
	struct listing	listing;
	bool		seen[WRITERS * 3 + 1] = { false };

	check_ok(job_read(&t->job, list, &listing), t->fault);
	check_int(listing.n, want);
	for (size_t i = 0; i < listing.n; i++) {
		str	index = listing.record[i].index;
		int	serial = 0;

		cr_assert(str_starts(index, S(CODE "/2026-")), "%.*s",
		    STRF(index));
		for (size_t k = index.n - 5; k < index.n; k++)
			serial = serial * 10 + index.at[k] - '0';
		cr_assert(serial >= 1 && (size_t)serial <= want);
		cr_assert_not(seen[serial], "twice: %d", serial);
		seen[serial] = true;
	}
}

TEST_STORE(record, fifty_who_publish_at_once_get_fifty_numbers_without_a_gap)
{
	struct publishing	body = town(t, CODE);
	struct writer		*writer = writers(t, &body);

	for (int i = 0; i < WRITERS; i++) {
		writer[i].thing = publishing_draft(t, &body, "other",
		    "other", str_printf(t->job.arena, "第%d号事项", i),
		    str_printf(t->job.arena, "<p>编号%d</p>", i * 977));
		publishing_approve(t, &body, writer[i].thing);
	}
	run_all(writer, publish_one);
	check_numbers(t, WRITERS);
}

TEST_STORE(record, fifty_imports_at_once_are_numbered_without_a_gap)
{
	struct publishing	body = town(t, CODE);

	run_all(writers(t, &body), import_one);
	t->job.now += INT64_C(24 * 3600000);
	people_errands(t);
	check_numbers(t, WRITERS * 3);
}

/* --- what goes and does not come back ------------------------------------- */

static enum err
withdraw(struct job *job, void *context)
{
	struct record	*record = context;
	enum err	 e = record_load(job, record->id, record);

	return e == OK ? record_withdraw(job, record, S("失效")) : e;
}

TEST_STORE(record, what_was_withdrawn_no_import_brings_back)
{
	struct publishing	body = town(t, CODE);
	struct bringing		b = brought(t, body.agency, 0, 1);
	struct record		record = b.record[0];

	check_ok(job_write(&t->job, withdraw, &record), t->fault);
	b = brought(t, body.agency, 0, 1);
	check_int(b.tally.same, 1);
	record = publishing_record(t, record.id);
	check_str(record.state, S(RECORD_WITHDRAWN));
	check_str(record.body, S(""));
	check_int(job_write(&t->job, withdraw, &record), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("record.withdrawn"));
}

/* Invented. */
#define NAME	"欧阳立新"

struct holding {
	int64_t	record;
	bool	found;
};

static enum err
look(struct job *job, void *context)
{
	struct holding		*holding = context;
	struct record		 record, old;
	struct record_version	*version;
	size_t			 n;
	enum err		 e = record_load(job, holding->record,
				    &record);

	holding->found = false;
	if (e == OK)
		e = record_versions(job, &record, &version, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		e = record_version(job, &record, version[i].version, &old);
		holding->found = holding->found || str_has(old.html,
		    S("立新")) || str_has(old.body, S("立新")) ||
		    str_has(old.meta, S("立新"));
	}
	return e;
}

TEST_STORE(record, an_erasure_finds_a_name_parted_by_tags_everywhere)
{
	const str		name = S(NAME);
	struct publishing	body = town(t, CODE);
	struct erasure		done;
	struct holding		holding;
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("公示"), S("<p>低保：欧阳"
				    "<strong>立新</strong>。</p>"));

	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("meta"), S("{\"summary\":\"" NAME "等\"}") }));
	publishing_publish(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("有误") }));
	publishing_do(t, &body, body.editor, &id, "edit", VALUES(
	    { S("number"), S("〔2026〕3号") }));
	publishing_approve(t, &body, id);
	publishing_do(t, &body, body.editor, &id, "correct", VALUES(
	    { S("reason"), S("有误") }));
	publishing_do(t, &body, body.editor, &id, "revise", VALUES(
	    { S("reason"), S("再改") }));
	holding.record = id;
	check_ok(job_read(&t->job, look, &holding), t->fault);
	cr_assert(holding.found);
	cr_assert(str_has(publishing_dossier(t, id).record.html,
	    S("立新")));
	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &name, .texts = 1, .reason = S("误公开") }, &done),
	    t->fault);
	check_ok(job_read(&t->job, look, &holding), t->fault);
	cr_assert_not(holding.found);
	cr_assert_not(str_has(publishing_dossier(t, id).record.html,
	    S("立新")));
	cr_assert_not(str_has(publishing_dossier(t, id).record.meta,
	    S("立新")));
}
