#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/sub.h"
#include "domain/transparency.h"
#include "domain/transparency_head.h"
#include "domain/transparency_verify.h"

#define FILE_BYTES	((size_t)16 << 20)
#define FIRST		S("gongkai transparency head")

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "output", 'o', COMMAND_TEXT, "FILE" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

struct order {
	struct command_line	*line;
	struct buf		 out;
	bool			 broken;	/* something does not fit */
};

static void
say(struct order *order, str sentence)
{
	buf_printf(&order->out, "%.*s\n", STRF(sentence));
}

/* --- head, send ----------------------------------------------------------- */

static enum err
sign(struct job *job, void *context)
{
	return transparency_head_sign(job, context);
}

static enum err
run_head(struct job *job, void *context)
{
	struct order			*order = context;
	const struct command_given	*output = command_option(order->line,
					    "output");
	int64_t				 n;
	str				 note;
	enum err			 e;

	e = transparency_sequence_all(job, &n);
	if (e == OK)
		e = job_write(job, sign, &note);
	if (e != OK)
		return e;
	buf_put(&order->out, note);
	return output->set ? file_write(output->value[0], note, job->fault) :
	    OK;
}

static enum err
run_send(struct job *job, void *context)
{
	struct order	*order = context;
	int64_t		 n;
	str		 note;
	enum err	 e = transparency_sequence_all(job, &n);

	if (e == OK)
		e = transparency_head_send(job, &note);
	if (e == OK)
		buf_put(&order->out, note);
	return e;
}

/* --- verify --------------------------------------------------------------- */

static enum err
run_verify(struct job *job, void *context)
{
	struct order			*order = context;
	struct transparency_state	 state;
	enum err			 e = transparency_verify(job, &state);

	if (e != OK)
		return e;
	say(order, WORD(job->arena, job->words, "verify.said.log",
	    str_int(job->arena, state.leaves), str_int(job->arena,
	    state.waiting), str_int(job->arena, state.erased),
	    str_int(job->arena, state.heads)));
	order->broken = state.how != NULL;
	if (order->broken)
		say(order, WORD(job->arena, job->words, "verify.log",
		    str_int(job->arena, state.broken), state.record == 0 ?
		    S("") : str_int(job->arena, state.record),
		    word(job->words, state.how)));
	else
		say(order, word(job->words, "command.log.whole"));
	return OK;
}

/* --- consistency ---------------------------------------------------------- */

/* Take the first head off a text of several. */
static str
next_head(str *rest)
{
	ptrdiff_t	at = str_find(*rest, FIRST, 1);
	str		one = str_sub(*rest, 0, at < 0 ? rest->n : (size_t)at);

	*rest = str_sub(*rest, one.n, rest->n);
	return one;
}

/* What is wrong with a head is said, and the next one looked at. */
static enum err
check_head(struct job *job, struct order *order, str note)
{
	struct transparency_head	head;
	enum err			e;

	e = transparency_head_read(note, &head, job->fault);
	if (e == OK)
		e = transparency_head_check(job, &head);
	if (e == OK) {
		say(order, WORD(job->arena, job->words,
		    transparency_head_ours(job, &head) ?
		    "command.log.consistent" :
		    "command.log.consistent_stranger",
		    str_int(job->arena, head.n), day_minute(job->arena,
		    head.at), head.key));
		return OK;
	}
	if (e != ERR_INVALID && e != ERR_CONFLICT)
		return e;
	order->broken = true;
	say(order, word_fault(job->arena, job->words,
	    job->fault));
	fault_clear(job->fault);
	return OK;
}

static enum err
run_consistency(struct job *job, void *context)
{
	struct order	*order = context;
	str		 rest;
	enum err	 e;

	e = file_read(job->arena, order->line->word[1], FILE_BYTES, &rest,
	    job->fault);
	order->broken = false;
	do {
		if (e == OK)
			e = check_head(job, order, next_head(&rest));
	} while (e == OK && rest.n > 0);
	return e;
}

/* -------------------------------------------------------------------------- */

static const struct sub	subs[] = {
	{ "head", " ", " output ", run_head, 0, SUB_ALONE },
	{ "send", " ", " ", run_send, 0, SUB_ALONE },
	{ "verify", " ", " ", run_verify, 0, SUB_READ },
	{ "consistency", " ", " ", run_consistency, 1, SUB_READ },
};

COMMAND(log, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };
	int		status = sub_command(line, subs,
			    sizeof subs / sizeof subs[0],
			    "command.log.usage_wrong", &order, &order.out);

	return status == 0 && order.broken ? 1 : status;
}
