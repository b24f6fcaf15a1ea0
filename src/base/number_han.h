/*
 * number_han - Chinese numerals.
 *
 * Three ways of writing: with units (三百二十一), digit by digit (二〇二一, also
 * with ○, O or 0 for the zero) and the banker's (壹仟贰佰).  The traditional
 * forms are known as well.
 *
 * Calls: number_scan, str, utf8.
 */
#ifndef NUMBER_HAN_H
#define NUMBER_HAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number_scan.h"

/* True when a Chinese numeral may begin with this character. */
bool	number_han_begins(uint32_t point);

/*
 * Read the numeral that begins at byte `at': its value, whether it is rough
 * and where it ends.  *ret_unit is true when it ends with 十, 百, 千, 万 or 亿.
 */
enum number_scan number_han_scan(str s, size_t at, enum number_scan_place place,
	    struct number_span *ret, bool *ret_unit);

#endif
