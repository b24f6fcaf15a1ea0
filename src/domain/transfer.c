#include "domain/transfer.h"

#include "store/store.h"
#include "woven/sql.h"

enum err
transfer_begin(struct job *job, str kind, str source, struct transfer *ret)
{
	struct sql_transfer_open_row	row;
	enum err			e;

	e = sql_transfer_open(job->db, kind, source, &row);
	if (e == OK)
		*ret = (struct transfer){ row.id, row.done };
	if (e != ERR_NOT_FOUND)
		return e;
	*ret = (struct transfer){ .id = store_id(job->store) };
	return sql_transfer_begin(job->db, ret->id, job->now, kind, source);
}

enum err
transfer_done(struct job *job, const struct transfer *transfer, int64_t done)
{
	return sql_transfer_done(job->db, transfer->id, done);
}

enum err
transfer_end(struct job *job, const struct transfer *transfer)
{
	return sql_transfer_end(job->db, transfer->id, job->now);
}
