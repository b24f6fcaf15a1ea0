#include "domain/account.h"

#include "base/arena.h"
#include "domain/attempt.h"
#include "domain/credential.h"
#include "domain/invitation.h"
#include "domain/person.h"

/* A password on its way to being kept. */
struct setting_one {
	int64_t			 id;		/* whose; 0: the token's */
	str			 token;		/* of an invitation; or empty */
	struct password_rules	 rules;
	struct person		 person;
	struct credential	 credential;
	str			 account;	/* counted under */
	int64_t			 until;		/* to be waited; 0: not */
	str			 kept;		/* the new one's hash */
	enum credential_by	 by;		/* who sets it */
	str			 reason;
	struct account_entry	*entry;		/* to sign in again; or NULL */
};

static enum err
look(struct job *job, void *context)
{
	struct setting_one	*one = context;
	enum err		 e = OK;

	if (one->token.n > 0)
		e = invitation_find(job, one->token, &one->id);
	if (e == OK)
		e = credential_person(job, one->id, &one->person);
	if (e == OK)
		e = credential_load(job, one->id, &one->credential);
	return e;
}

/* The same, and the old password is being tried. */
static enum err
look_and_count(struct job *job, void *context)
{
	struct setting_one	*one = context;
	enum err		 e = look(job, one);

	if (e != OK)
		return e;
	one->account = attempt_account(job, one->person.login);
	return attempt_note(job, &one->rules.tries[PASSWORD_ACCOUNT],
	    one->account, &one->until);
}

static enum err
keep(struct job *job, void *context)
{
	struct setting_one	*one = context;
	enum err		 e = OK;

	if (one->token.n > 0)
		e = invitation_use(job, one->token, &one->id);
	if (e == OK && one->account.n > 0)
		e = attempt_clear(job, one->account);
	if (e == OK)
		e = credential_keep(job, &one->person, one->kept, one->by,
		    one->reason);
	if (e != OK || one->entry == NULL)
		return e;
	e = credential_load(job, one->id, &one->credential);
	if (e != OK)
		return e;
	one->entry->person = one->id;
	one->entry->due = credential_due(job, &one->rules,
	    &one->credential);
	return session_new(job, one->id, one->entry->due,
	    &one->entry->token);
}

/* Hold the new password to the rules, hash it and keep it. */
static enum err
hash_and_keep(struct job *job, struct setting_one *one, str password)
{
	enum err	e;

	e = password_check(job->arena, &one->rules, one->person.login,
	    password, job->fault);
	if (e == OK)
		e = credential_hash(job, &one->rules, password, &one->kept);
	return e == OK ? job_write(job, keep, one) : e;
}

enum err
account_password(struct job *job, int64_t person, str old, str new,
    struct account_entry *ret)
{
	struct setting_one	one = { .id = person, .entry = ret };
	bool			is = false;
	enum err		e;
	str			rehash;

	e = credential_rules(job, &one.rules);
	if (e == OK && str_eq(old, new))
		e = FAIL(job->fault, ERR_INVALID, "account.password.same");
	if (e == OK)
		e = job_write(job, look_and_count, &one);
	if (e != OK)
		return e;
	if (one.until != 0)
		return attempt_wait(job, one.until);
	e = credential_matches(job, &one.rules, one.credential.password, old,
	    &is, &rehash);
	if (e != OK)
		return e;
	if (!is || one.credential.locked)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.wrong");
	return hash_and_keep(job, &one, new);
}

enum err
account_accept(struct job *job, str token, str password, int64_t *ret_person)
{
	struct setting_one	one = { .token = token };
	enum err		e;

	if (token.n == 0)
		return FAIL(job->fault, ERR_FORBIDDEN,
		    "account.no_invitation");
	e = credential_rules(job, &one.rules);
	if (e == OK)
		e = job_read(job, look, &one);
	if (e == OK)
		e = hash_and_keep(job, &one, password);
	if (e == OK)
		*ret_person = one.id;
	return e;
}

enum err
account_set(struct job *job, int64_t person, str password, str reason)
{
	struct setting_one	one = { .id = person, .by = CREDENTIAL_OTHER,
				    .reason = reason };
	enum err		e;

	e = credential_rules(job, &one.rules);
	if (e == OK)
		e = job_read(job, look, &one);
	return e == OK ? hash_and_keep(job, &one, password) : e;
}
