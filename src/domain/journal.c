#include "domain/journal.h"

#include "base/seal.h"
#include "domain/journal_digest.h"
#include "domain/person.h"
#include "domain/subject.h"
#include "store/store.h"
#include "woven/sql.h"

/* A change as it is kept. */
struct kept {
	struct journal_part	part;
	str			salt, was, became;
	const str		*was_at, *became_at;	/* NULL for none */
};

/* A value too long to be kept twice stands in the journal by its digest. */
static str
shortened(struct job *job, str value)
{
	struct digest	digest;

	if (value.n <= JOURNAL_VALUE)
		return value;
	digest = digest_of(journal_digest_kind(job->store), value);
	return str_printf(job->arena, "%zu %.*s", value.n,
	    STRF(digest_text(job->arena, &digest)));
}

static enum err
keep_value(struct job *job, const struct journal_change *change, str value,
    str *keep, const str **at)
{
	if (value.n == 0)
		return OK;
	*keep = shortened(job, value);
	*at = keep;
	if (change->subject == 0)
		return OK;
	return subject_shut(job, change->subject, str_printf(job->arena,
	    "journal %.*s", STRF(change->field)), *keep, keep);
}

static enum err
keep(struct job *job, int64_t place, const struct journal_change *change,
    struct kept *ret)
{
	char		*salt = arena_alloc(job->arena, JOURNAL_SALT);
	enum err	 e;

	seal_random(salt, JOURNAL_SALT);
	ret->salt = (str){ salt, JOURNAL_SALT };
	e = keep_value(job, change, change->old, &ret->was, &ret->was_at);
	if (e == OK)
		e = keep_value(job, change, change->new, &ret->became,
		    &ret->became_at);
	if (e != OK)
		return e;
	ret->part = (struct journal_part){ .place = place,
	    .field = change->field, .subject = change->subject,
	    .digest = journal_digest_value(job->arena,
	    journal_digest_kind(job->store), ret->salt, ret->was_at,
	    ret->became_at) };
	return OK;
}

static enum err
keep_all(struct job *job, const struct journal_entry *entry, struct kept *ret,
    int64_t *ret_n)
{
	const struct journal_change	reason = { .new = entry->reason };
	size_t				bytes = 0;
	int64_t				n = 0;
	enum err			e = OK;

	if (entry->reason.n > 0)
		e = keep(job, 0, &reason, &ret[n++]);
	for (size_t i = 0; e == OK && i < entry->changes; i++)
		e = keep(job, (int64_t)i + 1, &entry->change[i], &ret[n++]);
	if (e != OK)
		return e;
	for (int64_t i = 0; i < n; i++)
		bytes += ret[i].was.n + ret[i].became.n;
	if (bytes > JOURNAL_ENTRY)
		return FAIL(job->fault, ERR_TOO_LARGE, "journal.changes",
		    entry->action);
	*ret_n = n;
	return OK;
}

static str
digest_entry(struct job *job, const struct journal_row *row,
    const struct kept *kept)
{
	struct buf	buf;

	journal_digest_begin(&buf, job->arena, row);
	for (int64_t i = 0; i < row->changes; i++)
		journal_digest_part(&buf, &kept[i].part);
	return journal_digest_end(&buf, journal_digest_kind(job->store));
}

static enum err
insert(struct job *job, const struct journal_row *row,
    const struct kept *kept)
{
	enum err	e;

	e = sql_journal_insert(job->db, row->id, row->agency, row->at,
	    row->day, row->actor, row->kind, row->thing, row->action,
	    row->changes, digest_entry(job, row, kept));
	for (int64_t i = 0; e == OK && i < row->changes; i++)
		e = sql_journal_change_insert(job->db, row->id,
		    kept[i].part.place, kept[i].part.field,
		    kept[i].part.subject, kept[i].part.digest, kept[i].salt,
		    kept[i].was_at, kept[i].became_at);
	if (e != OK)
		return e;
	return sql_journal_tail_insert(job->db, row->id);
}

enum err
journal_add(struct job *job, const struct journal_entry *entry)
{
	struct journal_row	 row = { .agency = entry->agency,
		.at = job->now, .kind = entry->kind, .thing = entry->thing,
		.action = entry->action };
	struct kept		*kept;
	enum err		 e;

	if (entry->changes > JOURNAL_CHANGES)
		return FAIL(job->fault, ERR_TOO_LARGE, "journal.changes",
		    entry->action);
	row.id = store_id(job->store);
	row.day = entry->day == DAY_NONE ? job->today : entry->day;
	row.actor = job->actor == NULL ? 0 : job->actor->person.id;
	kept = arena_array(job->arena, entry->changes + 1, sizeof *kept);
	e = keep_all(job, entry, kept, &row.changes);
	if (e != OK)
		return e;

	return insert(job, &row, kept);
}
