#include "domain/health.h"

#include "store/store.h"
#include "woven/sql.h"

enum err
health_look(struct job *job, int64_t before, struct health *ret)
{
	struct sql_health_tail_row	tail = { 0 };
	struct sql_health_errands_row	errands = { 0 };
	enum err			e;

	e = sql_health_tail(job->db, &tail);
	if (e == OK)
		e = sql_health_errands(job->db, before, &errands);
	if (e == OK)
		*ret = (struct health){ .tail = tail.n, .tail_since =
		    tail.since == NULL ? 0 : *tail.since, .dead =
		    errands.dead, .late = errands.late };
	return e;
}

/* Every entry is either chained or waits to be. */
enum err
health_written(struct job *job, int64_t *ret)
{
	struct sql_health_written_row	row = { 0 };
	enum err			e;

	e = sql_health_written(job->db, S("pages"), &row);
	if (e == OK)
		*ret = row.n;
	return e;
}

size_t
health_statements(struct job *job, struct fault *wrong, size_t most)
{
	struct fault	spare = { 0 };
	size_t		n = 0;

	for (size_t i = 0; i < sql_count; i++)
		n += db_examine(job->store->db, sql_index[i], job->arena,
		    n < most ? &wrong[n] : &spare) != OK;
	return n;
}
