#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "office/verify.h"

#define CHECKPOINT_BYTES	((size_t)64 << 20)

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "checkpoint", 0, COMMAND_TEXT, "FILE" },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static str
sentence(struct job *job, const struct verify_finding *finding)
{
	return word_fill(job->arena, job->words, finding->key, finding->arg,
	    finding->args);
}

static void
show_text(struct job *job, struct buf *buf, const struct verify *verify)
{
	const struct journal_state	*journal = &verify->journal;

	buf_printf(buf, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n",
	    STRF(WORD(job->arena, job->words, "verify.said.journal",
	    str_int(job->arena, journal->sealed), str_int(job->arena,
	    journal->tail),
	    str_int(job->arena, journal->erased), journal->head)),
	    STRF(WORD(job->arena, job->words, "verify.said.checkpoints",
	    str_int(job->arena, verify->checkpoints), str_int(job->arena,
	    verify->strangers))),
	    STRF(WORD(job->arena, job->words, "verify.said.blobs",
	    str_int(job->arena, verify->blobs), str_int(job->arena,
	    verify->orphans))),
	    STRF(WORD(job->arena, job->words, "verify.said.counters",
	    str_int(job->arena, verify->counters))),
	    STRF(WORD(job->arena, job->words, "verify.said.log",
	    str_int(job->arena, verify->log.leaves), str_int(job->arena,
	    verify->log.waiting), str_int(job->arena, verify->log.erased),
	    str_int(job->arena, verify->log.heads))));
	for (size_t i = 0; i < verify->findings; i++)
		buf_printf(buf, "%.*s\n", STRF(sentence(job,
		    &verify->finding[i])));
	buf_printf(buf, "%.*s\n", STRF(verify->findings == 0 ?
	    word(job->words, "verify.said.whole") : WORD(job->arena,
	    job->words, "verify.said.broken", str_int(job->arena,
	    (int64_t)verify->findings))));
}

static void
put_int(struct json *json, const char *name, int64_t n)
{
	json_put_name(json, name);
	json_put_int(json, n);
}

static void
json_journal(struct json *json, const struct journal_state *journal)
{
	json_put_name(json, "journal");
	json_open_object(json);
	put_int(json, "links", journal->sealed);
	put_int(json, "tail", journal->tail);
	put_int(json, "erased", journal->erased);
	json_put_member_or_null(json, "head", journal->head);
	put_int(json, "broken", journal->broken);
	json_put_member(json, "entry", str_printf(json->buf->arena, "%lld",
	    (long long)journal->entry));
	json_put_name(json, "torn");
	json_put_bool(json, journal->torn);
	json_close_object(json);
}

static void
json_log(struct json *json, const struct transparency_state *log)
{
	json_put_name(json, "log");
	json_open_object(json);
	put_int(json, "leaves", log->leaves);
	put_int(json, "waiting", log->waiting);
	put_int(json, "erased", log->erased);
	put_int(json, "heads", log->heads);
	put_int(json, "broken", log->broken);
	json_put_member(json, "record", str_int(json->buf->arena,
	    log->record));
	json_close_object(json);
}

static void
show_json(struct job *job, struct buf *buf, const struct verify *verify)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_object(&json);
	json_put_name(&json, "whole");
	json_put_bool(&json, verify->findings == 0);
	json_journal(&json, &verify->journal);
	put_int(&json, "checkpoints", verify->checkpoints);
	put_int(&json, "checkpoints_by_other_keys", verify->strangers);
	put_int(&json, "blobs", verify->blobs);
	put_int(&json, "orphans", verify->orphans);
	put_int(&json, "counters", verify->counters);
	json_log(&json, &verify->log);
	json_put_name(&json, "findings");
	json_open_array(&json);
	for (size_t i = 0; i < verify->findings; i++) {
		const struct verify_finding	*finding = &verify->finding[i];

		json_open_object(&json);
		json_put_member(&json, "part", str_of(verify_part_name(
		    finding->part)));
		json_put_member(&json, "key", str_of(finding->key));
		json_put_member(&json, "message", sentence(job, finding));
		json_close_object(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_byte(buf, '\n');
}

COMMAND(verify, .options = options)
(struct command_line *line)
{
	const struct command_given	*file = command_option(line,
					    "checkpoint");
	struct job			*job = line->job;
	struct verify			 verify;
	struct buf			 buf;
	str				 checkpoints = S("");

	if (line->words > 0) {
		(void)FAIL(job->fault, ERR_INVALID, "command.verify.no_word");
		return command_fail(line);
	}
	if ((file->set && file_read(job->arena, file->value[0],
	    CHECKPOINT_BYTES, &checkpoints, job->fault) != OK) ||
	    open_store_restored(line) != OK ||
	    verify_run(job, checkpoints, &verify) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(job, &buf, &verify);
	else
		show_text(job, &buf, &verify);
	if (show_out(line, buf_str(&buf)) != 0)
		return 3;
	return verify.findings == 0 ? 0 : 1;
}
