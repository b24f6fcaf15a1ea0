#include "check/check_say.h"

#include "base/buf.h"
#include "check/check_name.h"

#define SAY_BYTES	((size_t)16 * 1024)

static const struct form_table *
table_named(const struct check_run *run, str key)
{
	const struct filled_table	*filled;

	filled = filled_table(run->report, key);
	if (filled != NULL && filled->table != NULL)
		return filled->table;
	return form_table(run->report->form, key);
}

str
check_say_table(const struct check_run *run, str table)
{
	const struct form_table	*form = table_named(run, table);

	return form == NULL || form->title.n == 0 ? table : form->title;
}

static str
row_name(struct arena *arena, const struct form_table *table, str key)
{
	ptrdiff_t	row = form_row(table, key);

	return row < 0 ? check_name_group(arena, table, key) :
	    check_name_row(arena, table, (size_t)row);
}

/* A finding about a column alone takes the column's label from any row. */
static str
column_name(const struct form_table *table, str row, str column)
{
	for (size_t i = 0; i < table->rows; i++) {
		ptrdiff_t	at = form_column(&table->row[i], column);

		if (at >= 0 && (row.n == 0 || str_eq(table->row[i].key, row)))
			return check_name_column(&table->row[i], (size_t)at);
	}
	return column;
}

static void
part(struct buf *buf, str text)
{
	if (buf->n > 0)
		buf_put(buf, S(" · "));
	buf_put(buf, text);
}

str
check_say_cell(struct arena *arena, const struct check_run *run,
    const struct finding *finding)
{
	const struct form_table	*table;
	struct buf		 buf;

	if (finding->table.n == 0)
		return S("");
	buf_init(&buf, arena, SAY_BYTES);
	part(&buf, check_say_table(run, finding->table));
	table = table_named(run, finding->table);
	if (finding->row.n > 0)
		part(&buf, table == NULL ? finding->row :
		    row_name(arena, table, finding->row));
	if (finding->column.n > 0)
		part(&buf, table == NULL ? finding->column :
		    column_name(table, finding->row, finding->column));
	return buf_str(&buf);
}

str
check_say_place(struct arena *arena, const struct words *words,
    const struct doc_place *place)
{
	if (place->line != 0)
		return WORD(arena, words, "place.line",
		    str_printf(arena, "%u", place->line));
	if (place->page != 0)
		return WORD(arena, words, "place.page",
		    str_printf(arena, "%u", place->page));
	return place->xpath;
}

str
check_say_severity(const struct words *words, enum check_severity severity)
{
	switch (severity) {
	case CHECK_ERROR:
		return word(words, "severity.error");
	case CHECK_WARNING:
		return word(words, "severity.warning");
	case CHECK_NOTE:
		break;
	}
	return word(words, "severity.note");
}
