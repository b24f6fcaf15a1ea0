#include "domain/journal_list.h"

#include "base/arena.h"
#include "woven/sql.h"

static str
text(const str *value)
{
	return value == NULL ? S("") : *value;
}

static enum err
load_changes(struct job *job, struct journal_list_entry *entry)
{
	struct sql_journal_changes_row	*row;
	enum err			 e;

	e = sql_journal_changes(job->db, entry->id, &row, &entry->changes);
	if (e != OK)
		return e;
	entry->change = arena_array(job->arena, entry->changes + 1,
	    sizeof *entry->change);
	for (size_t i = 0; i < entry->changes; i++) {
		struct journal_list_change	*change = &entry->change[i];

		change->field = row[i].field;
		change->erased = row[i].erasure != NULL;
		change->sealed = !change->erased && row[i].subject != 0;
		if (change->erased || change->sealed)
			continue;
		change->old = text(row[i].was);
		change->new = text(row[i].became);
	}
	return OK;
}

enum err
journal_list(struct job *job, const struct journal_list_filter *filter,
    int most, struct journal_list_entry **ret, size_t *ret_n)
{
	struct sql_journal_list_row	*row;
	enum err			 e;

	e = sql_journal_list(job->db, filter->before == 0 ? INT64_MAX :
	    filter->before, filter->from == DAY_NONE ? 0 :
	    day_morning(filter->from), filter->until == DAY_NONE ? INT64_MAX :
	    day_morning(filter->until + 1), filter->actor, filter->kind,
	    filter->thing, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		(*ret)[i] = (struct journal_list_entry){ .id = row[i].id,
		    .at = row[i].at, .day = row[i].day,
		    .login = row[i].login, .name = row[i].name,
		    .kind = row[i].kind, .thing = row[i].thing,
		    .agency = row[i].code, .action = row[i].action };
		e = load_changes(job, &(*ret)[i]);
	}
	return e;
}
