/*
 * Whatever stands in the first and the fifth section of a report, the rules
 * end, and every finding marks bytes of the paragraph it names.
 *
 * Seeds: *.txt
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "check/check.h"

#define LIMIT	((size_t)1 << 28)

static const struct forms	*forms;
static const struct check_rules	*rules;
static const struct words	*words;

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read once; it must load. */
static void
load(void)
{
	struct arena	*arena = arena_new(LIMIT);
	struct fault	 fault;

	if (forms_load(arena, "annual-report", &forms, &fault) != OK ||
	    check_rules_load(arena, &rules, &fault) != OK ||
	    word_load(arena, LANG_ZH, &words, &fault) != OK)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena		*arena;
	struct fault		 fault = { .code = OK };
	struct job		 job = { .fault = &fault };
	struct filled_text	 text = { .block = NULL };
	struct filled_section	 section[2] = {
		{ .section = 0, .text = &text, .n = 1 },
		{ .section = 4, .text = &text, .n = 1 },
	};
	struct filled		 report = { .year = 2023, .sections = 2 };
	struct check_run	 run = { .job = &job, .report = &report };

	if (rules == NULL)
		load();
	arena = arena_new(LIMIT);
	text.text = utf8_clean(arena, (str){ (const char *)data, size });
	report.forms = forms;
	report.form = forms_of_year(forms, report.year);
	report.section = section;
	job.arena = arena;
	job.words = words;
	run.rules = rules;
	check_report(&run);
	for (size_t i = 0; i < run.n; i++)
		if (run.finding[i].text != NULL && (run.finding[i].from >
		    run.finding[i].to || run.finding[i].to >
		    run.finding[i].text->text.n))
			abort();
	arena_free(arena);
	return 0;
}
