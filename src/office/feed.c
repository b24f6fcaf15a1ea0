#include "office/feed.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/fetch.h"
#include "base/json.h"
#include "base/setting.h"
#include "domain/channel.h"
#include "domain/errand.h"
#include "office/import.h"
#include "store/store.h"

#define FETCH_BYTES	((size_t)16 << 20)
#define FETCH_SECONDS	60
#define DAY_MS		INT64_C(86400000)

enum err
feed_fetch(struct job *job, str url, str *ret)
{
	struct fetch		request = { .url = url, .allow = setting_text(
				    job->store->settings, "outbound_allow"),
				    .most = FETCH_BYTES,
				    .seconds = FETCH_SECONDS };
	struct fetch_answer	answer;
	enum err		e;

	e = fetch(job->arena, &request, &answer, job->fault);
	if (e == OK && answer.status != 200)
		e = FAIL(job->fault, ERR_OUTSIDE, "fetch.status", url,
		    str_int(job->arena, answer.status));
	if (e == OK)
		*ret = answer.body;
	return e;
}

/* The next time, for this channel with this address. */
static enum err
leave(struct job *job, const struct channel *channel)
{
	struct json	json;
	struct buf	buf;

	buf_init(&buf, job->arena, ERRAND_ARGUMENT);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_member(&json, "id", str_int(job->arena, channel->id));
	json_put_member(&json, "address", channel->address);
	json_close_object(&json);
	return errand_put_at(job, "channel_feed", buf_str(&buf), str_printf(
	    job->arena, "%lld %.*s", (long long)channel->id,
	    STRF(channel->address)), job->now + DAY_MS);
}

enum err
feed_daily(struct job *job, str code)
{
	struct channel	channel;
	enum err	e = channel_find(job, code, &channel);

	if (e == OK && channel.address.n == 0)
		return FAIL(job->fault, ERR_INVALID, "feed.no_address",
		    channel.name);
	return e == OK ? leave(job, &channel) : e;
}

/* The channel of an errand, and whether it still is to be fetched. */
struct fetching {
	str		argument;
	struct channel	channel;
	bool		over;
};

static enum err
load(struct job *job, void *context)
{
	struct fetching	*fetching = context;
	const char	*address;
	json_t		*root;
	int64_t		 id = 0;
	enum err	 e;

	e = errand_id_read(job, fetching->argument, &id);
	if (e == OK)
		e = json_read(job->arena, fetching->argument, ERRAND_ARGUMENT,
		    &root, job->fault);
	if (e == OK)
		e = channel_load(job, id, &fetching->channel);
	if (e != OK)
		return e;
	address = json_string_value(json_object_get(root, "address"));
	fetching->over = address == NULL ||
	    !str_is(fetching->channel.address, address) ||
	    (fetching->channel.until != DAY_NONE &&
	    fetching->channel.until < job->today);
	return OK;
}

/* An import in transactions of its own; done twice it does nothing. */
static enum err
bring(struct job *job, str argument, str *ret)
{
	struct fetching	 fetching = { .argument = argument };
	struct channel	*channel = &fetching.channel;
	struct import	*import;
	size_t		 from;
	str		 bytes;
	enum err	 e = job_read(job, load, &fetching);

	*ret = argument;
	if (e != OK || fetching.over)
		return e;
	e = feed_fetch(job, channel->address, &bytes);
	if (e == OK)
		e = import_read(job, import_kind("posts"), channel->address,
		    bytes, &import);
	if (e != OK)
		return e;
	import->into = channel->code;
	e = import_plan(import);
	if (e == OK && import->wrong > 0)
		return FAIL(job->fault, ERR_INVALID, "feed.wrong",
		    channel->name, str_int(job->arena,
		    (int64_t)import->wrong), import->note[0].text);
	return e == OK ? import_apply(import, &from) : e;
}

ERRAND(channel_feed, .about = "errand.about.channel_feed", .outside = bring)
(struct job *job, str argument)
{
	struct fetching	fetching = { .argument = argument };
	enum err	e = load(job, &fetching);

	return e == OK && !fetching.over ? leave(job, &fetching.channel) : e;
}
