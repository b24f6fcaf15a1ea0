#include "check/check_draw.h"

#include <stdlib.h>

#include "check/check_say.h"
#include "form/form_draw.h"

/* What the drawing of one report hands on. */
struct drawing {
	struct arena		*arena;
	const struct check_run	*run;
	const struct words	*words;
	str			 id;	/* before the ids of findings */
	struct doc		*doc;	/* being drawn */
};

static enum doc_tone
tone_of(enum check_severity severity)
{
	return severity == CHECK_ERROR ? DOC_WRONG :
	    severity == CHECK_WARNING ? DOC_WARNED : DOC_NOTED;
}

static str
finding_id(const struct drawing *drawing, size_t i)
{
	return str_printf(drawing->arena, "%.*sf%zu", STRF(drawing->id),
	    i + 1);
}

static str
count(const struct drawing *drawing, enum check_severity severity)
{
	return str_printf(drawing->arena, "%zu",
	    check_total(drawing->run, severity));
}

static void
draw_heading(struct drawing *drawing, int level, str text)
{
	doc_add(drawing->arena, drawing->doc, DOC_HEADING, text)->level =
	    level;
}

/* "error P1 · table · row · column: sentence  "quote"  line 27" */
static void
draw_finding(struct drawing *drawing, size_t i)
{
	const struct finding	*finding = &drawing->run->finding[i];
	struct arena		*arena = drawing->arena;
	str			 cell = check_say_cell(arena, drawing->run,
				    finding);
	str			 place = check_say_place(arena, drawing->words,
				    &finding->place);
	str			 quote = finding->quote.n == 0 ? S("") :
				    WORD(arena, drawing->words, "sink.quote",
				    finding->quote);
	struct doc_block	*block;

	block = doc_add(arena, drawing->doc, DOC_LIST, str_printf(arena,
	    "%.*s %s%s%.*s\n%.*s%s%.*s%s%.*s", STRF(check_say_severity(
	    drawing->words, finding->severity)), finding->check->id,
	    cell.n > 0 ? " · " : "", STRF(cell), STRF(finding->message),
	    quote.n > 0 ? "\n" : "", STRF(quote), place.n > 0 ? " " : "",
	    STRF(place)));
	block->level = 1;
	block->id = finding_id(drawing, i);
	block->tone = tone_of(finding->severity);
}

static void
draw_findings(struct drawing *drawing, str file)
{
	struct arena	*arena = drawing->arena;

	doc_add(arena, drawing->doc, DOC_PARAGRAPH, WORD(arena, drawing->words,
	    "draw.summary", file, count(drawing, CHECK_ERROR),
	    count(drawing, CHECK_WARNING), count(drawing, CHECK_NOTE)));
	draw_heading(drawing, 2, word(drawing->words, "draw.findings"));
	for (size_t i = 0; i < drawing->run->n; i++)
		draw_finding(drawing, i);
	if (drawing->run->n == 0)
		doc_add(arena, drawing->doc, DOC_PARAGRAPH,
		    word(drawing->words, "sink.nothing"));
}

static int
by_place(const void *a, const void *b)
{
	const struct doc_mark	*x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static str
label(const struct drawing *drawing, str one, str other)
{
	return one.n == 0 || str_has(one, other) ? (one.n == 0 ? other : one) :
	    str_printf(drawing->arena, "%.*s %.*s", STRF(one), STRF(other));
}

/* Marks that touch become one, as grave as the gravest. */
static size_t
merge(const struct drawing *drawing, struct doc_mark *mark, size_t n)
{
	size_t	kept = 0;

	qsort(mark, n, sizeof *mark, by_place);
	for (size_t i = 0; i < n; i++) {
		struct doc_mark	*last = kept > 0 ? &mark[kept - 1] : NULL;

		if (last == NULL || mark[i].from >= last->to) {
			mark[kept++] = mark[i];
			continue;
		}
		if (mark[i].to > last->to)
			last->to = mark[i].to;
		if (mark[i].tone > last->tone)
			last->tone = mark[i].tone;
		last->label = label(drawing, last->label, mark[i].label);
	}
	return kept;
}

static struct doc_mark
mark_of(const struct drawing *drawing, size_t i)
{
	const struct finding	*finding = &drawing->run->finding[i];

	return (struct doc_mark){ .from = finding->from, .to = finding->to,
	    .tone = tone_of(finding->severity),
	    .label = str_of(finding->check->id),
	    .target = finding_id(drawing, i) };
}

/*
 * The bytes of a drawn text that a finding is about: it points into this very
 * text, or it quotes what stands in a heading or in the signature.
 */
static bool
is_about(const struct finding *finding, const struct doc_block *block,
    struct doc_mark *mark)
{
	ptrdiff_t	at;

	if (finding->text != NULL)
		return finding->text->text.at == block->text.at &&
		    finding->to <= block->text.n;
	if (finding->quote.n == 0 || finding->table.n > 0 ||
	    (block->kind != DOC_HEADING && block->kind != DOC_SIGNATURE))
		return false;
	at = str_find(block->text, finding->quote, 0);
	if (at < 0)
		return false;
	mark->from = (size_t)at;
	mark->to = mark->from + finding->quote.n;
	return true;
}

static void
mark_text(const struct drawing *drawing, struct doc_block *block)
{
	const struct check_run	*run = drawing->run;

	for (size_t i = 0; i < run->n; i++) {
		struct doc_mark	mark = mark_of(drawing, i);

		if (!is_about(&run->finding[i], block, &mark))
			continue;
		if (block->mark == NULL)
			block->mark = arena_array(drawing->arena, run->n,
			    sizeof *block->mark);
		block->mark[block->marks++] = mark;
	}
	if (block->marks > 1)
		block->marks = merge(drawing, block->mark, block->marks);
}

/* Whether "t3/new/natural" is what the finding names, as far as it does. */
static bool
names(const struct finding *finding, str name)
{
	str	table, row;

	if (finding->table.n == 0 ||
	    (finding->row.n == 0 && finding->column.n == 0))
		return false;
	if (!str_cut(&name, '/', &table) || !str_cut(&name, '/', &row))
		return false;
	return str_eq(finding->table, table) &&
	    (finding->row.n == 0 || str_eq(finding->row, row)) &&
	    (finding->column.n == 0 || str_eq(finding->column, name));
}

/* One mark over the whole cell, with the labels of all its findings. */
static void
mark_cell(const struct drawing *drawing, struct doc_cell *cell)
{
	const struct check_run	*run = drawing->run;
	struct doc_mark		*mark = NULL;

	if (cell->name.n == 0)
		return;
	for (size_t i = 0; i < run->n; i++) {
		struct doc_mark	found = mark_of(drawing, i);

		if (!names(&run->finding[i], cell->name))
			continue;
		if (mark == NULL) {
			mark = arena_alloc(drawing->arena, sizeof *mark);
			*mark = found;
			mark->from = mark->to = 0;
			continue;
		}
		if (found.tone > mark->tone)
			mark->tone = found.tone;
		mark->label = label(drawing, mark->label, found.label);
	}
	cell->mark = mark;
	cell->marks = mark != NULL;
}

static void
mark_block(const struct drawing *drawing, struct doc_block *block)
{
	if (block->kind != DOC_TABLE) {
		mark_text(drawing, block);
		return;
	}
	for (size_t i = 0; i < block->table->n; i++)
		mark_cell(drawing, &block->table->cell[i]);
}

/* The report below the findings, its headings a level deeper. */
static enum err
draw_report(struct drawing *drawing, struct fault *fault)
{
	struct doc	*report;
	enum err	 e;

	e = form_draw(drawing->arena, drawing->run->report, &report, fault);
	if (e != OK)
		return e;
	draw_heading(drawing, 2, word(drawing->words, "draw.report"));
	for (size_t i = 0; i < report->n; i++) {
		struct doc_block	*block = doc_add(drawing->arena,
					    drawing->doc,
					    report->block[i].kind, S(""));

		*block = report->block[i];
		if (block->kind == DOC_HEADING)
			block->level++;
		mark_block(drawing, block);
	}
	return OK;
}

enum err
check_draw(struct arena *arena, const struct check_run *run, str file, str id,
    struct doc **ret, struct fault *fault)
{
	struct drawing	 drawing = { arena, run, run->job->words, id,
			    doc_new(arena, DOC_HTML) };
	str		 title = run->report->title.text;
	enum err	 e;

	if (title.n == 0)
		title = word(drawing.words, "sink.untitled");
	drawing.doc->title = title;
	draw_heading(&drawing, 1, title);
	draw_findings(&drawing, file);
	e = draw_report(&drawing, fault);
	if (e == OK)
		*ret = drawing.doc;
	return e;
}

struct doc *
check_draw_failure(struct arena *arena, str file, str error)
{
	struct doc	*doc = doc_new(arena, DOC_HTML);

	doc_add(arena, doc, DOC_HEADING, file)->level = 1;
	doc_add(arena, doc, DOC_PARAGRAPH, error)->tone = DOC_WRONG;
	return doc;
}
