#include "office/doctor.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/setting.h"
#include "domain/calendar.h"
#include "domain/health.h"
#include "domain/role.h"
#include "store/schema.h"
#include "store/store.h"

#define DISK_LEAST	((uint64_t)1 << 30)	/* bytes that are free */
#define LATE		((int64_t)3600 * 1000)	/* milliseconds */
#define STATEMENTS	5u			/* told of at most */
#define NOTICE_MONTH	12	/* by then next year's holidays are out */

/* What is looked at. */
struct patient {
	struct job	*job;
	const char	*dir;
	struct doctor	*doctor;
};

/* Add a finding: what is wrong, and what to do about it. */
static void
find(const struct patient *patient, const char *key, const char *remedy,
    str a, str b)
{
	struct job	*job = patient->job;
	struct doctor	*doctor = patient->doctor;

	if (doctor->n == DOCTOR_FINDINGS)
		return;
	doctor->finding[doctor->n++] = (struct doctor_finding){ .key = key,
	    .what = WORD(job->arena, job->words, key, a, b),
	    .remedy = WORD(job->arena, job->words, remedy, a, b) };
}

/* A failure whose own sentence says what to do. */
static void
find_fault(const struct patient *patient, const char *key,
    const char *remedy, const struct fault *fault)
{
	find(patient, key, remedy, word_fault(patient->job->arena,
	    patient->job->words, fault), S(""));
}

static str
number(const struct patient *patient, int64_t n)
{
	return str_printf(patient->job->arena, "%lld", (long long)n);
}

/* --- the folder and the keys ------------------------------------------- */

/* Others may neither read nor write it. */
static void
check_rights(const struct patient *patient, const char *path)
{
	struct stat	state;

	if (stat(path, &state) == 0 && (state.st_mode & 077) != 0)
		find(patient, "doctor.rights", S_ISDIR(state.st_mode) ?
		    "doctor.rights_folder_do" : "doctor.rights_file_do",
		    str_of(path), S(""));
}

static void
check_disk(const struct patient *patient)
{
	struct statvfs	disk;

	if (statvfs(patient->dir, &disk) == 0 &&
	    (uint64_t)disk.f_bavail * disk.f_frsize < DISK_LEAST)
		find(patient, "doctor.disk", "doctor.disk_do", number(patient,
		    (int64_t)((uint64_t)disk.f_bavail * disk.f_frsize >>
		    20)), str_of(patient->dir));
}

/* The key lies outside of the folder, whatever links say. */
static void
check_key(const struct patient *patient, const struct settings *settings)
{
	struct arena	*arena = patient->job->arena;
	const char	*path = str_c(arena, setting_text(settings,
			    "key_file"));
	char		 key[PATH_MAX], dir[PATH_MAX];

	if (realpath(path, key) == NULL) {
		find(patient, "doctor.key", "doctor.key_do", str_of(path),
		    S(""));
		return;
	}
	if (realpath(patient->dir, dir) != NULL && str_starts(str_of(key),
	    str_printf(arena, "%s/", dir)))
		find(patient, "doctor.key_inside", "doctor.key_inside_do",
		    str_of(path), S(""));
	check_rights(patient, path);
}

/* --- data files -------------------------------------------------------- */

static void
check_data(const struct patient *patient)
{
	struct job		*job = patient->job;
	struct data_front	*front;
	const struct roles	*roles;
	size_t			 n;

	if (data_fronts(job->arena, &front, &n, job->fault) != OK) {
		find_fault(patient, "doctor.data", "doctor.data_do",
		    job->fault);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (front[i].replaces.n == 0)
			find(patient, "doctor.data_unsaid",
			    "doctor.data_unsaid_do", front[i].path,
			    front[i].digest);
		else if (!str_eq(front[i].replaces, front[i].digest))
			find(patient, "doctor.data_stale",
			    "doctor.data_stale_do", front[i].path,
			    front[i].digest);
	if (role_load(job->arena, &roles, job->fault) != OK)
		find_fault(patient, "doctor.data", "doctor.data_do",
		    job->fault);
}

static void
check_calendar(const struct patient *patient)
{
	struct job		*job = patient->job;
	struct day_parts	 today = day_parts(job->today);
	const struct calendar	*calendar;
	int			 first, last, wanted = today.year;

	if (today.month >= NOTICE_MONTH)
		wanted++;
	if (calendar_load(job->arena, &calendar, job->fault) != OK) {
		find_fault(patient, "doctor.data", "doctor.data_do",
		    job->fault);
		return;
	}
	calendar_years(calendar, &first, &last);
	for (int year = today.year; year <= wanted; year++)
		if (year > last)
			find(patient, "doctor.calendar",
			    "doctor.calendar_do", number(patient, year),
			    S(""));
}

/* --- what is kept ------------------------------------------------------ */

static void
check_statements(const struct patient *patient)
{
	struct fault	*wrong = arena_array(patient->job->arena, STATEMENTS,
			    sizeof *wrong);
	size_t		 n;

	n = health_statements(patient->job, wrong, STATEMENTS);
	for (size_t i = 0; i < n && i < STATEMENTS; i++)
		find_fault(patient, "doctor.statement",
		    "doctor.statement_do", &wrong[i]);
}

static enum err
look(struct job *job, void *context)
{
	return health_look(job, job->now - LATE, context);
}

static void
check_work(const struct patient *patient)
{
	struct job	*job = patient->job;
	struct health	 health = { 0 };

	if (job_read(job, look, &health) != OK) {
		find_fault(patient, "doctor.store", "doctor.store_do",
		    job->fault);
		return;
	}
	if (health.dead > 0)
		find(patient, "doctor.dead", "doctor.dead_do",
		    number(patient, health.dead), S(""));
	if (health.late > 0)
		find(patient, "doctor.late", "doctor.late_do",
		    number(patient, health.late), S(""));
	if (health.tail > 0 && health.tail_since < job->now - LATE)
		find(patient, "doctor.tail", "doctor.tail_do",
		    number(patient, health.tail), S(""));
}

static void
check_store(const struct patient *patient)
{
	struct job	*job = patient->job;

	fault_clear(job->fault);
	if (store_open_any(job->arena, patient->dir, &job->store,
	    job->fault) != OK) {
		find_fault(patient, "doctor.store", "doctor.store_do",
		    job->fault);
		return;
	}
	if (schema_verify(job->store->db, job->arena, job->fault) != OK) {
		find_fault(patient, "doctor.schema", "doctor.schema_do",
		    job->fault);
		return;
	}
	check_statements(patient);
	check_work(patient);
}

void
doctor_run(struct job *job, const char *dir, struct doctor *ret)
{
	const struct patient	 patient = { job, dir, ret };
	const struct settings	*settings;

	ret->n = 0;
	check_rights(&patient, dir);
	check_disk(&patient);
	check_data(&patient);
	check_calendar(&patient);
	fault_clear(job->fault);
	if (setting_read(job->arena, arena_printf(job->arena,
	    "%s/gongkai.conf", dir), &settings, job->fault) != OK) {
		find_fault(&patient, "doctor.setting", "doctor.setting_do",
		    job->fault);
		return;
	}
	check_key(&patient, settings);
	check_store(&patient);
}
