#include "base/seal_ring.h"
#include "base/setting.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "cli/sub.h"
#include "domain/key_lost.h"
#include "domain/keyring.h"
#include "domain/subject.h"
#include "store/store.h"

#define BATCH	200	/* data keys wrapped in one transaction */

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "number", 0, COMMAND_TEXT, "N" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* Of what a subcommand speaks. */
struct order {
	struct command_line	*line;
	int64_t			 number; /* of the key that is forgotten */
	int64_t			 left;	/* data keys to be wrapped anew */
	struct buf		 out;	/* what is printed at the end */
};

/* --- rotation ----------------------------------------------------------- */

/* Write the file, and have its keys from now on. */
static enum err
keep(struct job *job, const struct seal_ring *ring)
{
	str		path = setting_text(job->store->settings, "key_file");
	enum err	e;

	e = seal_ring_write(str_c(job->arena, path), ring, job->fault);
	if (e == OK)
		job->store->keys = ring;
	return e;
}

/* Put a new key in front of the file before anything is wrapped by it. */
static enum err
turn(struct job *job)
{
	const struct seal_key	*newest;
	struct seal_ring	*ring = arena_alloc(job->arena, sizeof *ring);
	enum err		 e;

	e = keyring_newest(job, &newest);
	if (e != OK)
		return e;
	seal_ring_turn(job->arena, job->store->keys, keyring_suite(job),
	    ring);
	return keep(job, ring);
}

/* Should this be broken off, the errand goes on where it stopped. */
static enum err
run_turned(struct job *job, void *context)
{
	(void)context;
	return subject_turned(job);
}

static enum err
run_batch(struct job *job, void *context)
{
	struct order	*order = context;

	return subject_rotate(job, BATCH, &order->left);
}

static enum err
rotate(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e;

	e = turn(job);
	if (e == OK)
		e = job_write(job, run_turned, NULL);
	order->left = 1;
	while (e == OK && order->left > 0)
		e = job_write(job, run_batch, order);
	if (e == OK)
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.key.rotated", str_int(job->arena,
		    job->store->keys->key[0]->number))));
	return e;
}

/* --- the keys that there are -------------------------------------------- */

static enum err
run_list(struct job *job, void *context)
{
	const struct seal_ring	*ring = job->store->keys;
	struct order		*order = context;
	const struct seal_key	*newest;
	enum err		 e;

	e = keyring_newest(job, &newest);
	buf_init(&order->out, job->arena, SHOW_BYTES);
	for (size_t i = 0; e == OK && i < ring->n; i++) {
		int64_t	n = 0;

		e = subject_wrapped(job, ring->key[i]->number, &n);
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.key.line", str_int(job->arena,
		    ring->key[i]->number), seal_suite_name(
		    ring->key[i]->suite), str_int(job->arena, n))));
	}
	return e;
}

/* --- forgetting one ----------------------------------------------------- */

static enum err
run_forget(struct job *job, void *context)
{
	return subject_forget(job, ((struct order *)context)->number);
}

static enum err
forget(struct job *job, void *context)
{
	struct order		*order = context;
	struct seal_ring	*ring = arena_alloc(job->arena, sizeof *ring);
	enum err		 e;

	e = show_want_int(order->line, "number", &order->number);
	if (e == OK)
		e = job_write(job, run_forget, order);
	if (e != OK)
		return e;
	seal_ring_drop(job->arena, job->store->keys, (uint32_t)order->number,
	    ring);
	e = keep(job, ring);
	if (e == OK)
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.key.forgotten", str_int(job->arena,
		    order->number))));
	return e;
}

/* --- writing off what a forgotten one wrapped ---------------------------- */

static enum err
run_lost(struct job *job, void *context)
{
	struct order	*order = context;
	struct key_lost	 lost;
	enum err	 e;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	e = show_want_int(order->line, "number", &order->number);
	if (e == OK)
		e = key_lost(job, order->number, &lost);
	if (e != OK)
		return e;
	buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.key.lost", str_int(job->arena, lost.keys))));
	if (lost.own)
		buf_printf(&order->out, "%.*s\n", STRF(word(job->words,
		    "command.key.lost_own")));
	return OK;
}

/* --- which there are ---------------------------------------------------- */

static const struct sub	subs[] = {
	{ "list", " ", " ", run_list, 0, SUB_READ },
	{ "rotate", " ", " ", rotate, 0, SUB_ALONE },
	{ "forget", " number ", " ", forget, 0, SUB_ALONE },
	{ "lost", " number ", " ", run_lost, 0, SUB_WRITE },
};

COMMAND(key, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.key.usage_wrong", &order, &order.out);
}
