#include "office/import.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/han.h"
#include "domain/person.h"
#include "domain/transfer.h"
#include "office/import_agency.h"
#include "office/import_post.h"
#include "office/import_table.h"

#define BATCH_BYTES	((size_t)256 << 20)	/* memory of a transaction */
#define CHANGE_BYTES	4000u	/* of what a row changes, in a line */

const struct import_kind *const import_kinds[] = {
	&import_agency,
	&import_post,
	NULL,
};

const struct import_kind *
import_kind(const char *name)
{
	for (size_t i = 0; import_kinds[i] != NULL; i++)
		if (strcmp(import_kinds[i]->name, name) == 0)
			return import_kinds[i];
	return NULL;
}

enum err
import_read(struct job *job, const struct import_kind *kind, str path,
    str bytes, struct import **ret)
{
	struct import	*import = arena_alloc(job->arena, sizeof *import);
	struct digest	 digest = digest_of(DIGEST_SHA256, bytes);
	struct csv_row	*row;
	size_t		 n;
	enum err	 e;

	import->job = job;
	import->kind = kind;
	import->file = path;
	import->source = digest_text(job->arena, &digest);
	import->note = arena_array(job->arena, IMPORT_NOTES,
	    sizeof *import->note);
	e = import_table_rows(job, path, bytes, &row, &n);
	if (e == OK)
		e = import_table_match(import, row, n);
	if (e == OK)
		*ret = import;
	return e;
}

/* The first body on which who acts holds the need. */
static enum err
find_place(struct job *job, struct import *import)
{
	const struct actor	*actor = job->actor;

	import->agency = 0;
	if (actor == NULL)
		return OK;
	for (size_t i = 0; i < actor->grants; i++)
		if (person_may(job, import->kind->need,
		    actor->grant[i].agency)) {
			import->agency = actor->grant[i].agency;
			return OK;
		}
	return FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
}

static enum err
plan(struct job *job, void *context)
{
	struct import	*import = context;
	enum err	 e = find_place(job, import);

	return e == OK ? import->kind->plan(job, import) : e;
}

/* An import goes on where it broke off only in the same order. */
enum err
import_plan(struct import *import)
{
	struct arena	*arena = import->job->arena;
	struct digest	 digest;
	enum err	 e;

	e = job_read(import->job, plan, import);
	if (e != OK)
		return e;
	digest = digest_of(DIGEST_SHA256, str_printf(arena, "%.*s %.*s",
	    STRF(import->source), STRF(import->order)));
	import->source = digest_text(arena, &digest);
	return OK;
}

void
import_wrong(struct import *import, struct import_row *row, int column,
    str text)
{
	import->wrong += row->verdict != IMPORT_WRONG;
	row->verdict = IMPORT_WRONG;
	if (import->notes < IMPORT_NOTES)
		import->note[import->notes++] = (struct import_note){
		    .line = row->line, .column = column < 0 ? S("") :
		    import->head[column], .text = text };
}

void
import_fault(struct import *import, struct import_row *row, int column,
    const struct fault *fault)
{
	import_wrong(import, row, column, word_fault(import->job->arena,
	    import->job->words, fault));
}

void
import_changes(struct import *import, struct import_row *row, const str *was,
    const str *is, size_t n)
{
	row->change = arena_array(import->job->arena, n, sizeof *row->change);
	for (size_t i = 0; i < n; i++)
		if (!str_eq(was[i], is[i]))
			row->change[row->changes++] = (struct import_change){
			    import->head[i], was[i], is[i] };
}

str
import_change_line(const struct import *import, const struct import_row *row)
{
	struct job	*job = import->job;
	struct buf	 buf;

	buf_init(&buf, job->arena, CHANGE_BYTES);
	for (size_t i = 0; i < row->changes; i++)
		buf_put(&buf, WORD(job->arena, job->words, buf.n == 0 ?
		    "import.change" : "import.change_too",
		    row->change[i].column, row->change[i].old,
		    row->change[i].text));
	return buf_str(&buf);
}

str
import_value(struct arena *arena, const struct import *import, str text)
{
	str	folded = han_fold(arena, text);

	for (size_t i = 0; i < import->values; i++)
		if (str_eq(import->value[i].folded, folded))
			return import->value[i].key;
	return text;
}

/* --- applying ---------------------------------------------------------- */

/* One transaction's part of it. */
struct batch {
	struct import	*import;
	struct transfer	 transfer;
	size_t		 from, until;
};

/* Find the transfer of this file that broke off, or begin one. */
static enum err
begin(struct job *job, void *context)
{
	struct batch	*batch = context;
	struct import	*import = batch->import;
	int64_t		 done;
	enum err	 e;

	batch->transfer = (struct transfer){ .agency = import->agency,
	    .way = S("import"), .name = str_of(import->kind->name),
	    .source = import->source };
	e = transfer_begin(job, &batch->transfer);
	done = batch->transfer.done;
	batch->from = done < 0 || (size_t)done > import->steps ? 0 :
	    (size_t)done;
	batch->transfer.done = (int64_t)batch->from;
	return e;
}

static enum err
apply(struct job *job, void *context)
{
	struct batch	*batch = context;
	struct transfer	 transfer = batch->transfer;
	enum err	 e;

	e = batch->import->kind->apply(job, batch->import, batch->from,
	    batch->until);
	if (e == OK)
		e = transfer_advance(job, &transfer, S(""),
		    (int64_t)(batch->until - batch->from));
	if (e == OK)
		batch->transfer = transfer;
	return e;
}

static enum err
end(struct job *job, void *context)
{
	const struct batch	*batch = context;
	struct transfer		 transfer = batch->transfer;

	return transfer_end(job, &transfer, 0);
}

/* A batch in memory of its own, so that it does not grow with the file. */
static enum err
apply_batch(struct batch *batch)
{
	struct job	job = *batch->import->job;
	enum err	e;

	job.arena = arena_new(BATCH_BYTES);
	e = job_write(&job, apply, batch);
	arena_free(job.arena);
	return e;
}

enum err
import_apply(struct import *import, size_t *ret_from)
{
	struct batch	batch = { .import = import };
	enum err	e;

	import->at = import->n;
	e = job_write(import->job, begin, &batch);
	*ret_from = batch.from;
	for (; e == OK && batch.from < import->steps;
	    batch.from = batch.until) {
		batch.until = batch.from + IMPORT_BATCH;
		if (batch.until > import->steps)
			batch.until = import->steps;
		e = apply_batch(&batch);
	}
	return e == OK ? job_write(import->job, end, &batch) : e;
}

/* --- days -------------------------------------------------------------- */

/* Digits at the front of *s, cut off; -1 if there are none. */
static int
take_number(str *s)
{
	int	n = -1;

	while (s->n > 0 && s->at[0] >= '0' && s->at[0] <= '9' && n < 10000) {
		n = (n < 0 ? 0 : n) * 10 + (s->at[0] - '0');
		*s = str_sub(*s, 1, s->n);
	}
	return n;
}

static bool
take_mark(str *s, str mark)
{
	if (!str_starts(*s, mark))
		return false;
	*s = str_sub(*s, mark.n, s->n);
	return true;
}

day
import_day(str text)
{
	static const struct {
		str	year, month, end;
	} form[] = {
		{ { "-", 1 }, { "-", 1 }, { "", 0 } },
		{ { "/", 1 }, { "/", 1 }, { "", 0 } },
		{ { ".", 1 }, { ".", 1 }, { "", 0 } },
		{ { "年", 3 }, { "月", 3 }, { "日", 3 } },
	};
	int	year, month, mday;
	str	rest;

	for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
		rest = text;
		year = take_number(&rest);
		if (year < 0 || !take_mark(&rest, form[i].year))
			continue;
		month = take_number(&rest);
		if (month < 0 || !take_mark(&rest, form[i].month))
			continue;
		mday = take_number(&rest);
		if (mday >= 0 && take_mark(&rest, form[i].end) && rest.n == 0)
			return day_make(year, month, mday);
	}
	return DAY_NONE;
}

/* --- moments ----------------------------------------------------------- */

/* "20210305": its year, month and day. */
static day
eight_digits(str s)
{
	int	n[8];

	for (size_t i = 0; i < 8; i++) {
		if (s.n != 8 || s.at[i] < '0' || s.at[i] > '9')
			return DAY_NONE;
		n[i] = s.at[i] - '0';
	}
	return day_make(n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3],
	    n[4] * 10 + n[5], n[6] * 10 + n[7]);
}

/* Where the day of a moment ends. */
static size_t
day_end(str s)
{
	ptrdiff_t	han = str_find(s, S("日"), 0);

	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] == ' ' || s.at[i] == 'T')
			return i;
	return han < 0 ? s.n : (size_t)han + S("日").n;
}

/* "10:00" or "10:00:05" in milliseconds; -1 for anything else. */
static int64_t
read_time(str s)
{
	int	hour = take_number(&s), minute, second = 0;

	if (hour < 0 || hour > 23 || !take_mark(&s, S(":")))
		return -1;
	minute = take_number(&s);
	if (take_mark(&s, S(":")))
		second = take_number(&s);
	if (minute < 0 || minute > 59 || second < 0 || second > 59 || s.n > 0)
		return -1;
	return ((hour * INT64_C(60) + minute) * 60 + second) * 1000;
}

int64_t
import_moment(str text)
{
	str	date = str_sub(text, 0, day_end(text)), time;
	day	on = eight_digits(date);
	int64_t	within = 0;

	time = str_sub(text, date.n, text.n);
	if (time.n > 0 && time.at[0] == 'T')
		time = str_sub(time, 1, time.n);
	time = str_trim(time);
	if (on == DAY_NONE)
		on = import_day(date);
	if (time.n > 0)
		within = read_time(time);
	if (on < 0 || within < 0)
		return -1;
	return day_morning(on) + within;
}
