#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/secret.h"
#include "cli/show.h"
#include "cli/sub.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/outlet.h"

#define PAGE	500

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "kind", 0, COMMAND_TEXT, "KIND" },
	{ "address", 0, COMMAND_TEXT, "URL" },
	{ "mapping", 0, COMMAND_TEXT, "NAME" },
	{ "channel", 0, COMMAND_TEXT, "CODE" },
	{ "until", 0, COMMAND_TEXT, "DAY" },
	{ "reason", 0, COMMAND_TEXT, "TEXT" },
	{ "stdin", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

struct order {
	struct command_line	*line;
	str			 secret;	/* empty: one is made */
	struct buf		 out;
	struct json		 json;	/* of the list */
};

static str
given(const struct order *order, const char *option)
{
	const struct command_given	*it = command_option(order->line,
					    option);

	return it->set ? str_trim(str_of(it->value[0])) : S("");
}

static void
tell(struct order *order, const char *key, str one, str other)
{
	struct job	*job = order->line->job;

	buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena, job->words,
	    key, one, other)));
}

/* --- add and end ---------------------------------------------------------- */

static enum err
find_channel(struct job *job, struct order *order, int64_t *ret)
{
	struct channel	channel;
	enum err	e;

	if (!command_option(order->line, "channel")->set)
		return OK;
	e = channel_find(job, given(order, "channel"), &channel);
	if (e == OK)
		*ret = channel.id;
	return e;
}

static enum err
add(struct job *job, struct order *order)
{
	bool		made = order->secret.n == 0;
	str		secret = order->secret;
	struct outlet	outlet = { .code = str_of(order->line->word[1]),
			    .kind = given(order, "kind"),
			    .address = given(order, "address"),
			    .mapping = given(order, "mapping"),
			    .since = DAY_NONE, .until = DAY_NONE };
	struct agency	agency;
	enum err	e;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	if (outlet.mapping.n == 0)
		outlet.mapping = S("standard");
	e = agency_find(job, given(order, "agency"), &agency);
	if (e == OK)
		e = find_channel(job, order, &outlet.channel);
	if (e != OK)
		return e;
	outlet.agency = agency.id;
	e = outlet_new(job, &outlet, &secret, given(order, "reason"));
	if (e != OK)
		return e;
	tell(order, "command.outlet.added", outlet.code, S(""));
	if (made)
		tell(order, "command.outlet.secret", secret, S(""));
	return OK;
}

static enum err
add_body(struct job *job, void *context)
{
	return add(job, context);
}

/* The secret is read before the transaction. */
static enum err
run_add(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = OK;

	if (command_option(order->line, "stdin")->set)
		e = secret_read(job, SECRET_STDIN, &order->secret);
	return e == OK ? job_write(job, add_body, order) : e;
}

static enum err
run_end(struct job *job, void *context)
{
	struct order	*order = context;
	struct outlet	 outlet;
	day		 until = job->today;
	enum err	 e = OK;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	if (command_option(order->line, "until")->set)
		e = show_want_day(order->line, "until", &until);
	if (e == OK)
		e = outlet_find(job, str_of(order->line->word[1]), &outlet);
	if (e == OK)
		e = outlet_end(job, &outlet, until, given(order, "reason"));
	if (e == OK)
		tell(order, "command.outlet.ended", outlet.code,
		    day_iso(job->arena, until));
	return e;
}

/* --- list ----------------------------------------------------------------- */

static int64_t
waiting_of(const struct outlet_queue *queue, size_t n, int64_t outlet)
{
	for (size_t i = 0; i < n; i++)
		if (queue[i].outlet == outlet)
			return queue[i].n;
	return 0;
}

static enum err
list_one(struct job *job, struct order *order, const struct outlet *outlet,
    int64_t waiting)
{
	str		agency, until = day_text(job->arena, outlet->until);
	enum err	e = agency_code(job, outlet->agency, &agency);

	if (e != OK)
		return e;
	if (!command_option(order->line, "json")->set) {
		buf_printf(&order->out, "%.*s  %.*s  %.*s  %.*s  %.*s  "
		    "%.*s\n", STRF(outlet->code), STRF(agency),
		    STRF(outlet->kind), STRF(outlet->address),
		    STRF(WORD(job->arena, job->words,
		    "command.outlet.waiting", str_int(job->arena, waiting))),
		    STRF(until));
		return OK;
	}
	json_open_object(&order->json);
	json_put_member(&order->json, "code", outlet->code);
	json_put_member(&order->json, "agency", agency);
	json_put_member(&order->json, "kind", outlet->kind);
	json_put_member(&order->json, "address", outlet->address);
	json_put_member(&order->json, "mapping", outlet->mapping);
	json_put_member_or_null(&order->json, "until", until);
	json_put_name(&order->json, "waiting");
	json_put_int(&order->json, waiting);
	json_close_object(&order->json);
	return OK;
}

static enum err
run_list(struct job *job, void *context)
{
	struct order		*order = context;
	bool			 json = command_option(order->line,
				    "json")->set;
	struct outlet_queue	*queue;
	struct outlet		*outlet;
	str			 after = S("");
	size_t			 n = PAGE, queues;
	enum err		 e;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	json_init(&order->json, &order->out, true);
	if (json)
		json_open_array(&order->json);
	e = outlet_waiting(job, &queue, &queues);
	while (e == OK && n == PAGE) {
		e = outlet_list(job, after, PAGE, &outlet, &n);
		for (size_t i = 0; e == OK && i < n; i++) {
			e = list_one(job, order, &outlet[i], waiting_of(queue,
			    queues, outlet[i].id));
			after = outlet[i].code;
		}
	}
	if (json) {
		json_close_array(&order->json);
		buf_byte(&order->out, '\n');
	} else if (e == OK && buf_str(&order->out).n == 0) {
		tell(order, "command.outlet.none", S(""), S(""));
	}
	return e;
}

static const struct sub	subs[] = {
	{ "add", " agency kind address ", " mapping channel stdin reason ",
	    run_add, 1, SUB_ALONE },
	{ "end", " ", " until reason ", run_end, 1, SUB_WRITE },
	{ "list", " ", " json ", run_list, 0, SUB_READ },
};

COMMAND(outlet, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.outlet.usage_wrong", &order, &order.out);
}
