/*
 * A new attachment is read by the errand that it leaves, judged, and its words
 * are kept.
 */
#include "domain/attachment.h"
#include "domain/attachment_text.h"
#include "domain/errand.h"
#include "domain/subject.h"
#include "tests/store.h"

struct given {
	struct attachment	attachment;
	struct attachment	found;
	struct attachment_text	text;
};

static enum err
add(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_add(job, &given->attachment, S(""));
}

static enum err
look(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_load(job, given->attachment.id, &given->found);
}

static enum err
look_text(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_text(job, &given->attachment, &given->text);
}

static enum err
make_subject(struct job *job, void *context)
{
	struct given	*given = context;

	return subject_new(job, 0, &given->attachment.subject);
}

static enum err
take_away(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_delete(job, &given->attachment, S(""));
}

/* Add a file and run what is due. */
static struct given
checked(struct test_store *t, const char *name, str bytes, bool sealed)
{
	struct given	given = { .attachment = { .owner_kind = S("record"),
			    .owner = 5, .name = str_of(name),
			    .type = S("text/plain") } };
	const struct words	*words;
	int			 done = 0, failed = 0;

	check_ok(word_load(test_arena(), LANG_ZH, &words, &t->fault),
	    t->fault);
	t->job.words = words;
	if (sealed)
		check_ok(job_write(&t->job, make_subject, &given), t->fault);
	check_ok(attachment_keep(&t->job, &given.attachment, bytes),
	    t->fault);
	check_ok(job_write(&t->job, add, &given), t->fault);
	check_ok(errand_run_due(&t->job, 10, &done, &failed), t->fault);
	check_int(failed, 0);
	check_ok(job_read(&t->job, look, &given), t->fault);
	return given;
}

TEST_STORE(attachment_check, lets_a_good_file_out_and_keeps_its_words)
{
	struct given	given = checked(t, "名单.txt", S("第一行\n第二行\n"),
			    false);

	check_int(given.found.state, ATTACHMENT_CLEAN);
	check_ok(job_read(&t->job, look_text, &given), t->fault);
	check_str(given.text.text, S("第一行\n第二行\n"));
	cr_expect(!given.text.unread);
}

TEST_STORE(attachment_check, seals_the_words_of_a_subject)
{
	struct given	given = checked(t, "名单.txt", S("赵一的诊断\n"), true);

	check_int(given.found.state, ATTACHMENT_CLEAN);
	check_ok(job_read(&t->job, look_text, &given), t->fault);
	check_str(given.text.text, S("赵一的诊断\n"));
}

TEST_STORE(attachment_check, refuses_what_is_not_what_it_says)
{
	struct given	given = checked(t, "发票.pdf", S("MZ\0\0\1"), false);

	check_int(given.found.state, ATTACHMENT_REFUSED);
	check_int(job_read(&t->job, look_text, &given), ERR_NOT_FOUND);
	cr_assert_str_eq(t->fault.key, "attachment.no_text");
}

TEST_STORE(attachment_check, tells_that_it_could_not_read_a_picture)
{
	struct given	given = checked(t, "图.png",
			    S("\x89PNG\r\n\x1A\n....."), false);

	check_int(given.found.state, ATTACHMENT_CLEAN);
	check_ok(job_read(&t->job, look_text, &given), t->fault);
	cr_expect(given.text.unread);
}

/* A photograph that tells its artist. */
#define EXIF								\
	"\xFF\xD8\xFF\xE1\0\x22" "Exif\0\0" "MM\0*\0\0\0\x08"		\
	"\0\x01" "\x01\x3B\0\x02\0\0\0\x03" "AB\0\0" "\0\0\0\0"	\
	"\xFF\xDA"

TEST_STORE(attachment_check, keeps_what_a_file_does_not_show)
{
	struct given	given = checked(t, "照片.jpg", S(EXIF), true);

	check_int(given.found.state, ATTACHMENT_CLEAN);
	check_ok(job_read(&t->job, look_text, &given), t->fault);
	check_int(given.text.meta.n, 1);
	check_int(given.text.meta.item[0].kind, DOC_META_AUTHOR);
	check_str(given.text.meta.item[0].value, S("AB"));
}

TEST_STORE(attachment_check, words_go_with_their_attachment)
{
	struct given	given = checked(t, "名单.txt", S("第一行\n"), false);

	check_ok(job_write(&t->job, take_away, &given), t->fault);
	check_int(job_read(&t->job, look_text, &given), ERR_NOT_FOUND);
}

TEST_STORE(attachment_check, leaves_one_that_is_gone_before_it_is_read)
{
	struct given	given = { .attachment = { .owner_kind = S("record"),
			    .owner = 5, .name = S("甲.txt") } };
	int		done = 0, failed = 0;

	check_ok(attachment_keep(&t->job, &given.attachment, S("甲")),
	    t->fault);
	check_ok(job_write(&t->job, add, &given), t->fault);
	check_ok(job_write(&t->job, take_away, &given), t->fault);
	check_ok(errand_run_due(&t->job, 10, &done, &failed), t->fault);
	check_int(failed, 0);
}
