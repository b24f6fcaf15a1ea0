/*
 * erasure_table - where a text can stand that must be erased.
 *
 * A row of the table in erasure_table.c names a table and two statements of
 * sql/erasure.sql: one reads its texts in order, one writes those without
 * what was erased.  Who adds a table with a text adds a row, or says in
 * gongkai-erase(1) why the text cannot be one; a test compares both with the
 * schema.
 *
 * Calls: base, store, job, erasure_find, subject.
 */
#ifndef ERASURE_TABLE_H
#define ERASURE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/erasure_find.h"
#include "domain/job.h"

struct db_column;

struct erasure_table {
	const char	*table;	/* "record"; it is packed anew on PostgreSQL */
	const char	*read;	/* statement "sql_erasure_record" */
	const char	*write;	/* statement "sql_erasure_record_set" */
	const char	*const *field; /* what its columns are sealed as, one by
				   one; NULL: they are in clear */
};

extern const struct erasure_table erasure_table_index[];
extern const size_t erasure_table_count;

/* The columns that are looked through, by the names of the table. */
const struct db_column *erasure_table_columns(
	    const struct erasure_table *table, size_t *ret_n);

/* Strike the texts out of every table, and out of the leaves of the
   transparency log what held one; how many rows did. */
enum err erasure_table_strike(struct job *job,
	    const struct erasure_finder *finder, int64_t erasure,
	    int64_t *ret_found);

/* Take values that hold one of the texts out of the journal, sealed ones
   too; how many changes held one. */
enum err erasure_table_journal(struct job *job,
	    const struct erasure_finder *finder, int64_t erasure,
	    int64_t *ret_found);

#endif
