#include "web/table.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "domain/agency.h"
#include "domain/rules.h"
#include "office/find.h"
#include "web/item.h"

#define ROWS	500		/* read at a time */
#define MOST	100000	/* of a file: what is read of them is held */

const char *const	table_column[TABLE_COLUMNS] = { "index", "title",
	"number", "agency", "agency_name", "day", "published", "changed",
	"kind", "kind_name", "column", "column_name", "validity", "page" };

/* A table being written. */
struct table {
	struct job			*job;
	const struct table_query	*query;
	const struct rules		*rules;
	str				 held;	/* by the wanted column */
	int64_t				 agency;
	int64_t				 named;	/* the body last named */
	str				 code, name;	/* its */
	struct buf			*to;
	struct json			 json;
	int				 memory;	/* the XLSX's file */
	lxw_workbook			*book;		/* NULL once closed */
	lxw_worksheet			*sheet;
	lxw_row_t			 rows;
	/* Of the format. */
	void	(*row)(struct table *table, const str *field);
};

/* --- the formats ---------------------------------------------------------- */

static void
csv_row(struct table *table, const str *field)
{
	csv_record(table->to, field, TABLE_COLUMNS);
}

static void
json_row(struct table *table, const str *field)
{
	json_open_object(&table->json);
	for (int i = 0; i < TABLE_COLUMNS; i++)
		json_put_member(&table->json, table_column[i], field[i]);
	json_close_object(&table->json);
}

/* All cells are texts: none is run as a formula. */
static void
xlsx_row(struct table *table, const str *field)
{
	struct arena_mark	mark = arena_mark(table->job->arena);

	for (int i = 0; i < TABLE_COLUMNS; i++)
		worksheet_write_string(table->sheet, table->rows,
		    (lxw_col_t)i, str_c(table->job->arena, field[i]), NULL);
	table->rows++;
	arena_rewind(table->job->arena, mark);
}

static void
let_go(void *context)
{
	struct table	*table = context;

	if (table->book != NULL)
		(void)workbook_close(table->book);
	if (table->memory >= 0)
		(void)close(table->memory);
}

static const char *
memory_path(const struct table *table)
{
	return arena_printf(table->job->arena, "/proc/self/fd/%d",
	    table->memory);
}

static enum err
xlsx_begin(struct table *table)
{
	lxw_workbook_options	options = { .constant_memory = LXW_TRUE };

	table->memory = memfd_create("xlsx", MFD_CLOEXEC);
	arena_defer(table->job->arena, let_go, table);
	if (table->memory >= 0)
		table->book = workbook_new_opt(memory_path(table), &options);
	if (table->book == NULL)
		return FAIL(table->job->fault, ERR_STORE, "file.unwritable",
		    S("XLSX"), S("libxlsxwriter"));
	table->sheet = workbook_add_worksheet(table->book, "records");
	worksheet_freeze_panes(table->sheet, 1, 0);
	return OK;
}

static enum err
xlsx_end(struct table *table)
{
	struct job	*job = table->job;
	lxw_error	 failed = workbook_close(table->book);
	str		 bytes;
	enum err	 e;

	table->book = NULL;
	if (failed != LXW_NO_ERROR)
		return FAIL(job->fault, ERR_STORE, "file.unwritable",
		    S("XLSX"), str_of(lxw_strerror(failed)));
	e = file_read(job->arena, memory_path(table), RESPONSE_BYTES, &bytes,
	    job->fault);
	if (e == OK)
		buf_put(table->to, bytes);
	return e;
}

/* --- rows ----------------------------------------------------------------- */

static bool
is_wanted(const struct table *table, const struct record *record)
{
	const struct table_query	*query = table->query;
	str				 held = table->held, one;

	if ((query->kind.n > 0 && !str_eq(query->kind, record->kind)) ||
	    (query->validity.n > 0 && !str_eq(query->validity,
	    record->validity)))
		return false;
	if (held.n == 0)
		return true;
	while (str_cut(&held, '\n', &one))
		if (one.n > 0 && str_eq(one, record->column))
			return true;
	return false;
}

static str
stamp(struct job *job, int64_t moment)
{
	return moment == 0 ? S("") : day_stamp(job->arena, moment);
}

static enum err
put_row(struct table *table, const struct record *record)
{
	struct job	*job = table->job;
	str		 column = catalogue_key(table->rules->catalogue,
			    record->column);
	enum err	 e = OK;

	if (record->agency != table->named)
		e = agency_called(job, record->agency, &table->code,
		    &table->name);
	table->named = record->agency;
	if (e == OK)
		table->row(table, (const str[TABLE_COLUMNS]){ record->index,
		    record->title, record->number, table->code, table->name,
		    day_text(job->arena, record->day), stamp(job,
		    record->published), stamp(job, record->changed),
		    record->kind, kind_name(table->rules->kinds,
		    record->kind), column, catalogue_name(
		    table->rules->catalogue, column), record->validity,
		    str_printf(job->arena, "%.*s%.*s",
		    STRF(table->query->site), STRF(item_url(job,
		    record->index, record->id).s)) });
	return e;
}

/* Some at a time, by their ids. */
static enum err
put_rows(struct table *table)
{
	struct job	*job = table->job;
	struct record	*record;
	int64_t		 after = 0;
	size_t		 n = ROWS, all = 0;
	enum err	 e = OK;

	while (e == OK && n == ROWS) {
		e = record_table(job, table->agency, table->query->year,
		    after, ROWS, &record, &n);
		for (size_t i = 0; e == OK && i < n; i++) {
			after = record[i].id;
			if (!is_wanted(table, &record[i]))
				continue;
			e = put_row(table, &record[i]);
			all++;
		}
		if (e == OK && (buf_err(table->to) != OK ||
		    all > MOST))
			return FAIL(job->fault, ERR_TOO_LARGE,
			    "public.data.large");
	}
	return e;
}

static enum err
look_up(struct table *table)
{
	struct agency	agency = { .id = DB_EVERYTHING };
	enum err	e = rules_of(table->job, &table->rules);

	if (e == OK && table->query->agency.n > 0)
		e = agency_find(table->job, table->query->agency, &agency);
	if (e != OK)
		return e;
	table->agency = agency.id;
	table->held = find_held(table->job->arena, table->rules->catalogue,
	    table->query->column);
	return OK;
}

enum err
table_write(struct job *job, const struct table_query *query,
    enum table_format format, struct buf *to)
{
	struct table	*table = arena_alloc(job->arena, sizeof *table);
	str		 head[TABLE_COLUMNS];
	enum err	 e;

	*table = (struct table){ .job = job, .query = query, .to = to,
	    .memory = -1, .row = format == TABLE_CSV ? csv_row :
	    format == TABLE_XLSX ? xlsx_row : json_row };
	for (int i = 0; i < TABLE_COLUMNS; i++)
		head[i] = str_of(table_column[i]);
	e = look_up(table);
	if (e == OK && format == TABLE_XLSX)
		e = xlsx_begin(table);
	if (e != OK)
		return e;
	if (format == TABLE_CSV)
		csv_begin(to);
	json_init(&table->json, to, false);
	if (format == TABLE_JSON)
		json_open_array(&table->json);
	else
		table->row(table, head);
	e = put_rows(table);
	if (format == TABLE_JSON)
		json_close_array(&table->json);
	return e == OK && format == TABLE_XLSX ? xlsx_end(table) : e;
}
