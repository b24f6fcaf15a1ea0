#include "form/match_title.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match_date.h"
#include "form/match_prose.h"
#include "form/match_token.h"

#define TITLE_BYTES	240u	/* of all lines of a title */
#define TITLE_LINES	4u
#define AGENCY_BYTES	150u

/* --- a title taken to pieces --- */

/* The form's wording in a text, the first and of those the longest. */
static bool
find_wording(const struct match *match, str text, size_t *ret_from,
    size_t *ret_to)
{
	for (size_t at = 0, next; at < text.n; at = next) {
		const struct match_label	*label;
		size_t				 to;

		next = at;
		if (!utf8_is_han(utf8_next(text, &next)))
			continue;
		label = match_label_at(match->lore->index, text, at, &to);
		for (size_t i = 0; label != NULL && i < label->hits; i++)
			if (label->hit[i].kind == MATCH_TITLE) {
				*ret_from = at;
				*ret_to = to;
				return true;
			}
	}
	return false;
}

/* Quotes, brackets and blanks around a name are not its own. */
static str
strip(str text)
{
	static const uint32_t	marks[] = { 0x300A, 0x300B, 0x201C, 0x201D,
		0xFF1A, 0xFF08, 0xFF09, 0x2014, 0xFF0C, 0x3002, 0x3010, 0x3011,
		'"', ':', '(', ')', '-', ',', '|', 0 };
	bool			again = true;

	while (again) {
		size_t		head = 0, tail;
		uint32_t	first, last;

		again = false;
		text = str_trim(text);
		tail = text.n;
		first = utf8_next(text, &head);
		last = utf8_previous(text, &tail);
		for (size_t i = 0; marks[i] != 0 && !again; i++) {
			if (first == marks[i])
				text = str_sub(text, head, text.n);
			else if (last == marks[i])
				text = str_sub(text, 0, tail);
			else
				continue;
			again = true;
		}
	}
	return text;
}

/* The text without a part of it. */
static str
without(struct arena *arena, str text, size_t from, size_t to)
{
	return str_printf(arena, "%.*s%.*s", STRF(str_sub(text, 0, from)),
	    STRF(str_sub(text, to, text.n)));
}

/* A name without the year and the 度 behind it. */
static str
yearless(const struct match *match, str text)
{
	size_t	from, to;
	str	rest;

	if (match_date_year(text, 0, &from, &to) == 0)
		return strip(text);
	rest = str_trim(str_sub(text, to, text.n));
	if (str_starts(rest, S("度")))
		to = text.n - rest.n + S("度").n;
	return strip(without(match->arena, text, from, to));
}

/*
 * Name and wording may share a word: of 人民政府信息公开 the name keeps its
 * 人民政府.  `wording' is where the wording begins.
 */
static str
with_shared(const struct match *match, str name, str wording)
{
	const struct match_list	*shared = &match->lore->words->shared;

	for (size_t i = 0; i < shared->n; i++) {
		str	word = shared->at[i];

		for (size_t cut = 1; cut < word.n; cut++)
			if (str_ends(name, str_sub(word, 0, cut)) &&
			    str_starts(wording, str_sub(word, cut, word.n)))
				return str_printf(match->arena, "%.*s%.*s",
				    STRF(name),
				    STRF(str_sub(word, cut, word.n)));
	}
	return name;
}

/* The words that lead from a name to a title are not the name's: 某局关于 */
static str
without_about(const struct match *match, str name)
{
	const struct match_list	*about = &match->lore->words->about;

	name = strip(str_sub(name, match_words_head(about, name), name.n));
	for (size_t i = 0; i < about->n; i++)
		if (str_ends(name, about->at[i]))
			return strip(str_sub(name, 0,
			    name.n - about->at[i].n));
	return name;
}

/* The name in front of the wording, or in brackets behind it. */
static str
name_of(const struct match *match, str text, size_t from, size_t to,
    size_t *ret_to)
{
	str		name = yearless(match, str_sub(text, 0, from)), rest;
	size_t		end, at = 0;
	uint32_t	point;

	name = with_shared(match, without_about(match, name),
	    str_sub(text, from, text.n));
	rest = str_sub(text, to, text.n);
	point = han_half(utf8_next(rest, &at));
	*ret_to = to;
	if (point != '(')
		return name;
	for (end = at; end < rest.n; ) {
		point = han_half(utf8_next(rest, &end));
		if (point == ')')
			break;
	}
	if (point != ')')
		return name;
	*ret_to = to + end;
	return name.n > 0 ? name : yearless(match, str_sub(rest, 0, end));
}

bool
match_title_parse(const struct match *match, str text,
    struct match_title *ret)
{
	size_t	from = 0, to = 0, year, year_end, at = 0;
	str	whole = text, rest;
	bool	inside = false;

	*ret = (struct match_title){ 0 };
	ret->year_number = match_date_year(text, 0, &year, &year_end);
	if (ret->year_number != 0)
		ret->year = str_sub(text, year, year_end);
	if (!find_wording(match, text, &from, &to)) {
		if (ret->year_number == 0)
			return false;
		inside = true;		/* 政府信息公开2021年年度报告 */
		text = without(match->arena, whole, year, year_end);
		if (!find_wording(match, text, &from, &to)) {
			text = without(match->arena, whole, year,
			    year_end - S("年").n);
			if (!find_wording(match, text, &from, &to))
				return false;
		}
	}
	ret->name = name_of(match, text, from, to, &to);
	if (ret->name.n > AGENCY_BYTES)
		ret->name = (str){ 0 };
	if (inside)
		to += whole.n - text.n;
	rest = str_trim(str_sub(whole, to, whole.n));
	ret->ends = rest.n == 0;
	ret->goes_on = rest.n > 0 && utf8_is_han(utf8_next(rest, &at));
	ret->text = strip(str_sub(whole, 0, to));
	if (str_ends(str_sub(whole, 0, to), S(")")) ||
	    str_ends(str_sub(whole, 0, to), S("）")))
		ret->text = str_trim(str_sub(whole, 0, to));
	return true;
}

static void
keep(struct match *match, const struct match_title *title,
    struct doc_place place, str quote)
{
	struct filled	*filled = match->filled;

	filled->title = (struct filled_fact){
		.text = title->text, .quote = quote, .place = place
	};
	if (title->name.n > 0)
		filled->agency = (struct filled_fact){
			.text = title->name, .quote = quote, .place = place
		};
	if (title->year_number == 0)
		return;
	filled->year = title->year_number;
	filled->year_fact = (struct filled_fact){
		.text = title->year, .quote = quote, .place = place
	};
}

/* --- a title on lines of its own --- */

struct found {
	size_t			line, lines;
	str			text;
	struct match_title	title;
	int			worth;
};

/* The line may be part of a title: short, no sentence, not the site's. */
static bool
may_be_title(const struct match *match, size_t l, str text)
{
	const struct match_line	*line = &match->line[l];

	return !line->page && line->slot < 0 && !line->heading &&
	    text.n > 0 && text.n <= TITLE_BYTES &&
	    !str_has(text, S("。")) && !str_has(text, S("，")) &&
	    !str_has(text, S("：")) && !str_has(text, S(":")) &&
	    !match_prose_noise(match->lore->words, text);
}

/*
 * How good a title is: it names a year, a body, stands alone, is marked as a
 * heading, is what the file calls itself.
 */
static int
worth(const struct match *match, const struct found *found)
{
	const struct match_line	*line = &match->line[found->line];
	const struct doc_block	*block = &match->doc->block[line->block];
	int			 n = 1;

	n += found->title.year_number != 0 ? 4 : 0;
	n += block->kind == DOC_HEADING ? 2 : 0;
	n += found->title.name.n > 0;
	n += found->title.ends;
	n -= line->table != NULL;
	if (found->title.text.n > 0 &&
	    str_has(match->doc->title, found->title.text))
		n += 3;
	return n;
}

/* A title that begins with line `l', on as many lines as it takes. */
static bool
title_at(const struct match *match, size_t l, struct found *ret)
{
	str	text = { 0 };

	for (size_t n = 0; n < TITLE_LINES && l + n < match->lines; n++) {
		str	more = match_token_line(match, l + n);

		if (!may_be_title(match, l + n, more) ||
		    text.n + more.n > TITLE_BYTES)
			return false;
		text = n == 0 ? more : str_printf(match->arena, "%.*s%.*s",
		    STRF(text), STRF(more));
		if (!match_title_parse(match, text, &ret->title))
			continue;
		if (ret->title.goes_on)
			return false;
		ret->line = l;
		ret->lines = n + 1;
		ret->text = text;
		return true;
	}
	return false;
}

/* Nothing but Chinese characters. */
static bool
is_name(str text)
{
	for (size_t i = 0; i < text.n; ) {
		uint32_t	point = utf8_next(text, &i);

		if (!utf8_is_han(point) && !utf8_is_blank(point))
			return false;
	}
	return text.n > 0 && text.n <= AGENCY_BYTES;
}

/* The line above a title without a name, if it is a name. */
static void
take_name_above(const struct match *match, struct found *found)
{
	str	above;

	if (found->line == 0 || found->title.name.n > 0)
		return;
	above = match_token_line(match, found->line - 1);
	if (!may_be_title(match, found->line - 1, above) || !is_name(above))
		return;
	found->text = str_printf(match->arena, "%.*s%.*s", STRF(above),
	    STRF(found->text));
	if (!match_title_parse(match, found->text, &found->title))
		return;
	found->line--;
	found->lines++;
}

/* --- titles elsewhere --- */

/* The title in a table of facts: the cell behind a cell that says so. */
static bool
title_of_facts(struct match *match)
{
	const struct match_list	*names = &match->lore->words->title;
	struct match_title	 title;

	for (size_t i = 0; i + 1 < match->tokens; i++) {
		const struct match_token *token = &match->token[i];

		if (token->cell == NULL || token->text.n > 40 ||
		    token[1].line != token->line ||
		    match->line[token->line].slot >= 0 ||
		    !match_words_is(names, match_words_name(match->arena,
		    token->text)) || token[1].text.n > TITLE_BYTES ||
		    !match_title_parse(match, token[1].text, &title) ||
		    title.goes_on)
			continue;
		keep(match, &title, token[1].place, token[1].text);
		return true;
	}
	return false;
}

/* A title that the file gives itself: a meta, a page's own title. */
static bool
title_of_file(struct match *match)
{
	const struct match_list	*names = &match->lore->words->meta_title;
	struct match_title	 title;
	str			 text;

	for (size_t i = 0; i <= match->doc->metas; i++) {
		if (i < match->doc->metas &&
		    !match_words_is(names, match->doc->meta[i].name))
			continue;
		text = i < match->doc->metas ? match->doc->meta[i].value :
		    match->doc->title;
		text = str_trim(han_repair(match->arena, text));
		if (text.n > TITLE_BYTES ||
		    !match_title_parse(match, text, &title))
			continue;
		keep(match, &title, (struct doc_place){ 0 }, text);
		return true;
	}
	return false;
}

/* The next name of a document in quotes, 《 and 》. */
static bool
next_quoted(str text, size_t *at, str *ret)
{
	ptrdiff_t	from = str_find(text, S("《"), *at), to;

	if (from < 0)
		return false;
	to = str_find(text, S("》"), (size_t)from);
	if (to < 0)
		return false;
	*ret = str_sub(text, (size_t)from + S("《").n, (size_t)to);
	*at = (size_t)to;
	return true;
}

/* A report that names itself in its first words: 《某镇2021年……年度报告》. */
static void
title_of_text(struct match *match)
{
	for (size_t l = 0; l < match->lines && !match->line[l].heading; l++) {
		str			text = match_token_line(match, l), name;
		size_t			at = 0;
		struct match_title	title;

		if (match->line[l].slot >= 0)
			continue;
		while (next_quoted(text, &at, &name)) {
			if (name.n > TITLE_BYTES ||
			    !match_title_parse(match, name, &title) ||
			    title.goes_on || title.year_number == 0)
				continue;
			keep(match, &title, match_token_of(match, l)->place,
			    name);
			return;
		}
	}
}

size_t
match_title_read(struct match *match, size_t *ret_lines)
{
	struct found	best = { .worth = 0 }, found = { 0 };

	*ret_lines = 0;
	for (size_t l = 0; l < match->lines && !match->line[l].heading; l++) {
		if (!title_at(match, l, &found))
			continue;
		found.worth = worth(match, &found);
		if (found.worth > best.worth)
			best = found;
	}
	if (best.worth == 0) {
		if (!title_of_facts(match) && !title_of_file(match))
			title_of_text(match);
		return SIZE_MAX;
	}
	take_name_above(match, &best);
	keep(match, &best.title, match_token_of(match, best.line)->place,
	    best.text);
	*ret_lines = best.lines;
	return best.line;
}
