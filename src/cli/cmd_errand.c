#include <stdlib.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "cli/sub.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/recount.h"
#include "domain/transparency.h"

#define RUN_MOST	100000	/* errands of one run */
#define PAGE		1000

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "all", 0, COMMAND_FLAG, NULL },
	{ "dead", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

struct order {
	struct command_line	*line;
	struct buf		 out;
	struct json		 json;	/* of the list */
	int			 failed; /* of those that ran */
};

static bool
is_given(const struct order *order, const char *option)
{
	return command_option(order->line, option)->set;
}

static void
tell(struct order *order, const char *key, int one, int other)
{
	struct job	*job = order->line->job;

	buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena, job->words,
	    key, str_int(job->arena, one), str_int(job->arena, other))));
}

/* --- run ------------------------------------------------------------------ */

/* One at a time, each by the clock of its own. */
static enum err
run(struct job *job, void *context)
{
	struct order	*order = context;
	int		 done = 0, failed = 0, all_done = 0;
	int64_t		 chained, placed;
	enum err	 e = recount_look(job);

	while (e == OK) {
		command_clock(job);
		e = errand_run_due(job, 1, &done, &failed);
		all_done += done;
		order->failed += failed;
		if (done + failed == 0 || all_done + order->failed >= RUN_MOST)
			break;
	}
	if (e == OK)
		e = journal_chain_all(job, &chained);
	if (e == OK)
		e = transparency_sequence_all(job, &placed);
	if (e == OK)
		tell(order, "command.errand.ran", all_done, order->failed);
	return e;
}

/* --- list ----------------------------------------------------------------- */

/* What the errand does, in words; its name if this program knows none. */
static str
about(struct job *job, str name)
{
	for (size_t i = 0; i < errand_count; i++)
		if (str_is(name, errand_index[i]->name))
			return word(job->words, errand_index[i]->about);
	return name;
}

static void
list_text(struct job *job, struct buf *buf, const struct errand_letter *letter)
{
	const char	*key = letter->dead ? "command.errand.dead" :
			    letter->lease >= job->now ?
			    "command.errand.running" :
			    "command.errand.waiting";

	buf_printf(buf, "%lld  %.*s  %.*s\n", (long long)letter->id,
	    STRF(about(job, letter->name)), STRF(WORD(job->arena, job->words,
	    key, day_minute(job->arena, letter->due), str_int(job->arena,
	    letter->tries))));
	if (letter->failure.n > 0)
		buf_printf(buf, "    %.*s\n", STRF(letter->failure));
}

static void
list_json(struct job *job, struct json *json,
    const struct errand_letter *letter)
{
	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, letter->id));
	json_put_member(json, "name", letter->name);
	json_put_member(json, "argument", letter->argument);
	json_put_member(json, "state", letter->dead ? S("dead") : S("waiting"));
	json_put_member(json, "due", day_minute(job->arena, letter->due));
	json_put_name(json, "tries");
	json_put_int(json, letter->tries);
	json_put_member(json, "failure", letter->failure);
	json_close_object(json);
}

static void
list_one(struct order *order, const struct errand_letter *letter)
{
	struct job	*job = order->line->job;

	if (is_given(order, "dead") && !letter->dead)
		return;
	if (is_given(order, "json"))
		list_json(job, &order->json, letter);
	else
		list_text(job, &order->out, letter);
}

static enum err
list(struct job *job, void *context)
{
	struct order		*order = context;
	bool			 json = is_given(order, "json");
	struct errand_letter	*letter;
	int64_t			 after = 0;
	size_t			 n = PAGE;
	enum err		 e = OK;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	json_init(&order->json, &order->out, true);
	if (json)
		json_open_array(&order->json);
	while (e == OK && n == PAGE) {
		e = errand_list(job, after, PAGE, &letter, &n);
		for (size_t i = 0; e == OK && i < n; i++)
			list_one(order, &letter[i]);
		if (e == OK && n > 0)
			after = letter[n - 1].id;
	}
	if (json) {
		json_close_array(&order->json);
		buf_byte(&order->out, '\n');
	} else if (e == OK && buf_str(&order->out).n == 0) {
		buf_printf(&order->out, "%.*s\n", STRF(word(job->words,
		    "command.errand.none")));
	}
	return e;
}

/* --- retry ---------------------------------------------------------------- */

static enum err
retry_letter(struct job *job, struct order *order, int64_t id)
{
	int		n;
	enum err	e = errand_retry(job, id, &n);

	buf_init(&order->out, job->arena, SHOW_BYTES);
	if (e == OK)
		tell(order, "command.errand.again", n, 0);
	return e;
}

static enum err
retry(struct job *job, void *context)
{
	struct order	*order = context;
	char		*end;
	int64_t		 id = strtoll(order->line->word[1], &end, 10);

	if (*end != '\0' || id <= 0)
		return FAIL(job->fault, ERR_INVALID, "errand.no_letter",
		    str_of(order->line->word[1]));
	return retry_letter(job, order, id);
}

static enum err
retry_all(struct job *job, void *context)
{
	if (!is_given(context, "all"))
		return FAIL(job->fault, ERR_INVALID,
		    "command.errand.usage_wrong");
	return retry_letter(job, context, 0);
}

/* -------------------------------------------------------------------------- */

static const struct sub	subs[] = {
	{ "run", " ", " ", run, 0, SUB_ALONE },
	{ "list", " ", " dead json ", list, 0, SUB_READ },
	{ "retry", " ", " ", retry, 1, SUB_WRITE },
	{ "retry", " ", " all ", retry_all, 0, SUB_WRITE },
};

COMMAND(errand, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };
	int		status = sub_command(line, subs, sizeof subs /
			    sizeof subs[0], "command.errand.usage_wrong",
			    &order, &order.out);

	return status == 0 && order.failed > 0 ? 1 : status;
}
