#include "store/counter.h"

#include "store/db_driver.h"
#include "woven/sql.h"

enum err
counter_next(struct db *db, int64_t agency, str series, int year,
    int64_t *ret)
{
	struct sql_counter_next_row	row;
	enum err			e;

	e = sql_counter_next(db, agency, series, year, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(db->fault, ERR_FORBIDDEN, "store.counter");
	if (e == OK)
		*ret = row.n;
	return e;
}

enum err
counter_past(struct db *db, int64_t agency, str series, int year, int64_t n)
{
	return sql_counter_past(db, agency, series, year, n);
}
