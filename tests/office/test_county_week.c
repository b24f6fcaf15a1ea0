#include "domain/channel.h"
#include "domain/journal.h"
#include "domain/posting.h"
#include "office/act.h"
#include "tests/people.h"
#include "tests/publishing.h"

/*
 * A week of a county: five bodies, twenty people, nine hundred records by
 * real steps.  What the store counts at its end is what was done.
 */

#define BODIES	5
#define DAYS	5
#define RECORDS	900
#define FEWER	150	/* on PostgreSQL, where each step is a round trip */
#define COLUMNS	4

static const char *const	code[BODIES] = { "990000017", "990000025",
	"990000033", "990000041", "99000005X" };
static const char *const	column[COLUMNS] = { "other", "statistics",
	"institution", "plan" };

/* What happens to every thirtieth; all others are published straight. */
enum fate { RETURNED, CORRECTED, URGENT, WITHHELD, WITHDRAWN, SCHEDULED,
	DROPPED, OBJECTED, FATES = 30 };

struct week {
	struct test_store	*t;
	struct publishing	 body[BODIES];
	struct channel		 account[BODIES];
	int			 figure[4];	/* as in `figures' */
	int			 open[BODIES][COLUMNS];	/* public ones */
	int			 numbered[BODIES];
	int			 posted[BODIES];
};

static const char *const	figures[] = { "record_published",
	"record_corrected", "record_withdrawn", "record_withheld" };

enum { PUBLISHED_FIGURE, CORRECTED_FIGURE, WITHDRAWN_FIGURE,
	WITHHELD_FIGURE };

static enum err
make_channel(struct job *job, void *context)
{
	return channel_new(job, context, S("test"));
}

static struct week
county(struct test_store *t)
{
	struct week	week = { .t = t };

	for (int i = 0; i < BODIES; i++) {
		const char	*name = arena_printf(t->job.arena, "b%d", i);

		week.body[i] = publishing_new(t, name, i == 0 ?
		    AGENCY_COUNTY : i < 3 ? AGENCY_TOWNSHIP :
		    AGENCY_DEPARTMENT, i == 0 ? 0 : week.body[0].agency,
		    code[i]);
		week.account[i] = (struct channel){
		    .agency = week.body[i].agency, .key = S("wechat"),
		    .code = str_of(name), .name = str_of(name),
		    .since = day_make(2020, 1, 1), .until = DAY_NONE };
		check_ok(job_write(&t->job, make_channel, &week.account[i]),
		    t->fault);
	}
	return week;
}

#define REASON(text)	VALUES({ S("reason"), S(text) })
#define DO(who, step, ...)						\
	publishing_do(t, body, body->who, &id, step, __VA_ARGS__)

static void
sign_urgently(struct test_store *t, const struct publishing *body,
    int64_t id)
{
	publishing_review(t, body, id);
	DO(signer, "urgent", VALUES(ALL_GATES, { S("reason"), S("汛情") }));
}

/* What is not published straight. */
static void
befall(struct test_store *t, const struct publishing *body, int64_t id,
    enum fate fate)
{
	switch (fate) {
	case RETURNED:
		DO(editor, "submit", NOTHING);
		DO(reviewer, "return", REASON("口径不清"));
		publishing_publish(t, body, id);
		return;
	case CORRECTED:
		publishing_publish(t, body, id);
		DO(editor, "revise", REASON("有误"));
		DO(editor, "edit", VALUES({ S("number"), S("〔2026〕1号") }));
		publishing_approve(t, body, id);
		DO(editor, "correct", REASON("有误"));
		return;
	case URGENT:
		sign_urgently(t, body, id);
		DO(second, "close", VALUES(ALL_GATES));
		return;
	case WITHHELD:
		DO(editor, "edit", VALUES({ S("mode"), S("withheld") },
		    { S("ground"), S("process") }, { S("note"), S("稿") }));
		publishing_approve(t, body, id);
		DO(editor, "withhold", NOTHING);
		return;
	case WITHDRAWN:
		publishing_publish(t, body, id);
		DO(signer, "withdraw", REASON("失效"));
		return;
	case SCHEDULED:
		publishing_approve(t, body, id);
		DO(editor, "schedule", VALUES({ S("on"),
		    day_iso(t->job.arena, t->job.today + 1) },
		    { S("time"), S("07:30") }));
		return;
	case DROPPED:
		DO(editor, "drop", REASON("重复"));
		return;
	case OBJECTED:
		sign_urgently(t, body, id);
		DO(second, "object", REASON("范围有误"));
		publishing_approve(t, body, id);
		DO(editor, "correct", REASON("范围已改"));
		return;
	default:
		publishing_publish(t, body, id);
	}
}

static void
count(struct week *week, int body, int i, enum fate fate)
{
	bool	ever = fate != WITHHELD && fate != DROPPED;

	week->figure[PUBLISHED_FIGURE] += ever;
	week->numbered[body] += ever;
	week->figure[CORRECTED_FIGURE] += fate == CORRECTED ||
	    fate == OBJECTED;
	week->figure[WITHDRAWN_FIGURE] += fate == WITHDRAWN ||
	    fate == OBJECTED;
	week->figure[WITHHELD_FIGURE] += fate == WITHHELD;
	week->open[body][i % COLUMNS] += ever && fate != WITHDRAWN;
}

static enum err
put_post(struct job *job, void *context)
{
	return posting_new(job, context, NULL, S(""));
}

/* Every third goes to the account too. */
static void
post(struct week *week, int body, int i, int64_t record, str title)
{
	struct posting	posting = { .channel = week->account[body].id,
			    .record = record, .at = week->t->job.now - 1000,
			    .title = title, .units = 1, .reads = -1 };

	if (i % 3 != 0)
		return;
	check_ok(job_write(&week->t->job, put_post, &posting),
	    week->t->fault);
	week->posted[body]++;
}

static void
work(struct week *week, int i)
{
	struct test_store	*t = week->t;
	struct arena_mark	 mark = arena_mark(t->job.arena);
	enum fate		 fate = (enum fate)(i / BODIES % FATES);
	int			 body = i % BODIES;
	str			 title;
	int64_t			 id;

	title = str_printf(t->job.arena, "第%d号事项的通告", i);
	id = publishing_draft(t, &week->body[body], "other",
	    column[i % COLUMNS], title, str_printf(t->job.arena,
	    "<p>第%d号事项于本周办理，共%d件。</p>", i, i * 7 % 101));
	befall(t, &week->body[body], id, fate);
	count(week, body, i, fate);
	if (fate != WITHHELD && fate != DROPPED && fate != SCHEDULED)
		post(week, body, i, id, title);
	arena_rewind(t->job.arena, mark);
}

/* --- what the store counts ------------------------------------------------ */

static const struct db_column	one_number[] = {
	{ .name = "n", .type = DB_INT } };

struct counting {
	struct sql	*sql;
	int64_t		 n;
};

static enum err
ask(struct job *job, void *context)
{
	struct counting	*counting = context;

	return db_row(job->db, counting->sql, NULL, &counting->n);
}

static int64_t
number_of(struct week *week, const char *text)
{
	struct job	*job = &week->t->job;
	struct counting	 counting = { arena_alloc(job->arena,
			    sizeof *counting.sql), 0 };

	*counting.sql = (struct sql){ .name = "count", .text = { text, text },
	    .out = one_number, .outs = 1, .yield = DB_ONE,
	    .row_size = sizeof(int64_t) };
	check_ok(job_read(job, ask, &counting), week->t->fault);
	return counting.n;
}

struct asking {
	int64_t			 agency;
	struct record_column	*column;
	struct posting_count	*count;
	size_t			 n;
};

static enum err
ask_columns(struct job *job, void *context)
{
	struct asking	*asking = context;

	return record_columns(job, asking->agency, &asking->column,
	    &asking->n);
}

static enum err
ask_posts(struct job *job, void *context)
{
	struct asking	*asking = context;

	return posting_counts(job, asking->agency, day_make(2026, 1, 1),
	    day_make(2026, 12, 31), POSTING_YEAR, &asking->count, &asking->n);
}

static void
check_body(struct week *week, int body)
{
	struct test_store	*t = week->t;
	struct asking		 asking = { .agency =
				    week->body[body].agency };
	int			 n = 0;

	check_ok(job_read(&t->job, ask_columns, &asking), t->fault);
	for (size_t i = 0; i < asking.n; i++)
		for (int k = 0; k < COLUMNS; k++)
			if (str_is(asking.column[i].column, column[k])) {
				check_int(asking.column[i].n,
				    week->open[body][k]);
				n++;
			}
	check_int(asking.n, n);
	check_ok(job_read(&t->job, ask_posts, &asking), t->fault);
	for (size_t i = 0; i < asking.n; i++)
		if (asking.count[i].channel == week->account[body].id)
			check_int(asking.count[i].posts, week->posted[body]);
	check_int(number_of(week, arena_printf(t->job.arena,
	    "select count(*) as n from index_number where agency = %lld",
	    (long long)asking.agency)), week->numbered[body]);
	check_int(number_of(week, arena_printf(t->job.arena,
	    "select max(serial) as n from index_number where agency = %lld",
	    (long long)asking.agency)), week->numbered[body]);
}

static enum err
whole(struct job *job, void *context)
{
	return journal_verify(job, context);
}

TEST_STORE(county_week, what_is_counted_is_what_was_done)
{
	struct week		week = county(t);
	struct journal_state	journal;
	int			n = db_engine(t->store->db) == DB_SQLITE ?
				    RECORDS : FEWER;

	for (int i = 0; i < n; i++) {
		if (i % (n / DAYS) == 0) {
			publishing_on(t, 2026, 3, 9 + i / (n / DAYS));
			people_errands(t);
		}
		work(&week, i);
	}
	publishing_on(t, 2026, 3, 9 + DAYS);
	people_errands(t);
	for (int i = 0; i < 4; i++)
		check_int(number_of(&week, arena_printf(t->job.arena,
		    "select count(*) as n from event where figure = "
		    "'%s'", figures[i])), week.figure[i]);
	for (int i = 0; i < BODIES; i++)
		check_body(&week, i);
	check_int(number_of(&week, "select count(*) as n from dossier where "
	    "state in ('draft', 'approved', 'scheduled', 'urgent')"), 0);
	check_ok(job_read(&t->job, whole, &journal), t->fault);
}
