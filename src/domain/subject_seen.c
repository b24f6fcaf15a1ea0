#include "domain/subject_seen.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/json.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "woven/sql.h"

#define ARGUMENT_BYTES	((size_t)4096)

/* What the errand is told. */
struct seen {
	int64_t	subject;	/* whose field */
	int64_t	person;		/* who saw it; 0: the machine */
	int64_t	at;		/* when, milliseconds */
	day	day;		/* the legal day of that */
	str	field;		/* which */
};

static void
put_id(struct json *json, const char *name, struct arena *arena, int64_t id)
{
	json_put_name(json, name);
	json_put_str(json, str_printf(arena, "%lld", (long long)id));
}

enum err
subject_seen(struct job *job, int64_t subject, str field)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, job->arena, ARGUMENT_BYTES);
	json_init(&json, &buf, false);
	json_open_object(&json);
	put_id(&json, "subject", job->arena, subject);
	put_id(&json, "person", job->arena,
	    job->actor == NULL ? 0 : job->actor->person.id);
	put_id(&json, "at", job->arena, job->now);
	json_put_name(&json, "day");
	json_put_str(&json, day_iso(job->arena, job->today));
	json_put_name(&json, "field");
	json_put_str(&json, field);
	json_close_object(&json);
	if (buf_err(&buf) != OK)
		return FAIL(job->fault, ERR_TOO_LARGE, "seal.field_long");
	return errand_put(job, "journal_seen", buf_str(&buf), S(""));
}

static bool
read_text(const json_t *root, const char *name, str *ret)
{
	const json_t	*value = json_object_get(root, name);

	if (!json_is_string(value))
		return false;
	*ret = (str){ json_string_value(value), json_string_length(value) };
	return true;
}

static bool
read_id(struct arena *arena, const json_t *root, const char *name,
    int64_t *ret)
{
	char	*end;
	str	 text;

	if (!read_text(root, name, &text) || text.n == 0)
		return false;
	*ret = strtoll(str_c(arena, text), &end, 10);
	return *end == '\0' && *ret >= 0;
}

static enum err
read_seen(struct job *job, str argument, struct seen *ret)
{
	json_t		*root;
	enum err	 e;
	str		 day_text;

	e = json_read(job->arena, argument, ARGUMENT_BYTES, &root,
	    job->fault);
	if (e != OK)
		return e;
	if (!read_id(job->arena, root, "subject", &ret->subject) ||
	    !read_id(job->arena, root, "person", &ret->person) ||
	    !read_id(job->arena, root, "at", &ret->at) ||
	    !read_text(root, "day", &day_text) ||
	    !read_text(root, "field", &ret->field) ||
	    day_read(day_text) == DAY_NONE)
		return FAIL(job->fault, ERR_INVALID, "seal.no_seen");
	ret->day = day_read(day_text);
	return OK;
}

/* The entry is by him who saw, though he may have left since. */
ERRAND(journal_seen, .about = "seal.errand_seen")
(struct job *job, str argument)
{
	struct sql_subject_agency_row	 row;
	const struct actor		*machine = job->actor;
	struct seen			 seen = { 0 };
	struct actor			 actor = { 0 };
	struct journal_change		 change[2] = {
		{ .field = S("field") }, { .field = S("at") } };
	struct journal_entry		 entry = { .kind = S("subject"),
					    .action = S("seal.see"),
					    .change = change, .changes = 2 };
	enum err			 e;

	e = read_seen(job, argument, &seen);
	if (e == OK)
		e = sql_subject_agency(job->db, seen.subject, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "seal.no_subject");
	if (e != OK)
		return e;
	change[0].new = seen.field;
	change[1].new = str_printf(job->arena, "%lld", (long long)seen.at);
	entry.thing = seen.subject;
	entry.agency = row.agency;
	entry.day = seen.day;
	actor.person.id = seen.person;
	job->actor = seen.person == 0 ? NULL : &actor;
	e = journal_add(job, &entry);
	job->actor = machine;
	return e;
}
