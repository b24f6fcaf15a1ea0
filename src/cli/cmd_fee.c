#include <stdio.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/show.h"
#include "domain/fee.h"
#include "office/calc_json.h"

static const struct command_option	options[] = {
	{ "items", 0, COMMAND_TEXT, "N" },
	{ "pages", 0, COMMAND_TEXT, "N" },
	{ "at", 0, COMMAND_TEXT, "DAY" },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static void
show_text(struct job *job, struct buf *buf, const struct fee *fee,
    enum fee_by by)
{
	for (size_t i = 0; i < fee->lines; i++) {
		const struct fee_line	*line = &fee->line[i];

		buf_printf(buf, "  %.*s\n", STRF(WORD(job->arena, job->words,
		    by == FEE_ITEMS ? "fee.items" : "fee.pages",
		    str_int(job->arena, line->from), str_int(job->arena,
		    line->until),
		    str_int(job->arena, line->each), str_int(job->arena,
		    line->yuan))));
	}
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    by == FEE_ITEMS ? "fee.items_total" : "fee.pages_total",
	    str_int(job->arena, fee->n), str_int(job->arena, fee->yuan))));
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words, "fee.by",
	    fee->source, fee->article, day_iso(job->arena, fee->since))));
}

static void
show_json(struct buf *buf, const struct fee *fee, enum fee_by by)
{
	struct json	json;

	json_init(&json, buf, true);
	calc_json_fee(&json, fee, by);
	buf_byte(buf, '\n');
}

COMMAND(fee, .options = options)
(struct command_line *line)
{
	bool		items = command_option(line, "items")->set;
	bool		pages = command_option(line, "pages")->set;
	enum fee_by	by = items ? FEE_ITEMS : FEE_PAGES;
	struct job	*job = line->job;
	struct fee	fee = { 0 };
	day		at = job->today;
	int64_t		n = 0;
	struct buf	buf;

	if (items == pages || line->words > 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.fee.one_of_two");
		return command_fail(line);
	}
	if ((command_option(line, "at")->set &&
	    show_want_day(line, "at", &at) != OK) ||
	    show_want_int(line, items ? "items" : "pages", &n) != OK ||
	    fee_compute(job->arena, by, n, at, &fee, job->fault) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(&buf, &fee, by);
	else
		show_text(job, &buf, &fee, by);

	return show_out(line, buf_str(&buf));
}
