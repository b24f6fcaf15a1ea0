#include "domain/duty.h"

#include "base/arena.h"
#include "domain/record.h"
#include "domain/rules.h"
#include "woven/sql.h"

/* --- columns -------------------------------------------------------------- */

static void
fill(struct duty_column *duty, const struct record_column *held, size_t n,
    day since, day on)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(held[i].column, duty->column->key)) {
			duty->n = held[i].n;
			duty->last = day_of_moment(held[i].last);
		}
	duty->due = catalogue_due(duty->column, duty->last, since);
	duty->missing = duty->due != DAY_NONE && duty->due < on;
}

static enum err
find_columns(struct job *job, const struct catalogue *catalogue,
    struct duty *duty)
{
	struct record_column	*held;
	struct duty_column	*column;
	size_t			 n;
	enum err		 e;

	e = record_columns(job, duty->agency.id, &held, &n);
	if (e != OK)
		return e;
	column = arena_array(job->arena, catalogue->n, sizeof *column);
	for (size_t i = 0; i < catalogue->n; i++) {
		if (!catalogue->column[i].leaf ||
		    !catalogue_fits(&catalogue->column[i],
		    duty->agency.level))
			continue;
		column[duty->columns] = (struct duty_column){
		    .column = &catalogue->column[i], .last = DAY_NONE };
		fill(&column[duty->columns], held, n, duty->agency.since,
		    duty->on);
		duty->missing += column[duty->columns++].missing;
	}
	duty->column = column;
	return OK;
}

/* --- dossiers ------------------------------------------------------------- */

static enum err
find_dossiers(struct job *job, struct duty *duty)
{
	struct sql_duty_dossiers_row	*row;
	size_t				 n;
	enum err			 e;

	e = sql_duty_dossiers(job->db, duty->agency.id, duty->on,
	    DUTY_LATE * 2, &row, &n);
	if (e != OK)
		return e;
	duty->late = arena_array(job->arena, n + 1, sizeof *duty->late);
	duty->look = arena_array(job->arena, n + 1, sizeof *duty->look);
	for (size_t i = 0; i < n; i++) {
		bool			 looks = str_is(row[i].state,
					    "withheld");
		struct dossier_line	*to = looks ?
					    &duty->look[duty->looks] :
					    &duty->late[duty->lates];

		if ((!looks && row[i].due == duty->on) ||
		    (looks ? duty->looks : duty->lates) == DUTY_LATE)
			continue;
		*to = (struct dossier_line){ row[i].id, duty->agency.id,
		    row[i].state, row[i].title, row[i].kind,
		    row[i].catalogue, row[i].due, row[i].changed_at };
		*(looks ? &duty->looks : &duty->lates) += 1;
	}
	return OK;
}

static enum err
find(struct job *job, const struct agency *agency, day on, struct duty *ret)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	*ret = (struct duty){ .agency = *agency, .on = on };
	if (e == OK)
		e = find_columns(job, rules->catalogue, ret);
	return e == OK ? find_dossiers(job, ret) : e;
}

enum err
duty_load(struct job *job, int64_t agency, day on, struct duty *ret)
{
	struct agency	body;
	enum err	e = agency_load(job, agency, &body);

	return e == OK ? find(job, &body, on, ret) : e;
}

enum err
duty_below(struct job *job, int64_t above, day on, struct duty **ret,
    size_t *ret_n)
{
	struct agency	*body;
	struct duty	*duty;
	size_t		 n;
	enum err	 e = agency_below(job, above, &body, &n);

	*ret_n = 0;
	if (e != OK)
		return e;
	duty = arena_array(job->arena, n + 1, sizeof *duty);
	for (size_t i = 0; e == OK && i < n; i++)
		if (body[i].since <= on && (body[i].until == DAY_NONE ||
		    body[i].until >= on))
			e = find(job, &body[i], on, &duty[(*ret_n)++]);
	*ret = duty;
	return e;
}
