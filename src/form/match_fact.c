#include "form/match_fact.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match_date.h"
#include "form/match_prose.h"
#include "form/match_token.h"

#define TITLE_BYTES	240u	/* of the lines of a title */
#define TITLE_LINES	4u
#define AGENCY_BYTES	150u

/* A title in a text: [from, to) with the form's own wording from `label'. */
struct title {
	size_t	from, label, to;
	bool	year;			/* a year stands in front of it */
};

/* --- the title ---------------------------------------------------------- */

static bool
names_title(const struct match_label *label)
{
	for (size_t i = 0; i < label->hits; i++)
		if (label->hit[i].kind == MATCH_TITLE)
			return true;
	return false;
}

/* The form's wording in a text, the longest that begins first. */
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
		if (label != NULL && names_title(label)) {
			*ret_from = at;
			*ret_to = to;
			return true;
		}
	}
	return false;
}

/* Quotes and brackets around a title, and the blanks, are not its own. */
static str
strip(str text)
{
	static const char *const marks[] = { "《", "》", "“", "”", "\"",
		"：", ":", "（", "(", "-", "—", "，", ",", "。", NULL };
	bool	again = true;

	while (again) {
		again = false;
		text = str_trim(text);
		for (size_t i = 0; marks[i] != NULL; i++) {
			str	mark = str_of(marks[i]);

			if (str_starts(text, mark)) {
				text = str_sub(text, mark.n, text.n);
				again = true;
			}
			if (str_ends(text, mark)) {
				text = str_sub(text, 0, text.n - mark.n);
				again = true;
			}
		}
	}
	return text;
}

/* A title as it can stand alone: wording, a year or a name, nothing behind. */
static bool
read_title(const struct match *match, str text, struct title *ret)
{
	size_t	from, to, at;
	str	rest;

	if (text.n > TITLE_BYTES || !find_wording(match, text, &ret->label,
	    &ret->to))
		return false;
	ret->from = 0;
	ret->year = match_date_year(str_sub(text, 0, ret->label), 0, &from,
	    &to) != 0;
	rest = str_sub(text, ret->to, text.n);
	at = 0;
	if (rest.n > 0 && utf8_is_han(utf8_next(rest, &at)))
		return false;		/* 年度报告的通知 */
	return !str_has(str_sub(text, 0, ret->label), S("。")) &&
	    !str_has(str_sub(text, 0, ret->label), S("，"));
}

/* A paragraph's text, or that of the only cell with a text in a row. */
static str
line_text(const struct match *match, size_t l)
{
	const struct match_line	*line = &match->line[l];
	str			 text = { 0 };

	if (line->table == NULL)
		return line->text;
	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		if (match->token[i].what == MATCH_BLANK)
			continue;
		if (text.n > 0)
			return (str){ 0 };
		text = match->token[i].text;
	}
	return text;
}

/* The line may be part of a title: short, no sentence, not the site's. */
static bool
may_be_title(const struct match *match, size_t l, str text)
{
	const struct match_line	*line = &match->line[l];

	return !line->page && line->slot < 0 && !line->heading &&
	    text.n > 0 && text.n <= TITLE_BYTES &&
	    !match_prose_noise(match->lore->words, text) &&
	    !str_has(text, S("。")) && !str_has(text, S("：")) &&
	    !str_has(text, S(":"));
}

/* Nothing in front of the wording but a year: the name stands above. */
static bool
lacks_name(str text, const struct title *title)
{
	for (size_t i = 0; i < title->label; ) {
		uint32_t	point = utf8_next(text, &i);

		if (utf8_is_han(point) && point != 0x5E74 && point != 0x5EA6)
			return false;
	}
	return true;
}

struct found {
	size_t		line, lines;
	str		text;
	struct title	title;
	int		worth;
};

/* How good a title is: with a year, with a name, marked as a heading. */
static int
worth(const struct match *match, const struct found *found)
{
	const struct match_line	*line = &match->line[found->line];
	const struct doc_block	*block = &match->doc->block[line->block];
	int			 n = 1;

	n += found->title.year ? 4 : 0;
	n += block->kind == DOC_HEADING ? 2 : 0;
	n += !lacks_name(found->text, &found->title);
	n += found->title.to == found->text.n;
	n -= line->table != NULL;
	return n;
}

/* A title that begins with line `l', on as many lines as it takes. */
static bool
title_at(const struct match *match, size_t l, struct found *ret)
{
	str	text = { 0 };

	for (size_t n = 0; n < TITLE_LINES && l + n < match->lines; n++) {
		str	more = line_text(match, l + n);

		if (!may_be_title(match, l + n, more) ||
		    text.n + more.n > TITLE_BYTES)
			return false;
		text = n == 0 ? more : str_printf(match->arena, "%.*s%.*s",
		    STRF(text), STRF(more));
		if (!read_title(match, text, &ret->title))
			continue;
		ret->line = l;
		ret->lines = n + 1;
		ret->text = text;
		return true;
	}
	return false;
}

/* The line above a title without a name, if it is a name. */
static void
take_name_above(const struct match *match, struct found *found)
{
	str	above;

	if (found->line == 0 || !lacks_name(found->text, &found->title))
		return;
	above = line_text(match, found->line - 1);
	if (!may_be_title(match, found->line - 1, above) ||
	    above.n > AGENCY_BYTES)
		return;
	for (size_t i = 0; i < above.n; ) {
		uint32_t	point = utf8_next(above, &i);

		if (!utf8_is_han(point) && !utf8_is_blank(point))
			return;
	}
	found->text = str_printf(match->arena, "%.*s%.*s", STRF(above),
	    STRF(found->text));
	found->title.label += above.n;
	found->title.to += above.n;
	found->line--;
	found->lines++;
}

/* The agency in a title: what is left in front of the wording. */
static str
name_in(const struct match *match, str text)
{
	size_t	from = 0, to = 0;
	str	year = S("年"), degree = S("度"), head, tail;

	(void)year;
	if (match_date_year(text, 0, &from, &to) != 0) {
		head = str_sub(text, 0, from);
		tail = str_trim(str_sub(text, to, text.n));
		if (str_starts(tail, degree))
			tail = str_sub(tail, degree.n, tail.n);
		text = str_printf(match->arena, "%.*s%.*s", STRF(head),
		    STRF(tail));
	}
	return strip(text);
}

static void
keep_title(struct match *match, str text, const struct title *title,
    struct doc_place place, str quote)
{
	struct filled	*filled = match->filled;
	str		 name;
	size_t		 from, to;
	int		 year;

	filled->title = (struct filled_fact){
		.text = strip(str_sub(text, title->from, title->to)),
		.quote = quote, .place = place
	};
	name = name_in(match, str_sub(text, title->from, title->label));
	if (name.n > 0 && name.n <= AGENCY_BYTES)
		filled->agency = (struct filled_fact){
			.text = name, .quote = quote, .place = place
		};
	year = match_date_year(str_sub(text, 0, title->label), title->from,
	    &from, &to);
	if (year == 0)
		return;
	filled->year = year;
	filled->year_fact = (struct filled_fact){
		.text = str_sub(text, from, to), .quote = quote, .place = place
	};
}

/* A title that the file gives itself: <title>, a meta, a core property. */
static bool
title_of_file(struct match *match)
{
	const struct match_list	*names = &match->lore->words->meta_title;
	struct title		 title;
	str			 text;

	for (size_t i = 0; i <= match->doc->metas; i++) {
		if (i < match->doc->metas &&
		    !match_words_is(names, match->doc->meta[i].name))
			continue;
		text = i < match->doc->metas ? match->doc->meta[i].value :
		    match->doc->title;
		text = str_trim(han_repair(match->arena, text));
		if (!find_wording(match, text, &title.label, &title.to) ||
		    title.to > TITLE_BYTES)
			continue;
		title.from = 0;
		keep_title(match, text, &title, (struct doc_place){ 0 }, text);
		return true;
	}
	return false;
}

/* Where the name of a document in quotes begins that goes on at `at'. */
static size_t
quoted_from(str text, size_t at)
{
	while (at > 0) {
		size_t		to = at;
		uint32_t	point = utf8_previous(text, &at);

		if (point == 0x300A)
			return to;
		if (point == 0x300B || point == 0x3002 || point == 0xFF0C)
			break;
	}
	return SIZE_MAX;
}

/* A report that names itself in its first words: 《某镇2021年……年度报告》. */
static void
title_of_text(struct match *match)
{
	struct title	title;
	size_t		to;

	for (size_t l = 0; l < match->lines && !match->line[l].heading; l++) {
		str	text = line_text(match, l);

		if (text.n == 0 || match->line[l].slot >= 0 ||
		    !find_wording(match, text, &title.label, &title.to))
			continue;
		title.from = quoted_from(text, title.label);
		if (title.from == SIZE_MAX || title.to - title.from >
		    TITLE_BYTES || match_date_year(str_sub(text, title.from,
		    title.label), 0, &to, &to) == 0)
			continue;
		keep_title(match, text, &title,
		    match_token_of(match, l)->place,
		    str_sub(text, title.from, title.to));
		return;
	}
}

size_t
match_fact_title(struct match *match, size_t *ret_lines)
{
	struct found	best = { .worth = 0 }, found = { 0 };

	*ret_lines = 0;
	for (size_t l = 0; l < match->lines; l++) {
		if (match->line[l].heading)
			break;
		if (!title_at(match, l, &found))
			continue;
		found.worth = worth(match, &found);
		if (found.worth > best.worth)
			best = found;
	}
	if (best.worth == 0) {
		if (!title_of_file(match))
			title_of_text(match);
		return SIZE_MAX;
	}
	take_name_above(match, &best);
	keep_title(match, best.text, &best.title,
	    match_token_of(match, best.line)->place, best.text);
	if (match->line[best.line].table != NULL)
		return SIZE_MAX;
	*ret_lines = best.lines;
	return best.line;
}

/* --- the period --------------------------------------------------------- */

/* The sentence around byte `at'. */
static str
sentence_at(str text, size_t at)
{
	size_t		from = 0, to = text.n;
	ptrdiff_t	stop;

	for (stop = str_find(text, S("。"), 0); stop >= 0;
	    stop = str_find(text, S("。"), (size_t)stop + 3)) {
		if ((size_t)stop < at)
			from = (size_t)stop + 3;
		else {
			to = (size_t)stop + 3;
			break;
		}
	}
	return str_trim(str_sub(text, from, to));
}

static struct filled_day
day_fact(const struct match_date *date, str text, struct doc_place place)
{
	return (struct filled_day){
		.day = date->day,
		.fact = { .text = str_trim(str_sub(text, date->from, date->to)),
		    .quote = text, .place = place }
	};
}

/* Two dates in the sentence that speaks of the period. */
static bool
read_period(struct match *match, const struct filled_text *text)
{
	const struct match_list	*period = &match->lore->words->period;
	struct filled		*filled = match->filled;
	struct match_date	 from, until;
	size_t			 length;
	ptrdiff_t		 at = match_words_find(period, text->text, 0,
				    &length);
	str			 quote;

	for (; at >= 0; at = match_words_find(period, text->text,
	    (size_t)at + length, &length)) {
		quote = sentence_at(text->text, (size_t)at);
		if (!match_date_find(quote, 0, 0, &from) ||
		    !match_date_find(quote, from.to, from.year, &until))
			continue;
		filled->from = day_fact(&from, quote, text->place);
		filled->until = day_fact(&until, quote, text->place);
		return true;
	}
	return false;
}

/* --- how to reach the body ---------------------------------------------- */

static bool
read_contact(struct match *match, const struct filled_text *text)
{
	const struct match_list	*contact = &match->lore->words->contact;
	size_t			 length;
	ptrdiff_t		 at = match_words_find(contact, text->text, 0,
				    &length);

	while (at >= 0) {
		str	quote = sentence_at(text->text, (size_t)at);

		if (match_words_count(contact, quote) >= 2) {
			match->filled->contact = (struct filled_fact){
				.text = quote, .quote = quote,
				.place = text->place
			};
			return true;
		}
		at = match_words_find(contact, text->text,
		    (size_t)at + length, &length);
	}
	return false;
}

/* --- the host ----------------------------------------------------------- */

static str
host_of(str url)
{
	ptrdiff_t	at = str_find(url, S("://"), 0);
	size_t		to;

	if (at < 0)
		return (str){ 0 };
	url = str_sub(url, (size_t)at + 3, url.n);
	for (to = 0; to < url.n; to++) {
		char	c = url.at[to];

		if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') &&
		    (c < '0' || c > '9') && c != '.' && c != '-')
			break;
	}
	url = str_sub(url, 0, to);
	return str_has(url, S(".")) ? url : (str){ 0 };
}

static bool
read_host(struct match *match, const struct filled_text *text)
{
	ptrdiff_t	at = str_find(text->text, S("http"), 0);
	str		host;

	if (at < 0)
		return false;
	host = host_of(str_sub(text->text, (size_t)at, text->text.n));
	if (host.n == 0)
		return false;
	match->filled->host = (struct filled_fact){
		.text = host, .quote = sentence_at(text->text, (size_t)at),
		.place = text->place
	};
	return true;
}

/* The host most of the page's links go to. */
static void
host_of_links(struct match *match)
{
	const struct doc	*doc = match->doc;
	size_t			 most = 0;

	for (size_t i = 0; i < doc->links && i < 500; i++) {
		str	host = host_of(doc->link[i].target);
		size_t	n = 0;

		if (host.n == 0)
			continue;
		for (size_t j = i; j < doc->links && j < 500; j++)
			n += str_eq(host, host_of(doc->link[j].target));
		if (n > most) {
			most = n;
			match->filled->host = (struct filled_fact){
				.text = host, .quote = doc->link[i].target,
				.place = doc->link[i].place
			};
		}
	}
}

/* --- names and values --------------------------------------------------- */

/* What a fact is called, which meta tells it, and where it is kept. */
struct named {
	const struct match_list	*names, *metas;
	struct filled_fact	*fact;
};

/* The text without blanks and without the colon behind it. */
static str
name_only(struct arena *arena, str text)
{
	char	*to = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; ) {
		size_t		from = i;
		uint32_t	point = utf8_next(text, &i);

		if (utf8_is_blank(point) || han_half(point) == ':')
			continue;
		for (; from < i; from++)
			to[n++] = text.at[from];
	}
	return (str){ to, n };
}

static void
keep(struct named *named, str value, str quote, struct doc_place place)
{
	value = str_trim(value);
	if (named->fact->text.n == 0 && value.n > 0)
		*named->fact = (struct filled_fact){
			.text = value, .quote = quote, .place = place
		};
}

/* A cell with a name, and the value in the next cell. */
static void
read_cells(struct match *match, size_t l, struct named *named, size_t n)
{
	const struct match_line	*line = &match->line[l];

	for (size_t i = line->token; i + 1 < line->token + line->tokens; i++) {
		const struct match_token *token = &match->token[i];
		str			  name;

		if (token->text.n == 0 || token->text.n > 40)
			continue;
		name = name_only(match->arena, token->text);
		for (size_t k = 0; k < n; k++)
			if (match_words_is(named[k].names, name))
				keep(&named[k], token[1].text, token[1].text,
				    token[1].place);
	}
}

/* "name: value name: value" in one line. */
static void
read_pairs(struct match *match, size_t l, struct named *named, size_t n)
{
	str	text = line_text(match, l);
	size_t	length;

	if (text.n == 0 || text.n > 400)
		return;
	for (size_t k = 0; k < n; k++) {
		ptrdiff_t	at = match_words_find(named[k].names, text, 0,
				    &length);
		size_t		from, to;

		if (at < 0 || (at > 0 && utf8_is_han(utf8_previous(text,
		    &(size_t){ (size_t)at }))))
			continue;
		from = (size_t)at + length;
		while (from < text.n && text.at[from] == ' ')
			from++;
		to = from;
		if (han_half(utf8_next(text, &to)) != ':')
			continue;
		from = to;
		while (from < text.n && text.at[from] == ' ')
			from++;
		for (to = from; to < text.n && text.at[to] != '|'; to++)
			if (text.at[to] == ' ' && to > from + 9)
				break;
		keep(&named[k], str_sub(text, from, to), text,
		    match_token_of(match, l)->place);
	}
}

static void
read_metas(struct match *match, struct named *named, size_t n)
{
	for (size_t i = 0; i < match->doc->metas; i++)
		for (size_t k = 0; k < n; k++)
			if (match_words_is(named[k].metas,
			    match->doc->meta[i].name))
				keep(&named[k], han_repair(match->arena,
				    match->doc->meta[i].value),
				    match->doc->meta[i].value,
				    (struct doc_place){ 0 });
}

static void
read_named(struct match *match)
{
	const struct match_words *words = match->lore->words;
	struct filled		 *filled = match->filled;
	struct filled_fact	  agency = { 0 };
	struct match_date	  date;
	struct named		  named[] = {
		{ &words->index, &words->meta_index, &filled->index },
		{ &words->published, &words->meta_published,
		    &filled->published.fact },
		{ &words->agency, &words->meta_agency, &agency },
	};

	for (size_t l = 0; l < match->lines; l++) {
		const struct match_line	*line = &match->line[l];

		if (line->slot >= 0 || line->prose || line->page)
			continue;
		if (line->table != NULL)
			read_cells(match, l, named, 3);
		else
			read_pairs(match, l, named, 3);
	}
	read_metas(match, named, 3);
	filled->published.day = DAY_NONE;
	if (match_date_find(filled->published.fact.text, 0, 0, &date))
		filled->published.day = date.day;
	else
		filled->published.fact = (struct filled_fact){ 0 };
	if (filled->agency.text.n == 0)
		filled->agency = filled->signer.text.n > 0 ? filled->signer :
		    agency;
}

/* --- the whole ---------------------------------------------------------- */

/* The year that is spoken of first in the text. */
static void
year_of_text(struct match *match)
{
	struct filled	*filled = match->filled;

	for (size_t l = 0; l < match->lines && filled->year == 0; l++) {
		str	text = line_text(match, l);
		size_t	from, to;

		if (match->line[l].slot >= 0)
			continue;
		filled->year = match_date_year(text, 0, &from, &to);
		if (filled->year != 0)
			filled->year_fact = (struct filled_fact){
				.text = str_sub(text, from, to),
				.quote = sentence_at(text, from),
				.place = match_token_of(match, l)->place
			};
	}
}

/* The year of the period, wherever it is spoken of. */
static void
year_of_period(struct match *match)
{
	struct filled	*filled = match->filled;

	for (size_t l = 0; l < match->lines; l++) {
		struct filled_text	text = { 0 };

		if (match->line[l].slot >= 0 || match->line[l].tokens == 0)
			continue;
		text.text = line_text(match, l);
		if (text.text.n == 0 || !read_period(match, &text))
			continue;
		if (filled->from.day == DAY_NONE)
			return;
		filled->year = day_parts(filled->from.day).year;
		filled->year_fact = filled->from.fact;
		filled->year_fact.place = match_token_of(match, l)->place;
		return;
	}
}

void
match_fact_year(struct match *match)
{
	if (match->filled->year == 0)
		year_of_period(match);
	if (match->filled->year == 0)
		year_of_text(match);
}

void
match_fact_read(struct match *match)
{
	struct filled	*filled = match->filled;
	bool		 period = false, contact = false, host = false;

	filled->from = filled->until = (struct filled_day){ .day = DAY_NONE };
	if (filled->signed_on.fact.text.n == 0)
		filled->signed_on.day = DAY_NONE;
	for (size_t s = 0; s < filled->sections; s++)
		for (size_t i = 0; i < filled->section[s].n; i++) {
			const struct filled_text *text =
			    &filled->section[s].text[i];

			if (!period)
				period = read_period(match, text);
			if (!contact)
				contact = read_contact(match, text);
			if (!host)
				host = read_host(match, text);
		}
	if (!host)
		host_of_links(match);
	read_named(match);
}
