#include "domain/agency.h"

#include <string.h>

#include "base/arena.h"
#include "domain/recall.h"
#include "woven/sql.h"

static const char *const	level_name[AGENCY__LEVELS] = { "province",
	"city", "county", "township", "department", "unit" };

str
agency_level_name(enum agency_level level)
{
	return str_of(level_name[level]);
}

bool
agency_level_read(str name, enum agency_level *ret)
{
	for (int i = 0; i < AGENCY__LEVELS; i++)
		if (str_is(name, level_name[i])) {
			*ret = (enum agency_level)i;
			return true;
		}
	return false;
}

bool
agency_level_fits(enum agency_level level, enum agency_level above)
{
	switch (level) {
	case AGENCY_UNIT:
		return true;
	case AGENCY_DEPARTMENT:
		return above != AGENCY_UNIT;
	default:
		return above < level && above < AGENCY_DEPARTMENT;
	}
}

/* A body of the fields that every statement about whole bodies gives. */
#define BODY(row_) (struct agency){ .id = (row_)->id,			\
	.version = (row_)->version, .above = (row_)->above,		\
	.level = level_of((row_)->level), .code = (row_)->code,		\
	.name = (row_)->name, .division = (row_)->division,		\
	.organisation = (row_)->organisation, .credit = (row_)->credit,	\
	.scheme = (row_)->scheme, .supervisor = (row_)->supervisor,	\
	.since = (row_)->since, .until = (row_)->until,			\
	.successor = (row_)->successor }

/* A level that no program wrote counts as the lowest. */
static enum agency_level
level_of(str name)
{
	enum agency_level	level = AGENCY_UNIT;

	(void)agency_level_read(name, &level);
	return level;
}

enum err
agency_load(struct job *job, int64_t id, struct agency *ret)
{
	struct sql_agency_load_row	row;
	enum err			e;

	e = sql_agency_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "agency.unknown",
		    str_printf(job->arena, "%lld", (long long)id));
	if (e == OK)
		*ret = BODY(&row);
	return e;
}

enum err
agency_find(struct job *job, str code, struct agency *ret)
{
	struct sql_agency_find_row	row;
	enum err			e;

	e = sql_agency_find(job->db, code, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "agency.unknown", code);
	if (e == OK)
		*ret = BODY(&row);
	return e;
}

enum err
agency_at(struct job *job, int64_t id, day on, struct agency *ret)
{
	struct sql_agency_at_row	row;
	enum err			e;

	e = sql_agency_at(job->db, id, on, &row);
	if (e == OK && row.until != DAY_NONE && row.until < on)
		e = ERR_NOT_FOUND;
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "agency.not_then",
		    day_iso(job->arena, on));
	if (e == OK)
		*ret = BODY(&row);
	return e;
}

enum err
agency_below(struct job *job, int64_t above, struct agency **ret,
    size_t *ret_n)
{
	struct sql_agency_below_row	*row;
	enum err			 e;

	e = sql_agency_below(job->db, above, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = BODY(&row[i]);
	return OK;
}

enum err
agency_root_name(struct job *job, str *ret)
{
	const str			 key = S("agency root");
	const str			*made = recall_get(job, key);
	struct sql_agency_roots_row	*row;
	struct arena			*arena;
	str				*name;
	size_t				 n;
	enum err			 e = OK;

	if (made != NULL) {
		*ret = *made;
		return OK;
	}
	e = sql_agency_roots(job->db, &row, &n);
	if (e != OK)
		return e;
	*ret = n == 1 ? row[0].name : S("");
	arena = recall_arena(job);
	if (arena != NULL) {
		name = arena_alloc(arena, sizeof *name);
		*name = str_copy(arena, *ret);
		recall_keep(job, key, name);
	}
	return OK;
}

enum err
agency_history(struct job *job, int64_t id, struct agency_state **ret,
    size_t *ret_n)
{
	struct sql_agency_states_row	*row;
	enum err			 e;

	e = sql_agency_states(job->db, id, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct agency_state){ .from = row[i].since,
		    .agency = { .id = id, .name = row[i].name,
		    .level = level_of(row[i].level), .above = row[i].above,
		    .supervisor = row[i].supervisor, .until = row[i].until,
		    .successor = row[i].successor } };
	return OK;
}

enum err
agency_code(struct job *job, int64_t id, str *ret)
{
	str	name;

	return agency_called(job, id, ret, &name);
}

enum err
agency_called(struct job *job, int64_t id, str *ret_code, str *ret_name)
{
	struct sql_agency_place_row	row = { .code = S("") };
	enum err			e;

	e = sql_agency_place(job->db, id, &row);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*ret_code = row.code;
	*ret_name = row.name;
	return OK;
}

enum err
agency_see(struct job *job, int64_t id)
{
	struct sql_agency_seen_row	row;
	enum err			e;

	e = sql_agency_seen(job->db, id, &row);
	if (e == OK && row.n == 0)
		return FAIL(job->fault, ERR_FORBIDDEN, "agency.not_seen");
	return e;
}

enum err
agency_inside(struct job *job, int64_t above, int64_t below, bool *ret)
{
	struct sql_agency_inside_row	row;
	enum err			e;

	e = sql_agency_inside(job->db, above, below, &row);
	if (e == OK)
		*ret = row.n > 0;
	return e;
}
