/*
 * report - filled reports for tests, made without a document.
 *
 * A random report keeps every relation of its form; a test then changes what
 * it is about.  The same seed gives the same report.
 */
#ifndef TESTS_REPORT_H
#define TESTS_REPORT_H

#include "check/check.h"
#include "tests/test.h"

/* The forms that are embedded. */
const struct forms *report_forms(struct arena *arena);

/*
 * The forms with one more file laid over the embedded ones: "forms/" and its
 * name, and what it says.
 */
enum err	 report_forms_with(struct arena *arena, const char *name,
		    const char *text, const struct forms **ret,
		    struct fault *fault);

/* A report of a year in which all relations hold; figures from a seed. */
struct filled	*report_random(struct arena *arena, const struct forms *forms,
		    int year, unsigned seed);

/* A report of a year with 0 in every cell. */
struct filled	*report_zero(struct arena *arena, const struct forms *forms,
		    int year);

/* The cell of these keys; the test fails if there is none. */
struct filled_cell *report_cell(struct filled *filled, const char *table,
		    const char *row, const char *column);

/* Write a number into a cell. */
void		 report_set(struct filled *filled, const char *table,
		    const char *row, const char *column, int64_t value);

/* Make a cell blank, a mark, lost or unreadable, with its text. */
void		 report_state(struct filled *filled, const char *table,
		    const char *row, const char *column,
		    enum filled_state state, const char *raw);

/* Hold the rules about figures against a run's reports; others are let go. */
void		 report_run(struct check_run *run);

/* Hold them against a report, in Chinese. */
struct check_run *report_check(struct arena *arena,
		    const struct filled *report);

/* The same with last year's. */
struct check_run *report_check_pair(struct arena *arena,
		    const struct filled *report,
		    const struct filled *previous);

/* The findings of a rule with these keys; NULL or "" where it names none. */
size_t		 report_count(const struct check_run *run, const char *rule,
		    const char *table, const char *row, const char *column);

/* The one finding of a rule; the test fails if there are others or none. */
const struct finding *report_one(const struct check_run *run,
		    const char *rule);

/* Findings of the rules on figures, without those on prose and dates. */
size_t		 report_total(const struct check_run *run);

#endif
