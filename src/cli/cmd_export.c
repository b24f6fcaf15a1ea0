#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "doc/doc_write.h"
#include "domain/agency.h"
#include "office/export_record.h"
#include "office/handover.h"
#include "office/package.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "since", 0, COMMAND_TEXT, "DAY" },
	{ "until", 0, COMMAND_TEXT, "DAY" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* An order to export. */
struct order {
	struct command_line	*line;
	struct export_record	 export;
};

static enum err
find_body(struct job *job, void *context)
{
	struct order	*order = context;

	(void)job;
	return open_body(order->line, &order->export.agency);
}

/* --- what was published in a span: a list, a package ---------------------- */

/* Such a list. */
struct listing {
	struct command_line	*line;
	enum doc_format		 format;	/* DOC_UNKNOWN: a package */
	str			 bytes;
	size_t			 n;	/* records on it */
};

static enum err
draw(struct job *job, void *context)
{
	struct listing	*listing = context;
	struct doc	*doc;
	int64_t		 agency = 0;
	day		 since = DAY_NONE, until = job->today;
	enum err	 e = open_body(listing->line, &agency);

	if (e == OK)
		e = show_want_day(listing->line, "since", &since);
	if (e == OK && command_option(listing->line, "until")->set)
		e = show_want_day(listing->line, "until", &until);
	if (e == OK && listing->format == DOC_UNKNOWN)
		return package_build(job, agency, since, until,
		    &listing->bytes, &listing->n);
	if (e == OK)
		e = handover_draw(job, agency, since, until, &doc,
		    &listing->n);
	return e == OK ? doc_write(job->arena, doc, listing->format,
	    &listing->bytes, job->fault) : e;
}

static enum doc_format
format_of(str path)
{
	return str_ends(path, S(".xlsx")) ? DOC_XLSX :
	    str_ends(path, S(".docx")) ? DOC_DOCX :
	    str_ends(path, S(".pdf")) ? DOC_PDF : DOC_UNKNOWN;
}

static int
export_span(struct command_line *line, bool package, const char *path)
{
	struct listing	 listing = { .line = line,
			    .format = format_of(str_of(path)) };
	struct job	*job = line->job;
	enum err	 e;

	if ((listing.format == DOC_UNKNOWN) != package ||
	    !command_option(line, "agency")->set) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.export.handover");
		return command_fail(line);
	}
	e = open_store(line);
	if (e == OK)
		e = job_read(job, draw, &listing);
	if (e == OK)
		e = file_write(path, listing.bytes, job->fault);
	if (e != OK)
		return command_fail(line);
	return show_out(line, str_printf(job->arena, "%.*s\n",
	    STRF(WORD(job->arena, job->words, "command.export.listed",
	    str_int(job->arena, (int64_t)listing.n), str_of(path)))));
}

/* -------------------------------------------------------------------------- */

COMMAND(export, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };
	struct job	*job = line->job;
	enum err	e;

	if (line->words == 2 && strcmp(line->word[0], "handover") == 0)
		return export_span(line, false, line->word[1]);
	if (line->words == 2 && strcmp(line->word[0], "package") == 0)
		return export_span(line, true, line->word[1]);
	if (command_option(line, "since")->set ||
	    command_option(line, "until")->set || line->words != 2 ||
	    strcmp(line->word[0], "records") != 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.export.what");
		return command_fail(line);
	}
	order.export.path = line->word[1];
	e = open_store(line);
	if (e == OK)
		e = job_read(job, find_body, &order);
	if (e == OK)
		e = export_record(job, &order.export);
	if (e != OK)
		return command_fail(line);
	return show_out(line, str_printf(job->arena, "%.*s\n",
	    STRF(WORD(job->arena, job->words, "command.export.done",
	    str_int(job->arena, order.export.rows), str_int(job->arena,
	    order.export.before),
	    str_of(order.export.path)))));
}
