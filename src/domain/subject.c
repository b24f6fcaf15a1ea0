#include "domain/subject.h"

#include "base/arena.h"
#include "base/seal.h"
#include "base/seal_ring.h"
#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/keyring.h"
#include "domain/subject_seen.h"
#include "store/store.h"
#include "woven/sql.h"

#define BATCH	200	/* data keys that one errand wraps anew */

/* What a data key is bound to. */
static str
key_context(struct job *job, int64_t subject)
{
	return str_printf(job->arena, "subject %lld", (long long)subject);
}

/* What a field is bound to; a field's name has no line break. */
static str
field_context(struct job *job, int64_t subject, str field)
{
	return str_printf(job->arena, "subject %lld\n%.*s",
	    (long long)subject, STRF(field));
}

enum err
subject_new(struct job *job, int64_t agency, int64_t *ret_id)
{
	const struct seal_key	*master, *key;
	int64_t			 id = store_id(job->store);
	enum err		 e;

	e = agency_see(job, agency);
	if (e == OK)
		e = keyring_newest(job, &master);
	if (e == OK)
		e = keyring_make(job);
	if (e != OK)
		return e;
	key = seal_key_new(job->arena, keyring_suite(job), 0);
	e = sql_subject_insert(job->db, id, agency, job->now, master->number,
	    seal_wrap(job->arena, master, key_context(job, id), key));
	if (e == OK)
		*ret_id = id;
	return e;
}

enum err
subject_key(struct job *job, int64_t subject, const struct seal_key **ret)
{
	struct sql_subject_load_row	 row;
	const struct seal_key		*master;
	enum err			 e;

	e = sql_subject_load(job->db, subject, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "seal.no_subject");
	if (e != OK)
		return e;
	if (row.wrapped == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "seal.erased");
	e = keyring_master(job, row.master, &master);
	if (e == ERR_FORBIDDEN && keyring_gone(job, row.master))
		return FAIL(job->fault, ERR_NOT_FOUND, "seal.forgotten",
		    str_int(job->arena, row.master));
	if (e != OK)
		return e;
	return seal_unwrap(job->arena, master, key_context(job, subject),
	    *row.wrapped, ret, job->fault);
}

enum err
subject_shut(struct job *job, int64_t subject, str field, str text,
    str *ret_sealed)
{
	const struct seal_key	*key;
	enum err		 e;

	e = subject_key(job, subject, &key);
	if (e == OK)
		*ret_sealed = seal_shut(job->arena, key, field_context(job,
		    subject, field), text);
	return e;
}

enum err
subject_open_unseen(struct job *job, int64_t subject, str field, str sealed,
    str *ret_text)
{
	const struct seal_key	*key;
	enum err		 e;

	e = subject_key(job, subject, &key);
	if (e != OK)
		return e;
	return seal_open(job->arena, key, field_context(job, subject, field),
	    sealed, ret_text, job->fault);
}

enum err
subject_open(struct job *job, int64_t subject, str field, str sealed,
    str *ret_text)
{
	enum err	e;
	str		text;

	e = subject_open_unseen(job, subject, field, sealed, &text);
	if (e == OK)
		e = subject_seen(job, subject, field);
	if (e == OK)
		*ret_text = text;
	return e;
}

enum err
subject_blind(struct job *job, str kind, str text, str *ret)
{
	const struct seal_key	*key;
	enum err		 e;

	e = keyring_own(job, str_printf(job->arena, "blind %.*s", STRF(kind)),
	    &key);
	if (e == OK)
		*ret = seal_blind(job->arena, key, text);
	return e;
}

enum err
subject_destroy(struct job *job, int64_t subject, str reason)
{
	struct sql_subject_destroy_row	row;
	struct journal_entry		entry = { .kind = S("subject"),
					    .thing = subject,
					    .action = S("seal.destroy"),
					    .day = DAY_NONE,
					    .reason = reason };
	enum err			e;

	e = sql_subject_destroy(job->db, subject, job->now, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "seal.no_subject");
	if (e != OK)
		return e;
	entry.agency = row.agency;
	return journal_add(job, &entry);
}

static enum err
wrap_anew(struct job *job, const struct sql_subject_old_row *row,
    const struct seal_key *newest)
{
	str			 context = key_context(job, row->id);
	const struct seal_key	*master, *key;
	enum err		 e;

	e = keyring_master(job, row->master, &master);
	if (e == OK)
		e = seal_unwrap(job->arena, master, context, row->wrapped,
		    &key, job->fault);
	if (e != OK)
		return e;
	return sql_subject_wrap(job->db, row->id, row->master,
	    newest->number, seal_wrap(job->arena, newest, context, key));
}

enum err
subject_rotate(struct job *job, int limit, int64_t *ret_left)
{
	struct sql_subject_old_count_row	 count;
	struct sql_subject_old_row		*row;
	const struct seal_key			*newest;
	size_t					 n = 0;
	enum err				 e;

	e = keyring_newest(job, &newest);
	if (e == OK)
		e = keyring_rotate(job);
	if (e == OK)
		e = sql_subject_old(job->db, newest->number, limit, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = wrap_anew(job, &row[i], newest);
	if (e == OK)
		e = sql_subject_old_count(job->db, newest->number, &count);
	if (e == OK)
		*ret_left = count.n;
	return e;
}

/* What happened to a master key stands in the journal. */
static enum err
tell_key(struct job *job, int64_t master, str action)
{
	struct journal_entry	entry = { .kind = S("key"), .thing = master,
				    .action = action, .day = DAY_NONE };

	return journal_add(job, &entry);
}

enum err
subject_turned(struct job *job)
{
	const struct seal_key	*newest;
	enum err		 e;

	e = keyring_newest(job, &newest);
	if (e == OK)
		e = errand_put(job, "key_rotate", S("{}"), S("next"));
	return e == OK ? tell_key(job, newest->number, S("seal.turn")) : e;
}

enum err
subject_wrapped(struct job *job, int64_t master, int64_t *ret)
{
	struct sql_subject_wrapped_row	row;
	enum err			e;

	e = sql_subject_wrapped(job->db, master, &row);
	if (e == OK)
		*ret = row.n;
	return e;
}

enum err
subject_forget(struct job *job, int64_t master)
{
	const struct seal_ring	*ring = job->store->keys;
	const struct seal_key	*newest;
	int64_t			 n = 0;
	enum err		 e;
	str			 number = str_printf(job->arena, "%lld",
				    (long long)master);

	e = keyring_newest(job, &newest);
	if (e != OK)
		return e;
	if (master < 1 || master > UINT32_MAX || ring == NULL ||
	    seal_ring_key(ring, (uint32_t)master) == NULL)
		return FAIL(job->fault, ERR_NOT_FOUND, "seal.no_number",
		    number);
	e = subject_wrapped(job, master, &n);
	if (e == OK && (n > 0 || master == newest->number))
		return FAIL(job->fault, ERR_CONFLICT, "seal.still_used",
		    number);
	return e == OK ? tell_key(job, master, S("seal.forget")) : e;
}

/* Batch by batch, so that no transaction is long. */
ERRAND(key_rotate, .about = "seal.errand_rotate")
(struct job *job, str argument)
{
	int64_t		left;
	enum err	e;

	e = subject_rotate(job, BATCH, &left);
	if (e == OK && left > 0)
		e = errand_put(job, "key_rotate", argument, S("next"));
	return e;
}
