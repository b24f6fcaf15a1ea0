#include <string.h>

#include "base/seal_ring.h"
#include "base/setting.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/keyring.h"
#include "domain/subject.h"
#include "store/store.h"

#define BATCH	200	/* data keys wrapped in one transaction */

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* Of what a subcommand speaks. */
struct order {
	struct command_line	*line;
	int64_t			 left;	/* data keys to be wrapped anew */
	struct buf		 out;	/* what is printed at the end */
};

static str
number(struct job *job, int64_t n)
{
	return str_printf(job->arena, "%lld", (long long)n);
}

/* --- rotation ----------------------------------------------------------- */

/* Put a new key in front of the file before anything is wrapped by it. */
static enum err
turn(struct job *job)
{
	str			 path = setting_text(job->store->settings,
				    "key_file");
	const struct seal_key	*newest;
	struct seal_ring	*ring = arena_alloc(job->arena, sizeof *ring);
	enum err		 e;

	e = keyring_newest(job, &newest);
	if (e != OK)
		return e;
	seal_ring_turn(job->arena, job->store->keys, keyring_suite(job),
	    ring);
	e = seal_ring_write(str_c(job->arena, path), ring, job->fault);
	if (e == OK)
		job->store->keys = ring;
	return e;
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
rotate(struct order *order)
{
	struct job	*job = order->line->job;
	enum err	 e;

	e = turn(job);
	if (e == OK)
		e = job_write(job, run_turned, NULL);
	order->left = 1;
	while (e == OK && order->left > 0)
		e = job_write(job, run_batch, order);
	if (e == OK)
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.key.rotated", number(job,
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
		    job->words, "command.key.line", number(job,
		    ring->key[i]->number), seal_suite_name(
		    ring->key[i]->suite), number(job, n))));
	}
	return e;
}

COMMAND(key, .options = options)
(struct command_line *line)
{
	struct order	 order = { .line = line };
	struct job	*job = line->job;
	const char	*sub = line->words == 1 ? line->word[0] : "";
	bool		 list = strcmp(sub, "list") == 0;
	enum err	 e;

	if (!list && strcmp(sub, "rotate") != 0) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.key.usage_wrong");
		return command_fail(line);
	}
	e = open_store(line);
	buf_init(&order.out, job->arena, SHOW_BYTES);
	if (e == OK)
		e = list ? job_read(job, run_list, &order) : rotate(&order);
	return e == OK ? show_out(line, buf_str(&order.out)) :
	    command_fail(line);
}
