/*
 * store - durable jobs of one row from 64 writers, against bare appends.
 *
 *	store FOLDER JOBS [postgres://...]
 *
 * What a program can do at most is 64 threads that each append a line to a
 * file and have it on the disk (fdatasync) before the next; one file each is
 * what nobody could do better, one file for all under a lock is what a store
 * that writes one job after the other could do.  Then 64 threads run JOBS
 * jobs, each of one row, on SQLite and on PostgreSQL.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "domain/job.h"
#include "store/id.h"
#include "store/schema.h"
#include "store/store.h"
#include "woven/sql.h"

#define WRITERS		64
#define ARENA_BYTES	((size_t)256 << 20)

/* What one thread does, and how long its longest wait was. */
struct writer {
	struct arena	*arena;
	struct store	*store;		/* of jobs */
	int		 fd;		/* of appends */
	pthread_mutex_t	*lock;		/* ... that share a file */
	int		 n;		/* how many are its share */
	int		 failed;
	double		 longest;	/* seconds */
};

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *
append(void *what)
{
	static const char	 line[100] = "a row";
	struct writer		*writer = what;

	for (int i = 0; i < writer->n; i++) {
		double	from = now(), took;

		if (writer->lock != NULL)
			(void)pthread_mutex_lock(writer->lock);
		if (write(writer->fd, line, sizeof line) != sizeof line ||
		    fdatasync(writer->fd) != 0)
			writer->failed++;
		if (writer->lock != NULL)
			(void)pthread_mutex_unlock(writer->lock);
		took = now() - from;
		if (took > writer->longest)
			writer->longest = took;
	}
	return NULL;
}

static enum err
put_row(struct job *job, void *context)
{
	const int	*i = context;

	return sql_schema_record(job->db, store_id(job->store), S("bench"),
	    S("sha256:0000000000000000000000000000000000000000"), *i);
}

static void *
run_jobs(void *what)
{
	struct writer	*writer = what;
	struct fault	 fault = { 0 };
	struct job	 job = { .arena = arena_new(ARENA_BYTES),
			    .store = writer->store, .fault = &fault };

	for (int i = 0; i < writer->n; i++) {
		double	from = now(), took;

		if (job_write(&job, put_row, &i) != OK) {
			fprintf(stderr, "%s\n", fault.key);
			writer->failed++;
		}
		took = now() - from;
		if (took > writer->longest)
			writer->longest = took;
		arena_reset(job.arena);
	}
	arena_free(job.arena);
	return NULL;
}

/* Run 64 of them; jobs a second, or 0 if one failed. */
static double
run_all(const char *name, struct writer *writer, void *(*body)(void *))
{
	pthread_t	thread[WRITERS];
	double		from = now(), longest = 0, rate;
	int		done = 0, failed = 0;

	for (int i = 0; i < WRITERS; i++)
		(void)pthread_create(&thread[i], NULL, body, &writer[i]);
	for (int i = 0; i < WRITERS; i++) {
		(void)pthread_join(thread[i], NULL);
		done += writer[i].n;
		failed += writer[i].failed;
		if (writer[i].longest > longest)
			longest = writer[i].longest;
	}
	rate = done / (now() - from);
	printf("%-38s %8.0f a second, longest wait %6.0f ms\n", name, rate,
	    longest * 1000);
	return failed == 0 ? rate : 0;
}

static double
bench_appends(const char *folder, int jobs, bool shared)
{
	struct writer	writer[WRITERS] = { 0 };
	pthread_mutex_t	lock = PTHREAD_MUTEX_INITIALIZER;
	double		rate;
	char		path[4096];

	for (int i = 0; i < WRITERS; i++) {
		(void)snprintf(path, sizeof path, "%s/append-%d", folder,
		    shared ? 0 : i);
		writer[i].fd = open(path, O_WRONLY | O_CREAT | O_APPEND |
		    O_CLOEXEC, 0666);
		writer[i].lock = shared ? &lock : NULL;
		writer[i].n = jobs / WRITERS;
	}
	rate = run_all(shared ? "appends to one file, one by one" :
	    "appends to 64 files at once", writer, append);
	for (int i = 0; i < WRITERS; i++)
		(void)close(writer[i].fd);
	return rate;
}

/* A store for the threads, which share its ids. */
static int
open_stores(struct arena *arena, const char *where, struct writer *writer)
{
	struct store	*first = arena_alloc(arena, sizeof *first);
	struct fault	 fault = { 0 };
	enum err	 e;

	first->arena = arena;
	first->where = where;
	first->ids = ids_new(arena);
	e = db_open(where, DB_CREATE, &first->db, &fault);
	if (e == OK)
		e = schema_migrate(first->db, arena, 1, &fault);
	for (int i = 0; e == OK && i < WRITERS; i++)
		e = store_fork(arena, first, &writer[i].store, &fault);
	if (e != OK)
		fprintf(stderr, "%s: %.*s\n", fault.key,
		    STRF(fault.arg[0]));
	return e == OK ? 0 : -1;
}

static double
bench_store(const char *where, const char *name, int jobs)
{
	struct writer	 writer[WRITERS] = { 0 };
	struct arena	*arena = arena_new(ARENA_BYTES);
	double		 rate = 0;

	for (int i = 0; i < WRITERS; i++)
		writer[i].n = jobs / WRITERS;
	if (open_stores(arena, where, writer) == 0)
		rate = run_all(name, writer, run_jobs);
	arena_free(arena);
	return rate;
}

int
main(int argc, char **argv)
{
	int	jobs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
	double	one, lite, pg = 0;
	char	path[4096];

	if (argc < 3 || jobs < WRITERS) {
		fputs("usage: store FOLDER JOBS [postgres://...]\n", stderr);
		return 2;
	}
	(void)bench_appends(argv[1], jobs, false);
	one = bench_appends(argv[1], jobs, true);
	(void)snprintf(path, sizeof path, "%s/gongkai.db", argv[1]);
	lite = bench_store(path, "jobs on SQLite", jobs);
	if (argc > 3)
		pg = bench_store(argv[3], "jobs on PostgreSQL", jobs);
	printf("%.2f of the appends one by one on SQLite, %.2f on "
	    "PostgreSQL\n", lite / one, pg / one);
	return lite > 0 && (argc < 4 || pg > 0) ? 0 : 1;
}
