#include "base/arena.h"
#include "domain/agency.h"
#include "domain/invitation.h"
#include "domain/role.h"
#include "domain/rules.h"
#include "domain/second.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "woven/page.h"

#define FACTS	8
#define MAYS	6

static const struct route_field	new_form[] = {
	{ .name = "login", .required = true },
	{ .name = "name", .required = true },
	{ .name = "agency", .required = true },
	{ .name = "reason" },
	{ .name = NULL },
};

static const struct route_field	grant_form[] = {
	{ .name = "role", .required = true },
	{ .name = "agency", .required = true },
	{ .name = "since", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "reason", .required = true },
	{ .name = NULL },
};

static const struct route_field	reason_form[] = {
	{ .name = "reason", .required = true },
	{ .name = NULL },
};

static const struct route_field	notice_form[] = {
	{ .name = "done", .kind = ROUTE_CHOICE, .choice =
	    "added granted revoked locked unlocked" },
	{ .name = NULL },
};

static struct url
person_url(struct job *job, str login)
{
	return URL_OF(job->arena, "/desk/people/{}", login);
}

/* Whoever keeps people, their roles or their accounts sees them. */
static enum err
may_look(struct job *job)
{
	if (person_holds(job->actor, S("person.change")) ||
	    person_holds(job->actor, S("person.grant")) ||
	    person_holds(job->actor, S("person.unlock")))
		return OK;
	return FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
}

static enum err
find(struct job *job, const struct input *in, struct person *ret)
{
	enum err	e = may_look(job);

	return e == OK ? person_find(job, input_part(in, "login"), ret) : e;
}

static enum err
agency_name(struct job *job, int64_t id, str *ret)
{
	struct agency	agency;
	enum err	e = agency_load(job, id, &agency);

	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return agency_code(job, id, ret);
	}
	if (e == OK)
		*ret = agency.name;
	return e;
}

/* --- all of them ---------------------------------------------------------- */

static enum err
put_row(struct job *job, const struct person *person,
    struct view_person_row *row)
{
	struct credential	credential;
	enum err		e;

	e = credential_load(job, person->id, &credential);
	if (e == OK)
		e = agency_name(job, person->agency, &row->agency);
	row->link = (struct view_link){ .to = person_url(job, person->login),
	    .text = person->name, .count = -1 };
	row->login = person->login;
	row->state = desk_account(job, person, &credential);
	return e;
}

ROUTE(people, .method = "GET", .path = "/desk/people",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	struct view_people	 view = { .rows = 0 };
	struct person		*person;
	enum err		 e = may_look(job);

	if (e == OK)
		e = person_below(job, 0, &person, &view.rows);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.people.title"));
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; e == OK && i < view.rows; i++)
		e = put_row(job, &person[i], &view.row[i]);
	if (person_holds(job->actor, S("person.change")))
		view.add = URL("/desk/new-person");
	if (e == OK)
		page_office_people(response_page(job, in, out, 200), &view);
	return e;
}

/* --- one ------------------------------------------------------------------ */

static enum err
put_facts(struct job *job, const struct person *person,
    const struct credential *credential, struct view_person *view)
{
	int64_t		left = 0;
	enum err	e;
	str		agency;

	view->fact = arena_array(job->arena, FACTS, sizeof *view->fact);
	e = agency_name(job, person->agency, &agency);
	if (e == OK && credential->second)
		e = second_left(job, person->id, &left);
	if (e != OK)
		return e;
	desk_fact(job, view->fact, &view->facts, "field.login",
	    person->login);
	desk_fact(job, view->fact, &view->facts, "desk.agency", agency);
	desk_fact(job, view->fact, &view->facts, "desk.people.until",
	    day_text(job->arena, person->until));
	desk_fact(job, view->fact, &view->facts, "desk.people.account",
	    desk_account(job, person, credential));
	desk_fact(job, view->fact, &view->facts, "desk.second.title",
	    credential->second ? WORD(job->arena, job->words,
	    "desk.second.left", str_int(job->arena, left)) :
	    word(job->words, "desk.people.no_second"));
	return OK;
}

static enum err
put_roles(struct job *job, const struct person *person,
    struct view_person *view)
{
	struct grant	*grant;
	enum err	 e = person_grants(job, person->id, &grant,
			    &view->roles);

	if (e != OK)
		return e;
	view->role = arena_array(job->arena, view->roles + 1,
	    sizeof *view->role);
	for (size_t i = 0; e == OK && i < view->roles; i++) {
		struct view_role	*role = &view->role[i];

		role->name = desk_role(job, grant[i].role);
		role->since = grant[i].since;
		role->until = grant[i].until;
		role->ended = grant[i].until != DAY_NONE &&
		    grant[i].until < job->today;
		e = agency_name(job, grant[i].agency, &role->agency);
		if (!role->ended && person_may(job, S("person.grant"),
		    grant[i].agency))
			role->revoke = URL_OF(job->arena,
			    "/desk/people/{}/revoke/{}", person->login,
			    str_int(job->arena, grant[i].id));
	}
	return e;
}

static void
may(struct job *job, struct view_person *view, const char *pattern,
    str login, const char *key)
{
	view->may[view->mays++] = (struct view_link){ .count = -1,
	    .to = url_fill(job->arena, pattern, &login, 1),
	    .text = word(job->words, key) };
}

static void
put_mays(struct job *job, const struct person *person,
    const struct credential *credential, struct view_person *view)
{
	bool	self = person->id == job->actor->person.id;

	view->may = arena_array(job->arena, MAYS, sizeof *view->may);
	if (person_holds(job->actor, S("person.grant")) && !self)
		may(job, view, "/desk/people/{}/grant", person->login,
		    "desk.people.grant");
	if (person_may(job, S("person.change"), person->agency))
		may(job, view, "/desk/people/{}/invite", person->login,
		    "desk.people.invite");
	if (!person_may(job, S("person.unlock"), person->agency) || self)
		return;
	if (credential->locked)
		may(job, view, "/desk/people/{}/unlock", person->login,
		    "desk.people.unlock");
	else
		may(job, view, "/desk/people/{}/lock", person->login,
		    "desk.people.lock");
}

ROUTE(person, .method = "GET", .path = "/desk/people/{login}",
    .need = ROUTE_SIGNED_IN, .form = notice_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_person	view = { .facts = 0 };
	struct credential	credential;
	struct person		person;
	enum err		e = find(job, in, &person);

	if (e == OK)
		e = credential_load(job, person.id, &credential);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, person.name);
	frame_crumb(job, &view.frame, URL("/desk/people"), word(job->words,
	    "desk.people.title"));
	if (input_str(in, "done").n > 0)
		view.notice = (struct view_notice){ .tone = VIEW_GOOD,
		    .text = word(job->words, "desk.people.done") };
	e = put_facts(job, &person, &credential, &view);
	if (e == OK)
		e = put_roles(job, &person, &view);
	if (e != OK)
		return e;
	put_mays(job, &person, &credential, &view);
	page_office_person(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- somebody new --------------------------------------------------------- */

/* The bodies that the actor sees, as a choice. */
static enum err
choose_agency(struct job *job, struct view_field *field)
{
	struct agency	*agency;
	size_t		 n;
	enum err	 e = agency_below(job, 0, &agency, &n);

	if (e != OK)
		return e;
	field->choice = arena_array(job->arena, n + 1,
	    sizeof *field->choice);
	for (size_t i = 0; i < n; i++) {
		if (agency[i].until != DAY_NONE)
			continue;
		field->choice[field->choices++] = (struct view_choice){
		    agency[i].code, agency[i].name,
		    str_eq(field->value, agency[i].code) };
	}
	return OK;
}

static enum err
ask_new(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;
	enum err		e;

	form = desk_form(job, in, "desk.people.new", URL("/desk/new-person"),
	    "desk.people.add");
	desk_line(job, &form, "desk.people.new_line", S(""));
	(void)desk_field(job, in, &form, "login", VIEW_TEXT);
	(void)desk_field(job, in, &form, "name", VIEW_TEXT);
	e = choose_agency(job, desk_field(job, in, &form, "agency",
	    VIEW_SELECT));
	(void)desk_optional(job, in, &form, "reason", VIEW_TEXT);
	form.back = URL("/desk/people");
	return e == OK ? desk_show(job, in, out, &form) : e;
}

ROUTE(person_new, .method = "GET", .path = "/desk/new-person",
    .need = "person.change")
(struct job *job, struct input *in, struct response *out)
{
	return ask_new(job, in, out);
}

static enum err
add(struct job *job, const struct input *in, struct person *person)
{
	struct agency	agency = { .id = 0 };
	enum err	e = agency_find(job, input_str(in, "agency"), &agency);

	if (e == OK && !person_may(job, S("person.change"), agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	*person = (struct person){ .login = input_str(in, "login"),
	    .name = input_str(in, "name"), .agency = agency.id,
	    .until = DAY_NONE };
	return e == OK ? person_new(job, person, input_str(in, "reason")) : e;
}

ROUTE(person_new_do, .method = "POST", .path = "/desk/new-person",
    .need = "person.change", .form = new_form)
(struct job *job, struct input *in, struct response *out)
{
	struct person	person;
	enum err	e = OK;

	if (in->remarks == 0)
		e = desk_remark(job, in, NULL, add(job, in, &person));
	if (e == OK && in->remarks > 0)
		return ask_new(job, in, out);
	if (e == OK)
		response_redirect(job, out, url_with(job->arena,
		    person_url(job, person.login), "done", S("added")));
	return e;
}

/* --- an invitation -------------------------------------------------------- */

static enum err
ask_invite(struct job *job, const struct input *in, struct response *out,
    const struct person *person)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.people.invite", URL_OF(job->arena,
	    "/desk/people/{}/invite", person->login), "desk.people.invite");
	desk_line(job, &form, "desk.people.invite_line", person->name);
	(void)desk_field(job, in, &form, "reason", VIEW_TEXT);
	form.back = person_url(job, person->login);
	return desk_show(job, in, out, &form);
}

ROUTE(invite, .method = "GET", .path = "/desk/people/{login}/invite",
    .need = "person.change")
(struct job *job, struct input *in, struct response *out)
{
	struct person	person;
	enum err	e = find(job, in, &person);

	return e == OK ? ask_invite(job, in, out, &person) : e;
}

ROUTE(invite_do, .method = "POST", .path = "/desk/people/{login}/invite",
    .need = "person.change", .form = reason_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_invitation	view = { .until = 0 };
	struct person		person;
	enum err		e = find(job, in, &person);
	str			token;

	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, invitation_new(job, person.id,
		    input_str(in, "reason"), &token, &view.until));
	if (e == OK && in->remarks > 0)
		return ask_invite(job, in, out, &person);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.people.invite"));
	view.name = person.name;
	view.link = str_printf(job->arena, "%s://%.*s%.*s", in->secure ?
	    "https" : "http", STRF(in->host), STRF(URL_OF(job->arena,
	    "/invitation/{}", token).s));
	view.back = person_url(job, person.login);
	page_office_invitation(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- roles ---------------------------------------------------------------- */

static void
choose_role(struct job *job, struct view_field *field)
{
	const struct roles	*roles = job->actor->roles;

	field->choice = arena_array(job->arena, roles->n + 1,
	    sizeof *field->choice);
	for (size_t i = 0; i < roles->n; i++)
		field->choice[field->choices++] = (struct view_choice){
		    roles->role[i].key, roles->role[i].name,
		    str_eq(field->value, roles->role[i].key) };
}

static enum err
ask_grant(struct job *job, const struct input *in, struct response *out,
    const struct person *person)
{
	struct view_form	form;
	enum err		e;

	form = desk_form(job, in, "desk.people.grant", URL_OF(job->arena,
	    "/desk/people/{}/grant", person->login), "desk.people.grant");
	desk_line(job, &form, "desk.people.grant_line", person->name);
	choose_role(job, desk_field(job, in, &form, "role", VIEW_SELECT));
	e = choose_agency(job, desk_field(job, in, &form, "agency",
	    VIEW_SELECT));
	(void)desk_optional(job, in, &form, "since", VIEW_DAY);
	(void)desk_optional(job, in, &form, "until", VIEW_DAY);
	(void)desk_field(job, in, &form, "reason", VIEW_TEXT);
	form.back = person_url(job, person->login);
	return e == OK ? desk_show(job, in, out, &form) : e;
}

ROUTE(grant, .method = "GET", .path = "/desk/people/{login}/grant",
    .need = "person.grant")
(struct job *job, struct input *in, struct response *out)
{
	struct person	person;
	enum err	e = find(job, in, &person);

	return e == OK ? ask_grant(job, in, out, &person) : e;
}

static enum err
give(struct job *job, const struct input *in, const struct person *person)
{
	struct grant	grant = { .person = person->id,
			    .role = input_str(in, "role"),
			    .since = input_day(in, "since"),
			    .until = input_day(in, "until") };
	struct agency	agency = { .id = 0 };
	enum err	e = agency_find(job, input_str(in, "agency"), &agency);

	grant.agency = agency.id;
	return e == OK ? person_grant(job, &grant, input_str(in, "reason")) :
	    e;
}

ROUTE(grant_do, .method = "POST", .path = "/desk/people/{login}/grant",
    .need = "person.grant", .form = grant_form)
(struct job *job, struct input *in, struct response *out)
{
	struct person	person;
	enum err	e = find(job, in, &person);

	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, give(job, in, &person));
	if (e == OK && in->remarks > 0)
		return ask_grant(job, in, out, &person);
	if (e == OK)
		response_redirect(job, out, url_with(job->arena,
		    person_url(job, person.login), "done", S("granted")));
	return e;
}
