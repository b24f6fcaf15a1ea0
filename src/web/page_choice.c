#include "base/arena.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_public.h"
#include "woven/page.h"

/* What a reader may choose; frame reads the cookie "look", the door "lang". */
static const struct route_field	form[] = {
	{ .name = "size", .kind = ROUTE_CHOICE,
	    .choice = "normal large larger" },
	{ .name = "contrast", .kind = ROUTE_TICK },
	{ .name = "elder", .kind = ROUTE_TICK },
	{ .name = "plain", .kind = ROUTE_TICK },
	{ .name = "language", .kind = ROUTE_CHOICE, .choice = "zh en" },
	{ .name = "back" },
	{ .name = NULL }
};

static const struct route_field	back_form[] = {
	{ .name = "back" },
	{ .name = NULL }
};

static bool
is_chosen(const struct view_frame *frame, const char *look)
{
	str	rest = frame->look, one;

	while (str_cut(&rest, ' ', &one))
		if (str_is(one, look))
			return true;
	return false;
}

static struct view_field
tick(struct job *job, const struct input *in, const struct view_frame *frame,
    const char *name, const char *look)
{
	struct view_field	field = frame_field(job, in, name, VIEW_TICK);

	field.value = is_chosen(frame, look) ? S("1") : S("");
	return field;
}

/* One of a list of words, that with `on' chosen. */
static struct view_field
radio(struct job *job, const struct input *in, const char *name,
    const struct view_choice *choice, size_t n)
{
	struct view_field	field = frame_field(job, in, name, VIEW_RADIO);

	field.required = true;
	field.choices = n;
	field.choice = arena_array(job->arena, n, sizeof *field.choice);
	for (size_t i = 0; i < n; i++) {
		field.choice[i] = choice[i];
		field.choice[i].text = word(job->words,
		    str_c(job->arena, choice[i].text));
	}
	return field;
}

ROUTE(choice, .method = "GET", .path = "/choice", .form = back_form,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_choices	 view = { .fields = 0 };
	struct view_frame	*frame = &view.frame;
	bool			 english;

	*frame = frame_public(job, in, S("public.choice.title"));
	english = str_is(frame->lang, "en");
	view.back = url_back(job->arena, input_str(in, "back")).s;
	view.field[view.fields++] = radio(job, in, "size",
	    (struct view_choice[]){
	    { S("normal"), S("public.choice.normal"),
	    !is_chosen(frame, "size-large") &&
	    !is_chosen(frame, "size-larger") },
	    { S("large"), S("public.choice.large"),
	    is_chosen(frame, "size-large") },
	    { S("larger"), S("public.choice.larger"),
	    is_chosen(frame, "size-larger") } }, 3);
	view.field[view.fields++] = tick(job, in, frame, "contrast",
	    "contrast");
	view.field[view.fields++] = tick(job, in, frame, "elder", "elder");
	view.field[view.fields++] = tick(job, in, frame, "plain",
	    "text-only");
	view.field[view.fields++] = radio(job, in, "language",
	    (struct view_choice[]){
	    { S("zh"), S("public.choice.chinese"), !english },
	    { S("en"), S("public.choice.english"), english } }, 2);
	page_choice(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(choice_keep, .method = "POST", .path = "/choice", .form = form,
    .mode = ROUTE_READS, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	str	size = input_str(in, "size");
	str	look = str_printf(job->arena, "%s%s%s%s",
		    str_is(size, "large") ? "size-large." :
		    str_is(size, "larger") ? "size-larger." : "",
		    input_given(in, "contrast") ? "contrast." : "",
		    input_given(in, "elder") ? "elder." : "",
		    input_given(in, "plain") ? "text-only." : "");

	response_redirect(job, out, url_back(job->arena, input_str(in,
	    "back")));
	response_choice(job, out, "look", look);
	response_choice(job, out, "lang", str_is(input_str(in, "language"),
	    "en") ? S("en") : S(""));
	return OK;
}
