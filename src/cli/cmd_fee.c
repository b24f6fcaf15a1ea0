#include <stdio.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/show.h"
#include "domain/fee.h"

static const struct command_option	options[] = {
	{ "items", 0, COMMAND_TEXT, "N" },
	{ "pages", 0, COMMAND_TEXT, "N" },
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
json_line(struct json *json, const struct fee_line *line)
{
	json_open_object(json);
	json_put_name(json, "from");
	json_put_int(json, line->from);
	json_put_name(json, "until");
	json_put_int(json, line->until);
	json_put_name(json, "each");
	json_put_int(json, line->each);
	json_put_name(json, "yuan");
	json_put_int(json, line->yuan);
	json_close_object(json);
}

static void
show_json(struct buf *buf, const struct fee *fee, enum fee_by by)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_object(&json);
	json_put_name(&json, by == FEE_ITEMS ? "items" : "pages");
	json_put_int(&json, fee->n);
	json_put_name(&json, "yuan");
	json_put_int(&json, fee->yuan);
	json_put_name(&json, "lines");
	json_open_array(&json);
	for (size_t i = 0; i < fee->lines; i++)
		json_line(&json, &fee->line[i]);
	json_close_array(&json);
	json_put_member(&json, "source", fee->source);
	json_put_member(&json, "article", fee->article);
	json_close_object(&json);
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
	int64_t		n = 0;
	struct buf	buf;

	if (items == pages || line->words > 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.fee.one_of_two");
		return command_fail(line);
	}
	if (show_want_int(line, items ? "items" : "pages", &n) != OK ||
	    fee_compute(job->arena, by, n, &fee, job->fault) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(&buf, &fee, by);
	else
		show_text(job, &buf, &fee, by);

	return show_out(line, buf_str(&buf));
}
