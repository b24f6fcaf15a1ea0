/*
 * form_draw_table - one filled table with its merged heads.
 *
 * Labels form two axes: rows at the side, columns above.  On each the groups
 * around a label are cells over all that they hold, and the label itself
 * takes what room is left beside them.  A form whose rows stand side by side
 * has one axis only, and its values in one row below it.
 *
 * What was lost is not drawn: a table without the row, a row without the
 * cell.  So it reads back lost, and no blank is invented.
 *
 * Calls: base, doc, form.
 */
#ifndef FORM_DRAW_TABLE_H
#define FORM_DRAW_TABLE_H

#include "form/filled.h"

/* Add a table that is not lost to the end of a document. */
enum err form_draw_table(struct arena *arena,
	    const struct filled_table *filled, struct doc *doc,
	    struct fault *fault);

#endif
