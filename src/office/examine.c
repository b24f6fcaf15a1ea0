#include "office/examine.h"

#include <time.h>

#include "base/arena.h"
#include "base/json.h"
#include "check/check_draw.h"
#include "check/check_json.h"
#include "doc/doc_read.h"
#include "doc/doc_write.h"
#include "doc/doc_zip.h"
#include "office/batch.h"
#include "office/examine_told.h"
#include "office/spool.h"

#define REPORT_BYTES	((size_t)256 << 20)	/* of memory for one report */
#define MADE_BYTES	((size_t)24 << 20)	/* of what is kept of it */
#define OWNER		S("check")

static str
part_of(const struct examination *examination, const char *what, size_t at)
{
	return str_printf(examination->job->arena, "%s-%zu", what, at + 1);
}

/* --- what was uploaded ------------------------------------------------- */

/* A ZIP that is no DOCX or XLSX. */
static bool
is_archive(const struct examine_file *file)
{
	return str_starts(file->bytes, S("PK\003\004")) &&
	    doc_read_sniff(file->bytes, file->name) == DOC_UNKNOWN;
}

/* Folders, and what systems put beside files. */
static bool
is_aside(str name)
{
	return name.n == 0 || str_ends(name, S("/")) ||
	    str_starts(name, S("__MACOSX/")) ||
	    str_has(name, S("/.")) || str_starts(name, S("."));
}

static enum err
list_one(struct job *job, struct examine_list *list, str name, size_t given,
    bool packed)
{
	if (list->n == EXAMINE_FILES)
		return FAIL(job->fault, ERR_TOO_LARGE, "examine.many",
		    str_int(job->arena, EXAMINE_FILES));
	list->place[list->n++] = (struct examine_place){ name, given,
	    packed };
	return OK;
}

static enum err
list_archive(struct job *job, struct examine_list *list,
    const struct examine_file *file, size_t given)
{
	struct doc_zip	*zip;
	str		 name;
	enum err	 e;

	e = doc_zip_open(job->arena, file->bytes, file->name, &zip,
	    job->fault);
	for (size_t i = 0; e == OK && doc_zip_name(zip, i, &name); i++)
		if (!is_aside(name))
			e = list_one(job, list, name, given, true);
	return e;
}

enum err
examine_begin(struct job *job, const struct examine_file *file, size_t n,
    str *ret_secret)
{
	struct examine_list	 list = { .n = 0 };
	struct spool		*spool;
	enum err		 e = OK;

	list.place = arena_array(job->arena, EXAMINE_FILES,
	    sizeof *list.place);
	for (size_t i = 0; e == OK && i < n; i++)
		e = is_archive(&file[i]) ? list_archive(job, &list, &file[i],
		    i) : list_one(job, &list, file[i].name, i, false);
	if (e == OK && list.n == 0)
		e = FAIL(job->fault, ERR_INVALID, "examine.none");
	if (e == OK)
		e = spool_new(job, OWNER, &spool, ret_secret);
	if (e != OK)
		return e;
	for (size_t i = 0; e == OK && i < n; i++)
		e = spool_put(job, spool, str_printf(job->arena, "given-%zu",
		    i + 1), file[i].bytes);
	/* With the list it is whole. */
	if (e == OK)
		e = spool_put(job, spool, S("list"), examine_list_text(
		    job->arena, &list));
	if (e != OK)
		spool_end(job, spool);
	return e;
}

enum err
examine_open(struct job *job, str secret, struct examination *ret)
{
	struct examination	examination = { .job = job };
	struct examine_list	list;
	str			text;
	enum err		e;

	e = spool_open(job, OWNER, secret, &examination.spool);
	if (e == OK)
		e = spool_get(job, examination.spool, S("list"), &text);
	if (e != OK)
		return e;
	examine_list_read(job->arena, text, &list);
	examination.n = list.n;
	examination.place = list.place;
	examination.file = arena_array(job->arena, list.n,
	    sizeof *examination.file);
	for (size_t i = 0; i < list.n; i++)
		examination.file[i].name = list.place[i].name;
	for (size_t i = 0; i < list.n && spool_has(job, examination.spool,
	    part_of(&examination, "told", i)); i++) {
		struct examined	*file = &examination.file[i];

		e = spool_get(job, examination.spool, part_of(&examination,
		    "told", i), &text);
		if (e != OK)
			return e;
		examine_told_read(text, file);
		examination.done++;
		examination.reports += file->state != EXAMINE_PASSED;
	}
	*ret = examination;
	return OK;
}

void
examine_end(const struct examination *examination)
{
	spool_end(examination->job, examination->spool);
}

/* --- checking ---------------------------------------------------------- */

/* A file being checked, and what is to be kept of it. */
struct look {
	struct examination	*examination;
	size_t			 at;
	str			 json;	/* in the item's memory until told */
	str			 html;	/* likewise */
	enum err		 err;	/* of the keeping */
};

/* The upload that was opened last: an archive is opened once a step. */
struct source {
	size_t		 given;		/* which; 0 is none, 1 the first */
	str		 bytes;
	struct doc_zip	*zip;		/* NULL: no archive */
};

static str
id_of(struct arena *arena, size_t at)
{
	return str_printf(arena, "r%zu-", at + 1);
}

static enum err
json_of(struct arena *arena, const struct batch_item *item, str why,
    str *ret, struct fault *fault)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, arena, MADE_BYTES);
	json_init(&json, &buf, true);
	if (item->err == OK)
		check_json_report(&json, arena, &item->run, item->path);
	else
		check_json_failure(&json, item->path, why);
	*ret = buf_str(&buf);
	return buf_err(&buf) == OK ? OK : FAIL(fault, ERR_TOO_LARGE,
	    "file.too_much_output");
}

/* In the report's own memory: both ways in which it is told. */
static enum err
made(void *context, struct batch_item *item)
{
	struct look	*look = context;
	struct arena	*arena = item->job.arena;
	struct doc	*doc;
	str		 id = id_of(arena, look->at);
	enum err	 e;

	e = json_of(arena, item, S(""), &look->json, &item->fault);
	if (e == OK)
		e = check_draw(arena, &item->run, item->path, id, &doc,
		    &item->fault);
	if (e == OK)
		e = doc_write_html_part(arena, doc, id, &look->html,
		    &item->fault);
	return e == OK && look->html.n > MADE_BYTES ? FAIL(&item->fault,
	    ERR_TOO_LARGE, "file.too_much_output") : e;
}

/* The same of a file that could not be read. */
static enum err
failed(struct look *look, const struct batch_item *item, str why)
{
	struct job	*job = look->examination->job;
	str		 id = id_of(job->arena, look->at);
	enum err	 e;

	e = json_of(job->arena, item, why, &look->json, job->fault);
	return e == OK ? doc_write_html_part(job->arena, check_draw_failure(
	    job->arena, item->path, why), id, &look->html, job->fault) : e;
}

static enum err
keep(const struct look *look, const struct examined *file)
{
	const struct examination *examination = look->examination;
	struct job		 *job = examination->job;
	enum err		  e = OK;

	if (file->state != EXAMINE_PASSED)
		e = spool_put(job, examination->spool, part_of(examination,
		    "json", look->at), look->json);
	if (e == OK && file->state != EXAMINE_PASSED)
		e = spool_put(job, examination->spool, part_of(examination,
		    "html", look->at), look->html);
	/* With this it is done. */
	return e == OK ? spool_put(job, examination->spool, part_of(
	    examination, "told", look->at), examine_told_text(job->arena,
	    file)) : e;
}

static void
told(void *context, struct batch_item *item)
{
	struct look		*look = context;
	struct examination	*examination = look->examination;
	struct examined		*file = &examination->file[look->at];
	struct job		*job = examination->job;

	if (item->err == OK) {
		file->state = EXAMINE_DONE;
		file->agency = str_copy(job->arena,
		    item->run.report->agency.text);
		file->year = item->run.report->year;
		file->errors = (int64_t)check_total(&item->run, CHECK_ERROR);
		file->warnings = (int64_t)check_total(&item->run,
		    CHECK_WARNING);
		file->notes = (int64_t)check_total(&item->run, CHECK_NOTE);
	} else if (examination->place[look->at].packed &&
	    batch_passes_by(item)) {
		file->state = EXAMINE_PASSED;
	} else {
		file->state = EXAMINE_UNREAD;
		file->wrong = word_fault(job->arena, job->words,
		    &item->fault);
		look->err = failed(look, item, file->wrong);
	}
	if (look->err == OK)
		look->err = keep(look, file);
	examination->done++;
	examination->reports += file->state != EXAMINE_PASSED;
}

/* The bytes of a file: an upload of its own, or in an archive. */
static enum err
fetch(const struct examination *examination, struct source *source, size_t at,
    str *ret)
{
	const struct examine_place	*place = &examination->place[at];
	struct job			*job = examination->job;
	enum err			 e = OK;

	if (source->given != place->given + 1) {
		*source = (struct source){ .given = place->given + 1 };
		e = spool_get(job, examination->spool, part_of(examination,
		    "given", place->given), &source->bytes);
	}
	if (e == OK && place->packed && source->zip == NULL)
		e = doc_zip_open(job->arena, source->bytes, place->name,
		    &source->zip, job->fault);
	*ret = source->bytes;
	return e;
}

/* Check the next one. */
static enum err
check_next(struct examination *examination, struct source *source,
    const struct batch *batch)
{
	size_t			 at = examination->done;
	struct look		 look = { examination, at, S(""), S(""), OK };
	struct batch_file	 file = { .path = examination->file[at].name };
	struct batch_item	 item = { .path = file.path };
	struct batch		 one = *batch;
	struct arena		*part;
	enum err		 e;

	e = fetch(examination, source, at, &file.bytes);
	if (e != OK)
		return e;
	part = arena_new(REPORT_BYTES);
	if (examination->place[at].packed)
		item.err = doc_zip_part(part, source->zip, file.path,
		    &file.bytes, &item.fault);
	one.file = &file;
	one.context = &look;
	if (item.err == OK)
		batch_run(&one);
	else
		told(&look, &item);
	arena_free(part);
	return look.err;
}

/* Milliseconds of a clock that never goes back. */
static int64_t
ticks(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum err
examine_step(struct examination *examination, int64_t milliseconds)
{
	struct job	*job = examination->job;
	struct source	 source = { .given = 0 };
	struct batch	 batch = { .job = job, .n = 1, .threads = 1,
			    .memory = REPORT_BYTES, .made = made,
			    .told = told };
	int64_t		 until = ticks() + milliseconds;
	enum err	 e;

	if (examination->done == examination->n)
		return OK;
	e = forms_load(job->arena, "annual-report", &batch.forms,
	    job->fault);
	if (e == OK)
		e = check_rules_load(job->arena, &batch.rules, job->fault);
	do {
		if (e == OK)
			e = check_next(examination, &source, &batch);
	} while (e == OK && examination->done < examination->n &&
	    ticks() < until);
	return e;
}

/* --- what came of it --------------------------------------------------- */

enum err
examine_drawn(const struct examination *examination, size_t at, str *ret)
{
	if (at >= examination->done ||
	    examination->file[at].state == EXAMINE_PASSED)
		return FAIL(examination->job->fault, ERR_NOT_FOUND,
		    "web.not_found");
	return spool_get(examination->job, examination->spool,
	    part_of(examination, "html", at), ret);
}

/* A part of each report, in memory of its own until it is put. */
static enum err
put_all(const struct examination *examination, const char *what, str between,
    struct buf *buf)
{
	struct job	job = *examination->job;
	size_t		some = 0;
	str		text;
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < examination->done; i++) {
		if (examination->file[i].state == EXAMINE_PASSED)
			continue;
		job.arena = arena_new(MADE_BYTES * 2);
		e = spool_get(&job, examination->spool, part_of(examination,
		    what, i), &text);
		if (e == OK) {
			if (some++ > 0)
				buf_put(buf, between);
			buf_put(buf, text);
		}
		arena_free(job.arena);
	}
	return e;
}

enum err
examine_json(const struct examination *examination, struct buf *buf)
{
	enum err	e;

	buf_put(buf, S("[\n"));
	e = put_all(examination, "json", S(",\n"), buf);
	buf_put(buf, S("\n]\n"));
	return e;
}

enum err
examine_html(const struct examination *examination, struct buf *buf)
{
	struct job	*job = examination->job;
	struct doc	*doc = doc_new(job->arena, DOC_HTML);
	str		 head;
	enum err	 e;

	doc->title = word(job->words, "draw.title");
	e = doc_write_html_begin(job->arena, doc, &head, job->fault);
	if (e == OK) {
		buf_put(buf, head);
		e = put_all(examination, "html", S(""), buf);
	}
	buf_put(buf, doc_write_html_end());
	return e;
}
