#include "store/change.h"

#include "woven/sql.h"

enum err
change_note(struct db *db, str name)
{
	return sql_change_note(db, name);
}

enum err
change_seen(struct db *db, str name, int64_t *ret)
{
	struct sql_change_seen_row	row = { .n = 0 };
	enum err			e = sql_change_seen(db, name, &row);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*ret = row.n;
	return OK;
}
