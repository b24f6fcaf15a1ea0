#include "domain/attempt.h"

#include "base/arena.h"
#include "base/digest.h"
#include "domain/keyring.h"
#include "woven/sql.h"

#define MINUTE	INT64_C(60000)

/* A digest: what people type into the field of the login by mistake is not
   kept. */
static str
key_of(struct job *job, str kind, str what)
{
	struct digest	digest;

	digest = digest_of(keyring_digest(job), str_printf(job->arena,
	    "%.*s %.*s", STRF(kind), STRF(what)));
	return digest_text(job->arena, &digest);
}

str
attempt_account(struct job *job, str login)
{
	return key_of(job, S("account"), login);
}

str
attempt_source(struct job *job, str source)
{
	return key_of(job, S("source"), source);
}

static enum err
load_until(struct job *job, str key, int64_t *ret_until)
{
	struct sql_attempt_until_row	row;
	enum err			e;

	e = sql_attempt_until(job->db, key, &row);
	/* Somebody forgave it in between: coming again will do. */
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_BUSY, "store.busy");
	if (e == OK)
		*ret_until = row.until;
	return e;
}

enum err
attempt_note(struct job *job, const struct password_tries *tries, str key,
    int64_t *ret_until)
{
	struct sql_attempt_note_row	row;
	int64_t				wait;
	enum err			e;

	e = sql_attempt_note(job->db, key, job->now,
	    job->now - tries->forget * 1000, &row);
	if (e == ERR_NOT_FOUND)
		return load_until(job, key, ret_until);
	if (e != OK)
		return e;
	*ret_until = 0;
	wait = password_wait(tries, row.failed);
	if (wait == 0)
		return OK;
	return sql_attempt_wait(job->db, key, job->now + wait);
}

enum err
attempt_wait(struct job *job, int64_t until)
{
	int64_t	minutes = (until - job->now + MINUTE - 1) / MINUTE;

	return FAIL(job->fault, ERR_BUSY, "account.wait",
	    str_printf(job->arena, "%lld", (long long)minutes));
}

enum err
attempt_undo(struct job *job, str key)
{
	return sql_attempt_undo(job->db, key);
}

enum err
attempt_clear(struct job *job, str key)
{
	return sql_attempt_clear(job->db, key);
}

enum err
attempt_sweep(struct job *job, const struct password_rules *rules)
{
	int64_t	forget = 0;

	for (int kind = 0; kind < PASSWORD__KINDS; kind++)
		if (rules->tries[kind].forget > forget)
			forget = rules->tries[kind].forget;
	return sql_attempt_sweep(job->db, job->now - forget * 1000,
	    job->now);
}
