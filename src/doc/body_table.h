/*
 * body_table - the rows and cells of a table on a grid that is sound.
 *
 * Calls: base, body.
 */
#ifndef BODY_TABLE_H
#define BODY_TABLE_H

#include "doc/body.h"

/*
 * Bound the spans of a table as browsers lay it out: no cell covers another
 * or reaches below its group of rows; rows and columns in which no cell
 * begins go.  Rows of heads stand first, or there are none.  The table has
 * cells and no caption.  ERR_TOO_LARGE past DOC_SQUARES.
 */
enum err body_table(struct body *body, struct body_block *table);

#endif
