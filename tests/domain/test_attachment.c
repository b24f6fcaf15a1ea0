#include "domain/attachment.h"

#include <utime.h>

#include "domain/errand.h"
#include "domain/person.h"
#include "domain/subject.h"
#include "store/blob.h"
#include "tests/store.h"

/* An attachment and what is done to it. */
struct given {
	struct attachment	 attachment;
	struct attachment	 found;
	str			 bytes;
	enum attachment_state	 state;
};

static enum err
add(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_add(job, &given->attachment, S("随信寄来"));
}

static enum err
look(struct job *job, void *context)
{
	struct given	*given = context;
	enum err	 e;

	e = attachment_load(job, given->attachment.id, &given->found);
	return e != OK ? e : attachment_read(job, &given->found,
	    &given->bytes);
}

static enum err
judge(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_judge(job, &given->attachment, given->state,
	    S("没有病毒"));
}

static enum err
take_away(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_delete(job, &given->attachment, S("重复"));
}

static enum err
make_subject(struct job *job, void *context)
{
	struct given	*given = context;

	return subject_new(job, 0, &given->attachment.subject);
}

static struct given
added(struct test_store *t, bool sealed)
{
	struct given	given = { .attachment = { .owner_kind = S("case"),
			    .owner = 5, .name = S("诊断证明.pdf"),
			    .type = S("application/pdf") } };

	if (sealed)
		check_ok(job_write(&t->job, make_subject, &given), t->fault);
	check_ok(attachment_keep(&t->job, &given.attachment, S("%PDF-1")),
	    t->fault);
	check_ok(job_write(&t->job, add, &given), t->fault);
	return given;
}

TEST_STORE(attachment, comes_back_with_its_name_and_bytes)
{
	struct given	given = added(t, false);

	check_ok(job_read(&t->job, look, &given), t->fault);
	check_str(given.found.name, S("诊断证明.pdf"));
	check_str(given.bytes, S("%PDF-1"));
	check_int(given.found.state, ATTACHMENT_QUARANTINE);
	check_int(given.found.size, 6);
}

TEST_STORE(attachment, of_a_subject_is_sealed_and_opens)
{
	struct given	given = added(t, true), twin = given;

	check_ok(job_read(&t->job, look, &given), t->fault);
	check_str(given.found.name, S("诊断证明.pdf"));
	check_str(given.bytes, S("%PDF-1"));
	check_ok(attachment_keep(&t->job, &twin.attachment, S("%PDF-1")),
	    t->fault);
	cr_assert(!str_eq(twin.attachment.blob, given.attachment.blob),
	    "equal bytes are shared");
}

TEST_STORE(attachment, is_not_opened_by_anybody_before_the_checks)
{
	struct given		 given = added(t, false);
	const struct actor	 actor = { .person = { .id = 8 } };

	given.state = ATTACHMENT_REFUSED;
	check_ok(job_write(&t->job, judge, &given), t->fault);
	check_ok(job_read(&t->job, look, &given), t->fault);
	t->job.actor = &actor;
	check_int(attachment_read(&t->job, &given.found, &given.bytes),
	    ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "attachment.refused");
	given.found.state = ATTACHMENT_QUARANTINE;
	check_int(attachment_read(&t->job, &given.found, &given.bytes),
	    ERR_FORBIDDEN);
	given.found.state = ATTACHMENT_CLEAN;
	check_ok(attachment_read(&t->job, &given.found, &given.bytes),
	    t->fault);
}

TEST_STORE(attachment, is_judged_in_the_version_that_was_seen)
{
	struct given	given = added(t, false), late = given;

	given.state = late.state = ATTACHMENT_CLEAN;
	check_ok(job_write(&t->job, judge, &given), t->fault);
	check_int(job_write(&t->job, judge, &late), ERR_CONFLICT);
	check_ok(job_write(&t->job, take_away, &given), t->fault);
	check_int(job_read(&t->job, look, &given), ERR_NOT_FOUND);
}

TEST_STORE(attachment, has_a_plain_file_name)
{
	static const char *const	names[] = { "", "..", "a/b", "a\\b" };
	struct attachment		 attachment = { .owner = 1 };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		attachment.name = str_of(names[i]);
		check_int(attachment_keep(&t->job, &attachment, S("x")),
		    ERR_INVALID);
	}
}

/* --- what nothing names --------------------------------------------------- */

#define DAY_MS	(24 * 3600 * INT64_C(1000))

static struct attachment
kept(struct test_store *t, const char *bytes)
{
	struct attachment	attachment = { .owner_kind = S("case"),
				    .owner = 5, .name = S("a.txt"),
				    .type = S("text/plain") };

	check_ok(attachment_keep(&t->job, &attachment, str_of(bytes)),
	    t->fault);
	return attachment;
}

/* Let its file have come long ago. */
static void
age(struct test_store *t, const struct attachment *attachment)
{
	str	hex = str_sub(attachment->blob, sizeof "sha256:" - 1,
		    attachment->blob.n);
	time_t	then = 86400;

	cr_assert_eq(utime(arena_printf(t->job.arena,
	    "%s/blobs/%.2s/sha256-%.*s", t->store->dir, hex.at, STRF(hex)),
	    &(struct utimbuf){ then, then }), 0);
}

static bool
lies_there(struct test_store *t, const struct attachment *attachment)
{
	return blob_check(t->store, attachment->blob, NULL) == OK;
}

static enum err
count_errands(struct job *job, void *context)
{
	struct errand_letter	*letter;
	size_t			*n = context;

	return errand_list(job, 0, 100, &letter, n);
}

static size_t
waiting(struct test_store *t)
{
	size_t	n;

	check_ok(job_read(&t->job, count_errands, &n), t->fault);
	return n;
}

static int
ran(struct test_store *t)
{
	int	done, failed;

	check_ok(errand_run_due(&t->job, 10, &done, &failed), t->fault);
	check_int(failed, 0);
	return done;
}

TEST_STORE(attachment, that_was_kept_for_nothing_is_swept_by_an_errand)
{
	struct given		given = added(t, false);
	struct attachment	late = kept(t, "never named");

	age(t, &given.attachment);
	age(t, &late);
	check_int(waiting(t), 2);	/* and the check of what was added */
	t->job.now += DAY_MS;
	check_int(ran(t), 1);
	cr_assert(lies_there(t, &late), "its job may still run");
	t->job.now += DAY_MS + DAY_MS / 8;
	check_int(ran(t), 1);
	cr_assert(!lies_there(t, &late));
	cr_assert(lies_there(t, &given.attachment));
	check_int(waiting(t), 0);
}

TEST_STORE(attachment, of_every_day_is_seen_by_a_sweep_when_it_is_old)
{
	struct attachment	old = kept(t, "the first day"), fresh;

	t->job.now += DAY_MS;
	fresh = kept(t, "the next day");
	check_int(waiting(t), 2);
	age(t, &old);
	t->job.now += DAY_MS + DAY_MS / 8;
	check_int(ran(t), 1);
	cr_assert(!lies_there(t, &old));
	cr_assert(lies_there(t, &fresh));
	age(t, &fresh);
	t->job.now += DAY_MS;
	check_int(ran(t), 1);
	cr_assert(!lies_there(t, &fresh));
}

TEST_STORE(attachment, that_is_taken_away_is_swept_by_an_errand)
{
	struct given	given = added(t, false);

	t->job.now += 3 * DAY_MS;
	check_int(ran(t), 2);
	check_ok(job_write(&t->job, take_away, &given), t->fault);
	age(t, &given.attachment);
	check_int(waiting(t), 1);
	t->job.now += 3 * DAY_MS;
	check_int(ran(t), 1);
	cr_assert(!lies_there(t, &given.attachment));
}
