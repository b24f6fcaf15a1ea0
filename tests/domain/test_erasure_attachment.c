/*
 * test_erasure_attachment - an erased text is in no stored file either: in
 * clear, sealed, in a package, left without a row, or handed over.
 */
#include "domain/erasure_attachment.h"

#include "base/file.h"
#include "domain/attachment.h"
#include "domain/errand.h"
#include "domain/erasure.h"
#include "domain/outbox.h"
#include "domain/subject.h"
#include "tests/bodies.h"
#include "tests/package.h"
#include "woven/sql.h"

#define NAME	"欧阳立新"

/* An attachment on its way, and what is sealed beside it. */
struct given {
	struct attachment	attachment, found;
	bool			sealed;
	struct outbox_message	message;
	int64_t			left;	/* how many attachments there are */
	str			recipient, body;
};

static enum err
make_subject(struct job *job, void *context)
{
	struct given	*given = context;

	return subject_new(job, given->attachment.agency,
	    &given->attachment.subject);
}

static enum err
add(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_add(job, &given->attachment, S("随信寄来"));
}

static struct given
attached(struct test_store *t, const char *name, str bytes, bool sealed)
{
	struct given	given = { .attachment = { .owner_kind = S("case"),
			    .owner = 5, .name = str_of(name),
			    .type = S("application/octet-stream") } };

	if (sealed)
		check_ok(job_write(&t->job, make_subject, &given), t->fault);
	check_ok(attachment_keep(&t->job, &given.attachment, bytes),
	    t->fault);
	check_ok(job_write(&t->job, add, &given), t->fault);
	return given;
}

static struct erasure
erase_name(struct test_store *t)
{
	const str	text = S(NAME);
	struct erasure	done;

	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("误录") }, &done),
	    t->fault);
	return done;
}

static enum err
look(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_load(job, given->attachment.id, &given->found);
}

static bool
is_there(struct test_store *t, struct given *given)
{
	enum err	e = job_read(&t->job, look, given);

	cr_assert(e == OK || e == ERR_NOT_FOUND);
	fault_clear(&t->fault);
	return e == OK;
}

/* How many files lie below a folder of the store. */
static size_t
files(struct test_store *t, const char *folder)
{
	size_t	n = 0;
	str	*path;

	check_ok(file_list(t->job.arena, arena_printf(t->job.arena, "%s/%s",
	    t->store->dir, folder), 100, &path, &n, &t->fault), t->fault);
	return n;
}

TEST_STORE(erasure_attachment, goes_whole_where_its_file_holds_the_text)
{
	struct arena		*arena = t->job.arena;
	struct given		 clear, sealed, docx, other;
	struct erasure		 done;

	clear = attached(t, "甲.txt", S("名单：" NAME), false);
	sealed = attached(t, "乙.txt", S("申请人：" NAME), true);
	docx = attached(t, "丙.docx", test_docx(arena, &(struct test_docx){
	    .body = "<w:p><w:r><w:t>欧阳</w:t></w:r><w:r><w:t>立新</w:t>"
	    "</w:r></w:p>" }), false);
	other = attached(t, "丁.txt", S("与此无关"), true);
	check_int(files(t, "blobs"), 4);
	done = erase_name(t);
	check_int(done.found, 3);
	check_int(done.unreads, 0);
	check_int(files(t, "blobs"), 1);
	cr_assert(!is_there(t, &clear));
	cr_assert(!is_there(t, &sealed));
	cr_assert(!is_there(t, &docx));
	cr_assert(is_there(t, &other));
}

TEST_STORE(erasure_attachment, bears_its_name_without_the_text)
{
	struct given	clear = attached(t, NAME "的申请.txt", S("甲"), false);
	struct given	sealed = attached(t, NAME "的补正.txt", S("乙"), true);

	check_int(erase_name(t).found, 2);
	cr_assert(is_there(t, &clear));
	check_str(clear.found.name, S("■■■的申请.txt"));
	cr_assert(is_there(t, &sealed));
	check_str(sealed.found.name, S("■■■的补正.txt"));
}

TEST_STORE(erasure_attachment, is_told_where_it_could_not_be_read)
{
	struct given	picture = attached(t, "a.png",
			    S("\x89PNG\r\n\x1A\n\0\0"), true);
	struct erasure	done;

	(void)attached(t, "b.txt", S("只有文字"), false);
	done = erase_name(t);
	check_int(done.unreads, 1);
	cr_assert_eq(done.unread[0], picture.attachment.id);
	cr_assert(is_there(t, &picture));
}

static enum err
destroy(struct job *job, void *context)
{
	struct given	*given = context;

	return subject_destroy(job, given->attachment.subject, S("撤回"));
}

TEST_STORE(erasure_attachment, that_nobody_can_open_holds_nothing)
{
	struct given	gone = attached(t, "a.txt", S(NAME), true);

	check_ok(job_write(&t->job, destroy, &gone), t->fault);
	check_int(erase_name(t).unreads, 0);
}

static enum err
take_away(struct job *job, void *context)
{
	struct given	*given = context;

	return attachment_delete(job, &given->attachment, S("重复"));
}

TEST_STORE(erasure_attachment, that_was_deleted_before_is_off_the_disk_too)
{
	struct given	given = attached(t, "a.txt", S(NAME), false);
	struct given	other = attached(t, "b.txt", S("乙"), false);

	check_ok(job_write(&t->job, take_away, &given), t->fault);
	check_ok(job_write(&t->job, take_away, &other), t->fault);
	check_int(files(t, "blobs"), 2);
	(void)erase_name(t);
	check_int(files(t, "blobs"), 1);
}

/* --- messages ----------------------------------------------------------- */

static enum err
put(struct job *job, void *context)
{
	struct given	*given = context;

	return outbox_put(job, &given->message);
}

static void
send(struct test_store *t, struct given *given, const char *id, bool sealed)
{
	int	done, failed;

	given->message = (struct outbox_message){ .id = str_of(id),
	    .way = OUTBOX_MAIL, .recipient = S(NAME "@example.org"),
	    .title = S("告知"), .text = S("您好，" NAME),
	    .subject = sealed ? given->attachment.subject : 0 };
	if (sealed)
		check_ok(job_write(&t->job, make_subject, given), t->fault);
	given->message.subject = sealed ? given->attachment.subject : 0;
	check_ok(job_write(&t->job, put, given), t->fault);
	check_ok(errand_run_due(&t->job, 10, &done, &failed), t->fault);
	check_int(failed, 0);
}

/* The id is the only number of a message that was handed over. */
static enum err
look_message(struct job *job, void *context)
{
	struct given			*given = context;
	struct sql_erasure_outbox_sealed_row *row;
	size_t				 n;
	enum err			 e;

	e = sql_erasure_outbox_sealed(job->db, 0, 10, &row, &n);
	given->left = (int64_t)n;
	if (e != OK || n == 0)
		return e;
	given->recipient = *row[0].recipient;
	given->body = *row[0].body;
	if (row[0].subject == 0)
		return OK;
	e = subject_open_unseen(job, row[0].subject, S("recipient"),
	    given->recipient, &given->recipient);
	return e != OK ? e : subject_open_unseen(job, row[0].subject,
	    S("text"), given->body, &given->body);
}

static void
check_message(struct test_store *t, bool sealed)
{
	struct given	given = { .left = 0 };

	send(t, &given, "m1", sealed);
	check_int(files(t, "outbox"), 1);
	check_int(erase_name(t).found, 1);
	check_int(files(t, "outbox"), 0);
	check_ok(job_read(&t->job, look_message, &given), t->fault);
	check_int(given.left, 1);
	check_str(given.recipient, S("■■■@example.org"));
	check_str(given.body, S("您好，■■■"));
}

TEST_STORE(erasure_attachment, nor_is_a_message_that_was_handed_over_kept)
{
	check_message(t, false);
}

TEST_STORE(erasure_attachment, nor_is_one_that_is_sealed)
{
	check_message(t, true);
}
