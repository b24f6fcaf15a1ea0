/*
 * doc_outline - how Chinese official texts number their parts.
 *
 * Only the form of the numbering is looked at, never what is numbered: it
 * tells readers where a block begins that no mark-up sets off.
 *
 * Calls: base.
 */
#ifndef DOC_OUTLINE_H
#define DOC_OUTLINE_H

#include "base/str.h"

enum doc_outline {
	DOC_OUTLINE_NONE,
	DOC_OUTLINE_SECTION,	/* a Chinese numeral and a comma: 一、 */
	DOC_OUTLINE_PART,	/* a Chinese numeral in brackets: （一） */
	DOC_OUTLINE_ITEM	/* a small number and a stop: 1. 1、 (1) */
};

/* The numbering that a text begins with; blanks before and in it are fine. */
enum doc_outline doc_outline_of(str text);

#endif
