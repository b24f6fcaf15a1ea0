#include "form/match_align.h"

#include "base/arena.h"

#define EVIDENCE	60	/* of a label, for one record alone */
#define SOME_EVIDENCE	34	/* for a record whose place tells its row */
#define TELLING		3u	/* characters of a text that could contradict */
#define GAP		96u	/* rows or records between two known ones */

struct aligner {
	const struct match_view	*view;
	struct match_bid	*bid;
	const struct match_record *record;
	size_t			 n;
};

/* --- labels in front of a record ---------------------------------------- */

/* The group a record stands in: the last group's label before it; or -1. */
static ptrdiff_t
group_before(const struct match_view *view, size_t token)
{
	const struct match	*match = view->match;
	size_t			 least = token > 400 ? token - 400 : 0;

	while (token-- > least) {
		const struct match_hit	*hit = match_record_hit(
		    &match->token[token], MATCH_GROUP, view->slot,
		    (int)view->form);

		if (hit != NULL &&
		    !view->table->group[hit->index].of_columns)
			return (ptrdiff_t)hit->index;
	}
	return -1;
}

/* The row a label names, in the group if several rows bear it; or -1. */
static ptrdiff_t
row_named(const struct match_view *view, const struct match_token *token,
    size_t at, bool *ret_weak)
{
	const struct form_table	*table = view->table;
	ptrdiff_t		 row = -1, group = -1;
	size_t			 rows = 0;

	*ret_weak = false;
	for (size_t i = 0; token->label != NULL && i < token->label->hits;
	    i++) {
		const struct match_hit	*hit = &token->label->hit[i];

		if (hit->slot != (unsigned)view->slot ||
		    hit->form != view->form)
			continue;
		if (hit->kind == MATCH_COLUMN)
			*ret_weak = true;
		if (hit->kind != MATCH_ROW)
			continue;
		if (rows++ == 0)
			group = group_before(view, at);
		if (row < 0 || (group >= 0 && str_eq(
		    table->row[hit->index].group, table->group[group].key)))
			row = (ptrdiff_t)hit->index;
	}
	*ret_weak = *ret_weak || rows > 1;
	return row;
}

str
match_align_text(const struct match_view *view,
    const struct match_record *record)
{
	const struct match_token	*token = view->match->token;

	for (size_t i = record->text + record->texts; i-- > record->text; )
		if (token[i].what == MATCH_TEXT && !token[i].tail)
			return token[i].text;
	return (str){ 0 };
}

static bool
is_subtotal(const struct match_view *view, const struct match_record *record)
{
	const struct match_token *token = view->match->token;
	size_t			  end = record->value + record->values;

	for (size_t i = record->text; i < end; i++)
		if (token[i].what == MATCH_TEXT && token[i].label == NULL &&
		    match_words_is(&view->match->lore->words->subtotals,
		    token[i].text))
			return true;
	return false;
}

/* What the labels in front of a record say it is. */
static struct match_bid
bid_of(const struct match_view *view, const struct match_record *record)
{
	const struct match_token	*token = view->match->token;
	struct match_bid		 bid = { .copy = record->lane };
	ptrdiff_t			 row = -1, group;
	const struct match_list		*subtotals =
	    &view->match->lore->words->subtotals;

	for (size_t i = record->text + record->texts;
	    i-- > record->text && row < 0; ) {
		const struct match_hit	*hit;

		if (token[i].what == MATCH_TEXT && !token[i].tail &&
		    token[i].label == NULL && !match_words_is(subtotals,
		    token[i].text))
			break;		/* a label that cannot be read */
		row = row_named(view, &token[i], i, &bid.weak);
		hit = match_record_hit(&token[i], MATCH_GROUP, view->slot,
		    (int)view->form);
		if (row < 0 && hit != NULL && bid.is != MATCH_IS_SUBTOTAL) {
			bid.is = MATCH_IS_SUBTOTAL;
			bid.group = hit->index;
		}
	}
	if (is_subtotal(view, record)) {
		group = group_before(view, record->value);
		bid.is = group < 0 ? MATCH_IS_LEFT : MATCH_IS_SUBTOTAL;
		bid.group = group < 0 ? 0 : (size_t)group;
	} else if (row >= 0 && bid.is != MATCH_IS_SUBTOTAL) {
		bid.row = (size_t)row;
		bid.is = match_column_fit(view, record, bid.row, NULL) ?
		    MATCH_IS_ROW : MATCH_IS_UNFIT;
	}
	return bid;
}

/* --- copies ------------------------------------------------------------- */

/*
 * A row that comes again begins a second copy of the table, unless it stands
 * alone.  Tables side by side are copies too.
 */
static unsigned
number_copies(struct aligner *aligner)
{
	size_t		 rows = aligner->view->table->rows;
	bool		*seen = arena_array(aligner->view->match->arena, rows,
			    sizeof *seen);
	unsigned	 copies = 0;

	for (unsigned lane = 0; lane < aligner->view->records->lanes; lane++) {
		for (size_t r = 0; r < rows; r++)
			seen[r] = false;
		for (size_t i = 0; i < aligner->n; i++) {
			struct match_bid	*bid = &aligner->bid[i];

			if (aligner->record[i].lane != lane)
				continue;
			if (bid->is == MATCH_IS_ROW && !bid->weak) {
				if (seen[bid->row]) {
					copies++;
					for (size_t r = 0; r < rows; r++)
						seen[r] = false;
				}
				seen[bid->row] = true;
			}
			bid->copy = copies;
		}
		copies++;
	}
	return copies;
}

/* --- gaps --------------------------------------------------------------- */

/* How much a text is like some wording of a label, 0 to 100. */
static int
likeness(const struct form_label *label, str text, bool part)
{
	unsigned	most = 0;

	text = str_sub(text, match_label_number(text), text.n);
	for (size_t i = 0; i <= label->variants; i++) {
		str		wording = i == 0 ? label->text :
				    label->variant[i - 1];
		unsigned	alike = match_label_alike(text, wording);

		if (part && alike < match_label_within(text, wording))
			alike = match_label_within(text, wording);
		if (alike > most)
			most = alike;
	}
	return (int)most;
}

/* How much of a row's label can be seen around a record, 0 to 100. */
static int
evidence(const struct aligner *aligner, size_t i, size_t row)
{
	const struct match_view		*view = aligner->view;
	const struct match_record	*record = &aligner->record[i];
	const struct match_token	*token = view->match->token;
	const struct form_label		*label = &view->table->row[row].label;
	size_t				 from, to;
	int				 best = 0;

	if (aligner->bid[i].weak && aligner->bid[i].row == row)
		return 95;
	from = i == 0 ? record->text :
	    aligner->record[i - 1].value + aligner->record[i - 1].values;
	to = i + 1 == aligner->n ? record->value + record->values :
	    aligner->record[i + 1].value;
	for (size_t t = from; t < to; t++) {
		bool	own = t >= record->text && t < record->value;
		bool	weak;
		int	likes;

		if (token[t].what != MATCH_TEXT || token[t].text.n < 6)
			continue;
		if (row_named(view, &token[t], t, &weak) == (ptrdiff_t)row)
			likes = own ? 95 : 75;
		else if (token[t].label != NULL)
			continue;
		else
			likes = likeness(label, token[t].text, own);
		if (likes > best)
			best = likes;
	}
	return best;
}

/* True when the text in front of a record is plainly another row's. */
static bool
contradicts(const struct aligner *aligner, size_t i, size_t row)
{
	const struct match_view	*view = aligner->view;
	str			 text = match_align_text(view,
				    &aligner->record[i]);

	return aligner->record[i].row &&
	    match_label_fold(view->match->arena, text).n >= TELLING * 3 &&
	    likeness(&view->table->row[row].label, text, true) <
	    SOME_EVIDENCE;
}

/*
 * A number alone on a line of a page may be the page's own, unless a label of
 * the row is torn around it.
 */
static bool
may_be_folio(const struct aligner *aligner, size_t i, size_t row)
{
	const struct match_view		*view = aligner->view;
	const struct match_record	*record = &aligner->record[i];
	const struct match_token	*token = view->match->token;
	const struct match_line		*line =
	    &view->match->line[token[record->value].line];
	size_t				 least;
	bool				 weak;

	if (record->values != 1 || record->texts > 0 || line->table == NULL ||
	    line->table->grid != DOC_GRID_LAYOUT)
		return false;
	least = record->value > 40 ? record->value - 40 : 0;
	for (size_t t = record->value; t-- > least; )
		if (token[t].last_line >= token[record->value].line &&
		    row_named(view, &token[t], t, &weak) == (ptrdiff_t)row)
			return false;
	return true;
}

/* Records and rows between two records whose rows are known. */
struct gap {
	size_t	record[GAP], row[GAP];
	size_t	records, rows;
};

static void
give(struct aligner *aligner, size_t i, size_t row)
{
	aligner->bid[i].is = MATCH_IS_ROW;
	aligner->bid[i].row = row;
	aligner->bid[i].weak = false;
}

/* As many records as rows, and each fits: the order decides. */
static bool
give_in_order(struct aligner *aligner, const struct gap *gap)
{
	if (gap->records != gap->rows)
		return false;
	for (size_t i = 0; i < gap->rows; i++)
		if (contradicts(aligner, gap->record[i], gap->row[i]) ||
		    may_be_folio(aligner, gap->record[i], gap->row[i]) ||
		    !match_column_fit(aligner->view,
		    &aligner->record[gap->record[i]], gap->row[i], NULL))
			return false;
	for (size_t i = 0; i < gap->rows; i++)
		give(aligner, gap->record[i], gap->row[i]);
	return true;
}

/*
 * Pair records and rows, none crossing another, so that as much as possible
 * of the labels is seen; pairs without enough evidence are none.
 */
static void
give_by_evidence(struct aligner *aligner, const struct gap *gap)
{
	int	(*sum)[GAP + 1] = arena_array(aligner->view->match->arena,
		    GAP + 1, sizeof *sum);
	int	(*pair)[GAP + 1] = arena_array(aligner->view->match->arena,
		    GAP + 1, sizeof *pair);
	size_t	i, r;

	for (i = gap->records; i-- > 0; )
		for (r = gap->rows; r-- > 0; ) {
			int	likes = evidence(aligner, gap->record[i],
				    gap->row[r]);
			int	skip = sum[i + 1][r] > sum[i][r + 1] ?
				    sum[i + 1][r] : sum[i][r + 1];

			if (likes < EVIDENCE || may_be_folio(aligner,
			    gap->record[i], gap->row[r]) || !match_column_fit(
			    aligner->view, &aligner->record[gap->record[i]],
			    gap->row[r], NULL))
				likes = 0;
			pair[i][r] = likes;
			sum[i][r] = likes > 0 &&
			    likes + sum[i + 1][r + 1] > skip ?
			    likes + sum[i + 1][r + 1] : skip;
		}
	for (i = 0, r = 0; i < gap->records && r < gap->rows; )
		if (pair[i][r] > 0 &&
		    sum[i][r] == pair[i][r] + sum[i + 1][r + 1])
			give(aligner, gap->record[i++], gap->row[r++]);
		else if (sum[i][r] == sum[i + 1][r])
			i++;
		else
			r++;
}

static bool
fits_some(const struct aligner *aligner, size_t i, const struct gap *gap)
{
	for (size_t r = 0; r < gap->rows; r++)
		if (match_column_fit(aligner->view, &aligner->record[i],
		    gap->row[r], NULL))
			return true;
	return false;
}

/* The records in [from, to) of a copy that have no sure row yet. */
static void
find_records(const struct aligner *aligner, size_t from, size_t to,
    unsigned copy, bool subtotals, struct gap *gap)
{
	gap->records = 0;
	for (size_t i = from; i < to; i++) {
		const struct match_bid	*bid = &aligner->bid[i];
		bool	open = bid->is == MATCH_IS_LEFT ||
			    (bid->is == MATCH_IS_ROW && bid->weak) ||
			    (bid->is == MATCH_IS_SUBTOTAL && subtotals);

		if (bid->copy == copy && open && gap->records < GAP &&
		    fits_some(aligner, i, gap))
			gap->record[gap->records++] = i;
	}
}

/* Give rows to the records in [from, to) out of the rows in [first, last). */
static void
fill_gap(struct aligner *aligner, size_t from, size_t to, size_t first,
    size_t last, const bool *taken, unsigned copy)
{
	struct gap	gap = { .rows = 0 };

	for (size_t r = first; r < last && gap.rows < GAP; r++)
		if (!taken[r])
			gap.row[gap.rows++] = r;
	if (gap.rows == 0)
		return;
	find_records(aligner, from, to, copy, false, &gap);
	if (gap.records > 0 && give_in_order(aligner, &gap))
		return;
	if (gap.records < gap.rows) {
		find_records(aligner, from, to, copy, true, &gap);
		if (give_in_order(aligner, &gap))
			return;
		find_records(aligner, from, to, copy, false, &gap);
	}
	if (gap.records > 0)
		give_by_evidence(aligner, &gap);
}

static void
fill_copy(struct aligner *aligner, unsigned copy)
{
	size_t	 rows = aligner->view->table->rows, from = 0, first = 0;
	bool	*taken = arena_array(aligner->view->match->arena, rows,
		    sizeof *taken);

	for (size_t i = 0; i < aligner->n; i++)
		if (aligner->bid[i].copy == copy && !aligner->bid[i].weak &&
		    aligner->bid[i].is == MATCH_IS_ROW)
			taken[aligner->bid[i].row] = true;
	for (size_t i = 0; i <= aligner->n; i++) {
		const struct match_bid	*bid = &aligner->bid[i];
		bool	end = i == aligner->n;

		if (!end && (bid->copy != copy || bid->weak ||
		    bid->is != MATCH_IS_ROW))
			continue;
		fill_gap(aligner, from, i, first, end ? rows : bid->row,
		    taken, copy);
		if (!end) {
			from = i + 1;
			first = bid->row + 1;
		}
	}
	for (size_t i = 0; i < aligner->n; i++)	/* what stayed weak is none */
		if (aligner->bid[i].copy == copy && aligner->bid[i].weak &&
		    aligner->bid[i].is == MATCH_IS_ROW)
			aligner->bid[i].is = MATCH_IS_LEFT;
}

/* --- rows cut by the end of a page --------------------------------------- */

/* Only labels of columns and the rest of a torn label stand in [from, to). */
static bool
goes_on(const struct aligner *aligner, size_t from, size_t to)
{
	const struct match_view		*view = aligner->view;
	const struct match_token	*token = view->match->token;

	for (size_t i = from; i < to; i++)
		if (token[i].what != MATCH_BLANK && !token[i].tail &&
		    match_record_hit(&token[i], MATCH_COLUMN, view->slot, -1)
		    == NULL && match_record_hit(&token[i], MATCH_HEAD,
		    view->slot, -1) == NULL && match_record_hit(&token[i],
		    MATCH_CORNER, view->slot, -1) == NULL)
			return false;
	return true;
}

/* Every value of a record stands below one of the record before it. */
static bool
stands_below(const struct aligner *aligner, const struct match_record *record)
{
	const struct match_token	*token = aligner->view->match->token;
	const struct match_record	*before = record - 1;

	for (size_t i = record->value; i < record->value + record->values;
	    i++) {
		size_t	k = before->value;

		while (k < before->value + before->values &&
		    !match_column_below(&token[k], &token[i]))
			k++;
		if (k == before->value + before->values)
			return false;
	}
	return true;
}

/*
 * Figures without a label, too few for a row of their own, that a page begins
 * with: the row before them was cut by the end of its page, and what stands
 * there is only the first part of its figures.
 */
static bool
is_rest(const struct aligner *aligner, size_t i)
{
	const struct match_view		*view = aligner->view;
	const struct match_record	*record = &aligner->record[i];
	const struct match_record	*before = record - 1;
	const struct match_token	*token = view->match->token;
	const struct match_bid		*bid = &aligner->bid[i];
	size_t				 columns;

	if (i == 0 || bid->is != MATCH_IS_LEFT || bid[-1].copy != bid->copy ||
	    bid[-1].is != MATCH_IS_ROW || !record->row || !before->row ||
	    token[record->value].place.page !=
	    token[before->value].place.page + 1 ||
	    token[before->value].place.page == 0)
		return false;
	columns = view->table->row[bid[-1].row].columns;
	return (record->values < columns || columns == 1) &&
	    goes_on(aligner, before->value + before->values, record->value) &&
	    stands_below(aligner, record);
}

static void
find_rests(struct aligner *aligner)
{
	for (size_t i = 0; i < aligner->n; i++)
		if (is_rest(aligner, i)) {
			aligner->bid[i].is = MATCH_IS_REST;
			aligner->bid[i].row = aligner->bid[i - 1].row;
		}
}

/* --- how well the form fits --------------------------------------------- */

static int
score_of(const struct aligner *aligner)
{
	const struct match_view	*view = aligner->view;
	size_t			 rows = view->table->rows;
	bool			*seen = arena_array(view->match->arena, rows,
				    sizeof *seen);
	int			 score = 0;

	for (size_t i = 0; i < aligner->n; i++) {
		const struct match_bid	*bid = &aligner->bid[i];
		int			 labels;

		if (bid->is == MATCH_IS_ROW && !seen[bid->row]) {
			labels = match_over_labels(view,
			    &aligner->record[i], bid->row);
			seen[bid->row] = true;
			score += 4 + (labels > 0 ? 2 : labels < 0 ? -4 : 0);
		} else if (bid->is == MATCH_IS_UNFIT ||
		    (bid->is == MATCH_IS_LEFT &&
		    aligner->record[i].values > 1)) {
			score -= 2;
		}
	}
	return score;
}

void
match_align(const struct match_view *view, struct match_aligned *ret)
{
	struct aligner	aligner = {
		.view = view, .record = view->records->at,
		.n = view->records->n
	};

	aligner.bid = arena_array(view->match->arena, aligner.n + 1,
	    sizeof *aligner.bid);
	for (size_t i = 0; i < aligner.n; i++)
		aligner.bid[i] = bid_of(view, &aligner.record[i]);
	ret->bid = aligner.bid;
	ret->copies = number_copies(&aligner);
	for (unsigned copy = 0; copy < ret->copies; copy++)
		fill_copy(&aligner, copy);
	find_rests(&aligner);
	ret->score = score_of(&aligner);
}
