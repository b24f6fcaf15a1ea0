#include "domain/erasure.h"

#include <string.h>

#include "domain/erasure_attachment.h"
#include "domain/erasure_list.h"
#include "domain/erasure_table.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "domain/subject.h"
#include "store/store.h"
#include "woven/sql.h"

#define NEED	S("erasure.apply")

/* An erasure being carried out, again from the start when it was busy. */
struct run {
	struct erasure_list	 list;
	struct erasure		 done;
	const char		*kind;		/* of the tombstone */
	str			 reason;
	struct erasure_line	*line;		/* what goes into the list */
	size_t			 n, room;
	bool			 again;		/* the list has it already */
	struct erasure_attachments files;	/* that hold a text of it */
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

/* What finds the texts of an erasure; NULL if it is about none. */
static struct erasure_finder *
finder_of(struct job *job, const struct run *run)
{
	struct erasure_needle	*needle;
	size_t			 n = 0;

	needle = arena_array(job->arena, run->n, sizeof *needle);
	for (size_t i = 0; i < run->n; i++)
		if (run->line[i].kind == ERASURE_LINE_TEXT)
			needle[n++] = run->line[i].needle;
	return n == 0 ? NULL : erasure_finder(job->arena, run->list.key,
	    needle, n);
}

/* The texts of an erasure, out of every table and the journal. */
static enum err
strike(struct job *job, struct run *run)
{
	struct erasure_finder	*finder = finder_of(job, run);
	enum err		 e;

	if (finder == NULL)
		return OK;
	if (erasure_found(finder, run->reason))
		return FAIL(job->fault, ERR_INVALID, "erasure.reason");
	e = erasure_table_strike(job, finder, run->done.id,
	    &run->done.found);
	if (e != OK)
		return e;
	return erasure_table_journal(job, finder, run->done.id,
	    &run->done.journal_values);
}

/* The journal of the thing tells that its attachment is gone, not its name;
   of a record's versions nothing more can be proved. */
static enum err
tell_owner(struct job *job, const struct run *run,
    const struct sql_erasure_attachment_take_row *row)
{
	enum err	e;

	e = journal_add(job, &(struct journal_entry){
	    .kind = row->owner_kind, .thing = row->owner,
	    .agency = row->agency, .action = S("attachment.erase"),
	    .day = DAY_NONE, .reason = run->reason });
	if (e != OK || !str_is(row->owner_kind, "record"))
		return e;
	return sql_erasure_log_owner(job->db, row->owner, run->done.id);
}

/* A blob, with every attachment that has it: equal bytes are as secret. */
static enum err
take_blob(struct job *job, struct run *run, str name)
{
	struct sql_erasure_attachment_take_row	*row;
	enum err				 e;
	size_t					 n;

	if (!run->again)
		add_line(job, run, (struct erasure_line){
		    .kind = ERASURE_LINE_BLOB, .blob = name });
	e = sql_erasure_attachment_take(job->db, name, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = tell_owner(job, run, &row[i]);
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
	for (size_t i = 0; e == OK && i < n; i++)
		e = take_blob(job, run, row[i].blob);
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
	return e == OK ? take_blob(job, run, row.blob) : e;
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
	for (size_t i = 0; e == OK && i < run->files.blobs; i++)
		e = take_blob(job, run, run->files.blob[i]);
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

/* The actor has the need on every body. */
static enum err
may_everywhere(struct job *job)
{
	struct sql_erasure_roots_row	*row;
	size_t				 n;
	enum err			 e;

	e = sql_erasure_roots(job->db, DB_ROWS, &row, &n);
	if (e == OK && n == 0)
		e = ERR_FORBIDDEN;
	for (size_t i = 0; e == OK && i < n; i++)
		if (!person_may(job, NEED, row[i].id))
			e = ERR_FORBIDDEN;
	return e == ERR_FORBIDDEN ? FAIL(job->fault, e, "erasure.forbidden") :
	    e;
}

/* ... on the bodies of all attachments with these bytes. */
static enum err
may_blob(struct job *job, str blob)
{
	struct sql_erasure_attachment_owners_row	*row;
	size_t						 n;
	enum err					 e;

	e = sql_erasure_attachment_owners(job->db, blob, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if (!person_may(job, NEED, row[i].agency))
			e = FAIL(job->fault, ERR_FORBIDDEN,
			    "erasure.forbidden");
	return e;
}

/* ... on the body of a subject, and of what else has its attachments. */
static enum err
may_subject(struct job *job, int64_t subject)
{
	struct sql_subject_agency_row	 agency;
	struct sql_erasure_subject_row	*row;
	size_t				 n = 0;
	enum err			 e;

	e = sql_subject_agency(job->db, subject, &agency);
	if (e == ERR_NOT_FOUND || (e == OK && !person_may(job, NEED,
	    agency.agency)))
		return FAIL(job->fault, ERR_FORBIDDEN, "erasure.forbidden");
	if (e == OK)
		e = sql_erasure_subject(job->db, subject, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		e = may_blob(job, row[i].blob);
	return e;
}

/*
 * A text goes wherever it stands, so who says so must have the need on all
 * bodies; for one attachment or subject, on those whose it is.
 */
static enum err
may(struct job *job, void *context)
{
	const struct erasure_order		*order = context;
	struct sql_erasure_attachment_row	 row;
	enum err				 e;

	if (job->actor == NULL)
		return OK;
	if (order->subject != 0)
		return may_subject(job, order->subject);
	if (order->attachment == 0)
		return may_everywhere(job);
	e = sql_erasure_attachment(job->db, order->attachment, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_FORBIDDEN, "erasure.forbidden");
	return e == OK ? may_blob(job, row.blob) : e;
}

/* The job of one who may: what he does is his in the journal, and sees every
   body, whatever his grants are. */
static struct job
through_everything(const struct job *job)
{
	struct job	 wide = *job;
	struct actor	*actor;
	struct grant	*grant;

	if (job->actor == NULL)
		return wide;
	actor = arena_alloc(job->arena, sizeof *actor);
	grant = arena_alloc(job->arena, sizeof *grant);
	*actor = *job->actor;
	*grant = (struct grant){ .agency = DB_EVERYTHING,
	    .since = DAY_NONE, .until = DAY_NONE };
	actor->grant = grant;
	actor->grants = 1;
	wide.actor = actor;
	return wide;
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

static enum err
look_through_files(struct job *job, struct run *run)
{
	struct erasure_finder	*finder = finder_of(job, run);

	return finder == NULL ? OK : erasure_attachment_find(job, finder,
	    &run->files);
}

enum err
erasure_apply(struct job *job, const struct erasure_order *order,
    struct erasure *ret)
{
	struct run		 run = { .n = 0 };
	struct erasure_order	 asked = *order;
	struct job		 wide = through_everything(job);
	enum err		 e;

	e = job_read(job, may, &asked);
	if (e == OK)
		e = prepare(&wide, order, &run);
	if (e == OK)
		e = look_through_files(&wide, &run);
	if (e == OK)
		e = job_write(&wide, apply, &run);
	if (e != OK)
		return e;
	*ret = run.done;
	ret->unread = run.files.unread;
	ret->unreads = run.files.unreads;
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
	struct erasure_order		any = { .texts = 1 };
	struct search			search = { .at = 0 };
	struct job			wide = through_everything(job);
	enum err			e = job_read(job, may, &any);

	*ret_n = 0;
	if (e == OK)
		e = erasure_list_read(job->arena, job->store, &search.list,
		    job->fault);
	while (e == OK) {
		search.run = (struct run){ .list = search.list, .again = true,
		    .reason = word(job->words, "erasure.again") };
		e = job_read(&wide, look, &search);
		if (e != OK || search.run.n == 0)
			break;
		search.run.kind = kind[search.run.line[0].kind];
		e = look_through_files(&wide, &search.run);
		if (e == OK)
			e = job_write(&wide, apply, &search.run);
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
