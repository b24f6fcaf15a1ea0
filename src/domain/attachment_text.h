/*
 * attachment_text - the words of an attachment and what it does not show, kept
 * for search and for reading before publication.
 *
 * Written when the checks have read it; sealed as its name is where a subject
 * owns it; gone with it.
 *
 * Calls: base, doc, store, job, attachment, subject.
 */
#ifndef ATTACHMENT_TEXT_H
#define ATTACHMENT_TEXT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "doc/doc_meta.h"
#include "domain/attachment.h"
#include "domain/job.h"

struct attachment_text {
	str	text;		/* a paragraph or a row a line */
	bool	unread;		/* there is more that no program could read */
	struct doc_meta_list meta; /* what it does not show: its items */
};

/* Keep the words; those that were kept before are overwritten. */
enum err attachment_text_keep(struct job *job,
	    const struct attachment *attachment,
	    const struct attachment_text *text);

/* What was kept; ERR_NOT_FOUND "attachment.no_text" before the checks have
   read it. */
enum err attachment_text(struct job *job, const struct attachment *attachment,
	    struct attachment_text *ret);

#endif
