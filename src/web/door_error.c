#include "base/arena.h"
#include "web/door_visit.h"
#include "web/frame.h"
#include "web/problem.h"
#include "web/view_error.h"
#include "woven/page.h"

/* What a code means to a browser. */
static const int	statuses[ERR__MAX] = {
	[OK] = 500, [ERR_NOT_FOUND] = 404, [ERR_INVALID] = 400,
	[ERR_FORBIDDEN] = 403, [ERR_CONFLICT] = 409, [ERR_TOO_LARGE] = 413,
	[ERR_BUSY] = 503, [ERR_STORE] = 500, [ERR_OUTSIDE] = 502,
};

/* What a page of an error is called, and says of what to do next. */
static const struct {
	int		 status;
	const char	*title, *next;
} pages[] = {
	{ 404, "frame.error.not_found", "frame.error.not_found_next" },
	{ 401, "frame.error.forbidden", "frame.error.forbidden_next" },
	{ 403, "frame.error.forbidden", "frame.error.forbidden_next" },
	{ 503, "frame.error.busy", "frame.error.busy_next" },
	{ 429, "frame.error.busy", "frame.error.busy_next" },
	{ 500, "frame.error.failed", "frame.error.failed_next" },
	{ 502, "frame.error.failed", "frame.error.failed_next" },
	{ 0, "frame.error.invalid", "frame.error.invalid_next" },
};

static void
page(struct door_visit *visit, int status, str sentence)
{
	struct job		*job = &visit->job;
	struct view_error	 view;
	size_t			 i = 0;

	while (pages[i].status != 0 && pages[i].status != status)
		i++;
	view.frame = frame_public(job, &visit->in, str_of(pages[i].title));
	view.sentence = sentence;
	view.next = word(job->words, pages[i].next);
	view.id = visit->request->id;
	page_error(response_page(job, &visit->in, &visit->out, status),
	    &view);
}

void
door_error(struct door_visit *visit)
{
	struct job	*job = &visit->job;
	int		 status = visit->status;
	str		 sentence;

	if (status == 0)
		status = statuses[visit->fault.code];
	if (status == 500)
		(void)FAIL(&visit->fault, visit->fault.code, "web.failed");
	sentence = word_fault(job->arena, job->words, &visit->fault);
	if (str_starts(visit->path, S("/api/")))
		problem_put(job, &visit->out, &(struct problem){ status,
		    sentence, str_of(visit->fault.key),
		    visit->request->id });
	else
		page(visit, status, sentence);
	if (status == 405)
		http_reply_header(&visit->out.reply, S("Allow"),
		    route_methods(job->arena, visit->door->route,
		    visit->door->routes, visit->match.route));
	if (status == 401 && visit->by == DOOR_TOKEN)
		http_reply_header(&visit->out.reply, S("WWW-Authenticate"),
		    S("Bearer"));
	if (visit->wait > 0)
		http_reply_header(&visit->out.reply, S("Retry-After"),
		    str_int(job->arena, visit->wait));
}
