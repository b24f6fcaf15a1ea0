#include "domain/record.h"

#include <string.h>

#include "base/digest.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/errand.h"
#include "domain/index.h"
#include "domain/journal.h"
#include "domain/outlet.h"
#include "domain/record_content.h"
#include "domain/record_meta.h"
#include "domain/record_read.h"
#include "domain/transparency.h"
#include "store/search.h"
#include "store/store.h"
#include "woven/sql.h"

#define NUMBERED	200	/* records that one errand gives numbers */
#define FIELDS	10	/* that a journal entry tells of */

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
	if (record->index.n > RECORD_NAME)
		return FAIL(fault, ERR_TOO_LARGE, "record.long_name");
	if (record->meta.n > RECORD_META_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "record.meta");
	if (record->body.n > SEARCH_BYTES || record->html.n > SEARCH_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "record.long_body");
	return OK;
}

bool
record_shows(const struct record *record, const struct attachment *file)
{
	return str_is(record->state, RECORD_PUBLISHED) &&
	    str_is(file->owner_kind, RECORD_FILE) &&
	    file->owner == record->id && file->state == ATTACHMENT_CLEAN &&
	    file->created <= record->changed;
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
	note(change, &entry.changes, S("meta"), old->meta, record->meta);
	note(change, &entry.changes, S("index_number"), old->index,
	    record->index);
	if (!str_eq(old->body, record->body))
		note(change, &entry.changes, S("body"),
		    body_text(job, old->body), body_text(job, record->body));
	if (!str_eq(old->html, record->html))
		note(change, &entry.changes, S("html"),
		    body_text(job, old->html), body_text(job, record->html));
	return journal_add(job, &entry);
}

/* What has an index number stands in the transparency log, version by
   version, and the outlets are told of it. */
static enum err
enter(struct job *job, const struct record *record,
    enum transparency_action action)
{
	struct transparency_leaf	leaf = { .agency = record->agency,
					    .record = record->id,
					    .version = record->version,
					    .action = action,
					    .number = record->index };
	enum err			e;

	if (record->index.n == 0)
		return OK;
	e = record_content(job, record->id, record->version, &leaf.content);
	if (e == OK)
		e = transparency_add(job, &leaf);
	return e == OK ? outlet_announce(job, record,
	    str_of(transparency_leaf_action(action))) : e;
}

/* Give a record its number, and enter it in the transparency log. */
static enum err
set_index(struct job *job, int64_t id, int64_t agency, str index)
{
	struct journal_change	change = { .field = S("index_number"),
				    .old = S(""), .new = index };
	struct journal_entry	entry = { .kind = S("record"),
				    .thing = id, .agency = agency,
				    .action = S("record.number"),
				    .day = DAY_NONE, .change = &change,
				    .changes = 1 };
	struct record		record;
	struct sql_record_set_index_row	set;
	enum err		e;

	e = sql_record_set_index(job->db, id, index, &set);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_BUSY, "store.busy");
	if (e == OK)
		e = record_load(job, id, &record);
	if (e == OK)
		e = enter(job, &record, TRANSPARENCY_PUBLISHED);
	return e == OK ? journal_add(job, &entry) : e;
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
	if (record->id == 0)
		record->id = store_id(job->store);
	if (record->published == 0)
		record->published = job->now;
	record->version = 1;
	record->state = S(RECORD_PUBLISHED);
	e = sql_record_insert(job->db, record->id, record->agency, job->now,
	    record->origin, record->number, record->title, record->day,
	    record->kind, record->column, record->validity, record->body,
	    record->html, record->meta, record->index, record->published);
	if (e == OK)
		e = enter(job, record, TRANSPARENCY_PUBLISHED);
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
		    record->body, record->html, record->meta, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "record.changed",
		    record->title);
	if (e != OK)
		return e;
	record->version = row.version;
	record->state = S(RECORD_PUBLISHED);
	e = enter(job, record, TRANSPARENCY_CORRECTED);
	return e == OK ? tell(job, record, old, S("record.change"), reason) :
	    e;
}

enum err
record_marks(struct job *job, int64_t after, int most,
    struct record_mark **ret, size_t *ret_n)
{
	struct sql_record_marks_row	*row;
	enum err			 e;

	e = sql_record_marks(job->db, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct record_mark){ row[i].id,
		    row[i].index_number, row[i].changed_at };
	return OK;
}

/* --- saving --------------------------------------------------------------- */

static bool
is_same(const struct record *a, const struct record *b)
{
	return str_eq(a->number, b->number) && str_eq(a->title, b->title) &&
	    a->day == b->day && str_eq(a->kind, b->kind) &&
	    str_eq(a->column, b->column) &&
	    str_eq(a->validity, b->validity) && str_eq(a->body, b->body) &&
	    str_eq(a->html, b->html) && str_eq(a->meta, b->meta);
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

/* A record of the body by the index number that is brought. */
static enum err
find_by_index(struct job *job, const struct record *record,
    struct record *ret)
{
	struct sql_record_by_index_row	row;
	enum err			e;

	e = sql_record_by_index(job->db, record->index, &row);
	if (e == OK)
		e = record_load(job, row.id, ret);
	return e == OK && ret->agency != record->agency ? ERR_NOT_FOUND : e;
}

/* Find what a record was before: by its id if it was loaded, else by its
   origin, else by its index number. */
static enum err
find_old(struct job *job, struct record *record, struct record *ret)
{
	enum err	e = ERR_NOT_FOUND;

	if (record->version == 0 && record->origin.n > 0)
		e = record_read_origin(job, record->agency, record->origin,
		    ret);
	else if (record->index.n > 0 && record->version == 0)
		e = find_by_index(job, record, ret);
	if (e == OK) {
		record->id = ret->id;
		record->version = ret->version;
	} else if (e == ERR_NOT_FOUND && record->version != 0) {
		e = record_load(job, record->id, ret);
		if (e == OK)
			record->agency = ret->agency;
	}
	if (e == OK)
		record->published = ret->published;
	return e;
}

/* It keeps the number that it has; one without takes what is brought. */
static enum err
keep_index(struct job *job, struct record *record, struct record *old)
{
	enum err	e = OK;

	if (old->index.n == 0 && record->index.n > 0 &&
	    str_is(old->state, RECORD_PUBLISHED)) {
		e = set_index(job, old->id, old->agency, record->index);
		old->index = record->index;
	}
	record->index = old->index;
	return e;
}

/* Nothing is to be written: it is as it was, or what an import brings was
   withdrawn here or is led by a dossier, whose corrections stand. */
static enum err
is_left(struct job *job, const struct record *record,
    const struct record *old, bool loaded, bool *ret)
{
	struct sql_dossier_here_row	row;
	bool				ended;
	enum err			e;

	ended = str_is(old->state, RECORD_WITHDRAWN);
	*ret = loaded ? !ended && !record->refiled && is_same(record, old) :
	    ended || is_same(record, old);
	if (*ret || loaded)
		return OK;
	e = sql_dossier_here(job->db, record->id, &row);
	*ret = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Let go of what saving needed, but for the index number, which the record may
   have from what it was before. */
static void
rewind_behind(struct job *job, struct arena_mark mark, struct record *record)
{
	char	index[RECORD_NAME];
	size_t	n = record->index.n < RECORD_NAME ? record->index.n :
		    RECORD_NAME;

	if (n > 0)
		memcpy(index, record->index.at, n);
	arena_rewind(job->arena, mark);
	record->index = str_copy(job->arena, (str){ index, n });
}

/* Save a row; `*ret_index' tells that the index must know. */
static enum err
save(struct saving *saving, struct record *record, bool *ret_index)
{
	struct job		*job = saving->job;
	struct arena_mark	 mark = arena_mark(job->arena);
	struct record		*old = arena_alloc(job->arena, sizeof *old);
	bool			 loaded = record->version != 0;
	bool			 found, left = false;
	enum err		 e = record_check(record, job->fault);

	*ret_index = true;
	if (e == OK)
		e = find_old(job, record, old);
	found = e == OK;
	if (found)
		e = keep_index(job, record, old);
	if (e == OK && found)
		e = is_left(job, record, old, loaded, &left);
	if (e == OK && found && left) {
		*ret_index = false;
		saving->tally->same++;
	} else if (e == OK && found) {
		saving->tally->changed++;
		e = change(job, record, old, saving->reason);
	} else if (e == ERR_NOT_FOUND && record->version == 0) {
		saving->tally->made++;
		e = insert(saving, record);
	}
	rewind_behind(job, mark, record);
	return e;
}

enum err
record_compare(struct job *job, const struct record *record, size_t n,
    struct record_tally *ret)
{
	enum err	e = OK;

	*ret = (struct record_tally){ 0 };
	for (size_t i = 0; e == OK && i < n; i++) {
		struct arena_mark	mark = arena_mark(job->arena);
		struct record		it = record[i], old;
		bool			left = false;

		e = find_old(job, &it, &old);
		if (e == OK)
			e = is_left(job, &it, &old, record[i].version != 0,
			    &left);
		ret->made += e == ERR_NOT_FOUND;
		ret->changed += e == OK && !left;
		ret->same += e == OK && left;
		if (e == ERR_NOT_FOUND)
			e = OK;
		arena_rewind(job->arena, mark);
	}
	return e;
}

enum err
record_check_index(struct job *job, const struct record *record)
{
	struct sql_record_by_index_row	row = { 0 };
	struct record			it = *record, old = { 0 };
	enum err			e;

	if (record->index.n == 0)
		return OK;
	e = find_old(job, &it, &old);
	if (e == OK && old.index.n > 0 && !str_eq(old.index, record->index))
		return FAIL(job->fault, ERR_CONFLICT, "record.index_other",
		    old.index, record->index);
	if (e == OK || e == ERR_NOT_FOUND)
		e = sql_record_by_index(job->db, record->index, &row);
	if (e == OK && row.id != old.id)
		return FAIL(job->fault, ERR_CONFLICT, "record.index_taken",
		    record->index);
	return e == ERR_NOT_FOUND ? OK : e;
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

/* --- ending --------------------------------------------------------------- */

enum err
record_withdraw(struct job *job, struct record *record, str reason)
{
	struct sql_record_end_row	row;
	struct journal_entry		entry = { .kind = S("record"),
					    .thing = record->id,
					    .agency = record->agency,
					    .action = S("record.end"),
					    .day = DAY_NONE,
					    .reason = reason };
	enum err			e;

	e = enter(job, record, TRANSPARENCY_WITHDRAWN);
	if (e == OK)
		e = sql_record_keep_version(job->db, record->id);
	if (e == OK)
		e = sql_record_end(job->db, record->id, record->version,
		    job->now, reason, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "record.withdrawn",
		    record->title);
	if (e == OK)
		e = search_delete(job->db, record->id);
	if (e != OK)
		return e;
	record->version = row.version;
	record->state = S(RECORD_WITHDRAWN);
	return journal_add(job, &entry);
}

/* --- index numbers -------------------------------------------------------- */

static enum err
number_one(struct job *job, const struct agency *agency,
    const struct sql_record_without_index_row *row)
{
	str		index;
	enum err	e;

	e = index_number_issue(job, agency, row->kind,
	    day_parts(day_of_moment(row->published_at)).year, &index);
	return e == OK ? set_index(job, row->id, agency->id, index) : e;
}

enum err
record_number(struct job *job, int64_t agency, int most, int *ret_n)
{
	struct sql_record_without_index_row	*row;
	struct agency				 body;
	size_t					 n = 0;
	enum err				 e;

	e = agency_load(job, agency, &body);
	if (e == OK)
		e = sql_record_without_index(job->db, agency, most, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = number_one(job, &body, &row[i]);
	*ret_n = (int)n;
	return e;
}

/* Records that came without a number get one, some at a time; those of a body
   without the codes its scheme asks for keep their ids. */
ERRAND(record_number, .about = "errand.about.record_number")
(struct job *job, str argument)
{
	int64_t		agency;
	int		n = 0;
	enum err	e = errand_id_read(job, argument, &agency);

	if (e == OK)
		e = record_number(job, agency, NUMBERED, &n);
	if (e == ERR_INVALID) {
		fault_clear(job->fault);
		return OK;
	}
	return e == OK && n == NUMBERED ? record_number_later(job, agency) :
	    e;
}

enum err
record_number_later(struct job *job, int64_t agency)
{
	return errand_put(job, "record_number", errand_id(job->arena, agency),
	    str_printf(job->arena, "next %lld", (long long)agency));
}
