/*
 * number_scan - one number, exactly here: the common part of number_read and
 * number_find.
 *
 * Calls: number, number_han, str, utf8.
 */
#ifndef NUMBER_SCAN_H
#define NUMBER_SCAN_H

#include "base/number.h"
#include "base/str.h"

enum number_scan {
	NUMBER_SCAN_NONE,	/* no number begins here */
	NUMBER_SCAN_FOUND,
	NUMBER_SCAN_UNFIT	/* one that a struct number cannot hold */
};

/* Where the number stands: between words, or with nothing beside it. */
enum number_scan_place { NUMBER_SCAN_AMONG, NUMBER_SCAN_ALONE };

/*
 * Read the longest number without sign that begins at byte `at'.  Unless it
 * is NUMBER_SCAN_NONE, ret->from and ret->to are set.
 */
enum number_scan number_scan(str s, size_t at, enum number_scan_place place,
	    struct number_span *ret);

/* The value of a digit at *at, ASCII or full-width, moving past it; or -1. */
int	number_scan_digit(str s, size_t *at);

/* True when `what' stands at byte `at'. */
bool	number_scan_is(str s, size_t at, str what);

#endif
