/*
 * doc_fold - white space as the document tree wants it.
 *
 * Calls: base.
 */
#ifndef DOC_FOLD_H
#define DOC_FOLD_H

#include "base/str.h"

struct arena;

/*
 * Fold every run of blanks (full-width ones included) to one, clean away
 * what is no text, and keep line breaks as single '\n' without blanks around
 * them; none stand at the ends.
 */
str	doc_fold(struct arena *arena, str s);

#endif
