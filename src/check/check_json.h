/*
 * check_json - what the rules found, as JSON.
 *
 * Calls: base, check, form_json.
 */
#ifndef CHECK_JSON_H
#define CHECK_JSON_H

#include "base/json.h"
#include "check/check.h"

/*
 * One object of the array that `gongkai check --json' prints: file, title,
 * agency, year, format, tables, findings, summary.
 */
void	check_json_report(struct json *json, struct arena *arena,
	    const struct check_run *run, str file);

/* The object of a file that could not be read: file and error. */
void	check_json_failure(struct json *json, str file, str error);

#endif
