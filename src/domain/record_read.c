#include "domain/record_read.h"

#include "base/arena.h"
#include "woven/sql.h"

#define ID_DIGITS	18

/* The rows of record_load, record_by_origin and record_after are alike. */
#define FROM_ROW(row) (struct record){ .id = (row)->id,			\
	.agency = (row)->agency, .version = (row)->version,		\
	.origin = (row)->origin, .number = (row)->number,		\
	.title = (row)->title, .day = (row)->day, .kind = (row)->kind,	\
	.column = (row)->catalogue, .validity = (row)->validity,	\
	.body = (row)->body, .html = (row)->html, .meta = (row)->meta,	\
	.index = (row)->index_number, .state = (row)->state,		\
	.reason = (row)->reason, .published = (row)->published_at,	\
	.changed = (row)->changed_at, .ended = (row)->ended_at }

enum err
record_load(struct job *job, int64_t id, struct record *ret)
{
	struct sql_record_load_row	row;
	enum err			e = sql_record_load(job->db, id, &row);

	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_NOT_FOUND, "record.unknown");
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

enum err
record_read_origin(struct job *job, int64_t agency, str origin,
    struct record *ret)
{
	struct sql_record_by_origin_row	row;
	enum err			e;

	e = sql_record_by_origin(job->db, agency, origin, &row);
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

/* An id in digits; 0, which no record has, for anything else. */
static int64_t
id_of(str s)
{
	int64_t	id = 0;

	if (s.n == 0 || s.n > ID_DIGITS)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return 0;
		id = id * 10 + (s.at[i] - '0');
	}
	return id;
}

static str
upper(struct arena *arena, str s)
{
	char	*copy = str_c(arena, s);

	for (size_t i = 0; i < s.n; i++)
		if (copy[i] >= 'a' && copy[i] <= 'z')
			copy[i] = (char)(copy[i] - 'a' + 'A');
	return (str){ copy, s.n };
}

enum err
record_find(struct job *job, str index, struct record *ret)
{
	struct sql_record_by_index_row	row = { .id = id_of(index) };
	enum err			e = ERR_NOT_FOUND;

	if (index.n > RECORD_NAME)
		return FAIL(job->fault, ERR_NOT_FOUND, "record.unknown");
	e = sql_record_by_index(job->db, index, &row);
	if (e == ERR_NOT_FOUND)
		e = sql_record_by_index(job->db, upper(job->arena, index),
		    &row);
	if (e == OK || e == ERR_NOT_FOUND)
		e = record_load(job, row.id, ret);
	return e;
}

enum err
record_index(struct job *job, int64_t id, str *ret)
{
	struct sql_record_index_row	row;
	enum err			e = sql_record_index(job->db, id, &row);

	*ret = e == OK ? row.index_number : S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
record_list(struct job *job, int64_t agency, int64_t after, int most,
    struct record **ret, size_t *ret_n)
{
	struct sql_record_after_row	*row;
	enum err			 e;

	e = sql_record_after(job->db, agency, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = FROM_ROW(&row[i]);
	return OK;
}

enum err
record_span(struct job *job, int64_t agency, day from, day until, int most,
    struct record **ret, size_t *ret_n)
{
	struct sql_record_span_row	*row;
	enum err			 e;

	e = sql_record_span(job->db, agency, day_morning(from),
	    day_morning(until + 1), most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct record){ .id = row[i].id,
		    .agency = row[i].agency, .number = row[i].number,
		    .title = row[i].title, .day = row[i].day,
		    .index = row[i].index_number,
		    .published = row[i].published_at };
	return OK;
}

enum err
record_table(struct job *job, int64_t agency, int year, int64_t after,
    int most, struct record **ret, size_t *ret_n)
{
	struct sql_record_table_row	*row;
	str				 first = S(""), last = S("9999-12-31");
	enum err			 e;

	if (year != 0) {
		first = str_printf(job->arena, "%04d-01-01", year);
		last = str_printf(job->arena, "%04d-12-31", year);
	}
	e = sql_record_table(job->db, agency, after, first, last, most, &row,
	    ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct record){ .id = row[i].id,
		    .agency = row[i].agency, .changed = row[i].changed_at,
		    .number = row[i].number, .title = row[i].title,
		    .day = row[i].day, .kind = row[i].kind,
		    .column = row[i].catalogue, .validity = row[i].validity,
		    .index = row[i].index_number, .state = S(RECORD_PUBLISHED),
		    .published = row[i].published_at };
	return OK;
}

enum err
record_versions(struct job *job, const struct record *record,
    struct record_version **ret, size_t *ret_n)
{
	struct sql_record_version_list_row	*row;
	struct record_version			*version;
	size_t					 n;
	enum err				 e;

	e = sql_record_version_list(job->db, record->id, &row, &n);
	if (e != OK)
		return e;
	version = arena_array(job->arena, n + 1, sizeof *version);
	version[0] = (struct record_version){ record->version,
	    record->changed, record->title };
	for (size_t i = 0; i < n; i++)
		version[i + 1] = (struct record_version){ row[i].version,
		    row[i].changed_at, row[i].title };
	*ret = version;
	*ret_n = n + 1;
	return OK;
}

enum err
record_version(struct job *job, const struct record *record, int64_t version,
    struct record *ret)
{
	struct sql_record_version_load_row	row;
	enum err				e;

	*ret = *record;
	if (version == record->version)
		return OK;
	e = sql_record_version_load(job->db, record->id, version, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_NOT_FOUND, "record.no_version",
		    str_int(job->arena, version));
	if (e != OK)
		return e;
	ret->version = version;
	ret->changed = row.changed_at;
	ret->number = row.number;
	ret->title = row.title;
	ret->day = row.day;
	ret->kind = row.kind;
	ret->column = row.catalogue;
	ret->validity = row.validity;
	ret->body = row.body;
	ret->html = row.html;
	ret->meta = row.meta;
	return OK;
}

enum err
record_columns(struct job *job, int64_t agency, struct record_column **ret,
    size_t *ret_n)
{
	struct sql_record_columns_row	*row;
	enum err			 e;

	e = sql_record_columns(job->db, agency, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct record_column){ row[i].catalogue,
		    row[i].n, row[i].last };
	return OK;
}

enum err
record_months(struct job *job, int64_t agency, struct record_month **ret,
    size_t *ret_n)
{
	struct sql_record_months_row	*row;
	struct day_parts		 parts;
	enum err			 e;

	e = sql_record_months(job->db, agency, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++) {
		parts = day_parts(day_read(str_printf(job->arena, "%.*s-01",
		    STRF(row[i].month))));
		(*ret)[i] = (struct record_month){ parts.year, parts.month,
		    row[i].n };
	}
	return OK;
}
