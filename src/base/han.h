/*
 * han - Chinese text made comparable.
 *
 * Two strengths.  han_repair undoes the damage of script-converting mirrors
 * and of PDF writers, for reading: traditional characters become simplified,
 * pinyin in brackets behind a converted character (數(shù)) goes, radicals and
 * compatibility forms become the characters they stand for, and nothing else
 * changes.  han_fold is for comparing labels: repaired text without blanks and
 * punctuation, full-width to half-width, letters to lower case.
 *
 * The table of traditional characters is made at build time from OpenCC's
 * data; one character stays one character.
 *
 * Calls: arena, han_pinyin, str, utf8, iconv.
 */
#ifndef HAN_H
#define HAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/* The simplified character of a traditional one; any other is unchanged. */
uint32_t han_simplify(uint32_t point);

/*
 * Text as it was before a mirror converted it; `s' itself if unharmed.  A few
 * characters stand in both scripts (乾, 於 in names of places): they change
 * only beside another traditional one.
 */
str	han_repair(struct arena *arena, str s);

/* The comparable form of a label. */
str	han_fold(struct arena *arena, str s);

/* Full-width ASCII (U+FF01..FF5E) and U+3000 to half width. */
uint32_t han_half(uint32_t point);

/*
 * How much of the text looks like GB18030 read as UTF-8 or the reverse
 * (mojibake), from 0 to 100.  Plain Chinese is under 5.  Only 8 KiB from the
 * first character that is not ASCII are looked at.
 */
unsigned han_mojibake(str s);

/*
 * Undo UTF-8 that was decoded as GB18030 and encoded again, as far as it can
 * be undone; characters lost in the accident become U+FFFD.  False if it
 * cannot.
 */
bool	han_unmojibake(struct arena *arena, str s, str *ret);

#endif
