#include "domain/credential.h"

#include "base/arena.h"
#include "base/seal_gate.h"
#include "base/setting.h"
#include "domain/attempt.h"
#include "domain/journal.h"
#include "domain/keyring.h"
#include "domain/person.h"
#include "domain/session.h"
#include "store/store.h"
#include "woven/sql.h"

#define DAY_MS	INT64_C(86400000)
#define GATE_MS		10000	/* how long one waits for his turn */

enum err
credential_rules(struct job *job, struct password_rules *ret)
{
	enum err	e;

	e = password_load(job->arena, setting_text(job->store->settings,
	    "password_profile"), ret, job->fault);
	if (e == OK)
		ret->cost.suite = keyring_suite(job);
	return e;
}

enum err
credential_load(struct job *job, int64_t person, struct credential *ret)
{
	struct sql_credential_load_row	row;
	enum err			e;

	e = sql_credential_load(job->db, person, &row);
	if (e == ERR_NOT_FOUND) {
		*ret = (struct credential){ .person = person,
		    .totp_last = -1 };
		return OK;
	}
	if (e != OK)
		return e;
	*ret = (struct credential){ .person = person,
	    .password = row.password, .password_at = row.password_at,
	    .renew = row.renew != 0,
	    .totp = row.totp == NULL ? S("") : *row.totp,
	    .second = row.totp_at != NULL, .totp_last = row.totp_last,
	    .locked = row.locked_at != NULL };
	return OK;
}

enum err
credential_person(struct job *job, int64_t id, struct person *ret)
{
	if (job->actor == NULL || job->actor->person.id != id)
		return person_load(job, id, ret);
	*ret = job->actor->person;
	return OK;
}

enum session_due
credential_due(const struct job *job, const struct password_rules *rules,
    const struct credential *credential)
{
	int64_t	age = job->now - credential->password_at;

	if (credential->renew ||
	    (rules->days > 0 && age > rules->days * DAY_MS))
		return SESSION_PASSWORD;
	return rules->second && !credential->second ? SESSION_SECOND :
	    SESSION_NOTHING;
}

enum err
credential_hash(struct job *job, const struct password_rules *rules,
    str password, str *ret_kept)
{
	struct seal_gate	*gate = job->store->hashing;
	enum err		 e;

	e = seal_gate_enter(gate, GATE_MS, job->fault);
	if (e != OK)
		return e;
	e = seal_password(job->arena, &rules->cost, password, ret_kept,
	    job->fault);
	seal_gate_leave(gate);
	return e;
}

enum err
credential_matches(struct job *job, const struct password_rules *rules,
    str kept, str password, bool *ret_is, str *ret_new)
{
	struct seal_gate	*gate = job->store->hashing;
	bool			 is = false, old = false;
	str			 hash = S("");
	enum err		 e;

	e = seal_gate_enter(gate, GATE_MS, job->fault);
	if (e != OK)
		return e;
	/* Where there is none, as much work is done for nothing. */
	if (kept.n == 0)
		kept = seal_password_nobody(job->arena, &rules->cost);
	is = seal_password_is(kept, &rules->cost, password, &old);
	if (is && old)
		e = seal_password(job->arena, &rules->cost, password, &hash,
		    job->fault);
	seal_gate_leave(gate);
	if (e != OK)
		return e;
	*ret_is = is;
	*ret_new = hash;
	return OK;
}

enum err
credential_tell(struct job *job, int64_t person, int64_t agency, str action,
    str reason)
{
	struct journal_entry	entry = { .kind = S("account"),
				    .thing = person, .agency = agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason };

	return journal_add(job, &entry);
}

/* Whoever comes in by an older way is out: sessions, and invitations that
   wait. */
static enum err
shut_out(struct job *job, int64_t person)
{
	enum err	e = session_end_all(job, person);

	return e == OK ? sql_invitation_drop(job->db, person) : e;
}

enum err
credential_keep(struct job *job, const struct person *person, str kept,
    enum credential_by by, str reason)
{
	enum err	e;

	e = sql_credential_make(job->db, person->id);
	if (e == OK)
		e = sql_credential_password(job->db, person->id, kept,
		    job->now, by == CREDENTIAL_OTHER);
	if (e == OK)
		e = shut_out(job, person->id);
	if (e != OK)
		return e;
	return credential_tell(job, person->id, person->agency,
	    S("account.password.set"), reason);
}

enum err
credential_rehash(struct job *job, const struct credential *credential,
    str kept)
{
	return sql_credential_rehash(job->db, credential->person,
	    credential->password, kept);
}

enum err
credential_may(struct job *job, const struct person *person, str need)
{
	if (job->actor != NULL && job->actor->person.id == person->id)
		return OK;
	if (person_may(job, need, person->agency))
		return OK;
	return FAIL(job->fault, ERR_FORBIDDEN, "account.not_yours");
}

/* Load a person whom the actor may lock. */
static enum err
load_other(struct job *job, int64_t id, struct person *ret)
{
	enum err	e = person_load(job, id, ret);

	if (e != OK)
		return e;
	if (job->actor != NULL && job->actor->person.id == id)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.itself");
	return credential_may(job, ret, S("person.unlock"));
}

enum err
credential_lock(struct job *job, int64_t person, str reason)
{
	struct person	who;
	enum err	e;

	e = load_other(job, person, &who);
	if (e == OK)
		e = sql_credential_make(job->db, person);
	if (e == OK)
		e = sql_credential_lock(job->db, person, &job->now);
	if (e == OK)
		e = shut_out(job, person);
	if (e != OK)
		return e;
	return credential_tell(job, person, who.agency, S("account.lock"),
	    reason);
}

enum err
credential_unlock(struct job *job, int64_t person, str reason)
{
	struct person	who;
	enum err	e;

	e = load_other(job, person, &who);
	if (e == OK)
		e = sql_credential_lock(job->db, person, NULL);
	if (e == OK)
		e = attempt_clear(job, attempt_account(job, who.login));
	if (e != OK)
		return e;
	return credential_tell(job, person, who.agency, S("account.unlock"),
	    reason);
}
