#include "form/form_match.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match.h"
#include "form/match_fact.h"
#include "form/match_named.h"
#include "form/match_prose.h"
#include "form/match_table.h"
#include "form/match_title.h"
#include "form/match_token.h"
#include "form/match_zone.h"

#define LABELS	2u	/* of one table: one may stand in any text */
#define DAMAGED	30u	/* per cent of a text that is mojibake */
#define QUOTE_BYTES 90u	/* of a text that is damaged */

/* --- is it a report ----------------------------------------------------- */

static bool
speaks_of_it(const struct match *match, const struct match_line *line)
{
	const struct match_list	*words = &match->lore->words->report;
	size_t			 length;

	if (line->table == NULL)
		return match_words_find(words, line->text, 0, &length) >= 0;
	for (size_t i = line->token; i < line->token + line->tokens; i++)
		if (match_words_find(words, match->token[i].text, 0,
		    &length) >= 0)
			return true;
	return false;
}

/* Some labels of one table, two sections, or words that every report has. */
static bool
is_report(const struct match *match)
{
	size_t	labels = 0, headings = 0;

	for (size_t l = 0; l < match->lines; l++) {
		const struct match_line	*line = &match->line[l];

		headings += line->heading && line->section != NULL;
		for (size_t i = 0; line->slot >= 0 && i < line->tokens; i++)
			labels += match_token_of(match, l)[i].label != NULL;
		if (labels >= LABELS || headings >= 2 ||
		    speaks_of_it(match, line))
			return true;
	}
	return false;
}

/* --- which form --------------------------------------------------------- */

/* The form of the year; else the one most tables bear, of two the newer. */
static unsigned
choose_form(const struct match *match, const struct match_table *table,
    size_t tables)
{
	const struct form	*form = forms_of_year(match->forms,
				    match->filled->year);
	int			 most = INT32_MIN;
	unsigned		 best = 0;

	if (form != NULL)
		return (unsigned)(form - match->forms->form);
	for (unsigned f = 0; f < match->forms->n; f++) {
		int	score = 0;

		for (size_t i = 0; i < tables; i++)
			score += table[i].try[f].score;
		if (score >= most) {
			most = score;
			best = f;
		}
	}
	return best;
}

/* The form whose table this is; the report's own where nothing tells. */
static unsigned
form_of(const struct match *match, const struct match_table *table,
    unsigned own)
{
	unsigned	best = own;

	for (unsigned f = 0; f < match->forms->n; f++)
		if (table->try[f].view.table != NULL &&
		    (table->try[best].view.table == NULL ||
		    table->try[f].score > table->try[best].score))
			best = f;
	return best;
}

static void
fill_tables(struct match *match)
{
	struct filled		*filled = match->filled;
	const struct match_slot	*slot;
	struct match_table	*table;
	size_t			 slots;
	unsigned		 own;

	slot = match_label_slots(match->lore->index, &slots);
	table = arena_array(match->arena, slots + 1, sizeof *table);
	for (size_t i = 0; i < slots; i++)
		match_table_try(match, (unsigned)i, &table[i]);
	own = choose_form(match, table, slots);
	filled->form = &match->forms->form[own];
	filled->tables = filled->form->tables;
	filled->table = arena_array(match->arena, filled->tables + 1,
	    sizeof *filled->table);
	for (size_t t = 0; t < filled->tables; t++)
		for (size_t i = 0; i < slots; i++)
			if (str_eq(slot[i].key, filled->form->table[t].key))
				match_table_fill(match, &table[i],
				    form_of(match, &table[i], own),
				    &filled->table[t]);
}

/* --- damage ------------------------------------------------------------- */

/* The words around byte `at', for quoting. */
static str
words_around(str text, size_t at)
{
	size_t	from = at;

	for (int i = 0; i < 12 && from > 0; i++)
		(void)utf8_previous(text, &from);
	return utf8_head(str_sub(text, from, text.n), QUOTE_BYTES);
}

/* A text that is mojibake as a whole, or has lost characters somewhere. */
static void
remark_text(struct match *match, const struct filled_text *text)
{
	const struct match_words *words = match->lore->words;
	struct filled_remark	 *remark;
	size_t			  length;
	ptrdiff_t		  at;

	if (match_words_find(&words->damage, text->raw, 0, &length) < 0)
		return;
	at = match_words_find(&words->lost, text->text, 0, &length);
	if (at < 0 && han_mojibake(text->raw) < DAMAGED)
		return;
	remark = match_remark(match, FILLED_MOJIBAKE, (str){ 0 }, text->place);
	remark->quote = words_around(text->text, at < 0 ? 0 : (size_t)at);
}

static void
remark_damage(struct match *match)
{
	const struct filled	*filled = match->filled;

	for (size_t s = 0; s < filled->sections; s++)
		for (size_t i = 0; i < filled->section[s].n; i++)
			remark_text(match, &filled->section[s].text[i]);
}

enum err
form_match(struct arena *arena, const struct forms *forms,
    const struct doc *doc, struct filled **ret, struct fault *fault)
{
	struct match	match = {
		.arena = arena, .forms = forms, .lore = forms->lore,
		.doc = doc
	};
	size_t		title, titles;
	bool		report;
	enum err	e;

	if (match.lore == NULL) {
		e = match_lore_load(arena, forms, &match.lore, fault);
		if (e != OK)
			return e;
	}
	match.filled = arena_alloc(arena, sizeof *match.filled);
	match.filled->doc = doc;
	match.filled->forms = forms;
	match_token_read(&match);
	match_token_join(&match);
	match_zone_headings(&match);
	match_zone_tables(&match);
	title = match_title_read(&match, &titles);
	report = match.filled->title.text.n > 0 || is_report(&match);
	if (!report && doc->nameds == 0)
		return FAIL(fault, ERR_NOT_FOUND, "match.no_report");
	match_fact_year(&match);
	fill_tables(&match);
	if (match_named_fill(&match) == 0 && !report)
		return FAIL(fault, ERR_NOT_FOUND, "match.no_report");
	match_prose_read(&match, title, titles);
	match_fact_read(&match);
	remark_damage(&match);
	*ret = match.filled;
	return OK;
}
