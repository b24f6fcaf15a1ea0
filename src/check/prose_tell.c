#include "check/prose_tell.h"

#include "base/arena.h"
#include "check/facts.h"

str
prose_tell_count(const struct check_run *run, int64_t count)
{
	return number_text(run->job->arena, number_of(count));
}

str
prose_tell_phrase(const struct check_run *run, const struct prose_fact *fact)
{
	return prose_quote(run->job->arena, fact->block, fact->from, fact->to);
}

void
prose_tell_cell(const struct check_run *run, struct finding *finding,
    const struct prose_fact *fact, str table, str row, str column,
    int64_t expected)
{
	prose_mark(run->job->arena, fact->block, fact->from, fact->to, finding);
	finding->table = table;
	finding->row = row;
	finding->column = column;
	finding->expected = prose_tell_count(run, expected);
	finding->found = prose_tell_count(run, fact->count);
}

static bool
is_kind(const struct check_run *run, const char *kind)
{
	return str_is(facts_kind(run->rules->facts, run->report->agency.text),
	    kind);
}

bool
prose_tell_counts_below(const struct check_run *run)
{
	return !is_kind(run, "department");
}

bool
prose_tell_ours(const struct check_run *run, const struct prose_fact *fact)
{
	if (fact->scope == PROSE_ALL_BELOW)
		return prose_tell_counts_below(run);
	return fact->scope != PROSE_ONE_OF || !is_kind(run, "government");
}
