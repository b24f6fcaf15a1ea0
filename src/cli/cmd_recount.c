#include <stdlib.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "cli/sub.h"
#include "domain/agency.h"
#include "domain/recount.h"

#define PAGE	1000

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "reason", 0, COMMAND_TEXT, "TEXT" },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

struct order {
	struct command_line	*line;
	struct buf		 out;
	struct json		 json;
};

/* --- list ----------------------------------------------------------------- */

static enum err
list_one(struct order *order, const struct recount *row)
{
	struct job	*job = order->line->job;
	str		 due = day_iso(job->arena, row->due);
	str		 fresh = day_iso(job->arena, row->fresh);
	str		 id = str_int(job->arena, row->id);
	str		 code;
	enum err	 e = agency_code(job, row->agency, &code);

	if (e != OK)
		return e;
	if (!command_option(order->line, "json")->set) {
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.recount.line", id, code,
		    word(job->words, arena_printf(job->arena,
		    "procedure.%.*s.title", STRF(row->kind))), due, fresh)));
		return OK;
	}
	json_open_object(&order->json);
	json_put_member(&order->json, "id", id);
	json_put_member(&order->json, "agency", code);
	json_put_member(&order->json, "kind", row->kind);
	json_put_member(&order->json, "thing", str_int(job->arena,
	    row->thing));
	json_put_member(&order->json, "due", due);
	json_put_member(&order->json, "fresh", fresh);
	json_close_object(&order->json);
	return OK;
}

static enum err
run_list(struct job *job, void *context)
{
	struct order	*order = context;
	bool		 as_json = command_option(order->line, "json")->set;
	struct recount	*row;
	size_t		 n = PAGE;
	int64_t		 after = 0;
	enum err	 e = OK;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	json_init(&order->json, &order->out, true);
	if (as_json)
		json_open_array(&order->json);
	while (e == OK && n == PAGE) {
		e = recount_list(job, after, PAGE, &row, &n);
		for (size_t i = 0; e == OK && i < n; i++)
			e = list_one(order, &row[i]);
		if (e == OK && n > 0)
			after = row[n - 1].id;
	}
	if (e != OK)
		return e;
	if (as_json) {
		json_close_array(&order->json);
		buf_byte(&order->out, '\n');
	}
	if (buf_str(&order->out).n == 0)
		buf_printf(&order->out, "%.*s\n", STRF(word(job->words,
		    "command.recount.none")));
	return OK;
}

/* --- approve, keep -------------------------------------------------------- */

static enum err
decide(struct job *job, struct order *order, const char *said,
    enum err (*how)(struct job *job, int64_t id, str reason))
{
	char		*end;
	int64_t		 id = strtoll(order->line->word[1], &end, 10);
	enum err	 e;

	if (*end != '\0' || id <= 0)
		return FAIL(job->fault, ERR_NOT_FOUND, "recount.unknown");
	e = how(job, id, str_of(command_option(order->line,
	    "reason")->value[0]));
	buf_init(&order->out, job->arena, SHOW_BYTES);
	buf_printf(&order->out, "%.*s\n", STRF(word(job->words, said)));
	return e;
}

static enum err
run_approve(struct job *job, void *context)
{
	return decide(job, context, "command.recount.approved",
	    recount_approve);
}

static enum err
run_keep(struct job *job, void *context)
{
	return decide(job, context, "command.recount.kept", recount_keep);
}

static const struct sub	subs[] = {
	{ "list", " ", " json ", run_list, 0, SUB_READ },
	{ "approve", " reason ", " ", run_approve, 1, SUB_WRITE },
	{ "keep", " reason ", " ", run_keep, 1, SUB_WRITE },
};

COMMAND(recount, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.recount.usage_wrong", &order, &order.out);
}
