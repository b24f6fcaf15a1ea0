#include "check/check_sums.h"

#include "base/arena.h"
#include "check/check_at.h"
#include "check/check_name.h"
#include "check/check_previous.h"
#include "check/check_sum.h"

/* A sum of more terms than this is shown without its zeros. */
#define TERMS_SHOWN	4
#define REPAIRS_SHOWN	3

/* A relation that fails, and what is said of it. */
struct failure {
	struct check_run	*run;
	struct check_sum	 sum;
	struct check_sum_side	 left, right;
	const struct form_term	*anchor; /* the cell the finding stands at */
	bool			 alone;	/* it is one side by itself */
	size_t			 row, column; /* of the anchor */
	const struct filled_cell *cell;	/* of the anchor */
};

static const struct check_sum_if nothing = { .cell = NULL };

/* --- texts -------------------------------------------------------------- */

static str
term_name(const struct failure *failure, const struct form_term *term)
{
	struct arena		*arena = failure->run->job->arena;
	const struct form_table	*table = failure->sum.at->table;
	size_t			 r, c;
	str			 name;

	check_sum_where(&failure->sum, term, &r, &c);
	if (failure->sum.rule->kind == FORM_SUM_ROWS)
		name = check_name_row(arena, table, r);
	else
		name = check_name_column(&table->row[r], c);
	if (term->last)
		name = WORD(arena, failure->run->job->words, "check.sum.last",
		    name);
	return name;
}

static bool
is_zero(const struct filled_cell *cell)
{
	return cell != NULL && cell->state == FILLED_NUMBER &&
	    number_compare(cell->value, number_of(0)) == 0;
}

/* "name 5" of each term that is worth showing; returns how many. */
static size_t
term_texts(const struct failure *failure, const struct form_term *term,
    size_t n, str *ret)
{
	struct arena	*arena = failure->run->job->arena;
	size_t		 shown = 0;

	for (size_t i = 0; i < n; i++) {
		const struct filled_cell *cell;

		cell = check_sum_cell(&failure->sum, &term[i]);
		if (n > TERMS_SHOWN && is_zero(cell))
			continue;
		ret[shown++] = str_printf(arena, "%.*s %.*s",
		    STRF(term_name(failure, &term[i])),
		    STRF(check_name_figure(failure->run, cell)));
	}
	return shown;
}

/* "a 5 + b 0 = 5", or "total 5" where a side is one cell. */
static str
side_text(const struct failure *failure, const struct form_term *term,
    size_t n, const struct check_sum_side *side)
{
	struct arena	*arena = failure->run->job->arena;
	str		*text = arena_array(arena, n, sizeof *text);
	size_t		 shown = term_texts(failure, term, n, text);
	str		 joined = check_name_join(arena, text, shown, S(" + "));

	if (shown == 0)
		return word(failure->run->job->words, "check.sum.zero");
	if (n == 1 || side->unknown > 0)
		return joined;
	return str_printf(arena, "%.*s = %.*s", STRF(joined),
	    STRF(number_text(arena, side->known)));
}

static str
line_name(const struct failure *failure)
{
	const struct form_table	*table = failure->sum.at->table;

	if (failure->sum.rule->kind == FORM_SUM_ROWS)
		return check_name_column(&table->row[failure->row],
		    failure->column);
	return check_name_row(failure->run->job->arena, table, failure->row);
}

/* The words of the report: a row as it stands, or the terms of a column. */
static str
quote(const struct failure *failure)
{
	const struct form_rule	*rule = failure->sum.rule;
	struct arena		*arena = failure->run->job->arena;
	str			*text;
	size_t			 n;

	if (rule->kind == FORM_SUM_COLUMNS)
		return check_name_figures(failure->run, failure->sum.at,
		    failure->row);
	text = arena_array(arena, rule->lefts + rule->rights, sizeof *text);
	n = term_texts(failure, rule->left, rule->lefts, text);
	n += term_texts(failure, rule->right, rule->rights, text + n);
	return check_name_join(arena, text, n, S("；"));
}

static str
repair_text(const struct failure *failure,
    const struct check_sum_repair *repair)
{
	struct arena		*arena = failure->run->job->arena;
	const struct form_table	*table = failure->sum.at->table;
	str			 name;

	if (failure->sum.rule->kind == FORM_SUM_ROWS)
		name = check_name_row(arena, table, repair->row);
	else
		name = check_name_column(&table->row[repair->row],
		    repair->column);
	return WORD(arena, failure->run->job->words, "check.sum.set", name,
	    number_text(arena, repair->value));
}

/*
 * How the relation could be set right, when that can be told: the single
 * cells with which everything around them agrees too; else, for a relation
 * that names no total, every cell of it.
 */
static str
hint(const struct failure *failure)
{
	struct arena		*arena = failure->run->job->arena;
	struct check_sum_repair	 repair[REPAIRS_SHOWN + 2];
	str			 text[REPAIRS_SHOWN + 2];
	const char		*key = "check.sum.repair";
	size_t			 n;

	if (failure->sum.rule->relation != FORM_EQUAL)
		return S("");
	n = check_sum_repairs(&failure->sum, CHECK_SUM_AMONG_ALL, repair,
	    REPAIRS_SHOWN + 1);
	if (n == 0 && !failure->alone && !failure->sum.rule->last) {
		key = "check.sum.choices";
		n = check_sum_repairs(&failure->sum, CHECK_SUM_ALONE, repair,
		    REPAIRS_SHOWN + 2);
	} else if (n > REPAIRS_SHOWN)
		n = 0;
	if (n == 0)
		return S("");
	for (size_t i = 0; i < n; i++)
		text[i] = repair_text(failure, &repair[i]);
	return WORD(arena, failure->run->job->words, key,
	    check_name_join(arena, text, n, word(failure->run->job->words,
	    "check.sum.or")));
}

/* --- findings ----------------------------------------------------------- */

/* The cell a finding stands at: the total if there is one. */
static void
find_anchor(struct failure *failure)
{
	const struct form_rule	*rule = failure->sum.rule;

	failure->alone = rule->relation == FORM_EQUAL;
	if (failure->alone && rule->lefts == 1 && !rule->left[0].last)
		failure->anchor = rule->left;
	else if (failure->alone && rule->rights == 1 && !rule->right[0].last)
		failure->anchor = rule->right;
	else {
		failure->alone = false;
		failure->anchor = rule->relation == FORM_EQUAL &&
		    !rule->last ? &rule->right[rule->rights - 1] : rule->left;
	}
	check_sum_where(&failure->sum, failure->anchor, &failure->row,
	    &failure->column);
	failure->cell = check_sum_cell(&failure->sum, failure->anchor);
}

/* What the anchor should hold and holds, or what the two sides come to. */
static void
set_figures(const struct failure *failure, struct finding *finding)
{
	const struct form_rule	*rule = failure->sum.rule;
	struct arena		*arena = failure->run->job->arena;
	bool			 left = failure->anchor >= rule->left &&
				    failure->anchor < rule->left + rule->lefts;
	const struct check_sum_side *side, *other;
	struct number		 gap;

	side = left ? &failure->left : &failure->right;
	other = left ? &failure->right : &failure->left;
	finding->found = check_name_figure(failure->run, failure->cell);
	if (side->unknown + other->unknown > 0)
		return;
	if (!failure->alone && !rule->last &&
	    rule->relation == FORM_EQUAL) {
		finding->expected = number_text(arena, other->known);
		finding->found = number_text(arena, side->known);
	} else if (number_subtract(other->known, side->known, &gap) &&
	    number_add(failure->cell->value, gap, &gap))
		finding->expected = str_printf(arena, "%s%.*s",
		    rule->relation == FORM_AT_LEAST ? ">= " : "",
		    STRF(number_text(arena, gap)));
}

/* A total of 0 under parts that are not: nobody filled it in. */
static bool
is_unfilled(const struct failure *failure)
{
	return failure->alone && !failure->sum.rule->last &&
	    is_zero(failure->cell);
}

static const char *
message_of(const struct failure *failure)
{
	if (failure->sum.rule->relation == FORM_AT_LEAST)
		return "below";
	return is_unfilled(failure) ? "unfilled" : "unequal";
}

static void
say(struct failure *failure)
{
	const struct form_rule	*rule = failure->sum.rule;
	struct arena		*arena = failure->run->job->arena;
	struct number		 gap = number_of(0);
	struct finding		*finding;
	str			 side[2], swap;

	find_anchor(failure);
	side[0] = side_text(failure, rule->left, rule->lefts, &failure->left);
	side[1] = side_text(failure, rule->right, rule->rights,
	    &failure->right);
	if (failure->alone && failure->anchor == rule->right) {
		swap = side[0];
		side[0] = side[1];
		side[1] = swap;
	}
	if (number_compare(failure->left.known, failure->right.known) > 0)
		number_subtract(failure->left.known, failure->right.known,
		    &gap);
	else
		number_subtract(failure->right.known, failure->left.known,
		    &gap);
	finding = FIND(failure->run, message_of(failure), line_name(failure),
	    side[0], side[1], number_text(arena, gap),
	    is_unfilled(failure) ? S("") : hint(failure));
	check_at_cell(finding, failure->sum.at, failure->row, failure->column);
	finding->quote = quote(failure);
	set_figures(failure, finding);
}

/* True when last year's report tells every figure the relation needs. */
static bool
last_is_known(const struct check_sum *sum)
{
	const struct form_rule	*rule = sum->rule;

	for (size_t i = 0; i < rule->lefts + rule->rights; i++) {
		const struct form_term	*term = i < rule->lefts ?
					    &rule->left[i] :
					    &rule->right[i - rule->lefts];
		const struct filled_cell *cell = check_sum_cell(sum, term);

		if (term->last && (cell == NULL ||
		    cell->state != FILLED_NUMBER))
			return false;
	}
	return true;
}

static void
hold(struct check_run *run, const struct filled_table *at,
    const struct form_rule *rule, const struct filled *previous)
{
	struct failure	failure = { .run = run };
	size_t		lines = check_sum_lines(at->table, rule);

	failure.sum = (struct check_sum){ previous, at, rule, 0 };
	for (size_t i = 0; i < lines; i++) {
		failure.sum.line = check_sum_line(rule, i);
		if (rule->last && !last_is_known(&failure.sum))
			continue;
		if (check_sum_state(&failure.sum, nothing) != CHECK_SUM_FAILS)
			continue;
		failure.left = check_sum_side(&failure.sum, rule->left,
		    rule->lefts, nothing);
		failure.right = check_sum_side(&failure.sum, rule->right,
		    rule->rights, nothing);
		say(&failure);
	}
}

void
check_sums_hold(struct check_run *run)
{
	const struct filled	*previous = check_previous_fitting(run);

	for (size_t i = 0; i < run->report->tables; i++) {
		const struct filled_table	*at = &run->report->table[i];

		for (size_t j = 0; at->table != NULL &&
		    j < at->table->rules; j++) {
			const struct form_rule	*rule = &at->table->rule[j];

			if (str_is(rule->id, run->check->id) &&
			    (!rule->last || previous != NULL))
				hold(run, at, rule, previous);
		}
	}
}

CHECK(balance, .id = "P1", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(results, .id = "I1", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(applicants, .id = "I2", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(outcomes, .id = "I3", .severity = CHECK_ERROR, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}

CHECK(in_force, .id = "I5", .severity = CHECK_WARNING, .scope = CHECK_ONE)
(struct check_run *run)
{
	check_sums_hold(run);
}
