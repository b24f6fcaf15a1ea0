#include "office/import_record.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/word.h"
#include "domain/agency.h"
#include "domain/index.h"
#include "domain/rules.h"
#include "domain/transfer.h"
#include "office/import_document.h"
#include "office/import_rows.h"
#include "office/import_table.h"
#include "store/search.h"

#define FILE_BYTES	(SEARCH_BYTES * 2)
#define HEADER_BYTES	((size_t)64 << 10)
#define SHEET_BYTES	((size_t)256 << 20)
#define KEPT_BYTES	((size_t)64 << 20)
#define HEAD_ROWS	10	/* among these the heads of a sheet stand */

enum way { DOCUMENTS, JSON_LINES, CSV, SHEET };

/* An import on its way. */
struct importing {
	struct import_record	*import;
	struct transfer		 transfer;
	enum way		 way;
	str			*path;		/* of a folder's files */
	size_t			 paths;
	size_t			 root;		/* bytes of a path in front
						   of what is below it */
	struct arena		*kept;		/* what outlives a job */
	const struct rules	*rules;
	struct import_rows_header header;	/* of CSV and a sheet */
	size_t			 header_bytes;
	struct csv_row		*sheet;		/* its rows, behind the heads */
	size_t			 sheet_rows;
	/* What one job saves. */
	struct record		*record;
	str			*where;		/* each of them stands */
	str			*why;		/* it is left out; or empty */
	size_t			 n;
	int64_t			 rows;		/* read, refused ones too */
	str			 cursor;	/* behind them */
	bool			 end;
	struct record_tally	 tally;
};

/* --- what cannot be taken ------------------------------------------------- */

/* Tell of a row that is left out. */
static void
refuse(struct importing *importing, str where, str why)
{
	struct import_record	*import = importing->import;
	struct import_refusal	*refusal;

	if (import->refused++ >= IMPORT_TOLD)
		return;
	refusal = &import->refusal[import->refused - 1];
	refusal->where = str_copy(importing->kept, where);
	refusal->why = str_copy(importing->kept, why);
}

static bool
is_full(const struct importing *importing, size_t bytes)
{
	return importing->n == IMPORT_ROWS || bytes >= IMPORT_BYTES;
}

/* The record that was read last is to be saved; how long it is. */
static size_t
keep(struct importing *importing, str where)
{
	struct record	*record = &importing->record[importing->n];

	record->agency = importing->import->agency;
	record->column = catalogue_key(importing->rules->catalogue,
	    record->column);
	importing->where[importing->n++] = where;
	return record->body.n + record->html.n;
}

/* --- a folder ------------------------------------------------------------- */

/* Where a path stands in the sorted list, or would. */
static size_t
place_of(const struct importing *importing, str below)
{
	size_t	low = 0, high = importing->paths;

	while (low < high) {
		size_t	middle = (low + high) / 2;
		str	path = importing->path[middle];

		if (str_compare(str_sub(path, importing->root, path.n),
		    below) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum err
read_files(struct job *job, struct importing *importing)
{
	size_t		i = 0, bytes = 0;
	struct fault	fault = { 0 };

	if (importing->transfer.cursor.n > 0)
		i = place_of(importing, importing->transfer.cursor);
	for (; i < importing->paths && !is_full(importing, bytes); i++) {
		struct record	*record = &importing->record[importing->n];
		str		 path = importing->path[i], text, below;
		enum err	 e;

		below = str_sub(path, importing->root, path.n);
		importing->cursor = below;
		if (!import_document_is(path))
			continue;
		importing->rows++;
		fault_clear(&fault);
		e = file_read(job->arena, str_c(job->arena, path), FILE_BYTES,
		    &text, &fault);
		if (e == OK)
			e = import_document(job->arena, below, text,
			    record, &fault);
		if (e != OK)
			refuse(importing, path, word_fault(job->arena,
			    job->words, &fault));
		else
			bytes += keep(importing, path);
	}
	importing->end = i == importing->paths;
	return OK;
}

/* --- a file of rows ------------------------------------------------------- */

/* Read a piece of a file from an offset on. */
static enum err
read_piece(struct job *job, const char *path, size_t offset, size_t most,
    str *ret, bool *ret_last)
{
	int	fd = open(path, O_RDONLY | O_CLOEXEC);
	char	*at;
	size_t	n = 0;
	ssize_t	got = 1;

	if (fd < 0)
		return FAIL(job->fault, ERR_NOT_FOUND, "record.import.closed",
		    str_of(path));
	at = arena_alloc(job->arena, most);
	while (n < most && got > 0) {
		got = pread(fd, at + n, most - n, (off_t)(offset + n));
		n += got > 0 ? (size_t)got : 0;
	}
	(void)close(fd);
	if (got < 0)
		return FAIL(job->fault, ERR_STORE, "record.import.closed",
		    str_of(path));
	*ret = (str){ at, n };
	*ret_last = n < most;
	return OK;
}

/* The next row of the piece as a record; false if no whole row is left. */
static bool
take_row(struct job *job, struct importing *importing, str *rest, bool last,
    struct record *record, enum err *ret_e, struct fault *fault)
{
	str	field[IMPORT_ROWS_FIELDS], line;
	size_t	n;

	fault_clear(fault);
	if (importing->way == CSV) {
		if (!import_rows_csv(job->arena, rest, last, field, &n))
			return false;
		*ret_e = import_rows_record(job->arena, importing->rules,
		    &importing->header, field, n, record, fault);
		return true;
	}
	if (!last && memchr(rest->at, '\n', rest->n) == NULL)
		return false;
	if (!str_cut(rest, '\n', &line))
		return false;
	*ret_e = import_rows_json(job->arena, importing->rules, line, record,
	    fault);
	return true;
}

static bool
is_blank_row(str row)
{
	return str_trim(row).n == 0;
}

static enum err
read_rows(struct job *job, struct importing *importing)
{
	const char	*path = importing->import->path;
	size_t		 offset, bytes = 0;
	struct fault	 fault = { 0 };
	bool		 last;
	str		 piece, rest, row;
	enum err	 e;

	offset = (size_t)strtoull(str_c(job->arena,
	    importing->transfer.cursor), NULL, 10);
	if (offset < importing->header_bytes)
		offset = importing->header_bytes;
	e = read_piece(job, path, offset, 2 * IMPORT_BYTES, &piece, &last);
	if (e != OK)
		return e;
	rest = piece;
	while (!is_full(importing, bytes)) {
		enum err	taken;

		row = rest;
		if (!take_row(job, importing, &rest, last,
		    &importing->record[importing->n], &taken, &fault))
			break;
		row.n -= rest.n;
		if (is_blank_row(row))
			continue;
		importing->rows++;
		row = str_printf(job->arena, "%s:%" PRId64, path,
		    importing->transfer.done + importing->rows);
		if (taken != OK)
			refuse(importing, row, word_fault(job->arena,
			    job->words, &fault));
		else
			bytes += keep(importing, row);
	}
	/* A row that never ends is no row. */
	if (rest.n == piece.n && !last)
		return FAIL(job->fault, ERR_TOO_LARGE, "record.import.long_row",
		    str_of(path), str_printf(job->arena, "%lld",
		    (long long)importing->transfer.done + 1));
	importing->end = last && (rest.n == 0 || rest.n == piece.n ||
	    !is_full(importing, bytes));
	importing->cursor = str_printf(job->arena, "%zu",
	    offset + piece.n - rest.n);
	return OK;
}

/* --- a sheet -------------------------------------------------------------- */

/* Read a workbook's table and find its heads. */
static enum err
open_sheet(struct job *job, struct importing *importing)
{
	const char	*path = importing->import->path;
	struct csv_row	*row;
	size_t		 n, i = 0;
	str		 bytes;
	enum err	 e;

	e = file_read(job->arena, path, SHEET_BYTES, &bytes, job->fault);
	if (e == OK)
		e = import_table_rows(job, str_of(path), bytes, &row, &n);
	for (; e == OK && i < n && i < HEAD_ROWS; i++) {
		fault_clear(job->fault);
		if (row[i].n <= IMPORT_ROWS_FIELDS &&
		    import_rows_header(importing->rules, row[i].field,
		    row[i].n, &importing->header, job->fault) == OK)
			break;
	}
	if (e == OK && (i == n || i == HEAD_ROWS))
		return FAIL(job->fault, ERR_INVALID,
		    "record.import.no_header", str_of(path));
	if (e != OK)
		return e;
	importing->sheet = row + i + 1;
	importing->sheet_rows = n - i - 1;
	return OK;
}

static enum err
read_sheet(struct job *job, struct importing *importing)
{
	size_t		i, bytes = 0;
	struct fault	fault = { 0 };

	i = (size_t)strtoull(str_c(job->arena, importing->transfer.cursor),
	    NULL, 10);
	for (; i < importing->sheet_rows && !is_full(importing, bytes); i++) {
		const struct csv_row	*row = &importing->sheet[i];
		str			 where;

		where = str_printf(job->arena, "%s:%u",
		    importing->import->path, row->line);
		importing->rows++;
		fault_clear(&fault);
		if (import_rows_record(job->arena, importing->rules,
		    &importing->header, row->field, row->n,
		    &importing->record[importing->n], &fault) != OK)
			refuse(importing, where, word_fault(job->arena,
			    job->words, &fault));
		else
			bytes += keep(importing, where);
	}
	importing->cursor = str_printf(job->arena, "%zu", i);
	importing->end = i >= importing->sheet_rows;
	return OK;
}

/* --- index numbers that are brought --------------------------------------- */

/* Another record of this job brings the same number, and may. */
static bool
is_doubled(const struct importing *importing, size_t at)
{
	const struct record	*record = &importing->record[at];

	for (size_t i = 0; record->index.n > 0 && i < at; i++)
		if (importing->why[i].n == 0 &&
		    str_eq(importing->record[i].index, record->index) &&
		    !str_eq(importing->record[i].origin, record->origin))
			return true;
	return false;
}

/* Say of each record why it cannot have the number that it brings. */
static enum err
check_body(struct job *job, void *context)
{
	struct importing	*importing = context;

	for (size_t i = 0; i < importing->n; i++) {
		struct record	*record = &importing->record[i];
		enum err	 e = record_check_index(job, record);

		if (e == OK && is_doubled(importing, i))
			e = FAIL(job->fault, ERR_CONFLICT,
			    "record.index_taken", record->index);
		if (e != OK && e != ERR_CONFLICT)
			return e;
		importing->why[i] = e == OK ? S("") : word_fault(job->arena,
		    job->words, job->fault);
		fault_clear(job->fault);
	}
	return OK;
}

/* Leave those out. */
static enum err
drop_doubled(struct job *job, struct importing *importing)
{
	size_t		n = 0;
	enum err	e;

	importing->why = arena_array(job->arena, IMPORT_ROWS,
	    sizeof *importing->why);
	e = job_read(job, check_body, importing);
	for (size_t i = 0; e == OK && i < importing->n; i++)
		if (importing->why[i].n > 0)
			refuse(importing, importing->where[i],
			    importing->why[i]);
		else
			importing->record[n++] = importing->record[i];
	if (e == OK)
		importing->n = n;
	return e;
}

/* --- jobs ----------------------------------------------------------------- */

static enum err
begin_body(struct job *job, void *context)
{
	struct importing	*importing = context;

	return transfer_begin(job, &importing->transfer);
}

static enum err
compare_body(struct job *job, void *context)
{
	struct importing	*importing = context;

	return record_compare(job, importing->record, importing->n,
	    &importing->tally);
}

/* The numbers that came in are not given out again. */
static enum err
pass_numbers(struct job *job, const struct importing *importing)
{
	struct agency	agency;
	str		*number = arena_array(job->arena, importing->n + 1,
			    sizeof *number);
	size_t		 n = 0;
	enum err	 e;

	for (size_t i = 0; i < importing->n; i++)
		if (importing->record[i].index.n > 0)
			number[n++] = importing->record[i].index;
	if (n == 0)
		return OK;
	e = agency_load(job, importing->import->agency, &agency);
	return e == OK ? index_number_past(job, &agency, number, n) : e;
}

static enum err
save_body(struct job *job, void *context)
{
	struct importing	*importing = context;
	struct transfer		 transfer = importing->transfer;
	struct record		*record;
	enum err		 e;

	/* A copy, since a busy job is run again. */
	record = arena_array(job->arena, importing->n, sizeof *record);
	for (size_t i = 0; i < importing->n; i++)
		record[i] = importing->record[i];
	e = record_put_all(job, record, importing->n, S(""),
	    &importing->tally);
	if (e == OK)
		e = pass_numbers(job, importing);
	if (e == OK && importing->end)
		e = record_number_later(job, importing->import->agency);
	if (e != OK)
		return e;
	e = importing->end ? transfer_end(job, &transfer, importing->rows) :
	    transfer_advance(job, &transfer, importing->cursor,
	    importing->rows);
	if (e == OK)
		importing->transfer = transfer;
	return e;
}

static enum err
settle_body(struct job *job, void *context)
{
	return search_settle(job->db, context);
}

/* Merge what is due, one job a merge. */
static enum err
settle(struct job *job)
{
	bool		done = true;
	enum err	e = OK;

	while (e == OK && done) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = job_write(job, settle_body, &done);
		arena_rewind(job->arena, mark);
	}
	return e;
}

/* Read as much as one job takes. */
static enum err
read_some(struct job *job, struct importing *importing)
{
	importing->n = 0;
	importing->rows = 0;
	importing->cursor = importing->transfer.cursor;
	importing->record = arena_array(job->arena, IMPORT_ROWS,
	    sizeof *importing->record);
	importing->where = arena_array(job->arena, IMPORT_ROWS,
	    sizeof *importing->where);
	switch (importing->way) {
	case DOCUMENTS:
		return read_files(job, importing);
	case SHEET:
		return read_sheet(job, importing);
	case JSON_LINES:
	case CSV:
		break;
	}
	return read_rows(job, importing);
}

/* Look at them. */
static enum err
preview(struct job *job, struct importing *importing)
{
	enum err	e = job_read(job, compare_body, importing);

	importing->transfer.cursor = importing->cursor;
	importing->transfer.done += importing->rows;
	return e;
}

/* Read and save, or look at, as much as one job takes. */
static enum err
step(struct job *job, struct importing *importing)
{
	struct record_tally	*all = &importing->import->tally;
	enum err		 e = read_some(job, importing);

	if (e == OK)
		e = drop_doubled(job, importing);
	if (e == OK)
		e = importing->import->preview ? preview(job, importing) :
		    job_write(job, save_body, importing);
	if (e != OK)
		return e;
	all->made += importing->tally.made;
	all->changed += importing->tally.changed;
	all->same += importing->tally.same;
	return OK;
}

/* Read the heads. */
static enum err
open_csv(struct job *job, struct importing *importing)
{
	const char	*path = importing->import->path;
	str		 piece, field[IMPORT_ROWS_FIELDS], rest;
	size_t		 n;
	bool		 last;
	enum err	 e;

	e = read_piece(job, path, 0, HEADER_BYTES, &piece, &last);
	if (e != OK)
		return e;
	rest = str_starts(piece, S("\xEF\xBB\xBF")) ?
	    str_sub(piece, 3, piece.n) : piece;
	if (!import_rows_csv(job->arena, &rest, last, field, &n))
		return FAIL(job->fault, ERR_INVALID,
		    "record.import.no_header", str_of(path));
	importing->header_bytes = piece.n - rest.n;
	return import_rows_header(importing->rules, field, n,
	    &importing->header, job->fault);
}

/* Which kind of thing is imported, and for a folder its files. */
static enum err
open_source(struct job *job, struct importing *importing)
{
	const char	*path = importing->import->path;
	str		 s = str_of(path);
	enum err	 e;

	if (file_kind(path) == FILE_DIRECTORY) {
		importing->way = DOCUMENTS;
		e = file_list(job->arena, path, IMPORT_FILES,
		    &importing->path, &importing->paths, job->fault);
		while (s.n > 1 && s.at[s.n - 1] == '/')
			s.n--;
		importing->root = s.n + 1;
		return e;
	}
	if (import_document_is(s)) {
		importing->way = DOCUMENTS;
		importing->path = arena_alloc(job->arena,
		    sizeof *importing->path);
		importing->path[0] = s;
		importing->paths = 1;
		for (size_t i = 0; i < s.n; i++)
			if (s.at[i] == '/')
				importing->root = i + 1;
		return OK;
	}
	importing->way = str_ends(s, S(".csv")) ? CSV :
	    str_ends(s, S(".xlsx")) ? SHEET : JSON_LINES;
	if (importing->way == SHEET)
		return open_sheet(job, importing);
	if (importing->way == JSON_LINES)
		return str_ends(s, S(".jsonl")) ? OK : FAIL(job->fault,
		    ERR_INVALID, "record.import.what", s);
	return open_csv(job, importing);
}
static void
free_arena(void *arena)
{
	arena_free(arena);
}

enum err
import_record(struct job *job, struct import_record *import)
{
	struct importing	*importing;
	enum err		 e;

	importing = arena_alloc(job->arena, sizeof *importing);
	importing->import = import;
	importing->kept = arena_new(KEPT_BYTES);
	arena_defer(job->arena, free_arena, importing->kept);
	importing->transfer = (struct transfer){ .way = S("import"),
	    .name = S("records"), .source = str_of(import->path),
	    .agency = import->agency };
	e = rules_of(job, &importing->rules);
	if (e == OK)
		e = open_source(job, importing);
	if (e == OK && !import->preview)
		e = job_write(job, begin_body, importing);
	import->before = importing->transfer.done;
	for (int i = 0; e == OK && !importing->end &&
	    (import->jobs == 0 || i < import->jobs); i++) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = step(job, importing);
		importing->transfer.cursor = str_copy(importing->kept,
		    importing->transfer.cursor);
		if (e == OK && !import->preview)
			e = settle(job);
		arena_rewind(job->arena, mark);
		if (e == OK && import->progress != NULL)
			import->progress(import, import->context);
	}
	import->ended = e == OK && importing->end;
	return e;
}
