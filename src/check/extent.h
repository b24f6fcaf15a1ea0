/*
 * extent - how much of a report a document holds.
 *
 * Pieces are copied around: an opening, some pages, a table alone.  What
 * would stand in a part that is not there is not missed a second time.
 *
 * Calls: form.
 */
#ifndef EXTENT_H
#define EXTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "form/filled.h"

/*
 * The section of the report that is the form's: the one headed in the
 * official wording, else the first.  NULL if it has none.
 */
const struct filled_section *extent_section(const struct filled *report,
	    size_t section);

/* How many of the form's sections the report has. */
size_t	 extent_sections(const struct filled *report);

/*
 * Whether the report's end is there: one of the form's last two sections is,
 * behind which the date and the signature stand.
 */
bool	 extent_end(const struct filled *report);

#endif
