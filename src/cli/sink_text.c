#include "cli/sink.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check/check_say.h"

#define TEXT_BYTES	((size_t)64 << 20)
#define QUOTE_COLUMNS	200u
#define TABLE_COLUMNS	7

enum colour { PLAIN, BOLD, DIM, RED, YELLOW, BLUE, COLOUR__MAX };

static const char *const	escape[COLOUR__MAX] = {
	[PLAIN] = "\033[0m", [BOLD] = "\033[1m", [DIM] = "\033[2m",
	[RED] = "\033[31m", [YELLOW] = "\033[33m", [BLUE] = "\033[34m",
};

struct state {
	struct job	*job;
	struct buf	 buf;		/* one report at a time */
	bool		 colour;	/* standard output is a terminal */
	size_t		 files, unread;
	size_t		 total[CHECK_ERROR + 1];
};

static void
colour(struct state *state, enum colour which)
{
	if (state->colour)
		buf_put(&state->buf, str_of(escape[which]));
}

static void
coloured(struct state *state, enum colour which, str text)
{
	colour(state, which);
	buf_put(&state->buf, text);
	colour(state, PLAIN);
}

static enum colour
severity_colour(enum check_severity severity)
{
	return severity == CHECK_ERROR ? RED :
	    severity == CHECK_WARNING ? YELLOW : BLUE;
}

static str
said(struct state *state, const char *key)
{
	return word(state->job->words, key);
}

static str
number(struct state *state, size_t n)
{
	return str_printf(state->job->arena, "%zu", n);
}

/* A fact of the head line, "name value", and nothing where it is empty. */
static void
fact(struct state *state, const char *key, str value)
{
	if (value.n == 0)
		return;
	buf_put(&state->buf, S("  "));
	coloured(state, DIM, said(state, key));
	buf_printf(&state->buf, " %.*s", STRF(value));
}

static void
head(struct state *state, const struct batch_item *item)
{
	const struct filled	*report = item->run.report;
	struct arena		*arena = state->job->arena;

	coloured(state, BOLD, report->title.text.n > 0 ? report->title.text :
	    said(state, "sink.untitled"));
	buf_printf(&state->buf, "\n  %.*s\n", STRF(item->path));
	fact(state, "sink.agency", report->agency.text);
	if (report->year != 0)
		fact(state, "sink.year", str_printf(arena, "%d", report->year));
	if (report->signed_on.day != DAY_NONE)
		fact(state, "sink.signed", day_iso(arena,
		    report->signed_on.day));
	buf_put(&state->buf, S("\n"));
}

static size_t
findings_of(const struct check_run *run, str table,
    enum check_severity severity)
{
	size_t	n = 0;

	for (size_t i = 0; i < run->n; i++)
		n += run->finding[i].severity == severity &&
		    str_eq(run->finding[i].table, table);
	return n;
}

static size_t
cells_of(const struct filled_table *table, bool numbers)
{
	size_t	n = 0;

	if (table->table == NULL)
		return 0;
	for (size_t i = 0; i < table->table->cells; i++)
		n += (table->cell[i].state == FILLED_NUMBER) == numbers;
	return n;
}

static void
padded(struct state *state, str text, unsigned columns, bool right)
{
	unsigned	have = utf8_columns(text);
	int		gap = have < columns ? (int)(columns - have) : 0;

	if (right)
		buf_printf(&state->buf, "%*s%.*s", gap, "", STRF(text));
	else
		buf_printf(&state->buf, "%.*s%*s", STRF(text), gap, "");
}

static void
table_line(struct state *state, const str *field, const unsigned *width)
{
	buf_put(&state->buf, S("  "));
	for (size_t i = 0; i < TABLE_COLUMNS; i++) {
		padded(state, field[i], width[i], i >= 2);
		buf_put(&state->buf, i + 1 < TABLE_COLUMNS ? S("  ") : S("\n"));
	}
}

static void
table_fields(struct state *state, const struct check_run *run, size_t i,
    str *ret)
{
	const struct filled_table	*table = &run->report->table[i];
	str				 key = run->report->form->table[i].key;

	ret[0] = check_say_table(run, key);
	ret[1] = table->table == NULL ? said(state, "sink.lost") :
	    table->form->key;
	ret[2] = number(state, cells_of(table, true));
	ret[3] = number(state, cells_of(table, false));
	ret[4] = number(state, findings_of(run, key, CHECK_ERROR));
	ret[5] = number(state, findings_of(run, key, CHECK_WARNING));
	ret[6] = number(state, findings_of(run, key, CHECK_NOTE));
}

/* One line a table of the form: its version, cells read, findings. */
static void
tables(struct state *state, const struct check_run *run)
{
	size_t		 rows = run->report->tables + 1;
	str		*field = arena_array(state->job->arena,
			    rows * TABLE_COLUMNS, sizeof *field);
	unsigned	 width[TABLE_COLUMNS] = { 0 };

	field[0] = said(state, "sink.head.table");
	field[1] = said(state, "sink.head.form");
	field[2] = said(state, "sink.head.cells");
	field[3] = said(state, "sink.head.blanks");
	field[4] = said(state, "severity.error");
	field[5] = said(state, "severity.warning");
	field[6] = said(state, "severity.note");
	for (size_t i = 1; i < rows; i++)
		table_fields(state, run, i - 1, &field[i * TABLE_COLUMNS]);
	for (size_t i = 0; i < rows * TABLE_COLUMNS; i++) {
		unsigned	*widest = &width[i % TABLE_COLUMNS];

		if (utf8_columns(field[i]) > *widest)
			*widest = utf8_columns(field[i]);
	}
	colour(state, DIM);
	table_line(state, field, width);
	colour(state, PLAIN);
	for (size_t i = 1; i < rows; i++)
		table_line(state, &field[i * TABLE_COLUMNS], width);
}

/* The quote, cut where it is long, with its place. */
static void
quote(struct state *state, const struct finding *finding)
{
	struct arena	*arena = state->job->arena;
	str		 place = check_say_place(arena, state->job->words,
			    &finding->place);
	str		 text = utf8_head(finding->quote, QUOTE_COLUMNS * 3);

	if (text.n == 0 && place.n == 0)
		return;
	buf_put(&state->buf, S("     "));
	colour(state, DIM);
	if (text.n > 0)
		buf_put(&state->buf, WORD(arena, state->job->words,
		    text.n < finding->quote.n ? "sink.quote_cut" :
		    "sink.quote", text));
	if (place.n > 0)
		buf_printf(&state->buf, " %.*s", STRF(place));
	colour(state, PLAIN);
	buf_put(&state->buf, S("\n"));
}

static void
one_finding(struct state *state, const struct check_run *run,
    const struct finding *finding)
{
	str	where = check_say_cell(state->job->arena, run, finding);

	buf_put(&state->buf, S("  "));
	coloured(state, severity_colour(finding->severity),
	    check_say_severity(state->job->words, finding->severity));
	buf_printf(&state->buf, " %s", finding->check->id);
	if (where.n > 0)
		buf_printf(&state->buf, "  %.*s", STRF(where));
	buf_printf(&state->buf, "\n     %.*s\n", STRF(finding->message));
	quote(state, finding);
}

static void
count(struct state *state, const struct check_run *run)
{
	for (enum check_severity s = CHECK_NOTE; s <= CHECK_ERROR; s++)
		state->total[s] += check_total(run, s);
}

static void
report(struct state *state, const struct batch_item *item)
{
	head(state, item);
	tables(state, &item->run);
	for (size_t i = 0; i < item->run.n; i++)
		one_finding(state, &item->run, &item->run.finding[i]);
	if (item->run.n == 0)
		buf_printf(&state->buf, "  %.*s\n",
		    STRF(said(state, "sink.nothing")));
	buf_put(&state->buf, S("\n"));
	count(state, &item->run);
}

static void
failure(struct state *state, const struct batch_item *item)
{
	coloured(state, BOLD, item->path);
	buf_put(&state->buf, S("\n  "));
	coloured(state, RED, word_fault(state->job->arena, state->job->words,
	    &item->fault));
	buf_put(&state->buf, S("\n\n"));
	state->unread++;
}

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena_mark	 mark = arena_mark(state->job->arena);

	buf_init(&state->buf, state->job->arena, TEXT_BYTES);
	state->files++;
	if (item->err == OK)
		report(state, item);
	else
		failure(state, item);
	sink_print(sink, buf_str(&state->buf));
	arena_rewind(state->job->arena, mark);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;

	buf_init(&state->buf, state->job->arena, TEXT_BYTES);
	if (state->files > 1) {
		buf_put(&state->buf, WORD(state->job->arena,
		    state->job->words, "sink.total",
		    number(state, state->files), number(state, state->unread),
		    number(state, state->total[CHECK_ERROR]),
		    number(state, state->total[CHECK_WARNING]),
		    number(state, state->total[CHECK_NOTE])));
		buf_put(&state->buf, S("\n"));
		sink_print(sink, buf_str(&state->buf));
	}
	return sink_fault(sink, fault);
}

enum err
sink_text(struct job *job, struct sink *ret)
{
	struct state	*state = arena_alloc(job->arena, sizeof *state);

	state->job = job;
	state->colour = isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = state };
	return OK;
}
