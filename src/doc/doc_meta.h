/*
 * doc_meta - what a file holds besides what it shows.
 *
 * Who wrote it and where, tracked changes, comments, what is hidden in it
 * (text, sheets, rows, columns, slides), macros, packed files, the place a
 * photograph was taken at; and whether the file is what its name says.  DOCX,
 * XLSX, PPTX, PDF, JPEG.  A file is never trusted; what cannot be looked into
 * is said.
 *
 * Calls: base, doc, doc_sort, doc_xml, doc_zip; pdfinfo and pdfdetach.
 */
#ifndef DOC_META_H
#define DOC_META_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum doc_meta_kind {
	DOC_META_AUTHOR,	/* who wrote it */
	DOC_META_EDITOR,	/* who changed it last */
	DOC_META_COMPANY,	/* whose program wrote it */
	DOC_META_FACT,		/* another property: a template, a manager */
	DOC_META_PRINTER,	/* how and where it was printed */
	DOC_META_OUTSIDE,	/* a source of its figures elsewhere */
	DOC_META_CHANGE,	/* a tracked change */
	DOC_META_COMMENT,	/* a remark */
	DOC_META_NOTE,		/* the notes of a speaker */
	DOC_META_HIDDEN,	/* text that is not shown */
	DOC_META_SHEET,		/* a sheet that is not shown */
	DOC_META_ROW,		/* a row that is not */
	DOC_META_COLUMN,	/* columns that are not */
	DOC_META_SLIDE,		/* a slide that is not */
	DOC_META_OBJECT,	/* a file packed into it */
	DOC_META_MACRO,		/* a program in it */
	DOC_META_PLACE,		/* where a photograph was taken */
	DOC_META__KINDS
};

struct doc_meta_item {
	enum doc_meta_kind	kind;
	str			what;	/* where it stands: a part, a sheet,
					   the name of a property */
	str			value;	/* what it says; may be empty */
};

#define DOC_META_ITEMS	500u	/* of a file; more are not listed */
#define DOC_META_VALUE	200u	/* bytes of what one says */

struct doc_meta_list {
	struct doc_meta_item	*item;	/* in the order of the file */
	size_t			 n;
	const char		*refused; /* key of the sentence why the file
					     must not go out (doc_sort), or
					     NULL; its hole is the name */
	bool			 unread;  /* something could not be looked
					     into: a lock, damage */
};

/* Look through a file; `name' is the file's. */
void	doc_meta_read(struct arena *arena, str bytes, str name,
	    struct doc_meta_list *ret);

/* The items as JSON to keep, and back; false for what is none. */
str	doc_meta_json(struct arena *arena, const struct doc_meta_list *list);
bool	doc_meta_json_read(struct arena *arena, str text,
	    struct doc_meta_list *ret);

/* "author", "row": how a kind is kept, and the last part of its sentence. */
const char *doc_meta_kind_name(enum doc_meta_kind kind);

#endif
