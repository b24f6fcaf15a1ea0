#include "check/check.h"
#include "check/prose.h"
#include "check/prose_figure.h"
#include "check/prose_tell.h"

/* What table 3 says of applications received. */
struct received {
	struct prose_figure	new;	/* of the year */
	struct prose_figure	over;	/* carried in from the year before */
	struct prose_figure	total;	/* handled */
};

/* --- received ----------------------------------------------------------- */

static struct received
read_received(const struct filled *report, str column)
{
	return (struct received){
		.new = prose_figure_of(report, S("t3"), S("new"), column),
		.over = prose_figure_of(report, S("t3"), S("carried_in"),
		    column),
		.total = prose_figure_of(report, S("t3"), S("total"), column),
	};
}

/* So many were given what they asked for, wholly or with those in part. */
static bool
is_given(const struct filled *report, int64_t count)
{
	struct prose_figure	whole, part;

	whole = prose_figure_of(report, S("t3"), S("granted"), S("total"));
	part = prose_figure_of(report, S("t3"), S("partial"), S("total"));
	return !whole.known || whole.value == count ||
	    whole.value + part.value == count;
}

/*
 * The text may count what was carried in or not, and where it speaks of
 * handling it may count what was done.
 */
static bool
agrees(const struct filled *report, const struct prose_fact *fact, str column)
{
	const struct received	table = read_received(report, column);
	int64_t			count = fact->count;

	if (!table.new.known)
		return true;
	if (prose_figure_is(report, S("t3"), S("new"), column, count))
		return true;
	if (!table.over.known)
		return count >= table.new.value;
	if (count == table.new.value + table.over.value)
		return true;
	if ((fact->loose || fact->bare) && (!table.total.known ||
	    count == table.total.value))
		return true;
	return fact->bare && is_given(report, count);
}

static bool
is_total(const struct prose *prose, const struct prose_fact *fact)
{
	return fact->what == PROSE_RECEIVED && !fact->part &&
	    prose_fact_current(prose, fact);
}

/* Some number of applications received that table 3 bears out. */
static const struct prose_fact *
borne_out(const struct check_run *run, const struct prose *prose)
{
	for (size_t i = 0; i < prose->facts; i++)
		if (prose->fact[i].what == PROSE_RECEIVED &&
		    prose_fact_current(prose, &prose->fact[i]) &&
		    agrees(run->report, &prose->fact[i], S("total")))
			return &prose->fact[i];
	return NULL;
}

/*
 * Whether the sentence counts for those that table 3 counts for.  When
 * another number agrees, a number for others is theirs.
 */
static bool
is_ours(const struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	const struct prose_fact	*good = borne_out(run, prose);

	if (good != NULL)
		return good->scope == fact->scope;
	if (!prose_tell_ours(run, fact))
		return false;
	for (size_t i = 0; i < prose->facts; i++)
		if (is_total(prose, &prose->fact[i]) &&
		    prose->fact[i].scope != fact->scope &&
		    fact->scope != PROSE_ALL_BELOW &&
		    prose_tell_ours(run, &prose->fact[i]))
			return false;
	return true;
}

static void
check_received(struct check_run *run, const struct prose *prose)
{
	const struct received	table = read_received(run->report, S("total"));
	struct finding		*finding;

	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (!is_total(prose, fact) ||
		    agrees(run->report, fact, S("total")) ||
		    !is_ours(run, prose, fact))
			continue;
		finding = FIND(run, fact->mention < 0 ? "received_none" :
		    table.over.known && table.over.value > 0 ?
		    "received_or" : "received", prose_tell_phrase(run, fact),
		    prose_tell_count(run, table.new.value),
		    prose_tell_count(run, table.new.value + table.over.value));
		prose_tell_cell(run, finding, fact, S("t3"), S("new"),
		    S("total"), table.new.value);
	}
}

/* --- what follows from it ----------------------------------------------- */

/*
 * Numbers behind a number of applications that table 3 does not bear out are
 * of other applications, or wrong with it: that one was told.
 */
static bool
stands_alone(const struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	for (const struct prose_fact *f = fact; f > prose->fact; f--) {
		if (f[-1].block != fact->block)
			break;
		if (f[-1].what == PROSE_RECEIVED && !f[-1].part)
			return prose_fact_current(prose, &f[-1]) &&
			    agrees(run->report, &f[-1], S("total"));
	}
	return prose_tell_ours(run, fact);
}

static void
check_carried(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	str			row = fact->what == PROSE_CARRIED_OVER ?
				    S("carried_in") : S("carried_out");
	struct prose_figure	figure;
	struct finding		*finding;

	figure = prose_figure_of(run->report, S("t3"), row, S("total"));
	if (!figure.known || prose_figure_is(run->report, S("t3"), row,
	    S("total"), fact->count) || !stands_alone(run, prose, fact))
		return;
	finding = FIND(run, fact->what == PROSE_CARRIED_OVER ? "carried_in" :
	    "carried_out", prose_tell_phrase(run, fact),
	    prose_tell_count(run, figure.value));
	prose_tell_cell(run, finding, fact, S("t3"), row, S("total"),
	    figure.value);
}

/* Does the sentence name partial disclosure apart? */
static bool
names_partial(const struct prose *prose, const struct prose_fact *fact)
{
	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*f = &prose->fact[i];

		if (f->what != PROSE_ANSWERED || f->block != fact->block)
			continue;
		for (size_t j = 0; j < f->keys; j++)
			if (str_is(f->key[j], "partial"))
				return true;
	}
	return false;
}

static struct prose_figure
results_of(const struct filled *report, const struct prose_fact *fact)
{
	struct prose_figure	sum, figure;

	sum = prose_figure_of(report, S("t3"), fact->key[0], S("total"));
	for (size_t i = 1; i < fact->keys; i++) {
		figure = prose_figure_of(report, S("t3"), fact->key[i],
		    S("total"));
		sum = prose_figure_add(sum, figure);
	}
	return sum;
}

static void
check_answered(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	struct prose_figure	figure = results_of(run->report, fact);
	struct prose_figure	both;
	struct finding		*finding;

	if (!figure.known || figure.value == fact->count ||
	    (figure.blank && fact->count < figure.value) ||
	    !stands_alone(run, prose, fact))
		return;
	both = prose_figure_of(run->report, S("t3"), S("partial"), S("total"));
	if (fact->keys == 1 && str_is(fact->key[0], "granted") &&
	    both.known && figure.value + both.value == fact->count &&
	    !names_partial(prose, fact))
		return;
	finding = FIND(run, "answered", prose_tell_phrase(run, fact),
	    prose_tell_count(run, figure.value));
	prose_tell_cell(run, finding, fact, S("t3"), fact->key[0], S("total"),
	    figure.value);
}

static void
check_asked_by(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	const struct received	table = read_received(run->report,
				    fact->key[0]);
	struct finding		*finding;

	if (!table.new.known || !table.over.known || table.new.blank ||
	    agrees(run->report, fact, fact->key[0]) ||
	    (table.total.known && table.total.value == fact->count) ||
	    !stands_alone(run, prose, fact))
		return;
	finding = FIND(run, "asked_by", prose_tell_phrase(run, fact),
	    prose_tell_count(run, table.new.value));
	prose_tell_cell(run, finding, fact, S("t3"), S("new"), fact->key[0],
	    table.new.value);
}

/* More were answered than there were. */
static void
check_handled(struct check_run *run, const struct prose *prose,
    const struct prose_fact *fact)
{
	const struct received	table = read_received(run->report, S("total"));
	struct finding		*finding;

	if (!table.new.known || !table.over.known ||
	    fact->count <= table.new.value + table.over.value ||
	    !stands_alone(run, prose, fact))
		return;
	finding = FIND(run, "handled", prose_tell_phrase(run, fact),
	    prose_tell_count(run, table.new.value + table.over.value));
	prose_tell_cell(run, finding, fact, S("t3"), S("total"), S("total"),
	    table.new.value + table.over.value);
}

CHECK(prose_application, .id = "T1", .severity = CHECK_WARNING)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);

	check_received(run, prose);
	for (size_t i = 0; i < prose->facts; i++) {
		const struct prose_fact	*fact = &prose->fact[i];

		if (!prose_fact_current(prose, fact))
			continue;
		if (fact->what == PROSE_CARRIED_OVER ||
		    fact->what == PROSE_CARRIED_ON)
			check_carried(run, prose, fact);
		else if (fact->what == PROSE_ANSWERED)
			check_answered(run, prose, fact);
		else if (fact->what == PROSE_ASKED_BY)
			check_asked_by(run, prose, fact);
		else if (fact->what == PROSE_HANDLED)
			check_handled(run, prose, fact);
	}
}
