#include "tests/people.h"

#include "base/data.h"
#include "base/setting.h"
#include "domain/agency.h"
#include "domain/errand.h"
#include "domain/invitation.h"
#include "woven/sql.h"

#define FILE_BYTES	((size_t)64 << 20)

static enum err
make_body(struct job *job, void *context)
{
	enum err	e = agency_find(job, S("LUDI"), context);

	if (e != ERR_NOT_FOUND)
		return e;
	fault_clear(job->fault);
	*(struct agency *)context = (struct agency){ .code = S("LUDI"),
	    .name = S("芦堤镇人民政府"), .level = AGENCY_TOWNSHIP,
	    .since = day_make(2019, 5, 15), .until = DAY_NONE };
	return agency_new(job, context, S("test"));
}

int64_t
people_agency(struct test_store *t)
{
	struct agency	agency;

	data_override("tests/data/cheap");
	check_ok(job_write(&t->job, make_body, &agency), t->fault);
	return agency.id;
}

int64_t
people_new(struct test_store *t, const char *login)
{
	return bodies_person(t, login, people_agency(t));
}

/* An invitation on its way. */
struct invited {
	int64_t	person;
	str	token;
};

static enum err
invite(struct job *job, void *context)
{
	struct invited	*invited = context;
	int64_t		 until;

	return invitation_new(job, invited->person, S("test"),
	    &invited->token, &until);
}

int64_t
people_member(struct test_store *t, const char *login)
{
	struct invited	invited = { .person = people_new(t, login) };
	int64_t		id;

	check_ok(job_write(&t->job, invite, &invited), t->fault);
	check_ok(account_accept(&t->job, invited.token, PEOPLE_PASSWORD, &id),
	    t->fault);
	check_int(id, invited.person);
	return id;
}

enum err
people_enter(struct test_store *t, const char *login, str password,
    const char *code, struct account_entry *ret)
{
	const struct account_try	try = { .login = str_of(login),
					    .password = password,
					    .code = str_of(code),
					    .source = S("192.0.2.7") };
	const struct actor		*actor = t->job.actor;
	enum err			 e;

	t->job.actor = NULL;
	fault_clear(&t->fault);
	e = account_enter(&t->job, &try, ret);
	t->job.actor = actor;
	return e;
}

void
people_later(struct test_store *t, int64_t minutes)
{
	t->job.now += minutes * 60000;
	t->job.today = day_of_moment(t->job.now);
}

void
people_grant(struct test_store *t, int64_t person, const char *role)
{
	check_ok(bodies_grant(t, person, role, people_agency(t)), t->fault);
}

struct counted {
	const char	*action;
	int		 n;
	int64_t		 actor;		/* of the last of them */
};

static enum err
count(struct job *job, void *context)
{
	struct sql_journal_loose_row	*row;
	struct counted			*counted = context;
	size_t				 n = 0;
	enum err			 e;

	e = sql_journal_loose(job->db, 0, 10000, &row, &n);
	counted->n = 0;
	for (size_t i = 0; e == OK && i < n; i++) {
		if (!str_is(row[i].action, counted->action))
			continue;
		counted->n++;
		counted->actor = row[i].actor;
	}
	return e;
}

static struct counted
told(struct test_store *t, const char *action)
{
	struct counted		 counted = { .action = action };
	const struct actor	*actor = t->job.actor;

	t->job.actor = NULL;
	check_ok(job_read(&t->job, count, &counted), t->fault);
	t->job.actor = actor;
	return counted;
}

int
people_told(struct test_store *t, const char *action)
{
	return told(t, action).n;
}

int64_t
people_told_by(struct test_store *t, const char *action)
{
	return told(t, action).actor;
}

void
people_set(struct test_store *t, const char *line)
{
	struct arena	*arena = t->store->arena;
	const char	*path = arena_printf(arena, "%s/gongkai.conf",
			    t->store->dir);
	str		 conf;

	check_ok(file_read(arena, path, FILE_BYTES, &conf, &t->fault),
	    t->fault);
	check_ok(file_write(path, str_printf(arena, "%.*s%s\n", STRF(conf),
	    line), &t->fault), t->fault);
	check_ok(setting_read(arena, path, &t->store->settings, &t->fault),
	    t->fault);
}

void
people_errands(struct test_store *t)
{
	const struct actor	*actor = t->job.actor;
	int			 done = 1, failed = 0;

	t->job.actor = NULL;
	while (done > 0) {
		check_ok(errand_run_due(&t->job, 100, &done, &failed),
		    t->fault);
		check_int(failed, 0);
	}
	t->job.actor = actor;
}

static bool
file_has(struct test_store *t, const char *name, str text)
{
	struct arena	*arena = test_arena();
	const char	*path = arena_printf(arena, "%s/%s", t->store->dir,
			    name);
	struct fault	 fault = { 0 };
	str		 bytes;

	if (file_kind(path) == FILE_MISSING)
		return false;
	check_ok(file_read(arena, path, FILE_BYTES, &bytes, &fault), fault);
	return str_has(bytes, text);
}

bool
people_file_has(struct test_store *t, str text)
{
	return file_has(t, "gongkai.db", text) ||
	    file_has(t, "gongkai.db-wal", text);
}
