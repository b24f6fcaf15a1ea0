/*
 * sheet - a report and a finding as lines of a table, for CSV and XLSX.
 *
 * Calls: base, batch, check.
 */
#ifndef SHEET_H
#define SHEET_H

#include "office/batch.h"

enum sheet_column {
	SHEET_FILE, SHEET_TITLE, SHEET_AGENCY, SHEET_YEAR,
	SHEET_KIND,			/* a report, or a finding's severity */
	SHEET_RULE, SHEET_CELL, SHEET_EXPECTED, SHEET_FOUND, SHEET_MESSAGE,
	SHEET_QUOTE, SHEET_PLACE,
	SHEET_ERRORS, SHEET_WARNINGS, SHEET_NOTES,	/* of a report */
	SHEET_COLUMNS
};

/* The heads of the columns. */
void	sheet_head(struct job *job, str field[SHEET_COLUMNS]);

/* The line of a file, read or not. */
void	sheet_report(struct job *job, const struct batch_item *item,
	    str field[SHEET_COLUMNS]);

/* The line of one of its findings. */
void	sheet_finding(struct job *job, const struct batch_item *item,
	    const struct finding *finding, str field[SHEET_COLUMNS]);

#endif
