/*
 * doc_docx_style - what the styles of a DOCX say about paragraphs and runs.
 *
 * Only what changes the reading: which heading a style is, which numbering it
 * brings along, and whether its text is hidden.  A style inherits from the
 * one it is based on.
 *
 * Calls: base, doc_xml.
 */
#ifndef DOC_DOCX_STYLE_H
#define DOC_DOCX_STYLE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/str.h"

struct arena;
struct doc_docx_styles;

struct doc_docx_style {
	str	 id;		/* as paragraphs name it */
	str	 based;		/* the style it inherits from, or empty */
	int	 heading;	/* 1 .. 6, 0 for text, -1 not said */
	long	 number;	/* numbering, 0 for none, -1 not said */
	long	 level;		/* level of it, -1 not said */
	int	 hidden;	/* 1 hidden, 0 shown, -1 not said */
};

/* Read styles.xml; `tree' may be NULL, for a document without styles. */
struct doc_docx_styles *doc_docx_style_read(struct arena *arena,
	    const xmlDoc *tree);

/* The style of an id with what it inherits; one that says nothing if none. */
const struct doc_docx_style *doc_docx_style_find(
	    const struct doc_docx_styles *styles, str id);

/* What an outlineLvl of 0 to 8 makes of a paragraph; 9 is text, -1 not said. */
int	doc_docx_style_heading(const xmlNode *properties);

/* 1 hidden, 0 shown, -1 not said, by the properties of a run. */
int	doc_docx_style_hidden(const xmlNode *properties);

#endif
