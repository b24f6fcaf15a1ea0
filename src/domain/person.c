#include "domain/person.h"

#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/han.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/journal.h"
#include "domain/person_last.h"
#include "domain/recall.h"
#include "domain/rules.h"
#include "store/store.h"
#include "woven/sql.h"

#define LOGIN_BYTES	64u
#define NAME_BYTES	100u

#define PERSON(row_) (struct person){ .id = (row_)->id,			\
	.version = (row_)->version, .agency = (row_)->agency,		\
	.login = (row_)->login, .name = (row_)->name,			\
	.until = (row_)->until }

/* Han characters, letters, digits and what mail addresses have. */
static bool
is_login_point(uint32_t point)
{
	return (point >= 'a' && point <= 'z') ||
	    (point >= '0' && point <= '9') || point == '.' || point == '_' ||
	    point == '-' || point == '@' ||
	    (point >= 0x4E00 && point <= 0x9FFF);
}

enum err
person_login(struct arena *arena, str typed, str *ret, struct fault *fault)
{
	str		s = str_trim(typed);
	uint32_t	point;
	struct buf	buf;
	size_t		at = 0;

	buf_init(&buf, arena, LOGIN_BYTES);
	while ((point = utf8_next(s, &at)) != 0) {
		point = han_half(point);
		if (point >= 'A' && point <= 'Z')
			point += 'a' - 'A';
		if (!is_login_point(point))
			return FAIL(fault, ERR_INVALID, "person.wrong_login",
			    utf8_head(s, LOGIN_BYTES));
		buf_point(&buf, point);
	}
	if (buf_err(&buf) != OK || buf_str(&buf).n == 0)
		return FAIL(fault, ERR_INVALID, "person.wrong_login",
		    utf8_head(s, LOGIN_BYTES));
	*ret = buf_str(&buf);
	return OK;
}

static enum err
check(struct job *job, struct person *person)
{
	enum err	e;

	e = person_login(job->arena, person->login, &person->login,
	    job->fault);
	if (e != OK)
		return e;
	if (str_trim(person->name).n == 0 || person->name.n > NAME_BYTES ||
	    str_has(person->name, S("\n")))
		return FAIL(job->fault, ERR_INVALID, "person.wrong_name",
		    utf8_head(person->name, NAME_BYTES));
	return agency_see(job, person->agency);
}

static enum err
login_is_free(struct job *job, const struct person *person)
{
	struct sql_person_login_row	row;
	enum err			e;

	e = sql_person_login(job->db, person->login, &row);
	if (e == OK && row.id != person->id)
		return FAIL(job->fault, ERR_CONFLICT, "person.login_taken",
		    person->login);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
tell(struct job *job, const struct person *old, const struct person *new,
    str action, str reason)
{
	struct journal_change	change[4];
	struct journal_entry	entry = { .kind = S("person"),
				    .thing = new->id, .agency = new->agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason, .change = change };
	const struct journal_change	all[] = {
		{ S("login"), old->login, new->login, 0 },
		{ S("name"), old->name, new->name, 0 },
		{ S("until"), day_text(job->arena, old->until),
		    day_text(job->arena, new->until), 0 },
		{ S("agency"), S(""), S(""), 0 },
	};
	enum err		e;

	for (size_t i = 0; i < 3; i++)
		if (!str_eq(all[i].old, all[i].new))
			change[entry.changes++] = all[i];
	if (old->agency != new->agency) {
		struct journal_change	*to = &change[entry.changes++];

		*to = all[3];
		e = old->agency == 0 ? OK : agency_code(job, old->agency,
		    &to->old);
		if (e == OK)
			e = agency_code(job, new->agency, &to->new);
		if (e != OK)
			return e;
	}
	return entry.changes == 0 ? OK : journal_add(job, &entry);
}

enum err
person_new(struct job *job, struct person *person, str reason)
{
	struct person	none = { .until = DAY_NONE };
	enum err	e;

	person->id = 0;
	e = check(job, person);
	if (e == OK && person->agency == 0)
		e = FAIL(job->fault, ERR_INVALID, "person.no_agency");
	if (e == OK)
		e = login_is_free(job, person);
	if (e != OK)
		return e;

	person->id = store_id(job->store);
	person->version = 1;
	e = sql_person_insert(job->db, person->id, person->agency, job->now,
	    person->login, person->name, person->until);
	return e == OK ? tell(job, &none, person, S("person.new"), reason) :
	    e;
}

/* Nobody goes who holds a role that would be without anybody then. */
static enum err
check_leaving(struct job *job, const struct person *person)
{
	const struct rules	*rules;
	struct sql_grant_of_row	*row;
	size_t			 n;
	enum err		 e;

	e = rules_of(job, &rules);
	if (e == OK)
		e = sql_grant_of(job->db, person->id, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if (row[i].until == DAY_NONE || row[i].until > person->until)
			e = person_last(job, rules->roles, &(struct grant){
			    .id = row[i].id, .person = person->id, .role =
			    row[i].role, .agency = row[i].agency },
			    person->until + 1);
	return e;
}

enum err
person_save(struct job *job, struct person *person, str reason)
{
	struct sql_person_update_row	row;
	struct person			old;
	enum err			e;

	e = sql_agency_lock(job->db);
	if (e == OK)
		e = person_load(job, person->id, &old);
	if (e == OK)
		e = check(job, person);
	if (e == OK)
		e = login_is_free(job, person);
	if (e == OK && person->until != DAY_NONE)
		e = check_leaving(job, person);
	if (e != OK)
		return e;

	e = sql_person_update(job->db, person->id, person->version,
	    person->agency, person->login, person->name, person->until, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "person.changed",
		    person->login);
	if (e != OK)
		return e;
	person->version = row.version;
	return tell(job, &old, person, S("person.change"), reason);
}

enum err
person_load(struct job *job, int64_t id, struct person *ret)
{
	struct sql_person_load_row	row;
	enum err			e;

	e = sql_person_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "person.unknown",
		    str_printf(job->arena, "%lld", (long long)id));
	if (e == OK)
		*ret = PERSON(&row);
	return e;
}

enum err
person_find(struct job *job, str login, struct person *ret)
{
	struct sql_person_find_row	row;
	str				folded;
	enum err			e;

	e = person_login(job->arena, login, &folded, NULL);
	if (e == OK)
		e = sql_person_find(job->db, folded, &row);
	if (e == ERR_NOT_FOUND || e == ERR_INVALID)
		return FAIL(job->fault, ERR_NOT_FOUND, "person.unknown",
		    utf8_head(login, LOGIN_BYTES));
	if (e == OK)
		*ret = PERSON(&row);
	return e;
}

enum err
person_below(struct job *job, int64_t above, struct person **ret,
    size_t *ret_n)
{
	struct sql_person_below_row	*row;
	enum err			 e;

	e = sql_person_below(job->db, above, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = PERSON(&row[i]);
	return OK;
}

/* The grants of a person that hold today. */
static enum err
load_grants(struct job *job, struct actor *actor)
{
	struct sql_grant_of_row	*row;
	struct grant		*grant;
	size_t			 n;
	enum err		 e;

	e = sql_grant_of(job->db, actor->person.id, &row, &n);
	if (e != OK)
		return e;
	grant = arena_array(job->arena, n + 1, sizeof *grant);
	for (size_t i = 0; i < n; i++)
		if (row[i].since <= job->today &&
		    (row[i].until == DAY_NONE || row[i].until >= job->today))
			grant[actor->grants++] = (struct grant){ row[i].id,
			    row[i].person, row[i].role, row[i].agency,
			    row[i].since, row[i].until };
	actor->grant = grant;
	return OK;
}

/* Keep him for the next ones, all of him copied. */
static void
keep(struct job *job, str key, const struct actor *actor)
{
	struct arena	*arena = recall_arena(job);
	struct actor	*copy;
	struct grant	*grant;

	if (arena == NULL)
		return;
	copy = arena_alloc(arena, sizeof *copy);
	*copy = *actor;
	copy->person.login = str_copy(arena, actor->person.login);
	copy->person.name = str_copy(arena, actor->person.name);
	grant = arena_array(arena, actor->grants, sizeof *grant);
	for (size_t i = 0; i < actor->grants; i++) {
		grant[i] = actor->grant[i];
		grant[i].role = str_copy(arena, actor->grant[i].role);
	}
	copy->grant = grant;
	recall_keep(job, key, copy);
}

static enum err
load_actor(struct job *job, int64_t person, const struct actor **ret)
{
	struct actor			*actor;
	const struct rules		*rules;
	struct sql_person_anywhere_row	 row;
	enum err			 e;

	e = sql_person_anywhere(job->db, person, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "person.unknown",
		    str_printf(job->arena, "%lld", (long long)person));
	if (e == OK && row.until != DAY_NONE && row.until < job->today)
		return FAIL(job->fault, ERR_FORBIDDEN, "person.left",
		    row.name);
	if (e == OK)
		e = rules_of(job, &rules);
	if (e != OK)
		return e;
	actor = arena_alloc(job->arena, sizeof *actor);
	actor->person = PERSON(&row);
	actor->roles = rules->roles;
	e = load_grants(job, actor);
	if (e == OK)
		*ret = actor;
	return e;
}

enum err
person_act_as(struct job *job, int64_t person, const struct actor **ret)
{
	str			 key = str_printf(job->arena, "actor %lld",
				    (long long)person);
	const struct actor	*made = recall_get(job, key);
	enum err		 e;

	if (made != NULL) {
		*ret = made;
		return OK;
	}
	e = load_actor(job, person, ret);
	if (e == OK)
		keep(job, key, *ret);
	return e;
}

bool
person_may(struct job *job, str need, int64_t agency)
{
	const struct actor	*actor = job->actor;
	bool			 inside = false;

	assert(job->db != NULL);
	if (actor == NULL)
		return true;
	for (size_t i = 0; i < actor->grants && !inside; i++) {
		const struct role	*role = role_find(actor->roles,
					    actor->grant[i].role);

		if (role != NULL && role_has(role, need) &&
		    agency_inside(job, actor->grant[i].agency, agency,
		    &inside) != OK)
			return false;
	}
	return inside;
}

bool
person_holds(const struct actor *actor, str need)
{
	for (size_t i = 0; i < actor->grants; i++) {
		const struct role	*role = role_find(actor->roles,
					    actor->grant[i].role);

		if (role != NULL && role_has(role, need))
			return true;
	}
	return false;
}
