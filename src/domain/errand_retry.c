#include "domain/errand.h"
#include "domain/journal.h"
#include "woven/sql.h"

/* Who let it wait again stands in the journal. */
static enum err
tell(struct job *job, int64_t id)
{
	struct journal_entry	entry = { .kind = S("errand"), .thing = id,
				    .action = S("errand.retry"),
				    .day = DAY_NONE };

	return journal_add(job, &entry);
}

enum err
errand_retry(struct job *job, int64_t id, int *ret_n)
{
	struct sql_errand_retry_row	*row;
	size_t				 n;
	enum err			 e;

	e = sql_errand_retry(job->db, id, job->now, &row, &n);
	if (e != OK)
		return e;
	if (n == 0 && id != 0)
		return FAIL(job->fault, ERR_NOT_FOUND, "errand.no_letter",
		    str_printf(job->arena, "%lld", (long long)id));
	for (size_t i = 0; e == OK && i < n; i++)
		e = tell(job, row[i].id);
	if (e == OK)
		*ret_n = (int)n;
	return e;
}
