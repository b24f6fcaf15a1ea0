#include "office/examine.h"

#include <setjmp.h>

#include "base/arena.h"
#include "check/check_draw.h"
#include "doc/doc_read.h"
#include "doc/doc_write.h"
#include "doc/doc_zip.h"
#include "form/form_open.h"

#define REPORT_BYTES	((size_t)256 << 20)	/* of memory for one report */

/* What all reports of an upload share. */
struct room {
	struct job			*job;
	const struct forms		*forms;
	const struct check_rules	*rules;
	struct examined			*done;
	size_t				 n;
	size_t				 drawn;	/* bytes so far */
};

/* Check and draw one, in the memory of `job'. */
static enum err
look(const struct room *room, struct job *job,
    const struct examine_file *file, str id, struct examined *ret)
{
	struct check_run	 run = { .job = job, .rules = room->rules };
	struct filled		*report;
	struct doc		*doc;
	enum err		 e;

	e = form_open(job->arena, room->forms, file->bytes, file->name,
	    &report, job->fault);
	if (e != OK)
		return e;
	run.report = report;
	check_report(&run);
	ret->errors = check_total(&run, CHECK_ERROR);
	ret->warnings = check_total(&run, CHECK_WARNING);
	ret->notes = check_total(&run, CHECK_NOTE);
	e = check_draw(job->arena, &run, file->name, id, &doc, job->fault);
	if (e == OK)
		e = doc_write_html_part(job->arena, doc, id, &ret->drawn,
		    job->fault);
	return e;
}

/* The same in an arena of its own; what is shown is copied out of it. */
static void
look_apart(struct room *room, const struct examine_file *file)
{
	struct examined	*done = &room->done[room->n++];
	struct arena	*shown = room->job->arena;
	struct fault	 fault = { .code = OK };
	struct job	 job = *room->job;
	struct examined	 seen = { .errors = 0 };
	jmp_buf		 spent;
	enum err	 e;

	done->name = file->name;
	job.fault = &fault;
	job.arena = arena_new(REPORT_BYTES);
	if (setjmp(spent) == 0) {
		arena_on_limit(job.arena, &spent);
		e = look(room, &job, file, str_printf(shown, "r%zu-",
		    room->n), &seen);
	} else {
		e = FAIL(&fault, ERR_TOO_LARGE, "file.too_much_memory",
		    file->name);
	}
	if (e != OK) {
		done->wrong = word_fault(shown, job.words, &fault);
	} else {
		done->errors = seen.errors;
		done->warnings = seen.warnings;
		done->notes = seen.notes;
		room->drawn += seen.drawn.n;
		if (room->drawn <= EXAMINE_DRAWN)
			done->drawn = str_copy(shown, seen.drawn);
	}
	arena_on_limit(job.arena, NULL);
	arena_free(job.arena);
}

/* --- archives ---------------------------------------------------------- */

/* A ZIP that is no DOCX or XLSX. */
static bool
is_archive(const struct examine_file *file)
{
	return str_starts(file->bytes, S("PK\003\004")) &&
	    doc_read_sniff(file->bytes, file->name) == DOC_UNKNOWN;
}

/* Folders, and what systems put beside files, are passed over. */
static bool
passes_by(str name, str bytes)
{
	return name.n == 0 || str_ends(name, S("/")) ||
	    str_starts(name, S("__MACOSX/")) ||
	    str_has(name, S("/.")) || str_starts(name, S(".")) ||
	    bytes.n == 0 || doc_read_sniff(bytes, name) == DOC_UNKNOWN;
}

static enum err
look_in(struct room *room, const struct examine_file *file)
{
	struct job	*job = room->job;
	struct doc_zip	*zip;
	str		 name, bytes;
	enum err	 e;

	e = doc_zip_open(job->arena, file->bytes, file->name, &zip,
	    job->fault);
	for (size_t i = 0; e == OK && doc_zip_name(zip, i, &name); i++) {
		struct arena_mark	mark = arena_mark(job->arena);

		if (str_ends(name, S("/")))
			continue;
		e = doc_zip_part(job->arena, zip, name, &bytes, job->fault);
		if (e != OK || passes_by(name, bytes)) {
			arena_rewind(job->arena, mark);
			continue;
		}
		if (room->n == EXAMINE_FILES)
			return FAIL(job->fault, ERR_TOO_LARGE, "examine.many",
			    str_int(job->arena, EXAMINE_FILES));
		look_apart(room, &(struct examine_file){ name, bytes });
	}
	return e;
}

enum err
examine(struct job *job, const struct examine_file *file, size_t n,
    struct examined **ret, size_t *ret_n)
{
	struct room	room = { .job = job };
	enum err	e;

	e = forms_load(job->arena, "annual-report", &room.forms, job->fault);
	if (e == OK)
		e = check_rules_load(job->arena, &room.rules, job->fault);
	room.done = arena_array(job->arena, EXAMINE_FILES,
	    sizeof *room.done);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (is_archive(&file[i]))
			e = look_in(&room, &file[i]);
		else if (room.n < EXAMINE_FILES)
			look_apart(&room, &file[i]);
	}
	if (e == OK && room.n == 0)
		e = FAIL(job->fault, ERR_INVALID, "examine.none");
	*ret = room.done;
	*ret_n = room.n;
	return e;
}
