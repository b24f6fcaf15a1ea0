#include "domain/second.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/seal.h"
#include "domain/credential.h"
#include "domain/keyring.h"
#include "domain/person.h"
#include "domain/session.h"
#include "domain/totp.h"
#include "store/store.h"
#include "woven/sql.h"

#define CODE_BYTES	8	/* random bytes of a recovery code */
#define GROUP		4	/* digits between its hyphens */
#define TYPED_BYTES	64	/* of a code as typed, at most */

static str
context_of(struct job *job, int64_t person)
{
	return str_printf(job->arena, "second %lld", (long long)person);
}

/* A secret is for oneself: whoever else asks would know it. */
static enum err
load_own(struct job *job, int64_t id, struct person *ret)
{
	if (job->actor != NULL && job->actor->person.id != id)
		return FAIL(job->fault, ERR_FORBIDDEN, "account.not_yours");
	return credential_person(job, id, ret);
}

static enum err
keep_secret(struct job *job, const struct person *who, str secret)
{
	const struct seal_key	*key;
	enum err		 e;

	e = keyring_make(job);
	if (e == OK)
		e = keyring_own(job, S("second"), &key);
	if (e == OK)
		e = sql_credential_make(job->db, who->id);
	if (e != OK)
		return e;
	return sql_credential_totp_begin(job->db, who->id,
	    seal_shut(job->arena, key, context_of(job, who->id), secret));
}

enum err
second_begin(struct job *job, int64_t person, str issuer,
    struct second_secret *ret)
{
	struct credential	credential;
	struct person		who;
	char			bytes[TOTP_SECRET];
	str			secret = { bytes, sizeof bytes };
	enum err		e;

	e = load_own(job, person, &who);
	if (e == OK)
		e = credential_load(job, person, &credential);
	if (e != OK)
		return e;
	if (credential.second)
		return FAIL(job->fault, ERR_CONFLICT, "account.second.there");
	seal_random(bytes, sizeof bytes);
	e = keep_secret(job, &who, secret);
	if (e == OK)
		*ret = (struct second_secret){
		    .text = totp_text(job->arena, secret),
		    .uri = totp_uri(job->arena, issuer, who.login, secret) };
	explicit_bzero(bytes, sizeof bytes);
	return e;
}

static enum err
open_secret(struct job *job, const struct credential *credential, str *ret)
{
	const struct seal_key	*key;
	enum err		 e;

	e = keyring_own(job, S("second"), &key);
	if (e != OK)
		return e;
	return seal_open(job->arena, key, context_of(job, credential->person),
	    credential->totp, ret, job->fault);
}

/* The code is one of the app's, which is not taken again. */
static enum err
take_code(struct job *job, const struct credential *credential, str code,
    bool *ret_taken)
{
	struct sql_credential_totp_take_row	row;
	int64_t					step = 0;
	str					secret;
	bool					is;
	enum err				e;

	*ret_taken = false;
	e = open_secret(job, credential, &secret);
	if (e != OK)
		return e;
	is = totp_is(secret, code, job->now, credential->totp_last, &step);
	explicit_bzero((char *)secret.at, secret.n);
	if (!is)
		return OK;
	/* Of two who bring the same code at once, one comes too late. */
	e = sql_credential_totp_take(job->db, credential->person, step, &row);
	*ret_taken = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What is kept of a recovery code. */
static str
kept(struct job *job, const struct seal_key *key, int64_t person, str digits)
{
	return seal_blind(job->arena, key, str_printf(job->arena,
	    "%lld %.*s", (long long)person, STRF(digits)));
}

static str
grouped(struct arena *arena, str digits)
{
	struct buf	buf;

	buf_init(&buf, arena, TYPED_BYTES);
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && i % GROUP == 0)
			buf_byte(&buf, '-');
		buf_byte(&buf, digits.at[i]);
	}
	return buf_str(&buf);
}

/* A code as typed, without blanks and hyphens, in small letters. */
static str
typed(struct arena *arena, str code)
{
	struct buf	buf;

	buf_init(&buf, arena, TYPED_BYTES);
	for (size_t i = 0; i < code.n; i++) {
		char	c = code.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != '-' && c != ' ')
			buf_byte(&buf, c);
	}
	return buf_str(&buf);
}

static enum err
take_recovery(struct job *job, int64_t person, str digits, bool *ret_taken)
{
	struct sql_recovery_take_row	 row;
	const struct seal_key		*key;
	enum err			 e;

	*ret_taken = false;
	e = keyring_own(job, S("recovery"), &key);
	if (e == OK)
		e = sql_recovery_take(job->db, person, kept(job, key, person,
		    digits), job->now, &row);
	*ret_taken = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
second_take(struct job *job, const struct credential *credential, str code,
    bool *ret_taken)
{
	str	digits = typed(job->arena, code);

	if (digits.n == 2 * (size_t)CODE_BYTES)
		return take_recovery(job, credential->person, digits,
		    ret_taken);
	return take_code(job, credential, digits, ret_taken);
}

static enum err
make_recovery(struct job *job, int64_t person,
    str ret_recovery[SECOND_CODES])
{
	const struct seal_key	*key;
	enum err		 e;

	e = keyring_own(job, S("recovery"), &key);
	if (e == OK)
		e = sql_recovery_drop(job->db, person);
	for (int i = 0; e == OK && i < SECOND_CODES; i++) {
		str	digits = seal_random_text(job->arena, CODE_BYTES);

		e = sql_recovery_insert(job->db, store_id(job->store), person,
		    kept(job, key, person, digits));
		ret_recovery[i] = grouped(job->arena, digits);
	}
	return e;
}

enum err
second_confirm(struct job *job, int64_t person, str code,
    str ret_recovery[SECOND_CODES])
{
	struct credential	credential;
	struct person		who;
	bool			taken = false;
	enum err		e;

	e = load_own(job, person, &who);
	if (e == OK)
		e = credential_load(job, person, &credential);
	if (e != OK)
		return e;
	if (credential.totp.n == 0 || credential.second)
		return FAIL(job->fault, ERR_CONFLICT,
		    "account.second.not_begun");
	e = take_code(job, &credential, typed(job->arena, code), &taken);
	if (e == OK && !taken)
		e = FAIL(job->fault, ERR_FORBIDDEN, "account.second.wrong");
	if (e == OK)
		e = sql_credential_totp_confirm(job->db, person, job->now);
	if (e == OK)
		e = make_recovery(job, person, ret_recovery);
	if (e == OK)
		e = session_met(job, person, SESSION_SECOND);
	if (e != OK)
		return e;
	return credential_tell(job, person, who.agency,
	    S("account.second.on"), S(""));
}

enum err
second_off(struct job *job, int64_t person, str reason)
{
	struct person	who;
	enum err	e;

	e = credential_person(job, person, &who);
	if (e == OK)
		e = credential_may(job, &who, S("person.unlock"));
	if (e == OK)
		e = sql_credential_totp_off(job->db, person);
	if (e == OK)
		e = sql_recovery_drop(job->db, person);
	if (e != OK)
		return e;
	return credential_tell(job, person, who.agency,
	    S("account.second.off"), reason);
}

enum err
second_left(struct job *job, int64_t person, int64_t *ret)
{
	struct sql_recovery_left_row	row;
	enum err			e;

	e = sql_recovery_left(job->db, person, &row);
	if (e == OK)
		*ret = row.n;
	return e;
}
