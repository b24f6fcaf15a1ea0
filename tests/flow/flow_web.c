#include "base/buf.h"
#include "base/data.h"
#include "domain/account.h"
#include "tests/flow/flow.h"
#include "tests/visitor.h"

#define FORM_BYTES	((size_t)64 << 10)

struct finding {
	str		login;
	int64_t		id;
};

static enum err
find(struct job *job, void *context)
{
	struct finding	*finding = context;
	struct person	 person;
	enum err	 e = person_find(job, finding->login, &person);

	finding->id = person.id;
	return e;
}

static int64_t
person_of(struct flow *flow, str login)
{
	struct job	job = flow->t->job;
	struct finding	finding = { .login = login };

	job.actor = NULL;
	fault_clear(job.fault);
	if (job_read(&job, find, &finding) != OK)
		flow_fail(flow, "nobody is called `%.*s'", STRF(login));
	return finding.id;
}

/* The browser of who acts, signed in if it is a person. */
static struct visitor *
browser(struct flow *flow)
{
	struct job	*job = &flow->t->job;

	job->actor = NULL;
	if (flow->who == FLOW_MACHINE)
		flow_fail(flow, "the machine has no browser");
	if (flow->visitor != NULL)
		return flow->visitor;
	if (flow->door == NULL)
		flow->door = visitor_door(flow->t);
	flow->visitor = visitor_new(flow->t, flow->door);
	if (flow->who == FLOW_PERSON)
		visitor_is(flow->visitor, person_of(flow, flow->login));
	return flow->visitor;
}

/* The reply against what the line expects: its status, where it leads, what
   stands in it. */
static void
compare(const struct flow *flow, const struct http_reply *reply)
{
	const struct flow_line	*line = flow->line;
	str			 status = str_int(flow->t->job.arena,
				    reply->status);
	str			 to = visitor_got(flow->visitor, "Location");

	for (size_t i = 0; i < line->thens; i++) {
		const struct flow_word	*then = &line->then[i];
		bool			 has = str_has(reply->bytes,
					    then->value);

		if (then->key.n == 0 && !str_eq(then->value, status))
			flow_fail(flow, "expected: %.*s; found: %.*s %.*s",
			    STRF(then->value), STRF(status), STRF(to));
		if (str_is(then->key, "to") && !str_eq(then->value, to))
			flow_fail(flow, "expected: to=%.*s; found: to=%.*s",
			    STRF(then->value), STRF(to));
		if ((str_is(then->key, "has") && !has) ||
		    (str_is(then->key, "lacks") && has))
			flow_fail(flow, "expected: %.*s=%.*s; found: %.*s",
			    STRF(then->key), STRF(then->value),
			    STRF(reply->bytes));
	}
}

void
flow_get(struct flow *flow)
{
	struct visitor	*visitor = browser(flow);

	compare(flow, visitor_get(visitor, flow_bare(flow, 0)));
}

static void
put_encoded(struct buf *buf, str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_printf(buf, "%%%02X", (unsigned char)s.at[i]);
}

void
flow_post(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	struct visitor		*visitor = browser(flow);
	struct buf		 form;

	buf_init(&form, flow->t->job.arena, FORM_BYTES);
	for (size_t i = 1; i < line->words; i++) {
		if (form.n > 0)
			buf_byte(&form, '&');
		put_encoded(&form, line->word[i].key);
		buf_byte(&form, '=');
		put_encoded(&form, line->word[i].value);
	}
	compare(flow, visitor_post(visitor, flow_bare(flow, 0),
	    buf_str(&form)));
}

/* Hashing is cheap in flows. */
void
flow_password(struct flow *flow)
{
	struct job	job = flow->t->job;

	data_override("tests/data/cheap");
	job.actor = NULL;
	fault_clear(job.fault);
	flow_end(flow, account_set(&job, person_of(flow, flow_bare(flow, 0)),
	    flow_bare(flow, 1), S("flow")));
}
