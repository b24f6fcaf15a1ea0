#include "domain/whole.h"

#include "domain/keyring.h"
#include "store/store.h"
#include "woven/sql.h"

#define MASTERS	1000	/* numbers of master keys that are told of */

enum err
whole_engine(struct job *job, str **ret, size_t *ret_n)
{
	struct sql_verify_engine_row	*row;
	size_t				 n, bad = 0;
	enum err			 e;

	e = sql_verify_engine(job->db, &row, &n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, n, sizeof **ret);
	for (size_t i = 0; i < n; i++)
		if (!str_is(row[i].said, "ok"))
			(*ret)[bad++] = row[i].said;
	*ret_n = bad;
	return OK;
}

enum err
whole_counters(struct job *job, int most, int64_t *ret_all,
    struct whole_counter **ret, size_t *ret_n)
{
	struct sql_verify_counters_row		 count;
	struct sql_verify_counter_wrong_row	*row;
	enum err				 e;

	e = sql_verify_counters(job->db, &count);
	if (e == OK)
		e = sql_verify_counter_wrong(job->db, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret_all = count.n;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct whole_counter){ row[i].agency,
		    row[i].series, row[i].year };
	return OK;
}

enum err
whole_tree(struct job *job, int most, str **ret, size_t *ret_n)
{
	struct sql_verify_tree_wrong_row	*row;
	enum err				 e;

	e = sql_verify_tree_wrong(job->db, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = row[i].code;
	return OK;
}

enum err
whole_keys(struct job *job, struct whole_key **ret, size_t *ret_n)
{
	struct sql_subject_masters_row	*row;
	const struct seal_key		*key;
	size_t				 n = 0;
	enum err			 e = OK;

	*ret_n = 0;
	if (job->store->keys == NULL)
		return OK;
	e = sql_subject_masters(job->db, MASTERS, &row, &n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, n, sizeof **ret);
	for (size_t i = 0; i < n; i++) {
		e = keyring_master(job, row[i].master, &key);
		if (e == ERR_FORBIDDEN) {
			fault_clear(job->fault);
			(*ret)[(*ret_n)++] = (struct whole_key){
			    row[i].master, row[i].n,
			    keyring_gone(job, row[i].master) };
		} else if (e != OK) {
			return e;
		}
	}
	return OK;
}

enum err
whole_blobs(struct job *job, str after, int most, str **ret, size_t *ret_n)
{
	struct sql_blob_list_row	*row;
	enum err			 e;

	e = sql_blob_list(job->db, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = row[i].name;
	return OK;
}

enum err
whole_blob(struct job *job, str name, bool *ret)
{
	struct sql_blob_known_row	row;
	enum err			e = sql_blob_known(job->db, name, &row);

	if (e == OK)
		*ret = row.n > 0;
	return e;
}
