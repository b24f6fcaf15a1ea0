#include "form/match_prose.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match_date.h"
#include "form/match_token.h"
#include "form/match_zone.h"

#define NOISE_BYTES	400u	/* a longer line is the report's */
#define SIGN_BYTES	200u	/* a longer line is no signature */
#define SIGNER_BYTES	150u
#define CELL_BYTES	90u	/* a shorter cell is no prose */

struct teller {
	struct match		*match;
	struct filled_section	*section;
	size_t			 n, room;	/* sections */
	size_t			 text_room;	/* of the last one */
	bool			 over;		/* the rest is the site's */
};

bool
match_prose_noise(const struct match_words *words, str text)
{
	size_t	length;

	text = str_trim(text);
	return match_words_is(&words->noise_lines, text) ||
	    (text.n <= NOISE_BYTES && !str_ends(text, S("。")) &&
	    match_words_find(&words->noise_words, text, 0, &length) >= 0);
}

/* --- sections ----------------------------------------------------------- */

/* The index of a section in the form that was chosen; -1 if it has none. */
static ptrdiff_t
index_of(const struct form *form, const struct form_section *section)
{
	for (size_t i = 0; section != NULL && i < form->sections; i++)
		if (str_eq(form->section[i].key, section->key))
			return (ptrdiff_t)i;
	return -1;
}

static void
begin_section(struct teller *teller, const struct form_section *section,
    bool exact, str number, str heading, struct doc_place place)
{
	if (teller->n == teller->room) {
		teller->room = teller->room == 0 ? 16 : teller->room * 2;
		teller->section = arena_grow(teller->match->arena,
		    teller->section, teller->n, teller->room,
		    sizeof *teller->section);
	}
	teller->section[teller->n++] = (struct filled_section){
		.number = number, .heading = heading, .exact = exact,
		.section = index_of(teller->match->filled->form, section),
		.place = place
	};
	teller->text_room = 0;
}

/* The number of a heading without what parts it: "一、" is 一. */
static str
bare_number(str text)
{
	size_t	from = 0, to = text.n, at;

	for (at = 0; at < text.n; from = at)
		if (match_label_point(utf8_next(text, &at)) != 0)
			break;
	for (at = to; at > from; to = at)
		if (match_label_point(utf8_previous(text, &at)) != 0)
			break;
	return str_sub(text, from, to);
}

static void
begin_at_line(struct teller *teller, size_t l)
{
	const struct match_line		*line = &teller->match->line[l];
	const struct match_token	*token = match_token_of(teller->match,
					    l);
	str				 text = token->text;
	size_t				 after;

	if (token->last_line > token->line && token->label != NULL)
		for (size_t t = token->line + 1; t <= token->last_line; t++)
			text = str_printf(teller->match->arena, "%.*s%.*s",
			    STRF(text),
			    STRF(match_token_of(teller->match, t)->text));
	match_zone_style(teller->match->lore->words, text, &after);
	begin_section(teller, line->section, line->exact,
	    bare_number(str_sub(text, 0, after)),
	    str_trim(str_sub(text, after, text.n)), token->place);
}

/* --- texts -------------------------------------------------------------- */

static void
add_text(struct teller *teller, str text, str raw, size_t block,
    struct doc_place place)
{
	struct filled_section	*section;

	if (text.n == 0)
		return;
	if (teller->n == 0)
		begin_section(teller, NULL, false, (str){ 0 }, (str){ 0 },
		    place);
	section = &teller->section[teller->n - 1];
	if (section->n == teller->text_room) {
		teller->text_room = teller->text_room == 0 ? 8 :
		    teller->text_room * 2;
		section->text = arena_grow(teller->match->arena, section->text,
		    section->n, teller->text_room, sizeof *section->text);
	}
	section->text[section->n++] = (struct filled_text){
		.text = text, .raw = raw, .place = place,
		.block = &teller->match->doc->block[block]
	};
}

/* --- headings inside of a text ------------------------------------------ */

/* What may stand behind it. */
static bool
may_end(str text, size_t at, bool after_stop)
{
	uint32_t	point = han_half(utf8_next(text, &at));

	if (point == 0 || utf8_is_blank(point) || point == 0x3002 ||
	    point == ':' || point == '(' || (point >= '0' && point <= '9'))
		return true;
	return after_stop && utf8_is_han(point);
}

struct inner {
	size_t				 from, text, to;
	const struct form_section	*section;
	bool				 exact;
};

/* The first heading at or after `from' in running text. */
static bool
find_inner(const struct match *match, str text, size_t from,
    struct inner *ret)
{
	bool	first = true;	/* nothing, a blank or a full stop in front */

	for (size_t at = from, next; at < text.n; at = next) {
		const struct match_label *label;
		size_t			  after, to;
		bool			  stop, begins = first;
		uint32_t		  point;
		str			  rest;

		next = at;
		point = utf8_next(text, &next);
		first = utf8_is_blank(point) || point == 0x3002;
		if (!begins)
			continue;
		rest = str_sub(text, at, at + 64 < text.n ? at + 64 : text.n);
		if (match_zone_style(match->lore->words, rest, &after) !=
		    match->style || after == 0)
			continue;
		label = match_label_at(match->lore->index, text, at + after,
		    &to);
		stop = at == 0 || text.at[at - 1] != ' ';
		if (label == NULL || !may_end(text, to, stop))
			continue;
		ret->section = match_zone_section(match, label, &ret->exact);
		if (ret->section == NULL)
			continue;
		ret->from = at;
		ret->text = at + after;
		ret->to = to;
		return true;
	}
	return false;
}

/* Past what parts a heading from the text behind it. */
static size_t
past_stop(str text, size_t at)
{
	for (size_t next = at; next < text.n; at = next) {
		uint32_t	point = han_half(utf8_next(text, &next));

		if (point != ':' && point != 0x3002 && !utf8_is_blank(point))
			break;
	}
	return at;
}

/* A text with headings of sections inside is parted at them. */
static void
add_running(struct teller *teller, str text, str raw, size_t block,
    struct doc_place place)
{
	struct match	*match = teller->match;
	struct inner	 inner;
	size_t		 from = 0;
	bool		 some = false;

	while (match->style != MATCH_UNNUMBERED &&
	    find_inner(match, text, from, &inner)) {
		str	part = str_trim(str_sub(text, from, inner.from));

		add_text(teller, part, part, block, place);
		begin_section(teller, inner.section, inner.exact,
		    bare_number(str_sub(text, inner.from, inner.text)),
		    str_trim(str_sub(text, inner.text, inner.to)), place);
		from = past_stop(text, inner.to);
		some = true;
	}
	if (some)
		raw = str_trim(str_sub(text, from, text.n));
	add_text(teller, str_trim(str_sub(text, from, text.n)), raw, block,
	    place);
}

/* --- the signature ------------------------------------------------------ */

/* A name: characters and no sentence. */
static bool
is_name(str text)
{
	size_t	han = 0;

	if (text.n == 0 || text.n > SIGNER_BYTES)
		return false;
	for (size_t i = 0; i < text.n; ) {
		uint32_t	point = utf8_next(text, &i);

		if (utf8_is_han(point))
			han++;
		else if (!utf8_is_blank(point) && point != 0xB7 &&
		    point != '(' && point != ')' && point != 0xFF08 &&
		    point != 0xFF09)
			return false;
	}
	return han >= 2;
}

/* The text ends with a date; true and what stands in front of it. */
static bool
ends_with_date(str text, struct match_date *ret)
{
	struct match_date	date;
	bool			found = false;

	for (size_t at = 0; match_date_find(text, at, 0, &date);
	    at = date.to) {
		str	rest = str_trim(str_sub(text, date.to, text.n));

		if (rest.n == 0 || str_eq(rest, S("）")) ||
		    str_eq(rest, S(")"))) {
			*ret = date;
			found = true;
		}
	}
	return found;
}

static void
sign(struct teller *teller, str text, const struct match_date *date,
    str signer, struct doc_place place)
{
	struct filled	*filled = teller->match->filled;

	filled->signed_on = (struct filled_day){
		.day = date->day, .fact = { .place = place,
		.text = str_trim(str_sub(text, date->from, date->to)),
		.quote = text }
	};
	signer = str_trim(signer);
	if (is_name(signer))
		filled->signer = (struct filled_fact){
			.text = signer, .quote = text, .place = place
		};
}

/* The last text of the report, if it is a name, is the signer's. */
static str
take_signer(struct teller *teller)
{
	struct filled_section	*section;
	str			 text;

	if (teller->n == 0)
		return (str){ 0 };
	section = &teller->section[teller->n - 1];
	if (section->n == 0)
		return (str){ 0 };
	text = section->text[section->n - 1].text;
	if (!is_name(text) || text.n < 12)
		return (str){ 0 };
	section->n--;
	return text;
}

/* A line of a name and a date, or of a date below a name. */
static bool
try_sign(struct teller *teller, str text, struct doc_place place)
{
	struct match_date	date;
	str			before;

	if (text.n > SIGN_BYTES || teller->n == 0 ||
	    !ends_with_date(text, &date))
		return false;
	before = str_trim(str_sub(text, 0, date.from));
	if (str_ends(before, S("（")) || str_ends(before, S("(")))
		before = str_trim(str_sub(before, 0, before.n -
		    (str_ends(before, S("(")) ? 1 : S("（").n)));
	if (before.n == 0)
		before = take_signer(teller);
	else if (!is_name(before))
		return false;
	sign(teller, text, &date, before, place);
	return true;
}

/* A last text that ends with name and date behind a blank or a full stop. */
static void
sign_inside(struct teller *teller)
{
	struct filled_section	*section;
	struct filled_text	*last;
	struct match_date	 date;
	str			 before;
	size_t			 at, to;

	if (teller->n == 0)
		return;
	section = &teller->section[teller->n - 1];
	if (section->n == 0)
		return;
	last = &section->text[section->n - 1];
	if (!ends_with_date(last->text, &date))
		return;
	before = str_trim(str_sub(last->text, 0, date.from));
	for (at = to = before.n; at > 0; to = at) {
		uint32_t	point = utf8_previous(before, &at);

		if (utf8_is_blank(point) || point == 0x3002)
			break;
	}
	if (at == 0 || !is_name(str_sub(before, to, before.n)))
		return;
	sign(teller, last->text, &date, str_sub(before, to, before.n),
	    last->place);
	teller->match->filled->signed_on.fact.quote = str_sub(last->text, to,
	    last->text.n);
	last->text = str_trim(str_sub(last->text, 0, to));
}

/* --- the whole ---------------------------------------------------------- */

/* The last line that begins a section; 0 if there is none. */
static size_t
last_heading(const struct match *match)
{
	size_t	last = 0;

	for (size_t l = 0; l < match->lines; l++)
		if (match->line[l].heading)
			last = l;
	return last;
}

/* The lines of a cell that is no table's, if it holds sentences. */
static void
tell_cells(struct teller *teller, size_t l)
{
	const struct match_line	*line = &teller->match->line[l];
	const struct doc_cell	*last = NULL;
	str			 rest, part;

	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		const struct doc_cell	*cell = teller->match->token[i].cell;

		if (cell == NULL || cell == last)
			continue;
		last = cell;
		rest = cell->text;
		while (rest.n > CELL_BYTES && str_cut(&rest, '\n', &part)) {
			part = str_trim(part);
			if (part.n > CELL_BYTES)
				add_running(teller, str_trim(han_repair(
				    teller->match->arena, part)), part,
				    line->block, cell->place);
		}
	}
}

static void
tell_line(struct teller *teller, size_t l, bool last)
{
	const struct match		*match = teller->match;
	const struct match_line		*line = &match->line[l];
	const struct match_token	*token = match_token_of(match, l);
	bool				 edge = last || teller->n == 0 ||
	    (teller->n == 1 && teller->section[0].heading.n == 0);

	if (line->heading) {
		begin_at_line(teller, l);
		return;
	}
	if (line->table != NULL) {
		tell_cells(teller, l);
			return;
	}
	if (line->tokens > 0 && token->tail && line->tokens == 1)
		return;
	if (last && try_sign(teller, line->text, token->place)) {
		teller->over = true;
		return;
	}
	if (edge && match_prose_noise(match->lore->words, line->text)) {
		teller->over = last && teller->n > 0;
		return;
	}
	add_running(teller, line->text, line->raw, line->block, token->place);
}

void
match_prose_read(struct match *match, size_t title, size_t titles)
{
	struct teller	teller = { .match = match };
	size_t		last = last_heading(match);
	size_t		from = title == SIZE_MAX ? 0 : title + titles;

	for (size_t l = from; l < match->lines && !teller.over; l++) {
		const struct match_line	*line = &match->line[l];

		if (line->page || (line->slot >= 0 && !line->prose))
			continue;
		tell_line(&teller, l, l >= last);
	}
	if (!teller.over || match->filled->signed_on.fact.text.n == 0)
		sign_inside(&teller);
	match->filled->section = teller.section;
	match->filled->sections = teller.n;
}
