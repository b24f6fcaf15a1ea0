#include <string.h>

#include "domain/account.h"
#include "domain/invitation.h"
#include "web/desk.h"
#include "web/route.h"
#include "web/sign_code.h"

#define SEALED		8192	/* bytes of what sign_code made */
#define ADDRESS		2000	/* bytes of a page to go back to */

static const struct route_field	back_form[] = {
	{ "back", ROUTE_TEXT, .max = ADDRESS },
	{ .name = NULL },
};

static const struct route_field	sign_form[] = {
	{ "login", ROUTE_TEXT, .required = true },
	{ .name = "password", .kind = ROUTE_SECRET },
	{ .name = "totp", .kind = ROUTE_TEXT },
	{ "sealed", ROUTE_TEXT, .max = SEALED },
	{ "back", ROUTE_TEXT, .max = ADDRESS },
	{ .name = NULL },
};

static const struct route_field	password_form[] = {
	{ "old", ROUTE_SECRET, .required = true },
	{ "new", ROUTE_SECRET, .required = true },
	{ "again", ROUTE_SECRET, .required = true },
	{ .name = NULL },
};

static const struct route_field	first_form[] = {
	{ "new", ROUTE_SECRET, .required = true },
	{ "again", ROUTE_SECRET, .required = true },
	{ .name = NULL },
};

/* The functions of account act as the machine itself: who may come in is what
   they find out. */
static struct job
machine(const struct job *job)
{
	struct job	own = *job;

	own.actor = NULL;
	return own;
}

static bool
failed_as(const struct job *job, const char *key)
{
	return job->fault->code != OK && strcmp(job->fault->key, key) == 0;
}

/* --- signing in ----------------------------------------------------------- */

static enum err
ask_password(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.sign.title", URL("/sign-in"),
	    "desk.sign.in");
	(void)desk_field(job, in, &form, "login", VIEW_TEXT);
	(void)desk_field(job, in, &form, "password", VIEW_SECRET);
	desk_keep(&form, S("back"), input_str(in, "back"));
	return desk_show(job, in, out, &form);
}

/* The password was right; what was typed goes along sealed. */
static enum err
ask_code(struct job *job, const struct input *in, struct response *out,
    str sealed)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.sign.code", URL("/sign-in"),
	    "desk.sign.in");
	desk_line(job, &form, "desk.sign.code_line", S(""));
	(void)desk_field(job, in, &form, "totp", VIEW_CODE);
	form.field[0].value = S("");
	desk_keep(&form, S("login"), input_str(in, "login"));
	desk_keep(&form, S("sealed"), sealed);
	desk_keep(&form, S("back"), input_str(in, "back"));
	form.back = URL("/sign-in");
	return desk_show(job, in, out, &form);
}

ROUTE(sign_in, .method = "GET", .path = "/sign-in", .form = back_form,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	if (in->session == NULL)
		return ask_password(job, in, out);
	response_redirect(job, out, URL("/desk"));
	return OK;
}

/* Where somebody goes who came in. */
static struct url
whither(struct job *job, const struct input *in, enum session_due due)
{
	str	back = input_str(in, "back");

	if (due == SESSION_PASSWORD)
		return URL("/password");
	if (due == SESSION_SECOND)
		return URL("/second");
	return back.n == 0 ? URL("/desk") : url_back(job->arena, back);
}

/* He did not come in: another try, or its second step. */
static enum err
try_again(struct job *job, struct input *in, struct response *out,
    const struct account_try *try, enum err e)
{
	str	sealed = input_str(in, "sealed");

	if (failed_as(job, "account.code")) {
		fault_clear(job->fault);
		e = sign_code_shut(job, try->login, try->password, &sealed);
		return e == OK ? ask_code(job, in, out, sealed) : e;
	}
	if (e != ERR_FORBIDDEN && e != ERR_BUSY)
		return e;
	input_remark_fault(job, in, NULL);
	return sealed.n > 0 && e == ERR_FORBIDDEN && try->code.n > 0 ?
	    ask_code(job, in, out, sealed) : ask_password(job, in, out);
}

ROUTE(sign_in_do, .method = "POST", .path = "/sign-in", .form = sign_form,
    .mode = ROUTE_BARE, .need = ROUTE_ANYBODY,
    .costly = true)
(struct job *job, struct input *in, struct response *out)
{
	struct account_entry	entry;
	struct account_try	try = { input_str(in, "login"),
				    input_str(in, "password"),
				    input_str(in, "totp"), in->client };
	struct job		own = machine(job);
	enum err		e = OK;

	if (in->remarks > 0)
		return ask_password(job, in, out);
	if (input_str(in, "sealed").n > 0)
		e = sign_code_open(&own, try.login, input_str(in, "sealed"),
		    &try.password);
	if (e != OK) {
		input_remark_fault(job, in, NULL);
		return ask_password(job, in, out);
	}
	e = account_enter(&own, &try, &entry);
	if (e != OK)
		return try_again(&own, in, out, &try, e);
	response_sign_in(job, in, out, entry.token);
	response_redirect(job, out, whither(job, in, entry.due));
	return OK;
}

ROUTE(sign_out, .method = "POST", .path = "/sign-out",
    .need = ROUTE_SIGNED_IN, .mode = ROUTE_BARE, .due = true)
(struct job *job, struct input *in, struct response *out)
{
	struct job	own = machine(job);
	enum err	e = account_leave(&own, in->token);

	if (e != OK)
		return e;
	response_sign_out(job, in, out);
	response_redirect(job, out, URL("/"));
	return OK;
}

/* --- passwords ------------------------------------------------------------ */

static enum err
ask_change(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.password.title", URL("/password"),
	    "desk.password.do");
	if (in->session->due == SESSION_PASSWORD)
		form.notice = (struct view_notice){ .tone = VIEW_WARN,
		    .text = word(job->words, "desk.password.due") };
	desk_line(job, &form, "desk.password.line", S(""));
	desk_field(job, in, &form, "old", VIEW_SECRET)->fill =
	    S("current-password");
	(void)desk_field(job, in, &form, "new", VIEW_SECRET);
	(void)desk_field(job, in, &form, "again", VIEW_SECRET);
	return desk_show(job, in, out, &form);
}

/* The new password was typed the same twice. */
static void
check_twice(struct job *job, struct input *in)
{
	if (in->remarks == 0 && !str_eq(input_str(in, "new"),
	    input_str(in, "again")))
		input_remark(job, in, "again", "desk.password.differ");
}

ROUTE(password, .method = "GET", .path = "/password",
    .need = ROUTE_SIGNED_IN, .due = true)
(struct job *job, struct input *in, struct response *out)
{
	return ask_change(job, in, out);
}

ROUTE(password_do, .method = "POST", .path = "/password",
    .need = ROUTE_SIGNED_IN, .form = password_form, .mode = ROUTE_BARE,
    .due = true,
    .costly = true)
(struct job *job, struct input *in, struct response *out)
{
	struct account_entry	entry;
	enum err		e;

	check_twice(job, in);
	if (in->remarks > 0)
		return ask_change(job, in, out);
	e = account_password(job, in->session->person, input_str(in, "old"),
	    input_str(in, "new"), &entry);
	if (e == ERR_BUSY)
		input_remark_fault(job, in, NULL);
	else if (e != OK)
		e = desk_remark(job, in, e == ERR_FORBIDDEN ? "old" : "new",
		    e);
	if (in->remarks > 0)
		return ask_change(job, in, out);
	if (e != OK)
		return e;
	response_sign_in(job, in, out, entry.token);
	response_redirect(job, out, entry.due == SESSION_SECOND ?
	    URL("/second") : URL("/desk"));
	return OK;
}

/* --- the first password --------------------------------------------------- */

static struct url
invitation_url(struct job *job, const struct input *in)
{
	return URL_OF(job->arena, "/invitation/{}", input_part(in, "token"));
}

static enum err
ask_first(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.first.title",
	    invitation_url(job, in), "desk.first.do");
	desk_line(job, &form, "desk.password.line", S(""));
	(void)desk_field(job, in, &form, "new", VIEW_SECRET);
	(void)desk_field(job, in, &form, "again", VIEW_SECRET);
	return desk_show(job, in, out, &form);
}

ROUTE(invitation, .method = "GET", .path = "/invitation/{token}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	int64_t		person;
	enum err	e;

	e = invitation_find(job, input_part(in, "token"), &person);
	return e == OK ? ask_first(job, in, out) : e;
}

ROUTE(invitation_do, .method = "POST", .path = "/invitation/{token}",
    .form = first_form, .mode = ROUTE_BARE, .need = ROUTE_ANYBODY,
    .costly = true)
(struct job *job, struct input *in, struct response *out)
{
	struct job	own = machine(job);
	int64_t		person;
	enum err	e;

	check_twice(job, in);
	if (in->remarks > 0)
		return ask_first(job, in, out);
	e = account_accept(&own, input_part(in, "token"),
	    input_str(in, "new"), &person);
	if (e == ERR_INVALID) {
		input_remark_fault(job, in, "new");
		return ask_first(job, in, out);
	}
	if (e != OK)
		return e;
	response_redirect(job, out, URL("/sign-in"));
	return OK;
}
