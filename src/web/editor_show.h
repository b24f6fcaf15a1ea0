/*
 * editor_show - the page of one record on its way to the public.
 *
 * Calls: base, domain, office, editor, thing_show, view_record.
 */
#ifndef EDITOR_SHOW_H
#define EDITOR_SHOW_H

#include "web/editor.h"
#include "web/response.h"
#include "web/thing_show.h"
#include "web/view_record.h"

/* Answer with its page, with the request's remarks; in a transaction. */
enum err editor_show(struct job *job, struct input *in, struct response *out);

/* What reading it found; nothing where it was not read as it is now. */
enum err editor_findings(struct editor *editor, struct view_dossier *view);

/* The form for who reviews, out of the steps that he may take. */
enum err editor_review(struct editor *editor, const struct thing_show *show,
	    struct view_dossier *view);

/* The files that go out with it. */
enum err editor_files(struct editor *editor, struct view_dossier *view);

/* The gates all items of which are ticked, parted by blanks. */
str	 editor_gates(struct job *job, const struct review *review,
	    const str *tick, size_t n);

#endif
