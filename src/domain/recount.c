#include "domain/recount.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/json.h"
#include "domain/errand.h"
#include "domain/rules.h"
#include "domain/step.h"
#include "woven/sql.h"

#define SEEN	S("calendar")	/* in rules_seen */
#define BATCH	200		/* things counted in one transaction */

/* Where an errand goes on, and by which calendar it was left. */
struct cursor {
	str	digest;
	int64_t	after;		/* event */
};

static enum err
put(struct job *job, const struct cursor *cursor)
{
	return errand_put(job, "recount", str_printf(job->arena,
	    "{\"digest\":\"%.*s\",\"after\":\"%lld\"}", STRF(cursor->digest),
	    (long long)cursor->after), cursor->digest);
}

static enum err
read_cursor(struct job *job, str argument, struct cursor *ret)
{
	const char	*digest, *after;
	json_t		*root;
	enum err	 e;

	e = json_read(job->arena, argument, ERRAND_ARGUMENT, &root,
	    job->fault);
	if (e != OK)
		return e;
	digest = json_string_value(json_object_get(root, "digest"));
	after = json_string_value(json_object_get(root, "after"));
	if (digest == NULL || after == NULL)
		return FAIL(job->fault, ERR_INVALID, "errand.no_id",
		    argument);
	*ret = (struct cursor){ str_copy(job->arena, str_of(digest)),
	    strtoll(after, NULL, 10) };
	return OK;
}

/* --- has the calendar changed? -------------------------------------------- */

struct looking {
	const struct rules	*rules;
	bool			 same;	/* as the store was counted by */
};

static enum err
compare(struct job *job, void *context)
{
	struct looking			*looking = context;
	struct sql_rules_seen_row	 row = { .digest = S("") };
	enum err			 e;

	e = rules_of(job, &looking->rules);
	if (e == OK)
		e = sql_rules_seen(job->db, SEEN, &row);
	looking->same = e == OK && str_eq(row.digest,
	    calendar_digest(looking->rules->calendar));
	return e == ERR_NOT_FOUND && job->fault->code == OK ? OK : e;
}

/* Where no clock runs there is nothing to count. */
static enum err
see(struct job *job, void *context)
{
	const struct looking		*looking = context;
	struct sql_recount_open_row	*open;
	struct cursor			 cursor = { calendar_digest(
					    looking->rules->calendar), 0 };
	size_t				 n;
	enum err			 e;

	e = sql_rules_see(job->db, SEEN, cursor.digest, job->now);
	if (e == OK)
		e = sql_recount_open(job->db, 0, 1, &open, &n);
	return e == OK && n > 0 ? put(job, &cursor) : e;
}

enum err
recount_look(struct job *job)
{
	struct looking	looking = { .rules = NULL };
	enum err	e = job_read(job, compare, &looking);

	return e != OK || looking.same ? e : job_write(job, see, &looking);
}

/* --- counting ------------------------------------------------------------- */

static enum err
count_some(struct job *job, struct cursor *cursor, size_t *ret_n)
{
	struct sql_recount_open_row	*row;
	struct thing			*thing;
	enum err			 e;

	e = sql_recount_open(job->db, cursor->after, BATCH, &row, ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		e = step_load(job, str_c(job->arena, row[i].kind),
		    row[i].thing, &thing);
		if (e == OK)
			e = recount_thing(job, thing);
		cursor->after = row[i].id;
	}
	return e;
}

/*
 * One of an older calendar than the store's is done.  Where the store has
 * seen a calendar that this program does not have, another one must count.
 */
ERRAND(recount, .about = "recount.errand")
(struct job *job, str argument)
{
	struct sql_rules_seen_row	 seen = { .digest = S("") };
	const struct rules		*rules;
	struct cursor			 cursor;
	size_t				 n = 0;
	enum err			 e;

	e = read_cursor(job, argument, &cursor);
	if (e == OK)
		e = rules_of(job, &rules);
	if (e == OK)
		e = sql_rules_seen(job->db, SEEN, &seen);
	if (e != OK || !str_eq(seen.digest, cursor.digest))
		return e == ERR_NOT_FOUND ? OK : e;
	if (!str_eq(cursor.digest, calendar_digest(rules->calendar)))
		return FAIL(job->fault, ERR_CONFLICT, "recount.calendar");
	e = count_some(job, &cursor, &n);
	return e == OK && n == BATCH ? put(job, &cursor) : e;
}
