#include "office/staff.h"

#include "base/arena.h"
#include "base/seal.h"
#include "domain/account.h"
#include "domain/credential.h"
#include "domain/person.h"

#define GROUPS	4	/* of a password, parted by hyphens */
#define GROUP	4	/* characters of a group */
#define TRIES	100	/* to find one that the rules take */

/* What is not taken for another one when it is read off a screen; 32 of
   them lose no chance to a remainder. */
static const char	letters[] = "abcdefghjkmnpqrstuvwxyzACDEFHKL2";
static const char	figures[] = "2345678923456789";

/* "kmpe-7Ahd-wq2n-4tyc": a figure in each group. */
static str
draw(struct job *job)
{
	unsigned char	random[GROUPS * (GROUP + 1)];
	char		text[GROUPS * (GROUP + 1)];

	seal_random(random, sizeof random);
	for (size_t i = 0; i < sizeof text; i++) {
		size_t	place = i % (GROUP + 1);

		if (place == GROUP)
			text[i] = '-';
		else if (place == i / (GROUP + 1))
			text[i] = figures[random[i] % 16];
		else
			text[i] = letters[random[i] % 32];
	}
	return str_copy(job->arena, (str){ text, sizeof text - 1 });
}

/* One that is good enough for this login. */
static enum err
password(struct job *job, str login, str *ret)
{
	struct password_rules	rules;
	enum err		e = credential_rules(job, &rules);

	if (e != OK)
		return e;
	for (int i = 0; i < TRIES; i++) {
		*ret = draw(job);
		e = password_check(job->arena, &rules, login, *ret,
		    job->fault);
		if (e == OK)
			break;
	}
	if (e == OK)
		fault_clear(job->fault);
	return e;
}

static enum err
put(struct job *job, void *context)
{
	struct staff	*staff = context;
	struct person	 person = { .login = staff->login,
			    .name = staff->name, .agency = staff->agency,
			    .until = DAY_NONE };
	enum err	 e;

	e = person_new(job, &person, (str){ 0 });
	for (size_t i = 0; e == OK && i < staff->roles; i++)
		e = person_grant(job, &(struct grant){ .person = person.id,
		    .role = staff->role[i], .agency = staff->over,
		    .since = DAY_NONE, .until = DAY_NONE }, (str){ 0 });
	staff->id = person.id;
	return e;
}

enum err
staff_add(struct job *job, struct staff *staff, str reason)
{
	enum err	e;

	e = person_login(job->arena, staff->login, &staff->login, job->fault);
	if (e == OK)
		e = password(job, staff->login, &staff->password);
	if (e == OK)
		e = job_write(job, put, staff);
	return e == OK ? account_set(job, staff->id, staff->password,
	    reason) : e;
}
