#include "domain/token.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/seal.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/credential.h"
#include "domain/errand.h"
#include "domain/keyring.h"
#include "domain/person.h"
#include "domain/role.h"
#include "store/store.h"
#include "woven/sql.h"

#define TEXT		32	/* random bytes */
#define USED_EVERY	INT64_C(3600000)
#define NEED		S("person.grant")

static str
kept(struct job *job, str text)
{
	struct digest	digest = digest_of(keyring_digest(job), text);

	return digest_text(job->arena, &digest);
}

/* --- making --------------------------------------------------------------- */

static enum err
check(struct job *job, struct token *token)
{
	const struct roles	*roles;
	str			 list = token->scopes, one;
	enum err		 e;

	token->name = str_trim(token->name);
	if (token->name.n == 0 || token->name.n > TOKEN_NAME ||
	    !utf8_valid(token->name))
		return FAIL(job->fault, ERR_INVALID, "token.name");
	if (token->until == DAY_NONE)
		token->until = job->today + TOKEN_DAYS;
	if (token->until < job->today ||
	    token->until > job->today + TOKEN_DAYS)
		return FAIL(job->fault, ERR_INVALID, "token.until");
	e = role_load(job->arena, &roles, job->fault);
	while (e == OK && str_cut(&list, ' ', &one))
		if (one.n > 0 && !role_knows(roles, one))
			return FAIL(job->fault, ERR_INVALID, "token.scope",
			    one);
	return e;
}

/* The person, if the actor may decide about his tokens. */
static enum err
may(struct job *job, int64_t id, struct person *ret)
{
	enum err	e = credential_person(job, id, ret);

	return e == OK ? credential_may(job, ret, NEED) : e;
}

enum err
token_new(struct job *job, struct token *token, str reason, str *ret_text)
{
	struct sql_token_insert_row	row;
	struct person			person;
	str				text;
	enum err			e;

	text = seal_random_text(job->arena, TEXT);
	e = may(job, token->person, &person);
	if (e == OK)
		e = check(job, token);
	if (e != OK)
		return e;
	e = sql_token_insert(job->db, store_id(job->store), token->person,
	    token->name, kept(job, text), token->scopes, token->body,
	    token->until, job->now, job->today, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "token.there",
		    token->name);
	if (e != OK)
		return e;
	token->id = row.id;
	*ret_text = text;
	return credential_tell(job, token->person, person.agency,
	    S("token.make"), reason);
}

enum err
token_list(struct job *job, int64_t person, struct token **ret,
    size_t *ret_n)
{
	struct sql_token_list_row	*row;
	struct person			 who;
	enum err			 e = may(job, person, &who);

	if (e == OK)
		e = sql_token_list(job->db, person, job->today, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct token){ .id = row[i].id,
		    .person = person, .name = row[i].name,
		    .scopes = row[i].scopes, .body = row[i].body,
		    .until = row[i].until, .created_at = row[i].created_at,
		    .used_at = row[i].used_at };
	return OK;
}

enum err
token_end(struct job *job, int64_t person, str name, str reason)
{
	struct sql_token_end_row	row;
	struct person			who;
	enum err			e = may(job, person, &who);

	if (e != OK)
		return e;
	e = sql_token_end(job->db, person, name, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "token.unknown", name);
	return e != OK ? e : credential_tell(job, person, who.agency,
	    S("token.end"), reason);
}

/* --- acting --------------------------------------------------------------- */

static bool
in_list(str list, str need)
{
	str	one;

	while (str_cut(&list, ' ', &one))
		if (one.n > 0 && str_eq(one, need))
			return true;
	return false;
}

/* A role with no more needs than the token's scopes. */
static struct role
bounded(struct job *job, const struct roles *roles, str key, str scopes)
{
	const struct role	*whole = role_find(roles, key);
	struct role		 role = { .key = key };

	if (whole == NULL)
		return role;
	role.name = whole->name;
	role.need = arena_array(job->arena, whole->needs,
	    sizeof *role.need);
	for (size_t i = 0; i < whole->needs; i++)
		if (in_list(scopes, whole->need[i]))
			role.need[role.needs++] = whole->need[i];
	return role;
}

/* A grant on the token's body, where both meet; false where they do not. */
static enum err
meet(struct job *job, struct grant *grant, int64_t body, bool *ret)
{
	bool		above = false, below = false;
	enum err	e = OK;

	*ret = true;
	if (body == 0)
		return OK;
	e = agency_inside(job, grant->agency, body, &above);
	if (e == OK)
		e = agency_inside(job, body, grant->agency, &below);
	if (above)
		grant->agency = body;
	*ret = above || below;
	return e;
}

static enum err
bound(struct job *job, const struct sql_token_find_row *row,
    const struct actor *whole, const struct actor **ret)
{
	struct actor	*actor = arena_alloc(job->arena, sizeof *actor);
	struct roles	*roles = arena_alloc(job->arena, sizeof *roles);
	struct grant	*grant;
	enum err	 e = OK;

	grant = arena_array(job->arena, whole->grants, sizeof *grant);
	roles->role = arena_array(job->arena, whole->grants,
	    sizeof *roles->role);
	*actor = (struct actor){ .person = whole->person, .grant = grant,
	    .roles = roles };
	for (size_t i = 0; e == OK && i < whole->grants; i++) {
		bool	meets;

		grant[actor->grants] = whole->grant[i];
		e = meet(job, &grant[actor->grants], row->body, &meets);
		if (e != OK || !meets)
			continue;
		roles->role[roles->n++] = bounded(job, whole->roles,
		    whole->grant[i].role, row->scopes);
		actor->grants++;
	}
	*ret = actor;
	return e;
}

static enum err
tell_used(struct job *job, const struct sql_token_find_row *row)
{
	if (job->now - row->used_at < USED_EVERY)
		return OK;
	return errand_put(job, "token_used", errand_id(job->arena, row->id),
	    str_int(job->arena, row->id));
}

ERRAND(token_used, .about = "token.errand_used")
(struct job *job, str argument)
{
	int64_t		id;
	enum err	e = errand_id_read(job, argument, &id);

	return e == OK ? sql_token_used(job->db, id, job->now) : e;
}

enum err
token_act_as(struct job *job, str text, const struct actor **ret)
{
	struct sql_token_find_row	 row;
	struct credential		 credential;
	const struct actor		*whole;
	enum err			 e;

	e = sql_token_find(job->db, kept(job, text), job->today, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN, "token.none");
	if (e == OK)
		e = credential_load(job, row.person, &credential);
	if (e == OK && credential.locked)
		return FAIL(job->fault, ERR_FORBIDDEN, "token.none");
	if (e == OK)
		e = person_act_as(job, row.person, &whole);
	if (e == OK)
		e = bound(job, &row, whole, ret);
	return e == OK ? tell_used(job, &row) : e;
}
