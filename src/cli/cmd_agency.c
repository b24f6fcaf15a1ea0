#include "cli/agency_show.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "cli/sub.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "name", 0, COMMAND_TEXT, "NAME" },
	{ "level", 0, COMMAND_TEXT, "LEVEL" },
	{ "above", 0, COMMAND_TEXT, "CODE" },
	{ "supervisor", 0, COMMAND_TEXT, "CODE" },
	{ "division", 0, COMMAND_TEXT, "CODE" },
	{ "organisation", 0, COMMAND_TEXT, "CODE" },
	{ "credit", 0, COMMAND_TEXT, "CODE" },
	{ "scheme", 0, COMMAND_TEXT, "SCHEME" },
	{ "since", 0, COMMAND_TEXT, "DAY" },
	{ "from", 0, COMMAND_TEXT, "DAY" },
	{ "last", 0, COMMAND_TEXT, "DAY" },
	{ "into", 0, COMMAND_TEXT, "CODE" },
	{ "at", 0, COMMAND_TEXT, "DAY" },
	{ "office", 0, COMMAND_TEXT, "NAME" },
	{ "address", 0, COMMAND_TEXT, "TEXT" },
	{ "hours", 0, COMMAND_TEXT, "TEXT" },
	{ "phone", 0, COMMAND_TEXT, "NUMBER" },
	{ "fax", 0, COMMAND_TEXT, "NUMBER" },
	{ "post-code", 0, COMMAND_TEXT, "CODE" },
	{ "mail", 0, COMMAND_TEXT, "ADDRESS" },
	{ "site", 0, COMMAND_TEXT, "URL" },
	{ "reason", 0, COMMAND_TEXT, "TEXT" },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* What a subcommand has read and found. */
struct order {
	struct command_line	*line;
	struct buf		 out;
};

static str
given(const struct command_line *line, const char *option)
{
	const struct command_given	*it = command_option(line, option);

	return it->set ? str_trim(str_of(it->value[0])) : S("");
}

/* Put an option's text if it was given; "-" is nothing. */
static void
take(const struct command_line *line, const char *option, str *ret)
{
	if (command_option(line, option)->set)
		*ret = str_is(given(line, option), "-") ? S("") :
		    given(line, option);
}

static enum err
take_day(struct command_line *line, const char *option, day *ret)
{
	return command_option(line, option)->set ? show_want_day(line, option,
	    ret) : OK;
}

/* The body that an option names by its code; "-" is none. */
static enum err
take_body(struct command_line *line, const char *option, int64_t *ret)
{
	struct agency	body;
	enum err	e;

	if (!command_option(line, option)->set)
		return OK;
	*ret = 0;
	if (str_is(given(line, option), "-"))
		return OK;
	e = agency_find(line->job, given(line, option), &body);
	if (e == OK)
		*ret = body.id;
	return e;
}

static enum err
take_fields(struct command_line *line, struct agency *agency)
{
	enum err	e;

	take(line, "name", &agency->name);
	take(line, "division", &agency->division);
	take(line, "organisation", &agency->organisation);
	take(line, "credit", &agency->credit);
	take(line, "scheme", &agency->scheme);
	if (command_option(line, "level")->set &&
	    !agency_level_read(given(line, "level"), &agency->level))
		return FAIL(line->job->fault, ERR_INVALID,
		    "agency.unknown_level", given(line, "level"));
	e = take_day(line, "since", &agency->since);
	if (e == OK)
		e = take_body(line, "above", &agency->above);
	if (e == OK)
		e = take_body(line, "supervisor", &agency->supervisor);
	return e;
}

static enum agency_show
how(const struct command_line *line)
{
	return command_option(line, "json")->set ? AGENCY_SHOW_JSON :
	    AGENCY_SHOW_TEXT;
}

/* Show what a change made of a body. */
static enum err
show(struct order *order, const struct agency *agency)
{
	struct agency_card	card = { .agency = *agency };

	buf_init(&order->out, order->line->job->arena, SHOW_BYTES);
	return agency_show_card(order->line->job, how(order->line), &card,
	    &order->out);
}

static str
code_of(const struct order *order)
{
	return str_of(order->line->word[1]);
}

/* --- the subcommands, each in a transaction ------------------------------ */

static enum err
run_add(struct job *job, void *context)
{
	struct order	*order = context;
	struct agency	 agency = { .code = code_of(order), .since =
			    job->today, .until = DAY_NONE };
	enum err	 e;

	e = take_fields(order->line, &agency);
	if (e == OK)
		e = agency_new(job, &agency, given(order->line, "reason"));
	return e == OK ? show(order, &agency) : e;
}

/* Codes, level, place, name or supervisor, since a day. */
static enum err
run_change(struct job *job, void *context)
{
	struct order	*order = context;
	struct agency	 agency;
	day		 from = job->today;
	enum err	 e;

	e = agency_find(job, code_of(order), &agency);
	if (e == OK)
		e = take_fields(order->line, &agency);
	if (e == OK && agency.since > from)
		from = agency.since;
	if (e == OK)
		e = take_day(order->line, "from", &from);
	if (e == OK)
		e = agency_save_from(job, &agency, from, given(order->line,
		    "reason"));
	return e == OK ? show(order, &agency) : e;
}

static enum err
run_abolish(struct job *job, void *context)
{
	struct order	*order = context;
	struct agency	 agency;
	day		 last;
	enum err	 e;

	e = show_want_day(order->line, "last", &last);
	if (e == OK)
		e = agency_find(job, code_of(order), &agency);
	if (e == OK)
		e = agency_abolish(job, &agency, last, given(order->line,
		    "reason"));
	return e == OK ? show(order, &agency) : e;
}

static enum err
run_merge(struct job *job, void *context)
{
	struct order	*order = context;
	struct agency	 agency, into;
	day		 last;
	enum err	 e;

	e = show_want_day(order->line, "last", &last);
	if (e == OK)
		e = agency_find(job, code_of(order), &agency);
	if (e == OK)
		e = agency_find(job, given(order->line, "into"), &into);
	if (e == OK)
		e = agency_merge(job, &agency, &into, last, given(order->line,
		    "reason"));
	return e == OK ? show(order, &agency) : e;
}

/* Its contact, after what is given was put into it. */
static enum err
run_contact(struct job *job, void *context)
{
	struct order		*order = context;
	struct command_line	*line = order->line;
	struct agency_contact	 contact;
	struct agency_card	 card = { .contact = &contact };
	enum err		 e;

	e = agency_find(job, code_of(order), &card.agency);
	if (e == OK)
		e = agency_contact_load(job, card.agency.id, &contact);
	if (e != OK)
		return e;
	take(line, "office", &contact.office);
	take(line, "address", &contact.address);
	take(line, "hours", &contact.hours);
	take(line, "phone", &contact.phone);
	take(line, "fax", &contact.fax);
	take(line, "post-code", &contact.post_code);
	take(line, "mail", &contact.mail);
	take(line, "site", &contact.site);
	e = agency_contact_save(job, card.agency.id, &contact, given(line,
	    "reason"));
	buf_init(&order->out, job->arena, SHOW_BYTES);
	return e == OK ? agency_show_card(job, how(line), &card,
	    &order->out) : e;
}

static enum err
run_list(struct job *job, void *context)
{
	struct order	*order = context;
	struct agency	*agency;
	int64_t		 above = 0;
	size_t		 n;
	enum err	 e;

	e = take_body(order->line, "above", &above);
	if (e == OK)
		e = agency_below(job, above, &agency, &n);
	buf_init(&order->out, job->arena, SHOW_BYTES);
	return e == OK ? agency_show_list(job, how(order->line), agency, n,
	    &order->out) : e;
}

/* All of it, or what it was on a day. */
static enum err
run_show(struct job *job, void *context)
{
	struct order		*order = context;
	struct agency_contact	 contact;
	struct agency_state	*state = NULL;
	struct agency_card	 card = { .contact = NULL };
	day			 at = DAY_NONE;
	enum err		 e;

	e = take_day(order->line, "at", &at);
	if (e == OK)
		e = agency_find(job, code_of(order), &card.agency);
	if (e == OK && at != DAY_NONE)
		return (e = agency_at(job, card.agency.id, at,
		    &card.agency)) == OK ? show(order, &card.agency) : e;
	if (e == OK)
		e = agency_contact_load(job, card.agency.id, &contact);
	if (e == OK)
		e = agency_history(job, card.agency.id, &state,
		    &card.states);
	if (e != OK)
		return e;
	card.contact = contact.version > 0 ? &contact : NULL;
	card.state = state;
	buf_init(&order->out, job->arena, SHOW_BYTES);
	return agency_show_card(job, how(order->line), &card, &order->out);
}

/* --- which there are ---------------------------------------------------- */

static const struct sub	subs[] = {
	{ "add", " level ", " name above supervisor division organisation"
	    " credit scheme since reason json ", run_add, 1, SUB_WRITE },
	{ "change", " ", " level supervisor division organisation credit"
	    " scheme since from reason json ", run_change, 1, SUB_WRITE },
	{ "rename", " name ", " from reason json ", run_change, 1, SUB_WRITE },
	{ "move", " above ", " from reason json ", run_change, 1, SUB_WRITE },
	{ "merge", " into ", " last reason json ", run_merge, 1, SUB_WRITE },
	{ "abolish", " last ", " reason json ", run_abolish, 1, SUB_WRITE },
	{ "contact", " ", " office address hours phone fax post-code mail"
	    " site reason json ", run_contact, 1, SUB_WRITE },
	{ "list", " ", " above json ", run_list, 0, SUB_READ },
	{ "show", " ", " at json ", run_show, 1, SUB_READ },
};

COMMAND(agency, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.agency.usage_wrong", &order, &order.out);
}
