/*
 * test_transparency_proof - a proof that was made is read again and holds, and
 * no more once anything of it, of the content or of the head is another.
 */
#include "domain/transparency_proof.h"

#include <string.h>

#include "base/arena.h"
#include "domain/transparency.h"
#include "tests/store.h"

#define FIRST	5
#define MORE	8

/* Leaves to enter: record i + 1, version 1. */
struct entering {
	int	from, n;
};

static enum err
enter(struct job *job, void *context)
{
	const struct entering	*entering = context;
	enum err		 e = OK;

	for (int i = 0; e == OK && i < entering->n; i++)
		e = transparency_add(job, &(struct transparency_leaf){
		    .agency = 3, .record = entering->from + i, .version = 1,
		    .number = S("QS-2026-7"), .content = S("关于防汛") });
	return e;
}

static void
fill(struct test_store *t, int from, int n)
{
	struct entering	entering = { from, n };
	int64_t		placed;

	check_ok(job_write(&t->job, enter, &entering), t->fault);
	check_ok(transparency_sequence_all(&t->job, &placed), t->fault);
	t->job.now += 60000;
}

static enum err
newest(struct job *job, void *context)
{
	return transparency_head_newest(job, context);
}

static struct transparency_head
head_of(struct test_store *t)
{
	struct transparency_head	head;
	str				note;

	check_ok(job_read(&t->job, newest, &note), t->fault);
	check_ok(transparency_head_read(note, &head, &t->fault), t->fault);
	return head;
}

/* What is asked for, and what came. */
struct asking {
	int64_t	record, version, old;
	str	json;
};

static enum err
make(struct job *job, void *context)
{
	struct asking	*asking = context;

	return transparency_proof_make(job, asking->record, asking->version,
	    asking->old, &asking->json);
}

static str
made(struct test_store *t, int64_t record, int64_t old)
{
	struct asking	asking = { record, 0, old, S("") };

	check_ok(job_read(&t->job, make, &asking), t->fault);
	return asking.json;
}

static struct transparency_proof *
proof_of(struct test_store *t, str json)
{
	struct transparency_proof	*proof = arena_alloc(t->job.arena,
					    sizeof *proof);

	check_ok(transparency_proof_read(t->job.arena, json, proof,
	    &t->fault), t->fault);
	return proof;
}

TEST_STORE(transparency_proof, says_what_is_in_the_log_since_when)
{
	const str			 content = S("关于防汛");
	struct transparency_verdict	 verdict;
	struct transparency_proof	*proof;
	struct transparency_head	 old;
	int64_t				 at = t->job.now;

	fill(t, 1, FIRST);
	old = head_of(t);
	fill(t, 1 + FIRST, MORE);
	proof = proof_of(t, made(t, 3, 0));
	verdict = transparency_proof_judge(t->job.arena, proof, &content,
	    &old);
	cr_assert(verdict.included);
	cr_assert(verdict.since);
	cr_assert(verdict.content);
	check_int(verdict.old, TRANSPARENCY_OLD_HOLDS);
	cr_assert(verdict.proved);
	check_int(proof->first.head.at, at);
	check_int(proof->newest.head.n, FIRST + MORE);
	check_int(proof->place, 2);
}

TEST_STORE(transparency_proof, another_content_is_not_what_was_entered)
{
	const str			 content = S("关于防旱");
	struct transparency_verdict	 verdict;

	fill(t, 1, FIRST);
	verdict = transparency_proof_judge(t->job.arena, proof_of(t, made(t,
	    3, 0)), &content, NULL);
	cr_assert(verdict.included);
	cr_assert(!verdict.content);
	cr_assert(!verdict.proved);
}

TEST_STORE(transparency_proof, is_made_from_the_size_of_a_kept_head)
{
	struct transparency_proof	*proof;
	struct transparency_head	 old, early;

	fill(t, 1, FIRST);
	early = head_of(t);
	fill(t, 1 + FIRST, 2);
	old = head_of(t);
	fill(t, 3 + FIRST, MORE);
	proof = proof_of(t, made(t, 2, old.n));
	check_int(transparency_proof_judge(t->job.arena, proof, NULL,
	    &old).old, TRANSPARENCY_OLD_HOLDS);
	early.n = 3;
	check_int(transparency_proof_judge(t->job.arena, proof, NULL,
	    &early).old, TRANSPARENCY_OLD_UNTOLD);
	old.root.at[9] ^= 1;
	check_int(transparency_proof_judge(t->job.arena, proof, NULL,
	    &old).old, TRANSPARENCY_OLD_FORKED);
	old.key = S("ed25519:00");
	check_int(transparency_proof_judge(t->job.arena, proof, NULL,
	    &old).old, TRANSPARENCY_OLD_STRANGER);
}

TEST_STORE(transparency_proof, is_refused_for_what_is_not_there)
{
	struct asking	none = { .record = 99 };
	struct asking	far = { .record = 1, .old = 999 };
	struct entering	one = { 50, 1 };
	struct asking	waiting = { .record = 50 };

	fill(t, 1, FIRST);
	check_int(job_read(&t->job, make, &none), ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("transparency.none"));
	check_int(job_read(&t->job, make, &far), ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("transparency.size"));
	check_ok(job_write(&t->job, enter, &one), t->fault);
	check_int(job_read(&t->job, make, &waiting), ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("transparency.waits"));
}

/* Is the proof with one byte changed refused, or not proved? */
static bool
is_caught(struct test_store *t, str json, size_t at,
    const struct transparency_head *old)
{
	const str			 content = S("关于防汛");
	struct transparency_proof	*proof = arena_alloc(t->job.arena,
					    sizeof *proof);
	struct transparency_verdict	 verdict;
	char				*bytes = str_c(t->job.arena, json);

	bytes[at] = bytes[at] == '3' ? '5' : '3';
	if (transparency_proof_read(t->job.arena, (str){ bytes, json.n },
	    proof, &t->fault) != OK) {
		fault_clear(&t->fault);
		return true;
	}
	verdict = transparency_proof_judge(t->job.arena, proof, &content,
	    old);
	return !verdict.proved || !verdict.since;
}

TEST_STORE(transparency_proof, no_digit_of_it_can_be_another)
{
	struct transparency_head	old;
	str				json;

	fill(t, 1, FIRST);
	old = head_of(t);
	fill(t, 1 + FIRST, MORE);
	json = made(t, 3, 0);
	for (size_t i = 0; i < json.n; i++) {
		struct arena_mark	mark = arena_mark(t->job.arena);

		if (json.at[i] >= '0' && json.at[i] <= '9')
			cr_expect(is_caught(t, json, i, &old), "%zu: %.40s",
			    i, json.at + (i < 20 ? 0 : i - 20));
		arena_rewind(t->job.arena, mark);
	}
}

Test(transparency_proof, refuses_what_is_no_proof)
{
	static const char *const	texts[] = { "", "{}", "[]", "null",
		"{\"format\":\"gongkai transparency proof 1\"}",
		"{\"format\":\"gongkai transparency proof 1\",\"leaf\":{}}",
	};
	struct transparency_proof	*proof;
	struct fault			 fault = { 0 };

	proof = arena_alloc(test_arena(), sizeof *proof);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		fault_clear(&fault);
		cr_assert_eq(transparency_proof_read(test_arena(),
		    str_of(texts[i]), proof, &fault), ERR_INVALID, "%s",
		    texts[i]);
	}
}

Test(transparency_head, refuses_what_is_no_head)
{
	static const char *const	texts[] = { "",
		"gongkai transparency head 1\n",
		"gongkai transparency head 1\norigin: a\nsize: 0\n",
		"gongkai transparency head 1\norigin: a\nsize: 3\n"
		    "root: sha256:00\nat: 5\nkey: ed25519:00\n"
		    "signature: 00\n",
	};
	struct transparency_head	head;
	struct fault			fault = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		fault_clear(&fault);
		cr_assert_eq(transparency_head_read(str_of(texts[i]), &head,
		    &fault), ERR_INVALID);
		check_str(str_of(fault.key), S("transparency.head.form"));
	}
}
