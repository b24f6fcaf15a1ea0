#include <string.h>

#include "base/disk.h"
#include "domain/erasure.h"
#include "domain/erasure_attachment.h"
#include "domain/erasure_list.h"
#include "domain/erasure_table.h"
#include "store/blob.h"
#include "store/search.h"
#include "store/store.h"
#include "woven/sql.h"

#define BLOBS	100	/* taken off the disk at a time */
#define RECORDS	500	/* indexed at a time */

/* Tables that an erasure changes beside those of erasure_table. */
static const char *const	packed[] = { "journal_change",
	"blob", "erasure_blob", "subject_key", "search_segment",
	"search_card", "search_block", "search_place", "search_dead" };

/* What is open, and up to which erasure. */
struct open {
	int64_t	n;
	int64_t	last;
};

static enum err
look(struct job *job, void *context)
{
	struct open			*open = context;
	struct sql_erasure_last_row	 last;
	struct sql_erasure_open_row	 count;
	enum err			 e;

	e = sql_erasure_open(job->db, &count);
	if (e == OK)
		e = sql_erasure_last(job->db, &last);
	if (e != OK)
		return e;
	*open = (struct open){ count.n, last.id };
	return OK;
}

/* Blobs off the disk, and then their rows; twice does no harm. */
static enum err
erase_blobs(struct job *job, void *context)
{
	size_t				*left = context;
	struct sql_erasure_blobs_row	*row;
	enum err			 e;

	e = sql_erasure_blobs(job->db, BLOBS, &row, left);
	for (size_t i = 0; e == OK && i < *left; i++) {
		e = blob_erase(job->store, row[i].name, job->fault);
		if (e == OK)
			e = sql_erasure_blob_gone(job->db, row[i].erasure,
			    row[i].name);
	}
	return e;
}

static enum err
rebuild(struct job *job, void *context)
{
	return search_rebuild(job->db, RECORDS, context);
}

static enum err
rebuild_all(struct job *job)
{
	int64_t		cursor = 0;
	enum err	e;

	do
		e = job_write(job, rebuild, &cursor);
	while (e == OK && cursor != 0);
	return e;
}

/* The file written anew without what was in its free places, and the log of
   writes emptied, which somebody who reads it forbids. */
static enum err
pack_sqlite(struct job *job)
{
	struct db	*db = job->store->db;
	enum err	 e;

	e = db_script(db, "vacuum", job->fault);
	if (e == OK)
		e = db_script(db, "pragma wal_checkpoint(truncate)",
		    job->fault);
	if (e == OK && disk_size(arena_printf(job->arena, "%s-wal",
	    job->store->where)) > 0)
		return FAIL(job->fault, ERR_BUSY, "erasure.readers");
	return e;
}

static enum err
pack_table(struct job *job, const char *table)
{
	return db_script(job->store->db, arena_printf(job->arena,
	    "vacuum (full, analyze) %s", table), job->fault);
}

static enum err
pack_pgsql(struct job *job)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < erasure_table_count; i++)
		if (i == 0 || strcmp(erasure_table_index[i].table,
		    erasure_table_index[i - 1].table) != 0)
			e = pack_table(job, erasure_table_index[i].table);
	for (size_t i = 0; e == OK && i < sizeof packed / sizeof packed[0];
	    i++)
		e = pack_table(job, packed[i]);
	/* Samples of what stood in them, for its planner. */
	return e == OK ? db_script(job->store->db,
	    "vacuum (full) pg_catalog.pg_statistic", job->fault) : e;
}

static enum err
finished(struct job *job, void *context)
{
	const struct open	*open = context;

	return sql_erasure_done(job->db, job->now, open->last);
}

/* Files that no row names, by the texts of all erasures there were. */
static enum err
sweep(struct job *job)
{
	struct erasure_needle	*needle;
	struct erasure_list	 list;
	size_t			 n = 0;
	enum err		 e;

	e = erasure_list_read(job->arena, job->store, &list, job->fault);
	if (e != OK)
		return e;
	needle = arena_array(job->arena, list.n + 1, sizeof *needle);
	for (size_t i = 0; i < list.n; i++)
		if (list.line[i].kind == ERASURE_LINE_TEXT)
			needle[n++] = list.line[i].needle;
	return n == 0 ? OK : erasure_attachment_sweep(job, erasure_finder(
	    job->arena, list.key, needle, n));
}

/* Writing jobs before and behind the sweep, so that the connection is no
   reading one when the engine packs its files. */
static enum err
finish(struct job *job)
{
	struct open	open;
	size_t		left = 1;
	enum err	e;

	e = job_write(job, look, &open);
	if (e != OK || open.n == 0)
		return e;
	e = sweep(job);
	while (e == OK && left > 0)
		e = job_write(job, erase_blobs, &left);
	if (e == OK)
		e = rebuild_all(job);
	if (e == OK)
		e = db_engine(job->store->db) == DB_SQLITE ?
		    pack_sqlite(job) : pack_pgsql(job);
	if (e != OK)
		return e;
	return job_write(job, finished, &open);
}

enum err
erasure_finish(struct job *job)
{
	struct job	machine = *job;

	machine.actor = NULL;
	return finish(&machine);
}
