#include "domain/outbox.h"

#include <unistd.h>

#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/subject.h"
#include "tests/store.h"

static enum err
found(struct job *job, void *context)
{
	struct agency	town = { .level = AGENCY_TOWNSHIP, .code = S("town"),
			    .name = S("云溪乡人民政府"), .since =
			    day_make(2000, 1, 1), .until = DAY_NONE };
	enum err	e = agency_new(job, &town, S("test"));

	*(int64_t *)context = town.id;
	return e;
}

static enum err
put(struct job *job, void *context)
{
	return outbox_put(job, context);
}

static enum err
put_and_fail(struct job *job, void *context)
{
	(void)outbox_put(job, context);
	return FAIL(job->fault, ERR_FORBIDDEN, "store.busy");
}

static struct outbox_message
message(struct test_store *t)
{
	struct outbox_message	m = { .id = S("m1"), .way = OUTBOX_MAIL,
				    .recipient = S("office@example.org"),
				    .title = S("a title"),
				    .text = S("two\nlines \"quoted\"") };

	check_ok(job_write(&t->job, found, &m.agency), t->fault);
	return m;
}

/* The messages in the sink, one text. */
static str
sent(struct test_store *t, size_t want)
{
	const char	*folder = arena_printf(t->job.arena, "%s/outbox",
			    t->store->dir);
	size_t		 n = 0;
	str		*path, bytes, all = S("");

	if (file_kind(folder) == FILE_DIRECTORY)
		check_ok(file_list(t->job.arena, folder, 100, &path, &n,
		    &t->fault), t->fault);
	check_int(n, want);
	for (size_t i = 0; i < n; i++) {
		check_ok(file_read(t->job.arena, str_c(t->job.arena, path[i]),
		    10000, &bytes, &t->fault), t->fault);
		all = str_printf(t->job.arena, "%.*s%.*s", STRF(all),
		    STRF(bytes));
	}
	return all;
}

static void
run(struct test_store *t, int done, int failed)
{
	int	ret_done, ret_failed;

	check_ok(errand_run_due(&t->job, 10, &ret_done, &ret_failed),
	    t->fault);
	check_int(ret_done, done);
	check_int(ret_failed, failed);
}

TEST_STORE(outbox, a_message_goes_once)
{
	struct outbox_message	m = message(t);

	check_ok(job_write(&t->job, put, &m), t->fault);
	check_ok(job_write(&t->job, put, &m), t->fault);
	(void)sent(t, 0);
	run(t, 1, 0);
	run(t, 0, 0);
	check_str(sent(t, 1), S("{\n  \"message\": \"m1\",\n"
	    "  \"way\": \"mail\",\n  \"to\": \"office@example.org\",\n"
	    "  \"title\": \"a title\",\n"
	    "  \"text\": \"two\\nlines \\\"quoted\\\"\"\n}\n"));
	/* Somebody took it away; it does not come again. */
	check_ok(job_write(&t->job, put, &m), t->fault);
	run(t, 0, 0);
}

TEST_STORE(outbox, what_did_not_happen_is_not_told)
{
	struct outbox_message	m = message(t);

	check_int(job_write(&t->job, put_and_fail, &m), ERR_FORBIDDEN);
	run(t, 0, 0);
	(void)sent(t, 0);
}

TEST_STORE(outbox, a_message_waits_for_its_sink)
{
	struct outbox_message	 m = message(t);
	const char		*folder = arena_printf(t->job.arena,
				    "%s/outbox", t->store->dir);

	check_ok(file_write(folder, S("in the way"), &t->fault), t->fault);
	check_ok(job_write(&t->job, put, &m), t->fault);
	run(t, 0, 1);
	cr_assert_eq(unlink(folder), 0);
	t->job.now += INT64_C(3600000);
	run(t, 1, 0);
	(void)sent(t, 1);
}

TEST_STORE(outbox, a_header_of_two_lines_is_refused)
{
	struct outbox_message	m = message(t);

	m.recipient = S("a@example.org\nBcc: b@example.org");
	check_int(job_write(&t->job, put, &m), ERR_INVALID);
	m.recipient = S("");
	check_int(job_write(&t->job, put, &m), ERR_INVALID);
	check_str(str_of(t->fault.key), S("outbox.line"));
}

struct sealing {
	struct outbox_message	m;
	bool			destroy;
};

static enum err
put_sealed(struct job *job, void *context)
{
	struct sealing	*sealing = context;
	enum err	 e = subject_new(job, sealing->m.agency,
			    &sealing->m.subject);

	if (e == OK)
		e = outbox_put(job, &sealing->m);
	return e == OK && sealing->destroy ? subject_destroy(job,
	    sealing->m.subject, S("test")) : e;
}

TEST_STORE(outbox, whom_it_goes_to_lies_sealed_until_it_goes)
{
	struct sealing	sealing = { message(t), false };

	check_ok(job_write(&t->job, put_sealed, &sealing), t->fault);
	run(t, 1, 0);
	cr_assert(str_has(sent(t, 1), S("office@example.org")));
}

TEST_STORE(outbox, what_was_erased_before_it_went_does_not_go)
{
	struct sealing	sealing = { message(t), true };

	check_ok(job_write(&t->job, put_sealed, &sealing), t->fault);
	run(t, 0, 1);
	(void)sent(t, 0);
}
