#include "domain/erasure_table.h"

#include <assert.h>
#include <string.h>

#include "doc/rich.h"
#include "domain/subject.h"
#include "store/db.h"
#include "woven/sql.h"

#define BATCH	16	/* rows read at a time; each may hold a long text */
#define KEYS	2	/* numbers that a row is known by, at most */
#define TEXTS	12

static const char *const	message_fields[] = { "recipient", "text" };
static const char *const	attachment_fields[] = { "attachment name" };
static const char *const	attachment_texts[] = { "attachment text",
	"attachment meta" };

const struct erasure_table	erasure_table_index[] = {
	{ "record", "sql_erasure_record", "sql_erasure_record_set", NULL },
	{ "record_version", "sql_erasure_record_version",
	    "sql_erasure_record_version_set", NULL },
	{ "dossier", "sql_erasure_dossier", "sql_erasure_dossier_set", NULL },
	{ "agency", "sql_erasure_agency", "sql_erasure_agency_set", NULL },
	{ "agency_state", "sql_erasure_agency_state",
	    "sql_erasure_agency_state_set", NULL },
	{ "agency_contact", "sql_erasure_contact",
	    "sql_erasure_contact_set", NULL },
	{ "person", "sql_erasure_person", "sql_erasure_person_set", NULL },
	{ "errand", "sql_erasure_errand", "sql_erasure_errand_set", NULL },
	{ "outbox", "sql_erasure_outbox", "sql_erasure_outbox_set", NULL },
	{ "outbox", "sql_erasure_outbox_sealed",
	    "sql_erasure_outbox_sealed_set", message_fields },
	{ "attachment", "sql_erasure_attachment_type",
	    "sql_erasure_attachment_type_set", NULL },
	{ "attachment", "sql_erasure_attachment_name",
	    "sql_erasure_attachment_name_set", attachment_fields },
	{ "attachment_text", "sql_erasure_attachment_text",
	    "sql_erasure_attachment_text_set", attachment_texts },
	{ "transfer", "sql_erasure_transfer", "sql_erasure_transfer_set",
	    NULL },
	{ "index_number", "sql_erasure_index", "sql_erasure_index_set",
	    NULL },
	{ "token", "sql_erasure_token", "sql_erasure_token_set", NULL },
	{ "gate", "sql_erasure_gate", "sql_erasure_gate_set", NULL },
	{ "name_change", "sql_erasure_name_change",
	    "sql_erasure_name_change_set", NULL },
	{ "channel", "sql_erasure_channel", "sql_erasure_channel_set", NULL },
	{ "outlet", "sql_erasure_outlet", "sql_erasure_outlet_set", NULL },
	{ "posting", "sql_erasure_posting", "sql_erasure_posting_set", NULL },
	{ "erasure", "sql_erasure_tombstone", "sql_erasure_tombstone_set",
	    NULL },
};
const size_t	erasure_table_count =
    sizeof erasure_table_index / sizeof erasure_table_index[0];

/* Tables of what the transparency log holds, and the statement that takes out
   of its leaves what a struck row stood in. */
static const struct {
	const char	*table, *statement;
} logged[] = {
	{ "record", "sql_erasure_log_record" },
	{ "record_version", "sql_erasure_log_version" },
};

/* A walk through a table. */
struct walk {
	const struct erasure_table	*table;
	const struct sql		*read, *write;
	const struct sql		*log;	/* NULL: none */
	size_t				 keys;	/* columns: these, */
	size_t				 first;	/* one behind `subject' if it
						   has that, */
	size_t				 texts;	/* and these */
	const struct erasure_finder	*finder;
	int64_t				 erasure; /* whose tombstone tells */
	int64_t				 last[KEYS];	/* row walked past */
};

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

/* What is written are keys and texts, what is read has `subject' between. */
static struct walk
walk_of(const struct erasure_table *table)
{
	struct walk	walk = { .table = table,
			    .read = statement(table->read),
			    .write = statement(table->write) };

	for (size_t i = 0; i < sizeof logged / sizeof logged[0]; i++)
		if (strcmp(logged[i].table, table->table) == 0)
			walk.log = statement(logged[i].statement);
	walk.keys = walk.read->ins - 1;
	walk.first = walk.keys + (table->field != NULL);
	walk.texts = walk.read->outs - walk.first;
	assert(walk.keys <= KEYS && walk.texts <= TEXTS &&
	    walk.write->ins == walk.keys + walk.texts);
	return walk;
}

const struct db_column *
erasure_table_columns(const struct erasure_table *table, size_t *ret_n)
{
	struct walk	walk = walk_of(table);

	*ret_n = walk.texts;
	return walk.read->out + walk.first;
}

static struct db_value
integer(int64_t n)
{
	return (struct db_value){ .type = DB_INT, .n = n };
}

/* A column of a row that is a number. */
static int64_t
number_at(const struct walk *walk, const char *row, size_t column)
{
	int64_t	n;

	memcpy(&n, row + walk->read->out[column].offset, sizeof n);
	return n;
}

/* One that is a text; NULL for null. */
static const str *
text_at(const struct walk *walk, const char *row, size_t column)
{
	const str	*text;

	memcpy(&text, row + walk->read->out[column].offset, sizeof text);
	return text;
}

/*
 * Open what a subject's key seals, NULL in `*ret' if nobody can any more: its
 * key was destroyed, or the master key that wraps it forgotten.
 */
static enum err
unseal(struct job *job, int64_t subject, str field, const str *sealed,
    const str **ret)
{
	str		*text = arena_alloc(job->arena, sizeof *text);
	enum err	 e;

	*ret = NULL;
	e = subject_open_unseen(job, subject, field, *sealed, text);
	if (e == OK)
		*ret = text;
	if (e != ERR_NOT_FOUND)
		return e;
	fault_clear(job->fault);
	return OK;
}

/*
 * A text in HTML that marks part goes whole, as the plain text beside it says
 * the same.  What rich_clean refuses cannot stand in a column of ours.
 */
static enum err
strike_html(struct job *job, const struct walk *walk, str html,
    struct db_value *value)
{
	const struct rich	*rich;
	enum err		 e;

	value->null = !erasure_strike(job->arena, walk->finder, html,
	    &value->s);
	e = rich_clean(job->arena, value->null ? html : value->s, &rich,
	    job->fault);
	if (e == OK && erasure_found(walk->finder, rich->text)) {
		value->null = false;
		value->s = ERASURE_MARK;
	}
	return e;
}

/* A text of a row without what was erased; null if it holds none of it. */
static enum err
strike_text(struct job *job, const struct walk *walk, const char *row,
    size_t i, struct db_value *value)
{
	const str	*text = text_at(walk, row, walk->first + i);
	int64_t		 subject = walk->table->field == NULL ? 0 :
			    number_at(walk, row, walk->keys);
	str		 field = subject == 0 ? S("") :
			    str_of(walk->table->field[i]);
	enum err	 e = OK;

	*value = (struct db_value){ .null = true,
	    .type = walk->write->in[walk->keys + i].type };
	if (text != NULL && strcmp(walk->read->out[walk->first + i].name,
	    "html") == 0)
		return strike_html(job, walk, *text, value);
	if (text != NULL && subject != 0)
		e = unseal(job, subject, field, text, &text);
	if (e != OK || text == NULL || !erasure_strike(job->arena,
	    walk->finder, *text, &value->s))
		return e;
	value->null = false;
	return subject == 0 ? OK : subject_shut(job, subject, field,
	    value->s, &value->s);
}

/* Write a row without the texts, if it holds one. */
static enum err
strike_row(struct job *job, const struct walk *walk, const char *row,
    int64_t *found)
{
	struct db_value	in[KEYS + TEXTS];
	bool		held = false;
	enum err	e = OK;

	for (size_t i = 0; i < walk->keys; i++)
		in[i] = integer(number_at(walk, row, i));
	for (size_t i = 0; e == OK && i < walk->texts; i++) {
		e = strike_text(job, walk, row, i, &in[walk->keys + i]);
		held |= e == OK && !in[walk->keys + i].null;
	}
	*found += held;
	if (e != OK || !held)
		return e;
	e = db_run(job->db, walk->write, in);
	if (e != OK || walk->log == NULL)
		return e;
	in[walk->keys] = integer(walk->erasure);
	return db_run(job->db, walk->log, in);
}

static enum err
strike_batch(struct job *job, struct walk *walk, size_t *ret_n,
    int64_t *found)
{
	struct db_value	 in[KEYS + 1];
	enum err	 e;
	void		*rows;

	for (size_t i = 0; i < walk->keys; i++)
		in[i] = integer(walk->last[i]);
	in[walk->keys] = integer(BATCH);
	e = db_rows(job->db, walk->read, in, &rows, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		const char	*row = (const char *)rows +
				    i * walk->read->row_size;

		e = strike_row(job, walk, row, found);
		for (size_t key = 0; key < walk->keys; key++)
			walk->last[key] = number_at(walk, row, key);
	}
	return e;
}

/* Index numbers in the leaves of the transparency log. */
static enum err
log_batch(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, int64_t *last, size_t *ret_n, int64_t *found)
{
	struct sql_erasure_log_row	*row;
	enum err			 e;

	e = sql_erasure_log(job->db, *last, BATCH * BATCH, &row, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		bool	held = erasure_found(finder, row[i].number);

		if (held)
			e = sql_erasure_log_take(job->db, row[i].id, erasure);
		*found += held;
		*last = row[i].id;
	}
	return e;
}

static enum err
strike_log(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, int64_t *found)
{
	int64_t		last = 0;
	enum err	e = OK;
	size_t		n = 1;

	while (e == OK && n > 0) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = log_batch(job, finder, erasure, &last, &n, found);
		arena_rewind(job->arena, mark);
	}
	return e;
}

enum err
erasure_table_strike(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, int64_t *ret_found)
{
	enum err	e = OK;

	*ret_found = 0;
	for (size_t i = 0; e == OK && i < erasure_table_count; i++) {
		struct walk	walk = walk_of(&erasure_table_index[i]);
		size_t		n = 1;

		walk.finder = finder;
		walk.erasure = erasure;
		while (e == OK && n > 0) {
			struct arena_mark	mark = arena_mark(job->arena);

			e = strike_batch(job, &walk, &n, ret_found);
			arena_rewind(job->arena, mark);
		}
	}
	return e == OK ? strike_log(job, finder, erasure, ret_found) : e;
}

/* A value of the journal holds one of the texts. */
static enum err
value_held(struct job *job, const struct erasure_finder *finder,
    const struct sql_erasure_journal_row *row, const str *value,
    bool *held)
{
	enum err	e = OK;

	if (value == NULL || *held)
		return OK;
	if (row->subject != 0)
		e = unseal(job, row->subject, str_printf(job->arena,
		    "journal %.*s", STRF(row->field)), value, &value);
	*held = e == OK && value != NULL && erasure_found(finder, *value);
	return e;
}

/* The change of the journal that was walked past. */
struct place {
	int64_t	journal;
	int64_t	n;
};

static enum err
journal_batch(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, struct place *last, size_t *ret_n, int64_t *found)
{
	struct sql_erasure_journal_row	*row;
	enum err			 e;

	e = sql_erasure_journal(job->db, last->journal, last->n, BATCH * BATCH,
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
		last->journal = row[i].journal;
		last->n = row[i].place;
	}
	return e;
}

enum err
erasure_table_journal(struct job *job, const struct erasure_finder *finder,
    int64_t erasure, int64_t *ret_found)
{
	struct place	last = { 0 };
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
