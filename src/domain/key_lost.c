#include "domain/key_lost.h"

#include "domain/journal.h"
#include "domain/keyring.h"
#include "domain/subject.h"
#include "woven/sql.h"

/* Nobody's second factor opens any more. */
static enum err
take_factors(struct job *job)
{
	enum err	e = sql_credential_totp_lost(job->db);

	return e == OK ? sql_recovery_lost(job->db) : e;
}

enum err
key_lost(struct job *job, int64_t master, struct key_lost *ret)
{
	struct journal_entry	entry = { .kind = S("key"), .thing = master,
				    .action = S("seal.lost"),
				    .day = DAY_NONE };
	int64_t			n;
	enum err		e;

	if (!keyring_gone(job, master))
		return FAIL(job->fault, ERR_CONFLICT, "seal.not_forgotten",
		    str_int(job->arena, master));
	e = subject_wrapped(job, master, &n);
	if (e == OK && n == 0)
		e = FAIL(job->fault, ERR_NOT_FOUND, "seal.wraps_nothing",
		    str_int(job->arena, master));
	if (e == OK)
		e = sql_subject_lost(job->db, master, job->now);
	if (e == OK)
		e = keyring_renew(job, master, &ret->own);
	if (e == OK && ret->own)
		e = take_factors(job);
	if (e != OK)
		return e;
	ret->keys = n - ret->own;
	return journal_add(job, &entry);
}
