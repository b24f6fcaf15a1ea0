/*
 * doc_mask_find - where texts stand that are to be masked.
 *
 * Characters are compared in half width and small letters.  Blanks between
 * Chinese characters do not count, even over a line's end, and neither does
 * one blank or hyphen that groups figures.
 *
 * Calls: base, doc_mask.
 */
#ifndef DOC_MASK_FIND_H
#define DOC_MASK_FIND_H

#include <stdint.h>

#include "doc/doc_mask.h"

struct doc_mask_find;

/* Prepare a list of texts. */
struct doc_mask_find *doc_mask_find_new(struct arena *arena,
	    const struct doc_mask *mask, size_t n);

/* The form in which characters are compared. */
uint32_t doc_mask_find_fold(uint32_t point);

/*
 * The first text that stands at `at' of `n' folded characters: its place in
 * the list, and behind its last character *ret_to; -1 if there is none.
 */
ptrdiff_t doc_mask_find_at(const struct doc_mask_find *find,
	    const uint32_t *point, size_t n, size_t at, size_t *ret_to);

/* The first of the texts that stands anywhere in `text'; -1 for none. */
ptrdiff_t doc_mask_find_in(struct arena *arena,
	    const struct doc_mask_find *find, str text);

#endif
