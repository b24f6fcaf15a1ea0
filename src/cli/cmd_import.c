#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/import_show.h"
#include "cli/open.h"
#include "cli/show.h"
#include "office/feed.h"
#include "office/import.h"

#define FILE_BYTES	((size_t)256 << 20)
#define OUT_BYTES	((size_t)512 << 20)	/* of what is told */

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "channel", 0, COMMAND_TEXT, "CODE" },
	{ "daily", 0, COMMAND_FLAG, NULL },
	{ "preview", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const char *const	verdict_name[IMPORT__VERDICTS] = { "new",
	"changed", "unchanged", "wrong" };

static const char *const	verdict_word[IMPORT__VERDICTS] = {
	"import.new", "import.changed", "import.unchanged", "import.wrong" };

static str
number(struct job *job, size_t n)
{
	return str_printf(job->arena, "%zu", n);
}

static void
count(const struct import *import, size_t ret[IMPORT__VERDICTS])
{
	for (size_t i = 0; i < import->n; i++)
		ret[import->row[i].verdict]++;
}

/* Of a new one the row itself tells. */
static str
changes(const struct import *import, const struct import_row *row)
{
	return row->verdict == IMPORT_CHANGED ? import_change_line(import,
	    row) : S("");
}

/* --- for people -------------------------------------------------------- */

static void
line(struct buf *buf, str text)
{
	buf_put(buf, str_trim(text));
	buf_byte(buf, '\n');
}

static void
text_notes(struct job *job, struct buf *buf, const struct import *import)
{
	for (size_t i = 0; i < import->notes; i++) {
		const struct import_note	*note = &import->note[i];

		line(buf, WORD(job->arena, job->words, note->column.n > 0 ?
		    "import.at" : "import.at_row", number(job, note->line),
		    note->column, note->text));
	}
	if (import->notes == IMPORT_NOTES)
		line(buf, word(job->words, "import.more"));
}

/* Every row that would do something, what is wrong, and the counts. */
static void
text_plan(struct job *job, struct buf *buf, const struct import *import)
{
	size_t	n[IMPORT__VERDICTS] = { 0 };

	for (size_t i = 0; i < import->ignoreds; i++)
		line(buf, WORD(job->arena, job->words, "import.ignored",
		    import->ignored[i]));
	for (size_t i = 0; i < import->n; i++) {
		const struct import_row	*row = &import->row[i];

		if (row->verdict != IMPORT_UNCHANGED &&
		    row->verdict != IMPORT_WRONG)
			line(buf, WORD(job->arena, job->words, "import.row",
			    number(job, row->line), word(job->words,
			    verdict_word[row->verdict]), row->about,
			    changes(import, row)));
	}
	text_notes(job, buf, import);
	count(import, n);
	line(buf, WORD(job->arena, job->words, "import.sum",
	    number(job, n[IMPORT_NEW]), number(job, n[IMPORT_CHANGED]),
	    number(job, n[IMPORT_UNCHANGED]), number(job, n[IMPORT_WRONG])));
}

/* --- for programs ------------------------------------------------------ */

static void
json_rows(struct json *json, const struct import *import)
{
	json_put_name(json, "rows");
	json_open_array(json);
	for (size_t i = 0; i < import->n; i++) {
		const struct import_row	*row = &import->row[i];

		json_open_object(json);
		json_put_name(json, "line");
		json_put_int(json, row->line);
		json_put_member(json, "verdict",
		    str_of(verdict_name[row->verdict]));
		json_put_member_or_null(json, "about", row->about);
		json_put_member_or_null(json, "change",
		    changes(import, row));
		json_close_object(json);
	}
	json_close_array(json);
}

static void
json_notes(struct json *json, const struct import *import)
{
	json_put_name(json, "wrong");
	json_open_array(json);
	for (size_t i = 0; i < import->notes; i++) {
		json_open_object(json);
		json_put_name(json, "line");
		json_put_int(json, import->note[i].line);
		json_put_member_or_null(json, "column",
		    import->note[i].column);
		json_put_member(json, "message", import->note[i].text);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
json_plan(struct buf *buf, const struct import *import, bool applied)
{
	size_t		n[IMPORT__VERDICTS] = { 0 };
	struct json	json;

	count(import, n);
	json_init(&json, buf, true);
	json_open_object(&json);
	json_put_member(&json, "file", import->file);
	json_put_name(&json, "applied");
	json_put_bool(&json, applied);
	json_put_name(&json, "summary");
	json_open_object(&json);
	for (int i = 0; i < IMPORT__VERDICTS; i++) {
		json_put_name(&json, verdict_name[i]);
		json_put_int(&json, (int64_t)n[i]);
	}
	json_close_object(&json);
	json_put_name(&json, "ignored");
	json_open_array(&json);
	for (size_t i = 0; i < import->ignoreds; i++)
		json_put_str(&json, import->ignored[i]);
	json_close_array(&json);
	json_notes(&json, import);
	json_rows(&json, import);
	json_close_object(&json);
	buf_byte(buf, '\n');
}

/* --- the command ------------------------------------------------------- */

/* The names of all kinds, for who named none of them. */
static str
kinds(struct job *job)
{
	struct buf	buf;

	buf_init(&buf, job->arena, SHOW_BYTES);
	for (size_t i = 0; import_kinds[i] != NULL; i++)
		buf_printf(&buf, "%s, ", import_kinds[i]->name);
	buf_put(&buf, S("records"));
	return buf_str(&buf);
}

static bool
is_address(const char *path)
{
	return str_starts(str_of(path), S("http://")) ||
	    str_starts(str_of(path), S("https://"));
}

/* A file, or what lies at an address. */
static enum err
read_bytes(struct command_line *line, str *ret)
{
	struct job	*job = line->job;

	if (is_address(line->word[1]))
		return feed_fetch(job, str_of(line->word[1]), ret);
	return file_read(job->arena, line->word[1], FILE_BYTES, ret,
	    job->fault);
}

/* From tomorrow on the channel's own address is fetched every day. */
static enum err
leave_daily(struct job *job, void *context)
{
	const struct import	*import = context;

	return feed_daily(job, import->into);
}

static enum err
look(struct command_line *line, struct import **ret)
{
	const struct command_given	*channel = command_option(line,
					    "channel");
	const struct import_kind	*kind;
	struct job			*job = line->job;
	str				 bytes;
	enum err			 e;

	if (line->words != 2)
		return FAIL(job->fault, ERR_INVALID,
		    "command.import.usage_wrong", kinds(job));
	kind = import_kind(line->word[0]);
	if (kind == NULL)
		return FAIL(job->fault, ERR_INVALID, "import.unknown",
		    str_of(line->word[0]), kinds(job));
	e = open_store(line);
	if (e == OK)
		e = read_bytes(line, &bytes);
	if (e == OK)
		e = import_read(job, kind, str_of(line->word[1]), bytes, ret);
	if (e == OK && channel->set)
		(*ret)->into = str_of(channel->value[0]);
	return e == OK ? import_plan(*ret) : e;
}

/* It stopped in the middle: at which row, and that it can go on. */
static int
broke_off(struct command_line *line, const struct import *import)
{
	struct job	*job = line->job;
	str		 text = WORD(job->arena, job->words,
			    "import.broke_off", import->at < import->n ?
			    number(job, import->row[import->at].line) :
			    S("-"));

	fprintf(stderr, "gongkai: %.*s\n", STRF(text));
	return command_fail(line);
}

COMMAND(import, .options = options)
(struct command_line *line)
{
	bool		 preview = command_option(line, "preview")->set;
	struct job	*job = line->job;
	struct import	*import;
	struct buf	 buf;
	size_t		 from = 0;
	int		 status;
	bool		 apply;

	if (line->words == 2 && strcmp(line->word[0], "records") == 0)
		return import_show_records(line, line->word[1]);
	if (look(line, &import) != OK)
		return command_fail(line);
	apply = !preview && import->wrong == 0;
	if (apply && import_apply(import, &from) != OK)
		return broke_off(line, import);
	if (apply && command_option(line, "daily")->set &&
	    job_write(job, leave_daily, import) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, OUT_BYTES);
	if (command_option(line, "json")->set)
		json_plan(&buf, import, apply);
	else
		text_plan(job, &buf, import);
	if (!command_option(line, "json")->set && from > 0)
		buf_printf(&buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    "import.went_on", number(job, from))));
	if (!command_option(line, "json")->set && !apply)
		buf_printf(&buf, "%.*s\n", STRF(word(job->words, preview ?
		    "import.preview" : "import.stopped")));
	status = show_out(line, buf_str(&buf));
	return status == 0 && import->wrong > 0 ? 1 : status;
}
