#include "base/arena.h"
#include "domain/errand.h"
#include "woven/sql.h"

enum err
errand_list(struct job *job, int64_t after, int limit,
    struct errand_letter **ret, size_t *ret_n)
{
	struct sql_errand_list_row	*row;
	struct errand_letter		*letter;
	size_t				 n;
	enum err			 e;

	e = sql_errand_list(job->db, after, limit, &row, &n);
	if (e != OK)
		return e;
	letter = arena_array(job->arena, n, sizeof *letter);
	for (size_t i = 0; i < n; i++)
		letter[i] = (struct errand_letter){ .id = row[i].id,
		    .name = row[i].name, .argument = row[i].argument,
		    .dead = str_is(row[i].state, "dead"), .due = row[i].due,
		    .tries = (int)row[i].tries, .lease = row[i].lease,
		    .failure = row[i].failure, .left = row[i].created_at };
	*ret = letter;
	*ret_n = n;
	return OK;
}
