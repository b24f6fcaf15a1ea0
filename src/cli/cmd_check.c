#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/sink.h"

#define FILES_MOST	1000000u
#define SINKS_MOST	5u
#define PROGRESS_WIDTH	30

/* The files to check, those named apart from those found in a directory. */
struct files {
	struct batch_file	*file;
	bool			*named;
	size_t			 n;
	size_t			 skipped; /* in directories, and no reports */
};

/* What is going on while the files are being told. */
struct telling {
	struct job	*job;
	struct sink	 sink[SINKS_MOST];
	size_t		 sinks;
	struct files	*files;		/* what is checked */
	size_t		 told;		/* files heard of so far */
	size_t		 read, unread;	/* reports that could be, and not */
	size_t		 errors;	/* findings that are errors */
	bool		 progress;	/* standard error is a terminal */
};

static const struct command_option	options[] = {
	{ "json", 0, COMMAND_FLAG, NULL },
	{ "html", 0, COMMAND_TEXT, "OUT" },
	{ "xlsx", 0, COMMAND_TEXT, "OUT" },
	{ "csv", 0, COMMAND_TEXT, "OUT" },
	{ "previous", 0, COMMAND_TEXT, "FILE" },
	{ "children", 0, COMMAND_TEXTS, "FILE..." },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static void
files_add(struct job *job, struct files *files, str path, bool named)
{
	if ((files->n & (files->n - 1)) == 0) {
		size_t	room = files->n == 0 ? 1 : files->n * 2;

		files->file = arena_grow(job->arena, files->file, files->n,
		    room, sizeof *files->file);
		files->named = arena_grow(job->arena, files->named, files->n,
		    room, sizeof *files->named);
	}
	files->file[files->n] = (struct batch_file){ .path = path };
	files->named[files->n++] = named;
}

static enum err
files_of_directory(struct job *job, struct files *files, const char *path)
{
	str		*found;
	size_t		 n;
	enum err	 e;

	e = file_list(job->arena, path, FILES_MOST, &found, &n, job->fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		files_add(job, files, found[i], false);
	return OK;
}

static enum err
files_find(struct command_line *line, struct files *files)
{
	enum err	e;

	for (size_t i = 0; i < line->words; i++) {
		if (file_kind(line->word[i]) != FILE_DIRECTORY) {
			files_add(line->job, files, str_of(line->word[i]),
			    true);
			continue;
		}
		e = files_of_directory(line->job, files, line->word[i]);
		if (e != OK)
			return e;
	}
	if (files->n == 0)
		return FAIL(line->job->fault, ERR_INVALID, line->words == 0 ?
		    "command.check.no_file" : "command.check.no_report");
	return OK;
}

static void
progress(const struct telling *telling)
{
	int	done = (int)(telling->told * PROGRESS_WIDTH /
		    telling->files->n);

	if (!telling->progress)
		return;
	fprintf(stderr, "\r[%.*s%*s] %zu/%zu", done,
	    "##############################", PROGRESS_WIDTH - done, "",
	    telling->told, telling->files->n);
	if (telling->told == telling->files->n)
		fputs("\r\033[K", stderr);
}

static void
told(void *context, struct batch_item *item)
{
	struct telling	*telling = context;

	if (!telling->files->named[telling->told++] && batch_passes_by(item)) {
		telling->files->skipped++;
		progress(telling);
		return;
	}
	if (item->err != OK) {
		telling->unread++;
	} else {
		telling->read++;
		telling->errors += check_total(&item->run, CHECK_ERROR);
	}
	for (size_t i = 0; i < telling->sinks; i++)
		telling->sink[i].tell(&telling->sink[i], item);
	progress(telling);
}

/* A sink that writes to the file an option names, if it was given. */
static enum err
sink_to(struct command_line *line, struct telling *telling, const char *name,
    enum err (*open)(struct job *, const char *, struct sink *))
{
	const struct command_given	*given = command_option(line, name);

	if (!given->set)
		return OK;
	return open(line->job, given->value[0],
	    &telling->sink[telling->sinks++]);
}

static enum err
sinks_open(struct command_line *line, struct telling *telling)
{
	enum err	e;

	e = sink_to(line, telling, "html", sink_html);
	if (e != OK)
		return e;
	e = sink_to(line, telling, "xlsx", sink_xlsx);
	if (e != OK)
		return e;
	e = sink_to(line, telling, "csv", sink_csv);
	if (e != OK)
		return e;
	if (command_option(line, "json")->set)
		return sink_json(line->job, &telling->sink[telling->sinks++]);
	return sink_text(line->job, &telling->sink[telling->sinks++]);
}

static enum err
sinks_end(struct telling *telling)
{
	enum err	first = OK;

	for (size_t i = 0; i < telling->sinks; i++) {
		struct fault	fault = { .code = OK };
		enum err	e;

		e = telling->sink[i].end(&telling->sink[i], &fault);
		if (e != OK && first == OK) {
			first = e;
			(void)fault_set(telling->job->fault, e, fault.file,
			    fault.line, fault.key, fault.arg, fault.n);
		}
	}
	return first;
}

/* Last year's report and the children's, read before all others. */
static enum err
company(struct command_line *line, struct batch *batch)
{
	const struct command_given	*previous =
					    command_option(line, "previous");
	const struct command_given	*children =
					    command_option(line, "children");
	const struct filled		**child;
	str				*name;
	struct filled			*filled;
	enum err			 e;

	if ((previous->set || children->set) && batch->n != 1)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.check.one_file");
	if (previous->set) {
		e = batch_open(line->job, batch->forms,
		    str_of(previous->value[0]), &filled);
		if (e != OK)
			return e;
		batch->previous = filled;
	}
	child = arena_array(line->job->arena, children->n + 1, sizeof *child);
	name = arena_array(line->job->arena, children->n + 1, sizeof *name);
	for (size_t i = 0; i < children->n; i++) {
		name[i] = str_of(children->value[i]);
		e = batch_open(line->job, batch->forms, name[i], &filled);
		if (e != OK)
			return e;
		child[i] = filled;
	}
	batch->child = child;
	batch->child_name = name;
	batch->children = children->n;
	return OK;
}

static int
status(const struct telling *telling)
{
	if (telling->unread > 0)
		return 2;
	return telling->errors > 0 ? 1 : 0;
}

static void
say_skipped(struct job *job, const struct files *files)
{
	str	text;

	if (files->skipped == 0)
		return;
	text = WORD(job->arena, job->words, "command.check.skipped",
	    str_printf(job->arena, "%zu", files->skipped));
	fprintf(stderr, "gongkai: %.*s\n", STRF(text));
}

COMMAND(check, .options = options)
(struct command_line *line)
{
	struct telling	telling = { .job = line->job };
	struct files	files = { 0 };
	struct batch	batch = { .job = line->job, .told = told,
			    .context = &telling, .threads = batch_threads(),
			    .memory = BATCH_BYTES };

	if (files_find(line, &files) != OK ||
	    forms_load(line->job->arena, "annual-report", &batch.forms,
	    line->job->fault) != OK ||
	    check_rules_load(line->job->arena, &batch.rules,
	    line->job->fault) != OK)
		return command_fail(line);
	batch.file = files.file;
	batch.n = files.n;
	if (company(line, &batch) != OK || sinks_open(line, &telling) != OK)
		return command_fail(line);
	telling.files = &files;
	telling.progress = files.n > 1 && isatty(STDERR_FILENO);
	batch_run(&batch);
	say_skipped(line->job, &files);
	if (telling.read + telling.unread == 0) {
		(void)FAIL(line->job->fault, ERR_INVALID,
		    "command.check.no_report");
		return command_fail(line);
	}
	if (sinks_end(&telling) != OK)
		return command_fail(line);

	return status(&telling);
}
