#include "office/import_table.h"

#include <string.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/yaml.h"
#include "doc/doc_read.h"
#include "office/import_feed.h"

#define HEAD_ROWS	10u	/* among these the heads stand */

/* --- rows -------------------------------------------------------------- */

/* The row of a place such as "Sheet1!B4"; 0 if it has none. */
static unsigned
line_of(str xpath)
{
	unsigned	line = 0, power = 1;

	while (xpath.n > 0 && xpath.at[xpath.n - 1] >= '0' &&
	    xpath.at[xpath.n - 1] <= '9' && power < 100000000) {
		line += (unsigned)(xpath.at[--xpath.n] - '0') * power;
		power *= 10;
	}
	return line;
}

static void
take_sheet_row(struct arena *arena, const struct doc_table *table,
    unsigned number, struct csv_row *ret)
{
	*ret = (struct csv_row){ .field = arena_array(arena,
	    table->cols, sizeof(str)), .n = table->cols };
	for (unsigned col = 0; col < table->cols; col++) {
		const struct doc_cell	*cell = table->at[number *
					    table->cols + col];

		if (cell == NULL)
			continue;
		ret->field[col] = cell->text;
		if (ret->line == 0)
			ret->line = line_of(cell->place.xpath) + number -
			    cell->row;
	}
}

/* The one table of a workbook: a title may stand over it, nothing else may
   be in the file, or rows would be lost unseen. */
static enum err
sheet_table(struct job *job, const struct doc *doc,
    const struct doc_table **ret)
{
	const struct doc_table	*table = NULL;

	for (size_t i = 0; i < doc->metas; i++)
		if (str_is(doc->meta[i].name, "hidden"))
			return FAIL(job->fault, ERR_INVALID, "import.hidden",
			    doc->meta[i].value);
	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_block	*block = &doc->block[i];

		if (table != NULL && block->kind == DOC_TABLE)
			return FAIL(job->fault, ERR_INVALID,
			    "import.two_tables");
		if (table != NULL && block->text.n > 0)
			return FAIL(job->fault, ERR_INVALID,
			    "import.behind", block->place.xpath);
		if (block->kind == DOC_TABLE)
			table = block->table;
	}
	if (table == NULL)
		return FAIL(job->fault, ERR_INVALID, "import.no_table");
	*ret = table;
	return OK;
}

static enum err
sheet_rows(struct job *job, str path, str bytes, struct csv_row **ret,
    size_t *ret_n)
{
	const struct doc_table	*table = NULL;
	struct doc		*doc;
	enum err		 e;

	e = doc_read_xlsx(job->arena, bytes, path, &doc, job->fault);
	if (e == OK)
		e = sheet_table(job, doc, &table);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, table->rows + 1, sizeof **ret);
	*ret_n = 0;
	for (unsigned i = 0; i < table->rows; i++)
		take_sheet_row(job->arena, table, i, &(*ret)[(*ret_n)++]);
	return OK;
}

enum err
import_table_rows(struct job *job, str path, str bytes, struct csv_row **ret,
    size_t *ret_n)
{
	str		text, charset;
	enum err	e;

	if (import_feed_is(bytes))
		return import_feed_rows(job, path, bytes, ret, ret_n);
	if (doc_read_sniff(bytes, path) == DOC_XLSX)
		return sheet_rows(job, path, bytes, ret, ret_n);
	if (doc_read_sniff(bytes, path) != DOC_TEXT &&
	    doc_read_sniff(bytes, path) != DOC_MARKDOWN)
		return FAIL(job->fault, ERR_INVALID, "import.format", path);
	e = doc_read_charset(job->arena, bytes, S(""), &text, &charset,
	    job->fault);
	return e == OK ? csv_read(job->arena, text, ret, ret_n, job->fault) :
	    e;
}

/* --- heads ------------------------------------------------------------- */

/* How the heads of a kind may be written. */
struct heads {
	str	*head[IMPORT_COLUMNS];	/* folded */
	size_t	 heads[IMPORT_COLUMNS];
	bool	 needed[IMPORT_COLUMNS];
	int	 n;			/* columns */
};

static enum err
read_column(struct import *import, struct yaml *map, const char *key,
    struct heads *heads)
{
	struct fault	*fault = import->job->fault;
	int		 i = heads->n++;
	struct yaml	*column;
	enum err	 e;

	e = yaml_want(map, key, YAML_MAP, &column, fault);
	if (e == OK)
		e = yaml_may_bool(column, "needed", &heads->needed[i], fault);
	if (e == OK)
		e = yaml_may_texts(import->job->arena, column, "heads",
		    &heads->head[i], &heads->heads[i], fault);
	if (e == OK)
		e = yaml_done(column, fault);
	for (size_t k = 0; e == OK && k < heads->heads[i]; k++)
		heads->head[i][k] = han_fold(import->job->arena,
		    heads->head[i][k]);
	return e;
}

static enum err
open_rules(const struct import *import, struct yaml **ret)
{
	static const char	path[] = "rules/import.yaml";
	struct job		*job = import->job;
	struct yaml		*root;
	enum err		 e;

	e = yaml_load(job->arena, path, &root, job->fault);
	return e == OK ? yaml_want(root, import->kind->name, YAML_MAP, ret,
	    job->fault) : e;
}

/* How values may be written, if the kind has any. */
static enum err
read_values(struct import *import, struct yaml *rules)
{
	struct job	*job = import->job;
	struct yaml	*values = yaml_get(rules, "values");
	size_t		 n;
	str		*list;
	enum err	 e = OK;

	for (size_t i = 0; e == OK && values != NULL && i < values->n; i++) {
		n = 0;
		e = yaml_may_texts(job->arena, values, str_c(job->arena,
		    values->key[i]), &list, &n, job->fault);
		import->value = arena_grow(job->arena, import->value,
		    import->values, import->values + n + 1,
		    sizeof *import->value);
		for (size_t k = 0; k <= n; k++)
			import->value[import->values++] =
			    (struct import_value){ values->key[i],
			    han_fold(job->arena, k < n ? list[k] :
			    values->key[i]) };
	}
	return e;
}

static enum err
read_heads(struct import *import, struct heads *ret)
{
	struct fault	*fault = import->job->fault;
	struct yaml	*rules, *columns;
	enum err	 e;

	e = open_rules(import, &rules);
	if (e == OK)
		e = yaml_want(rules, "columns", YAML_MAP, &columns, fault);
	for (int i = 0; e == OK && import->kind->column[i] != NULL; i++)
		e = read_column(import, columns, import->kind->column[i],
		    ret);
	if (e == OK)
		e = yaml_done(columns, fault);
	if (e == OK)
		e = read_values(import, rules);
	return e == OK ? yaml_done(rules, fault) : e;
}

enum err
import_table_rules(struct arena *arena, struct fault *fault)
{
	struct job	job = { .arena = arena, .fault = fault };
	enum err	e = OK;

	for (size_t i = 0; e == OK && import_kinds[i] != NULL; i++) {
		struct import	import = { .job = &job, .kind =
				    import_kinds[i] };
		struct heads	heads = { .n = 0 };

		e = read_heads(&import, &heads);
	}
	return e;
}

/* Which column a head is; -1 for none. */
static int
column_of(const struct heads *heads, str folded)
{
	for (int i = 0; i < heads->n; i++)
		for (size_t k = 0; k < heads->heads[i]; k++)
			if (str_eq(heads->head[i][k], folded))
				return i;
	return -1;
}

/* Where the columns of the kind stand in a row of heads; -1: nowhere. */
struct place {
	int	field[IMPORT_COLUMNS];	/* of the file */
	bool	all;			/* no needed one lacks */
	int	twice;			/* a column that stands twice, or -1 */
};

static struct place
place_heads(struct import *import, const struct heads *heads,
    const struct csv_row *row)
{
	struct place	place = { .all = true, .twice = -1 };
	int		column;

	for (int i = 0; i < IMPORT_COLUMNS; i++)
		place.field[i] = -1;
	for (size_t i = 0; i < row->n; i++) {
		column = column_of(heads, han_fold(import->job->arena,
		    row->field[i]));
		if (column >= 0 && place.field[column] >= 0)
			place.twice = column;
		if (column >= 0)
			place.field[column] = (int)i;
	}
	for (int i = 0; i < heads->n; i++)
		place.all = place.all && (!heads->needed[i] ||
		    place.field[i] >= 0);
	return place;
}

/* Keep the heads as the file has them, and those that nobody knows. */
static enum err
keep_heads(struct import *import, const struct heads *heads,
    const struct place *place, const struct csv_row *row)
{
	struct arena	*arena = import->job->arena;

	if (place->twice >= 0)
		return FAIL(import->job->fault, ERR_INVALID, "import.twice",
		    row->field[place->field[place->twice]]);
	for (int i = 0; i < heads->n; i++)
		if (place->field[i] >= 0)
			import->head[i] = str_trim(row->field[place->
			    field[i]]);
	import->ignored = arena_array(arena, row->n + 1,
	    sizeof *import->ignored);
	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->field[i]).n > 0 && column_of(heads,
		    han_fold(arena, row->field[i])) < 0)
			import->ignored[import->ignoreds++] =
			    str_trim(row->field[i]);
	return OK;
}

/* A row behind the heads; a field without a head is not passed over. */
static enum err
take_row(struct import *import, const struct place *place, size_t heads,
    const struct csv_row *row)
{
	struct import_row	*to = &import->row[import->n];
	bool			 some = false;

	to->line = row->line;
	for (size_t i = 0; i < row->n; i++) {
		some = some || str_trim(row->field[i]).n > 0;
		if (i >= heads && str_trim(row->field[i]).n > 0)
			return FAIL(import->job->fault, ERR_INVALID,
			    "import.too_many", str_printf(import->job->arena,
			    "%u", row->line));
	}
	for (int i = 0; i < IMPORT_COLUMNS; i++)
		if (place->field[i] >= 0 && (size_t)place->field[i] < row->n)
			to->field[i] = str_trim(row->field[place->field[i]]);
	import->n += some;
	return OK;
}

enum err
import_table_match(struct import *import, const struct csv_row *row, size_t n)
{
	struct heads	*heads = arena_alloc(import->job->arena,
			    sizeof *heads);
	struct place	 place = { .all = false };
	size_t		 at = 0;
	enum err	 e;

	e = read_heads(import, heads);
	for (; e == OK && at < n && at < HEAD_ROWS && !place.all; at++)
		place = place_heads(import, heads, &row[at]);
	if (e != OK)
		return e;
	if (!place.all)
		return FAIL(import->job->fault, ERR_INVALID,
		    "import.no_heads", heads->head[0][0]);
	e = keep_heads(import, heads, &place, &row[at - 1]);
	import->row = arena_array(import->job->arena, n + 1,
	    sizeof *import->row);
	for (size_t i = at; e == OK && i < n; i++)
		e = take_row(import, &place, row[at - 1].n, &row[i]);
	return e;
}
