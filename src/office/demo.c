#include "office/demo.h"

#include <string.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/setting.h"
#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "office/act.h"
#include "office/demo_read.h"
#include "office/import_agency.h"
#include "store/store.h"

#define BODIES	"demo/county/agencies.csv"
#define REPORTS	"demo/reports/"
#define ERRANDS	1000	/* done at the end, at most */
#define RECORDS	100	/* numbered in one go */
#define PUBLISHED ((int64_t)9 * 3600000) /* at nine on the day of the text */

/* --- bodies, people, documents ------------------------------------------ */

static enum err
put_bodies(struct job *job, struct demo *demo)
{
	struct import	*import;
	size_t		 from;
	str		 bytes;
	enum err	 e;

	e = data_read(job->arena, BODIES, &bytes, job->fault);
	if (e == OK)
		e = import_read(job, &import_agency, S(BODIES), bytes,
		    &import);
	if (e == OK)
		e = import_plan(import);
	if (e == OK && import->wrong > 0)
		return FAIL(job->fault, ERR_INVALID, "demo.bodies", S(BODIES),
		    import->notes > 0 ? import->note[0].text : S(""));
	if (e == OK)
		e = import_apply(import, &from);
	if (e == OK)
		demo->bodies = import->n;
	return e;
}

static enum err
look_up_staff(struct job *job, void *context)
{
	struct demo	*demo = context;

	return demo_read_staff(job, &demo->staff, &demo->staffs);
}

static enum err
put_staff(struct job *job, struct demo *demo)
{
	enum err	e = job_read(job, look_up_staff, demo);

	for (size_t i = 0; e == OK && i < demo->staffs; i++)
		e = staff_add(job, &demo->staff[i], word(job->words,
		    "demo.reason"));
	return e;
}

/* Every record gets its index number, and with it its leaf of the log. */
static enum err
number_all(struct job *job)
{
	struct agency	*agency;
	size_t		 n;
	int		 done = 1;
	enum err	 e = agency_below(job, 0, &agency, &n);

	for (size_t i = 0; e == OK && i < n; i += done == 0) {
		done = 0;
		e = record_number(job, agency[i].id, RECORDS, &done);
	}
	return e;
}

static enum err
put_records(struct job *job, void *context)
{
	struct demo	*demo = context;
	struct record	*record;
	size_t		 n;
	enum err	 e = demo_read_records(job, &record, &n);

	for (size_t i = 0; e == OK && i < n; i++)
		record[i].published = day_morning(record[i].day) + PUBLISHED;
	if (e == OK)
		e = record_put_all(job, record, n, word(job->words,
		    "demo.reason"), &demo->records);
	return e == OK ? number_all(job) : e;
}

/* --- what lies on the desks --------------------------------------------- */

/* Who takes a step. */
struct by {
	str			 login;
	str			 code;	/* of the body it is about */
	const struct actor	*actor;
	int64_t			 agency;
};

static enum err
find_by(struct job *job, void *context)
{
	struct by	*by = context;
	struct person	 person;
	struct agency	 agency;
	enum err	 e;

	e = person_find(job, by->login, &person);
	if (e == OK)
		e = person_act_as(job, person.id, &by->actor);
	if (e == OK)
		e = agency_find(job, by->code, &agency);
	if (e == OK)
		by->agency = agency.id;
	return e;
}

static enum err
put_change(struct job *job, const struct demo_read_change *change)
{
	struct act	act = { .kind = "name_change" };
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < change->steps; i++) {
		const struct demo_read_step	*step = &change->step[i];
		struct by			 by = { .login = step->by,
						    .code = change->agency };

		e = job_read(job, find_by, &by);
		if (e != OK)
			return e;
		act.agency = by.agency;
		act.step = str_c(job->arena, step->name);
		act.input = (struct step_input){ step->value, step->values };
		job->actor = by.actor;
		e = act_take(job, &act);
		job->actor = NULL;
		if (e == OK)
			act.thing = act.result->id;
	}
	return e;
}

static enum err
put_changes(struct job *job, struct demo *demo)
{
	struct demo_read_change	*change;
	enum err		 e = demo_read_changes(job, &change,
				    &demo->changes);

	for (size_t i = 0; e == OK && i < demo->changes; i++)
		e = put_change(job, &change[i]);
	return e;
}

/* --- reports to be checked, real documents ------------------------------ */

/* DIR/reports: last years' reports, with faults of every kind. */
static enum err
put_reports(struct job *job, struct demo *demo)
{
	const char	*folder = arena_printf(job->arena, "%s/reports",
			    demo->made->path);
	str		*path, bytes;
	enum err	 e = disk_directory(folder, job->fault);

	if (e == OK)
		e = data_list(job->arena, REPORTS, &path, &demo->reports,
		    job->fault);
	for (size_t i = 0; e == OK && i < demo->reports; i++) {
		e = data_read(job->arena, str_c(job->arena, path[i]), &bytes,
		    job->fault);
		if (e == OK)
			e = disk_write_private(arena_printf(job->arena,
			    "%s/%.*s", folder, STRF(str_sub(path[i],
			    strlen(REPORTS), path[i].n))), bytes, job->fault);
	}
	return e;
}

static enum err
find_first(struct job *job, void *context)
{
	struct agency	*agency;
	size_t		 n;
	enum err	 e = agency_below(job, 0, &agency, &n);

	if (e == OK)
		*(int64_t *)context = agency[0].id;
	return e;
}

/* The corpus becomes documents of the county's government. */
static enum err
put_corpus(struct job *job, struct demo *demo)
{
	enum err	e;

	if (demo->corpus == NULL)
		return OK;
	demo->brought = (struct import_record){ .path = demo->corpus };
	e = job_read(job, find_first, &demo->brought.agency);
	return e == OK ? import_record(job, &demo->brought) : e;
}

/* --- all of it ---------------------------------------------------------- */

/* Do what waits, and chain the journal: the folder is as if somebody had
   looked after it. */
static enum err
settle(struct job *job)
{
	int64_t		chained;
	int		done, failed;
	enum err	e = errand_run_due(job, ERRANDS, &done, &failed);

	return e == OK ? journal_chain_all(job, &chained) : e;
}

static enum err
fill(struct job *job, struct demo *demo)
{
	enum err	e;

	e = store_open(job->arena, demo->made->path, &job->store, job->fault);
	if (e == OK && setting_text(job->store->settings, "store").n > 0)
		e = FAIL(job->fault, ERR_CONFLICT, "demo.elsewhere");
	if (e == OK)
		e = put_bodies(job, demo);
	if (e == OK)
		e = put_staff(job, demo);
	if (e == OK)
		e = job_write(job, put_records, demo);
	if (e == OK)
		e = put_changes(job, demo);
	if (e == OK)
		e = put_reports(job, demo);
	if (e == OK)
		e = put_corpus(job, demo);
	if (e == OK)
		e = settle(job);
	if (job->store != NULL)
		store_close(job->store);
	job->store = NULL;
	return e;
}

enum err
demo_make(struct job *job, struct demo *demo)
{
	struct store_new	new = { .dir = demo->dir, .folder = S("demo"),
				    .site = word(job->words, "demo.site"),
				    .now = job->now, .words = job->words };
	enum err		e;

	if (file_kind(demo->dir) != FILE_MISSING)
		return FAIL(job->fault, ERR_CONFLICT, "demo.there",
		    str_of(demo->dir));
	e = store_new_begin(job->arena, &new, &demo->made, job->fault);
	if (e == OK)
		e = fill(job, demo);
	return e == OK ? store_new_finish(demo->made, job->fault) : e;
}
