#include "domain/account.h"

#include <assert.h>

#include "base/arena.h"
#include "domain/attempt.h"
#include "domain/credential.h"
#include "domain/errand.h"
#include "domain/invitation.h"
#include "domain/person.h"
#include "domain/second.h"

#define SWEEP_MS	INT64_C(3600000)	/* how often */

enum outcome { REFUSED, CODE_WANTED, ENTERED };

/* Somebody on his way in. */
struct entering {
	const struct account_try *try;
	struct password_rules	 rules;
	str			 account;	/* counted under */
	str			 source;	/* the same; empty: not */
	int64_t			 until;		/* he has to wait; 0: not */
	bool			 known;		/* there is such a person */
	struct person		 person;
	struct credential	 credential;
	bool			 matches;	/* the password is right */
	str			 rehash;	/* its new hash, if old */
	enum outcome		 outcome;
	struct account_entry	 entry;
};

/* Who it would be; nobody is no error. */
static enum err
find(struct job *job, struct entering *in)
{
	enum err	e = person_find(job, in->try->login, &in->person);

	in->known = e == OK && (in->person.until == DAY_NONE ||
	    in->person.until >= job->today);
	if (e == ERR_NOT_FOUND || e == ERR_INVALID) {
		fault_clear(job->fault);
		in->person = (struct person){ 0 };
		e = OK;
	}
	/* As much is looked for where there is nobody. */
	return e == OK ? credential_load(job, in->person.id,
	    &in->credential) : e;
}

/* Count the try first: by its source, then by the account. */
static enum err
count_try(struct job *job, void *context)
{
	struct entering	*in = context;
	enum err	 e = OK;
	str		 login = in->try->login;

	in->until = 0;
	if (person_login(job->arena, login, &login, job->fault) != OK)
		fault_clear(job->fault);
	in->account = attempt_account(job, login);
	in->source = S("");
	if (in->try->source.n > 0) {
		in->source = attempt_source(job, in->try->source);
		e = attempt_note(job, &in->rules.tries[PASSWORD_SOURCE],
		    in->source, &in->until);
	}
	if (e == OK && in->until == 0)
		e = attempt_note(job, &in->rules.tries[PASSWORD_ACCOUNT],
		    in->account, &in->until);
	if (e != OK || in->until != 0)
		return e;
	return find(job, in);
}

/* It was no failure of the source, nor, so far, of the account. */
static enum err
take_back(struct job *job, void *context)
{
	const struct entering	*in = context;
	enum err		 e = OK;

	if (in->source.n > 0)
		e = attempt_undo(job, in->source);
	return e == OK ? attempt_undo(job, in->account) : e;
}

static enum err
let_in(struct job *job, struct entering *in)
{
	int64_t		id = in->person.id;
	enum err	e;

	in->entry.person = id;
	in->entry.due = credential_due(job, &in->rules,
	    &in->credential);
	e = take_back(job, in);
	if (e == OK)
		e = attempt_clear(job, in->account);
	if (e == OK && in->rehash.n > 0)
		e = credential_rehash(job, &in->credential, in->rehash);
	if (e == OK)
		e = session_new(job, id, in->entry.due, &in->entry.token);
	if (e == OK)
		e = errand_put_at(job, "account_sweep", S("{}"), S("next"),
		    job->now + SWEEP_MS);
	if (e == OK)
		e = credential_tell(job, id, in->person.agency,
		    S("account.enter"), S(""));
	in->outcome = ENTERED;
	return e;
}

static enum err
refuse(struct job *job, struct entering *in)
{
	in->outcome = REFUSED;
	return credential_tell(job, in->person.id, in->person.agency,
	    S("account.refuse"), S(""));
}

/* All is looked at again: a lock, or another password, may have come. */
static enum err
decide(struct job *job, void *context)
{
	struct entering	*in = context;
	str		 checked = in->credential.password;
	bool		 taken = true;
	enum err	 e = find(job, in);

	if (e != OK)
		return e;
	if (!in->known || !in->matches || in->credential.locked ||
	    !str_eq(checked, in->credential.password))
		return refuse(job, in);
	if (in->credential.second && in->try->code.n == 0) {
		in->outcome = CODE_WANTED;
		return take_back(job, in);
	}
	if (in->credential.second)
		e = second_take(job, &in->credential, in->try->code, &taken);
	if (e != OK)
		return e;
	return taken ? let_in(job, in) : refuse(job, in);
}

enum err
account_enter(struct job *job, const struct account_try *try,
    struct account_entry *ret)
{
	struct entering	in = { .try = try };
	enum err	e;

	assert(job->actor == NULL);
	e = credential_rules(job, &in.rules);
	if (e == OK)
		e = job_write(job, count_try, &in);
	if (e != OK)
		return e;
	if (in.until != 0)
		return attempt_wait(job, in.until);
	e = credential_matches(job, &in.rules, in.credential.password,
	    try->password, &in.matches, &in.rehash);
	if (e == ERR_BUSY)
		(void)job_write(job, take_back, &in);
	if (e == OK)
		e = job_write(job, decide, &in);
	if (e != OK)
		return e;
	if (in.outcome == CODE_WANTED)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.code");
	if (in.outcome == REFUSED)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.wrong");
	*ret = in.entry;
	return OK;
}

static enum err
leave(struct job *job, void *context)
{
	const str	*token = context;
	struct person	 who;
	int64_t		 person = 0;
	enum err	 e;

	e = session_end(job, *token, &person);
	if (e != OK || person == 0)
		return e;
	e = credential_person(job, person, &who);
	if (e != OK)
		return e;
	return credential_tell(job, person, who.agency, S("account.leave"),
	    S(""));
}

enum err
account_leave(struct job *job, str token)
{
	return job_write(job, leave, &token);
}

ERRAND(account_sweep, .about = "account.errand_sweep")
(struct job *job, str argument)
{
	struct password_rules	rules;
	enum err		e;

	(void)argument;
	e = credential_rules(job, &rules);
	if (e == OK)
		e = session_sweep(job);
	if (e == OK)
		e = invitation_sweep(job);
	return e == OK ? attempt_sweep(job, &rules) : e;
}
