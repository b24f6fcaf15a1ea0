/*
 * test_erasure_table - no column of the schema is forgotten: each that can
 * hold anything but a number stands in gongkai-erase(1), and what is said
 * there to be struck is struck.
 */
#include "domain/erasure_table.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "domain/erasure.h"
#include "tests/store.h"

#define MANUAL		"man/gongkai-erase.1"
#define MANUAL_BYTES	((size_t)1 << 20)
#define COLUMNS		500
#define NEEDLE		"xu-zhimo-needle"
#define AT		7	/* every number of the rows that are made */

/* A column of the store, as its engine tells. */
struct column {
	const str	*table, *name, *type, *may_be_null;
};

#define TEXT(n_)							\
	{ .name = #n_, .type = DB_TEXT, .nullable = true,		\
	    .offset = offsetof(struct column, n_) }

static const struct db_column	catalog_columns[] = {
	TEXT(table), TEXT(name), TEXT(type), TEXT(may_be_null) };

static const struct sql	catalog = {
	.name = "catalog", .text = {
	    "select m.name, p.name, lower(p.type), cast(p.\"notnull\" = 0 and "
	    "p.pk = 0 as text) "
	    "from sqlite_schema as m, pragma_table_info(m.name) as p "
	    "where m.type = 'table' and m.name not like 'sqlite_%' "
	    "order by m.name, p.cid",
	    "select cast(table_name as text), cast(column_name as text), "
	    "cast(data_type as text), cast(cast(is_nullable = 'YES' as int) "
	    "as text) from information_schema.columns "
	    "where table_schema = current_schema "
	    "order by table_name, ordinal_position" },
	.out = catalog_columns, .outs = 4, .yield = DB_MANY,
	.row_size = sizeof(struct column) };

static const struct db_column	one_number[] = {
	{ .name = "n", .type = DB_INT } };

/* What is looked for, and what was found. */
struct look {
	const struct column	*column;
	size_t			 n;
	const struct sql	*sql;
	int64_t			 found;
};

static enum err
read_catalog(struct job *job, void *context)
{
	struct look	*look = context;
	void		*rows;
	enum err	 e = db_rows(job->db, &catalog, NULL, &rows, &look->n);

	look->column = rows;
	return e;
}

static struct look
columns_of(struct test_store *t)
{
	struct look	look = { .n = 0 };

	check_ok(job_read(&t->job, read_catalog, &look), t->fault);
	cr_assert_gt(look.n, 100);
	return look;
}

static bool
is_number(const struct column *column)
{
	return str_is(*column->type, "integer") ||
	    str_is(*column->type, "bigint");
}

static bool
is_struck(str table, str name)
{
	for (size_t i = 0; i < erasure_table_count; i++) {
		const struct db_column	*column;
		size_t			 n;

		column = erasure_table_columns(&erasure_table_index[i], &n);
		if (!str_is(table, erasure_table_index[i].table))
			continue;
		for (size_t j = 0; j < n; j++)
			if (str_is(name, column[j].name))
				return true;
	}
	return false;
}

/* --- the manual --------------------------------------------------------- */

/* A column that the manual tells of, and whether as one that is struck. */
struct told {
	str	table, name;
	bool	struck;
	bool	there;		/* the store has it */
};

static bool
is_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '_')
			return false;
	return s.n > 0;
}

/* "table: name, name" */
static void
read_line(str line, bool struck, struct told *told, size_t *n)
{
	str	table, name;

	if (!str_cut(&line, ':', &table) || !is_name(table))
		return;
	while (line.n > 0) {
		if (!str_cut(&line, ',', &name)) {
			name = line;
			line.n = 0;
		}
		name = str_trim(name);
		cr_assert(is_name(name), "%.*s: %.*s", STRF(table),
		    STRF(name));
		cr_assert_lt(*n, COLUMNS);
		told[(*n)++] = (struct told){ table, name, struck, false };
	}
}

static size_t
read_manual(struct arena *arena, struct told *told)
{
	struct fault	fault = { 0 };
	bool		within = false, struck = false;
	size_t		n = 0;
	str		rest, line;

	check_ok(file_read(arena, MANUAL, MANUAL_BYTES, &rest, &fault),
	    fault);
	while (str_cut(&rest, '\n', &line)) {
		if (str_starts(line, S(".Sh ")))
			within = str_is(line, ".Sh WHERE TEXT CAN STAND");
		if (str_starts(line, S(".It ")))
			struck = str_is(line, ".It Em struck out");
		if (within && !str_starts(line, S(".")))
			read_line(line, struck, told, &n);
	}
	return n;
}

static struct told *
told_of(struct told *told, size_t n, const struct column *column)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(told[i].table, *column->table) &&
		    str_eq(told[i].name, *column->name))
			return &told[i];
	return NULL;
}

TEST_STORE(erasure_table, every_column_of_the_schema_is_in_the_manual)
{
	struct told	told[COLUMNS];
	size_t		n = read_manual(t->job.arena, told);
	struct look	look = columns_of(t);

	for (size_t i = 0; i < look.n; i++) {
		const struct column	*column = &look.column[i];
		struct told		*is = told_of(told, n, column);

		if (is_number(column))
			continue;
		cr_expect(is != NULL, "%.*s.%.*s can hold a text: add it to "
		    "a pair of sql/erasure.sql or say in " MANUAL " why not",
		    STRF(*column->table), STRF(*column->name));
		if (is == NULL)
			continue;
		cr_expect_eq(is->struck, is_struck(*column->table,
		    *column->name), "%.*s.%.*s", STRF(*column->table),
		    STRF(*column->name));
		cr_expect(!is->there, "%.*s.%.*s is told of twice",
		    STRF(*column->table), STRF(*column->name));
		is->there = true;
	}
	for (size_t i = 0; i < n; i++)
		cr_expect(told[i].there, "%.*s.%.*s is told of, and is not",
		    STRF(told[i].table), STRF(told[i].name));
}

/* --- what is struck ----------------------------------------------------- */

/* What a column must hold that is not struck, and not empty. */
static const struct {
	const char	*table, *name, *value;
} fixed[] = {
	{ "attachment", "blob", "'" NEEDLE " blob'" },
	{ "attachment", "state", "'clean'" },
	{ "erasure", "kind", "'text'" },
	{ "errand", "state", "'dead'" },
	{ "outbox", "way", "'mail'" },
	{ "transfer", "way", "'import'" },
};

static void
put_value(struct buf *buf, const struct column *column)
{
	if (is_struck(*column->table, *column->name)) {
		bool	bytes = !str_is(*column->type, "text");

		buf_printf(buf, "%s'a " NEEDLE " %.*s'%s", !bytes ? "" :
		    str_is(*column->type, "blob") ? "cast(" : "convert_to(",
		    STRF(*column->name), !bytes ? "" :
		    str_is(*column->type, "blob") ? " as blob)" :
		    ", 'UTF8')");
		return;
	}
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		if (str_is(*column->table, fixed[i].table) &&
		    str_is(*column->name, fixed[i].name)) {
			buf_put(buf, str_of(fixed[i].value));
			return;
		}
	if (str_is(*column->name, "subject"))
		buf_put(buf, S("0"));
	else if (is_number(column))
		buf_printf(buf, "%d", AT);
	else
		buf_put(buf, str_is(*column->may_be_null, "1") ? S("null") :
		    str_is(*column->type, "blob") ? S("x''") : S("''"));
}

static bool
is_of(const struct column *column, const char *table)
{
	return str_is(*column->table, table);
}

/* A row of a table with the needle in every column that is struck. */
static void
plant(struct test_store *t, const struct look *look, const char *table)
{
	const char	*comma = "";
	struct buf	names, values;

	buf_init(&names, t->job.arena, 10000);
	buf_init(&values, t->job.arena, 10000);
	for (size_t i = 0; i < look->n; i++) {
		const struct column	*column = &look->column[i];

		if (!is_of(column, table))
			continue;
		buf_printf(&names, "%s%.*s", comma, STRF(*column->name));
		buf_put(&values, str_of(comma));
		put_value(&values, column);
		comma = ", ";
	}
	check_ok(db_script(t->store->db, arena_printf(t->job.arena,
	    "insert into %s (%.*s) values (%.*s)", table,
	    STRF(buf_str(&names)), STRF(buf_str(&values))), &t->fault),
	    t->fault);
}

/* Rows of others point at their rows, which so come first. */
static const char *const	pointed_at[] = { "agency", "record",
	"event", "channel", "attachment" };

#define POINTED_AT	(sizeof pointed_at / sizeof pointed_at[0])

static bool
is_pointed_at(const char *table)
{
	for (size_t i = 0; i < POINTED_AT; i++)
		if (strcmp(table, pointed_at[i]) == 0)
			return true;
	return false;
}

static void
plant_all(struct test_store *t, const struct look *look)
{
	if (db_engine(t->store->db) == DB_SQLITE)
		check_ok(db_script(t->store->db, "pragma query_only = off",
		    &t->fault), t->fault);
	check_ok(db_script(t->store->db, "insert into blob (name, size, "
	    "created_at) values ('" NEEDLE " blob', 0, 0)", &t->fault),
	    t->fault);
	for (size_t i = 0; i < POINTED_AT; i++)
		plant(t, look, pointed_at[i]);
	for (size_t i = 0; i < erasure_table_count; i++) {
		const char	*table = erasure_table_index[i].table;

		if (!is_pointed_at(table) && (i == 0 || strcmp(table,
		    erasure_table_index[i - 1].table) != 0))
			plant(t, look, table);
	}
}

static enum err
count(struct job *job, void *context)
{
	struct look	*look = context;
	struct { int64_t n; }	row;
	enum err	 e = db_row(job->db, look->sql, NULL, &row);

	look->found = row.n;
	return e;
}

/* How many rows hold the needle in this column. */
static int64_t
holding(struct test_store *t, struct look *look, const struct column *column)
{
	bool		 bytea = str_is(*column->type, "bytea");
	struct sql	*sql;
	const char	*text = arena_printf(t->job.arena,
			    "select count(*) as n from %.*s where %s%.*s%s "
			    "like '%%a " NEEDLE "%%'", STRF(*column->table),
			    bytea ? "encode(" : "cast(", STRF(*column->name),
			    bytea ? ", 'escape')" : " as text)");

	/* A connection knows a statement by its address. */
	look->sql = sql = arena_alloc(t->job.arena, sizeof *sql);
	*sql = (struct sql){ .name = "count", .text = { text, text },
	    .out = one_number, .outs = 1, .yield = DB_ONE,
	    .row_size = sizeof(int64_t) };
	check_ok(job_read(&t->job, count, look), t->fault);
	return look->found;
}

TEST_STORE(erasure_table, what_is_struck_holds_the_text_no_more)
{
	const str	text = S("a " NEEDLE);
	struct look	look = columns_of(t);
	struct erasure	done;

	plant_all(t, &look);
	for (size_t i = 0; i < look.n; i++)
		cr_expect_eq(holding(t, &look, &look.column[i]) > 0,
		    is_struck(*look.column[i].table, *look.column[i].name),
		    "%.*s.%.*s", STRF(*look.column[i].table),
		    STRF(*look.column[i].name));
	check_ok(erasure_apply(&t->job, &(struct erasure_order){
	    .text = &text, .texts = 1, .reason = S("误录") }, &done),
	    t->fault);
	for (size_t i = 0; i < look.n; i++)
		cr_expect_eq(holding(t, &look, &look.column[i]), 0,
		    "%.*s.%.*s", STRF(*look.column[i].table),
		    STRF(*look.column[i].name));
	check_int(done.found, (int)erasure_table_count);
}
