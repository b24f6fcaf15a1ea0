/*
 * attachment - files that belong to a thing.
 *
 * The bytes are a blob, kept before the transaction in which the row is
 * written.  A new one lies in quarantine: nobody opens it before the checks
 * have read it and judged it clean.  Where a subject owns it (an applicant, a
 * case), its name and its bytes are sealed under that subject's data key, and
 * who opens it is in the journal.
 *
 * Calls: base, store, errand, job, journal, subject.
 */
#ifndef ATTACHMENT_H
#define ATTACHMENT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

#define ATTACHMENT_NAME	255	/* bytes of a file name at most */
#define ATTACHMENT_MOST	200	/* files of one thing */

enum attachment_state { ATTACHMENT_QUARANTINE, ATTACHMENT_CLEAN,
	ATTACHMENT_REFUSED, ATTACHMENT__STATES };

struct attachment {
	int64_t			id;		/* see id */
	int64_t			version;	/* for optimistic saving */
	int64_t			agency;		/* whose it is */
	str			owner_kind;	/* of the thing: "record" */
	int64_t			owner;		/* its id */
	int64_t			subject;	/* seals it; 0: in clear */
	str			name;		/* the file's, in clear */
	str			type;		/* "application/pdf" */
	int64_t			size;		/* bytes */
	str			blob;		/* its blob's name */
	enum attachment_state	state;		/* what the checks found */
	int64_t			created;	/* when it was attached; set
						   by adding and loading */
};

/*
 * Keep the bytes of a new attachment on the disk; sets blob and size.  It
 * leaves an errand that sweeps them if no row comes to name them, in a job of
 * its own: call it outside of a transaction, before attachment_add.
 * ERR_INVALID "attachment.name" for a name that is empty, too long, a path, no
 * UTF-8, or has characters that nobody sees.
 */
enum err attachment_keep(struct job *job, struct attachment *attachment,
	    str bytes);

/* Write its row, in quarantine, and the journal; sets id and version.  Leaves
   the errand that reads and judges it.  ERR_TOO_LARGE "attachment.too_many"
   beyond ATTACHMENT_MOST of one thing. */
enum err attachment_add(struct job *job, struct attachment *attachment,
	    str reason);

/* By id; ERR_NOT_FOUND "attachment.unknown". */
enum err attachment_load(struct job *job, int64_t id, struct attachment *ret);

/* What is attached to a thing, in the order it came. */
enum err attachment_of(struct job *job, str owner_kind, int64_t owner,
	    struct attachment **ret, size_t *ret_n);

/* Its bytes; a person gets only what is clean: ERR_FORBIDDEN
   "attachment.quarantine", "attachment.refused". */
enum err attachment_read(struct job *job, const struct attachment *attachment,
	    str *ret_bytes);

/* What the checks found: clean or refused. */
enum err attachment_judge(struct job *job, struct attachment *attachment,
	    enum attachment_state state, str reason);

/* Take its row away, and leave the errand that sweeps its blob if nothing
   names it then. */
enum err attachment_delete(struct job *job,
	    const struct attachment *attachment, str reason);

/* Sweep what no row names and is a day old; in no transaction. */
enum err attachment_sweep(struct job *job, int *ret_swept);

#endif
