/*
 * doc_docx_number - how Word writes the numbers of its lists.
 *
 * Section numbers such as 一、 or （二） are often not text but numbering, so
 * without this a report's sections would have none.
 *
 * Calls: base.
 */
#ifndef DOC_DOCX_NUMBER_H
#define DOC_DOCX_NUMBER_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Write `value' in a number format of WordprocessingML ("decimal",
 * "chineseCounting", "upperRoman" ...).  A format that is not known, and a
 * value that the format cannot write, is written in ordinary digits.
 */
void	doc_docx_number(struct buf *to, str format, unsigned value);

#endif
