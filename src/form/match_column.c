#include "form/match_column.h"

#include "base/arena.h"
#include "form/match_token.h"

static const struct doc_table *
table_of(const struct match *match, const struct match_token *token)
{
	return match->line[token->line].table;
}

static bool
is_grid(const struct match *match, const struct match_token *token,
    enum doc_grid grid)
{
	const struct doc_table	*table = table_of(match, token);

	return table != NULL && table->grid == grid;
}

/* Columns in groups have their labels on several lines. */
static bool
has_groups(const struct form_row *row)
{
	for (size_t c = 0; c < row->columns; c++)
		if (row->column[c].group.n > 0)
			return true;
	return false;
}

/*
 * Which column each of as many labels as columns names: order[i] is the
 * column of the i-th value, -1 where the label is another form's.
 */
static void
order_of(const struct match_view *view, const struct match_record *record,
    const struct form_row *row, int *order)
{
	struct match_overs	overs;
	bool		seen[MATCH_COLUMNS] = { false }, moved = true;
	size_t		own = 0, foreign = 0;

	for (size_t i = 0; i < row->columns; i++)
		order[i] = (int)i;
	match_over_find(view, record, row->block, &overs);
	for (size_t i = 0; i < overs.n; i++) {
		int	c = overs.at[i].column;

		own += c >= 0;
		foreign += overs.at[i].foreign;
		if (c >= 0 && !seen[c])
			seen[c] = true;
		else
			moved = false;
	}
	if (foreign > 0 && own == 0)
		for (size_t i = 0; i < row->columns; i++)
			order[i] = -1;
	if (overs.n != row->columns || own == 0)
		return;
	moved = moved && (!has_groups(row) || overs.one_line ||
	    is_grid(view->match, overs.at[0].token, DOC_GRID_TRUE));
	for (size_t i = 0; i < row->columns; i++)
		if (overs.at[i].foreign)
			order[i] = -1;
		else if (moved)
			order[i] = overs.at[i].column;
}

/* --- in order ----------------------------------------------------------- */

static void
pick(struct match_fit *fit, size_t column, const struct match_token *token,
    str text)
{
	fit->pick[column] = (struct match_pick){
		.found = true, .text = text, .token = token
	};
	fit->found++;
}

static bool
pick_in_order(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    size_t from, struct match_fit *fit)
{
	const struct match_token	*token = view->match->token;
	int				 order[MATCH_COLUMNS];

	order_of(view, record, row, order);
	for (size_t i = 0; i < row->columns; i++)
		if (order[i] >= 0)
			pick(fit, (size_t)order[i], &token[from + i],
			    token[from + i].raw);
	return fit->found > 0;
}

/* "000" behind a label of three columns: a digit a column. */
static bool
pick_glued(const struct match_view *view, const struct match_record *record,
    const struct form_row *row, struct match_fit *fit)
{
	const struct match_token *token = &view->match->token[record->value];
	bool			  zeros = true;

	if (record->values != 1 || token->what == MATCH_TEXT ||
	    token->text.n != row->columns || row->columns < 2)
		return false;
	for (size_t i = 0; i < token->text.n; i++) {
		char	c = token->text.at[i];

		if ((c < '0' || c > '9') && c != '/')
			return false;
		zeros = zeros && c == '0';
	}
	if (!token->glued && !zeros)
		return false;
	for (size_t i = 0; i < row->columns; i++)
		pick(fit, i, token, str_sub(token->text, i, i + 1));
	return true;
}

/*
 * Where as many values as columns begin, when there are more and all others
 * are blank: the first such place, for what a lost span leaves over stands
 * behind the values.  SIZE_MAX if there is none.
 */
static size_t
window(const struct match_view *view, const struct match_record *record,
    size_t columns)
{
	const struct match_token	*token = view->match->token;
	size_t				 end = record->value + record->values;
	size_t				 first = record->value;

	while (first < end && token[first].what == MATCH_TEXT)
		first++;
	for (size_t from = first; from + columns <= end; from++)
		if (match_token_blank(token, first, from) &&
		    match_token_blank(token, from + columns, end))
			return from;
	return SIZE_MAX;
}

/* --- by the grid -------------------------------------------------------- */

/*
 * The value of a record that stands in the squares [x0, x1): the only one
 * that is not blank, else the one that covers most of them.  NULL if none
 * does or two cover as many.
 */
static const struct match_token *
value_in(const struct match_view *view, const struct match_record *record,
    int x0, int x1)
{
	const struct match_token	*token = view->match->token;
	const struct match_token	*best = NULL;
	int				 most = 0;

	for (size_t i = record->value; i < record->value + record->values;
	    i++) {
		int	from = token[i].x0 > x0 ? token[i].x0 : x0;
		int	to = token[i].x1 < x1 ? token[i].x1 : x1;
		bool	blank = token[i].what == MATCH_BLANK;

		if (to <= from || (blank && best != NULL))
			continue;
		if (best == NULL || best->what == MATCH_BLANK ||
		    to - from > most) {
			best = &token[i];
			most = to - from;
		} else if (to - from == most)
			return NULL;
	}
	return best;
}

/* Where every column of the row's block stands; false if one is not named. */
static bool
column_places(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    const struct match_token **place)
{
	struct match_overs			 overs;
	const struct match_token	*value =
	    &view->match->token[record->value];
	const struct doc_table		*here = table_of(view->match, value);

	for (size_t c = 0; c < row->columns; c++)
		place[c] = NULL;
	match_over_find(view, record, row->block, &overs);
	for (size_t i = 0; i < overs.n; i++) {
		const struct doc_table	*there = table_of(view->match,
					    overs.at[i].token);

		if (there == NULL || overs.at[i].column < 0 ||
		    there->grid != here->grid || (there != here &&
		    (here->grid == DOC_GRID_TRUE) &&
		    there->cols != here->cols))
			continue;
		if (place[overs.at[i].column] == NULL)
			place[overs.at[i].column] = overs.at[i].token;
	}
	for (size_t c = 0; c < row->columns; c++)
		if (place[c] == NULL)
			return false;
	return true;
}

/* A merged cell under several columns: a blank is everywhere blank. */
static bool
pick_in_grid(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    struct match_fit *fit)
{
	const struct match_token	*place[MATCH_COLUMNS];
	const struct match_token	*value[MATCH_COLUMNS];

	if (!column_places(view, record, row, place))
		return false;
	for (size_t c = 0; c < row->columns; c++)
		value[c] = value_in(view, record, place[c]->x0, place[c]->x1);
	for (size_t c = 0; c < row->columns; c++) {
		bool	shared = (c > 0 && value[c] == value[c - 1]) ||
			    (c + 1 < row->columns && value[c] == value[c + 1]);

		if (value[c] != NULL && (!shared ||
		    value[c]->what == MATCH_BLANK ||
		    value[c]->what == MATCH_MARK))
			pick(fit, c, value[c], value[c]->raw);
	}
	return fit->found > 0;
}

/* --- by the place across the page --------------------------------------- */

/* How far the values of each column reach in the full rows. */
struct reach {
	int	x0[MATCH_COLUMNS], x1[MATCH_COLUMNS];
	bool	some;
};

static void
reach_add(struct reach *reach, const struct match_token *token, size_t n)
{
	for (size_t c = 0; c < n; c++) {
		if (!reach->some || token[c].x0 < reach->x0[c])
			reach->x0[c] = token[c].x0;
		if (!reach->some || token[c].x1 > reach->x1[c])
			reach->x1[c] = token[c].x1;
	}
	reach->some = true;
}

/* The reach of the columns in full rows of the same table; false if none. */
static bool
find_reach(const struct match_view *view, const struct match_record *record,
    const struct form_row *row, struct reach *ret)
{
	const struct match_token	*token = view->match->token;
	const struct match_token	*place[MATCH_COLUMNS];
	const struct doc_table		*here = table_of(view->match,
					    &token[record->value]);

	ret->some = false;
	for (size_t i = 0; i < view->records->n; i++) {
		const struct match_record *other = &view->records->at[i];

		if (other->values == row->columns &&
		    other->lane == record->lane &&
		    other->head == record->head &&
		    table_of(view->match, &token[other->value]) == here)
			reach_add(ret, &token[other->value], row->columns);
	}
	if (!ret->some && column_places(view, record, row, place)) {
		for (size_t c = 0; c < row->columns; c++) {
			ret->x0[c] = place[c]->x0;
			ret->x1[c] = place[c]->x1;
		}
		ret->some = true;
	}
	for (size_t c = 1; ret->some && c < row->columns; c++)
		if (ret->x0[c] <= ret->x1[c - 1])
			return false;
	return ret->some;
}

/* The column nearest to a value, if none other is nearly as near; or -1. */
static int
nearest(const struct reach *reach, size_t n, const struct match_token *token)
{
	int	middle = token->x0 + token->x1, best = -1;
	int	least = INT32_MAX, second = INT32_MAX;

	for (size_t c = 0; c < n; c++) {
		int	far = reach->x0[c] + reach->x1[c] - middle;

		if (far < 0)
			far = -far;
		if (far < least) {
			second = least;
			least = far;
			best = (int)c;
		} else if (far < second)
			second = far;
	}
	return second / 2 >= least ? best : -1;
}

bool
match_column_below(const struct match_token *above,
    const struct match_token *below)
{
	return below->x0 < above->x1 && above->x0 < below->x1;
}

/* A text of the values' line, none of a label, in [x0, x1) of the page. */
static const struct match_token *
text_in(const struct match *match, unsigned l, int x0, int x1)
{
	const struct match_line	*line = &match->line[l];

	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		const struct match_token *token = &match->token[i];
		int	from = token->x0 > x0 ? token->x0 : x0;
		int	to = token->x1 < x1 ? token->x1 : x1;
		int	wide = token->x1 - token->x0 < x1 - x0 ?
			    token->x1 - token->x0 : x1 - x0;

		if (token->what == MATCH_TEXT && token->label == NULL &&
		    !token->tail && to > from && 2 * (to - from) >= wide)
			return token;
	}
	return NULL;
}

static bool
pick_in_layout(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    struct match_fit *fit)
{
	const struct match_token	*token = view->match->token, *text;
	struct reach			 reach;
	int				 column[MATCH_COLUMNS] = { 0 };
	int				 last = -1;

	if (record->values > row->columns ||
	    !find_reach(view, record, row, &reach))
		return false;
	for (size_t i = 0; i < record->values; i++) {
		column[i] = nearest(&reach, row->columns,
		    &token[record->value + i]);
		if (column[i] <= last)
			return false;
		last = column[i];
	}
	for (size_t c = 0, i = 0; c < row->columns; c++)
		if (i < record->values && column[i] == (int)c) {
			pick(fit, c, &token[record->value + i],
			    token[record->value + i].raw);
			i++;
		} else {
			text = text_in(view->match, token[record->value].line,
			    reach.x0[c], reach.x1[c]);
			pick(fit, c, text, text == NULL ? S("") : text->raw);
		}
	return true;
}

/* A value of a true grid that stands under none of the columns. */
static size_t
find_extra(const struct match_view *view, const struct match_record *record,
    const struct form_row *row, const struct match_fit *fit)
{
	const struct match_token	*token = view->match->token;

	for (size_t i = record->value; i < record->value + record->values;
	    i++) {
		bool	used = token[i].what != MATCH_VALUE;

		for (size_t c = 0; c < row->columns && !used; c++)
			used = fit->pick[c].token == &token[i];
		if (!used)
			return i;
	}
	return SIZE_MAX;
}

/* --- beside sums that someone added -------------------------------------- */

/*
 * The columns of a row as they stand, -1 for a sum: in the form's order, each
 * sum behind the column its label stands behind.  How many; 0 if that cannot
 * be told.
 */
static size_t
sequence(const struct match_overs *overs, const struct form_row *row,
    int *column)
{
	size_t	n = 0, sums = 0;

	for (size_t c = 0; c < row->columns; c++) {
		column[n++] = (int)c;
		for (size_t i = 1; i < overs->n; i++) {
			const struct match_over	*before = &overs->at[i - 1];

			if (!overs->at[i].added || before->column != (int)c ||
			    before->token->line != overs->at[i].token->line)
				continue;
			column[n++] = -1;
			sums++;
		}
	}
	return sums == overs->added ? n : 0;
}

/* The head that a value stands below; overs->n if that cannot be told. */
static size_t
head_over(const struct match_overs *overs, const struct match_token *token)
{
	struct reach	reach = { .some = true };
	int		at;

	for (size_t i = 0; i < overs->n; i++) {
		reach.x0[i] = overs->at[i].token->x0;
		reach.x1[i] = overs->at[i].token->x1;
	}
	at = nearest(&reach, overs->n, token);
	return at < 0 ? overs->n : (size_t)at;
}

/* Fewer values than heads on a page: each belongs to the one above it. */
static bool
pick_below_heads(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    const struct match_overs *overs, struct match_fit *fit)
{
	const struct match_token	*token = view->match->token;
	const struct match_token	*under[MATCH_COLUMNS] = { NULL };
	size_t				 named = 0;

	for (size_t i = 0; i < overs->n; i++)
		named += overs->at[i].column >= 0;
	if (named != row->columns)
		return false;
	for (size_t i = record->value; i < record->value + record->values;
	    i++) {
		size_t	at = head_over(overs, &token[i]);

		if (at == overs->n || under[at] != NULL)
			return false;
		under[at] = &token[i];
	}
	for (size_t i = 0; i < overs->n; i++)
		if (overs->at[i].column >= 0)
			pick(fit, (size_t)overs->at[i].column, under[i],
			    under[i] == NULL ? S("") : under[i]->raw);
	return fit->found == row->columns;
}

/*
 * With heads of sums among those of the form the number of values tells only
 * together with them.
 */
static bool
pick_beside_sums(const struct match_view *view,
    const struct match_record *record, const struct form_row *row,
    const struct match_overs *overs, struct match_fit *fit)
{
	const struct match_token	*token =
	    &view->match->token[record->value];
	int				 column[2 * MATCH_COLUMNS];
	size_t				 n = sequence(overs, row, column);

	if (is_grid(view->match, token, DOC_GRID_LAYOUT) &&
	    pick_below_heads(view, record, row, overs, fit))
		return true;
	if (n == 0 || n != record->values)
		return false;
	for (size_t i = 0; i < n; i++)
		if (column[i] >= 0)
			pick(fit, (size_t)column[i], &token[i], token[i].raw);
		else
			fit->extra = record->value + i;
	return true;
}

bool
match_column_fit(const struct match_view *view,
    const struct match_record *record, size_t r, struct match_fit *ret)
{
	const struct form_row		*row = &view->table->row[r];
	const struct match_token	*token =
	    &view->match->token[record->value];
	struct match_fit		 scratch, *fit = ret == NULL ?
	    &scratch : ret;
	struct match_overs			 overs;
	size_t				 from;
	bool				 fits = false;

	*fit = (struct match_fit){ .extra = SIZE_MAX };
	if (record->values == 0 || row->columns > MATCH_COLUMNS)
		return false;
	match_over_find(view, record, row->block, &overs);
	if (overs.added > 0 && !is_grid(view->match, token, DOC_GRID_TRUE))
		return pick_beside_sums(view, record, row, &overs, fit);
	if (record->values == row->columns && (row->columns > 1 ||
	    token->what != MATCH_TEXT || record->row))
		return pick_in_order(view, record, row, record->value, fit);
	if (pick_glued(view, record, row, fit))
		return true;
	if (is_grid(view->match, token, DOC_GRID_TRUE))
		fits = pick_in_grid(view, record, row, fit);
	if (!fits && is_grid(view->match, token, DOC_GRID_LAYOUT))
		return pick_in_layout(view, record, row, fit);
	if (!fits) {
		from = window(view, record, row->columns);
		fits = from != SIZE_MAX && pick_in_order(view, record, row,
		    from, fit);
	} else
		fit->extra = find_extra(view, record, row, fit);
	return fits;
}
