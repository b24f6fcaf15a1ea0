#include "web/frame.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/setting.h"
#include "domain/agency.h"
#include "domain/person.h"
#include "store/store.h"
#include "web/static.h"

#define CRUMBS	6

/* A column of the bar: where it leads and the key of its name. */
struct bar {
	const char	*to;
	const char	*key;
	str		 need;	/* held on some body; empty: none */
	str		 other;	/* or this one; empty: none */
};

/* The fixed columns of 国办公开办函〔2019〕61号. */
static const struct bar	columns[] = {
	{ "/guide", "frame.column.guide", S(""), S("") },
	{ "/rules", "frame.column.rules", S(""), S("") },
	{ "/catalogue", "frame.column.catalogue", S(""), S("") },
	{ "/report", "frame.column.report", S(""), S("") },
	{ "/apply", "frame.column.apply", S(""), S("") },
};

static const struct bar	desks[] = {
	{ "/desk", "frame.desks.home", S(""), S("") },
	{ "/desk/records", "frame.desks.records", S("record.edit"),
	    S("record.review") },
	{ "/desk/agencies", "frame.desks.agencies", S(""), S("") },
	{ "/desk/people", "frame.desks.people", S("person.change"),
	    S("person.grant") },
	{ "/desk/duty", "frame.desks.duty", S("record.edit"),
	    S("record.supervise") },
	{ "/desk/posts", "frame.desks.posts", S("channel.change"),
	    S("record.edit") },
	{ "/desk/journal", "frame.desks.journal", S("journal.read"),
	    S("") },
	{ "/desk/errands", "frame.desks.errands", S("errand.run"),
	    S("") },
	{ "/desk/settings", "frame.desks.settings",
	    S("setting.change"), S("") },
};

#define COUNT(table)	(sizeof(table) / sizeof((table)[0]))

/* What a reader may choose, in the cookie "look", parted by dots. */
static const char *const	looks[] = { "size-large", "size-larger",
	"contrast", "elder", "text-only" };

/* --- around --------------------------------------------------------------- */

/* A word where the text is the key of one. */
static str
said(struct job *job, str text)
{
	const char	*key = str_c(job->arena, text);

	return word_has(job->words, key) ? word(job->words, key) : text;
}

/* The classes of <html>: the office's colour and what the reader chose. */
static str
look_of(struct job *job, const struct input *in)
{
	struct buf	buf;
	str		chosen = http_cookie(in->http, "look"), one;

	buf_init(&buf, job->arena, 200);
	buf_put(&buf, setting_text(job->store->settings, "colour"));
	while (str_cut(&chosen, '.', &one))
		for (size_t i = 0; i < COUNT(looks); i++)
			if (str_is(one, looks[i]))
				buf_printf(&buf, " %s", looks[i]);
	return buf_str(&buf);
}

/* A path is that of a link or lies below it. */
static bool
is_here(str target, struct url to)
{
	return str_starts(target, to.s) && (target.n == to.s.n ||
	    target.at[to.s.n] == '/' || target.at[to.s.n] == '?');
}

/* Whoever acts may see what a column leads to. */
static bool
is_for(const struct actor *actor, const struct bar *bar)
{
	return bar->need.n == 0 || (actor != NULL &&
	    (person_holds(actor, bar->need) ||
	    (bar->other.n > 0 && person_holds(actor, bar->other))));
}

static void
put_bar(struct job *job, const struct input *in, struct view_frame *frame,
    const struct bar *bar, size_t n)
{
	str	path = in->http->target;
	size_t	best = 0;

	frame->column = arena_array(job->arena, n, sizeof *frame->column);
	for (size_t i = 0; i < n; i++)
		if (is_for(job->actor, &bar[i]))
			frame->column[frame->columns++] = (struct view_link){
			    .to = url_fill(job->arena, bar[i].to, NULL, 0),
			    .count = -1,
			    .text = word(job->words, bar[i].key) };
	/* The longest address that leads here. */
	for (size_t i = 0; i < frame->columns; i++)
		if (is_here(path, frame->column[i].to) &&
		    frame->column[i].to.s.n > best)
			best = frame->column[i].to.s.n;
	for (size_t i = 0; best > 0 && i < frame->columns; i++)
		frame->column[i].here = is_here(path, frame->column[i].to) &&
		    frame->column[i].to.s.n == best;
}

/* As it is set, else as the body above all others is called.  An error page is
   drawn outside of a transaction. */
static str
site_of(struct job *job)
{
	str	site = setting_text(job->store->settings, "site_name");

	if (site.n == 0 && job->db != NULL &&
	    agency_root_name(job, &site) != OK)
		fault_clear(job->fault);
	return site.n > 0 ? site : word(job->words, "frame.site");
}

/* What a reader must know before he believes anything here: that the folder is
   no office's, and that the clock is set. */
static str
banner_of(struct job *job, const struct input *in)
{
	str	folder = setting_text(job->store->settings, "folder");
	str	banner = S("");

	if (!str_is(folder, "office"))
		banner = word(job->words, str_is(folder, "demo") ?
		    "frame.demo" : "frame.test");
	if (in->http->dialled)
		banner = WORD(job->arena, job->words, "frame.dialled",
		    banner, day_minute(job->arena, job->now));
	return banner;
}

static struct view_frame
frame(struct job *job, const struct input *in, str title)
{
	return (struct view_frame){
		.title = said(job, title),
		.lang = word(job->words, "frame.lang"),
		.site = site_of(job),
		.look = look_of(job, in),
		.banner = banner_of(job, in),
		.crumb = arena_array(job->arena, CRUMBS,
		    sizeof(struct view_link)),
		.person = in->session != NULL && job->actor != NULL ?
		    job->actor->person.name : S(""),
		.style = static_url(job->arena, "gongkai.css"),
		.icon = static_url(job->arena, "gongkai.svg"),
		.back = url_back(job->arena, in->http->target),
	};
}

struct view_frame
frame_public(struct job *job, const struct input *in, str title)
{
	struct view_frame	f = frame(job, in, title);

	f.home = URL("/");
	f.feed = URL("/feed.atom");
	f.site_note = word(job->words, "frame.site_note");
	put_bar(job, in, &f, columns, COUNT(columns));
	return f;
}

struct view_frame
frame_desk(struct job *job, const struct input *in, str title)
{
	struct view_frame	f = frame(job, in, title);

	f.home = URL("/desk");
	f.site_note = word(job->words, "frame.desk_note");
	put_bar(job, in, &f, desks, COUNT(desks));
	return f;
}

void
frame_crumb(struct job *job, struct view_frame *frame, struct url to,
    str text)
{
	if (frame->crumbs < CRUMBS)
		frame->crumb[frame->crumbs++] = (struct view_link){ .to = to,
		    .text = said(job, text), .count = -1 };
}

void
frame_drawn(struct job *job, struct view_frame *frame)
{
	frame->widths = static_url(job->arena, "widths.css");
}

/* --- fields --------------------------------------------------------------- */

/* What a browser may fill in by itself, by the name of a field. */
static str
fill_of(const char *name, enum view_input kind)
{
	if (strcmp(name, "login") == 0)
		return S("username");
	if (kind == VIEW_CODE)
		return S("one-time-code");
	if (kind == VIEW_SECRET)
		return strcmp(name, "password") == 0 ? S("current-password") :
		    S("new-password");
	return S("off");
}

static const struct route_field *
declared(const struct input *in, const char *name)
{
	const struct route_field	*field = in->route->form;

	while (field != NULL && field->name != NULL &&
	    strcmp(field->name, name) != 0)
		field++;
	return field != NULL && field->name != NULL ? field : NULL;
}

struct view_field
frame_field(struct job *job, const struct input *in, const char *name,
    enum view_input kind)
{
	const struct route_field	*field = declared(in, name);
	const char			*label, *hint;
	struct view_field		 view = { .kind = kind,
					    .name = str_of(name) };

	label = arena_printf(job->arena, "field.%s", name);
	hint = arena_printf(job->arena, "field.%s_hint", name);
	view.label = word(job->words, label);
	if (word_has(job->words, hint))
		view.hint = word(job->words, hint);
	view.fill = fill_of(name, kind);
	view.required = field == NULL || field->required;
	if (field != NULL) {
		if (kind != VIEW_SECRET && kind != VIEW_FILE)
			view.value = input_str(in, name);
		view.wrong = input_wrong(in, name);
	}
	view.told = str_printf(job->arena, "%s%s%s%s",
	    view.hint.n > 0 ? name : "", view.hint.n > 0 ? "-hint " : "",
	    view.wrong.n > 0 ? name : "", view.wrong.n > 0 ? "-wrong" : "");
	view.told = str_trim(view.told);
	return view;
}

struct view_remarks
frame_remarks(struct job *job, const struct input *in)
{
	struct view_remarks	view = { .n = in->remarks };

	view.remark = arena_array(job->arena, in->remarks,
	    sizeof *view.remark);
	for (size_t i = 0; i < in->remarks; i++)
		view.remark[i] = (struct view_remark){
		    .field = str_of(in->remark[i].field),
		    .sentence = in->remark[i].sentence };
	return view;
}
