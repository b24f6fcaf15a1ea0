#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "domain/journal.h"
#include "domain/journal_digest.h"
#include "store/store.h"
#include "woven/sql.h"

#define BATCH		64	/* links read at a time: what they hold is
				   bounded by JOURNAL_ENTRY each */
#define DIGEST_TEXT	80	/* bytes of a digest's text at most */

typedef struct sql_journal_links_row		link_row;
typedef struct sql_journal_links_changes_row	change_row;

/* The way along the chain. */
struct walk {
	struct job		*job;
	struct journal_state	*state;
	char			 head[DIGEST_TEXT];	/* of the last link */
	size_t			 head_n;
	bool			 missing; /* the break is only something that
					     is not there */
};

/* The changes of a batch; those of a link are taken off its front. */
struct changes {
	const change_row	*at;
	size_t			 n;
};

/* What is wrong is that rows are not there. */
static const char *
missing(struct walk *walk, const char *how)
{
	walk->missing = true;
	return how;
}

static str
head(const struct walk *walk)
{
	return (str){ walk->head, walk->head_n };
}

static bool
value_holds(struct arena *arena, const change_row *change)
{
	struct digest	kept;

	if (!digest_read(change->digest, &kept))
		return false;
	return str_eq(change->digest, journal_digest_value(arena, kept.kind,
	    *change->salt, change->was, change->became));
}

/* How the values of a change are broken, or NULL. */
static const char *
change_fault(struct walk *walk, const change_row *change)
{
	bool	bare = change->salt == NULL && change->was == NULL &&
		    change->became == NULL;

	if (change->erasure != NULL) {
		walk->state->erased++;
		if (change->tombstone == NULL)
			return "journal.how.no_tombstone";
		return bare ? NULL : "journal.how.value";
	}
	if (change->salt == NULL)
		return "journal.how.value_gone";
	return value_holds(walk->job->arena, change) ? NULL :
	    "journal.how.value";
}

/* Take the changes of one entry off the front. */
static struct changes
take(struct changes *rest, int64_t journal)
{
	struct changes	its = { rest->at, 0 };

	while (its.n < rest->n && rest->at[its.n].journal == journal)
		its.n++;
	rest->at += its.n;
	rest->n -= its.n;
	return its;
}

/* How an entry is broken in itself, or NULL. */
static const char *
entry_fault(struct walk *walk, const struct journal_row *row, str digest,
    const struct changes *changes)
{
	struct digest	 kept;
	const char	*how;
	struct buf	 buf;

	if ((int64_t)changes->n < row->changes)
		return missing(walk, "journal.how.change_missing");
	if (!digest_read(digest, &kept))
		return "journal.how.entry";
	journal_digest_begin(&buf, walk->job->arena, row);
	for (size_t i = 0; i < changes->n; i++) {
		const struct journal_part	part = {
		    changes->at[i].place, changes->at[i].field,
		    changes->at[i].subject, changes->at[i].digest };

		how = change_fault(walk, &changes->at[i]);
		if (how != NULL)
			return how;
		journal_digest_part(&buf, &part);
	}
	if (buf_err(&buf) != OK ||
	    !str_eq(digest, journal_digest_end(&buf, kept.kind)))
		return "journal.how.entry";
	return NULL;
}

static const char *
link_fault(struct walk *walk, const link_row *link, struct changes *rest)
{
	struct changes	 its = take(rest, link->journal);
	struct digest	 kept;
	const char	*how;

	if (link->n != walk->state->sealed + 1)
		return missing(walk, "journal.how.link_missing");
	walk->state->entry = link->journal;
	if (link->id == NULL)
		return missing(walk, "journal.how.entry_missing");
	how = entry_fault(walk, &(struct journal_row){ *link->id,
	    *link->agency, *link->at, link->day, *link->actor, *link->kind,
	    *link->thing, *link->action, *link->changes }, *link->digest,
	    &its);
	if (how != NULL)
		return how;
	if (!digest_read(link->link, &kept) ||
	    !str_eq(link->link, journal_digest_link(walk->job->arena,
	    kept.kind, link->n, link->journal, *link->digest, head(walk))))
		return "journal.how.link";
	walk->state->entry = 0;
	return NULL;
}

static enum err
walk_links(struct walk *walk, size_t *ret_n)
{
	struct journal_state	*state = walk->state;
	struct changes		 rest;
	link_row		*link;
	change_row		*change;
	size_t			 changes;
	enum err		 e;

	e = sql_journal_links(walk->job->db, state->sealed, BATCH, &link,
	    ret_n);
	if (e != OK || *ret_n == 0)
		return e;
	e = sql_journal_links_changes(walk->job->db, state->sealed,
	    link[*ret_n - 1].n, &change, &changes);
	if (e != OK)
		return e;
	rest = (struct changes){ change, changes };
	for (size_t i = 0; i < *ret_n; i++) {
		state->how = link_fault(walk, &link[i], &rest);
		if (state->how != NULL) {
			state->broken = state->sealed + 1;
			return OK;
		}
		state->sealed++;
		assert(link[i].link.n <= DIGEST_TEXT);
		memcpy(walk->head, link[i].link.at, link[i].link.n);
		walk->head_n = link[i].link.n;
	}
	return OK;
}

static enum err
loose_fault(struct walk *walk, const struct sql_journal_loose_row *row)
{
	change_row	*change;
	struct changes	 its;
	enum err	 e;

	_Static_assert(sizeof(change_row) ==
	    sizeof(struct sql_journal_changes_row), "the same columns");
	e = sql_journal_changes(walk->job->db, row->id,
	    (struct sql_journal_changes_row **)&change, &its.n);
	if (e != OK)
		return e;
	its.at = change;
	walk->state->how = entry_fault(walk, &(struct journal_row){ row->id,
	    row->agency, row->at, row->day, row->actor, row->kind, row->thing,
	    row->action, row->changes }, row->digest, &its);
	if (walk->state->how == NULL && row->waits == NULL)
		walk->state->how = missing(walk, "journal.how.unlisted");
	if (walk->state->how != NULL)
		walk->state->entry = row->id;
	return OK;
}

/* The entries behind `*after' that no link holds. */
static enum err
walk_loose(struct walk *walk, int64_t *after, size_t *ret_n)
{
	struct sql_journal_loose_row	*row;
	enum err			 e;

	e = sql_journal_loose(walk->job->db, *after, BATCH, &row, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n &&
	    walk->state->how == NULL; i++) {
		e = loose_fault(walk, &row[i]);
		*after = row[i].id;
		walk->state->tail++;
	}
	return e;
}

/* The row that keeps the head is at the last link; one behind it was not
   written, one before it lost its links. */
static enum err
head_fault(struct walk *walk)
{
	struct sql_journal_head_row	kept;
	struct sql_journal_link_row	link = { .digest = S("") };
	struct journal_state		*state = walk->state;
	enum err			e;

	e = sql_journal_head(walk->job->db, &kept);
	if (e == ERR_NOT_FOUND) {
		state->how = missing(walk, "journal.how.head_missing");
		return OK;
	}
	if (e != OK)
		return e;
	if (kept.n > state->sealed) {
		state->how = missing(walk, "journal.how.links_missing");
		state->broken = state->sealed + 1;
		return OK;
	}
	if (kept.n > 0)
		e = sql_journal_link(walk->job->db, kept.n, &link);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == ERR_NOT_FOUND || !str_eq(link.digest, kept.digest))
		state->how = "journal.how.head";
	else if (kept.n < state->sealed)
		state->how = missing(walk, "journal.how.head_behind");
	return OK;
}

static enum err
ghosts(struct walk *walk)
{
	struct sql_journal_ghosts_row	ghost;
	enum err			e;

	e = sql_journal_ghosts(walk->job->db, &ghost);
	if (e == OK && ghost.n > 0)
		walk->state->how = missing(walk, "journal.how.waiting_missing");
	return e;
}

static enum err
walk_all(struct walk *walk)
{
	struct arena	*arena = walk->job->arena;
	int64_t		 after = INT64_MIN;
	enum err	 e;
	size_t		 n;

	do {
		struct arena_mark	mark = arena_mark(arena);

		e = walk_links(walk, &n);
		arena_rewind(arena, mark);
	} while (e == OK && n > 0 && walk->state->how == NULL);
	if (e == OK && walk->state->how == NULL)
		e = head_fault(walk);
	for (n = 1; e == OK && n > 0 && walk->state->how == NULL; ) {
		struct arena_mark	mark = arena_mark(arena);

		e = walk_loose(walk, &after, &n);
		arena_rewind(arena, mark);
	}
	if (e == OK && walk->state->how == NULL)
		e = ghosts(walk);
	return e;
}

enum err
journal_verify(struct job *job, struct journal_state *ret)
{
	struct sql_journal_behind_row	behind;
	struct journal_state		state = { 0 };
	struct walk			walk = { .job = job, .state = &state };
	enum err			e;

	e = walk_all(&walk);
	if (e == OK && walk.missing) {
		e = sql_journal_behind(job->db, state.sealed + 1, &behind);
		state.torn = e == OK && behind.n == 0;
	}
	if (e != OK)
		return e;
	state.head = str_copy(job->arena, head(&walk));
	*ret = state;
	return OK;
}
