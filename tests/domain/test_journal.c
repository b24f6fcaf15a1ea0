#include <pthread.h>
#include <stdio.h>

#include "domain/journal.h"
#include "tests/store.h"

#define CHAINERS	4

static const struct journal_change	renamed[] = {
	{ S("name"), S("石门乡人民政府"), S("石门镇人民政府"), 0 },
	{ S("supervisor"), S(""), S("12"), 0 },
};

static enum err
add(struct job *job, void *context)
{
	const int	*n = context;
	enum err	 e = OK;

	for (int i = 0; e == OK && i < *n; i++)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("agency"), .thing = 7 + i, .agency = 3,
		    .action = S("agency.rename"), .day = DAY_NONE,
		    .reason = i % 2 == 0 ? S("省政府批复，撤乡设镇") : S(""),
		    .change = renamed, .changes = 2 });
	return e;
}

static enum err
chain(struct job *job, void *context)
{
	return journal_chain(job, 1000, context);
}

static enum err
verify(struct job *job, void *context)
{
	return journal_verify(job, context);
}

/* A store with so many entries, the first `chained' of them in the chain. */
static void
fill(struct test_store *t, int chained, int loose)
{
	int	n;

	check_ok(job_write(&t->job, add, &chained), t->fault);
	check_ok(job_write(&t->job, chain, &n), t->fault);
	check_int(n, chained);
	check_ok(job_write(&t->job, add, &loose), t->fault);
}

static struct journal_state
verified(struct test_store *t)
{
	struct journal_state	state;

	check_ok(job_read(&t->job, verify, &state), t->fault);
	return state;
}

TEST_STORE(journal, holds_once_it_is_chained)
{
	struct journal_state	state;

	fill(t, 5, 2);
	state = verified(t);
	cr_assert_null(state.how);
	check_int(state.sealed, 5);
	check_int(state.tail, 2);
	check_int(state.broken, 0);
	cr_assert(str_starts(state.head, S("sha256:")));
}

TEST_STORE(journal, is_whole_while_it_is_empty)
{
	struct journal_state	state = verified(t);

	cr_assert_null(state.how);
	check_int(state.sealed, 0);
	check_int(state.head.n, 0);
}

TEST_STORE(journal, chains_no_more_than_it_is_told)
{
	struct journal_state	state;
	int			n = 200;

	check_ok(job_write(&t->job, add, &n), t->fault);
	check_ok(job_write(&t->job, chain, &n), t->fault);
	check_int(n, 200);
	state = verified(t);
	cr_assert_null(state.how);
	check_int(state.sealed, 200);
}

/* What a thread does: add and chain by turns. */
static void *
add_and_chain(void *context)
{
	struct test_store	*t = context;
	int			 three = 3, n;

	for (int i = 0; i < 10; i++) {
		check_ok(job_write(&t->job, add, &three), t->fault);
		check_ok(job_write(&t->job, chain, &n), t->fault);
	}
	return NULL;
}

TEST_STORE(journal, is_never_forked_by_chainers_at_once)
{
	struct test_store	*fork[CHAINERS];
	pthread_t		 thread[CHAINERS];
	struct journal_state	 state;
	int			 n;

	for (int i = 0; i < CHAINERS; i++)
		fork[i] = test_store_fork(t);
	for (int i = 0; i < CHAINERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, add_and_chain,
		    fork[i]), 0);
	for (int i = 0; i < CHAINERS; i++)
		(void)pthread_join(thread[i], NULL);
	check_ok(job_write(&t->job, chain, &n), t->fault);
	state = verified(t);
	cr_assert_null(state.how);
	check_int(state.sealed, CHAINERS * 30);
	check_int(state.tail, 0);
	for (int i = 0; i < CHAINERS; i++)
		store_close(fork[i]->store);
}

/* The engine itself refuses these. */
static const char *const	refused[] = {
	"update journal set actor = 5",
	"delete from journal",
	"update journal_change set became = null",
	"update journal_change set field = 'x', erasure = 1, salt = null, "
	    "was = null, became = null",
	"delete from journal_change",
	"update journal_seal set digest = ''",
	"delete from journal_seal",
};

TEST_STORE(journal, is_append_only_to_the_engine)
{
	struct journal_state	state;

	fill(t, 2, 0);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		cr_assert_neq(db_script(t->store->db, refused[i], &t->fault),
		    OK, "%s", refused[i]);
	state = verified(t);
	cr_assert_null(state.how);
	check_int(state.sealed, 2);
}
