#include "domain/record.h"

#include "base/digest.h"
#include "domain/agency.h"
#include "domain/journal.h"
#include "store/search.h"
#include "store/store.h"
#include "woven/sql.h"

#define FIELDS	7	/* that a journal entry tells of */

enum err
record_check(const struct record *record, struct fault *fault)
{
	if (str_trim(record->title).n == 0)
		return FAIL(fault, ERR_INVALID, "record.no_title");
	if (record->title.n > RECORD_TITLE || record->number.n > RECORD_TITLE)
		return FAIL(fault, ERR_TOO_LARGE, "record.long_title");
	if (record->kind.n > RECORD_NAME || record->column.n > RECORD_NAME ||
	    record->validity.n > RECORD_NAME ||
	    record->origin.n > RECORD_ORIGIN)
		return FAIL(fault, ERR_TOO_LARGE, "record.long_name");
	if (record->body.n > SEARCH_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "record.long_body");
	return OK;
}

/* --- the journal ---------------------------------------------------------- */

static void
note(struct journal_change *change, size_t *n, str field, str old, str new)
{
	if (!str_eq(old, new))
		change[(*n)++] = (struct journal_change){ .field = field,
		    .old = old, .new = new };
}

/* A body is told of by its digest: it stands in the record's versions. */
static str
body_text(struct job *job, str body)
{
	struct digest	digest;

	if (body.n == 0)
		return S("");
	digest = digest_of(DIGEST_SHA256, body);
	return digest_text(job->arena, &digest);
}

/* What changed from `old', which is all empty for a new record. */
static enum err
tell(struct job *job, const struct record *record, const struct record *old,
    str action, str reason)
{
	struct journal_change	change[FIELDS];
	struct journal_entry	entry = { .kind = S("record"),
				    .thing = record->id,
				    .agency = record->agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason, .change = change };

	note(change, &entry.changes, S("number"), old->number,
	    record->number);
	note(change, &entry.changes, S("title"), old->title, record->title);
	note(change, &entry.changes, S("day"), day_text(job->arena, old->day),
	    day_text(job->arena, record->day));
	note(change, &entry.changes, S("kind"), old->kind, record->kind);
	note(change, &entry.changes, S("column"), old->column,
	    record->column);
	note(change, &entry.changes, S("validity"), old->validity,
	    record->validity);
	if (!str_eq(old->body, record->body))
		note(change, &entry.changes, S("body"),
		    body_text(job, old->body), body_text(job, record->body));
	return journal_add(job, &entry);
}

/* --- rows ----------------------------------------------------------------- */

/* What saving many records goes on with. */
struct saving {
	struct job		*job;
	str			 reason;
	struct record_tally	*tally;
	int64_t			 seen;	/* the body that was last asked for */
};

static enum err
see(struct saving *saving, int64_t agency)
{
	enum err	e = OK;

	if (agency != saving->seen)
		e = agency_see(saving->job, agency);
	if (e == OK)
		saving->seen = agency;
	return e;
}

static enum err
insert(struct saving *saving, struct record *record)
{
	static const struct record	nothing = { .day = DAY_NONE };
	struct job			*job = saving->job;
	enum err			e = see(saving, record->agency);

	if (e != OK)
		return e;
	record->id = store_id(job->store);
	record->version = 1;
	e = sql_record_insert(job->db, record->id, record->agency, job->now,
	    record->origin, record->number, record->title, record->day,
	    record->kind, record->column, record->validity, record->body);
	return e == OK ? tell(job, record, &nothing, S("record.new"),
	    saving->reason) : e;
}

static enum err
change(struct job *job, struct record *record, const struct record *old,
    str reason)
{
	struct sql_record_update_row	row;
	enum err			e;

	e = sql_record_keep_version(job->db, record->id);
	if (e == OK)
		e = sql_record_update(job->db, record->id, record->version,
		    job->now, record->number, record->title, record->day,
		    record->kind, record->column, record->validity,
		    record->body, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "record.changed",
		    record->title);
	if (e != OK)
		return e;
	record->version = row.version;
	return tell(job, record, old, S("record.change"), reason);
}

/* The rows of record_load, record_by_origin and record_after are alike. */
#define FROM_ROW(row) (struct record){ .id = (row)->id,			\
	.agency = (row)->agency, .version = (row)->version,		\
	.origin = (row)->origin, .number = (row)->number,		\
	.title = (row)->title, .day = (row)->day, .kind = (row)->kind,	\
	.column = (row)->catalogue, .validity = (row)->validity,	\
	.body = (row)->body }

enum err
record_load(struct job *job, int64_t id, struct record *ret)
{
	struct sql_record_load_row	row;
	enum err			e = sql_record_load(job->db, id, &row);

	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_NOT_FOUND, "record.unknown");
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

enum err
record_list(struct job *job, int64_t agency, int64_t after, int most,
    struct record **ret, size_t *ret_n)
{
	struct sql_record_after_row	*row;
	enum err			 e;

	e = sql_record_after(job->db, agency, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = FROM_ROW(&row[i]);
	return OK;
}

/* --- saving --------------------------------------------------------------- */

static bool
is_same(const struct record *a, const struct record *b)
{
	return str_eq(a->number, b->number) && str_eq(a->title, b->title) &&
	    a->day == b->day && str_eq(a->kind, b->kind) &&
	    str_eq(a->column, b->column) &&
	    str_eq(a->validity, b->validity) && str_eq(a->body, b->body);
}

static struct search_document
document_of(const struct record *record)
{
	return (struct search_document){ .id = record->id,
	    .agency = record->agency, .number = record->number,
	    .title = record->title, .body = record->body, .day = record->day,
	    .kind = record->kind, .column = record->column,
	    .validity = record->validity };
}

/* Find what a record was before: by its origin, else by its id. */
static enum err
find_old(struct job *job, struct record *record, struct record *ret)
{
	struct sql_record_by_origin_row	row;
	enum err			e = ERR_NOT_FOUND;

	if (record->origin.n > 0)
		e = sql_record_by_origin(job->db, record->agency,
		    record->origin, &row);
	if (e == OK) {
		*ret = FROM_ROW(&row);
		record->id = ret->id;
		record->version = ret->version;
	} else if (e == ERR_NOT_FOUND && record->id != 0) {
		e = record_load(job, record->id, ret);
		if (e == OK)
			record->agency = ret->agency;
	}
	return e;
}

/* Save a row; `*ret_index' tells that the index must know. */
static enum err
save(struct saving *saving, struct record *record, bool *ret_index)
{
	struct job		*job = saving->job;
	struct arena_mark	 mark = arena_mark(job->arena);
	struct record		*old = arena_alloc(job->arena, sizeof *old);
	enum err		 e = record_check(record, job->fault);

	*ret_index = true;
	if (e == OK)
		e = find_old(job, record, old);
	if (e == OK && is_same(record, old)) {
		*ret_index = false;
		saving->tally->same++;
	} else if (e == OK) {
		saving->tally->changed++;
		e = change(job, record, old, saving->reason);
	} else if (e == ERR_NOT_FOUND && record->id == 0) {
		saving->tally->made++;
		e = insert(saving, record);
	}
	arena_rewind(job->arena, mark);
	return e;
}

/* Put a document behind the others, or in the place of one of its id. */
static void
gather(struct search_document *document, size_t *n,
    const struct record *record)
{
	for (size_t i = *n; record->version > 1 && i-- > 0;)
		if (document[i].id == record->id) {
			document[i] = document_of(record);
			return;
		}
	document[(*n)++] = document_of(record);
}

enum err
record_put_all(struct job *job, struct record *record, size_t n, str reason,
    struct record_tally *ret)
{
	struct saving		 saving = { job, reason, ret, -1 };
	struct search_document	*document;
	size_t			 documents = 0;
	bool			 index;
	enum err		 e = OK;

	document = arena_array(job->arena, n, sizeof *document);
	*ret = (struct record_tally){ 0 };
	for (size_t i = 0; e == OK && i < n; i++) {
		e = save(&saving, &record[i], &index);
		if (e == OK && index)
			gather(document, &documents, &record[i]);
	}
	if (e != OK || documents == 0)
		return e;
	return search_put_all(job->db, document, documents);
}

enum err
record_put(struct job *job, struct record *record, str reason)
{
	struct record_tally	tally = { 0 };

	return record_put_all(job, record, 1, reason, &tally);
}
