#include "form/match_zone.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/number.h"
#include "base/utf8.h"
#include "form/match_token.h"

#define HEADING_BYTES	150u	/* a longer line is no heading */
#define ALIKE		60u	/* of a damaged title */
#define TAIL_LINES	40u	/* without a label, behind a table's last one */

/* A line that may begin a section. */
struct candidate {
	size_t				 line;
	enum match_style		 style;
	int				 number;	/* -1 if none */
	const struct form_section	*section;	/* NULL if unknown */
	bool				 exact;
	str				 text;		/* number off */
};

/* --- headings ----------------------------------------------------------- */

enum match_style
match_zone_style(const struct match_words *words, str text,
    size_t *ret_after)
{
	size_t		next = 0;
	uint32_t	point;

	*ret_after = match_words_pattern(&words->parts, text);
	if (*ret_after > 0) {
		next = *ret_after;
		point = han_half(utf8_next(text, &next));
		if (point == 0x3001 || point == ':' || point == '.')
			*ret_after = next;
		return MATCH_PART;
	}
	*ret_after = match_label_number(text);
	if (*ret_after == 0)
		return MATCH_UNNUMBERED;
	do
		point = han_half(utf8_next(text, &next));
	while (utf8_is_blank(point));
	if (point == '(')
		return MATCH_BRACKET;
	return utf8_is_han(point) ? MATCH_HAN : MATCH_DIGIT;
}

const struct form_section *
match_zone_section(const struct match *match,
    const struct match_label *label, bool *ret_official)
{
	const struct form_section	*section = NULL;
	unsigned			 form = 0;

	for (size_t i = 0; i < label->hits; i++) {
		const struct match_hit	*hit = &label->hit[i];

		if (hit->kind != MATCH_SECTION ||
		    (section != NULL && hit->form < form))
			continue;
		form = hit->form;
		section = &match->forms->form[form].section[hit->index];
		*ret_official = hit->official;
	}
	return section;
}

static int
section_number(str text)
{
	struct number_span	span;
	int64_t			n;

	if (!number_find(text, 0, &span) || !number_integer(span.value, &n) ||
	    n < 0 || n > 99)
		return -1;
	return (int)n;
}

/* The text of a line that may be a heading; empty if it is none. */
static str
heading_text(const struct match *match, size_t l)
{
	const struct match_line	*line = &match->line[l];
	str			 text;

	if (line->prose || line->page || line->tokens == 0 ||
	    match_token_of(match, l)->tail)
		return (str){ 0 };
	text = match_token_line(match, l);
	return text.n <= HEADING_BYTES ? text : (str){ 0 };
}

/* No sentence: nothing behind a full stop, a comma or a semicolon. */
static bool
is_short_title(str text)
{
	size_t	at = text.n;

	return text.n > 0 && text.n <= 90 && !str_has(text, S("。")) &&
	    !str_has(text, S("，")) && !str_has(text, S("；")) &&
	    utf8_is_han(utf8_previous(text, &at));
}

static bool
read_candidate(const struct match *match, size_t l, struct candidate *ret)
{
	str				 text = heading_text(match, l);
	const struct match_label	*label;
	enum match_how			 how;
	size_t				 after;

	if (text.n == 0)
		return false;
	*ret = (struct candidate){ .line = l, .number = -1 };
	ret->style = match_zone_style(match->lore->words, text, &after);
	ret->text = str_trim(str_sub(text, after, text.n));
	while (str_ends(ret->text, S("\xEF\xBF\xBD")))	/* U+FFFD */
		ret->text = str_sub(ret->text, 0, ret->text.n - 3);
	if (after > 0)
		ret->number = section_number(str_sub(text, 0, after));
	label = match_token_of(match, l)->label;
	if (match->line[l].tokens > 1 || label == NULL)
		label = match_label_whole(match->arena, match->lore->index,
		    ret->text, &how);
	if (label != NULL)
		ret->section = match_zone_section(match, label, &ret->exact);
	if (ret->section != NULL)
		return true;
	return label == NULL && is_short_title(ret->text) &&
	    (ret->style == MATCH_HAN || ret->style == MATCH_PART);
}

/* The style in which most of the sections are numbered. */
static enum match_style
main_style(const struct candidate *candidate, size_t n)
{
	size_t			 count[MATCH__STYLES] = { 0 };
	const struct form_section *last[MATCH__STYLES] = { NULL };
	enum match_style	 best = MATCH_HAN;

	for (size_t i = 0; i < n; i++) {
		enum match_style	style = candidate[i].style;

		if (candidate[i].section == NULL ||
		    candidate[i].section == last[style])
			continue;
		last[style] = candidate[i].section;
		count[style]++;
	}
	for (int style = 0; style < MATCH__STYLES; style++)
		if (count[style] > count[best])
			best = (enum match_style)style;
	return best;
}

static bool
found(const struct candidate *candidate, size_t n, enum match_style style,
    const struct form_section *section)
{
	for (size_t i = 0; i < n; i++)
		if (candidate[i].section == section &&
		    candidate[i].style == style)
			return true;
	return false;
}

/* A title that is damaged or worded freely, of a section not found. */
static const struct form_section *
alike_section(const struct match *match, const struct candidate *candidate,
    size_t n, enum match_style style, str text)
{
	const struct form		*form =
	    &match->forms->form[match->forms->n - 1];
	const struct form_section	*best = NULL;
	unsigned			 most = ALIKE - 1;

	for (size_t i = 0; i < form->sections; i++) {
		const struct form_section	*section = &form->section[i];
		unsigned			 alike;

		if (found(candidate, n, style, section))
			continue;
		alike = match_label_alike(text, section->title.text);
		if (alike > most) {
			most = alike;
			best = section;
		}
	}
	return best;
}

static bool
is_heading(const struct match *match, const struct candidate *all, size_t n,
    struct candidate *one, int last)
{
	enum match_style	 style = match->style;
	const struct match_line	*line = &match->line[one->line];
	const struct doc_block	*block = &match->doc->block[line->block];

	if (one->section != NULL)
		return one->style == style ||
		    (!found(all, n, style, one->section) &&
		    one->style != MATCH_BRACKET &&
		    (one->exact || block->kind == DOC_HEADING));
	if (one->style != style || line->table != NULL)
		return false;
	one->section = alike_section(match, all, n, style, one->text);
	if (one->section != NULL)
		return true;
	return one->number == last + 1;
}

/* The next line behind `l' that says something, or the end. */
static size_t
next_line(const struct match *match, size_t l)
{
	do
		l++;
	while (l < match->lines && (match->line[l].page ||
	    match->line[l].tokens == 0));
	return l;
}

static bool
comes_again(const struct match *match, size_t l, size_t from)
{
	const struct form_section	*section = match->line[l].section;

	for (; section != NULL && from < match->lines; from++)
		if (match->line[from].heading &&
		    match->line[from].section == section)
			return true;
	return false;
}

/* Three headings and more, one below the other, that all come again. */
static void
drop_contents(struct match *match)
{
	for (size_t l = 0, end; l < match->lines; l = end) {
		size_t	n = 0;

		for (end = l; end < match->lines && match->line[end].heading &&
		    comes_again(match, end, end + 1);
		    end = next_line(match, end))
			n++;
		for (size_t i = l; n >= 3 && i < end; i++) {
			match->line[i].heading = false;
			match->line[i].page = true;
		}
		if (end == l)
			end++;
	}
}

/* The head of a list of contents is none of the report's words. */
static void
drop_contents_head(struct match *match)
{
	for (size_t l = 0; l < match->lines; l++)
		if (match_words_is(&match->lore->words->contents,
		    match->line[l].text))
			match->line[l].page = true;
}

void
match_zone_headings(struct match *match)
{
	struct candidate	*all;
	size_t			 n = 0;
	int			 last = 0;

	drop_contents_head(match);
	all = arena_array(match->arena, match->lines + 1, sizeof *all);
	for (size_t l = 0; l < match->lines; l++)
		n += read_candidate(match, l, &all[n]);
	match->style = main_style(all, n);
	for (size_t i = 0; i < n; i++) {
		struct match_line	*line = &match->line[all[i].line];

		if (!is_heading(match, all, n, &all[i], last))
			continue;
		line->heading = true;
		line->section = all[i].section;
		line->exact = all[i].exact;
		if (all[i].number >= 0)
			last = all[i].number;
	}
	drop_contents(match);
}

/* --- tables ------------------------------------------------------------- */

static bool
one_bit(uint32_t bits)
{
	return bits != 0 && (bits & (bits - 1)) == 0;
}

static int
bit_of(uint32_t bits)
{
	int	n = 0;

	while ((bits & 1) == 0) {
		bits >>= 1;
		n++;
	}
	return n;
}

/* A paragraph whose labels stand in a sentence is no part of a table. */
static bool
is_sentence(const struct match *match, const struct match_line *line)
{
	size_t	labels = 0, sentences = 0;

	if (line->table != NULL)
		return false;
	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		const struct match_token	*token = &match->token[i];

		if (token->label != NULL)
			labels++;
		else if (token->what == MATCH_TEXT && !token->tail &&
		    (str_has(token->text, S("，")) ||
		    str_has(token->text, S("。")) ||
		    str_has(token->text, S("；")) ||
		    str_has(token->text, S(","))))
			sentences++;
	}
	return labels > 0 && sentences > 0;
}

/* The table most of the line's labels belong to and no other has; or -1. */
static int
vote(const struct match *match, const struct match_line *line, int current)
{
	unsigned	count[MATCH_SLOTS] = { 0 };
	int		best = -1;

	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		const struct match_label	*label = match->token[i].label;
		int				 slot;

		if (label == NULL || !one_bit(label->slots))
			continue;
		slot = bit_of(label->slots);
		count[slot]++;
		if (best < 0 || count[slot] > count[best] ||
		    (count[slot] == count[best] && slot == current))
			best = slot;
	}
	return best;
}

/* Lines of the same table in front of its first known line are its own. */
static void
fill_back(struct match *match, size_t l, int slot)
{
	const struct doc_table	*table = match->line[l].table;

	if (table == NULL)
		return;
	while (l-- > 0) {
		struct match_line	*line = &match->line[l];

		if (line->table != table || line->slot >= 0 || line->heading ||
		    line->prose)
			return;
		line->slot = slot;
	}
}

static void
vote_lines(struct match *match)
{
	int	current = -1;
	size_t	last = 0;

	for (size_t l = 0; l < match->lines; l++) {
		struct match_line	*line = &match->line[l];
		int			 slot;

		if (line->page)
			continue;
		if (!line->prose && is_sentence(match, line))
			line->prose = true;
		if (line->heading || line->prose) {
			if (line->heading || line->table == NULL)
				current = -1;
			continue;
		}
		slot = vote(match, line, current);
		if (slot >= 0) {
			if (slot != current)
				fill_back(match, l, slot);
			current = slot;
			last = l;
		} else if (current >= 0 && l - last > TAIL_LINES &&
		    line->table == NULL)
			current = -1;
		line->slot = current;
	}
}

static bool
says_something(const struct match *match, const struct match_line *line)
{
	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		const struct match_token	*token = &match->token[i];

		if (token->label != NULL || token->tail ||
		    (token->what != MATCH_TEXT && token->what != MATCH_BLANK))
			return true;
	}
	return false;
}

/* Words behind the last label or value of a table are not its own. */
static void
trim_ends(struct match *match)
{
	int	next = -1;

	for (size_t l = match->lines; l-- > 0; ) {
		struct match_line	*line = &match->line[l];

		if (line->page)
			continue;
		if (line->slot >= 0 && line->slot != next &&
		    line->table == NULL && !says_something(match, line))
			line->slot = -1;
		next = line->slot;
	}
}

/* How many labels of its table a run of lines has that no other has. */
static unsigned
run_labels(const struct match *match, size_t from, size_t to, bool *ret_table)
{
	unsigned	n = 0;

	*ret_table = false;
	for (size_t l = from; l < to; l++) {
		*ret_table |= match->line[l].table != NULL;
		for (size_t i = 0; i < match->line[l].tokens; i++) {
			const struct match_label *label =
			    match_token_of(match, l)[i].label;

			n += label != NULL && one_bit(label->slots);
		}
	}
	return n;
}

static size_t
run_end(const struct match *match, size_t from)
{
	size_t	to = from + 1;

	while (to < match->lines && (match->line[to].page ||
	    match->line[to].slot == match->line[from].slot))
		to++;
	return to;
}

/* A label or two in paragraphs are no table if that stands elsewhere. */
static void
drop_strays(struct match *match)
{
	unsigned	most[MATCH_SLOTS] = { 0 }, n;
	bool		table;

	for (size_t l = 0, end; l < match->lines; l = end) {
		int	slot = match->line[l].slot;

		end = run_end(match, l);
		n = slot < 0 ? 0 : run_labels(match, l, end, &table);
		if (n > 0 && n > most[slot])
			most[slot] = n;
	}
	for (size_t l = 0, end; l < match->lines; l = end) {
		int	slot = match->line[l].slot;

		end = run_end(match, l);
		if (slot < 0)
			continue;
		n = run_labels(match, l, end, &table);
		if (!table && n <= 2 && most[slot] >= 2 * n + 1)
			for (; l < end; l++)
				match->line[l].slot = -1;
	}
}

void
match_zone_tables(struct match *match)
{
	vote_lines(match);
	trim_ends(match);
	drop_strays(match);
}
