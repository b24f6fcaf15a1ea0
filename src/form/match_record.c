#include "form/match_record.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"
#include "form/match_token.h"

#define FEW_WORDS 4u	/* characters beside the digits of a spoilt figure */
#define ODD_WORD 3u	/* characters of a word that stands for a figure */
#define TWINS	3u	/* lines with one label twice: two tables abreast */

struct gatherer {
	const struct match	*match;
	struct match_records	*records;
	int			 slot;
	int			 cut;	/* right of it is the second table */
	size_t			 head, heads;	/* labels of columns in force */
	bool			 in_head;	/* the last tokens were such */
	size_t			 text;		/* of a label whose values may
						   follow; SIZE_MAX if none */
	struct match_record	*open;		/* is taking more values */
};

const struct match_hit *
match_record_hit(const struct match_token *token, enum match_kind kind,
    int slot, int form)
{
	if (token->label == NULL)
		return NULL;
	for (size_t i = 0; i < token->label->hits; i++) {
		const struct match_hit	*hit = &token->label->hit[i];

		if (hit->kind == kind && hit->slot == (unsigned)slot &&
		    (form < 0 || hit->form == (unsigned)form))
			return hit;
	}
	return NULL;
}

static bool
names(const struct gatherer *gatherer, const struct match_token *token,
    enum match_kind kind)
{
	return match_record_hit(token, kind, gatherer->slot, -1) != NULL;
}

static bool
names_row(const struct gatherer *gatherer, const struct match_token *token)
{
	return names(gatherer, token, MATCH_ROW) ||
	    names(gatherer, token, MATCH_GROUP);
}

static bool
is_value(const struct match_token *token)
{
	return token->what == MATCH_VALUE || token->what == MATCH_MARK;
}

static struct match_record *
add_record(struct gatherer *gatherer)
{
	struct match_records	*records = gatherer->records;
	struct match_record	*record;

	if (records->n == records->room) {
		records->room = records->room == 0 ? 64 : records->room * 2;
		records->at = arena_grow(gatherer->match->arena, records->at,
		    records->n, records->room, sizeof *records->at);
	}
	record = &records->at[records->n++];
	*record = (struct match_record){
		.head = gatherer->head, .heads = gatherer->heads
	};
	return record;
}

/* --- labels of columns -------------------------------------------------- */

/* Keep the range of tokens in which the columns in force are named. */
static void
see_head(struct gatherer *gatherer, size_t token)
{
	const struct match_token	*at = &gatherer->match->token[token];

	if (names(gatherer, at, MATCH_HEAD)) {
		gatherer->heads = 0;
		gatherer->in_head = false;
		return;
	}
	if (!names(gatherer, at, MATCH_COLUMN))
		return;
	if (!gatherer->in_head || gatherer->heads == 0)
		gatherer->head = token;
	gatherer->in_head = true;
	gatherer->heads = token + 1 - gatherer->head;
}

/* Two labels that are columns' and no row's: the row is a head. */
static bool
is_head(const struct gatherer *gatherer, const struct match_line *line)
{
	const struct match_token	*token = gatherer->match->token;
	unsigned			 columns = 0, values = 0;

	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		if (names(gatherer, &token[i], MATCH_COLUMN) &&
		    !names_row(gatherer, &token[i]))
			columns++;
		values += is_value(&token[i]);
	}
	return columns >= 2 || (columns == 1 && values == 0);
}

/* --- rows of tables ----------------------------------------------------- */

/* Where the second table's side of a line begins. */
static size_t
side_end(const struct gatherer *gatherer, size_t from, size_t to)
{
	while (from < to &&
	    gatherer->match->token[from].x0 < gatherer->cut)
		from++;
	return from;
}

bool
match_record_spoilt(const struct match_token *token)
{
	bool	digits = false;
	size_t	words = 0;

	if (token->what != MATCH_TEXT || token->label != NULL)
		return false;
	for (size_t at = match_label_number(token->text);
	    at < token->text.n; ) {
		uint32_t	point = han_half(utf8_next(token->text, &at));

		digits |= point >= '0' && point <= '9';
		words += utf8_is_han(point);
	}
	return digits && words <= FEW_WORDS;
}

/*
 * The first value of a row: behind the last text in front of any number, a
 * unit aside, but not behind a spoilt figure right behind a row's label; in a
 * row without numbers behind the last label of a row.  A number in front of
 * the first label is a serial number.
 */
static size_t
first_value(const struct gatherer *gatherer, size_t from, size_t to)
{
	const struct match_list		*units =
	    &gatherer->match->lore->words->units;
	const struct match_token	*token = gatherer->match->token;
	size_t				 label = to, text = from;

	for (size_t i = from; i < to; i++) {
		if (is_value(&token[i])) {
			if (text > from || i + 1 == to ||
			    token[i + 1].what != MATCH_TEXT)
				return text;
			continue;
		}
		if (i == label && match_record_spoilt(&token[i]))
			return label;
		if (token[i].what == MATCH_TEXT && (text == from ||
		    !match_words_is(units, token[i].text)))
			text = i + 1;
		if (names(gatherer, &token[i], MATCH_ROW))
			label = i + 1;
	}
	return label < to ? label : text;
}

/* A text among the values of a page that stands where a figure should. */
static bool
is_odd_value(const struct gatherer *gatherer, size_t i, size_t to)
{
	const struct match_list		*units =
	    &gatherer->match->lore->words->units;
	const struct match_token	*token = &gatherer->match->token[i];

	if (token->label != NULL || token->tail)
		return false;
	return match_record_spoilt(token) || (i + 1 < to &&
	    is_value(token + 1) && utf8_count(token->text) <= ODD_WORD &&
	    !match_words_is(units, token->text));
}

/* Where the values end: at a label of another row. */
static size_t
past_values(const struct gatherer *gatherer, size_t from, size_t to,
    bool layout)
{
	const struct match_token	*token = gatherer->match->token;
	bool				 some = false;

	for (size_t i = from; i < to; i++) {
		if (token[i].what == MATCH_TEXT && some &&
		    (names_row(gatherer, &token[i]) ||
		    (layout && !is_odd_value(gatherer, i, to))))
			return i;
		some |= token[i].what != MATCH_TEXT;
	}
	return to;
}

static bool
any_value(const struct match_token *token, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_value(&token[i]))
			return true;
	return false;
}

/* One row's values and the labels in front of them. */
static void
add_row(struct gatherer *gatherer, size_t from, size_t to, unsigned lane,
    bool layout)
{
	const struct match_token	*token = gatherer->match->token;

	while (from < to) {
		size_t			 value, end;
		struct match_record	*record;
		bool			 named;

		value = first_value(gatherer, from, to);
		end = past_values(gatherer, value, to, layout);
		named = value > from &&
		    names(gatherer, &token[value - 1], MATCH_ROW);
		if (any_value(token, value, end) || (named && value < end)) {
			record = add_record(gatherer);
			record->text = from;
			record->texts = value - from;
			record->value = value;
			record->values = end - value;
			record->row = true;
			record->lane = lane;
		}
		from = end > from ? end : to;
	}
}

static void
gather_row(struct gatherer *gatherer, const struct match_line *line)
{
	size_t	from = line->token, to = from + line->tokens, end;
	bool	layout = line->table->grid == DOC_GRID_LAYOUT;

	gatherer->open = NULL;
	gatherer->text = SIZE_MAX;
	if (is_head(gatherer, line)) {
		for (size_t i = from; i < to; i++)
			see_head(gatherer, i);
		return;
	}
	if (any_value(gatherer->match->token, from, to))
		gatherer->in_head = false;
	else
		for (size_t i = from; i < to; i++)
			see_head(gatherer, i);
	end = side_end(gatherer, from, to);
	add_row(gatherer, from, end, 0, layout);
	add_row(gatherer, end, to, 1, layout);
	if (line->tokens == 1 && gatherer->match->token[from].label != NULL)
		gatherer->text = from;
}

/* --- one piece below the other ------------------------------------------ */

static void
gather_piece(struct gatherer *gatherer, size_t i)
{
	const struct match_token	*token = &gatherer->match->token[i];

	if (token->what == MATCH_TEXT) {
		if (token->tail)
			return;
		gatherer->open = NULL;
		gatherer->text = i;
		see_head(gatherer, i);
		return;
	}
	if (token->what == MATCH_BLANK && token->cell == NULL)
		return;
	if (gatherer->open == NULL) {
		if (token->what == MATCH_BLANK && (gatherer->text == SIZE_MAX ||
		    !names(gatherer, &gatherer->match->token[gatherer->text],
		    MATCH_ROW)))
			return;
		gatherer->in_head = false;
		gatherer->open = add_record(gatherer);
		gatherer->open->text = gatherer->text == SIZE_MAX ? i :
		    gatherer->text;
		gatherer->open->texts = i - gatherer->open->text;
		gatherer->open->value = i;
		gatherer->text = SIZE_MAX;
	}
	gatherer->open->values = i + 1 - gatherer->open->value;
}

/* --- side by side ------------------------------------------------------- */

/* The token that bears the label of an earlier one of the line, or NULL. */
static const struct match_token *
twin(const struct gatherer *gatherer, const struct match_line *line)
{
	const struct match_token	*token = gatherer->match->token;

	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		if (!names_row(gatherer, &token[i]) &&
		    !names(gatherer, &token[i], MATCH_HEAD) &&
		    !names(gatherer, &token[i], MATCH_CORNER))
			continue;
		for (size_t j = i + 1; j < line->token + line->tokens; j++)
			if (token[j].label == token[i].label)
				return &token[j];
	}
	return NULL;
}

/* Where a second table begins that stands beside the first; INT_MAX if none. */
static int
find_cut(const struct gatherer *gatherer)
{
	const struct match	*match = gatherer->match;
	unsigned		 twins = 0;
	int			 cut = INT32_MAX;

	for (size_t l = 0; l < match->lines; l++) {
		const struct match_token	*second;

		if (match->line[l].slot != gatherer->slot ||
		    match->line[l].table == NULL)
			continue;
		second = twin(gatherer, &match->line[l]);
		if (second == NULL)
			continue;
		twins++;
		if (second->x0 < cut)
			cut = second->x0;
	}
	return twins >= TWINS ? cut : INT32_MAX;
}

void
match_record_gather(const struct match *match, int slot,
    struct match_records *ret)
{
	struct gatherer	gatherer = {
		.match = match, .records = ret, .slot = slot,
		.text = SIZE_MAX
	};

	*ret = (struct match_records){ 0 };
	gatherer.cut = find_cut(&gatherer);
	ret->lanes = gatherer.cut == INT32_MAX ? 1 : 2;
	for (size_t l = 0; l < match->lines; l++) {
		const struct match_line	*line = &match->line[l];

		if (line->slot != slot || line->page)
			continue;
		if (match_token_in_row(match, l)) {
			gather_row(&gatherer, line);
			continue;
		}
		for (size_t i = 0; i < line->tokens; i++)
			gather_piece(&gatherer, line->token + i);
	}
}
