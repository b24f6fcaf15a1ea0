/*
 * percent - %XX in addresses and forms, back to bytes.
 *
 * Calls: base.
 */
#ifndef PERCENT_H
#define PERCENT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

/* Of a path's part, and of a form, where '+' is a blank.  False for a '%'
   without two figures behind it. */
bool	 percent_path(struct arena *arena, str s, str *ret);
bool	 percent_form(struct arena *arena, str s, str *ret);

#endif
