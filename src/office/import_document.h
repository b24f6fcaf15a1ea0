/*
 * import_document - a record out of Markdown, HTML, DOCX, PDF or text.
 *
 * Its body is the document as safe HTML.  The title is the heading it begins
 * with, else its name; the folder it lies in is its column, the date in its
 * name its day.  In Markdown what stands before a comment INFO END tells of
 * the document: its number is the first word that ends in a number and 号, and
 * the last date is its day if the name has none.
 *
 * Calls: base, doc_read, rich, record.
 */
#ifndef IMPORT_DOCUMENT_H
#define IMPORT_DOCUMENT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/record.h"

struct arena;

/* A file of this name is one. */
bool	 import_document_is(str path);

/* `path' is below the folder that is imported: it is the record's origin. */
enum err import_document(struct arena *arena, str path, str bytes,
	    struct record *ret, struct fault *fault);

#endif
