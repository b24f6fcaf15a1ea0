/*
 * doc_docx - what is known while a DOCX is being read.
 *
 * Tables inside cells and boxes of text inside paragraphs stand apart in the
 * document tree: they are put off here until the block they were found in is
 * done.
 *
 * Calls: base, doc, doc_docx_list, doc_docx_style, doc_package.
 */
#ifndef DOC_DOCX_H
#define DOC_DOCX_H

#include <libxml/tree.h>

#include "doc/doc.h"
#include "doc/doc_docx_list.h"
#include "doc/doc_docx_style.h"
#include "doc/doc_package.h"

struct doc_docx {
	struct arena		*arena;
	struct doc		*doc;		/* being built */
	struct fault		*fault;
	struct doc_package	 package;
	struct doc_docx_styles	*styles;
	struct doc_docx_lists	*lists;
	const xmlNode		**later;	/* put off, in order */
	size_t			 laters;
	size_t			 room;		/* of `later' */
	size_t			 done;		/* of `later', taken up again */
};

/* Read styles and numbering, and tell every element its place. */
enum err doc_docx_open(struct doc_docx *docx, str bytes, str name,
	    xmlDoc **ret_tree);

/* Put a nested table or a box of text off. */
void	 doc_docx_later(struct doc_docx *docx, const xmlNode *node);

/* "/w:document/w:body/w:tbl[2]/w:tr[3]/w:tc[1]" */
struct doc_place doc_docx_place(struct doc_docx *docx, const xmlNode *node);

/* The branch of an mc:AlternateContent that is read: one, never both. */
const xmlNode *doc_docx_branch(const xmlNode *alternatives);

#endif
