#include "cli/sheet.h"

#include "check/check_say.h"

static const char *const	head[SHEET_COLUMNS] = {
	[SHEET_FILE] = "sheet.file", [SHEET_TITLE] = "sheet.title",
	[SHEET_AGENCY] = "sheet.agency", [SHEET_YEAR] = "sheet.year",
	[SHEET_KIND] = "sheet.kind", [SHEET_RULE] = "sheet.rule",
	[SHEET_CELL] = "sheet.cell", [SHEET_EXPECTED] = "sheet.expected",
	[SHEET_FOUND] = "sheet.found", [SHEET_MESSAGE] = "sheet.message",
	[SHEET_QUOTE] = "sheet.quote", [SHEET_PLACE] = "sheet.place",
	[SHEET_ERRORS] = "sheet.errors", [SHEET_WARNINGS] = "sheet.warnings",
	[SHEET_NOTES] = "sheet.notes",
};

void
sheet_head(struct job *job, str field[SHEET_COLUMNS])
{
	for (size_t i = 0; i < SHEET_COLUMNS; i++)
		field[i] = word(job->words, head[i]);
}

static str
count(struct job *job, const struct batch_item *item,
    enum check_severity severity)
{
	return str_printf(job->arena, "%zu", check_total(&item->run, severity));
}

static void
report_facts(struct job *job, const struct batch_item *item,
    str field[SHEET_COLUMNS])
{
	const struct filled	*report = item->run.report;

	for (size_t i = 0; i < SHEET_COLUMNS; i++)
		field[i] = S("");
	field[SHEET_FILE] = item->path;
	if (item->err != OK)
		return;
	field[SHEET_TITLE] = report->title.text;
	field[SHEET_AGENCY] = report->agency.text;
	if (report->year != 0)
		field[SHEET_YEAR] = str_printf(job->arena, "%d", report->year);
}

void
sheet_report(struct job *job, const struct batch_item *item,
    str field[SHEET_COLUMNS])
{
	report_facts(job, item, field);
	if (item->err != OK) {
		field[SHEET_KIND] = word(job->words, "sheet.unread");
		field[SHEET_MESSAGE] = word_fault(job->arena, job->words,
		    &item->fault);
		return;
	}
	field[SHEET_KIND] = word(job->words, "sheet.report");
	field[SHEET_ERRORS] = count(job, item, CHECK_ERROR);
	field[SHEET_WARNINGS] = count(job, item, CHECK_WARNING);
	field[SHEET_NOTES] = count(job, item, CHECK_NOTE);
}

void
sheet_finding(struct job *job, const struct batch_item *item,
    const struct finding *finding, str field[SHEET_COLUMNS])
{
	report_facts(job, item, field);
	field[SHEET_KIND] = check_say_severity(job->words, finding->severity);
	field[SHEET_RULE] = str_of(finding->check->id);
	field[SHEET_CELL] = check_say_cell(job->arena, &item->run, finding);
	field[SHEET_EXPECTED] = finding->expected;
	field[SHEET_FOUND] = finding->found;
	field[SHEET_MESSAGE] = finding->message;
	field[SHEET_QUOTE] = finding->quote;
	field[SHEET_PLACE] = check_say_place(job->arena, job->words,
	    &finding->place);
}
