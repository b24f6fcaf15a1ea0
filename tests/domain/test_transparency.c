/*
 * test_transparency - leaves, their places, and proofs out of the store.
 */
#include "domain/transparency.h"

#include <pthread.h>

#include "domain/transparency_tree.h"
#include "tests/store.h"

#define LEAVES	300
#define WRITERS	50
#define EACH	4

/* Leaves to enter. */
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
		    .number = str_printf(job->arena, "X-%d",
		    entering->from + i), .content = S("关于春灌的通知") });
	return e;
}

static enum err
sequence(struct job *job, void *context)
{
	return transparency_sequence(job, 1000, context);
}

static void
fill(struct test_store *t, int n)
{
	struct entering	entering = { 1, n };
	int64_t		placed;

	check_ok(job_write(&t->job, enter, &entering), t->fault);
	check_ok(transparency_sequence_all(&t->job, &placed), t->fault);
	check_int(placed, n);
}

/* --- proofs --------------------------------------------------------------- */

/* The digests of the leaves, and the root of every size. */
struct known {
	struct digest	leaf[LEAVES];
	struct digest	root[LEAVES + 1];
};

static enum err
know(struct job *job, void *context)
{
	struct known		*known = context;
	struct transparency_tree tree;
	struct merkle		*all, grown = { .n = 0 };
	enum err		 e = transparency_tree_open(job, &tree);

	check_int(tree.n, LEAVES);
	all = arena_alloc(job->arena, sizeof *all);
	known->root[0] = merkle_root(&grown);
	for (int i = 0; e == OK && i < LEAVES; i++) {
		struct transparency_path	path;

		/* The first of two leaves is the other's neighbour. */
		e = transparency_tree_inclusion(&tree, i ^ 1, LEAVES, &path);
		known->leaf[i] = path.at[0];
		merkle_add(&grown, &known->leaf[i]);
		known->root[i + 1] = merkle_root(&grown);
		if (e == OK)
			e = transparency_tree_of(&tree, i + 1, all);
		if (e == OK)
			cr_assert_eq(all->n, i + 1);
	}
	return e;
}

static enum err
prove_leaves(struct job *job, void *context)
{
	struct known		*known = context;
	struct transparency_tree tree;
	struct transparency_path path;
	enum err		 e = transparency_tree_open(job, &tree);

	for (int n = 1; n <= LEAVES; n++)
		for (int i = 0; e == OK && i < n; i++) {
			e = transparency_tree_inclusion(&tree, i, n, &path);
			if (e == OK)
				cr_assert(merkle_included(&known->leaf[i], i,
				    n, path.at, path.n, &known->root[n]),
				    "%d of %d", i, n);
		}
	return e;
}

static enum err
prove_sizes(struct job *job, void *context)
{
	struct known		*known = context;
	struct transparency_tree tree;
	struct transparency_path path;
	enum err		 e = transparency_tree_open(job, &tree);

	for (int n = 0; n <= LEAVES; n++)
		for (int m = 0; e == OK && m <= n; m += n <= 64 ? 1 : 7) {
			e = transparency_tree_consistency(&tree, m, n, &path);
			if (e == OK)
				cr_assert(merkle_consistent(m,
				    &known->root[m], n, &known->root[n],
				    path.at, path.n), "%d of %d", m, n);
		}
	return e;
}

TEST_STORE(transparency, proves_every_leaf_in_every_size)
{
	struct known	*known = arena_alloc(t->job.arena, sizeof *known);

	fill(t, LEAVES);
	check_ok(job_read(&t->job, know, known), t->fault);
	check_ok(job_read(&t->job, prove_leaves, known), t->fault);
	check_ok(job_read(&t->job, prove_sizes, known), t->fault);
}

static enum err
ask_too_far(struct job *job, void *context)
{
	struct transparency_tree tree;
	struct transparency_path path;
	enum err		 e = transparency_tree_open(job, &tree);

	(void)context;
	cr_assert_eq(e, OK);
	cr_assert_eq(transparency_tree_inclusion(&tree, 3, 3, &path),
	    ERR_NOT_FOUND);
	cr_assert_eq(transparency_tree_inclusion(&tree, -1, 3, &path),
	    ERR_NOT_FOUND);
	cr_assert_eq(transparency_tree_inclusion(&tree, 0, 6, &path),
	    ERR_NOT_FOUND);
	cr_assert_eq(transparency_tree_consistency(&tree, 6, 5, &path),
	    ERR_NOT_FOUND);
	cr_assert_eq(transparency_tree_consistency(&tree, -1, 5, &path),
	    ERR_NOT_FOUND);
	fault_clear(job->fault);
	return OK;
}

TEST_STORE(transparency, has_no_proof_of_what_it_does_not_hold)
{
	fill(t, 5);
	check_ok(job_read(&t->job, ask_too_far, NULL), t->fault);
}

/* --- places --------------------------------------------------------------- */

static enum err
enter_one(struct job *job, void *context)
{
	struct transparency_leaf	leaf = { .agency = 3, .record = 1,
					    .version = 1, .number =
					    *(const str *)context };

	return transparency_add(job, &leaf);
}

TEST_STORE(transparency, a_number_is_one_line)
{
	str	number = S("1\naction: withdrawn");

	check_int(job_write(&t->job, enter_one, &number), ERR_INVALID);
	check_str(str_of(t->fault.key), S("transparency.number"));
}

static void *
write_some(void *context)
{
	struct test_store	*t = context;
	struct entering		 entering = { 1, 1 };
	int			 n;

	for (int i = 0; i < EACH; i++) {
		check_ok(job_write(&t->job, enter, &entering), t->fault);
		if (i % 2 == 1)
			check_ok(job_write(&t->job, sequence, &n), t->fault);
	}
	return NULL;
}

static enum err
count(struct job *job, void *context)
{
	struct transparency_tree	tree;
	struct merkle			top;
	enum err			e;

	e = transparency_tree_open(job, &tree);
	if (e == OK)	/* every digest of every place is there */
		e = transparency_tree_of(&tree, tree.n, &top);
	*(int64_t *)context = tree.n;
	return e;
}

TEST_STORE(transparency, fifty_writers_leave_no_gap_and_no_double)
{
	struct test_store	*fork[WRITERS];
	pthread_t		 thread[WRITERS];
	int64_t			 n;

	for (int i = 0; i < WRITERS; i++)
		fork[i] = test_store_fork(t);
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, write_some,
		    fork[i]), 0);
	for (int i = 0; i < WRITERS; i++)
		(void)pthread_join(thread[i], NULL);
	check_ok(transparency_sequence_all(&t->job, &n), t->fault);
	check_ok(job_read(&t->job, count, &n), t->fault);
	check_int(n, WRITERS * EACH);
	for (int i = 0; i < WRITERS; i++)
		store_close(fork[i]->store);
}

/* The engine itself refuses these. */
static const char *const	refused[] = {
	"update log_leaf set version = 5",
	"update log_leaf set n = n + 7",
	"update log_leaf set n = null",
	"update log_leaf set number = 'x'",
	"update log_leaf set salt = null",
	"update log_leaf set erasure = 4",
	"delete from log_leaf",
	"update log_node set n = n + 900",
	"delete from log_node",
};

TEST_STORE(transparency, is_append_only_to_the_engine)
{
	int64_t	n;

	fill(t, 20);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		/* A reading job left the connection reading. */
		if (db_engine(t->store->db) == DB_SQLITE)
			check_ok(db_script(t->store->db,
			    "pragma query_only = off", &t->fault), t->fault);
		cr_assert_neq(db_script(t->store->db, refused[i], &t->fault),
		    OK, "%s", refused[i]);
	}
	fault_clear(&t->fault);
	check_ok(job_read(&t->job, count, &n), t->fault);
	check_int(n, 20);
}
