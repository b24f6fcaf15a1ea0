/*
 * import_markdown - a record out of a Markdown file.
 *
 * The first heading is its title, else its name; the folder it lies in its
 * column.  What stands before a comment INFO END tells of the document: its
 * number is the first word that ends in a number and 号.  Its day is the date
 * in the file's name, else the last one told.
 *
 * Calls: base, record.
 */
#ifndef IMPORT_MARKDOWN_H
#define IMPORT_MARKDOWN_H

#include "base/err.h"
#include "base/str.h"
#include "domain/record.h"

struct arena;

/* `path' is below the folder that is imported: it is the record's origin. */
enum err import_markdown(struct arena *arena, str path, str text,
	    struct record *ret, struct fault *fault);

#endif
