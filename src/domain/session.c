#include "domain/session.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/seal.h"
#include "base/setting.h"
#include "domain/errand.h"
#include "domain/keyring.h"
#include "store/store.h"
#include "woven/sql.h"

#define TOKEN		32	/* random bytes */
#define MINUTE		INT64_C(60000)
#define SEEN_EVERY	MINUTE	/* being used is not told more often */

static const char *const	dues[] = {
	[SESSION_NOTHING] = "",
	[SESSION_PASSWORD] = "password",
	[SESSION_SECOND] = "second",
};

static str
kept(struct job *job, str token)
{
	struct digest	digest = digest_of(keyring_digest(job), token);

	return digest_text(job->arena, &digest);
}

/* Sessions not used since, or begun before, are over. */
static int64_t
seen_limit(const struct job *job)
{
	return job->now - MINUTE * setting_int(job->store->settings,
	    "session_idle");
}

static int64_t
created_limit(const struct job *job)
{
	return job->now - 60 * MINUTE * setting_int(job->store->settings,
	    "session_hours");
}

enum err
session_new(struct job *job, int64_t person, enum session_due due,
    str *ret_token)
{
	str		token = seal_random_text(job->arena, TOKEN);
	enum err	e;

	e = sql_session_insert(job->db, store_id(job->store), person,
	    kept(job, token), str_of(dues[due]), job->now);
	if (e == OK)
		*ret_token = token;
	return e;
}

static enum session_due
due_of(str text)
{
	int	due = 0;

	while (due < SESSION__DUES - 1 && !str_is(text, dues[due]))
		due++;
	return (enum session_due)due;
}

/* That it is used, told once a minute at most. */
static enum err
tell_seen(struct job *job, const struct sql_session_find_row *row)
{
	if (job->now - row->seen_at < SEEN_EVERY)
		return OK;
	return errand_put(job, "session_seen", errand_id(job->arena, row->id),
	    str_int(job->arena, row->id));
}

enum err
session_find(struct job *job, str token, struct session *ret)
{
	struct sql_session_find_row	row;
	enum err			e;

	e = sql_session_find(job->db, kept(job, token), seen_limit(job),
	    created_limit(job), &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.signed_out");
	if (e == OK)
		e = tell_seen(job, &row);
	if (e == OK)
		*ret = (struct session){ .person = row.person,
		    .due = due_of(row.due), .created_at = row.created_at };
	return e;
}

ERRAND(session_seen, .about = "account.errand_seen")
(struct job *job, str argument)
{
	int64_t		id;
	enum err	e = errand_id_read(job, argument, &id);

	return e == OK ? sql_session_seen(job->db, id, job->now) : e;
}

enum err
session_met(struct job *job, int64_t person, enum session_due due)
{
	return sql_session_met(job->db, person, str_of(dues[due]));
}

enum err
session_end(struct job *job, str token, int64_t *ret_person)
{
	struct sql_session_end_row	row = { 0 };
	enum err			e;

	e = sql_session_end(job->db, kept(job, token), &row);
	if (e == OK || e == ERR_NOT_FOUND)
		*ret_person = row.person;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
session_end_all(struct job *job, int64_t person)
{
	return sql_session_end_all(job->db, person);
}

enum err
session_sweep(struct job *job)
{
	return sql_session_sweep(job->db, seen_limit(job),
	    created_limit(job));
}
