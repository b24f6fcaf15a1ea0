#include "domain/agency.h"
#include "tests/flow/flow.h"

/* The bodies of every flow, above first. */
static const struct {
	const char		*code;
	const char		*above;
	enum agency_level	 level;
	const char		*name;
	const char		*organisation;	/* GB 11714 */
} bodies[] = {
	{ "province", NULL, AGENCY_PROVINCE, "安和省人民政府",
	    "990000017" },
	{ "city", "province", AGENCY_CITY, "临川市人民政府",
	    "990000025" },
	{ "county", "city", AGENCY_COUNTY, "石桥县人民政府",
	    "990000033" },
	{ "town", "county", AGENCY_TOWNSHIP, "云溪乡人民政府",
	    "990000041" },
	{ "bureau", "county", AGENCY_DEPARTMENT, "石桥县水务局",
	    "99000005X" },
};

static enum err
found(struct job *job, void *context)
{
	struct agency	agency, above;
	enum err	e = OK;

	(void)context;
	for (size_t i = 0; e == OK && i < sizeof bodies / sizeof bodies[0];
	    i++) {
		agency = (struct agency){ .level = bodies[i].level,
		    .code = str_of(bodies[i].code),
		    .name = str_of(bodies[i].name),
		    .organisation = str_of(bodies[i].organisation),
		    .since = day_make(2000, 1, 1), .until = DAY_NONE };
		if (bodies[i].above != NULL) {
			e = agency_find(job, str_of(bodies[i].above), &above);
			agency.above = above.id;
		}
		if (e == OK)
			e = agency_new(job, &agency, S("flow"));
	}
	return e;
}

void
flow_found(struct flow *flow)
{
	check_ok(job_write(&flow->t->job, found, NULL), flow->t->fault);
}

struct looked {
	str		code;
	struct agency	agency;
};

static enum err
look_up(struct job *job, void *context)
{
	struct looked	*looked = context;

	return agency_find(job, looked->code, &looked->agency);
}

int64_t
flow_body(struct flow *flow, str code)
{
	struct job	job = flow->t->job;
	struct looked	looked = { .code = code };

	job.actor = NULL;
	if (job_read(&job, look_up, &looked) != OK)
		flow_fail(flow, "no body `%.*s'", STRF(code));
	return looked.agency.id;
}

/* A person who joins a body; with a role there, if one is told. */
struct joining {
	str		login, name, role;
	int64_t		agency;
	struct person	person;	/* set: as it is now */
};

static enum err
known(struct job *job, void *context)
{
	struct joining	*joining = context;

	return person_find(job, joining->login, &joining->person);
}

static enum err
join(struct job *job, void *context)
{
	struct joining	*joining = context;
	struct grant	 grant = { .role = joining->role,
			    .agency = joining->agency, .since = DAY_NONE,
			    .until = DAY_NONE };
	enum err	 e;

	joining->person = (struct person){ .agency = joining->agency,
	    .login = joining->login, .name = joining->name,
	    .until = DAY_NONE };
	e = person_new(job, &joining->person, S("flow"));
	grant.person = joining->person.id;
	return e != OK || grant.role.n == 0 ? e :
	    person_grant(job, &grant, S("flow"));
}

/* As the machine itself, whoever acts. */
static enum err
run(struct flow *flow, enum err (*how)(struct job *, job_body *, void *),
    job_body *body, void *context)
{
	struct job	job = flow->t->job;

	fault_clear(&flow->t->fault);
	job.actor = NULL;
	return how(&job, body, context);
}

static void
add(struct flow *flow, struct joining *joining)
{
	enum err	e = run(flow, job_write, join, joining);

	if (e != OK)
		flow_fail(flow, "`%.*s' does not join: %s %.*s",
		    STRF(joining->login), flow->t->fault.key,
		    STRF(flow->t->fault.arg[0]));
}

void
flow_as(struct flow *flow)
{
	struct joining	joining = { .login = flow_bare(flow, 0) };

	flow->visitor = NULL;
	flow->who = FLOW_PERSON;
	if (str_is(joining.login, "machine"))
		flow->who = FLOW_MACHINE;
	if (str_is(joining.login, "visitor"))
		flow->who = FLOW_VISITOR;
	if (flow->who != FLOW_PERSON)
		return;
	if (flow->line->words == 3 && str_is(flow_bare(flow, 1), "at")) {
		joining.role = joining.login;
		joining.agency = flow_body(flow, flow_bare(flow, 2));
		joining.login = joining.name = str_printf(
		    flow->t->job.arena, "%.*s.%.*s", STRF(joining.role),
		    STRF(flow_bare(flow, 2)));
		if (run(flow, job_read, known, &joining) == ERR_NOT_FOUND)
			add(flow, &joining);
	} else if (flow->line->words != 1) {
		flow_fail(flow, "`as' is followed by a login, or by a role, "
		    "`at' and a body");
	}
	if (run(flow, job_read, known, &joining) != OK)
		flow_fail(flow, "nobody is called `%.*s'",
		    STRF(joining.login));
	flow->login = joining.person.login;
}

void
flow_person(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	struct joining		 joining = { .login = flow_bare(flow, 0) };

	if (!str_is(flow_bare(flow, 1), "at"))
		flow_fail(flow, "`at' is missing");
	joining.agency = flow_body(flow, flow_bare(flow, 2));
	joining.name = flow_value(line->word, line->words, "name");
	if (joining.name.n == 0)
		joining.name = joining.login;
	add(flow, &joining);
}

/* Load who acts as he is today. */
static enum err
act_as(struct job *job, void *context)
{
	struct flow	*flow = context;
	struct person	 person;
	enum err	 e = person_find(job, flow->login, &person);

	return e == OK ? person_act_as(job, person.id,
	    &flow->t->job.actor) : e;
}

struct job *
flow_job(struct flow *flow)
{
	static const struct actor	visitor = { .grants = 0 };

	flow->t->job.actor = flow->who == FLOW_VISITOR ? &visitor : NULL;
	if (flow->who == FLOW_PERSON &&
	    run(flow, job_read, act_as, flow) != OK)
		flow_fail(flow, "`%.*s' cannot act: %s", STRF(flow->login),
		    flow->t->fault.key);
	fault_clear(&flow->t->fault);
	return &flow->t->job;
}

static enum err
give(struct job *job, void *context)
{
	return person_grant(job, context, S("flow"));
}

static int64_t
person_of(struct flow *flow, str login)
{
	struct joining	joining = { .login = login };

	if (run(flow, job_read, known, &joining) != OK)
		flow_fail(flow, "nobody is called `%.*s'", STRF(login));
	return joining.person.id;
}

static day
day_of(const struct flow *flow, const char *key)
{
	str	text = flow_value(flow->line->word, flow->line->words, key);

	return text.n == 0 ? DAY_NONE : day_read(text);
}

void
flow_grant(struct flow *flow)
{
	struct grant	grant = { .person = person_of(flow,
			    flow_bare(flow, 0)), .role = flow_bare(flow, 1),
			    .since = day_of(flow, "since"),
			    .until = day_of(flow, "until") };

	if (!str_is(flow_bare(flow, 2), "at"))
		flow_fail(flow, "`at' is missing");
	grant.agency = flow_body(flow, flow_bare(flow, 3));
	flow_end(flow, job_write(flow_job(flow), give, &grant));
}

struct revoking {
	int64_t	person;
	str	role;
};

/* End the role that holds today. */
static enum err
revoke(struct job *job, void *context)
{
	const struct revoking	*revoking = context;
	struct grant		*grant;
	size_t			 n;
	enum err		 e;

	e = person_grants(job, revoking->person, &grant, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if (str_eq(grant[i].role, revoking->role) &&
		    (grant[i].until == DAY_NONE ||
		    grant[i].until >= job->today))
			return person_revoke(job, grant[i].id, S("flow"));
	return e == OK ? ERR_NOT_FOUND : e;
}

void
flow_revoke(struct flow *flow)
{
	struct revoking	revoking = { person_of(flow, flow_bare(flow, 0)),
			    flow_bare(flow, 1) };

	flow_end(flow, job_write(flow_job(flow), revoke, &revoking));
}
