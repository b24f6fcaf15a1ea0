#include <unistd.h>

#include "domain/attachment.h"
#include "domain/journal.h"
#include "office/verify.h"
#include "tests/store.h"

static enum err
add(struct job *job, void *context)
{
	enum err	e = attachment_add(job, context, S(""));
	int		n;

	return e == OK ? journal_chain(job, 100, &n) : e;
}

static enum err
checkpoint(struct job *job, void *context)
{
	return journal_checkpoint(job, context);
}

/* A store with two attachments, their entries chained. */
static void
filled(struct test_store *t, struct attachment *ret)
{
	static const char *const	text[] = { "第一件", "第二件" };

	for (int i = 0; i < 2; i++) {
		ret[i] = (struct attachment){ .owner_kind = S("case"),
		    .owner = i, .name = S("一.txt"), .type = S("text/plain") };
		check_ok(attachment_keep(&t->job, &ret[i], str_of(text[i])),
		    t->fault);
		check_ok(job_write(&t->job, add, &ret[i]), t->fault);
	}
}

static struct verify
verified(struct test_store *t, str checkpoints)
{
	struct verify	verify;

	check_ok(verify_run(&t->job, checkpoints, &verify), t->fault);
	return verify;
}

static void
check_one(struct test_store *t, str checkpoints, const char *key)
{
	struct verify	verify = verified(t, checkpoints);

	check_int(verify.findings, 1);
	cr_assert_str_eq(verify.finding[0].key, key);
}

TEST_STORE(verify, finds_nothing_in_a_whole_store)
{
	struct attachment	attachment[2];
	struct verify		verify;
	str			first, second;

	filled(t, attachment);
	check_ok(job_read(&t->job, checkpoint, &first), t->fault);
	check_ok(job_read(&t->job, checkpoint, &second), t->fault);
	verify = verified(t, str_printf(t->job.arena, "%.*s%.*s",
	    STRF(first), STRF(second)));
	check_int(verify.findings, 0);
	check_int(verify.journal.sealed, 2);
	check_int(verify.blobs, 2);
	check_int(verify.orphans, 0);
	check_int(verify.checkpoints, 2);
	check_int(verify.strangers, 0);
}

static const char *
path_of(struct test_store *t, str name)
{
	str	hex = str_sub(name, sizeof "sha256:" - 1, name.n);

	return arena_printf(t->job.arena, "%s/blobs/%.2s/sha256-%.*s",
	    t->store->dir, hex.at, STRF(hex));
}

TEST_STORE(verify, names_a_file_that_is_gone_and_one_that_changed)
{
	struct attachment	attachment[2];
	struct verify		verify;

	filled(t, attachment);
	cr_assert_eq(unlink(path_of(t, attachment[0].blob)), 0);
	check_one(t, S(""), "blob.missing");
	check_ok(file_write(path_of(t, attachment[1].blob), S("别的"),
	    &t->fault), t->fault);
	verify = verified(t, S(""));
	check_int(verify.findings, 2);
}

TEST_STORE(verify, tells_a_checkpoint_of_another_chain)
{
	struct attachment	attachment[2];
	str			text, forged;

	filled(t, attachment);
	check_ok(job_read(&t->job, checkpoint, &text), t->fault);
	forged = str_copy(t->job.arena, text);
	((char *)forged.at)[str_find(forged, S("links: 2"), 0) + 7] = '1';
	check_one(t, forged, "journal.checkpoint.signature");
	check_one(t, S("gongkai journal checkpoint 1\nlinks: 1\n"),
	    "journal.checkpoint.form");
	if (db_engine(t->store->db) == DB_SQLITE)
		check_ok(db_script(t->store->db, "pragma query_only = off;"
		    "drop trigger journal_seal_kept;"
		    "delete from journal_seal where n = 2;"
		    "update journal_head set n = 1, digest = "
		    "(select digest from journal_seal where n = 1);"
		    "insert into journal_tail select max(id) from journal",
		    &t->fault), t->fault);
	else
		check_ok(db_script(t->store->db,
		    "set session_replication_role = replica;"
		    "delete from journal_seal where n = 2;"
		    "update journal_head set n = 1, digest = "
		    "(select digest from journal_seal where n = 1);"
		    "insert into journal_tail select max(id) from journal",
		    &t->fault), t->fault);
	check_int(verified(t, S("")).findings, 0);
	check_one(t, text, "journal.checkpoint.short");
}

TEST_STORE(verify, names_a_counter_without_a_body)
{
	check_ok(db_script(t->store->db, "insert into counter "
	    "(agency, series, year, n) values (99, 'case', 2026, 4)",
	    &t->fault), t->fault);
	check_one(t, S(""), "verify.counter");
}
