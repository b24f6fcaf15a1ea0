/*
 * doc_docx_list - the numbering of a DOCX, counted as Word counts it.
 *
 * A list is shared by its uses: two numberings of one abstract list go on
 * counting together unless one says where it starts.  A number met at one
 * level starts the levels below it anew.
 *
 * Calls: base, doc_docx_number, doc_xml.
 */
#ifndef DOC_DOCX_LIST_H
#define DOC_DOCX_LIST_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/str.h"

struct arena;
struct doc_docx_lists;

#define DOC_DOCX_LEVELS	9

/* Read numbering.xml; `tree' may be NULL, for a document without lists. */
struct doc_docx_lists *doc_docx_list_read(struct arena *arena,
	    const xmlDoc *tree);

/* The level of a numbering that belongs to a paragraph style; else 0. */
long	doc_docx_list_level(const struct doc_docx_lists *lists, long number,
	    str style);

/*
 * Count one paragraph at a level of a numbering and give its visible number,
 * "（二）" or "1.2"; empty for bullets and where there is no such numbering.
 */
str	doc_docx_list_count(struct arena *arena, struct doc_docx_lists *lists,
	    long number, long level);

/* Is that level marked by a bullet? */
bool	doc_docx_list_bullet(const struct doc_docx_lists *lists, long number,
	    long level);

#endif
