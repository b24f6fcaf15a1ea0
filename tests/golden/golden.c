/*
 * golden - what the program reads and finds in one report, in short lines:
 *
 *	golden FILE
 *
 * The lines hold figures, keys, places and digests; no word of the report, so
 * that they can be kept where the report itself cannot.  tools/golden.sh
 * keeps them, tests/program/golden.test.sh compares.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "check/check.h"
#include "form/form_open.h"

#define ARENA_BYTES	((size_t)1 << 30)
#define OUT_BYTES	((size_t)4 << 20)

struct golden {
	struct job	job;
	struct buf	buf;
};

/* A text that must not be told: only whether it is the same. */
static void
digest(struct golden *golden, const char *name, str text)
{
	if (text.n == 0)
		buf_printf(&golden->buf, " %s -", name);
	else
		buf_printf(&golden->buf, " %s %012" PRIx64, name,
		    str_hash(text) & 0xffffffffffff);
}

static void
place(struct golden *golden, const struct doc_place *at)
{
	if (at->line != 0)
		buf_printf(&golden->buf, " line %u", at->line);
	if (at->page != 0)
		buf_printf(&golden->buf, " page %u", at->page);
	if (at->xpath.n != 0)
		buf_printf(&golden->buf, " %.*s", STRF(at->xpath));
	buf_byte(&golden->buf, '\n');
}

static void
date(struct golden *golden, const char *name, day at)
{
	buf_printf(&golden->buf, " %s %.*s", name, STRF(at == DAY_NONE ?
	    S("-") : day_iso(golden->job.arena, at)));
}

static void
facts(struct golden *golden, const struct filled *report)
{
	buf_printf(&golden->buf, "report form %.*s year %d",
	    STRF(report->form->key), report->year);
	date(golden, "from", report->from.day);
	date(golden, "until", report->until.day);
	date(golden, "signed", report->signed_on.day);
	date(golden, "published", report->published.day);
	buf_put(&golden->buf, S("\nfacts"));
	digest(golden, "title", report->title.text);
	digest(golden, "agency", report->agency.text);
	digest(golden, "signer", report->signer.text);
	digest(golden, "contact", report->contact.text);
	digest(golden, "index", report->index.text);
	digest(golden, "host", report->host.text);
	buf_byte(&golden->buf, '\n');
}

static void
sections(struct golden *golden, const struct filled *report)
{
	for (size_t i = 0; i < report->sections; i++) {
		const struct filled_section	*section = &report->section[i];

		buf_printf(&golden->buf, "section %.*s%s texts %zu",
		    STRF(section->section < 0 ? S("-") :
		    report->form->section[section->section].key),
		    section->exact ? " exact" : "", section->n);
		place(golden, &section->place);
	}
}

static str
figure(struct golden *golden, const struct filled_cell *cell)
{
	switch (cell->state) {
	case FILLED_LOST:
		return S("lost");
	case FILLED_BLANK:
		return S("blank");
	case FILLED_MARK:
		return S("mark");
	case FILLED_UNREADABLE:
		return S("unreadable");
	case FILLED_NUMBER:
		break;
	}
	return number_text(golden->job.arena, cell->value);
}

static void
row(struct golden *golden, const struct filled_table *table,
    const struct form_row *row)
{
	static const struct doc_place	 nowhere;
	const struct doc_place		*at = &nowhere;

	buf_printf(&golden->buf, "%.*s %.*s %.*s", STRF(table->form->key),
	    STRF(table->table->key), STRF(row->key));
	for (size_t i = row->columns; i-- > 0; )
		if (table->cell[row->first + i].state != FILLED_LOST)
			at = &table->cell[row->first + i].place;
	for (size_t i = 0; i < row->columns; i++)
		buf_printf(&golden->buf, " %.*s", STRF(figure(golden,
		    &table->cell[row->first + i])));
	place(golden, at);
}

static void
tables(struct golden *golden, const struct filled *report)
{
	for (size_t i = 0; i < report->tables; i++) {
		const struct filled_table	*table = &report->table[i];

		if (table->table == NULL) {
			buf_printf(&golden->buf, "table %.*s lost\n",
			    STRF(report->form->table[i].key));
			continue;
		}
		for (size_t r = 0; r < table->table->rows; r++)
			row(golden, table, &table->table->row[r]);
	}
}

static void
findings(struct golden *golden, const struct check_run *run)
{
	for (size_t i = 0; i < run->n; i++) {
		const struct finding	*finding = &run->finding[i];

		buf_printf(&golden->buf, "finding %s %s",
		    finding->check->id, check_severity_name(finding->severity));
		if (finding->table.n > 0)
			buf_printf(&golden->buf, " %.*s",
			    STRF(finding->table));
		if (finding->row.n > 0)
			buf_printf(&golden->buf, " %.*s", STRF(finding->row));
		if (finding->column.n > 0)
			buf_printf(&golden->buf, " %.*s",
			    STRF(finding->column));
		digest(golden, "quote", finding->quote);
		place(golden, &finding->place);
	}
}

static enum err
tell(struct golden *golden, const char *path)
{
	struct arena			*arena = golden->job.arena;
	struct fault			*fault = golden->job.fault;
	struct check_run		 run = { .job = &golden->job };
	const struct forms		*forms;
	struct filled			*report;
	str				 bytes;
	enum err			 e;

	e = word_load(arena, LANG_EN, &golden->job.words, fault);
	if (e == OK)
		e = forms_load(arena, "annual-report", &forms, fault);
	if (e == OK)
		e = check_rules_load(arena, &run.rules, fault);
	if (e == OK)
		e = file_read(arena, path, DOC_BYTES, &bytes, fault);
	if (e == OK)
		e = form_open(arena, forms, bytes, str_of(path), &report,
		    fault);
	if (e != OK)
		return e;
	run.report = report;
	check_report(&run);
	facts(golden, report);
	sections(golden, report);
	tables(golden, report);
	findings(golden, &run);
	return OK;
}

int
main(int argc, char **argv)
{
	struct arena	*arena = arena_new(ARENA_BYTES);
	struct fault	 fault = { .code = OK };
	struct golden	 golden = { .job = { .arena = arena,
			    .fault = &fault } };

	if (argc != 2) {
		fputs("usage: golden FILE\n", stderr);
		return 2;
	}
	buf_init(&golden.buf, arena, OUT_BYTES);
	if (tell(&golden, argv[1]) != OK)
		buf_printf(&golden.buf, "refused %s\n", fault.key);
	printf("%.*s", STRF(buf_str(&golden.buf)));
	arena_free(arena);
	return 0;
}
