#include "form/match_over.h"

#include "base/arena.h"

#define ALIKE	60u	/* wordings of one column */

static const struct doc_table *
table_of(const struct match *match, const struct match_token *token)
{
	return match->line[token->line].table;
}


/* --- the labels over the values ----------------------------------------- */

/* Which of the block's columns a label over the values names, or -1. */
static int
named_column(const struct match_view *view, const struct match_token *token,
    size_t b)
{
	const struct form_block	*block = &view->table->block[b];
	unsigned		 most = ALIKE - 1;
	int			 best = -1;

	for (size_t i = 0; i < token->label->hits; i++) {
		const struct match_hit	*hit = &token->label->hit[i];

		if (hit->kind == MATCH_COLUMN && hit->index == b &&
		    hit->form == view->form &&
		    hit->slot == (unsigned)view->slot)
			return (int)hit->column;
	}
	for (size_t c = 0; c < block->columns; c++) {
		unsigned	alike = match_label_alike(token->label->fold,
				    block->column[c].label.text);

		if (alike > most) {
			most = alike;
			best = (int)c;
		}
	}
	return best;
}

bool
match_over_sum(const struct match_view *view, const struct match_token *token)
{
	return token->what == MATCH_TEXT && !token->tail && match_words_is(
	    &view->match->lore->words->subtotals, token->text);
}

static void
add_over(const struct match_view *view, const struct match_token *token,
    size_t block, struct match_overs *ret)
{
	struct match_over	over = { .token = token, .column = -1 };
	size_t		at = ret->n;

	if (match_record_hit(token, MATCH_COLUMN, view->slot, -1) == NULL)
		over.added = true;
	else
		over.column = named_column(view, token, block);
	over.foreign = !over.added && over.column < 0 && match_record_hit(
	    token, MATCH_COLUMN, view->slot, (int)view->form) == NULL;
	if (at > 0 && token->line != ret->at[0].token->line)
		ret->one_line = false;
	while (at > 0 && token->x0 < ret->at[at - 1].token->x0 &&
	    table_of(view->match, token) != NULL) {
		ret->at[at] = ret->at[at - 1];
		at--;
	}
	ret->at[at] = over;
	ret->added += over.added;
	ret->n++;
}

/* A sum's label that may be a column's too is its only where no other is. */
static void
settle_sums(const struct match_view *view, struct match_overs *overs)
{
	for (size_t i = 0; i < overs->n; i++)
		for (size_t k = 0; k < overs->n; k++)
			if (k != i && overs->at[i].column >= 0 &&
			    overs->at[i].column == overs->at[k].column &&
			    match_over_sum(view, overs->at[i].token) &&
			    !match_over_sum(view, overs->at[k].token)) {
				overs->at[i].column = -1;
				overs->at[i].added = true;
				overs->added++;
			}
}

void
match_over_find(const struct match_view *view,
    const struct match_record *record, size_t block, struct match_overs *ret)
{
	const struct match	*match = view->match;
	size_t			 end = record->head + record->heads;

	*ret = (struct match_overs){ .one_line = true };
	for (size_t i = record->head; i < match->tokens &&
	    ret->n < MATCH_COLUMNS; i++) {
		const struct match_token	*token = &match->token[i];

		if (i >= end && (record->heads == 0 ||
		    token->line != match->token[end - 1].line ||
		    table_of(match, token) == NULL ||
		    !match_over_sum(view, token)))
			break;
		if (match_over_sum(view, token) || (!token->tail &&
		    match_record_hit(token, MATCH_COLUMN, view->slot, -1) !=
		    NULL))
			add_over(view, token, block, ret);
	}
	settle_sums(view, ret);
}

int
match_over_labels(const struct match_view *view,
    const struct match_record *record, size_t row)
{
	struct match_overs	overs;
	int		labels = 0;

	match_over_find(view, record, view->table->row[row].block, &overs);
	for (size_t i = 0; i < overs.n; i++)
		labels += (overs.at[i].column >= 0) - overs.at[i].foreign;
	return labels;
}

const struct match_token *
match_over_column(const struct match_view *view,
    const struct match_record *record, size_t row, size_t column)
{
	struct match_overs	overs;

	match_over_find(view, record, view->table->row[row].block, &overs);
	for (size_t i = 0; i < overs.n; i++)
		if (overs.at[i].column == (int)column)
			return overs.at[i].token;
	return NULL;
}
