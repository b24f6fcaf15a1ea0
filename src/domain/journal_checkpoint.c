#include "base/digest.h"
#include "base/sign_note.h"
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
#define FIRST	"gongkai journal checkpoint 1"
#define PURPOSE	S("journal checkpoint")

enum { LINKS, HEAD, AT, NAMES };

static const char *const	names[NAMES] = {
	[LINKS] = "links", [HEAD] = "head", [AT] = "at",
};

enum err
journal_checkpoint(struct job *job, str *ret_text)
{
	const struct seal_ring		*keys = job->store->keys;
	struct sql_journal_head_row	 head;
	enum err			 e;

	if (keys == NULL)
		return FAIL(job->fault, ERR_FORBIDDEN, "seal.no_key");
	e = sql_journal_head(job->db, &head);
	if (e == ERR_NOT_FOUND || (e == OK && head.n == 0))
		return FAIL(job->fault, ERR_NOT_FOUND, "journal.empty");
	if (e != OK)
		return e;
	return sign_note_write(job->arena, keys, PURPOSE, str_printf(
	    job->arena, FIRST "\nlinks: %lld\nhead: %.*s\nat: %lld\n",
	    (long long)head.n, STRF(head.digest), (long long)job->now),
	    ret_text, job->fault);
}

/* The parts of a text that is a checkpoint. */
static enum sign_note_fault
read_parts(str text, struct journal_checkpoint *ret)
{
	struct digest		head;
	str			value[NAMES];
	enum sign_note_fault	wrong;

	wrong = sign_note_read(text, FIRST, names, value, NAMES, &ret->key);
	if (wrong == SIGN_NOTE_FORM)
		return wrong;
	ret->head = value[HEAD];
	return sign_note_number(value[LINKS], &ret->links) &&
	    ret->links > 0 && sign_note_number(value[AT], &ret->at) &&
	    digest_read(ret->head, &head) ? wrong : SIGN_NOTE_FORM;
}

enum err
journal_checkpoint_verify(struct job *job, str text,
    struct journal_checkpoint *ret)
{
	struct journal_checkpoint	found;
	struct sql_journal_link_row	link;
	enum sign_note_fault		wrong = read_parts(text, &found);
	enum err			e;

	if (wrong == SIGN_NOTE_FORM)
		return FAIL(job->fault, ERR_INVALID,
		    "journal.checkpoint.form");
	if (wrong == SIGN_NOTE_SIGNATURE)
		return FAIL(job->fault, ERR_INVALID,
		    "journal.checkpoint.signature", found.key);
	found.ours = sign_note_ours(job->arena, job->store->keys, PURPOSE,
	    found.key);
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
