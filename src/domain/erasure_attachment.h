/*
 * erasure_attachment - which stored files hold a text that must go.
 *
 * Every attachment is opened, sealed ones too, and looked through by
 * doc_trawl; so is what lies in the folder of blobs without a row, and what
 * the outbox has left for others.  That takes as long as reading all of them,
 * so it is done in no transaction; who attaches a file meanwhile comes after
 * the erasure.
 *
 * Calls: base, doc, store, job, erasure_find, outbox, subject.
 */
#ifndef ERASURE_ATTACHMENT_H
#define ERASURE_ATTACHMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct erasure_finder;

/* What a look through the attachments found. */
struct erasure_attachments {
	str	*blob;		/* those that hold a text; some may be told
				   twice */
	size_t	 blobs;
	int64_t	*unread;	/* ids of attachments that may hold one where
				   no text could be made of it */
	size_t	 unreads;
};

/* Look through all attachments; in no transaction. */
enum err erasure_attachment_find(struct job *job,
	    const struct erasure_finder *finder,
	    struct erasure_attachments *ret);

/*
 * Take what holds a text off the disk where no row names it: blobs of
 * attachments that were deleted or never finished, and messages that were
 * handed over and still lie there.  Twice does no harm.
 */
enum err erasure_attachment_sweep(struct job *job,
	    const struct erasure_finder *finder);

#endif
