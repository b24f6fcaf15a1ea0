/*
 * check_headings - title, sections and points a report must have (S1, S4).
 */
#include "base/arena.h"
#include "check/check.h"
#include "check/check_name.h"
#include "check/extent.h"
#include "check/facts.h"
#include "check/passage.h"

static struct finding *
heading_found(struct finding *finding, const struct filled_section *section)
{
	finding->quote = section->heading;
	finding->found = section->heading;
	finding->place = section->place;
	return finding;
}

static str
official(const struct check_run *run, size_t section)
{
	return run->report->form->section[section].title.text;
}

static void
missing_sections(struct check_run *run)
{
	const struct form	*form = run->report->form;
	struct arena		*arena = run->job->arena;
	str			*name = arena_array(arena, form->sections,
				    sizeof *name);
	str			 names;
	size_t			 n = 0;

	for (size_t i = 0; i < form->sections; i++)
		if (extent_section(run->report, i) == NULL)
			name[n++] = official(run, i);
	if (n == 0)
		return;
	names = check_name_join(arena, name, n, word(run->job->words,
	    "check.list.and"));
	FIND(run, "missing", names)->expected = names;
}

/* What was lost on the way is no other wording. */
static bool
damaged(str heading)
{
	return str_has(heading, S("\xEF\xBF\xBD"));
}

static void
worded_otherwise(struct check_run *run)
{
	for (size_t i = 0; i < run->report->form->sections; i++) {
		const struct filled_section	*section;
		str				 want = official(run, i);

		section = extent_section(run->report, i);
		if (section == NULL || section->exact ||
		    damaged(section->heading))
			continue;
		heading_found(FIND(run, "wording", section->heading, want),
		    section)->expected = want;
	}
}

static void
out_of_order(struct check_run *run)
{
	const struct filled_section	*last = NULL;

	for (size_t i = 0; i < run->report->form->sections; i++) {
		const struct filled_section	*section;

		section = extent_section(run->report, i);
		if (section == NULL)
			continue;
		if (last != NULL && section < last) {
			heading_found(FIND(run, "order", official(run,
			    (size_t)last->section), section->heading), last);
			return;
		}
		last = section;
	}
}

static void
title_worded(struct check_run *run)
{
	const struct filled_fact	*title = &run->report->title;
	str				 want = run->report->form->title.text;
	struct finding			*finding;

	if (title->text.n == 0 || str_has(title->text, want))
		return;
	finding = FIND(run, "title_wording", title->text, want);
	finding->quote = title->text;
	finding->found = title->text;
	finding->expected = want;
	finding->place = title->place;
}

/* The title and the sections stand in the form's words and order. */
CHECK(headings, .id = "S1", .severity = CHECK_WARNING)
(struct check_run *run)
{
	title_worded(run);
	if (extent_sections(run->report) == 0) {
		(void)FIND(run, "none", S(""));
		return;
	}
	missing_sections(run);
	worded_otherwise(run);
	out_of_order(run);
}

/* One of the words that speak of a point. */
static bool
speaks(const struct form_label *label, str text)
{
	if (str_has(text, label->text))
		return true;
	for (size_t i = 0; i < label->variants; i++)
		if (str_has(text, label->variant[i]))
			return true;
	return false;
}

static bool
spoken_of(const struct filled *report, const struct form_point *point)
{
	struct passage	passage = { .report = report };

	while (passage_next(&passage))
		if (speaks(&point->label, passage.text->text))
			return true;
	return false;
}

/* Bytes of prose; a report whose text was lost is not reproached for it. */
static size_t
prose_bytes(const struct filled *report)
{
	size_t	n = 0;

	for (size_t i = 0; i < report->sections; i++)
		for (size_t k = 0; k < report->section[i].n; k++)
			n += report->section[i].text[k].text.n;
	return n;
}

#define PROSE_LEAST	900u	/* 300 characters */

/* What the report says nothing of among the points of governments. */
struct silence {
	str	names;
	size_t	missing, points;
};

static str
names_and(struct check_run *run, str names, str name)
{
	return names.n == 0 ? name : check_name_join(run->job->arena,
	    (const str[]){ names, name }, 2, word(run->job->words,
	    "check.list.and"));
}

static struct silence
points_missing(struct check_run *run)
{
	const struct form	*form = run->report->form;
	struct silence		 found = { .points = 0 };

	for (size_t i = 0; i < form->sections; i++) {
		if (extent_section(run->report, i) == NULL)
			continue;
		for (size_t k = 0; k < form->section[i].points; k++) {
			const struct form_point	*point =
						    &form->section[i].point[k];

			if (!point->governments)
				continue;
			found.points++;
			if (spoken_of(run->report, point))
				continue;
			found.names = names_and(run, found.names,
			    point->label.text);
			found.missing++;
		}
	}
	return found;
}

/*
 * Governments speak of assessment, public judgement, accountability.  Who
 * speaks of one may mean the others by it in words of his own: a note.
 */
CHECK(points, .id = "S4", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct facts	*facts = run->rules->facts;
	struct finding		*finding;
	struct silence		 found;
	str			 kind;

	kind = facts_kind(facts, run->report->agency.text);
	if (!facts_government(facts, kind) ||
	    prose_bytes(run->report) < PROSE_LEAST ||
	    extent_sections(run->report) == 0)
		return;
	found = points_missing(run);
	if (found.missing == 0)
		return;
	finding = FIND(run, "missing", found.names);
	finding->expected = found.names;
	if (found.missing < found.points)
		finding->severity = CHECK_NOTE;
}
