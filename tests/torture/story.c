#include "tests/torture/story.h"

#include <string.h>

#include "domain/attachment.h"
#include "domain/erasure.h"
#include "domain/journal.h"
#include "office/verify.h"
#include "store/counter.h"
#include "woven/sql.h"

#define AGENCY	3
#define BYTES	5000

void
story_begin(struct test_store *t)
{
	check_ok(db_script(t->store->db, "insert into agency (id, agency,"
	    "version, created_at, code, level, above, name, division,"
	    "organisation, credit, scheme, supervisor, since, until,"
	    "successor) values (3, 3, 1, 0, 'bt', 'township', 0,"
	    "'白塔镇人民政府', '', '', '', '', 0, '2000-01-01', null, 0);"
	    "insert into agency_closure (above, below, depth) values "
	    "(3, 3, 0), (0, 3, 1)", &t->fault), t->fault);
}

/* The bytes of a step's attachment. */
static str
bytes_of(struct arena *arena, int number)
{
	char		*at = arena_alloc(arena, BYTES);
	unsigned	 state = (unsigned)number;

	for (size_t i = 0; i < BYTES; i++) {
		state = state * 1103515245 + 12345;
		at[i] = (char)(state >> 16);
	}
	return (str){ at, BYTES };
}

/* A step on its way. */
struct step {
	int			 number;
	struct attachment	 attachment;
};

static enum err
write_step(struct job *job, void *context)
{
	struct step			*step = context;
	const struct journal_change	 change = { S("text"), S(""),
	    str_printf(job->arena, "第%d件", step->number), 0 };
	int64_t				 n;
	enum err			 e;
	int				 chained;

	e = counter_next(job->db, AGENCY, S("case"), 2026, &n);
	if (e == OK)
		e = attachment_add(job, &step->attachment, S(""));
	if (e == OK)
		e = journal_add(job, &(struct journal_entry){
		    .kind = S("case"), .thing = step->number,
		    .agency = AGENCY, .action = S("case.receive"),
		    .day = DAY_NONE, .change = &change, .changes = 1 });
	if (e == OK && step->number % 4 == 0)
		e = journal_chain(job, 1000, &chained);
	return e;
}

enum err
story_step(struct job *job, int number)
{
	struct step	step = { number, { .agency = AGENCY,
			    .owner_kind = S("case"), .owner = number,
			    .name = S("材料.bin"),
			    .type = S("application/octet-stream") } };
	enum err	e;

	e = attachment_keep(job, &step.attachment, bytes_of(job->arena,
	    number));
	return e == OK ? job_write(job, write_step, &step) : e;
}

/* What the store has of a step. */
struct found {
	int			 number;
	struct attachment	*attachment;
	size_t			 n;
	str			 bytes;
};

static enum err
look(struct job *job, void *context)
{
	struct found	*found = context;
	enum err	 e;

	e = attachment_of(job, S("case"), found->number, &found->attachment,
	    &found->n);
	if (e == OK && found->n > 0)
		e = attachment_read(job, found->attachment, &found->bytes);
	return e;
}

static struct found
found_of(struct job *job, int number)
{
	struct found	found = { .number = number };

	check_ok(job_read(job, look, &found), *job->fault);
	return found;
}

enum err
story_erase(struct job *job)
{
	struct found	found = found_of(job, STORY_ERASED);
	struct erasure	done;

	cr_assert_eq(found.n, 1);
	return erasure_apply(job, &(struct erasure_order){
	    .attachment = found.attachment->id, .reason = S("不应收存") },
	    &done);
}

/* The number that the next step would take; nothing of it stays. */
static enum err
next_number(struct job *job, void *context)
{
	enum err	e = counter_next(job->db, AGENCY, S("case"), 2026,
			    context);

	return e == OK ? ERR_CONFLICT : e;
}

static enum err
look_journal(struct job *job, void *context)
{
	return journal_verify(job, context);
}

int
story_check(struct job *job, int acknowledged, enum story_erasure erasure)
{
	struct journal_state	journal;
	struct found		found;
	int64_t			number, entries;

	cr_assert_eq(job_write(job, next_number, &number), ERR_CONFLICT);
	fault_clear(job->fault);
	cr_assert_gt(number, acknowledged, "step %d was acknowledged, %d are "
	    "there", acknowledged, (int)number - 1);
	for (int i = 1; i < number; i++) {
		found = found_of(job, i);
		if (i == STORY_ERASED && found.n == 0 &&
		    erasure != STORY_NOT_YET)
			continue;
		cr_assert(i != STORY_ERASED || erasure != STORY_DONE);
		cr_assert_eq(found.n, 1, "step %d has no attachment", i);
		cr_assert(str_eq(found.bytes, bytes_of(job->arena, i)));
	}
	cr_assert_eq(found_of(job, (int)number).n, 0);
	check_ok(job_read(job, look_journal, &journal), *job->fault);
	cr_assert_null(journal.how);
	/* An attachment and its case have an entry each, an erasure and what
	   it took one each. */
	entries = journal.sealed + journal.tail - 2 * (number - 1);
	cr_assert(entries == 0 || (entries == 2 && erasure != STORY_NOT_YET),
	    "%lld entries too many", (long long)entries);
	return (int)number - 1;
}

void
story_verify(struct job *job)
{
	struct verify	verify;
	int64_t		n;

	check_ok(verify_run(job, S(""), &verify), *job->fault);
	for (size_t i = 0; i < verify.findings; i++)
		cr_assert_eq(verify.finding[i].part, VERIFY_ERASURE,
		    "%s %.*s %.*s", verify.finding[i].key,
		    STRF(verify.finding[i].arg[0]),
		    STRF(verify.finding[i].arg[2]));
	if (verify.findings == 0)
		return;
	check_ok(erasure_again(job, &n), *job->fault);
	check_ok(verify_run(job, S(""), &verify), *job->fault);
	check_int(verify.findings, 0);
}
