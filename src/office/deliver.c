#include "office/deliver.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fetch.h"
#include "base/json.h"
#include "base/setting.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/errand.h"
#include "domain/posting.h"
#include "domain/rules.h"
#include "store/search.h"
#include "store/store.h"

#define BODY_BYTES	(SEARCH_BYTES * 12 + ((size_t)64 << 10)) /* escaped */
#define ANSWER_BYTES	((size_t)1 << 20)
#define SAID_BYTES	200u	/* of an answer, in a fault */
#define SECONDS		60
#define BEIJING		(8 * INT64_C(3600))
#define DAY_SECONDS	INT64_C(86400)

/* --- what is told --------------------------------------------------------- */

/* "2026-03-02T09:30:00+08:00"; empty for no moment. */
static str
moment(struct arena *arena, int64_t at)
{
	int	rest = (int)((at / 1000 + BEIJING) % DAY_SECONDS);

	if (at == 0)
		return S("");
	return str_printf(arena, "%.*sT%02d:%02d:%02d+08:00",
	    STRF(day_iso(arena, day_of_moment(at))), rest / 3600,
	    rest / 60 % 60, rest % 60);
}

/* As they call it, or as we do. */
static str
action_of(const struct outlet_map *map, str action)
{
	for (size_t i = 0; i < map->actions; i++)
		if (str_eq(map->action[i].key, action))
			return map->action[i].text;
	return action;
}

/* All that a mapping may name, as texts. */
static void
tell_all(struct job *job, const struct outlet_delivery *delivery,
    const struct record *record, const struct rules *rules, str *text)
{
	struct arena	*arena = job->arena;

	text[OUTLET_DELIVERY] = str_int(arena, delivery->id);
	text[OUTLET_ID] = str_int(arena, record->id);
	text[OUTLET_INDEX] = record->index;
	text[OUTLET_VERSION] = str_int(arena, record->version);
	text[OUTLET_NUMBER] = record->number;
	text[OUTLET_TITLE] = record->title;
	text[OUTLET_DAY] = day_text(arena, record->day);
	text[OUTLET_RECORD_KIND] = record->kind;
	text[OUTLET_KIND_NAME] = kind_name(rules->kinds, record->kind);
	text[OUTLET_COLUMN] = record->column;
	text[OUTLET_COLUMN_NAME] = catalogue_name(rules->catalogue,
	    record->column);
	text[OUTLET_VALIDITY] = record->validity;
	text[OUTLET_PUBLISHED] = moment(arena, record->published);
	text[OUTLET_CHANGED] = moment(arena, record->changed);
	text[OUTLET_REASON] = record->reason;
	text[OUTLET_PATH] = str_printf(arena, "/info/%.*s",
	    STRF(record->index));
	text[OUTLET_HTML] = record->html;
	text[OUTLET_TEXT] = record->body;
}

enum err
deliver_body(struct job *job, const struct outlet_map *map,
    const struct outlet_delivery *delivery, const struct record *record,
    str *ret)
{
	str			 text[OUTLET__SOURCES] = { 0 };
	const struct rules	*rules;
	struct agency		 agency;
	struct json		 json;
	struct buf		 buf;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = agency_load(job, record->agency, &agency);
	if (e != OK)
		return e;
	tell_all(job, delivery, record, rules, text);
	text[OUTLET_ACTION] = action_of(map, delivery->action);
	text[OUTLET_AGENCY] = agency.code;
	text[OUTLET_AGENCY_NAME] = agency.name;
	buf_init(&buf, job->arena, BODY_BYTES);
	json_init(&json, &buf, false);
	json_open_object(&json);
	for (size_t i = 0; i < map->fixeds; i++) {
		json_put_name_str(&json, map->fixed[i].key);
		json_put_str(&json, map->fixed[i].text);
	}
	for (size_t i = 0; i < map->fields; i++) {
		json_put_name_str(&json, map->field[i].name);
		json_put_str(&json, text[map->field[i].source]);
	}
	json_close_object(&json);
	*ret = buf_str(&buf);
	return buf_err(&buf) == OK ? OK : FAIL(job->fault, ERR_TOO_LARGE,
	    "record.long_body");
}

str
deliver_signature(struct arena *arena, str secret, str seconds, str body)
{
	struct digest	mac;
	str		text, hex;

	text = str_printf(arena, "%.*s.%.*s", STRF(seconds), STRF(body));
	mac = digest_mac(DIGEST_SHA256, secret, text);
	hex = digest_text(arena, &mac);
	return str_printf(arena, "sha256=%.*s", STRF(str_sub(hex,
	    S("sha256:").n, hex.n)));
}

/* --- what is answered ----------------------------------------------------- */

/* A member of the answer, "data.url"; a number as its digits. */
static str
member(struct arena *arena, const json_t *root, str path)
{
	str	part;

	while (str_cut(&path, '.', &part))
		root = json_object_get(root, str_c(arena, part));
	if (json_is_integer(root))
		return str_int(arena, json_integer_value(root));
	return json_is_string(root) ? str_copy(arena, (str){
	    json_string_value(root), json_string_length(root) }) : S("");
}

static enum err
refused(struct job *job, int status, str body)
{
	return FAIL(job->fault, ERR_OUTSIDE, "outlet.refused",
	    str_int(job->arena, status), str_sub(body, 0, SAID_BYTES));
}

enum err
deliver_answer(struct job *job, const struct outlet_map *map, int status,
    str body, str *ret)
{
	json_t	*root = NULL;

	*ret = S("");
	if (status < 200 || status > 299)
		return refused(job, status, body);
	if (map->answer.n == 0 && map->status.n == 0)
		return OK;
	if (json_read(job->arena, body, ANSWER_BYTES, &root, job->fault) !=
	    OK) {
		if (map->status.n > 0)
			return refused(job, status, body);
		fault_clear(job->fault);
		return OK;
	}
	if (map->status.n > 0 && !str_among(map->good, map->goods,
	    member(job->arena, root, map->status)))
		return refused(job, status, body);
	*ret = member(job->arena, root, map->answer);
	return OK;
}

/* --- the errand ----------------------------------------------------------- */

/* A delivery on its way. */
struct delivering {
	int64_t			 id;
	struct outlet_delivery	 delivery;
	struct outlet		 outlet;
	struct record		 record;
	const struct outlet_map	*map;
	str			 body, secret;
};

/* An outlet that ended is told of nothing any more. */
static bool
is_over(const struct job *job, const struct delivering *delivering)
{
	return delivering->delivery.over ||
	    (delivering->outlet.until != DAY_NONE &&
	    delivering->outlet.until < job->today);
}

static enum err
load(struct job *job, void *context)
{
	struct delivering	*d = context;
	enum err		 e;

	e = outlet_delivery(job, d->id, &d->delivery);
	if (e == OK)
		e = outlet_load(job, d->delivery.outlet, &d->outlet);
	if (e != OK || is_over(job, d))
		return e;
	e = record_load(job, d->delivery.record, &d->record);
	if (e == OK)
		e = outlet_map_load(job->arena, d->outlet.mapping, &d->map,
		    job->fault);
	if (e == OK)
		e = outlet_secret(job, &d->outlet, &d->secret);
	return e == OK ? deliver_body(job, d->map, &d->delivery, &d->record,
	    &d->body) : e;
}

static enum err
post(struct job *job, const struct delivering *d, str *ret)
{
	str			seconds = str_int(job->arena, job->now / 1000);
	str			header[] = {
		S("Content-Type: application/json; charset=utf-8"),
		str_printf(job->arena, "Gongkai-Delivery: %lld",
		    (long long)d->id),
		str_printf(job->arena, "Gongkai-Time: %.*s", STRF(seconds)),
		S(""),
	};
	struct fetch		request = { .url = d->outlet.address,
				    .body = d->body, .header = header,
				    .headers = 4, .allow = setting_text(
				    job->store->settings, "outbound_allow"),
				    .most = ANSWER_BYTES, .seconds = SECONDS };
	struct fetch_answer	answer;
	enum err		e;

	if (d->map->header.n > 0)
		header[3] = str_printf(job->arena, "%.*s: %.*s%.*s",
		    STRF(d->map->header), STRF(d->map->prefix),
		    STRF(d->secret));
	else
		header[3] = str_printf(job->arena, "Gongkai-Signature: %.*s",
		    STRF(deliver_signature(job->arena, d->secret, seconds,
		    d->body)));
	e = fetch(job->arena, &request, &answer, job->fault);
	return e == OK ? deliver_answer(job, d->map, answer.status,
	    answer.body, ret) : e;
}

/* In no transaction; what the other side answered goes on to `run'. */
static enum err
tell(struct job *job, str argument, str *ret)
{
	struct delivering	d = { .id = 0 };
	struct json		json;
	struct buf		buf;
	str			address = S("");
	enum err		e = errand_id_read(job, argument, &d.id);

	if (e == OK)
		e = job_read(job, load, &d);
	if (e == OK && !is_over(job, &d))
		e = post(job, &d, &address);
	if (e != OK)
		return e;
	buf_init(&buf, job->arena, ERRAND_ARGUMENT + ANSWER_BYTES * 6);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_member(&json, "id", str_int(job->arena, d.id));
	json_put_member(&json, "address", address);
	json_close_object(&json);
	*ret = buf_str(&buf);
	return OK;
}

/* It stands there under an address: a posting, once.  One that our register
   does not take (no address of the web, a channel that ended) is none. */
static enum err
enter(struct job *job, const struct outlet *outlet,
    const struct outlet_delivery *delivery, str address)
{
	struct posting	posting = { .channel = outlet->channel,
			    .record = delivery->record, .at = job->now,
			    .address = address, .units = 1, .reads = -1 };
	struct posting	old;
	struct channel	channel;
	struct record	record;
	enum err	e;

	e = channel_load(job, outlet->channel, &channel);
	if (e == OK)
		e = record_load(job, delivery->record, &record);
	if (e != OK)
		return e;
	posting.title = record.title;
	e = posting_check(job, &channel, &posting, POSTING_UNPROVED);
	if (e == OK)
		e = posting_same(job, &posting, &old);
	if (e == ERR_NOT_FOUND)
		return posting_new(job, &posting, NULL, WORD(job->arena,
		    job->words, "outlet.reason", outlet->code));
	fault_clear(job->fault);
	return e == ERR_INVALID ? OK : e;
}

ERRAND(outlet_deliver, .about = "errand.about.outlet_deliver",
    .outside = tell)
(struct job *job, str argument)
{
	struct outlet_delivery	delivery;
	struct outlet		outlet;
	json_t			*root;
	str			 address = S("");
	int64_t			 id = 0;
	enum err		 e = errand_id_read(job, argument, &id);

	if (e == OK)
		e = json_read(job->arena, argument, argument.n, &root,
		    job->fault);
	if (e == OK) {
		address = member(job->arena, root, S("address"));
		e = outlet_delivery(job, id, &delivery);
	}
	if (e == OK)
		e = outlet_load(job, delivery.outlet, &outlet);
	if (e == OK)
		e = outlet_delivered(job, id);
	if (e != OK || address.n == 0 || outlet.channel == 0 ||
	    str_is(delivery.action, "withdrawn"))
		return e;
	return enter(job, &outlet, &delivery, address);
}
