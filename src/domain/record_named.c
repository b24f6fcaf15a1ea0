#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"
#include "woven/sql.h"

/* Brackets as they are typed, and as documents have them. */
static const struct {
	str	typed, written;
} brackets[] = {
	{ S("["), S("〔") }, { S("]"), S("〕") }, { S("("), S("〔") },
	{ S(")"), S("〕") }, { S("（"), S("〔") }, { S("）"), S("〕") },
	{ S("【"), S("〔") }, { S("】"), S("〕") }, { S("［"), S("〔") },
	{ S("］"), S("〕") }, { S(" "), S("") }, { S("\""), S("") },
};

/* A number as documents write it: 柳政〔2025〕7号. */
static str
written(struct arena *arena, str text)
{
	struct buf	buf;
	size_t		at = 0, i;

	buf_init(&buf, arena, RECORD_TITLE * 3);
	while (at < text.n) {
		str	rest = str_sub(text, at, text.n);

		for (i = 0; i < sizeof brackets / sizeof *brackets; i++)
			if (str_starts(rest, brackets[i].typed))
				break;
		if (i < sizeof brackets / sizeof *brackets) {
			buf_put(&buf, brackets[i].written);
			at += brackets[i].typed.n;
		} else
			buf_byte(&buf, text.at[at++]);
	}
	return buf_str(&buf);
}

/* An index number; digits alone would be an id, which nobody types. */
static bool
is_index(str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return true;
	return false;
}

enum err
record_named(struct job *job, str text, struct record **ret, size_t *ret_n)
{
	struct sql_record_named_row	*row;
	size_t				 n = 0;
	enum err			 e = ERR_NOT_FOUND;

	*ret = arena_array(job->arena, RECORD_NAMED, sizeof **ret);
	*ret_n = 0;
	text = str_trim(text);
	if (text.n == 0 || text.n > RECORD_NAME)
		return OK;
	if (is_index(text))
		e = record_find(job, text, *ret);
	if (e == OK) {
		*ret_n = str_is((*ret)->state, RECORD_PUBLISHED);
		return OK;
	}
	fault_clear(job->fault);
	if (e != ERR_NOT_FOUND)
		return e;
	e = sql_record_named(job->db, text, RECORD_NAMED, &row, &n);
	if (e == OK && n == 0)
		e = sql_record_named(job->db, written(job->arena, text),
		    RECORD_NAMED, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = record_load(job, row[i].id, &(*ret)[(*ret_n)++]);
	return e;
}
