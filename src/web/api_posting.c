#include <stdlib.h>


#include "base/arena.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/posting.h"
#include "web/api.h"
#include "web/problem.h"

static const struct route_field	channel_form[] = {
	{ .name = "agency", .kind = ROUTE_TEXT },
	{ .name = "after", .kind = ROUTE_TEXT },
	{ .name = "most", .kind = ROUTE_INT },
	{ .name = NULL }
};

static const struct route_field	posting_form[] = {
	{ .name = "agency", .kind = ROUTE_TEXT },
	{ .name = "channel", .kind = ROUTE_TEXT },
	{ .name = "from", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "after", .kind = ROUTE_TEXT },
	{ .name = "most", .kind = ROUTE_INT },
	{ .name = NULL }
};

static const struct route_field	count_form[] = {
	{ .name = "agency", .kind = ROUTE_TEXT },
	{ .name = "from", .kind = ROUTE_DAY, .required = true },
	{ .name = "until", .kind = ROUTE_DAY, .required = true },
	{ .name = "span", .kind = ROUTE_CHOICE, .choice = "month year" },
	{ .name = NULL }
};

/* The body that is asked for; 0 for all. */
static enum err
above_of(struct job *job, const struct input *in, int64_t *ret)
{
	struct agency	agency = { .id = DB_EVERYTHING };
	enum err	e = OK;

	if (input_given(in, "agency"))
		e = agency_find(job, input_str(in, "agency"), &agency);
	*ret = agency.id;
	return e;
}

/* --- channels ------------------------------------------------------------- */

static enum err
put_channel(struct job *job, struct json *json,
    const struct channel *channel)
{
	str		agency;
	enum err	e = agency_code(job, channel->agency, &agency);

	json_open_object(json);
	json_put_member(json, "code", channel->code);
	json_put_member(json, "agency", agency);
	json_put_member(json, "kind", channel->key);
	json_put_member(json, "name", channel->name);
	json_put_member_or_null(json, "address", channel->address);
	json_put_member_or_null(json, "identifier", channel->identifier);
	json_put_member_or_null(json, "since", day_text(job->arena,
	    channel->since));
	json_put_member_or_null(json, "until", day_text(job->arena,
	    channel->until));
	json_close_object(json);
	return e;
}

ROUTE(api_channels, .method = "GET", .path = "/api/v1/channels",
    .need = "channel.change", .form = channel_form)
(struct job *job, struct input *in, struct response *out)
{
	struct channel	*channel;
	struct json	*json;
	size_t		 n, most = api_most(job, in);
	int64_t		 above;
	enum err	 e;

	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = above_of(job, in, &above);
	if (e == OK)
		e = channel_list(job, above, input_str(in, "after"),
		    (int)most + 1, &channel, &n);
	if (e != OK)
		return e;
	json = api_open(job, out);
	for (size_t i = 0; e == OK && i < n && i < most; i++)
		e = put_channel(job, json, &channel[i]);
	api_close(job, in, out, n > most ? channel[most - 1].code : S(""));
	return e;
}

/* --- postings ------------------------------------------------------------- */

static enum err
put_posting(struct job *job, struct json *json,
    const struct posting *posting)
{
	struct channel	channel;
	enum err	e = channel_load(job, posting->channel, &channel);

	if (e != OK)
		return e;
	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, posting->id));
	json_put_member(json, "channel", channel.code);
	if (posting->record != 0)
		json_put_member(json, "record", str_int(job->arena,
		    posting->record));
	json_put_member(json, "at", day_minute(job->arena, posting->at));
	json_put_member(json, "title", posting->title);
	json_put_member_or_null(json, "address", posting->address);
	json_put_member_or_null(json, "place", posting->place);
	json_put_member_or_null(json, "issue", posting->issue);
	json_put_name(json, "units");
	json_put_int(json, posting->units);
	json_put_name(json, "reprint");
	json_put_bool(json, posting->reprint);
	json_put_member_or_null(json, "source", posting->source);
	if (posting->reads >= 0) {
		json_put_name(json, "reads");
		json_put_int(json, posting->reads);
	}
	json_close_object(json);
	return OK;
}

/* The place "moment.id" behind which a page begins. */
static enum err
read_after(struct job *job, const struct input *in,
    struct posting_filter *filter)
{
	char	*end, *start = str_c(job->arena, input_str(in, "after"));

	if (*start == '\0')
		return OK;
	filter->at = strtoll(start, &end, 10);
	if (*end == '.')
		filter->before = strtoll(end + 1, &end, 10);
	if (*end != '\0' || filter->at < 0 || filter->before <= 0)
		return FAIL(job->fault, ERR_INVALID, "input.not_whole");
	return OK;
}

static enum err
read_filter(struct job *job, const struct input *in,
    struct posting_filter *ret)
{
	struct channel	channel = { .id = 0 };
	enum err	e;

	*ret = (struct posting_filter){ .from = input_day(in, "from"),
	    .until = input_day(in, "until") };
	e = read_after(job, in, ret);
	if (e == OK)
		e = above_of(job, in, &ret->agency);
	if (e == OK && input_given(in, "channel"))
		e = channel_find(job, input_str(in, "channel"), &channel);
	ret->channel = channel.id;
	return e;
}

ROUTE(api_postings, .method = "GET", .path = "/api/v1/postings",
    .need = "channel.change", .form = posting_form)
(struct job *job, struct input *in, struct response *out)
{
	struct posting_filter	 filter;
	struct posting		*posting;
	struct json		*json;
	size_t			 n, most = api_most(job, in);
	enum err		 e;

	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = read_filter(job, in, &filter);
	if (e == OK)
		e = posting_list(job, &filter, (int)most + 1, &posting, &n);
	if (e != OK)
		return e;
	json = api_open(job, out);
	for (size_t i = 0; e == OK && i < n && i < most; i++)
		e = put_posting(job, json, &posting[i]);
	api_close(job, in, out, n > most ? str_printf(job->arena,
	    "%lld.%lld", (long long)posting[most - 1].at,
	    (long long)posting[most - 1].id) : S(""));
	return e;
}

/* --- counts --------------------------------------------------------------- */

static enum err
put_count(struct job *job, struct json *json,
    const struct posting_count *count)
{
	struct channel	channel;
	enum err	e = channel_load(job, count->channel, &channel);

	if (e != OK)
		return e;
	json_open_object(json);
	json_put_member(json, "channel", channel.code);
	json_put_member(json, "kind", channel.key);
	json_put_member(json, "span", count->span);
	json_put_name(json, "units");
	json_put_int(json, count->units);
	json_put_member(json, "unit", channel.kind == NULL ? S("") :
	    channel.kind->unit);
	json_put_name(json, "posts");
	json_put_int(json, count->posts);
	json_put_name(json, "reprints");
	json_put_int(json, count->reprints);
	json_close_object(json);
	return OK;
}

ROUTE(api_posting_counts, .method = "GET", .path =
    "/api/v1/posting-counts", .need = "channel.change", .form = count_form)
(struct job *job, struct input *in, struct response *out)
{
	struct posting_count	*count;
	struct json		*json;
	size_t			 n;
	int64_t			 above;
	enum err		 e;

	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = above_of(job, in, &above);
	if (e == OK)
		e = posting_counts(job, above, input_day(in, "from"),
		    input_day(in, "until"), str_is(input_str(in, "span"),
		    "year") ? POSTING_YEAR : POSTING_MONTH, &count, &n);
	if (e != OK)
		return e;
	json = api_open(job, out);
	for (size_t i = 0; e == OK && i < n; i++)
		e = put_count(job, json, &count[i]);
	api_close(job, in, out, S(""));
	return e;
}
