#include "cli/sink.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"
#include "base/number.h"
#include "base/utf8.h"
#include "cli/sheet.h"

#define CELL_BYTES	30000u	/* a cell of a spreadsheet holds 32,767 */
#define XLSX_BYTES	((size_t)256 << 20)
#define ROWS_MOST	1048000u /* a sheet holds 1,048,576 */

/* Columns of the first and of the second sheet. */
static const enum sheet_column	report_column[] = { SHEET_FILE, SHEET_TITLE,
	SHEET_AGENCY, SHEET_YEAR, SHEET_KIND, SHEET_ERRORS, SHEET_WARNINGS,
	SHEET_NOTES, SHEET_MESSAGE };
static const enum sheet_column	finding_column[] = { SHEET_FILE, SHEET_AGENCY,
	SHEET_YEAR, SHEET_KIND, SHEET_RULE, SHEET_CELL, SHEET_EXPECTED,
	SHEET_FOUND, SHEET_MESSAGE, SHEET_QUOTE, SHEET_PLACE };

static const double	column_width[SHEET_COLUMNS] = {
	[SHEET_FILE] = 36, [SHEET_TITLE] = 48, [SHEET_AGENCY] = 24,
	[SHEET_YEAR] = 8, [SHEET_KIND] = 8, [SHEET_RULE] = 8,
	[SHEET_CELL] = 40, [SHEET_EXPECTED] = 16, [SHEET_FOUND] = 16,
	[SHEET_MESSAGE] = 70, [SHEET_QUOTE] = 60, [SHEET_PLACE] = 20,
	[SHEET_ERRORS] = 8, [SHEET_WARNINGS] = 8, [SHEET_NOTES] = 8,
};

#define LENGTH(array)	(sizeof(array) / sizeof *(array))

struct page {
	lxw_worksheet			*sheet;
	const enum sheet_column		*column;
	size_t				 columns;
	lxw_row_t			 rows;
};

struct state {
	const char	*path;
	lxw_workbook	*book;		/* NULL once closed */
	int		 memory;	/* the file until it is whole */
	lxw_format	*head, *text;
	struct page	 reports, findings;
};

static bool
counts(enum sheet_column column)
{
	return column == SHEET_YEAR || column == SHEET_ERRORS ||
	    column == SHEET_WARNINGS || column == SHEET_NOTES;
}

static void
line(struct sink *sink, struct page *page, const str field[SHEET_COLUMNS],
    lxw_format *format)
{
	struct number	number;
	int64_t		integer;

	if (page->rows >= ROWS_MOST)
		return;
	for (size_t i = 0; i < page->columns; i++) {
		str	text = utf8_head(field[page->column[i]], CELL_BYTES);

		if (counts(page->column[i]) && number_read(text, &number) &&
		    number_integer(number, &integer))
			worksheet_write_number(page->sheet, page->rows,
			    (lxw_col_t)i, (double)integer, format);
		else
			worksheet_write_string(page->sheet, page->rows,
			    (lxw_col_t)i, str_c(sink->job->arena, text),
			    format);
	}
	page->rows++;
}

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena_mark	 mark = arena_mark(sink->job->arena);
	str			 field[SHEET_COLUMNS];

	sheet_report(sink->job, item, field);
	line(sink, &state->reports, field, state->text);
	for (size_t i = 0; item->err == OK && i < item->run.n; i++) {
		sheet_finding(sink->job, item, &item->run.finding[i], field);
		line(sink, &state->findings, field, state->text);
	}
	arena_rewind(sink->job->arena, mark);
}

static void
page_start(struct sink *sink, struct page *page, const char *name)
{
	struct state	*state = sink->state;
	str		 field[SHEET_COLUMNS];

	page->sheet = workbook_add_worksheet(state->book,
	    str_c(sink->job->arena, word(sink->job->words, name)));
	for (size_t i = 0; i < page->columns; i++)
		worksheet_set_column(page->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    column_width[page->column[i]], NULL);
	worksheet_freeze_panes(page->sheet, 1, 0);
	sheet_head(sink->job, field);
	line(sink, page, field, state->head);
}

static void
page_filter(struct page *page)
{
	worksheet_autofilter(page->sheet, 0, 0, page->rows - 1,
	    (lxw_col_t)(page->columns - 1));
}

static void
let_go(void *context)
{
	struct state	*state = context;

	if (state->book != NULL)
		(void)workbook_close(state->book);
	(void)close(state->memory);
}

static const char *
memory_path(struct job *job, int memory)
{
	return arena_printf(job->arena, "/proc/self/fd/%d", memory);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;
	lxw_error	 failed;
	str		 bytes;
	enum err	 e;

	page_filter(&state->reports);
	page_filter(&state->findings);
	failed = workbook_close(state->book);
	state->book = NULL;
	if (failed != LXW_NO_ERROR)
		return FAIL(fault, ERR_STORE, "file.unwritable",
		    str_of(state->path), str_of(lxw_strerror(failed)));
	e = file_read(sink->job->arena, memory_path(sink->job, state->memory),
	    XLSX_BYTES, &bytes, fault);
	if (e != OK)
		return e;
	return file_write(state->path, bytes, fault);
}

enum err
sink_xlsx(struct job *job, const char *path, struct sink *ret)
{
	struct state		*state = arena_alloc(job->arena, sizeof *state);
	lxw_workbook_options	 options = { .constant_memory = LXW_TRUE };

	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = state };
	state->path = path;
	state->memory = memfd_create("xlsx", MFD_CLOEXEC);
	if (state->memory >= 0)
		state->book = workbook_new_opt(memory_path(job, state->memory),
		    &options);
	if (state->book == NULL)
		return FAIL(job->fault, ERR_STORE, "file.unwritable",
		    str_of(path), S("libxlsxwriter"));
	arena_defer(job->arena, let_go, state);
	state->head = workbook_add_format(state->book);
	format_set_bold(state->head);
	state->text = workbook_add_format(state->book);
	format_set_text_wrap(state->text);
	format_set_align(state->text, LXW_ALIGN_VERTICAL_TOP);
	state->reports = (struct page){ .column = report_column,
	    .columns = LENGTH(report_column) };
	state->findings = (struct page){ .column = finding_column,
	    .columns = LENGTH(finding_column) };
	page_start(ret, &state->reports, "sheet.reports");
	page_start(ret, &state->findings, "sheet.findings");
	return OK;
}
