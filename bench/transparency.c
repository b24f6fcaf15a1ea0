/*
 * transparency - leaves entered and given their places a second, and proofs.
 *
 *	transparency FOLDER LEAVES [postgres://...]
 *
 * Leaves are entered as publishing does, one a transaction (a part of them)
 * and many in one, then all get their places.  A proof is made, written as
 * JSON and judged for leaves all over the tree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/seal_ring.h"
#include "domain/transparency.h"
#include "domain/transparency_proof.h"
#include "store/id.h"
#include "store/schema.h"
#include "store/store.h"

#define ARENA_BYTES	((size_t)1 << 30)
#define AT_ONCE		1000	/* leaves of one transaction */
#define SINGLE		500	/* transactions of one leaf */
#define PROOFS		500

/* Leaves to enter. */
struct entering {
	int64_t	from, n;
};

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
must(enum err e, const struct fault *fault)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s: %.*s\n", fault->key, STRF(fault->arg[0]));
	exit(1);
}

static enum err
enter(struct job *job, void *context)
{
	const struct entering	*entering = context;
	enum err		 e = OK;

	for (int64_t i = 0; e == OK && i < entering->n; i++)
		e = transparency_add(job, &(struct transparency_leaf){
		    .agency = 1, .record = entering->from + i, .version = 1,
		    .number = S("990123000/2026-00001"), .content = S(
		    "{\"title\":\"关于春灌的通知\",\"body\":\"各乡镇：\"}") });
	return e;
}

/* Enter leaves in transactions of `each'; leaves a second. */
static double
enter_all(struct job *job, int64_t from, int64_t n, int64_t each)
{
	double	began = now();

	for (int64_t i = 0; i < n; i += each) {
		struct arena_mark	mark = arena_mark(job->arena);
		struct entering		entering = { from + i,
					    n - i < each ? n - i : each };

		must(job_write(job, enter, &entering), job->fault);
		arena_rewind(job->arena, mark);
	}
	return (double)n / (now() - began);
}

struct proving {
	int64_t	record;
	str	json;
};

static enum err
prove(struct job *job, void *context)
{
	struct proving	*proving = context;

	return transparency_proof_make(job, proving->record, 0, 0,
	    &proving->json);
}

/* Make and judge proofs of leaves all over the tree; milliseconds each. */
static void
prove_all(struct job *job, int64_t leaves)
{
	struct transparency_proof	*proof;
	double				 making = 0, judging = 0, from;

	for (int64_t i = 0; i < PROOFS; i++) {
		struct arena_mark	mark = arena_mark(job->arena);
		struct proving		proving = { 1 + i * 7919 % leaves,
					    S("") };

		proof = arena_alloc(job->arena, sizeof *proof);
		from = now();
		must(job_read(job, prove, &proving), job->fault);
		making += now() - from;
		from = now();
		must(transparency_proof_read(job->arena, proving.json, proof,
		    job->fault), job->fault);
		if (!transparency_proof_judge(job->arena, proof, NULL,
		    NULL).proved)
			exit(1);
		judging += now() - from;
		arena_rewind(job->arena, mark);
	}
	printf("  a proof among %lld leaves: made in %.2f ms, judged in "
	    "%.2f ms\n", (long long)leaves, making * 1000 / PROOFS,
	    judging * 1000 / PROOFS);
}

/* A data folder with a master key. */
static struct store *
open_folder(struct arena *arena, const char *folder, const char *where)
{
	const char		*key = arena_printf(arena, "%s/key", folder);
	struct seal_ring	 none = { NULL, 0 }, ring;
	struct fault		 fault = { .code = OK };
	struct store		*store;
	struct db		*db;

	must(where != NULL ? db_open(where, DB_EXISTING, &db, &fault) :
	    db_open(arena_printf(arena, "%s/gongkai.db", folder), DB_CREATE,
	    &db, &fault), &fault);
	must(schema_migrate(db, arena, 1, &fault), &fault);
	db_close(db);
	seal_ring_turn(arena, &none, SEAL_DEFAULT, &ring);
	must(seal_ring_write(key, &ring, &fault), &fault);
	must(file_write(arena_printf(arena, "%s/gongkai.conf", folder),
	    where == NULL ? str_printf(arena, "key_file = %s\n", key) :
	    str_printf(arena, "key_file = %s\nstore = %s\n", key, where),
	    &fault), &fault);
	must(store_open(arena, folder, &store, &fault), &fault);
	must(ids_hold(store->ids, store->db, &fault), &fault);
	return store;
}

static void
bench(const char *name, const char *folder, const char *where,
    int64_t leaves)
{
	struct arena	*arena = arena_new(ARENA_BYTES);
	struct fault	 fault = { .code = OK };
	struct job	 job = { .arena = arena_new(ARENA_BYTES),
			    .fault = &fault, .now = 1772416800000,
			    .store = open_folder(arena, folder, where) };
	int64_t		 single = leaves < SINGLE ? leaves : SINGLE, n;
	double		 from, one, many = 0, placed;

	one = enter_all(&job, 1, single, 1);
	if (leaves > single)
		many = enter_all(&job, 1 + single, leaves - single, AT_ONCE);
	from = now();
	must(transparency_sequence_all(&job, &n), &fault);
	placed = (double)n / (now() - from);
	printf("%s: leaves a second: entered %.0f by one, %.0f by %d; "
	    "placed %.0f\n", name, one, many, AT_ONCE, placed);
	prove_all(&job, leaves);
	arena_free(job.arena);
	arena_free(arena);
	if (n != leaves)
		exit(1);
}

int
main(int argc, char **argv)
{
	int64_t	leaves = argc > 2 ? strtoll(argv[2], NULL, 10) : 0;
	char	folder[4096];

	if (argc < 3 || leaves < 1) {
		fputs("usage: transparency FOLDER LEAVES [postgres://...]\n",
		    stderr);
		return 2;
	}
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	(void)snprintf(folder, sizeof folder, "%s/sqlite", argv[1]);
	bench("SQLite", folder, NULL, leaves);
	(void)snprintf(folder, sizeof folder, "%s/pgsql", argv[1]);
	if (argc > 3)
		bench("PostgreSQL", folder, argv[3], leaves);
	return 0;
}
