/*
 * form_json_part - what the writer and the reader of form_json share.
 *
 * Calls: base.
 */
#ifndef FORM_JSON_PART_H
#define FORM_JSON_PART_H

#include "base/str.h"

struct arena;

/* The member of "format" for a table: "table2" for t2, else its key. */
str	form_json_format_name(struct arena *arena, str key);

#endif
