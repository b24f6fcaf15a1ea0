#include "form/match_fact.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match_date.h"
#include "form/match_prose.h"
#include "form/match_token.h"

#define BETWEEN	24u	/* bytes between the two dates of a period */
#define YEARS	8u	/* that are counted in a text */

/* --- the period --------------------------------------------------------- */

/* The sentence around byte `at'. */
static str
sentence_at(str text, size_t at)
{
	return utf8_sentence(text, at, S("。"));
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

/* "自 ... 起至 ... 止": two dates with only a word for `to' between them. */
static bool
find_pair(const struct match *match, str text, struct match_date *from,
    struct match_date *until)
{
	const struct match_list	*to = &match->lore->words->to;
	size_t			 at = 0, length;

	while (match_date_find(text, at, 0, from)) {
		str	between;

		at = from->to;
		if (!match_date_find(text, at, from->year, until))
			return false;
		between = str_sub(text, at, until->from);
		if (between.n <= BETWEEN &&
		    match_words_find(to, between, 0, &length) >= 0)
			return true;
	}
	return false;
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

	while (at >= 0) {
		str	quote = sentence_at(text->text, (size_t)at);
		size_t	past = (size_t)(quote.at - text->text.at) + quote.n;

		if (find_pair(match, quote, &from, &until)) {
			filled->from = day_fact(&from, quote, text->place);
			filled->until = day_fact(&until, quote, text->place);
			return true;
		}
		at = match_words_find(period, text->text, past, &length);
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
		name = match_words_name(match->arena, token->text);
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
	str	text = match_token_line(match, l);
	size_t	length;

	if (text.n == 0 || text.n > 400)
		return;
	for (size_t k = 0; k < n; k++) {
		ptrdiff_t	at = match_words_find(named[k].names, text, 0,
				    &length);
		size_t		from = (size_t)at, to;

		if (at < 0 || utf8_is_han(utf8_previous(text, &from)))
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

/* A year that is spoken of, and how often. */
struct spoken {
	int		  year;
	size_t		  times;
	struct filled_fact first;
};

static void
count_years(const struct match *match, size_t l, struct spoken *spoken,
    size_t n)
{
	str	text = match_token_line(match, l);
	size_t	from, to;

	for (size_t at = 0; at < text.n; at = to) {
		int	year = match_date_year(text, at, &from, &to);

		if (year == 0)
			return;
		for (size_t i = 0; i < n; i++) {
			if (spoken[i].times > 0 && spoken[i].year != year)
				continue;
			if (spoken[i].times++ == 0)
				spoken[i].first = (struct filled_fact){
					.text = str_sub(text, from, to),
					.quote = sentence_at(text, from),
					.place = match_token_of(match,
					    l)->place
				};
			spoken[i].year = year;
			break;
		}
	}
}

/* The year that the text speaks of first, unless another is far oftener. */
static void
year_of_text(struct match *match)
{
	struct spoken	spoken[YEARS] = { { .year = 0 } };
	size_t		best = 0;

	for (size_t l = 0; l < match->lines; l++)
		if (match->line[l].slot < 0 && match->line[l].tokens > 0)
			count_years(match, l, spoken, YEARS);
	for (size_t i = 1; i < YEARS; i++)
		if (spoken[i].times > 2 * spoken[best].times + 1)
			best = i;
	if (spoken[best].times == 0)
		return;
	match->filled->year = spoken[best].year;
	match->filled->year_fact = spoken[best].first;
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
		text.text = match_token_line(match, l);
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
