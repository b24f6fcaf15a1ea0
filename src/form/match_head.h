/*
 * match_head - what is odd about the heads of a table.
 *
 * Labels that only another form has, a label twice in the place of another,
 * columns that no form has: each becomes a remark, once a head.
 *
 * Calls: base, doc, form.
 */
#ifndef MATCH_HEAD_H
#define MATCH_HEAD_H

#include "form/match_align.h"

/* Labels that only other forms have stand over the record. */
bool	match_head_foreign(const struct match_view *view,
	    const struct match_record *record, size_t row);

/* Remark what is odd over the records that are rows. */
void	match_head_remark(struct match *match, const struct match_view *view,
	    const struct match_aligned *aligned);

#endif
