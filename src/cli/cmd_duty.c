#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/duty.h"

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "below", 0, COMMAND_FLAG, NULL },
	{ "at", 0, COMMAND_TEXT, "DAY" },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* What is asked for, and the answer. */
struct order {
	struct command_line	*line;
	struct duty		*duty;
	size_t			 n;
};

static enum err
load(struct job *job, void *context)
{
	struct order	*order = context;
	bool		 below = command_option(order->line, "below")->set;
	day		 at = job->today;
	int64_t		 agency = 0;
	enum err	 e = OK;

	if (!command_option(order->line, "agency")->set)
		return FAIL(job->fault, ERR_INVALID,
		    "command.duty.no_agency");
	if (command_option(order->line, "at")->set)
		e = show_want_day(order->line, "at", &at);
	if (e == OK)
		e = open_body(order->line, &agency);
	if (e == OK && below)
		return duty_below(job, agency, at, &order->duty, &order->n);
	order->duty = arena_alloc(job->arena, sizeof *order->duty);
	order->n = 1;
	return e == OK ? duty_load(job, agency, at, order->duty) : e;
}

/* --- for people ----------------------------------------------------------- */

static void
show_columns(struct job *job, struct buf *buf, const struct duty *duty)
{
	for (size_t i = 0; i < duty->columns; i++) {
		const struct duty_column	*column = &duty->column[i];
		const char			*key;

		key = column->missing ? "duty.missing" :
		    column->due == DAY_NONE ? "duty.held" : "duty.due";
		buf_printf(buf, "  %.*s\n", STRF(WORD(job->arena, job->words,
		    key, column->column->name, str_int(job->arena,
		    column->n), column->last == DAY_NONE ?
		    word(job->words, "duty.never") :
		    day_iso(job->arena, column->last),
		    column->due == DAY_NONE ? S("") :
		    day_iso(job->arena, column->due))));
	}
}

static void
show_dossiers(struct job *job, struct buf *buf, const char *key,
    const struct dossier_line *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(buf, "  %.*s\n", STRF(WORD(job->arena, job->words,
		    key, line[i].title, day_iso(job->arena, line[i].due))));
}

static void
show_text(struct job *job, struct buf *buf, const struct duty *duty)
{
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "duty.head", duty->agency.name, day_iso(job->arena, duty->on),
	    str_int(job->arena, (int64_t)duty->missing),
	    str_int(job->arena, (int64_t)duty->lates),
	    str_int(job->arena, (int64_t)duty->looks))));
	show_columns(job, buf, duty);
	show_dossiers(job, buf, "duty.late", duty->late, duty->lates);
	show_dossiers(job, buf, "duty.look", duty->look, duty->looks);
}

/* --- for programs --------------------------------------------------------- */

static void
put_day(struct job *job, struct json *json, const char *name, day on)
{
	json_put_member_or_null(json, name, day_text(job->arena, on));
}

static void
put_dossiers(struct job *job, struct json *json, const char *name,
    const struct dossier_line *line, size_t n)
{
	json_put_name(json, name);
	json_open_array(json);
	for (size_t i = 0; i < n; i++) {
		json_open_object(json);
		json_put_member(json, "id", str_int(job->arena, line[i].id));
		json_put_member(json, "state", line[i].state);
		json_put_member(json, "title", line[i].title);
		put_day(job, json, "due", line[i].due);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
put_columns(struct job *job, struct json *json, const struct duty *duty)
{
	json_put_name(json, "columns");
	json_open_array(json);
	for (size_t i = 0; i < duty->columns; i++) {
		const struct duty_column	*column = &duty->column[i];

		json_open_object(json);
		json_put_member(json, "column", column->column->key);
		json_put_member(json, "name", column->column->name);
		json_put_member(json, "item", column->column->item);
		json_put_name(json, "records");
		json_put_int(json, column->n);
		put_day(job, json, "last", column->last);
		put_day(job, json, "due", column->due);
		json_put_name(json, "missing");
		json_put_bool(json, column->missing);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
show_json(struct job *job, struct buf *buf, const struct order *order)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_array(&json);
	for (size_t i = 0; i < order->n; i++) {
		const struct duty	*duty = &order->duty[i];

		json_open_object(&json);
		json_put_member(&json, "agency", duty->agency.code);
		json_put_member(&json, "name", duty->agency.name);
		put_day(job, &json, "day", duty->on);
		put_columns(job, &json, duty);
		put_dossiers(job, &json, "late", duty->late, duty->lates);
		put_dossiers(job, &json, "to_look_at", duty->look,
		    duty->looks);
		json_close_object(&json);
	}
	json_close_array(&json);
	buf_byte(buf, '\n');
}

COMMAND(duty, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };
	struct job	*job = line->job;
	struct buf	buf;

	if (line->words > 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.duty.no_agency");
		return command_fail(line);
	}
	if (open_store(line) != OK || job_read(job, load, &order) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(job, &buf, &order);
	for (size_t i = 0; i < order.n && !command_option(line, "json")->set;
	    i++)
		show_text(job, &buf, &order.duty[i]);
	return show_out(line, buf_str(&buf));
}
