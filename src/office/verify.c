#include "office/verify.h"

#include <string.h>

#include "domain/whole.h"
#include "store/blob.h"
#include "store/search.h"
#include "store/store.h"

#define KEPT_BYTES	((size_t)16 << 20)	/* of findings */
#define BLOBS		500	/* names read at a time */
#define CHECKPOINT	S("gongkai journal checkpoint")

/* A run: the findings live longer than what is read on the way. */
struct run {
	struct job	*job;
	struct verify	*verify;
	struct arena	*kept;
	str		 checkpoints;
};

static const char *const	names[] = {
	[VERIFY_ENGINE]		= "engine",
	[VERIFY_JOURNAL]	= "journal",
	[VERIFY_CHECKPOINT]	= "checkpoint",
	[VERIFY_BLOB]		= "blob",
	[VERIFY_ERASURE]	= "erasure",
	[VERIFY_KEY]		= "key",
	[VERIFY_SEARCH]		= "search",
	[VERIFY_COUNTER]	= "counter",
	[VERIFY_LOG]		= "log",
};

const char *
verify_part_name(enum verify_part part)
{
	return names[part];
}

/* One more thing that is broken; past the limit they are not told. */
static void
find(struct run *run, enum verify_part part, const char *key, str a, str b,
    str c)
{
	struct verify		*verify = run->verify;
	struct verify_finding	*finding;

	if (verify->findings == VERIFY_FINDINGS)
		return;
	if (verify->finding == NULL)
		verify->finding = arena_array(run->kept, VERIFY_FINDINGS,
		    sizeof *verify->finding);
	finding = &verify->finding[verify->findings++];
	*finding = (struct verify_finding){ part, key, {
	    str_copy(run->kept, a), str_copy(run->kept, b),
	    str_copy(run->kept, c) }, VERIFY_ARGS };
}

/* What a fault says is a finding. */
static void
find_fault(struct run *run, enum verify_part part)
{
	struct fault	*fault = run->job->fault;

	find(run, part, fault->key, fault->arg[0], fault->arg[1],
	    fault->arg[2]);
	fault_clear(fault);
}

static str
number(struct run *run, int64_t n)
{
	return str_printf(run->kept, "%lld", (long long)n);
}

static enum err
look_engine(struct job *job, void *context)
{
	size_t		n;
	str		*said;
	enum err	e = whole_engine(job, &said, &n);

	for (size_t i = 0; e == OK && i < n; i++)
		find(context, VERIFY_ENGINE, "verify.engine", said[i], S(""),
		    S(""));
	return e;
}

static enum err
look_journal(struct job *job, void *context)
{
	struct run			*run = context;
	struct journal_state		*state = &run->verify->journal;
	enum err			 e = journal_verify(job, state);

	if (e != OK)
		return e;
	state->head = str_copy(run->kept, state->head);
	if (state->how == NULL)
		return OK;
	find(run, VERIFY_JOURNAL, state->torn ? "verify.torn" :
	    state->broken > 0 ? "verify.link" : "verify.entry",
	    number(run, state->broken), number(run, state->entry),
	    word(job->words, state->how));
	return OK;
}

/* Take the first checkpoint off a text of several. */
static str
next_checkpoint(str *rest)
{
	ptrdiff_t	at = str_find(*rest, CHECKPOINT, 1);
	str		one = str_sub(*rest, 0, at < 0 ? rest->n : (size_t)at);

	*rest = str_sub(*rest, one.n, rest->n);
	return one;
}

static enum err
look_checkpoints(struct job *job, void *context)
{
	struct run			*run = context;
	struct verify			*verify = run->verify;
	struct journal_checkpoint	 checkpoint;
	str				 rest = run->checkpoints;

	verify->checkpoints = verify->strangers = 0;
	while (rest.n > 0) {
		struct arena_mark	mark = arena_mark(job->arena);
		enum err		e = journal_checkpoint_verify(job,
					    next_checkpoint(&rest),
					    &checkpoint);

		if (e == ERR_CONFLICT || e == ERR_INVALID)
			find_fault(run, VERIFY_CHECKPOINT);
		else if (e != OK)
			return e;
		verify->checkpoints += e == OK;
		verify->strangers += e == OK && !checkpoint.ours;
		arena_rewind(job->arena, mark);
	}
	return OK;
}

/* Names of blobs behind one. */
struct names {
	str	 after;
	str	*name;
	size_t	 n;
};

static enum err
list_blobs(struct job *job, void *context)
{
	struct names	*list = context;

	return whole_blobs(job, list->after, BLOBS, &list->name, &list->n);
}

static bool
named(void *context, str name)
{
	bool	known = true;

	(void)whole_blob(context, name, &known);
	return known;
}

/* A row that went while its file was looked for is no finding. */
struct known {
	str	name;
	bool	is;
};

static enum err
is_known(struct job *job, void *context)
{
	struct known	*known = context;

	return whole_blob(job, known->name, &known->is);
}

static enum err
look_blob(struct run *run, str name)
{
	struct job	*job = run->job;
	struct known	 known = { .name = name };
	struct fault	 fault;
	enum err	 e;

	run->verify->blobs++;
	if (blob_check(job->store, name, job->fault) == OK)
		return OK;
	fault = *job->fault;
	e = job_read(job, is_known, &known);
	if (e != OK)
		return e;
	*job->fault = fault;
	if (known.is)
		find_fault(run, VERIFY_BLOB);
	fault_clear(job->fault);
	return OK;
}

static enum err
count_orphans(struct job *job, void *context)
{
	struct run	*run = context;

	return blob_orphans(job->store, named, job, &run->verify->orphans,
	    job->fault);
}

static enum err
look_blobs(struct run *run)
{
	struct job	*job = run->job;
	struct names	 list = { .after = S(""), .n = 1 };
	char		 last[128];
	enum err	 e = OK;

	while (e == OK && list.n > 0) {
		struct arena_mark	mark = arena_mark(job->arena);

		e = job_read(job, list_blobs, &list);
		for (size_t i = 0; e == OK && i < list.n; i++)
			e = look_blob(run, list.name[i]);
		if (e == OK && list.n > 0) {
			list.after = str_sub(list.name[list.n - 1], 0,
			    sizeof last);
			memcpy(last, list.after.at, list.after.n);
			list.after.at = last;
		}
		arena_rewind(job->arena, mark);
	}
	return e == OK ? job_read(job, count_orphans, run) : e;
}

static enum err
look_erasures(struct job *job, void *context)
{
	struct run		*run = context;
	struct erasure_state	*state = &run->verify->erasure;
	enum err		 e = erasure_verify(job, state);

	if (e == ERR_INVALID) {
		find_fault(run, VERIFY_ERASURE);
		return OK;
	}
	if (e != OK)
		return e;
	if (state->pending > 0)
		find(run, VERIFY_ERASURE, "verify.pending",
		    number(run, state->pending), S(""), S(""));
	if (state->open > 0)
		find(run, VERIFY_ERASURE, "verify.open",
		    number(run, state->open), S(""), S(""));
	if (state->uneven != 0)
		find(run, VERIFY_ERASURE, "verify.uneven",
		    number(run, state->uneven), S(""), S(""));
	return OK;
}

/* What is sealed under these opens no more: a backup of before a master key
   was forgotten, or a key file that is not this folder's. */
static enum err
look_keys(struct job *job, void *context)
{
	struct run		*run = context;
	struct whole_key	*key;
	size_t			 n;
	enum err		 e = whole_keys(job, &key, &n);

	for (size_t i = 0; e == OK && i < n; i++)
		find(run, VERIFY_KEY, key[i].forgotten ?
		    "verify.key_forgotten" : "verify.key_missing",
		    number(run, key[i].master), number(run, key[i].wrapped),
		    S(""));
	return e;
}

static enum err
look_search(struct job *job, void *context)
{
	enum err	e = search_verify(job->db);

	if (e != ERR_CONFLICT)
		return e;
	find_fault(context, VERIFY_SEARCH);
	return OK;
}

static enum err
look_counters(struct job *job, void *context)
{
	struct run		*run = context;
	struct whole_counter	*wrong;
	str			*code;
	size_t			 n;
	enum err		 e;

	e = whole_counters(job, VERIFY_FINDINGS, &run->verify->counters,
	    &wrong, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		find(run, VERIFY_COUNTER, "verify.counter",
		    number(run, wrong[i].agency), wrong[i].series,
		    number(run, wrong[i].year));
	if (e == OK)
		e = whole_tree(job, VERIFY_FINDINGS, &code, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		find(run, VERIFY_COUNTER, "verify.tree", code[i], S(""),
		    S(""));
	return e;
}

static enum err
look_log(struct job *job, void *context)
{
	struct run			*run = context;
	struct transparency_state	*state = &run->verify->log;
	enum err			 e = transparency_verify(job, state);

	if (e == OK && state->how != NULL)
		find(run, VERIFY_LOG, "verify.log", number(run,
		    state->broken), state->record == 0 ? S("") :
		    number(run, state->record), word(job->words,
		    state->how));
	return e;
}

static void
let_go(void *arena)
{
	arena_free(arena);
}

/*
 * Each part is a reading job of its own, so that nothing waits for all; one
 * that is run again because the store was busy has found nothing before.
 */
enum err
verify_run(struct job *job, str checkpoints, struct verify *ret)
{
	static job_body *const	parts[] = { look_engine, look_journal,
		look_checkpoints, look_erasures, look_keys, look_search,
		look_counters, look_log };
	struct run		run = { .job = job, .verify = ret,
				    .checkpoints = checkpoints };
	enum err		e = OK;

	*ret = (struct verify){ .finding = NULL };
	run.kept = arena_new(KEPT_BYTES);
	arena_defer(job->arena, let_go, run.kept);
	for (size_t i = 0; e == OK && i < sizeof parts / sizeof parts[0]; i++)
		e = job_read(job, parts[i], &run);
	return e == OK ? look_blobs(&run) : e;
}
