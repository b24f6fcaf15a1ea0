#include "form/match_head.h"

#include "base/arena.h"

/* What is odd about the labels over a record. */
struct head {
	struct match_overs	 overs;
	size_t			 foreigns;	/* labels only others have */
	const struct match_token *doubled;	/* names a column again, in
						   the place of another's label;
						   NULL if none does */
	size_t			 missing;	/* column that none names */
	const struct match_token *added;	/* of a sum; NULL if none */
};

static void
find_head(const struct match_view *view, const struct match_record *record,
    size_t r, struct head *ret)
{
	const struct form_row	*row = &view->table->row[r];
	bool			 named[MATCH_COLUMNS] = { false };

	*ret = (struct head){ .missing = row->columns };
	match_over_find(view, record, row->block, &ret->overs);
	for (size_t i = 0; i < ret->overs.n; i++) {
		const struct match_over	*over = &ret->overs.at[i];

		ret->foreigns += over->foreign;
		if (over->added)
			ret->added = over->token;
		if (over->column < 0)
			continue;
		if (named[over->column])
			ret->doubled = over->token;
		named[over->column] = true;
	}
	for (size_t c = row->columns; c-- > 0; )
		if (!named[c])
			ret->missing = c;
	if (ret->overs.n != row->columns || ret->missing == row->columns ||
	    ret->foreigns > 0)
		ret->doubled = NULL;
}

bool
match_head_foreign(const struct match_view *view,
    const struct match_record *record, size_t row)
{
	struct head	head;

	find_head(view, record, row, &head);
	return head.foreigns > 0;
}

/* --- remarks ------------------------------------------------------------- */

static void
remark_foreign(struct match *match, const struct match_view *view,
    const struct head *head, size_t row)
{
	struct filled_remark	*remark = NULL;

	for (size_t i = 0; i < head->overs.n; i++) {
		const struct match_token *token = head->overs.at[i].token;

		if (!head->overs.at[i].foreign)
			continue;
		if (remark == NULL) {
			remark = match_remark(match, FILLED_HEAD_OTHER,
			    view->table->key, token->place);
			remark->quote = token->label->fold;
			remark->form = match->forms->form[
			    token->label->hit[0].form].key;
			continue;
		}
		remark->quote = str_printf(match->arena, "%.*s、%.*s",
		    STRF(remark->quote), STRF(token->label->fold));
	}
	if (remark != NULL)
		remark->row = view->table->row[row].key;
}

static void
remark_doubled(struct match *match, const struct match_view *view,
    const struct head *head, size_t row)
{
	struct filled_remark	*remark;

	remark = match_remark(match, FILLED_HEAD_DOUBLE, view->table->key,
	    head->doubled->place);
	remark->row = view->table->row[row].key;
	remark->column = view->table->row[row].column[head->missing].key;
	remark->quote = head->doubled->text;
}

/* The text over a value of a true grid that no label stands over. */
static const struct match_token *
text_over(const struct match *match, const struct match_token *value)
{
	const struct doc_table	*table = match->line[value->line].table;

	for (const struct match_token *at = value; at-- > match->token; )
		if (match->line[at->line].table == table &&
		    at->what == MATCH_TEXT && at->line != value->line &&
		    match_column_below(at, value))
			return at;
	return value;
}

/* One remark a head: a sum, or values that stand under no column. */
static void
remark_added(struct match *match, const struct match_view *view,
    const struct match_record *record, const struct head *head, size_t row)
{
	const struct match_token	*token = head->added;
	struct match_fit		 fit;

	if (!match_column_fit(view, record, row, &fit))
		return;
	if (token == NULL && fit.extra != SIZE_MAX)
		token = text_over(match, &match->token[fit.extra]);
	if (token != NULL)
		match_remark(match, FILLED_COLUMN_ADDED, view->table->key,
		    token->place)->quote = token->text;
}

static bool
same_head(const struct match_record *a, const struct match_record *b)
{
	return a->head == b->head && a->lane == b->lane;
}

void
match_head_remark(struct match *match, const struct match_view *view,
    const struct match_aligned *aligned)
{
	const struct match_record	*last = NULL;
	size_t				 block = 0;

	for (size_t i = 0; i < view->records->n; i++) {
		const struct match_record *record = &view->records->at[i];
		const struct match_bid	  *bid = &aligned->bid[i];
		struct head		   head;

		if ((bid->is != MATCH_IS_ROW && bid->is != MATCH_IS_UNFIT) ||
		    (last != NULL && same_head(last, record) &&
		    block == view->table->row[bid->row].block))
			continue;
		last = record;
		block = view->table->row[bid->row].block;
		find_head(view, record, bid->row, &head);
		remark_foreign(match, view, &head, bid->row);
		if (head.doubled != NULL)
			remark_doubled(match, view, &head, bid->row);
		remark_added(match, view, record, &head, bid->row);
	}
}
