#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/erasure.h"

#define FILE_BYTES	((size_t)16 << 20)

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "text", 0, COMMAND_TEXT, "FILE" },
	{ "attachment", 0, COMMAND_TEXT, "ID" },
	{ "subject", 0, COMMAND_TEXT, "ID" },
	{ "reason", 0, COMMAND_TEXT, "TEXT" },
	{ "again", 0, COMMAND_FLAG, NULL },
	{ "finish", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static bool
is_set(const struct command_line *line, const char *option)
{
	return command_option(line, option)->set;
}

/* A text a line: never on the command line, where others see it and the
   shell keeps it. */
static enum err
read_texts(struct command_line *line, struct erasure_order *order)
{
	struct job	*job = line->job;
	str		*text, rest, one;
	size_t		 room = 1;
	enum err	 e;

	e = file_read(job->arena, command_option(line, "text")->value[0],
	    FILE_BYTES, &rest, job->fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < rest.n; i++)
		room += rest.at[i] == '\n';
	text = arena_array(job->arena, room, sizeof *text);
	while (rest.n > 0) {
		if (!str_cut(&rest, '\n', &one)) {
			one = rest;
			rest.n = 0;
		}
		one = str_trim(one);
		if (one.n > 0)
			text[order->texts++] = one;
	}
	order->text = text;
	return OK;
}

static enum err
read_order(struct command_line *line, struct erasure_order *order)
{
	enum err	e = OK;

	*order = (struct erasure_order){ .texts = 0 };
	if (is_set(line, "reason"))
		order->reason = str_trim(str_of(command_option(line,
		    "reason")->value[0]));
	if (is_set(line, "text"))
		e = read_texts(line, order);
	if (e == OK && is_set(line, "attachment"))
		e = show_want_int(line, "attachment", &order->attachment);
	if (e == OK && is_set(line, "subject"))
		e = show_want_int(line, "subject", &order->subject);
	return e;
}

static void
show_text(struct job *job, struct buf *buf, const struct erasure *done)
{
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.erase.done", str_int(job->arena, done->id),
	    str_int(job->arena, done->found),
	    str_int(job->arena, done->journal_values))));
	if (done->unreads == 0)
		return;
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.erase.unread", str_int(job->arena,
	    (int64_t)done->unreads))));
	for (size_t i = 0; i < done->unreads; i++)
		buf_printf(buf, "%lld\n", (long long)done->unread[i]);
}

static void
show_json(struct job *job, struct buf *buf, const struct erasure *done)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_object(&json);
	json_put_member(&json, "id", str_int(job->arena, done->id));
	json_put_name(&json, "found");
	json_put_int(&json, done->found);
	json_put_name(&json, "journal_values");
	json_put_int(&json, done->journal_values);
	json_put_name(&json, "unread");
	json_open_array(&json);
	for (size_t i = 0; i < done->unreads; i++)
		json_put_str(&json, str_int(job->arena, done->unread[i]));
	json_close_array(&json);
	json_close_object(&json);
	buf_byte(buf, '\n');
}

/* `--again' and `--finish'. */
static enum err
repeat(struct command_line *line, struct buf *buf)
{
	struct job	*job = line->job;
	int64_t		 n = 0;
	enum err	 e;

	e = is_set(line, "again") ? erasure_again(job, &n) :
	    erasure_finish(job);
	buf_printf(buf, "%.*s\n", STRF(is_set(line, "again") ?
	    WORD(job->arena, job->words, "command.erase.again",
	    str_int(job->arena, n)) : word(job->words,
	    "command.erase.finished")));
	return e;
}

/* One of the five ways to call it was chosen. */
static bool
is_one(const struct command_line *line)
{
	return line->words == 0 && is_set(line, "text") +
	    is_set(line, "attachment") + is_set(line, "subject") +
	    is_set(line, "again") + is_set(line, "finish") == 1;
}

COMMAND(erase, .options = options)
(struct command_line *line)
{
	struct job		*job = line->job;
	struct erasure_order	 order;
	struct erasure		 done;
	struct buf		 buf;
	enum err		 e;

	if (!is_one(line)) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.erase.usage_wrong");
		return command_fail(line);
	}
	buf_init(&buf, job->arena, SHOW_BYTES);
	e = open_store_restored(line);
	if (e == OK && (is_set(line, "again") || is_set(line, "finish"))) {
		e = repeat(line, &buf);
	} else if (e == OK) {
		e = read_order(line, &order);
		if (e == OK)
			e = erasure_apply(job, &order, &done);
		if (e == OK)
			(is_set(line, "json") ? show_json : show_text)(job,
			    &buf, &done);
	}
	return e == OK ? show_out(line, buf_str(&buf)) : command_fail(line);
}
