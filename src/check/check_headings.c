/*
 * check_headings - title, sections and points a report must have (S1, S4).
 */
#include "check/check.h"
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

/* The section of the report that is the form's; NULL if it has none. */
static const struct filled_section *
section_of(const struct filled *report, size_t section)
{
	for (size_t i = 0; i < report->sections; i++)
		if (report->section[i].section == (ptrdiff_t)section)
			return &report->section[i];
	return NULL;
}

static size_t
sections_known(const struct filled *report)
{
	size_t	n = 0;

	for (size_t i = 0; i < report->form->sections; i++)
		n += section_of(report, i) != NULL;
	return n;
}

static void
missing_sections(struct check_run *run)
{
	const struct filled	*report = run->report;

	for (size_t i = 0; i < report->form->sections; i++)
		if (section_of(report, i) == NULL)
			FIND(run, "missing", official(run, i))->expected =
			    official(run, i);
}

static void
worded_otherwise(struct check_run *run)
{
	const struct filled	*report = run->report;

	for (size_t i = 0; i < report->sections; i++) {
		const struct filled_section	*section = &report->section[i];
		str				 want;

		if (section->section < 0 || section->exact)
			continue;
		want = official(run, (size_t)section->section);
		heading_found(FIND(run, "wording", section->heading, want),
		    section)->expected = want;
	}
}

static void
out_of_order(struct check_run *run)
{
	const struct filled	*report = run->report;
	ptrdiff_t		 last = -1;

	for (size_t i = 0; i < report->sections; i++) {
		const struct filled_section	*section = &report->section[i];

		if (section->section < 0)
			continue;
		if (section->section < last) {
			heading_found(FIND(run, "order", section->heading,
			    official(run, (size_t)last)), section);
			return;
		}
		last = section->section;
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
	if (sections_known(run->report) == 0) {
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

/* The points of governments that the report does not speak of, in a row. */
static str
points_missing(struct check_run *run)
{
	const struct form	*form = run->report->form;
	str			 names = S("");

	for (size_t i = 0; i < form->sections; i++) {
		for (size_t k = 0; k < form->section[i].points; k++) {
			const struct form_point	*point =
						    &form->section[i].point[k];

			if (!point->governments ||
			    spoken_of(run->report, point))
				continue;
			names = str_printf(run->job->arena, "%.*s%s%.*s",
			    STRF(names), names.n > 0 ? "、" : "",
			    STRF(point->label.text));
		}
	}
	return names;
}

/* Governments speak of assessment, public judgement, accountability. */
CHECK(points, .id = "S4", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct facts	*facts = run->rules->facts;
	str			 kind, names;

	kind = facts_kind(facts, run->report->agency.text);
	if (!facts_government(facts, kind) ||
	    prose_bytes(run->report) < PROSE_LEAST ||
	    sections_known(run->report) == 0)
		return;
	names = points_missing(run);
	if (names.n > 0)
		FIND(run, "missing", names)->expected = names;
}
