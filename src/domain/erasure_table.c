#include "domain/erasure_table.h"

#include <assert.h>
#include <string.h>

#include "domain/subject.h"
#include "store/db.h"
#include "woven/sql.h"

#define BATCH	16	/* rows read at a time; each may hold a long text */
#define TEXTS	4

/* What every reading statement gives. */
struct row {
	int64_t		 id;
	int64_t		 part;		/* of a key of two numbers */
	const str	*text[TEXTS];
};

const struct erasure_table	erasure_table_index[] = {
	{ "record", "sql_erasure_record", "sql_erasure_record_set" },
	{ "record_version", "sql_erasure_record_version",
	    "sql_erasure_record_version_set" },
	{ "errand", "sql_erasure_errand", "sql_erasure_errand_set" },
	{ "outbox", "sql_erasure_outbox", "sql_erasure_outbox_set" },
	{ "agency_contact", "sql_erasure_contact",
	    "sql_erasure_contact_set" },
	{ "name_change", "sql_erasure_name_change",
	    "sql_erasure_name_change_set" },
	{ "gate", "sql_erasure_gate", "sql_erasure_gate_set" },
};
const size_t	erasure_table_count =
    sizeof erasure_table_index / sizeof erasure_table_index[0];

static const struct sql *
statement(const char *name)
{
	size_t	sql = sizeof "sql_" - 1;

	for (size_t i = 0; i < sql_count; i++)
		if (strcmp(sql_index[i]->name, name + sql) == 0)
			return sql_index[i];
	assert(false && "a row of the table names no statement");
	return NULL;
}

static struct db_value
integer(int64_t n)
{
	return (struct db_value){ .type = DB_INT, .n = n };
}

/* Write a row without the texts; false in `*ret_held' if it holds none. */
static enum err
strike_row(struct job *job, const struct sql *write,
    const struct erasure_finder *finder, const struct row *row,
    bool *ret_held)
{
	struct db_value	in[2 + TEXTS] = { integer(row->id),
			    integer(row->part) };
	bool		held = false;

	for (size_t i = 0; i < TEXTS; i++) {
		struct db_value	*value = &in[2 + i];

		value->type = DB_TEXT;
		value->null = row->text[i] == NULL || !erasure_strike(
		    job->arena, finder, *row->text[i], &value->s);
		held |= !value->null;
	}
	*ret_held = held;
	return held ? db_run(job->db, write, in) : OK;
}

static enum err
strike_batch(struct job *job, const struct erasure_table *table,
    const struct erasure_finder *finder, struct row *last, size_t *ret_n,
    int64_t *found)
{
	const struct sql	*write = statement(table->write);
	const struct db_value	 in[] = { integer(last->id),
		integer(last->part), integer(BATCH) };
	enum err		 e;
	void			*rows;

	e = db_rows(job->db, statement(table->read), in, &rows, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		const struct row	*row = (const struct row *)rows + i;
		bool			 held;

		e = strike_row(job, write, finder, row, &held);
		if (e == OK)
			*found += held;
		last->id = row->id;
		last->part = row->part;
	}
	return e;
}

enum err
erasure_table_strike(struct job *job, const struct erasure_finder *finder,
    int64_t *ret_found)
{
	enum err	e = OK;

	*ret_found = 0;
	for (size_t i = 0; e == OK && i < erasure_table_count; i++) {
		struct row	last = { 0 };
		size_t		n = 1;

		while (e == OK && n > 0) {
			struct arena_mark	mark = arena_mark(job->arena);

			e = strike_batch(job, &erasure_table_index[i], finder,
			    &last, &n, ret_found);
			arena_rewind(job->arena, mark);
		}
	}
	return e;
}

/* A value of the journal holds one of the texts.  What does not open any
   more, its key being destroyed, holds nothing. */
static enum err
value_held(struct job *job, const struct erasure_finder *finder,
    const struct sql_erasure_journal_row *row, const str *value,
    bool *held)
{
	enum err	e;
	str		text;

	if (value == NULL || *held)
		return OK;
	text = *value;
	if (row->subject != 0) {
		e = subject_open_unseen(job, row->subject, str_printf(
		    job->arena, "journal %.*s", STRF(row->field)), *value,
		    &text);
		if (e == ERR_NOT_FOUND) {
			fault_clear(job->fault);
			return OK;
		}
		if (e != OK)
			return e;
	}
	*held = erasure_found(finder, text);
	return OK;
}

static enum err
journal_batch(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, struct row *last, size_t *ret_n, int64_t *found)
{
	struct sql_erasure_journal_row	*row;
	enum err			 e;

	e = sql_erasure_journal(job->db, last->id, last->part, BATCH * BATCH,
	    &row, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		bool	held = false;

		e = value_held(job, finder, &row[i], row[i].was, &held);
		if (e == OK)
			e = value_held(job, finder, &row[i], row[i].became,
			    &held);
		if (e == OK && held)
			e = sql_erasure_journal_take(job->db, row[i].journal,
			    row[i].place, erasure);
		*found += held;
		last->id = row[i].journal;
		last->part = row[i].place;
	}
	return e;
}

enum err
erasure_table_journal(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, int64_t *ret_found)
{
	struct row	last = { 0 };
	enum err	e = OK;
	size_t		n = 1;

	*ret_found = 0;
	while (e == OK && n > 0) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = journal_batch(job, finder, erasure, &last, &n, ret_found);
		arena_rewind(job->arena, mark);
	}
	return e;
}
