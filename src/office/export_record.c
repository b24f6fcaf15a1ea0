#include "office/export_record.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "domain/agency.h"
#include "domain/record.h"
#include "domain/record_meta.h"
#include "domain/transfer.h"

#define PIECE_BYTES	((size_t)512 << 20)

/* An export on its way. */
struct exporting {
	struct export_record	*export;
	struct transfer		 transfer;
	const char		*part;	/* the file being written */
	int64_t			 after;	/* the last record told */
	int64_t			 bytes;	/* of the file that count */
	/* What one job tells. */
	struct buf		 lines;
	size_t			 n;
	int64_t			 last;
};

/* "2021-01-19 10:00:05"; empty for none. */
static str
moment_text(struct arena *arena, int64_t moment)
{
	return moment <= 0 ? S("") : str_printf(arena, "%.*s:%02d",
	    STRF(day_minute(arena, moment)), (int)(moment / 1000 % 60));
}

/* The notes of a record, as an object. */
static void
put_meta(struct job *job, struct json *json, const struct record *record)
{
	struct record_meta	meta = { 0 };

	/* What the store holds was checked when it came in. */
	if (record_meta_read(job->arena, record->meta, &meta, job->fault) !=
	    OK)
		fault_clear(job->fault);
	json_put_name(json, "meta");
	json_open_object(json);
	for (size_t i = 0; i < meta.n; i++) {
		json_put_name_str(json, meta.note[i].name);
		json_put_str(json, meta.note[i].value);
	}
	json_close_object(json);
}

static void
put_line(struct job *job, struct buf *buf, const struct record *record,
    str agency)
{
	struct buf	line;
	struct json	json;

	buf_init(&line, job->arena, PIECE_BYTES);
	json_init(&json, &line, false);
	json_open_object(&json);
	json_put_member(&json, "id", str_printf(job->arena, "%lld",
	    (long long)record->id));
	json_put_member(&json, "agency", agency);
	json_put_member(&json, "origin", record->origin);
	json_put_member(&json, "number", record->number);
	json_put_member(&json, "title", record->title);
	json_put_member(&json, "day", day_text(job->arena, record->day));
	json_put_member(&json, "kind", record->kind);
	json_put_member(&json, "column", record->column);
	json_put_member(&json, "validity", record->validity);
	json_put_member(&json, "index", record->index);
	json_put_member(&json, "published", moment_text(job->arena,
	    record->published));
	json_put_member(&json, "body", record->body);
	json_put_member(&json, "html", record->html);
	put_meta(job, &json, record);
	json_close_object(&json);
	buf_put(buf, buf_str(&line));
	buf_byte(buf, '\n');
}

/* The next lines, as text. */
static enum err
read_body(struct job *job, void *context)
{
	struct exporting	*exporting = context;
	struct record		*record;
	int64_t			 agency = 0;
	str			 code = S("");
	enum err		 e;

	e = record_list(job, exporting->export->agency, exporting->after,
	    EXPORT_ROWS, &record, &exporting->n);
	buf_init(&exporting->lines, job->arena, PIECE_BYTES);
	for (size_t i = 0; e == OK && i < exporting->n; i++) {
		if (record[i].agency != agency) {
			agency = record[i].agency;
			e = agency_code(job, agency, &code);
		}
		put_line(job, &exporting->lines, &record[i], code);
		exporting->last = record[i].id;
	}
	if (e == OK && buf_err(&exporting->lines) != OK)
		return FAIL(job->fault, ERR_TOO_LARGE, "record.long_body");
	return e;
}

static enum err
advance_body(struct job *job, void *context)
{
	struct exporting	*exporting = context;
	struct transfer		 transfer = exporting->transfer;
	enum err		 e;

	e = transfer_advance(job, &transfer, str_printf(job->arena,
	    "%lld %lld", (long long)exporting->after,
	    (long long)exporting->bytes), (int64_t)exporting->n);
	if (e == OK)
		exporting->transfer = transfer;
	return e;
}

static enum err
begin_body(struct job *job, void *context)
{
	struct exporting	*exporting = context;

	return transfer_begin(job, &exporting->transfer);
}

static enum err
end_body(struct job *job, void *context)
{
	struct exporting	*exporting = context;

	return transfer_end(job, &exporting->transfer, 0);
}

/* --- the file ------------------------------------------------------------- */

static enum err
cannot_write(struct job *job, const char *path)
{
	return FAIL(job->fault, ERR_STORE, "record.export_closed",
	    str_of(path));
}

static bool
write_all(int fd, str s, off_t at)
{
	while (s.n > 0) {
		ssize_t	n = pwrite(fd, s.at, s.n, at);

		if (n <= 0)
			return false;
		s = str_sub(s, (size_t)n, s.n);
		at += n;
	}
	return true;
}

/* Put the lines where the file's last committed byte is, on the disk. */
static enum err
write_lines(struct job *job, struct exporting *exporting)
{
	int	fd = open(exporting->part, O_WRONLY | O_CREAT | O_CLOEXEC,
		    0666);
	str	lines = buf_str(&exporting->lines);
	bool	whole;

	if (fd < 0)
		return cannot_write(job, exporting->part);
	whole = ftruncate(fd, (off_t)exporting->bytes) == 0 &&
	    write_all(fd, lines, (off_t)exporting->bytes) && fsync(fd) == 0;
	if (close(fd) != 0 || !whole)
		return cannot_write(job, exporting->part);
	exporting->bytes += (int64_t)lines.n;
	return OK;
}

/* What was written before is still there, or the export begins anew. */
static void
resume(struct exporting *exporting)
{
	str	cursor = exporting->transfer.cursor, after;
	char	number[64];
	int	fd;

	if (!str_cut(&cursor, ' ', &after) || cursor.n >= sizeof number)
		return;
	(void)snprintf(number, sizeof number, "%.*s", STRF(cursor));
	exporting->bytes = strtoll(number, NULL, 10);
	(void)snprintf(number, sizeof number, "%.*s", STRF(after));
	exporting->after = strtoll(number, NULL, 10);
	fd = open(exporting->part, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || lseek(fd, 0, SEEK_END) < (off_t)exporting->bytes)
		exporting->after = exporting->bytes = 0;
	if (fd >= 0)
		(void)close(fd);
}

/* --- the whole ------------------------------------------------------------ */

/* One job's worth; `*ret_end' when there was nothing more. */
static enum err
step(struct job *job, struct exporting *exporting, bool *ret_end)
{
	enum err	e = job_read(job, read_body, exporting);

	*ret_end = e == OK && exporting->n < EXPORT_ROWS;
	if (e == OK)
		e = write_lines(job, exporting);
	if (e != OK || exporting->n == 0)
		return e;
	exporting->after = exporting->last;
	exporting->export->rows += (int64_t)exporting->n;
	e = job_write(job, advance_body, exporting);
	exporting->transfer.cursor = S("");
	return e;
}

static enum err
finish(struct job *job, struct exporting *exporting)
{
	if (rename(exporting->part, exporting->export->path) != 0)
		return cannot_write(job, exporting->export->path);
	exporting->export->ended = true;
	return job_write(job, end_body, exporting);
}

enum err
export_record(struct job *job, struct export_record *export)
{
	struct exporting	exporting = { .export = export };
	bool			end = false;
	enum err		e;

	exporting.transfer = (struct transfer){ .way = S("export"),
	    .name = S("records"), .source = str_of(export->path),
	    .agency = export->agency };
	exporting.part = arena_printf(job->arena, "%s.part", export->path);
	e = job_write(job, begin_body, &exporting);
	if (e == OK)
		resume(&exporting);
	export->before = exporting.after == 0 ? 0 : exporting.transfer.done;
	for (int i = 0; e == OK && !end &&
	    (export->jobs == 0 || i < export->jobs); i++) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = step(job, &exporting, &end);
		arena_rewind(job->arena, mark);
	}
	return e == OK && end ? finish(job, &exporting) : e;
}
