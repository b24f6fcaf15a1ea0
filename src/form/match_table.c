#include "form/match_table.h"

#include "base/arena.h"
#include "form/match_date.h"
#include "form/match_head.h"
#include "form/match_token.h"

#define COPIES	8u	/* of one table in a document that are compared */
#define YEAR_LINES 12u	/* above a table, in which its year is looked for */

/* --- trying ------------------------------------------------------------- */

static void
try_form(const struct match *match, struct match_table *table,
    const struct form_table *of, unsigned form)
{
	struct match_try	*try = &table->try[form];

	try->view = (struct match_view){
		.match = match, .records = &table->records,
		.slot = (int)table->slot, .form = form, .table = of
	};
	if (of == NULL)
		return;
	if (of->layout == FORM_ACROSS) {
		try->readings = match_across_read(&try->view, &try->across,
		    &try->unclear);
		for (size_t i = 0; i < try->readings; i++)
			try->score += (int)try->across[i].found;
		if (try->readings > 0)
			return;
	}
	match_align(&try->view, &try->aligned);
	try->score = try->aligned.score;
}

void
match_table_try(const struct match *match, unsigned slot,
    struct match_table *ret)
{
	const struct match_slot	*slots;
	size_t			 n;

	slots = match_label_slots(match->lore->index, &n);
	*ret = (struct match_table){ .slot = slot };
	match_record_gather(match, (int)slot, &ret->records);
	ret->try = arena_array(match->arena, match->forms->n,
	    sizeof *ret->try);
	for (unsigned f = 0; f < match->forms->n; f++)
		try_form(match, ret, slots[slot].table[f], f);
}

/* --- cells -------------------------------------------------------------- */

/* The rows of one copy of the table and their cells. */
struct copy {
	struct filled_cell	 *cell;		/* of the whole table */
	size_t			 *record;	/* of each row, or SIZE_MAX */
	size_t			  numbers;
	size_t			  line;		/* of its first value */
};

struct filler {
	struct match		*match;
	const struct match_try	*try;
	const struct form_table	*table;
	struct copy		 copy[COPIES];
	unsigned		 copies;
};

/* A unit of money over the column other than the form's. */
static str
unit_over(const struct filler *filler, const struct match_record *record,
    size_t r, size_t c)
{
	const struct match_list	*money = &filler->match->lore->words->money;
	const struct form_column *column = &filler->table->row[r].column[c];
	const struct match_token *over;
	str			 none = { 0 };
	size_t			 n = 0;
	ptrdiff_t		 at;

	if (column->unit != FORM_AMOUNT)
		return none;
	over = match_over_column(&filler->try->view, record, r, c);
	if (over == NULL)
		return none;
	at = match_words_find(money, over->text, 0, &n);
	if (at < 0 || str_eq(str_sub(over->text, (size_t)at, (size_t)at + n),
	    column->unit_word))
		return none;
	return str_sub(over->text, (size_t)at, (size_t)at + n);
}

static void
read_pick(const struct filler *filler, const struct match_pick *pick,
    const struct form_column *column, struct filled_cell *cell)
{
	if (!pick->found)
		return;
	match_cell_read(filler->match->arena, filler->match->lore->words,
	    column, pick->text, cell);
	if (pick->token != NULL) {
		cell->place = pick->token->place;
		cell->cell = pick->token->cell;
	}
}

static void
read_record(struct filler *filler, const struct match_record *record,
    size_t r, struct filled_cell *cell)
{
	const struct form_row	*row = &filler->table->row[r];
	struct match_fit	 fit;

	if (!match_column_fit(&filler->try->view, record, r, &fit))
		return;
	for (size_t c = 0; c < row->columns; c++) {
		struct filled_cell	*at = &cell[row->first + c];

		read_pick(filler, &fit.pick[c], &row->column[c], at);
		if (at->state == FILLED_NUMBER && at->unit.n == 0)
			at->unit = unit_over(filler, record, r, c);
		if (at->state != FILLED_LOST && at->cell == NULL &&
		    at->place.line == 0 && at->place.page == 0 &&
		    at->place.xpath.n == 0)
			at->place = filler->match->token[record->value].place;
	}
}

/*
 * The figures of a row below which the next page has more: what was cut may
 * be one figure or two, so nobody reads it.
 */
static void
read_rest(struct filler *filler, const struct match_record *record,
    const struct match_record *before, size_t r, struct filled_cell *cell)
{
	const struct form_row		*row = &filler->table->row[r];
	const struct match_token	*token = filler->match->token;
	struct match_fit		 fit;

	if (!match_column_fit(&filler->try->view, before, r, &fit))
		return;
	for (size_t c = 0; c < row->columns; c++) {
		struct filled_cell	*at = &cell[row->first + c];
		size_t			 i = record->value;
		size_t			 end = i + record->values;

		while (i < end && (fit.pick[c].token == NULL ||
		    !match_column_below(fit.pick[c].token, &token[i])))
			i++;
		if (i == end)
			continue;
		at->state = FILLED_UNREADABLE;
		at->raw = str_printf(filler->match->arena, "%.*s…%.*s",
		    STRF(fit.pick[c].text), STRF(token[i].raw));
	}
}

static void
start_copy(struct filler *filler, struct copy *copy)
{
	size_t	rows = filler->table->rows;

	copy->cell = arena_array(filler->match->arena, filler->table->cells,
	    sizeof *copy->cell);
	copy->record = arena_array(filler->match->arena, rows,
	    sizeof *copy->record);
	for (size_t r = 0; r < rows; r++)
		copy->record[r] = SIZE_MAX;
	copy->line = SIZE_MAX;
}

static void
count_numbers(const struct filler *filler, struct copy *copy)
{
	copy->numbers = 0;
	for (size_t i = 0; i < filler->table->cells; i++)
		copy->numbers += copy->cell[i].state == FILLED_NUMBER;
}

static void
read_copies(struct filler *filler)
{
	const struct match_aligned	*aligned = &filler->try->aligned;
	const struct match_records	*records = filler->try->view.records;

	filler->copies = aligned->copies < COPIES ? aligned->copies : COPIES;
	for (unsigned c = 0; c < filler->copies; c++)
		start_copy(filler, &filler->copy[c]);
	for (size_t i = 0; i < records->n; i++) {
		const struct match_bid	*bid = &aligned->bid[i];
		struct copy		*copy;

		if (bid->copy >= filler->copies)
			continue;
		copy = &filler->copy[bid->copy];
		if (bid->is == MATCH_IS_REST)
			read_rest(filler, &records->at[i],
			    &records->at[i - 1], bid->row, copy->cell);
		if (bid->is != MATCH_IS_ROW ||
		    copy->record[bid->row] != SIZE_MAX)
			continue;
		if (copy->line == SIZE_MAX)
			copy->line = filler->match->token[
			    records->at[i].value].line;
		copy->record[bid->row] = i;
		read_record(filler, &records->at[i], bid->row, copy->cell);
	}
	for (unsigned c = 0; c < filler->copies; c++)
		count_numbers(filler, &filler->copy[c]);
}

/* Tables whose rows stand side by side: a reading is a copy. */
static void
read_across(struct filler *filler)
{
	const struct match_try	*try = filler->try;

	filler->copies = (unsigned)(try->readings < COPIES ? try->readings :
	    COPIES);
	for (unsigned i = 0; i < filler->copies; i++) {
		struct copy	*copy = &filler->copy[i];

		start_copy(filler, copy);
		for (size_t r = 0; r < filler->table->rows; r++) {
			const struct form_row	*row = &filler->table->row[r];

			copy->record[r] = 0;
			if (copy->line == SIZE_MAX &&
			    try->across[i].pick[row->first].token != NULL)
				copy->line = try->across[i].pick[
				    row->first].token->line;
			for (size_t c = 0; c < row->columns; c++)
				read_pick(filler,
				    &try->across[i].pick[row->first + c],
				    &row->column[c],
				    &copy->cell[row->first + c]);
		}
		count_numbers(filler, copy);
	}
}

/* --- copies that differ ------------------------------------------------- */

/* Two numbers under one column that are not the same. */
static bool
row_differs(const struct form_row *row, const struct filled_cell *a,
    const struct filled_cell *b)
{
	for (size_t c = row->first; c < row->first + row->columns; c++)
		if (a[c].state == FILLED_NUMBER &&
		    b[c].state == FILLED_NUMBER &&
		    number_compare(a[c].value, b[c].value) != 0)
			return true;
	return false;
}

static size_t
row_numbers(const struct form_row *row, const struct filled_cell *cell)
{
	size_t	n = 0;

	for (size_t c = row->first; c < row->first + row->columns; c++)
		n += cell[c].state == FILLED_NUMBER;
	return n;
}

/* The values of a row as they stand there, for quoting. */
static str
quote_row(const struct filler *filler, const struct form_row *row,
    const struct filled_cell *cell)
{
	str	quote = { 0 };

	for (size_t c = row->first; c < row->first + row->columns; c++)
		quote = c == row->first ? cell[c].raw :
		    str_printf(filler->match->arena, "%.*s %.*s",
		    STRF(quote), STRF(cell[c].raw));
	return quote;
}

static void
take_row(const struct form_row *row, const struct filled_cell *from,
    struct filled_cell *to)
{
	for (size_t c = row->first; c < row->first + row->columns; c++)
		to[c] = from[c];
}

/* Put the rows of a copy that agrees, but for a few, into the first. */
static void
merge(struct filler *filler, struct copy *into, const struct copy *from)
{
	const struct form_table	*table = filler->table;

	for (size_t r = 0; r < table->rows; r++) {
		const struct form_row	*row = &table->row[r];
		struct filled_remark	*remark;

		if (from->record[r] == SIZE_MAX)
			continue;
		if (into->record[r] != SIZE_MAX &&
		    row_differs(row, into->cell, from->cell)) {
			remark = match_remark(filler->match, FILLED_ROW_DOUBLE,
			    table->key, from->cell[row->first].place);
			remark->row = row->key;
			remark->quote = quote_row(filler, row, from->cell);
		}
		if (into->record[r] == SIZE_MAX ||
		    row_numbers(row, from->cell) >
		    row_numbers(row, into->cell)) {
			take_row(row, from->cell, into->cell);
			into->record[r] = from->record[r];
		}
	}
}

/* The year in a short line close above a copy: "2023年报告"; 0 if none. */
static int
year_above(const struct filler *filler, const struct copy *copy)
{
	const struct match	*match = filler->match;
	size_t			 from, to;

	for (size_t l = copy->line; l != SIZE_MAX && l > 0 &&
	    copy->line - l < YEAR_LINES; l--) {
		const struct match_token *token = match_token_of(match, l - 1);
		str			  text = match->line[l - 1].raw;
		int			  year;

		if (match->line[l - 1].tokens == 0)
			continue;
		if (token->cell != NULL)
			text = token->cell->text;
		year = text.n > 40 ? 0 : match_date_year(text, 0, &from, &to);
		if (year != 0)
			return year;
	}
	return 0;
}

/* Of two copies that differ the one of the year, else the more complete. */
static bool
is_better(const struct filler *filler, const struct copy *other,
    const struct copy *kept)
{
	int	year = filler->match->filled->year;
	int	its = year_above(filler, other);
	int	old = year_above(filler, kept);

	if (its != 0 && old != 0 && its != old)
		return its == year;
	return other->numbers > kept->numbers;
}

static struct doc_place
place_of(const struct filler *filler, const struct copy *copy)
{
	return copy->line == SIZE_MAX ? (struct doc_place){ 0 } :
	    match_token_of(filler->match, copy->line)->place;
}

/* The copy that is kept where the document holds the table several times. */
static struct copy *
settle_copies(struct filler *filler)
{
	const struct form_table	*table = filler->table;
	struct copy		*kept = &filler->copy[0];
	bool			 said = false;

	for (unsigned i = 1; i < filler->copies; i++) {
		struct copy	*other = &filler->copy[i];
		size_t		 both = 0, differ = 0;

		for (size_t r = 0; r < table->rows; r++) {
			if (kept->record[r] == SIZE_MAX ||
			    other->record[r] == SIZE_MAX)
				continue;
			both++;
			differ += row_differs(&table->row[r], kept->cell,
			    other->cell);
		}
		if (differ == 0 || (differ < 3 && 2 * differ < both)) {
			merge(filler, kept, other);
			count_numbers(filler, kept);
			continue;
		}
		if (!said)
			match_remark(filler->match, FILLED_TABLE_DOUBLE,
			    table->key, place_of(filler, other));
		said = true;
		if (is_better(filler, other, kept))
			kept = other;
	}
	return kept;
}

/* --- remarks ------------------------------------------------------------ */

static str
quote_record(const struct filler *filler, const struct match_record *record)
{
	const struct match	*match = filler->match;
	size_t			 end = record->value + record->values;
	str			 quote = { 0 };

	for (size_t i = record->text; i < end && quote.n < 200; i++)
		if (!match->token[i].tail && match->token[i].text.n > 0)
			quote = quote.n == 0 ? match->token[i].text :
			    str_printf(match->arena, "%.*s %.*s",
			    STRF(quote), STRF(match->token[i].text));
	return quote;
}

static void
remark_subtotal(struct filler *filler, const struct match_record *record,
    const struct match_bid *bid)
{
	const struct form_table	*table = filler->table;
	struct match_fit	 fit;
	struct filled_remark	*remark;
	size_t			 r = 0;

	while (r < table->rows && !str_eq(table->row[r].group,
	    table->group[bid->group].key))
		r++;
	if (r == table->rows ||
	    !match_column_fit(&filler->try->view, record, r, &fit))
		return;
	remark = match_remark(filler->match, FILLED_SUBTOTAL, table->key,
	    filler->match->token[record->value].place);
	remark->row = table->group[bid->group].key;
	remark->quote = quote_record(filler, record);
	for (size_t c = 0; c < table->row[r].columns && c < 16; c++) {
		struct filled_cell	cell = { 0 };

		read_pick(filler, &fit.pick[c], &table->row[r].column[c],
		    &cell);
		if (cell.state != FILLED_NUMBER)
			break;
		remark->value[remark->values++] = cell.value;
	}
}

/* As many values as some row of the table has columns. */
static bool
looks_like_row(const struct filler *filler, const struct match_record *record,
    bool named)
{
	for (size_t r = 0; r < filler->table->rows; r++)
		if ((filler->table->row[r].columns > 1 || named) &&
		    match_column_fit(&filler->try->view, record, r, NULL))
			return true;
	return false;
}

/* A record that is no row: an added row, or values without a label. */
static void
remark_left(struct filler *filler, const struct match_record *record)
{
	str			 text, fold;
	struct filled_remark	*remark;
	bool			 named;

	text = match_align_text(&filler->try->view, record);
	fold = match_label_fold(filler->match->arena, text);
	named = fold.n >= 6;
	if (!looks_like_row(filler, record, named))
		return;
	remark = match_remark(filler->match, named ? FILLED_ROW_UNKNOWN :
	    FILLED_ROW_UNCLEAR, filler->table->key,
	    filler->match->token[record->value].place);
	remark->quote = quote_record(filler, record);
}

/*
 * Beside two tables abreast stand comparisons of both, which are no rows; that
 * the table is there twice is said already.
 */
static void
remark_records(struct filler *filler, const struct copy *kept)
{
	const struct match_records	*records = filler->try->view.records;

	for (size_t i = 0; i < records->n; i++) {
		const struct match_bid	*bid = &filler->try->aligned.bid[i];
		struct filled_remark	*remark;

		if (bid->is == MATCH_IS_SUBTOTAL)
			remark_subtotal(filler, &records->at[i], bid);
		else if (bid->is == MATCH_IS_LEFT && records->lanes == 1)
			remark_left(filler, &records->at[i]);
		else if (bid->is == MATCH_IS_UNFIT &&
		    kept->record[bid->row] == SIZE_MAX &&
		    !match_head_foreign(&filler->try->view, &records->at[i],
		    bid->row)) {
			remark = match_remark(filler->match,
			    FILLED_ROW_UNCLEAR, filler->table->key,
			    filler->match->token[records->at[i].value].place);
			remark->row = filler->table->row[bid->row].key;
			remark->quote = quote_record(filler, &records->at[i]);
		}
	}
}

static bool
is_unclear(const struct filler *filler, size_t row)
{
	const struct match_records	*records = filler->try->view.records;

	for (size_t i = 0; i < records->n; i++)
		if (filler->try->aligned.bid[i].is == MATCH_IS_UNFIT &&
		    filler->try->aligned.bid[i].row == row)
			return true;
	return false;
}

static void
remark_rows(struct filler *filler, const struct copy *kept)
{
	const struct form_table	*table = filler->table;
	struct filled_remark	*remark;

	for (size_t r = 0; r < table->rows; r++) {
		const struct form_row	*row = &table->row[r];

		if (kept->record[r] == SIZE_MAX && !is_unclear(filler, r)) {
			remark = match_remark(filler->match,
			    FILLED_ROW_MISSING, table->key,
			    (struct doc_place){ 0 });
			remark->row = row->key;
		}
		for (size_t c = 0; c < row->columns; c++) {
			const struct filled_cell *cell =
			    &kept->cell[row->first + c];

			if (cell->state != FILLED_UNREADABLE)
				continue;
			remark = match_remark(filler->match,
			    FILLED_CELL_UNREADABLE, table->key, cell->place);
			remark->row = row->key;
			remark->column = row->column[c].key;
			remark->quote = cell->raw;
		}
	}
}

/* A column of sums beside those of the form, side by side. */
static void
remark_added_across(struct filler *filler, const struct copy *kept)
{
	const struct match_token	*added =
	    filler->try->across[kept - filler->copy].added;

	if (added != NULL)
		match_remark(filler->match, FILLED_COLUMN_ADDED,
		    filler->table->key, added->place)->quote = added->text;
}

static void
remark_unclear_across(struct filler *filler)
{
	const struct match_record	*record = filler->try->unclear;
	struct filled_remark		*remark;

	if (record == NULL)
		return;
	remark = match_remark(filler->match, FILLED_ROW_UNCLEAR,
	    filler->table->key, filler->match->token[record->value].place);
	remark->quote = quote_record(filler, record);
}

/* --- the whole ---------------------------------------------------------- */

static bool
any_found(const struct filler *filler, const struct copy *kept)
{
	for (size_t i = 0; i < filler->table->cells; i++)
		if (kept->cell[i].state != FILLED_LOST)
			return true;
	return false;
}

/* Where the table begins and how many tables of the document it is. */
static void
find_place(const struct filler *filler, struct filled_table *ret)
{
	const struct match	*match = filler->match;
	const struct doc_table	*last = NULL;
	bool			 placed = false;

	for (size_t l = 0; l < match->lines; l++) {
		const struct match_line	*line = &match->line[l];

		if (line->slot != filler->try->view.slot || line->tokens == 0)
			continue;
		if (!placed)
			ret->place = match_token_of(match, l)->place;
		placed = true;
		if (line->table != NULL && line->table != last) {
			last = line->table;
			ret->pieces++;
		}
	}
	if (ret->pieces == 0)
		ret->pieces = 1;
}

void
match_table_fill(struct match *match, const struct match_table *table,
    unsigned form, struct filled_table *ret)
{
	struct filler	 filler = { .match = match, .try = &table->try[form] };
	struct copy	*kept;
	bool		 across;

	filler.table = filler.try->view.table;
	across = filler.try->readings > 0;
	if (across)
		read_across(&filler);
	else
		read_copies(&filler);
	kept = filler.copies == 0 ? NULL : settle_copies(&filler);
	if (kept != NULL && any_found(&filler, kept)) {
		ret->form = &match->forms->form[form];
		ret->table = filler.table;
		ret->cell = kept->cell;
		find_place(&filler, ret);
		remark_rows(&filler, kept);
	}
	if (across) {
		if (ret->table != NULL)
			remark_added_across(&filler, kept);
		return;
	}
	if (filler.try->unclear != NULL && ret->table == NULL)
		remark_unclear_across(&filler);
	else if (kept != NULL) {
		if (ret->table != NULL)
			match_head_remark(match, &filler.try->view,
			    &filler.try->aligned);
		remark_records(&filler, kept);
	}
}
