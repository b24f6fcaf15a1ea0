#include "domain/erasure_attachment.h"

#include <setjmp.h>

#include "base/disk.h"
#include "base/file.h"
#include "doc/doc_trawl.h"
#include "domain/attachment.h"
#include "domain/erasure_find.h"
#include "domain/outbox.h"
#include "domain/subject.h"
#include "store/blob.h"
#include "store/store.h"
#include "woven/sql.h"

#define BATCH		50	/* attachments at a time */
#define ROWS		((size_t)4 << 20)	/* bytes of their rows */
#define SCRATCH		((size_t)1 << 30)	/* to look through one */

/* Attachments on their way past. */
struct batch {
	int64_t				 after;
	struct sql_erasure_attachments_row *row;
	size_t				 n;
	const struct seal_key		*key[BATCH];
	bool				 gone[BATCH];	/* nobody opens it */
};

static enum err
load(struct job *job, void *context)
{
	struct batch	*batch = context;
	enum err	 e;

	e = sql_erasure_attachments(job->db, batch->after, BATCH, &batch->row,
	    &batch->n);
	for (size_t i = 0; e == OK && i < batch->n; i++) {
		batch->key[i] = NULL;
		batch->gone[i] = false;
		if (batch->row[i].subject == 0)
			continue;
		e = subject_key(job, batch->row[i].subject, &batch->key[i]);
		if (e != ERR_NOT_FOUND)
			continue;
		fault_clear(job->fault);
		batch->gone[i] = true;
		e = OK;
	}
	return e;
}

static bool
look(void *context, str text)
{
	return erasure_found(*(const struct erasure_finder **)context, text);
}

/* Look through bytes; a file that would need more memory than there is for
   it is unread. */
static void
trawl(const struct erasure_finder *finder, str bytes, struct doc_trawl *ret)
{
	struct arena	*scratch = arena_new(SCRATCH);
	jmp_buf		 spent;

	*ret = (struct doc_trawl){ .look = look, .context = &finder };
	if (setjmp(spent) == 0) {
		arena_on_limit(scratch, &spent);
		doc_trawl(scratch, bytes, ret);
	} else {
		ret->unread = true;
	}
	arena_on_limit(scratch, NULL);
	arena_free(scratch);
}

/* Bytes that are not there, or not what they were, are unread. */
static void
trawl_blob(const struct job *job, const struct erasure_finder *finder,
    str name, const struct seal_key *key, struct doc_trawl *ret)
{
	struct arena	*arena = arena_new(3 * BLOB_BYTES);
	struct fault	 fault = { 0 };
	str		 bytes;

	*ret = (struct doc_trawl){ .unread = true };
	if (blob_get(arena, job->store, name, key, &bytes, &fault) == OK)
		trawl(finder, bytes, ret);
	arena_free(arena);
}

/* What was found, in an arena that outlives the rows. */
struct finding {
	struct erasure_attachments	*ret;
	struct arena			*arena;
	size_t				 blob_room, unread_room;
};

static void
keep(struct finding *finding, const struct sql_erasure_attachments_row *row,
    const struct doc_trawl *trawled)
{
	struct erasure_attachments	*ret = finding->ret;

	if (trawled->found && ret->blobs == finding->blob_room) {
		finding->blob_room = 2 * ret->blobs + BATCH;
		ret->blob = arena_grow(finding->arena, ret->blob, ret->blobs,
		    finding->blob_room, sizeof *ret->blob);
	}
	if (trawled->found) {
		ret->blob[ret->blobs++] = str_copy(finding->arena, row->blob);
		return;
	}
	if (!trawled->unread)
		return;
	if (ret->unreads == finding->unread_room) {
		finding->unread_room = 2 * ret->unreads + BATCH;
		ret->unread = arena_grow(finding->arena, ret->unread,
		    ret->unreads, finding->unread_room, sizeof *ret->unread);
	}
	ret->unread[ret->unreads++] = row->id;
}

enum err
erasure_attachment_find(struct job *job, const struct erasure_finder *finder,
    struct erasure_attachments *ret)
{
	struct finding		 finding = { .ret = ret, .arena = job->arena };
	struct job		 walker = *job;
	struct doc_trawl	 trawled;
	struct batch		 batch = { .n = 1 };
	enum err		 e = OK;

	*ret = (struct erasure_attachments){ .blobs = 0 };
	walker.arena = arena_new(ROWS);
	while (e == OK && batch.n > 0) {
		arena_reset(walker.arena);
		e = job_read(&walker, load, &batch);
		for (size_t i = 0; e == OK && i < batch.n; i++) {
			batch.after = batch.row[i].id;
			if (batch.gone[i])
				continue;
			trawl_blob(&walker, finder, batch.row[i].blob,
			    batch.key[i], &trawled);
			keep(&finding, &batch.row[i], &trawled);
		}
	}
	arena_free(walker.arena);
	return e;
}

/* --- what no row names -------------------------------------------------- */

/* A walk through the folders. */
struct sweep {
	struct job			*job;
	const struct erasure_finder	*finder;
	const char			*folder;	/* of messages */
	enum err			 e;	/* a look at the rows */
};

/* What a row names stays, and what holds none of the texts; what a key seals
   goes with the others of a day ago. */
static bool
stays(void *context, str name)
{
	struct sweep			*sweep = context;
	struct sql_blob_known_row	 row;
	struct doc_trawl		 trawled;

	if (sweep->e == OK)
		sweep->e = sql_blob_known(sweep->job->db, name, &row);
	if (sweep->e != OK || row.n > 0)
		return true;
	trawl_blob(sweep->job, sweep->finder, name, NULL, &trawled);
	return !trawled.found;
}

static enum err
sweep_blobs(struct job *job, void *context)
{
	struct sweep	*sweep = context;
	enum err	 e;
	int		 n;

	sweep->job = job;
	sweep->e = OK;
	e = blob_sweep(job->store, stays, sweep, 0, &n, job->fault);
	return e == OK ? sweep->e : e;
}

static enum err
sweep_message(void *context, const char *name)
{
	struct sweep		*sweep = context;
	struct arena		*arena = arena_new(SCRATCH);
	const char		*path = arena_printf(arena, "%s/%s",
				    sweep->folder, name);
	struct doc_trawl	 trawled = { .found = false };
	struct fault		 fault = { 0 };
	enum err		 e = OK;
	str			 bytes;

	if (file_kind(path) == FILE_REGULAR && file_read(arena, path,
	    BLOB_BYTES, &bytes, &fault) == OK)
		trawl(sweep->finder, bytes, &trawled);
	if (trawled.found)
		e = disk_erase(path, sweep->job->fault);
	arena_free(arena);
	return e;
}

enum err
erasure_attachment_sweep(struct job *job, const struct erasure_finder *finder)
{
	struct sweep	sweep = { .job = job, .finder = finder,
			    .folder = outbox_folder(job) };
	enum err	e = job_read(job, sweep_blobs, &sweep);
	int		n;

	if (e == OK)
		e = disk_each(sweep.folder, sweep_message, &sweep,
		    job->fault);
	return e == OK ? attachment_sweep(job, &n) : e;
}
