#include "domain/errand.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/json.h"
#include "store/store.h"
#include "woven/sql.h"


/* An errand that a reading job keeps until its end. */
struct errand_kept {
	const char		*name;
	str			 argument;
	str			 once;
	int64_t			 due;
	struct errand_kept	*next;	/* kept before it */
};

static enum err
insert(struct job *job, const struct errand_kept *kept)
{
	return sql_errand_insert(job->db, store_id(job->store),
	    str_of(kept->name), kept->argument,
	    kept->once.n > 0 ? &kept->once : NULL, kept->due, job->now);
}

enum err
errand_put_at(struct job *job, const char *name, str argument, str once,
    int64_t due)
{
	struct errand_kept	 kept = { name, argument, once, due, NULL };
	struct errand_kept	*copy;

	if (argument.n > ERRAND_ARGUMENT)
		return FAIL(job->fault, ERR_TOO_LARGE, "errand.argument",
		    str_of(name));
	if (job->mode == DB_WRITE)
		return insert(job, &kept);
	copy = arena_alloc(job->arena, sizeof *copy);
	*copy = (struct errand_kept){ name, str_copy(job->arena, argument),
	    str_copy(job->arena, once), due, job->kept };
	job->kept = copy;
	return OK;
}

enum err
errand_put(struct job *job, const char *name, str argument, str once)
{
	return errand_put_at(job, name, argument, once, job->now);
}

/* The list begins with the last one. */
static enum err
put_all(struct job *job, const struct errand_kept *kept)
{
	enum err	e = OK;

	if (kept->next != NULL)
		e = put_all(job, kept->next);
	return e == OK ? insert(job, kept) : e;
}

enum err
errand_put_kept(struct job *job)
{
	return job->kept == NULL ? OK : put_all(job, job->kept);
}

str
errand_id(struct arena *arena, int64_t id)
{
	return str_printf(arena, "{\"id\":\"%lld\"}", (long long)id);
}

enum err
errand_id_read(struct job *job, str argument, int64_t *ret)
{
	json_t		*root;
	const char	*id;
	char		*end;
	long long	 n;
	enum err	 e;

	e = json_read(job->arena, argument, ERRAND_ARGUMENT, &root,
	    job->fault);
	if (e != OK)
		return e;
	id = json_string_value(json_object_get(root, "id"));
	n = id == NULL ? 0 : strtoll(id, &end, 10);
	if (n <= 0 || *end != '\0')
		return FAIL(job->fault, ERR_INVALID, "errand.no_id",
		    argument);
	*ret = n;
	return OK;
}
