#include "check/check_hide.h"

#include <string.h>

#include "base/arena.h"
#include "check/personal.h"

static void
hide(struct arena *arena, str *text)
{
	*text = personal_hide(arena, *text);
}

static void *
copy(struct arena *arena, const void *array, size_t n, size_t size)
{
	void	*to = arena_array(arena, n, size);

	if (n > 0)
		memcpy(to, array, n * size);
	return to;
}

static void
hide_facts(struct arena *arena, struct filled *filled)
{
	struct filled_fact	*fact[] = {
		&filled->title, &filled->agency, &filled->year_fact,
		&filled->from.fact, &filled->until.fact,
		&filled->signed_on.fact, &filled->signer,
		&filled->published.fact, &filled->contact, &filled->index,
		&filled->host
	};

	for (size_t i = 0; i < sizeof fact / sizeof *fact; i++) {
		hide(arena, &fact[i]->text);
		hide(arena, &fact[i]->quote);
	}
}

static void
hide_tables(struct arena *arena, struct filled *filled)
{
	filled->table = copy(arena, filled->table, filled->tables,
	    sizeof *filled->table);
	for (size_t i = 0; i < filled->tables; i++) {
		struct filled_table	*at = &filled->table[i];

		if (at->table == NULL)
			continue;
		at->cell = copy(arena, at->cell, at->table->cells,
		    sizeof *at->cell);
		for (size_t c = 0; c < at->table->cells; c++) {
			hide(arena, &at->cell[c].raw);
			hide(arena, &at->cell[c].unit);
		}
	}
}

/* Findings in the old texts point into the new ones. */
static void
point_at(struct check_run *run, const struct filled_text *old,
    const struct filled_text *new, size_t n)
{
	for (size_t i = 0; i < run->n; i++)
		for (size_t k = 0; k < n; k++)
			if (run->finding[i].text == &old[k]) {
				run->finding[i].text = &new[k];
				break;
			}
}

static void
hide_sections(struct check_run *run, struct filled *filled)
{
	struct arena	*arena = run->job->arena;

	filled->section = copy(arena, filled->section, filled->sections,
	    sizeof *filled->section);
	for (size_t i = 0; i < filled->sections; i++) {
		struct filled_section	*section = &filled->section[i];
		struct filled_text	*text = copy(arena, section->text,
					    section->n, sizeof *text);

		for (size_t k = 0; k < section->n; k++) {
			hide(arena, &text[k].text);
			hide(arena, &text[k].raw);
		}
		point_at(run, section->text, text, section->n);
		section->text = text;
		hide(arena, &section->heading);
	}
}

void
check_hide(struct check_run *run)
{
	struct arena	*arena = run->job->arena;
	struct filled	*report = copy(arena, run->report, 1, sizeof *report);

	for (size_t i = 0; i < run->n; i++) {
		struct finding	*finding = &run->finding[i];

		hide(arena, &finding->quote);
		hide(arena, &finding->expected);
		hide(arena, &finding->found);
		hide(arena, &finding->message);
	}
	hide_facts(arena, report);
	hide_tables(arena, report);
	hide_sections(run, report);
	run->report = report;
}
