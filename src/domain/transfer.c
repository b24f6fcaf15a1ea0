#include "domain/transfer.h"

#include "domain/agency.h"
#include "store/store.h"
#include "woven/sql.h"

enum err
transfer_begin(struct job *job, struct transfer *transfer)
{
	struct sql_transfer_find_row	row;
	enum err			e;

	e = sql_transfer_find(job->db, transfer->agency, transfer->way,
	    transfer->name, transfer->source, &row);
	if (e == OK) {
		transfer->id = row.id;
		transfer->version = row.version;
		transfer->cursor = row.cursor;
		transfer->done = row.done;
		return OK;
	}
	if (e != ERR_NOT_FOUND)
		return e;
	e = agency_see(job, transfer->agency);
	if (e != OK)
		return e;
	transfer->id = store_id(job->store);
	transfer->version = 1;
	transfer->cursor = S("");
	transfer->done = 0;
	return sql_transfer_insert(job->db, transfer->id, transfer->agency,
	    job->now, transfer->way, transfer->name, transfer->source);
}

static enum err
update(struct job *job, struct transfer *transfer, str cursor, int64_t rows,
    const int64_t *ended)
{
	struct sql_transfer_update_row	row;
	enum err			e;

	e = sql_transfer_update(job->db, transfer->id, transfer->version,
	    cursor, transfer->done + rows, ended, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "transfer.elsewhere",
		    transfer->source);
	if (e != OK)
		return e;
	transfer->version = row.version;
	transfer->cursor = cursor;
	transfer->done += rows;
	return OK;
}

enum err
transfer_advance(struct job *job, struct transfer *transfer, str cursor,
    int64_t rows)
{
	return update(job, transfer, cursor, rows, NULL);
}

enum err
transfer_end(struct job *job, struct transfer *transfer, int64_t rows)
{
	return update(job, transfer, transfer->cursor, rows, &job->now);
}
