#include "base/file.h"
#include "cli/command.h"
#include "cli/show.h"
#include "domain/transparency_proof.h"

#define CONTENT_BYTES	((size_t)256 << 20)

static const struct command_option	options[] = {
	{ "head", 0, COMMAND_TEXT, "FILE" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* What is checked, and what was said so far. */
struct checking {
	struct job			*job;
	struct transparency_proof	 proof;
	struct transparency_head	 old;		/* that was kept */
	struct transparency_verdict	 verdict;
	bool				 with_old, with_content;
	struct buf			 out;
};

static void
say(struct checking *checking, str sentence)
{
	buf_printf(&checking->out, "%.*s\n", STRF(sentence));
}

static str
moment(const struct checking *checking, int64_t at)
{
	return day_minute(checking->job->arena, at);
}

static str
number(const struct checking *checking, int64_t n)
{
	return str_int(checking->job->arena, n);
}

/* Which version is where, and since when. */
static void
say_place(struct checking *checking)
{
	const struct transparency_proof	*proof = &checking->proof;
	const struct transparency_head	*newest = &proof->newest.head;
	struct job			*job = checking->job;
	str				 action;

	if (!checking->verdict.included) {
		say(checking, word(job->words,
		    "transparency.check.not_included"));
		return;
	}
	action = word(job->words, transparency_leaf_word(
	    proof->entry.action));
	say(checking, WORD(job->arena, job->words,
	    "transparency.check.included",
	    proof->entry.number, number(checking, proof->entry.version),
	    action, moment(checking, newest->at), number(checking,
	    newest->n), newest->origin));
	if (checking->verdict.since)
		say(checking, WORD(job->arena, job->words,
		    "transparency.check.since", moment(checking,
		    proof->first.head.at)));
	else
		say(checking, word(job->words, "transparency.check.not_since"));
}

static void
say_content(struct checking *checking)
{
	const struct words	*words = checking->job->words;

	say(checking, word(words, !checking->with_content ?
	    "transparency.check.no_content" : checking->verdict.content ?
	    "transparency.check.same" : "transparency.check.other"));
}

static void
say_old(struct checking *checking)
{
	static const char *const	key[] = {
		[TRANSPARENCY_OLD_NONE] = "transparency.check.old_none",
		[TRANSPARENCY_OLD_HOLDS] = "transparency.check.old_holds",
		[TRANSPARENCY_OLD_FORKED] = "transparency.check.old_forked",
		[TRANSPARENCY_OLD_UNTOLD] = "transparency.check.old_untold",
		[TRANSPARENCY_OLD_STRANGER] = "transparency.check.old_stranger",
	};
	struct job	*job = checking->job;

	say(checking, WORD(job->arena, job->words,
	    key[checking->verdict.old], checking->with_old ?
	    moment(checking, checking->old.at) : S(""), checking->with_old ?
	    number(checking, checking->old.n) : S("")));
	say(checking, WORD(job->arena, job->words, "transparency.check.key",
	    checking->proof.newest.head.key));
	say(checking, word(job->words, checking->verdict.proved ?
	    "transparency.check.proved" : "transparency.check.not_proved"));
}

static enum err
read_all(struct command_line *line, struct checking *checking, str *content)
{
	const struct command_given	*head = command_option(line, "head");
	struct job			*job = line->job;
	str				 json, note;
	enum err			 e;

	checking->with_content = line->words == 2;
	checking->with_old = head->set;
	e = file_read(job->arena, line->word[0], TRANSPARENCY_PROOF_BYTES,
	    &json, job->fault);
	if (e == OK)
		e = transparency_proof_read(job->arena, json,
		    &checking->proof, job->fault);
	if (e == OK && checking->with_content)
		e = file_read(job->arena, line->word[1], CONTENT_BYTES,
		    content, job->fault);
	if (e == OK && head->set) {
		e = file_read(job->arena, head->value[0],
		    TRANSPARENCY_PROOF_BYTES, &note, job->fault);
		if (e == OK)
			e = transparency_head_read(note, &checking->old,
			    job->fault);
	}
	return e;
}

COMMAND(verify_record, .options = options)
(struct command_line *line)
{
	struct job	*job = line->job;
	struct checking	*checking = arena_alloc(job->arena, sizeof *checking);
	str		 content = S("");

	checking->job = job;
	if (line->words < 1 || line->words > 2) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.verify_record.usage_wrong");
		return command_fail(line);
	}
	if (read_all(line, checking, &content) != OK)
		return command_fail(line);
	checking->verdict = transparency_proof_judge(job->arena,
	    &checking->proof, checking->with_content ? &content : NULL,
	    checking->with_old ? &checking->old : NULL);
	buf_init(&checking->out, job->arena, SHOW_BYTES);
	say_place(checking);
	say_content(checking);
	say_old(checking);
	if (show_out(line, buf_str(&checking->out)) != 0)
		return 3;
	return checking->verdict.proved ? 0 : 1;
}
