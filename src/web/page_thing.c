#include "base/arena.h"
#include "base/buf.h"
#include "domain/attachment.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/thing.h"
#include "web/thing_show.h"
#include "woven/page.h"

static const struct route_field	notice_form[] = {
	{ .name = "done", .max = 64 },
	{ .name = NULL },
};

/* --- the page ------------------------------------------------------------- */

static void
put_notice(struct thing_show *b, str step)
{
	if (step.n > 0 && procedure_knows(b->life, step))
		b->view.notice = (struct view_notice){ .tone = VIEW_GOOD,
		    .text = WORD(b->job->arena, b->job->words,
		    "desk.thing.done", thing_word(b->job, b->thing->kind,
		    "step", step)) };
}

ROUTE(thing, .method = "GET", .path = "/desk/thing/{kind}/{id}",
    .need = ROUTE_SIGNED_IN, .form = notice_form)
(struct job *job, struct input *in, struct response *out)
{
	struct thing_show		*b = arena_alloc(job->arena,
					    sizeof *b);
	const struct procedure_kind	*life;
	struct thing			*thing;
	enum err			 e = thing_find(job, in, &life,
					    &thing);

	if (e == OK)
		e = thing_show(job, life, thing, b);
	if (e != OK)
		return e;
	b->view.frame = frame_desk(job, in, thing_title(job, thing->kind));
	frame_crumb(job, &b->view.frame, URL("/desk"), word(job->words,
	    "desk.home.title"));
	put_notice(b, input_str(in, "done"));
	page_thing(response_page(job, in, out, 200), &b->view);
	return OK;
}

ROUTE(thing_file, .method = "GET",
    .path = "/desk/thing/{kind}/{id}/file/{file}", .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	const struct procedure_kind	*life;
	struct attachment		 file = { .id = 0 };
	struct thing			*thing;
	enum err			 e = thing_find(job, in, &life,
					    &thing);
	str				 bytes;

	if (e == OK)
		e = attachment_load(job, input_part_int(in, "file"), &file);
	if (e == OK && (file.owner != thing->id ||
	    !str_is(file.owner_kind, thing->kind)))
		e = FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	if (e == OK)
		e = attachment_read(job, &file, &bytes);
	if (e == OK)
		buf_put(response_bytes(job, out, str_c(job->arena,
		    file.type), file.name), bytes);
	return e;
}
