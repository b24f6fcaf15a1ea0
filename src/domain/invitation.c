#include "domain/invitation.h"

#include "base/digest.h"
#include "base/seal.h"
#include "base/setting.h"
#include "domain/credential.h"
#include "domain/keyring.h"
#include "domain/person.h"
#include "store/store.h"
#include "woven/sql.h"

#define TOKEN	32	/* random bytes */
#define HOUR	INT64_C(3600000)
#define KEEP	(30 * 24 * HOUR)	/* used ones, so that one can ask */

static str
kept(struct job *job, str token)
{
	struct digest	digest = digest_of(keyring_digest(job), token);

	return digest_text(job->arena, &digest);
}

enum err
invitation_new(struct job *job, int64_t person, str reason, str *ret_token,
    int64_t *ret_until)
{
	struct person	who;
	int64_t		until;
	str		token = seal_random_text(job->arena, TOKEN);
	enum err	e;

	until = job->now + HOUR * setting_int(job->store->settings,
	    "invitation_hours");
	e = person_load(job, person, &who);
	if (e != OK)
		return e;
	if (who.until != DAY_NONE && who.until < job->today)
		return FAIL(job->fault, ERR_CONFLICT, "person.left");
	if (!person_may(job, S("person.change"), who.agency))
		return FAIL(job->fault, ERR_FORBIDDEN, "account.not_yours");
	e = sql_invitation_drop(job->db, person);
	if (e == OK)
		e = sql_invitation_insert(job->db, store_id(job->store),
		    person, kept(job, token), job->now, until);
	if (e == OK)
		e = credential_tell(job, person, who.agency,
		    S("account.invite"), reason);
	if (e == OK) {
		*ret_token = token;
		*ret_until = until;
	}
	return e;
}

enum err
invitation_find(struct job *job, str token, int64_t *ret_person)
{
	struct sql_invitation_find_row	row;
	enum err			e;

	e = sql_invitation_find(job->db, kept(job, token), job->now, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN,
		    "account.no_invitation");
	if (e == OK)
		*ret_person = row.person;
	return e;
}

enum err
invitation_use(struct job *job, str token, int64_t *ret_person)
{
	struct sql_invitation_use_row	row;
	enum err			e;

	e = sql_invitation_use(job->db, kept(job, token), job->now, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN,
		    "account.no_invitation");
	if (e == OK)
		*ret_person = row.person;
	return e;
}

enum err
invitation_sweep(struct job *job)
{
	return sql_invitation_sweep(job->db, job->now - KEEP);
}
