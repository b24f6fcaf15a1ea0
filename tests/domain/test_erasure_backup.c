/*
 * test_erasure_backup - what was erased does not come back out of a backup:
 * neither the rows and files of one that is restored, nor what it seals once
 * the master key of its time is forgotten.
 */
#include "base/seal_ring.h"
#include "base/setting.h"
#include "domain/attachment.h"
#include "domain/erasure.h"
#include "domain/journal.h"
#include "domain/key_lost.h"
#include "domain/keyring.h"
#include "domain/subject.h"
#include "office/verify.h"
#include "tests/backup.h"
#include "tests/people.h"

#define NUMBER		"320311196502281234"
#define FILE_TEXT	"名单：" NUMBER
#define PHONE		"13800000017"

/* What is sealed and kept, on its way. */
struct story {
	struct attachment	attachment;
	int64_t			subject, other;
	str			sealed, kept;	/* of the two */
	int64_t			opens;		/* whose, to be opened */
	int64_t			number;		/* of a master key */
	int64_t			left;
};

static enum err
begin(struct job *job, void *context)
{
	struct story			*story = context;
	const struct journal_change	 change = { S("title"), S(""),
	    S("公示 " NUMBER), 0 };
	enum err			 e;
	int				 n;

	e = journal_add(job, &(struct journal_entry){ .kind = S("record"),
	    .thing = 11, .agency = story->attachment.agency,
	    .action = S("record.publish"), .day = DAY_NONE,
	    .change = &change, .changes = 1 });
	if (e == OK)
		e = attachment_add(job, &story->attachment, S(""));
	if (e == OK)
		e = subject_new(job, story->attachment.agency,
		    &story->subject);
	if (e == OK)
		e = subject_new(job, story->attachment.agency,
		    &story->other);
	if (e == OK)
		e = subject_shut(job, story->subject, S("phone"), S(PHONE),
		    &story->sealed);
	if (e == OK)
		e = subject_shut(job, story->other, S("phone"), S(PHONE),
		    &story->kept);
	return e == OK ? journal_chain(job, 100, &n) : e;
}

static struct story
told(struct test_store *t)
{
	struct story	story = { .attachment = { .agency = people_agency(t),
			    .owner_kind = S("record"), .owner = 11,
			    .name = S("名单.txt"), .type = S("text/plain") } };

	check_ok(attachment_keep(&t->job, &story.attachment, S(FILE_TEXT)),
	    t->fault);
	check_ok(job_write(&t->job, begin, &story), t->fault);
	return story;
}

static struct erasure
erase(struct test_store *t, const struct erasure_order *order)
{
	struct erasure	done;

	check_ok(erasure_apply(&t->job, order, &done), t->fault);
	return done;
}

/* The parts of what verify finds, and the key of the first. */
static struct verify
verified(struct test_store *t)
{
	struct verify	verify;

	check_ok(verify_run(&t->job, S(""), &verify), t->fault);
	return verify;
}

static bool
finds(const struct verify *verify, const char *key)
{
	for (size_t i = 0; i < verify->findings; i++)
		if (str_is(str_of(key), verify->finding[i].key))
			return true;
	return false;
}

TEST_STORE(erasure_backup, is_refused_until_it_is_clean_and_clean_then)
{
	const str		text = S(NUMBER);
	struct test_backup	before, after;
	struct erasure		done;
	struct verify		verify;
	int64_t			n;

	(void)told(t);
	before = test_backup(t);
	cr_assert(test_backup_has(&before, FILE_TEXT));
	done = erase(t, &(struct erasure_order){ .text = &text, .texts = 1,
	    .reason = S("误录") });
	check_int(done.found, 1);
	check_int(done.journal_values, 1);
	check_ok(erasure_check(&t->job), t->fault);
	after = test_backup(t);
	cr_assert(!test_backup_has(&after, NUMBER));

	test_backup_restore(t, &before);
	check_int(erasure_check(&t->job), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "erasure.restored");
	fault_clear(&t->fault);
	verify = verified(t);
	cr_assert(finds(&verify, "verify.pending"));
	after = test_backup(t);
	cr_assert(test_backup_has(&after, FILE_TEXT));

	check_ok(erasure_again(&t->job, &n), t->fault);
	check_int(n, 1);
	check_ok(erasure_check(&t->job), t->fault);
	check_int(verified(t).findings, 0);
	after = test_backup(t);
	cr_assert(!test_backup_has(&after, NUMBER));
}

static enum err
open_it(struct job *job, void *context)
{
	struct story	*story = context;
	str		 text;
	enum err	 e;

	e = subject_open_unseen(job, story->opens, S("phone"),
	    story->opens == story->subject ? story->sealed : story->kept,
	    &text);
	if (e == OK)
		check_str(text, S(PHONE));
	return e;
}

/* A sealed value opens, or why not. */
static void
opens(struct test_store *t, struct story *story, int64_t subject,
    const char *why)
{
	story->opens = subject;
	fault_clear(&t->fault);
	if (why == NULL) {
		check_ok(job_read(&t->job, open_it, story), t->fault);
		return;
	}
	check_int(job_read(&t->job, open_it, story), ERR_NOT_FOUND);
	cr_assert_str_eq(t->fault.key, why);
	fault_clear(&t->fault);
}

static enum err
turned(struct job *job, void *context)
{
	struct story	*story = context;
	enum err	 e = subject_turned(job);

	return e == OK ? subject_rotate(job, 1000, &story->left) : e;
}

static enum err
forget(struct job *job, void *context)
{
	return subject_forget(job, ((struct story *)context)->number);
}

/* Write the key file, and have its keys. */
static void
keep_ring(struct test_store *t, const struct seal_ring *ring)
{
	str	path = setting_text(t->store->settings, "key_file");

	check_ok(seal_ring_write(str_c(t->job.arena, path), ring, &t->fault),
	    t->fault);
	t->store->keys = ring;
}

/* What gongkai key rotate and gongkai key forget do. */
static void
turn_and_forget(struct test_store *t, struct story *story)
{
	struct arena		*arena = test_arena();
	struct seal_ring	*two = arena_alloc(arena, sizeof *two);
	struct seal_ring	*one = arena_alloc(arena, sizeof *one);

	story->number = t->store->keys->key[0]->number;
	seal_ring_turn(arena, t->store->keys, SEAL_DEFAULT, two);
	keep_ring(t, two);
	check_ok(job_write(&t->job, turned, story), t->fault);
	check_int(story->left, 0);
	check_ok(job_write(&t->job, forget, story), t->fault);
	seal_ring_drop(arena, two, (uint32_t)story->number, one);
	keep_ring(t, one);
}

TEST_STORE(erasure_backup, with_the_keys_of_its_time_gives_back_what_it_seals)
{
	struct story		story = told(t);
	struct test_backup	before = test_backup(t);

	(void)erase(t, &(struct erasure_order){ .subject = story.subject,
	    .reason = S("本人撤回") });
	opens(t, &story, story.subject, "seal.erased");
	test_backup_restore(t, &before);
	opens(t, &story, story.subject, NULL);
}

TEST_STORE(erasure_backup, of_before_a_forgotten_key_opens_nothing)
{
	struct story		story = told(t);
	struct test_backup	before = test_backup(t);
	struct verify		verify;
	const str		text = S(NUMBER);
	int64_t			n;

	(void)erase(t, &(struct erasure_order){ .subject = story.subject,
	    .reason = S("本人撤回") });
	(void)erase(t, &(struct erasure_order){ .text = &text, .texts = 1,
	    .reason = S("误录") });
	turn_and_forget(t, &story);
	opens(t, &story, story.subject, "seal.erased");
	opens(t, &story, story.other, NULL);
	check_int(verified(t).findings, 0);

	test_backup_restore(t, &before);
	opens(t, &story, story.subject, "seal.forgotten");
	opens(t, &story, story.other, "seal.forgotten");
	verify = verified(t);
	cr_assert(finds(&verify, "verify.key_forgotten"));
	cr_assert(finds(&verify, "verify.pending"));
	/* What nobody can open does not keep the rest from being erased. */
	check_ok(erasure_again(&t->job, &n), t->fault);
	check_int(n, 2);
	opens(t, &story, story.subject, "seal.erased");
	check_ok(erasure_check(&t->job), t->fault);
}

static enum err
write_off(struct job *job, void *context)
{
	const struct story	*story = context;
	struct key_lost		 lost = { .keys = 0 };
	enum err		 e = key_lost(job, story->number, &lost);

	if (e == OK) {
		check_int(lost.keys, 2);
		cr_assert(lost.own);
	}
	return e;
}

static enum err
use_own(struct job *job, void *context)
{
	const struct seal_key	*key;

	(void)context;
	return keyring_own(job, S("second"), &key);
}

TEST_STORE(erasure_backup, of_before_a_forgotten_key_is_written_off)
{
	struct story		story = told(t);
	struct test_backup	before = test_backup(t);

	story.number = t->store->keys->key[0]->number;
	check_int(job_write(&t->job, write_off, &story), ERR_CONFLICT);
	cr_assert_str_eq(t->fault.key, "seal.not_forgotten");
	fault_clear(&t->fault);
	turn_and_forget(t, &story);
	check_int(job_write(&t->job, write_off, &story), ERR_NOT_FOUND);
	cr_assert_str_eq(t->fault.key, "seal.wraps_nothing");
	fault_clear(&t->fault);

	test_backup_restore(t, &before);
	check_int(job_write(&t->job, use_own, NULL), ERR_FORBIDDEN);
	fault_clear(&t->fault);
	check_ok(job_write(&t->job, write_off, &story), t->fault);
	opens(t, &story, story.other, "seal.erased");
	check_ok(job_write(&t->job, use_own, NULL), t->fault);
	check_ok(job_write(&t->job, turned, &story), t->fault);
	check_int(verified(t).findings, 0);
}
