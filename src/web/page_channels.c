#include "base/arena.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/person.h"
#include "domain/rules.h"
#include "web/choose.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "web/view_channel.h"
#include "woven/page.h"

#define CHANNELS	50	/* on a page */

static const struct route_field	list_form[] = {
	{ .name = "after", .max = 64 },
	{ .name = "done", .kind = ROUTE_CHOICE, .choice = "saved" },
	{ .name = NULL },
};

static const struct route_field	new_form[] = {
	{ .name = "agency", .required = true },
	{ .name = "channel_kind", .required = true },
	{ .name = "channel_code", .required = true },
	{ .name = "channel_name", .required = true },
	{ .name = "post_address", .max = 2000 },
	{ .name = "identifier" },
	{ .name = "since", .kind = ROUTE_DAY },
	{ .name = "reason" },
	{ .name = NULL },
};

static const struct route_field	change_form[] = {
	{ .name = "channel_name", .required = true },
	{ .name = "post_address", .max = 2000 },
	{ .name = "identifier" },
	{ .name = "since", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "version", .kind = ROUTE_INT },
	{ .name = "reason" },
	{ .name = NULL },
};

/* --- all of them ---------------------------------------------------------- */

static enum err
put_row(struct job *job, const struct channel *channel,
    struct view_channel_row *row)
{
	struct agency	agency = { .name = S("") };
	enum err	e = agency_load(job, channel->agency, &agency);

	*row = (struct view_channel_row){ .code = channel->code,
	    .kind = channel->kind == NULL ? channel->key :
	    channel->kind->name, .agency = agency.name,
	    .address = url_typed(job->arena, channel->address),
	    .since = channel->since, .until = channel->until,
	    .ended = channel->until != DAY_NONE &&
	    channel->until < job->today,
	    .link = { .to = URL_OF(job->arena, "/desk/channels/{}",
	    channel->code), .text = channel->name, .count = -1 } };
	return e;
}

ROUTE(channels, .method = "GET", .path = "/desk/channels",
    .need = "channel.change", .form = list_form)
(struct job *job, struct input *in, struct response *out)
{
	struct view_channels	 view = { .rows = 0 };
	struct channel		*channel;
	size_t			 n;
	enum err		 e;

	e = channel_list(job, 0, input_str(in, "after"), CHANNELS + 1,
	    &channel, &n);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.channels.title"));
	if (input_str(in, "done").n > 0)
		view.notice = (struct view_notice){ .tone = VIEW_GOOD,
		    .text = word(job->words, "desk.channels.saved") };
	view.rows = n > CHANNELS ? CHANNELS : n;
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; e == OK && i < view.rows; i++)
		e = put_row(job, &channel[i], &view.row[i]);
	view.pager = (struct view_pager){ .all = -1, .from = 1,
	    .to = (int64_t)view.rows };
	if (input_str(in, "after").n > 0)
		view.pager.before = URL("/desk/channels");
	if (n > CHANNELS)
		view.pager.after = url_with(job->arena, URL("/desk/channels"),
		    "after", channel[CHANNELS - 1].code);
	if (e == OK)
		page_channels(response_page(job, in, out, 200), &view);
	return e;
}

/* --- a new one ------------------------------------------------------------ */

static enum err
choose_kind(struct job *job, struct view_field *field)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	field->choice = arena_array(job->arena, rules->channels->n + 1,
	    sizeof *field->choice);
	for (size_t i = 0; i < rules->channels->n; i++) {
		const struct channel_kind	*kind =
						    &rules->channels->kind[i];

		field->choice[field->choices++] = (struct view_choice){
		    kind->key, WORD(job->arena, job->words,
		    "desk.channels.kind", kind->name, kind->unit),
		    str_eq(field->value, kind->key) };
	}
	return OK;
}

static enum err
ask_new(struct job *job, const struct input *in, struct response *out)
{
	struct view_form	form;
	enum err		e;

	form = desk_form(job, in, "desk.channels.new",
	    URL("/desk/new-channel"), "desk.save");
	e = choose_agency(job, desk_field(job, in, &form, "agency",
	    VIEW_SELECT), CHOOSE_ONE);
	if (e == OK)
		e = choose_kind(job, desk_field(job, in, &form,
		    "channel_kind", VIEW_SELECT));
	(void)desk_field(job, in, &form, "channel_code", VIEW_TEXT);
	(void)desk_field(job, in, &form, "channel_name", VIEW_TEXT);
	(void)desk_optional(job, in, &form, "post_address", VIEW_TEXT);
	(void)desk_optional(job, in, &form, "identifier", VIEW_TEXT);
	(void)desk_optional(job, in, &form, "since", VIEW_DAY);
	(void)desk_optional(job, in, &form, "reason", VIEW_TEXT);
	form.back = URL("/desk/channels");
	return e == OK ? desk_show(job, in, out, &form) : e;
}

ROUTE(channel_new, .method = "GET", .path = "/desk/new-channel",
    .need = "channel.change")
(struct job *job, struct input *in, struct response *out)
{
	return ask_new(job, in, out);
}

static enum err
add(struct job *job, const struct input *in)
{
	struct channel	channel = { .key = input_str(in, "channel_kind"),
			    .code = input_str(in, "channel_code"),
			    .name = input_str(in, "channel_name"),
			    .address = input_str(in, "post_address"),
			    .identifier = input_str(in, "identifier"),
			    .since = input_day(in, "since"),
			    .until = DAY_NONE };
	struct agency	agency = { .id = 0 };
	enum err	e = agency_find(job, input_str(in, "agency"), &agency);

	if (e == OK && !person_may(job, S("channel.change"), agency.id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	channel.agency = agency.id;
	return e == OK ? channel_new(job, &channel, input_str(in, "reason")) :
	    e;
}

ROUTE(channel_new_do, .method = "POST", .path = "/desk/new-channel",
    .need = "channel.change", .form = new_form)
(struct job *job, struct input *in, struct response *out)
{
	enum err	e = OK;

	if (in->remarks == 0)
		e = desk_remark(job, in, NULL, add(job, in));
	if (e == OK && in->remarks > 0)
		return ask_new(job, in, out);
	if (e == OK)
		response_redirect(job, out, url_with(job->arena,
		    URL("/desk/channels"), "done", S("saved")));
	return e;
}

/* --- one ------------------------------------------------------------------ */

/* The one of the path, if the actor may change it. */
static enum err
find(struct job *job, const struct input *in, struct channel *ret)
{
	enum err	e = channel_find(job, input_part(in, "channel"), ret);

	if (e == OK && !person_may(job, S("channel.change"), ret->agency))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	return e;
}

static enum err
ask_change(struct job *job, const struct input *in, struct response *out,
    const struct channel *channel)
{
	struct view_form	 form;
	struct view_field	*name, *address, *identifier, *since, *until;

	form = desk_form(job, in, "desk.channels.change", URL_OF(job->arena,
	    "/desk/channels/{}", channel->code), "desk.save");
	desk_line(job, &form, "desk.channels.change_line", channel->code);
	desk_keep(&form, S("version"), str_int(job->arena,
	    channel->version));
	name = desk_field(job, in, &form, "channel_name", VIEW_TEXT);
	address = desk_optional(job, in, &form, "post_address", VIEW_TEXT);
	identifier = desk_optional(job, in, &form, "identifier", VIEW_TEXT);
	since = desk_optional(job, in, &form, "since", VIEW_DAY);
	until = desk_optional(job, in, &form, "until", VIEW_DAY);
	(void)desk_optional(job, in, &form, "reason", VIEW_TEXT);
	if (desk_fresh(in)) {
		name->value = channel->name;
		address->value = channel->address;
		identifier->value = channel->identifier;
		since->value = day_text(job->arena, channel->since);
		until->value = day_text(job->arena, channel->until);
	}
	form.back = URL("/desk/channels");
	return desk_show(job, in, out, &form);
}

ROUTE(channel, .method = "GET", .path = "/desk/channels/{channel}",
    .need = "channel.change")
(struct job *job, struct input *in, struct response *out)
{
	struct channel	channel;
	enum err	e = find(job, in, &channel);

	return e == OK ? ask_change(job, in, out, &channel) : e;
}

static enum err
change(struct job *job, const struct input *in, struct channel *channel)
{
	channel->version = input_int(in, "version", 0);
	channel->name = input_str(in, "channel_name");
	channel->address = input_str(in, "post_address");
	channel->identifier = input_str(in, "identifier");
	channel->since = input_day(in, "since");
	channel->until = input_day(in, "until");
	return channel_save(job, channel, input_str(in, "reason"));
}

ROUTE(channel_do, .method = "POST", .path = "/desk/channels/{channel}",
    .need = "channel.change", .form = change_form)
(struct job *job, struct input *in, struct response *out)
{
	struct channel	channel;
	enum err	e = find(job, in, &channel);

	if (e == OK && in->remarks == 0)
		e = desk_remark(job, in, NULL, change(job, in, &channel));
	if (e == OK && in->remarks > 0)
		return ask_change(job, in, out, &channel);
	if (e == OK)
		response_redirect(job, out, url_with(job->arena,
		    URL("/desk/channels"), "done", S("saved")));
	return e;
}
