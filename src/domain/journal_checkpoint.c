#include <string.h>

#include "base/digest.h"
#include "base/seal_ring.h"
#include "base/sign.h"
#include "domain/journal.h"
#include "store/store.h"
#include "woven/sql.h"

/*
 * A checkpoint's text is five lines and the signature of those:
 *
 *	gongkai journal checkpoint 1
 *	links: 12345
 *	head: sha256:...
 *	at: 1767225600000
 *	key: ed25519:...
 *	signature: ...
 */
#define FIRST		"gongkai journal checkpoint 1"
#define TEXT_BYTES	4096	/* no checkpoint is longer */
#define PURPOSE		S("journal checkpoint")

enum err
journal_checkpoint(struct job *job, str *ret_text)
{
	struct sql_journal_head_row	head;
	const struct seal_key		*key;
	str				 public_key, text, signature;
	enum err			 e;

	if (job->store->keys == NULL || job->store->keys->n == 0)
		return FAIL(job->fault, ERR_FORBIDDEN, "seal.no_key");
	e = sql_journal_head(job->db, &head);
	if (e == ERR_NOT_FOUND || (e == OK && head.n == 0))
		return FAIL(job->fault, ERR_NOT_FOUND, "journal.empty");
	if (e != OK)
		return e;
	key = seal_key_for(job->arena, job->store->keys->key[0], PURPOSE);
	e = sign_public(job->arena, key, &public_key, job->fault);
	if (e != OK)
		return e;
	text = str_printf(job->arena, FIRST "\nlinks: %lld\nhead: %.*s\n"
	    "at: %lld\nkey: %.*s\n", (long long)head.n, STRF(head.digest),
	    (long long)job->now, STRF(public_key));
	e = sign_text(job->arena, key, text, &signature, job->fault);
	if (e != OK)
		return e;

	*ret_text = str_printf(job->arena, "%.*ssignature: %.*s\n",
	    STRF(text), STRF(signature));
	return OK;
}

/* Take the line `name: value' off the front. */
static bool
line(str *rest, const char *name, str *ret)
{
	str	whole, head;

	if (!str_cut(rest, '\n', &whole) || !str_cut(&whole, ':', &head) ||
	    !str_is(head, name))
		return false;
	*ret = str_trim(whole);
	return ret->n > 0;
}

/* A number of digits alone that fits. */
static bool
number(str digits, int64_t *ret)
{
	int64_t	n = 0;

	if (digits.n == 0 || digits.n > 18)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		n = n * 10 + (digits.at[i] - '0');
	}
	*ret = n;
	return true;
}

/* The parts of a text; `*ret_signed' is what the signature is of. */
static bool
read_parts(str text, struct journal_checkpoint *ret, str *ret_signature,
    str *ret_signed)
{
	struct digest	head;
	str		rest = text, first, links, at;

	if (text.n > TEXT_BYTES || !str_cut(&rest, '\n', &first) ||
	    !str_is(first, FIRST) || !line(&rest, "links", &links) ||
	    !line(&rest, "head", &ret->head) || !line(&rest, "at", &at) ||
	    !line(&rest, "key", &ret->key))
		return false;
	*ret_signed = (str){ text.at, text.n - rest.n };
	return line(&rest, "signature", ret_signature) && rest.n == 0 &&
	    number(links, &ret->links) && ret->links > 0 &&
	    number(at, &ret->at) && digest_read(ret->head, &head);
}

/* Is it by a key that one of the master keys here makes? */
static bool
is_ours(struct job *job, str public_key)
{
	const struct seal_ring	*keys = job->store->keys;
	str			 ours;

	for (size_t i = 0; keys != NULL && i < keys->n; i++)
		if (sign_public(job->arena, seal_key_for(job->arena,
		    keys->key[i], PURPOSE), &ours, NULL) == OK &&
		    str_eq(ours, public_key))
			return true;
	return false;
}

enum err
journal_checkpoint_verify(struct job *job, str text,
    struct journal_checkpoint *ret)
{
	struct journal_checkpoint	found;
	struct sql_journal_link_row	link;
	str				signature, is_signed;
	enum err			e;

	if (!read_parts(text, &found, &signature, &is_signed))
		return FAIL(job->fault, ERR_INVALID,
		    "journal.checkpoint.form");
	if (!sign_holds(found.key, is_signed, signature))
		return FAIL(job->fault, ERR_INVALID,
		    "journal.checkpoint.signature", found.key);
	found.ours = is_ours(job, found.key);
	*ret = found;
	e = sql_journal_link(job->db, found.links, &link);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT,
		    "journal.checkpoint.short", str_printf(job->arena, "%lld",
		    (long long)found.links));
	if (e != OK)
		return e;
	if (!str_eq(link.digest, found.head))
		return FAIL(job->fault, ERR_CONFLICT,
		    "journal.checkpoint.other", str_printf(job->arena, "%lld",
		    (long long)found.links));
	return OK;
}
