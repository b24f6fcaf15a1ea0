#include "domain/erasure.h"

#include <string.h>

#include "domain/erasure_list.h"
#include "domain/erasure_table.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "domain/subject.h"
#include "store/store.h"
#include "woven/sql.h"

/* An erasure being carried out, again from the start when it was busy. */
struct run {
	struct erasure_list	 list;
	struct erasure		 done;
	const char		*kind;		/* of the tombstone */
	str			 reason;
	struct erasure_line	*line;		/* what goes into the list */
	size_t			 n, room;
	bool			 again;		/* the list has it already */
};

static void
add_line(struct job *job, struct run *run, struct erasure_line line)
{
	if (run->n == run->room) {
		size_t	room = run->room == 0 ? 16 : run->room * 2;

		run->line = arena_grow(job->arena, run->line, run->n, room,
		    sizeof *run->line);
		run->room = room;
	}
	run->line[run->n++] = line;
}

/* The texts of an erasure, out of every table and the journal. */
static enum err
strike(struct job *job, struct run *run)
{
	struct erasure_needle	*needle;
	struct erasure_finder	*finder;
	size_t			 n = 0;
	enum err		 e;

	needle = arena_array(job->arena, run->n, sizeof *needle);
	for (size_t i = 0; i < run->n; i++)
		if (run->line[i].kind == ERASURE_LINE_TEXT)
			needle[n++] = run->line[i].needle;
	if (n == 0)
		return OK;
	finder = erasure_finder(job->arena, run->list.key, needle, n);
	if (erasure_found(finder, run->reason))
		return FAIL(job->fault, ERR_INVALID, "erasure.reason");
	e = erasure_table_strike(job, finder, &run->done.found);
	if (e != OK)
		return e;
	return erasure_table_journal(job, finder, run->done.id,
	    &run->done.journal_values);
}

/* A blob, with every attachment that has it: equal bytes are as secret. */
static enum err
take_blob(struct job *job, struct run *run, str name)
{
	struct sql_erasure_attachment_take_row	*row;
	enum err				 e;
	size_t					 n;

	e = sql_erasure_attachment_take(job->db, name, &row, &n);
	if (e == OK)
		e = sql_blob_forget(job->db, name);
	if (e == OK)
		e = sql_erasure_blob_add(job->db, run->done.id, name);
	run->done.found += (int64_t)n;
	return e;
}

/* Attachments and subjects that the order names, and what hangs on them. */
static enum err
take_subject(struct job *job, struct run *run, int64_t subject)
{
	struct sql_erasure_subject_row	*row;
	enum err			 e;
	size_t				 n;

	e = sql_erasure_subject(job->db, subject, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (!run->again)
			add_line(job, run, (struct erasure_line){
			    .kind = ERASURE_LINE_BLOB, .blob = row[i].blob });
		e = take_blob(job, run, row[i].blob);
	}
	if (e != OK)
		return e;
	e = subject_destroy(job, subject, run->reason);
	if (e == ERR_NOT_FOUND && run->again) {
		fault_clear(job->fault);
		return OK;
	}
	run->done.found += e == OK;
	return e;
}

static enum err
take_attachment(struct job *job, struct run *run, int64_t id)
{
	struct sql_erasure_attachment_row	row;
	enum err				e;

	e = sql_erasure_attachment(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return run->again ? OK : FAIL(job->fault, e,
		    "attachment.unknown", str_printf(job->arena, "%lld",
		    (long long)id));
	if (e != OK)
		return e;
	if (!run->again)
		add_line(job, run, (struct erasure_line){
		    .kind = ERASURE_LINE_BLOB, .blob = row.blob });
	return take_blob(job, run, row.blob);
}

static enum err
take(struct job *job, struct run *run)
{
	size_t		n = run->n;
	enum err	e = OK;

	/* What is added on the way needs no look of its own. */
	for (size_t i = 0; e == OK && i < n; i++) {
		const struct erasure_line	line = run->line[i];

		if (line.kind == ERASURE_LINE_SUBJECT)
			e = take_subject(job, run, line.id);
		else if (line.kind == ERASURE_LINE_ATTACHMENT)
			e = take_attachment(job, run, line.id);
		else if (line.kind == ERASURE_LINE_BLOB)
			e = take_blob(job, run, line.blob);
	}
	return e;
}

/* The tombstone, which the journal tells of. */
static enum err
bury(struct job *job, const struct run *run)
{
	const struct journal_change	change[] = {
		{ S("found"), S(""), str_printf(job->arena, "%lld",
		    (long long)run->done.found), 0 },
		{ S("journal_values"), S(""), str_printf(job->arena, "%lld",
		    (long long)run->done.journal_values), 0 } };
	enum err			e;

	e = sql_erasure_insert(job->db, run->done.id, 0, job->now,
	    job->actor == NULL ? 0 : job->actor->person.id,
	    str_of(run->kind), run->reason, run->done.found,
	    run->done.journal_values);
	if (e == OK)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("erasure"), .thing = run->done.id,
		    .action = S("erasure.apply"), .day = DAY_NONE,
		    .reason = run->reason, .change = change, .changes = 2 });
	if (e != OK)
		return e;
	return sql_erasure_caches(job->db);
}

/* The lines bear the erasure's number. */
static void
number(struct run *run)
{
	for (size_t i = 0; i < run->n; i++)
		run->line[i].erasure = run->done.id;
}

/*
 * The list is written before the rows are committed: what a crash leaves
 * between the two is an erasure that is still to be done, which the list
 * says.  Holding the head of the journal, one comes after another.
 */
static enum err
apply(struct job *job, void *context)
{
	struct run			 run = *(struct run *)context;
	struct sql_journal_head_lock_row head;
	enum err			 e;

	if (!person_may(job, S("erasure.apply"), 0))
		return FAIL(job->fault, ERR_FORBIDDEN, "erasure.forbidden");
	e = sql_journal_head_lock(job->db, &head);
	if (e == OK && !run.again) {
		struct erasure_list	list;

		/* Another process may have added to it. */
		e = erasure_list_read(job->arena, job->store, &list,
		    job->fault);
		if (e == OK && memcmp(list.key, run.list.key,
		    sizeof list.key) != 0)
			e = FAIL(job->fault, ERR_BUSY, "store.busy");
		run.list = list;
	}
	if (!run.again)
		run.done.id = store_id(job->store);
	if (e == OK)
		e = strike(job, &run);
	if (e == OK)
		e = take(job, &run);
	if (e == OK)
		e = bury(job, &run);
	number(&run);
	if (e == OK && !run.again)
		e = erasure_list_add(job->arena, job->store, &run.list,
		    run.line, run.n, job->fault);
	if (e == OK)
		((struct run *)context)->done = run.done;
	return e;
}

static enum err
add_texts(struct job *job, struct run *run, const struct erasure_order *order)
{
	for (size_t i = 0; i < order->texts; i++) {
		str	text = order->text[i];

		if (text.n < ERASURE_SHORTEST)
			return FAIL(job->fault, ERR_INVALID, "erasure.short",
			    str_printf(job->arena, "%zu", i + 1));
		if (text.n > ERASURE_LONGEST)
			return FAIL(job->fault, ERR_INVALID, "erasure.long",
			    str_printf(job->arena, "%zu", i + 1));
		add_line(job, run, (struct erasure_line){
		    .kind = ERASURE_LINE_TEXT, .needle = erasure_needle(
		    run->list.key, text) });
	}
	return OK;
}

static enum err
prepare(struct job *job, const struct erasure_order *order, struct run *run)
{
	enum err	e;

	if (order->reason.n == 0 || order->texts > ERASURE_TEXTS ||
	    (order->texts > 0) + (order->attachment != 0) +
	    (order->subject != 0) != 1)
		return FAIL(job->fault, ERR_INVALID, "erasure.nothing");
	e = erasure_list_read(job->arena, job->store, &run->list, job->fault);
	if (e == OK && run->list.n == 0)	/* its key must stay */
		e = erasure_list_add(job->arena, job->store, &run->list, NULL,
		    0, job->fault);
	if (e != OK)
		return e;
	run->reason = order->reason;
	run->kind = order->texts > 0 ? "text" :
	    order->attachment != 0 ? "attachment" : "subject";
	if (order->attachment != 0)
		add_line(job, run, (struct erasure_line){
		    .kind = ERASURE_LINE_ATTACHMENT,
		    .id = order->attachment });
	if (order->subject != 0)
		add_line(job, run, (struct erasure_line){
		    .kind = ERASURE_LINE_SUBJECT, .id = order->subject });
	return add_texts(job, run, order);
}

enum err
erasure_apply(struct job *job, const struct erasure_order *order,
    struct erasure *ret)
{
	struct run	run = { .n = 0 };
	enum err	e;

	e = prepare(job, order, &run);
	if (e == OK)
		e = job_write(job, apply, &run);
	if (e != OK)
		return e;
	*ret = run.done;
	return erasure_finish(job);
}

/* The next erasure of the list that the store lacks, with its lines; `*at'
   goes on behind them. */
static enum err
next_missing(struct job *job, const struct erasure_list *list, size_t *at,
    struct run *ret)
{
	struct sql_erasure_known_row	known = { .n = 1 };
	enum err			e = OK;

	while (e == OK && known.n > 0 && *at < list->n) {
		int64_t	erasure = list->line[*at].erasure;

		ret->line = &list->line[*at];
		ret->n = 0;
		while (*at < list->n && list->line[*at].erasure == erasure) {
			ret->n++;
			++*at;
		}
		ret->done.id = erasure;
		e = sql_erasure_known(job->db, erasure, &known);
	}
	if (e == OK && known.n > 0)
		ret->n = 0;
	return e;
}

/* The search for the next one, in a transaction of its own. */
struct search {
	struct erasure_list	list;
	size_t			at;	/* lines looked at */
	struct run		run;	/* what was found; n is 0 if none */
};

static enum err
look(struct job *job, void *context)
{
	struct search	*search = context;
	size_t		 at = search->at;
	enum err	 e;

	e = next_missing(job, &search->list, &at, &search->run);
	if (e == OK)
		search->at = at;
	return e;
}

enum err
erasure_again(struct job *job, int64_t *ret_n)
{
	static const char *const	kind[] = {
		[ERASURE_LINE_TEXT] = "text",
		[ERASURE_LINE_ATTACHMENT] = "attachment",
		[ERASURE_LINE_BLOB] = "attachment",
		[ERASURE_LINE_SUBJECT] = "subject" };
	struct search			search = { .at = 0 };
	enum err			e;

	*ret_n = 0;
	e = erasure_list_read(job->arena, job->store, &search.list,
	    job->fault);
	while (e == OK) {
		search.run = (struct run){ .list = search.list, .again = true,
		    .reason = word(job->words, "erasure.again") };
		e = job_read(job, look, &search);
		if (e != OK || search.run.n == 0)
			break;
		search.run.kind = kind[search.run.line[0].kind];
		e = job_write(job, apply, &search.run);
		*ret_n += e == OK;
	}
	return e == OK ? erasure_finish(job) : e;
}

static enum err
count_missing(struct job *job, int64_t *ret)
{
	struct erasure_list	list;
	struct run		run = { .n = 0 };
	size_t			at = 0;
	enum err		e;

	*ret = 0;
	if (job->store->keys == NULL)
		return OK;
	e = erasure_list_read(job->arena, job->store, &list, job->fault);
	while (e == OK) {
		e = next_missing(job, &list, &at, &run);
		if (e != OK || run.n == 0)
			break;
		++*ret;
	}
	return e;
}

static enum err
check(struct job *job, void *context)
{
	int64_t		n;
	enum err	e = count_missing(job, &n);

	(void)context;
	if (e != OK || n == 0)
		return e;
	return FAIL(job->fault, ERR_CONFLICT, "erasure.restored",
	    str_of(job->store->dir), str_printf(job->arena, "%lld",
	    (long long)n));
}

enum err
erasure_check(struct job *job)
{
	return job_read(job, check, NULL);
}

enum err
erasure_verify(struct job *job, struct erasure_state *ret)
{
	struct erasure_state		 state = { 0 };
	struct sql_erasure_open_row	 open;
	struct sql_erasure_uneven_row	*uneven;
	enum err			 e;
	size_t				 n;

	e = count_missing(job, &state.pending);
	if (e == OK)
		e = sql_erasure_open(job->db, &open);
	if (e == OK)
		e = sql_erasure_uneven(job->db, 1, &uneven, &n);
	if (e != OK)
		return e;
	state.open = open.n;
	state.uneven = n > 0 ? uneven[0].id : 0;
	*ret = state;
	return OK;
}
