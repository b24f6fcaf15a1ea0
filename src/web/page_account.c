#include "domain/credential.h"
#include "domain/person.h"
#include "web/desk.h"
#include "web/route.h"

/*
 * What is done to a person's account or roles for a reason: a page that asks
 * for it, and the doing.  All of them are rows here.
 */
static const struct route_field	reason_form[] = {
	{ .name = "reason", .required = true },
	{ .name = NULL },
};

struct deed {
	const char	*title;	/* of the page and on its button */
	const char	*line;	/* what it means; {1} is the name */
	const char	*path;	/* below the person's page */
	const char	*done;	/* told there */
	enum err	(*run)(struct job *job, int64_t id, str reason);
};

static const struct deed	lock = { "desk.people.lock",
    "desk.people.lock_line", "lock", "locked", credential_lock };
static const struct deed	unlock = { "desk.people.unlock",
    "desk.people.unlock_line", "unlock", "unlocked", credential_unlock };
static const struct deed	revoke = { "desk.people.revoke",
    "desk.people.revoke_line", "revoke", "revoked", person_revoke };

static struct url
page_of(struct job *job, const struct person *person)
{
	return URL_OF(job->arena, "/desk/people/{}", person->login);
}

/* Where its form goes: to the page that asked. */
static struct url
action(struct job *job, const struct input *in, const struct deed *deed,
    const struct person *person)
{
	str	id = input_part(in, "id");

	if (id.n > 0)
		return URL_OF(job->arena, "/desk/people/{}/{}/{}",
		    person->login, str_of(deed->path), id);
	return URL_OF(job->arena, "/desk/people/{}/{}", person->login,
	    str_of(deed->path));
}

static enum err
ask(struct job *job, const struct input *in, struct response *out,
    const struct deed *deed)
{
	struct view_form	form;
	struct person		person;
	enum err		e;

	e = person_find(job, input_part(in, "login"), &person);
	if (e != OK)
		return e;
	form = desk_form(job, in, deed->title, action(job, in, deed,
	    &person), deed->title);
	desk_line(job, &form, deed->line, person.name);
	(void)desk_field(job, in, &form, "reason", VIEW_TEXT);
	form.back = page_of(job, &person);
	return desk_show(job, in, out, &form);
}

/* The grant of the path is one of the person's. */
static enum err
find_grant(struct job *job, const struct input *in,
    const struct person *person, int64_t *ret)
{
	struct grant	*grant;
	size_t		 n;
	enum err	 e = person_grants(job, person->id, &grant, &n);

	for (size_t i = 0; e == OK && i < n; i++)
		if (str_eq(str_int(job->arena, grant[i].id),
		    input_part(in, "id"))) {
			*ret = grant[i].id;
			return OK;
		}
	return e == OK ? FAIL(job->fault, ERR_NOT_FOUND, "person.no_grant") :
	    e;
}

static enum err
act(struct job *job, struct input *in, struct response *out,
    const struct deed *deed)
{
	struct person	person;
	int64_t		id = 0;
	enum err	e;

	e = person_find(job, input_part(in, "login"), &person);
	if (e == OK)
		id = person.id;
	if (e == OK && input_part(in, "id").n > 0)
		e = find_grant(job, in, &person, &id);
	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, deed->run(job, id,
		    input_str(in, "reason")));
	if (e == OK && in->remarks > 0)
		return ask(job, in, out, deed);
	if (e == OK)
		response_redirect(job, out, url_with(job->arena,
		    page_of(job, &person), "done", str_of(deed->done)));
	return e;
}

ROUTE(lock, .method = "GET", .path = "/desk/people/{login}/lock",
    .need = "person.unlock")
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, in, out, &lock);
}

ROUTE(lock_do, .method = "POST", .path = "/desk/people/{login}/lock",
    .need = "person.unlock", .form = reason_form)
(struct job *job, struct input *in, struct response *out)
{
	return act(job, in, out, &lock);
}

ROUTE(unlock, .method = "GET", .path = "/desk/people/{login}/unlock",
    .need = "person.unlock")
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, in, out, &unlock);
}

ROUTE(unlock_do, .method = "POST", .path = "/desk/people/{login}/unlock",
    .need = "person.unlock", .form = reason_form)
(struct job *job, struct input *in, struct response *out)
{
	return act(job, in, out, &unlock);
}

ROUTE(revoke, .method = "GET", .path = "/desk/people/{login}/revoke/{id}",
    .need = "person.grant")
(struct job *job, struct input *in, struct response *out)
{
	return ask(job, in, out, &revoke);
}

ROUTE(revoke_do, .method = "POST",
    .path = "/desk/people/{login}/revoke/{id}", .need = "person.grant",
    .form = reason_form)
(struct job *job, struct input *in, struct response *out)
{
	return act(job, in, out, &revoke);
}
