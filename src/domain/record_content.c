#include "domain/record_content.h"

#include "base/json.h"
#include "store/search.h"
#include "woven/sql.h"

#define BYTES	(SEARCH_BYTES * 12 + ((size_t)64 << 10))	/* escaped */

enum err
record_content(struct job *job, int64_t record, int64_t version, str *ret)
{
	struct sql_transparency_record_row	row;
	struct json				json;
	struct buf				buf;
	enum err				e;

	e = sql_transparency_record(job->db, record, version, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "record.unknown");
	if (e != OK)
		return e;
	buf_init(&buf, job->arena, BYTES);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_member(&json, "number", row.number);
	json_put_member(&json, "title", row.title);
	json_put_member(&json, "day", day_text(job->arena, row.day));
	json_put_member(&json, "kind", row.kind);
	json_put_member(&json, "column", row.catalogue);
	json_put_member(&json, "validity", row.validity);
	json_put_member(&json, "meta", row.meta);
	json_put_member(&json, "html", row.html);
	json_put_member(&json, "body", row.body);
	json_close_object(&json);
	buf_byte(&buf, '\n');
	*ret = buf_str(&buf);
	return buf_err(&buf) == OK ? OK : FAIL(job->fault, ERR_TOO_LARGE,
	    "record.long_body");
}
