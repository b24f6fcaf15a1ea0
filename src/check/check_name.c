#include "check/check_name.h"

#include "base/arena.h"
#include "base/buf.h"

#define NAME_LIMIT	(1u << 16)

/* A label without the explanation that follows in brackets. */
static str
short_text(str text)
{
	ptrdiff_t	bracket = str_find(text, S("（"), 0);

	return bracket > 0 ? str_sub(text, 0, (size_t)bracket) : text;
}

static const struct form_group *
group_of(const struct form_table *table, str key)
{
	for (size_t i = 0; i < table->groups; i++)
		if (str_eq(table->group[i].key, key))
			return &table->group[i];
	return NULL;
}

static str
numbered(struct arena *arena, const struct form_table *table, str group,
    const struct form_label *label)
{
	const struct form_group	*around = group_of(table, group);
	str			 front = S(""), text = short_text(label->text);

	/* The outermost number (三、) tells nothing that the next does not. */
	if (around != NULL && around->parent.n > 0)
		front = around->label.number;
	return str_printf(arena, "%.*s%.*s%.*s", STRF(front),
	    STRF(label->number), STRF(text));
}

str
check_name_row(struct arena *arena, const struct form_table *table, size_t row)
{
	return numbered(arena, table, table->row[row].group,
	    &table->row[row].label);
}

str
check_name_column(const struct form_row *row, size_t column)
{
	return short_text(row->column[column].label.text);
}

str
check_name_group(struct arena *arena, const struct form_table *table, str key)
{
	const struct form_group	*group = group_of(table, key);

	if (group == NULL)
		return key;
	return numbered(arena, table, group->parent, &group->label);
}

str
check_name_figure(const struct check_run *run, const struct filled_cell *cell)
{
	if (cell == NULL || cell->state == FILLED_LOST)
		return word(run->job->words, "check.cell.lost");
	if (cell->raw.n > 0)
		return cell->raw;
	if (cell->state == FILLED_NUMBER)
		return number_text(run->job->arena, cell->value);
	return word(run->job->words, "check.cell.blank");
}

str
check_name_figures(const struct check_run *run, const struct filled_table *at,
    size_t row)
{
	const struct form_row	*line = &at->table->row[row];
	struct buf		 buf;

	buf_init(&buf, run->job->arena, NAME_LIMIT);
	buf_put(&buf, check_name_row(run->job->arena, at->table, row));
	for (size_t i = 0; i < line->columns; i++) {
		buf_byte(&buf, ' ');
		buf_put(&buf, check_name_figure(run,
		    &at->cell[line->first + i]));
	}
	return buf_str(&buf);
}

str
check_name_join(struct arena *arena, const str *text, size_t n, str separator)
{
	struct buf	buf;

	buf_init(&buf, arena, NAME_LIMIT);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_put(&buf, separator);
		buf_put(&buf, text[i]);
	}
	return buf_str(&buf);
}
