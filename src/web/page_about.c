#include "base/arena.h"
#include "base/setting.h"
#include "store/store.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view_public.h"
#include "woven/page.h"

/* What the map of the site shows, under which heading. */
static const struct {
	const char	*heading;	/* NULL: under the one before */
	const char	*to;
	const char	*key;
} places[] = {
	{ "public.sitemap.information", "/", "public.home.title" },
	{ NULL, "/guide", "frame.column.guide" },
	{ NULL, "/rules", "frame.column.rules" },
	{ NULL, "/catalogue", "frame.column.catalogue" },
	{ NULL, "/report", "frame.column.report" },
	{ NULL, "/apply", "frame.column.apply" },
	{ "public.sitemap.finding", "/search", "public.find.title" },
	{ NULL, "/agency", "public.agencies.title" },
	{ NULL, "/policies", "public.policies.title" },
	{ NULL, "/archive", "public.archive.title" },
	{ NULL, "/data", "public.data.title" },
	{ "public.sitemap.tools", "/deadline", "public.deadline.title" },
	{ NULL, "/fee", "public.fee.title" },
	{ NULL, "/check", "public.check.title" },
	{ "public.sitemap.about", "/accessibility",
	    "public.accessibility.title" },
	{ NULL, "/choice", "frame.choices" },
	{ NULL, "/log", "public.log.title" },
	{ NULL, "/help", "public.help.title" },
};
#define PLACES	(sizeof places / sizeof places[0])

ROUTE(sitemap, .method = "GET", .path = "/sitemap", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_sitemap	 view = { .groups = 0 };
	struct view_group	*group;

	view.frame = frame_public(job, in, S("public.sitemap.title"));
	view.group = arena_array(job->arena, PLACES, sizeof *view.group);
	group = view.group;	/* the first place has a heading */
	for (size_t i = 0; i < PLACES; i++) {
		if (places[i].heading != NULL) {
			group = &view.group[view.groups++];
			group->title = word(job->words, places[i].heading);
			group->link = arena_array(job->arena, PLACES,
			    sizeof *group->link);
		}
		group->link[group->links++] = (struct view_link){
		    .to = url_fill(job->arena, places[i].to, NULL, 0),
		    .count = -1,
		    .text = word(job->words, places[i].key) };
	}
	page_sitemap(response_page(job, in, out, 200), &view);
	return OK;
}

ROUTE(accessibility, .method = "GET", .path = "/accessibility", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct view_plain	view;

	view.frame = frame_public(job, in, S("public.accessibility.title"));
	page_accessibility(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- every part in every state ----------------------------------------- */

static void
build_fields(struct job *job, struct view_style *view)
{
	static const enum view_input	kinds[] = { VIEW_TEXT, VIEW_LINES,
		VIEW_SECRET, VIEW_NUMBER, VIEW_DAY, VIEW_SEARCH, VIEW_SELECT,
		VIEW_RADIO, VIEW_TICK, VIEW_FILE, VIEW_CODE };
	size_t	n = sizeof kinds / sizeof kinds[0];

	view->field = arena_array(job->arena, 2 * n, sizeof *view->field);
	for (size_t i = 0; i < 2 * n; i++) {
		struct view_field	*field = &view->field[view->fields++];

		field->kind = kinds[i / 2];
		field->name = str_printf(job->arena, "field-%zu", i);
		field->label = word(job->words, "public.style.name");
		field->required = i % 4 == 0;
		field->fill = S("off");
		field->choices = 2;
		field->choice = arena_array(job->arena, 2,
		    sizeof *field->choice);
		field->choice[0] = (struct view_choice){ S("a"),
		    word(job->words, "public.style.done"), true };
		field->choice[1] = (struct view_choice){ S("b"),
		    word(job->words, "public.style.later"), false };
		if (i % 2 == 0)
			continue;
		field->hint = word(job->words, "public.find.hint");
		field->wrong = word(job->words, "public.calc.missing");
		field->told = str_printf(job->arena, "field-%zu-hint "
		    "field-%zu-wrong", i, i);
	}
}

static void
build_states(struct job *job, struct view_style *view)
{
	static const enum view_tone	tones[] = { VIEW_PLAIN, VIEW_GOOD,
		VIEW_WARN, VIEW_BAD };
	size_t	n = sizeof tones / sizeof tones[0];
	str	text = word(job->words, "public.style.lead");

	view->notice = arena_array(job->arena, n, sizeof *view->notice);
	view->tag = arena_array(job->arena, n, sizeof *view->tag);
	for (size_t i = 0; i < n; i++) {
		view->notice[view->notices++] = (struct view_notice){
		    tones[i], word(job->words, "public.style.notices"), text };
		view->tag[view->tags++] = (struct view_tag){
		    word(job->words, "public.style.now"), tones[i] };
	}
	view->remarks.n = 2;
	view->remarks.remark = arena_array(job->arena, 2,
	    sizeof *view->remarks.remark);
	view->remarks.remark[0].sentence = text;
	view->remarks.remark[1] = (struct view_remark){ S("field-1"),
	    word(job->words, "public.calc.missing") };
}

ROUTE(style, .method = "GET", .path = "/style", .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct find		find = { .query = { .most = 3 } };
	struct view_style	view = { .fields = 0 };
	enum err		e;

	if (str_is(setting_text(job->store->settings, "folder"), "office"))
		return FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	e = find_ask(job, &find);
	if (e != OK)
		return e;
	items_of_find(job, &find, &view.items);
	view.frame = frame_public(job, in, S("public.style.title"));
	build_fields(job, &view);
	build_states(job, &view);
	view.pager = (struct view_pager){ .before = URL("/style"),
	    .after = URL("/style"), .from = 21, .to = 40, .all = 1204 };
	page_style(response_page(job, in, out, 200), &view);
	return OK;
}
