/* What goes in comes out, on either engine. */
#include "tests/store.h"

struct row {
	int64_t		 n;
	str		 s;
	day		 d;
	str		 b;
	const int64_t	*may_n;
	const str	*may_s;
	day		 may_d;
	const str	*may_b;
};

#define COLUMN(name_, type_, nullable_) \
	{ .name = #name_, .type = type_, .nullable = nullable_, \
	    .offset = offsetof(struct row, name_) }

static const struct db_column	columns[] = {
	COLUMN(n, DB_INT, false), COLUMN(s, DB_TEXT, false),
	COLUMN(d, DB_DAY, false), COLUMN(b, DB_BYTES, false),
	COLUMN(may_n, DB_INT, true), COLUMN(may_s, DB_TEXT, true),
	COLUMN(may_d, DB_DAY, true), COLUMN(may_b, DB_BYTES, true),
};

#define COLUMNS	(sizeof columns / sizeof columns[0])

#define LIST	"n, s, d, b, may_n, may_s, may_d, may_b"

static const struct sql	insert = {
	.name = "value_insert",
	.text = { "insert into value (" LIST ") "
	    "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	    "insert into value (" LIST ") "
	    "values ($1, $2, $3, $4, $5, $6, $7, $8)" },
	.in = columns, .ins = COLUMNS, .writes = true,
};

static const struct sql	all = {
	.name = "value_all",
	.text = { "select " LIST " from value order by n",
	    "select " LIST " from value order by n" },
	.out = columns, .outs = COLUMNS, .yield = DB_MANY,
	.row_size = sizeof(struct row),
};

/* The first of them, where there are several. */
static const struct sql	one = {
	.name = "value_one",
	.text = { "select " LIST " from value order by n",
	    "select " LIST " from value order by n" },
	.out = columns, .outs = COLUMNS, .yield = DB_ONE,
	.row_size = sizeof(struct row),
};

static void
begin(struct test_store *t)
{
	check_ok(db_begin(t->store->db, DB_WRITE, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	check_ok(db_script(t->store->db, db_engine(t->store->db) == DB_SQLITE ?
	    "create table value (n integer, s text, d text, b blob, "
	    "may_n integer, may_s text, may_d text, may_b blob) strict" :
	    "create table value (n bigint, s text, d text, b bytea, "
	    "may_n bigint, may_s text, may_d text, may_b bytea)",
	    &t->fault), t->fault);
}

static void
put(struct test_store *t, int64_t n, str s, day d, bool nulls)
{
	const struct db_value	in[] = {
		{ .type = DB_INT, .n = n }, { .type = DB_TEXT, .s = s },
		{ .type = DB_DAY, .n = d }, { .type = DB_BYTES, .s = s },
		{ .type = DB_INT, .null = nulls, .n = n },
		{ .type = DB_TEXT, .null = nulls, .s = s },
		{ .type = DB_DAY, .null = nulls, .n = d },
		{ .type = DB_BYTES, .null = nulls, .s = s },
	};

	check_ok(db_run(t->store->db, &insert, in), t->fault);
}

static void
check_row(const struct row *row, int64_t n, str s, day d)
{
	check_int(row->n, n);
	check_str(row->s, s);
	check_int(row->d, d);
	check_str(row->b, s);
}

TEST_STORE(db_value, what_goes_in_comes_out)
{
	day		 leap = day_make(2024, 2, 29);
	struct row	*row;
	void		*rows;
	size_t		 n;

	begin(t);
	put(t, INT64_MIN, S("政府信息公开 𠮷 'x'\n%"), leap, false);
	put(t, INT64_MAX, (str){ NULL, 0 }, day_make(9999, 12, 31), true);
	check_ok(db_rows(t->store->db, &all, NULL, &rows, &n), t->fault);
	check_int(n, 2);
	row = rows;
	check_row(&row[0], INT64_MIN, S("政府信息公开 𠮷 'x'\n%"), leap);
	check_int(*row[0].may_n, INT64_MIN);
	check_str(*row[0].may_s, row[0].s);
	check_int(row[0].may_d, leap);
	check_str(*row[0].may_b, row[0].s);
	check_row(&row[1], INT64_MAX, S(""), day_make(9999, 12, 31));
	cr_assert(row[1].may_n == NULL && row[1].may_s == NULL &&
	    row[1].may_b == NULL && row[1].may_d == DAY_NONE);
}

TEST_STORE(db_value, a_thousand_rows_come_in_order)
{
	struct row	*row;
	void		*rows;
	size_t		 n;

	begin(t);
	for (int i = 999; i >= 0; i--)
		put(t, i, S("x"), 0, true);
	check_ok(db_rows(t->store->db, &all, NULL, &rows, &n), t->fault);
	check_int(n, 1000);
	row = rows;
	for (int i = 0; i < 1000; i++)
		check_int(row[i].n, i);
}

TEST_STORE(db_value, no_row_is_not_found_and_says_nothing)
{
	struct row	row = { .n = 7 };

	begin(t);
	check_int(db_row(t->store->db, &one, NULL, &row), ERR_NOT_FOUND);
	check_int(row.n, 7);
	check_int(t->fault.code, OK);
	put(t, 8, S("x"), 0, true);
	check_ok(db_row(t->store->db, &one, NULL, &row), t->fault);
	check_int(row.n, 8);
}

TEST_STORE(db_value, a_second_row_where_one_is_promised_is_told)
{
	struct row	row;

	begin(t);
	put(t, 1, S("x"), 0, true);
	put(t, 2, S("x"), 0, true);
	check_int(db_row(t->store->db, &one, NULL, &row), ERR_TOO_LARGE);
	cr_assert_str_eq(t->fault.key, "store.rows");
}

TEST_STORE(db_value, a_null_where_none_is_promised_is_told)
{
	struct row	row;

	begin(t);
	check_ok(db_script(t->store->db, "insert into value (n) values (1)",
	    &t->fault), t->fault);
	check_int(db_row(t->store->db, &one, NULL, &row), ERR_STORE);
	cr_assert_str_eq(t->fault.key, "store.value");
	check_str(t->fault.arg[1], S("s"));
}

TEST_STORE(db_value, a_day_that_is_none_is_told)
{
	struct row	row;

	begin(t);
	check_ok(db_script(t->store->db, "insert into value (n, s, d) "
	    "values (1, '', '2023-02-29')", &t->fault), t->fault);
	check_int(db_row(t->store->db, &one, NULL, &row), ERR_STORE);
	check_str(t->fault.arg[1], S("d"));
}

static void
check_refused(struct test_store *t, str text)
{
	const struct db_value	in[COLUMNS] = { [1] = { .type = DB_TEXT,
				    .s = text }, [4] = { .null = true },
				    [5] = { .null = true },
				    [6] = { .null = true },
				    [7] = { .null = true } };

	begin(t);
	check_int(db_run(t->store->db, &insert, in), ERR_INVALID);
	cr_assert_str_eq(t->fault.key, "store.text");
	check_str(t->fault.arg[1], S("s"));
	db_rollback(t->store->db);
}

TEST_STORE(db_value, text_with_bad_bytes_is_refused_by_both)
{
	check_refused(t, S("a\0b"));
	check_refused(t, S("a\xff"));
	check_refused(t, S("\xed\xa0\x80"));
}

/* Whether the arena has no room for all rows. */
static bool
is_cut_short(struct db *db, struct arena *small)
{
	jmp_buf	 spent;
	void	*rows;
	size_t	 n;

	arena_on_limit(small, &spent);
	if (setjmp(spent) != 0)
		return true;
	(void)db_rows(db, &all, NULL, &rows, &n);
	return false;
}

/* The job is out of memory in the middle of a statement's rows. */
TEST_STORE(db_value, a_job_that_is_cut_short_can_be_undone)
{
	struct arena	*small = arena_new((size_t)1 << 16);
	struct row	 row;

	begin(t);
	for (int i = 0; i < 1000; i++)
		put(t, i, S("x"), 0, true);
	check_ok(db_commit(t->store->db), t->fault);
	check_ok(db_begin(t->store->db, DB_READ, DB_MACHINE, small,
	    &t->fault), t->fault);
	cr_assert(is_cut_short(t->store->db, small));
	db_rollback(t->store->db);
	arena_free(small);

	check_ok(db_begin(t->store->db, DB_WRITE, DB_MACHINE, t->job.arena,
	    &t->fault), t->fault);
	check_ok(db_script(t->store->db, "delete from value where n > 0",
	    &t->fault), t->fault);
	check_ok(db_row(t->store->db, &one, NULL, &row), t->fault);
	check_int(row.n, 0);
}
