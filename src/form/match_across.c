#include "form/match_across.h"

#include "base/arena.h"
#include "form/match_token.h"

#define SUMS	8u	/* columns that someone added, at most */

/* Values in a row, texts in front of them off. */
struct run {
	size_t	token, n;
};

struct across {
	const struct match_view	*view;
	struct run		*run;
	size_t			 runs;
	struct match_across	*at;	/* what was read */
	size_t			 n;
};

static void
add_run(struct across *across, size_t token, size_t n)
{
	const struct match_token	*at = across->view->match->token;

	while (n > 0 && at[token].what == MATCH_TEXT) {
		token++;
		n--;
	}
	if (n > 0)
		across->run[across->runs++] = (struct run){ token, n };
}

/* A row of nothing but blanks, as many as the table has cells, is its own. */
static bool
is_blank_row(const struct across *across, const struct match_line *line)
{
	const struct match_token *token = across->view->match->token;

	if (line->tokens < across->view->table->cells)
		return false;
	for (size_t i = line->token; i < line->token + line->tokens; i++)
		if (token[i].what != MATCH_BLANK)
			return false;
	return true;
}

/*
 * The values of a row without any label in it, and what stands among them
 * that is no value: a cell all the same, whatever it says.  Words in front
 * and behind are the row's name and a note.
 */
static bool
take_row(struct across *across, const struct match_line *line)
{
	const struct match_token *token = across->view->match->token;
	size_t	from = line->token, to = from + line->tokens;
	size_t	cells = across->view->table->cells;
	bool	some = false, layout = line->table->grid == DOC_GRID_LAYOUT;

	if (across->view->records->lanes > 1)
		return false;
	for (size_t i = from; i < to; i++) {
		if (token[i].label != NULL || token[i].tail)
			return false;
		some |= token[i].what == MATCH_VALUE ||
		    token[i].what == MATCH_MARK;
	}
	if (!some)
		return false;
	while (token[from].what == MATCH_TEXT && (to - from > cells ||
	    (!match_record_spoilt(&token[from]) &&
	    (layout || to - from < cells))))
		from++;
	while (to - from > cells && token[to - 1].what == MATCH_TEXT)
		to--;
	across->run[across->runs++] = (struct run){ from, to - from };
	return true;
}

static void
take_records(struct across *across, size_t from, size_t to)
{
	const struct match_records	*records = across->view->records;

	for (size_t r = from; r < to; r++) {
		const struct match_record	*record = &records->at[r];
		bool				 some = false;

		for (size_t i = 0; i < record->values; i++)
			some |= across->view->match->token[record->value +
			    i].what != MATCH_BLANK;
		if (some)
			add_run(across, record->value, record->values);
	}
}

static void
find_runs(struct across *across)
{
	const struct match_view	*view = across->view;
	const struct match	*match = view->match;
	size_t			 r = 0;

	across->run = arena_array(match->arena,
	    view->records->n + match->lines + 1, sizeof *across->run);
	for (size_t l = 0; l < match->lines; l++) {
		const struct match_line	*line = &match->line[l];
		size_t			 first = r;

		if (line->slot != view->slot)
			continue;
		while (r < view->records->n && view->records->at[r].value <
		    line->token + line->tokens)
			r++;
		if (match_token_in_row(match, l) && is_blank_row(across, line))
			add_run(across, line->token, line->tokens);
		if (!match_token_in_row(match, l) || !take_row(across, line))
			take_records(across, first, r);
	}
}

/* --- readings ----------------------------------------------------------- */

static struct match_across *
add_reading(struct across *across)
{
	struct match_across	*reading = &across->at[across->n++];

	reading->pick = arena_array(across->view->match->arena,
	    across->view->table->cells, sizeof *reading->pick);
	return reading;
}

static void
put(struct match_across *reading, size_t cell,
    const struct match_token *token)
{
	reading->pick[cell] = (struct match_pick){
		.found = true, .token = token,
		.text = token == NULL ? (str){ 0 } : token->raw
	};
	reading->found++;
}

/* A run of as many values as cells, what is too much being blank. */
static bool
read_in_order(struct across *across, const struct run *run)
{
	const struct match_token	*token = across->view->match->token;
	size_t				 cells = across->view->table->cells;
	struct match_across		*reading;

	for (size_t skip = 0; skip + cells <= run->n; skip++) {
		size_t	from = run->token + skip;

		if (!match_token_blank(token, run->token, from) ||
		    !match_token_blank(token, from + cells,
		    run->token + run->n))
			continue;
		reading = add_reading(across);
		for (size_t i = 0; i < cells; i++)
			put(reading, i, &token[from + i]);
		return true;
	}
	return false;
}

/* The heads over a run, left to right. */
struct heads {
	const struct match_token *at[MATCH_CELLS + SUMS];
	bool			  sum[MATCH_CELLS + SUMS];
	size_t			  n, sums;
};

static bool
add_head(struct heads *heads, const struct match_token *token, bool sum)
{
	size_t	at = heads->n;

	if (sum ? heads->sums == SUMS : heads->n - heads->sums == MATCH_CELLS)
		return false;
	for (; at > 0 && token->x0 < heads->at[at - 1]->x0; at--) {
		heads->at[at] = heads->at[at - 1];
		heads->sum[at] = heads->sum[at - 1];
	}
	heads->at[at] = token;
	heads->sum[at] = sum;
	heads->n++;
	heads->sums += sum;
	return true;
}

/*
 * The labels of columns in the run's table, and of sums that someone added;
 * true if those of the form are as many as cells.
 */
static bool
find_heads(const struct across *across, const struct run *run,
    struct heads *ret)
{
	const struct match_view	*view = across->view;
	const struct match	*match = view->match;
	const struct doc_table	*here =
	    match->line[match->token[run->token].line].table;

	ret->n = ret->sums = 0;
	for (size_t i = 0; here != NULL && i < run->token; i++) {
		const struct match_token	*token = &match->token[i];
		bool				 column;

		column = match_record_hit(token, MATCH_COLUMN, view->slot,
		    (int)view->form) != NULL;
		if (match->line[token->line].table != here || token->tail ||
		    (!column && !match_over_sum(view, token)))
			continue;
		if (!add_head(ret, token, !column))
			return false;
	}
	return ret->n - ret->sums == view->table->cells && here != NULL;
}

static size_t
nearest(const struct heads *heads, const struct match_token *token)
{
	int	least = INT32_MAX;
	size_t	best = 0;

	for (size_t i = 0; i < heads->n; i++) {
		int	far = heads->at[i]->x0 + heads->at[i]->x1 - token->x0 -
			    token->x1;

		far = far < 0 ? -far : far;
		if (far < least) {
			least = far;
			best = i;
		}
	}
	return best;
}

/* The run and the words in front of it that stand under the first label. */
static struct run
widen(const struct across *across, struct run run,
    const struct match_token *first)
{
	const struct match_token	*token = across->view->match->token;
	unsigned			 line = token[run.token].line;

	while (run.token > 0 && token[run.token - 1].line == line &&
	    token[run.token - 1].what == MATCH_TEXT &&
	    token[run.token - 1].label == NULL &&
	    token[run.token - 1].x1 > first->x0) {
		run.token--;
		run.n++;
	}
	return run;
}

/* As many values as heads are theirs in order, the sums left out. */
static bool
read_beside_sums(struct across *across, const struct run *run,
    const struct heads *heads)
{
	const struct match_token	*token = across->view->match->token;
	struct match_across		*reading;
	size_t				 cell = 0;

	if (heads->sums == 0 || run->n != heads->n)
		return false;
	reading = add_reading(across);
	for (size_t i = 0; i < heads->n; i++)
		if (heads->sum[i])
			reading->added = heads->at[i];
		else
			put(reading, cell++, &token[run->token + i]);
	return true;
}

/*
 * Fewer values than heads, but not few: each stands under the one nearest to
 * it.
 */
static bool
read_below_heads(struct across *across, struct run run,
    const struct heads *heads)
{
	const struct match_token	*token = across->view->match->token;
	const struct match_token	*under[MATCH_CELLS + SUMS] = { NULL };
	struct match_across		*reading;
	const struct doc_table		*table =
	    across->view->match->line[token[run.token].line].table;
	size_t				 cell = 0;

	if (run.n >= heads->n || 3 * run.n < heads->n ||
	    table->grid == DOC_GRID_LOOSE)
		return false;
	run = widen(across, run, heads->at[0]);
	for (size_t i = run.token; i < run.token + run.n; i++) {
		size_t	at = nearest(heads, &token[i]);

		if (under[at] != NULL)
			return false;
		under[at] = &token[i];
	}
	reading = add_reading(across);
	for (size_t i = 0; i < heads->n; i++) {
		if (heads->sum[i])
			reading->added = heads->at[i];
		else if (under[i] != NULL || table->grid == DOC_GRID_LAYOUT)
			put(reading, cell++, under[i]);
		else
			cell++;
	}
	return true;
}

/* Heads of sums among those of the form tell more than the mere number. */
static bool
read_run(struct across *across, const struct run *run)
{
	struct heads	heads;
	bool		placed = find_heads(across, run, &heads);

	if (placed && heads.sums > 0)
		return read_beside_sums(across, run, &heads) ||
		    read_below_heads(across, *run, &heads);
	return read_in_order(across, run) ||
	    (placed && read_below_heads(across, *run, &heads));
}

/* Runs of whole rows that make the table together. */
static size_t
read_together(struct across *across, size_t from)
{
	const struct form_table		*table = across->view->table;
	const struct match_token	*token = across->view->match->token;
	struct match_across		*reading;
	size_t				 row = 0, to = from, left, cell = 0;

	for (; row < table->rows && to < across->runs; to++) {
		left = across->run[to].n;
		while (left > 0 && row < table->rows &&
		    left >= table->row[row].columns)
			left -= table->row[row++].columns;
		if (left > 0)
			return 0;
	}
	if (row < table->rows)
		return 0;
	reading = add_reading(across);
	for (size_t i = from; i < to; i++)
		for (size_t v = 0; v < across->run[i].n; v++)
			put(reading, cell++, &token[across->run[i].token + v]);
	return to - from;
}

size_t
match_across_read(const struct match_view *view, struct match_across **ret,
    const struct match_record **ret_unclear)
{
	struct across	across = { .view = view };
	size_t		used;

	*ret = NULL;
	*ret_unclear = NULL;
	if (view->table->cells == 0 || view->table->cells > MATCH_CELLS)
		return 0;
	find_runs(&across);
	across.at = arena_array(view->match->arena, across.runs + 1,
	    sizeof *across.at);
	for (size_t i = 0; i < across.runs; i += used) {
		used = 1;
		if (read_run(&across, &across.run[i]))
			continue;
		used = read_together(&across, i);
		if (used == 0)
			used = 1;
	}
	for (size_t i = 0; across.n == 0 && i < view->records->n; i++)
		if (view->records->at[i].values > 1 || *ret_unclear == NULL)
			*ret_unclear = &view->records->at[i];
	*ret = across.at;
	return across.n;
}
