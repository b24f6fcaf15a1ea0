#include "base/arena.h"
#include "base/buf.h"
#include "base/setting.h"
#include "domain/errand.h"
#include "domain/waiting.h"
#include "store/store.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/thing.h"
#include "woven/page.h"

#define LINE_BYTES	4096u	/* of names in a line */
#define LETTERS		50	/* on a page */
#define LETTERS_LOOKED	1000	/* for dead ones among them */

/* --- home ----------------------------------------------------------------- */

/* "信息编辑、审核人" */
static str
roles(struct job *job)
{
	struct buf	buf;

	buf_init(&buf, job->arena, LINE_BYTES);
	for (size_t i = 0; i < job->actor->grants; i++) {
		if (job->actor->grant[i].role.n == 0)
			continue;
		buf_put(&buf, buf.n == 0 ? S("") : S("、"));
		buf_put(&buf, desk_role(job, job->actor->grant[i].role));
	}
	return buf_str(&buf);
}

static str
steps(struct job *job, const struct waiting *thing)
{
	struct buf	buf;

	buf_init(&buf, job->arena, LINE_BYTES);
	for (size_t i = 0; i < thing->steps; i++) {
		buf_put(&buf, i == 0 ? S("") : S("、"));
		buf_put(&buf, thing_word(job, thing->kind, "step",
		    thing->step[i]));
	}
	return buf_str(&buf);
}

static struct view_waiting
waiting_row(struct job *job, const struct waiting *thing)
{
	return (struct view_waiting){
	    .link = { .to = thing_url(job, thing->kind, thing->id),
	    .text = thing->about.n > 0 ? thing->about : str_int(job->arena,
	    thing->id), .count = -1 },
	    .title = thing_title(job, thing->kind),
	    .agency = thing->agency_name,
	    .state = thing_word(job, thing->kind, "state", thing->state),
	    .steps = steps(job, thing), .due = thing->due,
	    .paused = thing->paused != DAY_NONE,
	    .late = thing->due != DAY_NONE && thing->paused == DAY_NONE &&
	    thing->due < job->today };
}

/* What waits for him, and whatever has a day by which it is due. */
static enum err
put_waiting(struct job *job, struct view_work *view)
{
	struct waiting	*thing = NULL;
	size_t		 n;
	enum err	 e = waiting_list(job, &thing, &n);

	if (e != OK)
		return e;
	view->waiting = arena_array(job->arena, n, sizeof *view->waiting);
	view->due = arena_array(job->arena, n, sizeof *view->due);
	for (size_t i = 0; i < n; i++) {
		if (thing[i].steps > 0)
			view->waiting[view->waitings++] = waiting_row(job,
			    &thing[i]);
		if (thing[i].due != DAY_NONE)
			view->due[view->dues++] = waiting_row(job,
			    &thing[i]);
	}
	return OK;
}

/* What he may begin. */
static enum err
put_begin(struct job *job, struct view_work *view)
{
	const char	**kind = NULL;
	enum err	  e = waiting_begin(job, &kind, &view->begins);

	if (e != OK)
		return e;
	view->begin = arena_array(job->arena, view->begins,
	    sizeof *view->begin);
	for (size_t i = 0; i < view->begins; i++)
		view->begin[i] = (struct view_link){ .count = -1,
		    .to = thing_url(job, kind[i], 0),
		    .text = WORD(job->arena, job->words,
		    "desk.home.begin", thing_title(job, kind[i])) };
	return OK;
}

static void
put_notice(struct job *job, struct view_work *view, enum view_tone tone,
    const char *key, str arg)
{
	view->notice[view->notices++] = (struct view_notice){ .tone = tone,
	    .text = WORD(job->arena, job->words, key, arg) };
}

/* What is due of him: roles, a second factor, letters that went nowhere. */
static enum err
put_notices(struct job *job, struct view_work *view)
{
	struct credential	 credential;
	struct errand_letter	*letter;
	size_t			 n = 0, dead = 0;
	enum err		 e;

	view->notice = arena_array(job->arena, 3, sizeof *view->notice);
	e = credential_load(job, job->actor->person.id, &credential);
	if (e != OK)
		return e;
	if (view->roles.n == 0)
		put_notice(job, view, VIEW_WARN, "desk.home.no_role", S(""));
	if (!credential.second)
		put_notice(job, view, VIEW_PLAIN, "desk.home.no_second",
		    S(""));
	if (!person_holds(job->actor, S("errand.run")))
		return OK;
	e = errand_list(job, 0, LETTERS_LOOKED, &letter, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		dead += letter[i].dead;
	if (e == OK && dead > 0)
		put_notice(job, view, VIEW_BAD, "desk.home.dead",
		    str_int(job->arena, (int64_t)dead));
	return e;
}

ROUTE(desk, .method = "GET", .path = "/desk", .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	struct view_work	view = { .roles = roles(job) };
	enum err		e;

	view.frame = frame_desk(job, in, S("desk.home.title"));
	e = put_notices(job, &view);
	if (e == OK)
		e = put_waiting(job, &view);
	if (e == OK)
		e = put_begin(job, &view);
	if (e == OK)
		page_desk_home(response_page(job, in, out, 200), &view);
	return e;
}

/* --- settings ------------------------------------------------------------- */

/* An address may hold a password: only the kind of store is told. */
static str
value(struct job *job, const struct setting *setting)
{
	str	text = setting_text(job->store->settings, setting->name);

	if (str_is(str_of(setting->name), "store"))
		return word(job->words, text.n == 0 ? "desk.setting.inside" :
		    "desk.setting.postgres");
	return text.n == 0 ? word(job->words, "desk.setting.empty") : text;
}

ROUTE(settings, .method = "GET", .path = "/desk/settings",
    .need = "setting.change")
(struct job *job, struct input *in, struct response *out)
{
	static const char *const	origin[] = { "desk.setting.default",
					    "desk.setting.file",
					    "desk.setting.environment" };
	struct view_settings		view = { .file = str_printf(
					    job->arena, "%s/gongkai.conf",
					    job->store->dir) };

	view.frame = frame_desk(job, in, S("desk.setting.title"));
	while (setting_index[view.rows].name != NULL)
		view.rows++;
	view.row = arena_array(job->arena, view.rows, sizeof *view.row);
	for (size_t i = 0; i < view.rows; i++) {
		const struct setting	*setting = &setting_index[i];

		view.row[i] = (struct view_setting){
		    .name = str_of(setting->name),
		    .value = value(job, setting),
		    .help = word(job->words, setting->help),
		    .origin = word(job->words, origin[setting_origin(
		    job->store->settings, setting->name)]) };
	}
	page_desk_settings(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- errands -------------------------------------------------------------- */

static const struct route_field	list_form[] = {
	{ .name = "after", .kind = ROUTE_INT },
	{ .name = "seen", .kind = ROUTE_INT },
	{ .name = NULL },
};

static str
about(struct job *job, str name)
{
	for (size_t i = 0; i < errand_count; i++)
		if (str_is(name, errand_index[i]->name))
			return word(job->words, errand_index[i]->about);
	return name;
}

static struct view_errand
errand_row(struct job *job, const struct errand_letter *letter)
{
	const char	*key = "desk.errand.waiting";

	if (letter->dead)
		key = "desk.errand.dead";
	else if (letter->lease > job->now)
		key = "desk.errand.running";
	return (struct view_errand){ .about = about(job, letter->name),
	    .state = word(job->words, key), .due = letter->due,
	    .tries = letter->tries, .failure = letter->failure,
	    .dead = letter->dead, .retry = URL_OF(job->arena,
	    "/desk/errands/{}/retry", str_int(job->arena, letter->id)) };
}

/* A page of the list; one more was asked for, to know of a next page. */
static void
page_on(struct job *job, const struct input *in,
    const struct errand_letter *letter, size_t n, struct view_errands *view)
{
	int64_t	seen = input_int(in, "seen", 0);

	view->pager = (struct view_pager){ .all = -1, .from = seen + 1,
	    .to = seen + (int64_t)view->rows };
	if (input_int(in, "after", 0) > 0)
		view->pager.before = URL("/desk/errands");
	if (n > view->rows)
		view->pager.after = url_with(job->arena, url_with(job->arena,
		    URL("/desk/errands"), "after", str_int(job->arena,
		    letter[view->rows - 1].id)), "seen", str_int(job->arena,
		    view->pager.to));
}

ROUTE(errands, .method = "GET", .path = "/desk/errands",
    .need = "errand.run", .form = list_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_errands	 view = { .rows = 0 };
	struct errand_letter	*letter;
	size_t			 n;
	enum err		 e;

	e = errand_list(job, input_int(in, "after", 0), LETTERS + 1, &letter,
	    &n);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.errand.title"));
	view.remarks = frame_remarks(job, in);
	view.rows = n > LETTERS ? LETTERS : n;
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; i < view.rows; i++) {
		view.row[i] = errand_row(job, &letter[i]);
		view.dead += letter[i].dead;
	}
	page_on(job, in, letter, n, &view);
	page_desk_errands(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(errand_retry, .method = "POST", .path = "/desk/errands/{id}/retry",
    .need = "errand.run")
(struct job *job, struct input *in, struct response *out)
{
	int64_t		id = input_part_int(in, "id");
	int		n;
	enum err	e;

	if (id == 0)
		return FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	e = errand_retry(job, id, &n);
	if (e == OK)
		response_redirect(job, out, URL("/desk/errands"));
	return e;
}

ROUTE(errand_retry_all, .method = "POST", .path = "/desk/retry-errands",
    .need = "errand.run")
(struct job *job, struct input *in, struct response *out)
{
	int		n;
	enum err	e = errand_retry(job, 0, &n);

	(void)in;
	if (e == OK)
		response_redirect(job, out, URL("/desk/errands"));
	return e;
}
