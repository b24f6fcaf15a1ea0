/*
 * editor_form - the fields in which a record is written.
 *
 * Those that every record has, those of its kind ("n-" before the key of
 * rules/kind.yaml), its text.  The form carries the version it was drawn from
 * and what each field was then ("was-"), so that two people who save lose
 * nothing: see editor_form_merge.
 *
 * Calls: base, domain, editor, editor_body, view_record.
 */
#ifndef EDITOR_FORM_H
#define EDITOR_FORM_H

#include "domain/step.h"
#include "web/editor.h"
#include "web/editor_body.h"
#include "web/response.h"
#include "web/view_record.h"

/* A field with what it is, was, and is by now in the store. */
struct editor_field {
	const char		*name;	/* of the input */
	const char		*was_name; /* of the unseen one */
	const struct kind_field	*of;	/* a field of the kind, or NULL */
	bool			 lines;	/* it takes several */
	str			 value;	/* as it will be saved */
	str			 was;	/* when the form was first drawn */
	str			 theirs; /* in the store */
	bool			 clash;	/* both changed it */
};

/* One being written. */
struct editor_form {
	struct editor		 editor; /* its dossier NULL: a new one */
	struct response		*out;	/* what is answered */
	const struct kind	*kind;	/* of record */
	struct editor_field	*field;	/* all but the text */
	size_t			 fields; /* how many */
	int64_t			 version; /* that the form was drawn from */
	str			 html;	/* the text, as it will be saved */
	str			 html_was; /* ... as the fields' `was', */
	str			 html_theirs; /* and `theirs' */
	bool			 merged; /* with what somebody saved */
	const struct rich	*rich;	/* what was handed in */
	struct view_clash	*clash;	/* to be looked at */
	size_t			 clashes;
};

/* Say which fields there are, out of the kind, and what they are in the
   store; in a transaction, behind the editor. */
enum err editor_form_open(struct editor_form *form);

/* Read the request by them; a remark for each that is wrong.  Outside of a
   transaction, as files are read. */
enum err editor_form_read(struct editor_form *form);

/* The values for the step. */
struct step_input editor_form_values(const struct editor_form *form);

/*
 * Somebody saved it meanwhile: what one of both changed is taken over, and
 * what both changed is told in `clash' and stands in the form as mine (a
 * field) or as mine with theirs behind it (a place of the text).  Where others
 * changed nothing of it, it is not `merged'.
 */
enum err editor_form_merge(struct editor_form *form);

/* Answer with the page. */
enum err editor_form_show(struct editor_form *form);

#endif
