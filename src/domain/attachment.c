#include "domain/attachment.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/subject.h"
#include "store/blob.h"
#include "store/store.h"
#include "woven/sql.h"

#define NAME		S("attachment name")
#define CONTENT		S("attachment content")
/* Until a file of any moment of a day is a day old, and an hour for clocks
   that differ. */
#define SWEEP_MS	(49 * 3600 * INT64_C(1000))

static const char *const	states[] = {
	[ATTACHMENT_QUARANTINE]	= "quarantine",
	[ATTACHMENT_CLEAN]	= "clean",
	[ATTACHMENT_REFUSED]	= "refused",
};

static bool
good_name(str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.at[i] < ' ' || name.at[i] == 0x7f)
			return false;
	return name.n > 0 && name.n <= ATTACHMENT_NAME && utf8_valid(name) &&
	    !str_has(name, S("/")) && !str_has(name, S("\\")) &&
	    !str_is(name, ".") && !str_is(name, "..");
}

/* The data key that seals an attachment. */
struct keyed {
	int64_t			 subject;
	const struct seal_key	*key;
};

/* One sweep for all the files of a day; while it runs, none is left under
   its name any more. */
static enum err
leave_sweep(struct job *job)
{
	return errand_put_at(job, "attachment_sweep", S("{}"),
	    day_iso(job->arena, day_of_moment(job->now)),
	    job->now + SWEEP_MS);
}

static enum err
prepare(struct job *job, void *context)
{
	struct keyed	*keyed = context;
	enum err	 e = leave_sweep(job);

	return e != OK || keyed->subject == 0 ? e :
	    subject_key(job, keyed->subject, &keyed->key);
}

enum err
attachment_keep(struct job *job, struct attachment *attachment, str bytes)
{
	struct keyed	keyed = { .subject = attachment->subject };
	struct blob	blob;
	enum err	e;

	if (!good_name(attachment->name))
		return FAIL(job->fault, ERR_INVALID, "attachment.name",
		    str_printf(job->arena, "%d", ATTACHMENT_NAME));
	e = job_write(job, prepare, &keyed);
	if (e == OK)
		e = blob_put(job->arena, job->store, keyed.key, bytes, &blob,
		    job->fault);
	if (e != OK)
		return e;
	attachment->blob = blob.name;
	attachment->size = (int64_t)blob.size;
	return OK;
}

/* A journal entry of an attachment stands with the thing that owns it. */
static enum err
tell(struct job *job, const struct attachment *attachment, const char *action,
    const struct journal_change *change, str reason)
{
	return journal_add(job, &(struct journal_entry){
	    .kind = attachment->owner_kind, .thing = attachment->owner,
	    .agency = attachment->agency, .action = str_of(action),
	    .day = DAY_NONE, .reason = reason, .change = change,
	    .changes = 1 });
}

/* A thing has room for one more. */
static enum err
check_room(struct job *job, const struct attachment *attachment)
{
	struct sql_attachment_count_row	row;
	enum err			e;

	e = sql_attachment_count(job->db, attachment->owner_kind,
	    attachment->owner, &row);
	return e == OK && row.n >= ATTACHMENT_MOST ? FAIL(job->fault,
	    ERR_TOO_LARGE, "attachment.too_many", str_int(job->arena,
	    ATTACHMENT_MOST)) : e;
}

enum err
attachment_add(struct job *job, struct attachment *attachment, str reason)
{
	const struct journal_change	change = { S("attachment"), S(""),
	    attachment->name, attachment->subject };
	str				name = attachment->name;
	enum err			e = check_room(job, attachment);

	if (e == OK)
		e = sql_blob_insert(job->db, attachment->blob, attachment->size,
	    job->now);
	if (e == OK && attachment->subject != 0)
		e = subject_shut(job, attachment->subject, NAME,
		    attachment->name, &name);
	if (e != OK)
		return e;
	attachment->id = store_id(job->store);
	attachment->version = 1;
	attachment->created = job->now;
	attachment->state = ATTACHMENT_QUARANTINE;
	e = sql_attachment_insert(job->db, attachment->id, attachment->agency,
	    job->now, attachment->owner_kind, attachment->owner,
	    attachment->subject, attachment->blob, name, attachment->type,
	    attachment->size);
	if (e == OK)
		e = errand_put(job, "attachment_check",
		    errand_id(job->arena, attachment->id), S(""));
	if (e != OK)
		return e;

	return tell(job, attachment, "attachment.add", &change, reason);
}

static enum err
from_row(struct job *job, const struct sql_attachment_load_row *row,
    struct attachment *ret)
{
	*ret = (struct attachment){ .id = row->id, .version = row->version,
	    .agency = row->agency, .owner_kind = row->owner_kind,
	    .owner = row->owner, .subject = row->subject, .name = row->name,
	    .type = row->type, .size = row->size, .blob = row->blob,
	    .created = row->created_at };
	while (ret->state < ATTACHMENT__STATES &&
	    !str_is(row->state, states[ret->state]))
		ret->state++;
	if (ret->subject == 0)
		return OK;
	return subject_open_unseen(job, ret->subject, NAME, row->name,
	    &ret->name);
}

static enum err
unknown(struct job *job, int64_t id)
{
	return FAIL(job->fault, ERR_NOT_FOUND, "attachment.unknown",
	    str_printf(job->arena, "%lld", (long long)id));
}

enum err
attachment_load(struct job *job, int64_t id, struct attachment *ret)
{
	struct sql_attachment_load_row	row;
	enum err			e;

	e = sql_attachment_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return unknown(job, id);
	if (e != OK)
		return e;
	return from_row(job, &row, ret);
}

enum err
attachment_of(struct job *job, str owner_kind, int64_t owner,
    struct attachment **ret, size_t *ret_n)
{
	struct sql_attachment_of_row	*row;
	struct attachment		*found;
	enum err			 e;
	size_t				 n;

	_Static_assert(sizeof *row == sizeof(struct sql_attachment_load_row),
	    "the same columns");
	e = sql_attachment_of(job->db, owner_kind, owner, &row, &n);
	if (e != OK)
		return e;
	found = arena_array(job->arena, n, sizeof *found);
	for (size_t i = 0; e == OK && i < n; i++) {
		struct sql_attachment_load_row	one;

		memcpy(&one, &row[i], sizeof one);
		e = from_row(job, &one, &found[i]);
	}
	if (e != OK)
		return e;
	*ret = found;
	*ret_n = n;
	return OK;
}

/* Who opens a sealed attachment is told: its name is opened to be seen. */
static enum err
open_key(struct job *job, const struct attachment *attachment,
    const struct seal_key **ret)
{
	str		sealed, name;
	enum err	e;

	if (job->actor != NULL) {
		e = subject_shut(job, attachment->subject, CONTENT,
		    attachment->name, &sealed);
		if (e == OK)
			e = subject_open(job, attachment->subject, CONTENT,
			    sealed, &name);
		if (e != OK)
			return e;
	}
	return subject_key(job, attachment->subject, ret);
}

enum err
attachment_read(struct job *job, const struct attachment *attachment,
    str *ret_bytes)
{
	const struct seal_key	*key = NULL;
	enum err		 e = OK;

	if (job->actor != NULL && attachment->state != ATTACHMENT_CLEAN)
		return FAIL(job->fault, ERR_FORBIDDEN,
		    attachment->state == ATTACHMENT_REFUSED ?
		    "attachment.refused" : "attachment.quarantine",
		    attachment->name);
	if (attachment->subject != 0)
		e = open_key(job, attachment, &key);
	if (e != OK)
		return e;
	return blob_get(job->arena, job->store, attachment->blob, key,
	    ret_bytes, job->fault);
}

enum err
attachment_judge(struct job *job, struct attachment *attachment,
    enum attachment_state state, str reason)
{
	const struct journal_change		change = {
	    S("state"), str_of(states[attachment->state]),
	    str_of(states[state]), 0 };
	struct sql_attachment_judge_row		row;
	enum err				e;

	e = sql_attachment_judge(job->db, attachment->id, attachment->version,
	    str_of(states[state]), &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "attachment.changed",
		    attachment->name);
	if (e == OK)
		e = tell(job, attachment, "attachment.judge", &change, reason);
	if (e != OK)
		return e;
	attachment->version = row.version;
	attachment->state = state;
	return OK;
}

enum err
attachment_delete(struct job *job, const struct attachment *attachment,
    str reason)
{
	const struct journal_change		change = { S("attachment"),
	    attachment->name, S(""), attachment->subject };
	struct sql_attachment_delete_row	row;
	enum err				e;

	e = sql_attachment_delete(job->db, attachment->id, &row);
	if (e == ERR_NOT_FOUND)
		return unknown(job, attachment->id);
	if (e == OK)
		e = sql_blob_forget(job->db, row.blob);
	if (e == OK)
		e = leave_sweep(job);
	if (e != OK)
		return e;
	return tell(job, attachment, "attachment.delete", &change, reason);
}

/* A sweep within a reading transaction. */
struct swept {
	struct job	*job;
	enum err	 e;	/* a look at the rows that failed */
	int		 n;
};

/* What cannot be looked up stays. */
static bool
named(void *context, str name)
{
	struct swept			*swept = context;
	struct sql_blob_known_row	 row;

	if (swept->e == OK)
		swept->e = sql_blob_known(swept->job->db, name, &row);
	return swept->e != OK || row.n > 0;
}

static enum err
sweep(struct job *job, void *context)
{
	struct swept	*swept = context;
	enum err	 e;

	swept->job = job;
	swept->e = OK;
	e = blob_sweep(job->store, named, swept, BLOB_KEEP, &swept->n,
	    job->fault);
	return e != OK ? e : swept->e;
}

enum err
attachment_sweep(struct job *job, int *ret_swept)
{
	struct swept	swept = { .n = 0 };
	enum err	e = job_read(job, sweep, &swept);

	*ret_swept = swept.n;
	return e;
}

static enum err
sweep_outside(struct job *job, str argument, str *ret)
{
	int	swept;

	*ret = argument;
	return attachment_sweep(job, &swept);
}

ERRAND(attachment_sweep, .about = "attachment.errand_sweep",
    .outside = sweep_outside)
(struct job *job, str argument)
{
	(void)job;
	(void)argument;
	return OK;
}
