#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/data.h"
#include "base/json.h"
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
	if (flow->served == NULL && flow->door == NULL)
		flow->door = visitor_door(flow->t);
	flow->visitor = flow->served != NULL ? visitor_served(flow->t,
	    flow->served) : visitor_new(flow->t, flow->door);
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

/* Put a field into a form. */
static void
put_field(struct buf *form, str name, str value)
{
	if (form->n > 0)
		buf_byte(form, '&');
	put_encoded(form, name);
	buf_byte(form, '=');
	put_encoded(form, value);
}

void
flow_post(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	struct visitor		*visitor = browser(flow);
	struct buf		 form;

	buf_init(&form, flow->t->job.arena, FORM_BYTES);
	for (size_t i = 1; i < line->words; i++)
		put_field(&form, line->word[i].key, line->word[i].value);
	compare(flow, visitor_post(visitor, flow_bare(flow, 0),
	    buf_str(&form)));
}

/* --- a step -------------------------------------------------------------- */

static str
text(struct flow *flow, struct json_t *tree, const char *name)
{
	return str_copy(flow->t->job.arena, str_of(json_string_value(
	    json_object_get(tree, name))));
}

void
flow_step(struct flow *flow, struct flow_thing *thing, str step, str body,
    const struct step_input *input)
{
	struct arena		*arena = flow->t->job.arena;
	struct visitor		*visitor = browser(flow);
	const struct http_reply	*reply;
	struct json_t		*tree;
	struct buf		 form;
	str			 id = body.n > 0 ? S("new") : str_int(arena,
				    thing->id);

	buf_init(&form, arena, FORM_BYTES);
	if (body.n > 0)
		put_field(&form, S("agency"), body);
	for (size_t i = 0; i < input->n; i++)
		put_field(&form, input->value[i].name, input->value[i].value);
	reply = visitor_post(visitor, str_printf(arena,
	    "/api/v1/things/%s/%.*s/%.*s", thing->kind, STRF(id),
	    STRF(step)), buf_str(&form));
	fault_clear(&flow->t->fault);
	check_ok(json_read(arena, reply->bytes, FORM_BYTES, &tree,
	    &flow->t->fault), flow->t->fault);
	if (reply->status != 200) {
		flow_ended(flow, str_c(arena, text(flow, tree, "code")));
		return;
	}
	flow_ended(flow, NULL);
	thing->id = strtoll(str_c(arena, text(flow, tree, "id")), NULL, 10);
	flow_compare(flow, text(flow, tree, "state"), text(flow, tree, "due"),
	    text(flow, tree, "paused"));
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
