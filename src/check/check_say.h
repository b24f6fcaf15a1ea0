/*
 * check_say - where a finding stands, in the reader's words.
 *
 * Calls: base, check, form.
 */
#ifndef CHECK_SAY_H
#define CHECK_SAY_H

#include "check/check.h"

/*
 * The official labels of the cell: "title of the table · row · column", as
 * far as the finding names them; empty if it names no table.
 */
str	check_say_cell(struct arena *arena, const struct check_run *run,
	    const struct finding *finding);

/* "line 27", "page 3", an XPath or a sheet's cell; empty if not known. */
str	check_say_place(struct arena *arena, const struct words *words,
	    const struct doc_place *place);

/* "error", "warning", "note" in the reader's language. */
str	check_say_severity(const struct words *words,
	    enum check_severity severity);

/* The official title of a table of the report, or its key. */
str	check_say_table(const struct check_run *run, str table);

#endif
