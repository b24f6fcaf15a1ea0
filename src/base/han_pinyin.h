/*
 * han_pinyin - the pinyin that mirrors put in brackets behind a character.
 *
 * Calls: han, str, utf8.
 */
#ifndef HAN_PINYIN_H
#define HAN_PINYIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* The letter under a letter of pinyin, 0 if it is none; tones are noted. */
char	han_pinyin_letter(uint32_t point, bool *toned);

/*
 * The end of the bracketed syllable whose bracket stands at byte `at', behind
 * the character `before'; `at' itself if there is none.  Without a tone it
 * counts only behind a traditional character, for it may be a word.
 */
size_t	han_pinyin_end(str s, size_t at, uint32_t before);

#endif
