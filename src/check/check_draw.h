/*
 * check_draw - a report with what was found in it, as a document.
 *
 * First the findings, then the report in the statutory layout; its bad cells
 * and phrases are marked and lead to the findings that explain them.
 *
 * Calls: base, doc, form, check.
 */
#ifndef CHECK_DRAW_H
#define CHECK_DRAW_H

#include "check/check.h"

/*
 * Draw what rules found in a report.  `file' is told as its origin; `id'
 * stands before the ids of the findings, so that several reports can share a
 * page.
 */
enum err check_draw(struct arena *arena, const struct check_run *run,
	    str file, str id, struct doc **ret, struct fault *fault);

/* The same for a file that could not be read: its name and the reason. */
struct doc *check_draw_failure(struct arena *arena, str file, str error);

#endif
