#include "office/demo_read.h"

#include <assert.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/yaml.h"
#include "domain/agency.h"

#define DAYS	3650	/* into the future at most */

/* A file of demo/county that is a list under one key. */
static enum err
read_list(struct job *job, const char *path, const char *key,
    struct yaml **ret)
{
	struct yaml	*file;
	enum err	 e;

	e = yaml_load(job->arena, path, &file, job->fault);
	if (e == OK)
		e = yaml_want(file, key, YAML_LIST, ret, job->fault);
	return e == OK ? yaml_done(file, job->fault) : e;
}

/* The body that a key names by its code. */
static enum err
want_agency(struct job *job, struct yaml *map, const char *key, int64_t *ret)
{
	struct agency	agency;
	str		code;
	enum err	e;

	e = yaml_want_text(map, key, &code, job->fault);
	if (e == OK)
		e = agency_find(job, code, &agency);
	if (e == OK)
		*ret = agency.id;
	return e;
}

/* --- people ------------------------------------------------------------- */

static enum err
read_staff(struct job *job, struct yaml *map, struct staff *ret)
{
	str		*role = NULL;
	enum err	 e;

	*ret = (struct staff){ .id = 0 };
	e = yaml_want_text(map, "login", &ret->login, job->fault);
	if (e == OK)
		e = yaml_want_text(map, "name", &ret->name, job->fault);
	if (e == OK)
		e = want_agency(job, map, "agency", &ret->agency);
	if (e == OK)
		e = want_agency(job, map, "over", &ret->over);
	if (e == OK)
		e = yaml_may_texts(job->arena, map, "roles", &role,
		    &ret->roles, job->fault);
	ret->role = role;
	return e == OK ? yaml_done(map, job->fault) : e;
}

enum err
demo_read_staff(struct job *job, struct staff **ret, size_t *ret_n)
{
	struct yaml	*list;
	enum err	 e;

	e = read_list(job, "demo/county/people.yaml", "people", &list);
	if (e != OK)
		return e;
	*ret_n = list->n;
	*ret = arena_array(job->arena, list->n, sizeof **ret);
	for (size_t i = 0; e == OK && i < list->n; i++)
		e = read_staff(job, &list->item[i], &(*ret)[i]);
	return e;
}

/* --- documents ---------------------------------------------------------- */

static enum err
read_record(struct job *job, struct yaml *map, struct record *ret)
{
	struct fault	*fault = job->fault;
	enum err	 e;

	*ret = (struct record){ .day = DAY_NONE };
	e = want_agency(job, map, "agency", &ret->agency);
	if (e == OK)
		e = yaml_want_text(map, "title", &ret->title, fault);
	if (e == OK)
		e = yaml_want_day(map, "day", &ret->day, fault);
	if (e == OK)
		e = yaml_want_text(map, "kind", &ret->kind, fault);
	if (e == OK)
		e = yaml_want_text(map, "column", &ret->column, fault);
	if (e == OK)
		e = yaml_may_text(map, "number", &ret->number, fault);
	if (e == OK)
		e = yaml_may_text(map, "validity", &ret->validity, fault);
	if (e == OK)
		e = yaml_want_text(map, "body", &ret->body, fault);
	return e == OK ? yaml_done(map, fault) : e;
}

enum err
demo_read_records(struct job *job, struct record **ret, size_t *ret_n)
{
	struct yaml	*list;
	size_t		 paths;
	str		*path;
	enum err	 e;

	*ret = NULL;
	*ret_n = 0;
	e = data_list(job->arena, "demo/county/documents-", &path, &paths,
	    job->fault);
	for (size_t i = 0; e == OK && i < paths; i++) {
		e = read_list(job, str_c(job->arena, path[i]), "documents",
		    &list);
		if (e != OK)
			break;
		*ret = arena_grow(job->arena, *ret, *ret_n, *ret_n + list->n,
		    sizeof **ret);
		for (size_t k = 0; e == OK && k < list->n; k++)
			e = read_record(job, &list->item[k],
			    &(*ret)[(*ret_n)++]);
	}
	return e;
}

/* --- what lies on the desks --------------------------------------------- */

static enum err
read_step(struct job *job, struct yaml *map, struct demo_read_step *ret)
{
	static const char *const	 names[] = { "name", "reason", "of",
					    "opinion" };
	int64_t				 days = 0;
	enum err			 e;

	*ret = (struct demo_read_step){ .values = 0 };
	e = yaml_want_text(map, "step", &ret->name, job->fault);
	if (e == OK)
		e = yaml_want_text(map, "by", &ret->by, job->fault);
	for (size_t i = 0; e == OK && i < sizeof names / sizeof *names; i++) {
		struct step_value	*value = &ret->value[ret->values];

		value->name = str_of(names[i]);
		e = yaml_may_text(map, names[i], &value->value, job->fault);
		if (value->value.n > 0)
			ret->values++;
	}
	if (e == OK)
		e = yaml_may_int(map, "in_days", 1, DAYS, &days, job->fault);
	if (e == OK && days > 0)
		ret->value[ret->values++] = (struct step_value){ S("since"),
		    day_iso(job->arena, job->today + (day)days) };
	return e == OK ? yaml_done(map, job->fault) : e;
}

static enum err
read_change(struct job *job, struct yaml *map, struct demo_read_change *ret)
{
	struct yaml	*steps;
	enum err	 e;

	e = yaml_want_text(map, "agency", &ret->agency, job->fault);
	if (e == OK)
		e = yaml_want(map, "steps", YAML_LIST, &steps, job->fault);
	if (e == OK)
		e = yaml_done(map, job->fault);
	if (e != OK)
		return e;
	ret->steps = steps->n;
	ret->step = arena_array(job->arena, steps->n, sizeof *ret->step);
	for (size_t i = 0; e == OK && i < steps->n; i++)
		e = read_step(job, &steps->item[i], &ret->step[i]);
	return e;
}

enum err
demo_read_changes(struct job *job, struct demo_read_change **ret,
    size_t *ret_n)
{
	struct yaml	*list;
	enum err	 e;

	e = read_list(job, "demo/county/changes.yaml", "changes", &list);
	if (e != OK)
		return e;
	*ret_n = list->n;
	*ret = arena_array(job->arena, list->n, sizeof **ret);
	for (size_t i = 0; e == OK && i < list->n; i++)
		e = read_change(job, &list->item[i], &(*ret)[i]);
	return e;
}
