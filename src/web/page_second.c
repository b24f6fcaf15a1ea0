#include "base/arena.h"
#include "domain/second.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/qr.h"
#include "web/route.h"
#include "woven/page.h"

static const struct route_field	code_form[] = {
	{ "totp", ROUTE_TEXT, .required = true },
	{ .name = NULL },
};

static const struct route_field	off_form[] = {
	{ .name = "reason", .kind = ROUTE_TEXT },
	{ .name = NULL },
};

/* There is one: how many recovery codes are left, and how to end it. */
static enum err
show_on(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;
	int64_t			left;
	enum err		e;

	e = second_left(job, in->session->person, &left);
	if (e != OK)
		return e;
	form = desk_form(job, in, "desk.second.title", URL("/second/off"),
	    "desk.second.take_away");
	form.notice = (struct view_notice){ .tone = VIEW_GOOD,
	    .text = word(job->words, "desk.second.is_on") };
	desk_line(job, &form, "desk.second.left", str_int(job->arena, left));
	(void)desk_optional(job, in, &form, "reason", VIEW_TEXT);
	form.back = URL("/desk");
	return desk_show(job, in, out, &form);
}

static enum err
show_off(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.second.title", URL("/second/begin"),
	    "desk.second.begin");
	if (in->session->due == SESSION_SECOND)
		form.notice = (struct view_notice){ .tone = VIEW_WARN,
		    .text = word(job->words, "desk.second.due") };
	desk_line(job, &form, "desk.second.why", S(""));
	desk_line(job, &form, "desk.second.app", S(""));
	form.back = URL("/desk");
	return desk_show(job, in, out, &form);
}

static enum err
show(struct job *job, const struct input *in, struct response *out)
{
	struct credential	credential;
	enum err		e;

	e = credential_load(job, in->session->person, &credential);
	if (e != OK)
		return e;
	return credential.second ? show_on(job, in, out) :
	    show_off(job, in, out);
}

ROUTE(second, .method = "GET", .path = "/second", .need = ROUTE_SIGNED_IN,
    .due = true)
(struct job *job, struct input *in, struct response *out)
{
	return show(job, in, out);
}

/* --- enrolling ------------------------------------------------------------ */

/* The form that asks for the app's first code. */
static struct view_form
code_asked(struct job *job, const struct input *in)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.second.title", URL("/second/confirm"),
	    "desk.second.confirm");
	(void)desk_field(job, in, &form, "totp", VIEW_CODE);
	form.back = URL("/second");
	return form;
}

ROUTE(second_begin, .method = "POST", .path = "/second/begin",
    .need = ROUTE_SIGNED_IN, .due = true)
(struct job *job, struct input *in, struct response *out)
{
	struct view_second	view = { .side = 0 };
	struct second_secret	secret;
	struct qr		qr;
	enum err		e;

	e = second_begin(job, in->session->person, word(job->words,
	    "command.user.issuer"), &secret);
	if (e != OK)
		return e;
	view.form = code_asked(job, in);
	view.text = secret.text;
	if (qr_make(job->arena, secret.uri, &qr) == OK) {
		view.side = qr.side;
		view.path = qr.path;
	}
	page_second_secret(response_page(job, in, out, 200), &view);
	return OK;
}

/* A wrong code: the secret stands, only the code is asked for again. */
static enum err
ask_again(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form = code_asked(job, in);

	form.field[0].value = S("");
	desk_line(job, &form, "desk.second.again", S(""));
	return desk_show(job, in, out, &form);
}

ROUTE(second_confirm, .method = "POST", .path = "/second/confirm",
    .need = ROUTE_SIGNED_IN, .form = code_form, .due = true)
(struct job *job, struct input *in, struct response *out)
{
	struct view_recovery	view = { .codes = SECOND_CODES };
	enum err		e = OK;

	view.code = arena_array(job->arena, SECOND_CODES, sizeof *view.code);
	if (in->remarks == 0)
		e = desk_remark(job, in, "totp", second_confirm(job,
		    in->session->person, input_str(in, "totp"), view.code));
	if (e == OK && in->remarks > 0)
		return ask_again(job, in, out);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.second.codes"));
	view.notice = (struct view_notice){ .tone = VIEW_GOOD,
	    .text = word(job->words, "desk.second.is_on") };
	page_second_codes(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(second_off, .method = "POST", .path = "/second/off",
    .need = ROUTE_SIGNED_IN, .form = off_form)
(struct job *job, struct input *in, struct response *out)
{
	enum err	e = OK;

	if (in->remarks == 0)
		e = desk_remark(job, in, NULL, second_off(job,
		    in->session->person, input_str(in, "reason")));
	if (e == OK && in->remarks > 0)
		return show(job, in, out);
	if (e == OK)
		response_redirect(job, out, URL("/second"));
	return e;
}
