#include "domain/journal.h"
#include "domain/journal_digest.h"
#include "store/store.h"
#include "woven/sql.h"

#define AT_ONCE	1000	/* entries chained in one transaction */

static enum err
no_head(struct job *job, enum err e)
{
	if (e != ERR_NOT_FOUND)
		return e;
	return FAIL(job->fault, ERR_STORE, "journal.no_head");
}

enum err
journal_chain(struct job *job, int limit, int *ret_chained)
{
	enum digest_kind		 kind = journal_digest_kind(job->store);
	struct sql_journal_head_lock_row head;
	struct sql_journal_waiting_row	*wait;
	int64_t				 from;
	size_t				 n;
	enum err			 e;

	e = sql_journal_head_lock(job->db, &head);
	if (e != OK)
		return no_head(job, e);
	e = sql_journal_waiting(job->db, limit, &wait, &n);
	if (e != OK)
		return e;
	*ret_chained = (int)n;
	if (n == 0)
		return OK;

	from = head.n;
	for (size_t i = 0; i < n; i++) {
		head.n++;
		head.digest = journal_digest_link(job->arena, kind, head.n,
		    wait[i].journal, wait[i].digest, head.digest);
		e = sql_journal_seal_insert(job->db, head.n, wait[i].journal,
		    head.digest);
		if (e != OK)
			return e;
	}
	e = sql_journal_tail_delete(job->db, from);
	if (e != OK)
		return e;

	return sql_journal_head_set(job->db, head.n, head.digest);
}

static enum err
chain_some(struct job *job, void *context)
{
	return journal_chain(job, AT_ONCE, context);
}

enum err
journal_chain_all(struct job *job, int64_t *ret_chained)
{
	int64_t		all = 0;
	enum err	e;
	int		n;

	do {
		struct arena_mark	mark = arena_mark(job->arena);

		e = job_write(job, chain_some, &n);
		arena_rewind(job->arena, mark);
		if (e == OK)
			all += n;
	} while (e == OK && n == AT_ONCE);
	*ret_chained = all;
	return e;
}
