/*
 * editor_body - the text of a record out of whatever a clerk hands in.
 *
 * Calls: base, doc, input.
 */
#ifndef EDITOR_BODY_H
#define EDITOR_BODY_H

#include "doc/rich.h"
#include "domain/job.h"
#include "web/input.h"

/* What was typed or pasted: HTML if it begins with a tag, else Markdown, of
   which plain paragraphs are the simplest. */
enum err editor_body_typed(struct job *job, str text,
	    const struct rich **ret);

/* What a file holds.  ERR_INVALID "desk.record.empty_document" for one in
   which no text was found. */
enum err editor_body_file(struct job *job, const struct input_file *file,
	    const struct rich **ret);

/* How a text is shown where scripts do not run: as paragraphs, if these become
   the same text again, else as HTML. */
enum err editor_body_shown(struct job *job, str html, str *ret);

#endif
