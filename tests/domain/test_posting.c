#include "domain/posting.h"

#include "domain/attachment.h"
#include "domain/channel.h"
#include "domain/journal.h"
#include "domain/record.h"
#include "tests/bodies.h"
#include "tests/people.h"

#define HOUR	INT64_C(3600000)

/* A posting and what is done with it. */
struct given {
	struct channel		 channel;
	struct record		 record;
	struct posting		 posting, *list;
	struct attachment	 proof;
	bool			 proved;
	struct posting_filter	 filter;
	struct posting_count	*count;
	enum posting_span	 span;
	size_t			 n;
};

static enum err
make_channel(struct job *job, void *context)
{
	return channel_new(job, context, S("登记"));
}

static enum err
add(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_new(job, &given->posting, given->proved ?
	    &given->proof : NULL, S("登记"));
}

static enum err
save(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_save(job, &given->posting, S("更正"));
}

static enum err
take_away(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_delete(job, &given->posting, S("误登"));
}

static enum err
load(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_load(job, given->posting.id, &given->posting);
}

static enum err
list(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_list(job, &given->filter, 2, &given->list, &given->n);
}

static enum err
of_record(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_of(job, given->record.id, &given->list, &given->n);
}

static enum err
count(struct job *job, void *context)
{
	struct given	*given = context;

	return posting_counts(job, given->filter.agency, given->filter.from,
	    given->filter.until, given->span, &given->count, &given->n);
}

static enum err
keep_record(struct job *job, void *context)
{
	return record_put(job, context, S("试"));
}

static int64_t
channel_of(struct test_store *t, int64_t agency, const char *kind,
    const char *code)
{
	struct channel	channel = { .agency = agency, .key = str_of(kind),
			    .code = str_of(code), .name = str_of(code),
			    .since = DAY_NONE, .until = DAY_NONE };

	check_ok(job_write(&t->job, make_channel, &channel), t->fault);
	return channel.id;
}

static struct given
post(struct test_store *t, int64_t channel, const char *title)
{
	return (struct given){ .posting = { .channel = channel,
	    .at = day_morning(t->job.today) + 9 * HOUR, .title =
	    str_of(title), .units = 1, .reads = -1 }, .filter = {
	    .from = DAY_NONE, .until = DAY_NONE } };
}

static void
refused(struct test_store *t, struct given given, const char *key)
{
	check_int(job_write(&t->job, add, &given), ERR_INVALID);
	check_str(str_of(t->fault.key), str_of(key));
}

/* --- one ------------------------------------------------------------------ */

TEST_STORE(posting, keeps_what_was_entered_and_by_whom)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		person = bodies_person(t, "li.ming", town);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	struct given	given = post(t, wx, "春耕补贴怎么领");

	check_ok(bodies_grant(t, person, "editor", town), t->fault);
	bodies_act_as(t, person);
	given.posting.address = S("https://mp.example/s/1");
	given.posting.reads = 120;
	given.posting.reprint = true;
	given.posting.source = S("县农业农村局");
	check_ok(job_write(&t->job, add, &given), t->fault);
	check_ok(job_read(&t->job, load, &given), t->fault);
	check_int(given.posting.agency, town);
	check_int(given.posting.person, person);
	check_int(given.posting.reads, 120);
	cr_assert(given.posting.reprint);
	check_str(given.posting.source, S("县农业农村局"));
	check_int(people_told(t, "posting.new"), 1);
}

TEST_STORE(posting, tells_what_its_kind_of_channel_needs)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given;

	refused(t, post(t, channel_of(t, town, "site", "W"), "甲"),
	    "posting.no_address");
	refused(t, post(t, channel_of(t, town, "board", "B"), "甲"),
	    "posting.no_place");
	refused(t, post(t, channel_of(t, town, "gazette", "G"), "甲"),
	    "posting.no_issue");
	given = post(t, channel_of(t, town, "archive", "A"), "甲");
	given.posting.place = S("县档案馆");
	refused(t, given, "posting.no_proof");
	given.proof = (struct attachment){ .name = S("receipt.pdf"),
	    .type = S("application/pdf") };
	given.proved = true;
	check_ok(attachment_keep(&t->job, &given.proof, S("%PDF-1.4")),
	    t->fault);
	check_ok(job_write(&t->job, add, &given), t->fault);
	check_int(given.posting.attachment, given.proof.id);
	check_int(given.proof.owner, given.posting.id);
}

TEST_STORE(posting, refuses_what_cannot_be)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	struct given	given = post(t, wx, " ");

	refused(t, given, "posting.no_title");
	given = post(t, wx, "甲");
	given.posting.at += 24 * HOUR;
	refused(t, given, "posting.future");
	given = post(t, wx, "甲");
	given.posting.at = 0;
	refused(t, given, "posting.no_day");
	given = post(t, wx, "甲");
	given.posting.units = 0;
	refused(t, given, "posting.units");
	given = post(t, wx, "甲");
	given.posting.reprint = true;
	refused(t, given, "posting.no_source");
	given = post(t, wx, "甲");
	given.posting.address = S("file:///etc/passwd");
	refused(t, given, "posting.wrong_address");
	given = post(t, wx, "甲");
	given.posting.record = 77;
	check_int(job_write(&t->job, add, &given), ERR_NOT_FOUND);
}

TEST_STORE(posting, stands_on_a_channel_only_while_that_is_used)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct channel	channel = { .agency = town, .key = S("weibo"),
			    .code = S("WB"), .name = S("芦堤微博"),
			    .since = t->job.today, .until = DAY_NONE };
	struct given	given;

	check_ok(job_write(&t->job, make_channel, &channel), t->fault);
	given = post(t, channel.id, "甲");
	check_ok(job_write(&t->job, add, &given), t->fault);
	given = post(t, channel.id, "乙");
	given.posting.at -= 24 * HOUR;
	refused(t, given, "posting.not_then");
}

TEST_STORE(posting, is_entered_once)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	int64_t		wb = channel_of(t, town, "weibo", "WB");
	struct given	given = post(t, wx, "停水通知");

	check_ok(job_write(&t->job, add, &given), t->fault);
	given = post(t, wx, "停水通知");
	check_int(job_write(&t->job, add, &given), ERR_CONFLICT);
	given = post(t, wx, "停水通知");
	given.posting.address = S("https://mp.example/s/1");
	check_int(job_write(&t->job, add, &given), ERR_CONFLICT);
	given = post(t, wb, "停水通知");
	check_ok(job_write(&t->job, add, &given), t->fault);
	given = post(t, wx, "停水通知");
	given.posting.at += HOUR;
	check_ok(job_write(&t->job, add, &given), t->fault);
}

TEST_STORE(posting, with_the_title_and_minute_of_another_address_is_another)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	struct given	given = post(t, wx, "公示");

	given.posting.address = S("https://mp.example/s/1");
	check_ok(job_write(&t->job, add, &given), t->fault);
	given = post(t, wx, "公示");
	given.posting.address = S("https://mp.example/s/2");
	check_ok(job_write(&t->job, add, &given), t->fault);
}

TEST_STORE(posting, is_changed_and_taken_away_with_an_entry_in_the_journal)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	struct given	given = post(t, wx, "停水通知"), stale;

	check_ok(job_write(&t->job, add, &given), t->fault);
	stale = given;
	given.posting.title = S("停水通知（更正）");
	check_ok(job_write(&t->job, save, &given), t->fault);
	check_int(job_write(&t->job, save, &stale), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("posting.changed"));
	check_int(job_write(&t->job, take_away, &stale), ERR_CONFLICT);
	check_ok(job_write(&t->job, take_away, &given), t->fault);
	check_int(job_read(&t->job, load, &given), ERR_NOT_FOUND);
	check_int(people_told(t, "posting.change"), 1);
	check_int(people_told(t, "posting.delete"), 1);
}

TEST_STORE(posting, tells_everywhere_a_record_went)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	struct given	given = { .record = { .agency = town, .title =
			    S("低保名单"), .day = DAY_NONE } }, one;
	const char	*kinds[] = { "wechat", "weibo" };

	check_ok(job_write(&t->job, keep_record, &given.record), t->fault);
	for (int i = 0; i < 2; i++) {
		one = post(t, channel_of(t, town, kinds[i], kinds[i]),
		    "低保名单");
		one.posting.record = given.record.id;
		check_ok(job_write(&t->job, add, &one), t->fault);
	}
	check_ok(job_read(&t->job, of_record, &given), t->fault);
	check_int(given.n, 2);
}

/* --- lists ---------------------------------------------------------------- */

TEST_STORE(posting, is_listed_newest_first_page_by_page)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		wx = channel_of(t, town, "wechat", "WX");
	const char	*titles[] = { "甲", "乙", "丙", "丁", "戊" };
	struct given	given;
	struct posting	last;

	for (int i = 0; i < 5; i++) {
		given = post(t, wx, titles[i]);
		given.posting.at -= (i / 2) * HOUR;
		check_ok(job_write(&t->job, add, &given), t->fault);
	}
	for (int by = 0; by < 2; by++) {
		int	seen = 0;

		given.filter = (struct posting_filter){ .agency = town,
		    .channel = by == 0 ? 0 : wx, .from = t->job.today,
		    .until = t->job.today };
		do {
			check_ok(job_read(&t->job, list, &given), t->fault);
			if (given.n == 0)
				break;
			cr_assert(seen == 0 ||
			    given.list[0].at <= last.at);
			seen += (int)given.n;
			last = given.list[given.n - 1];
			given.filter.at = last.at;
			given.filter.before = last.id;
		} while (seen < 20);
		check_int(seen, 5);
	}
	given.filter = (struct posting_filter){ .from = DAY_NONE,
	    .until = t->job.today - 1 };
	check_ok(job_read(&t->job, list, &given), t->fault);
	check_int(given.n, 0);
}

/* --- counting ------------------------------------------------------------- */

#define CHANNELS	6
#define DAYS		31

/* A month on six channels: 700 postings, of which some are reprints and some
   count several times; what must come out is added up beside it. */
TEST_STORE(posting, counts_of_a_month_are_what_was_done)
{
	static const char *const	kinds[CHANNELS] = { "wechat",
					    "weibo", "site", "board",
					    "handbook", "press" };
	int64_t		county = bodies_new(t, "SUXI", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP,
			    county);
	int64_t		channel[CHANNELS], posts[CHANNELS] = { 0 };
	int64_t		units[CHANNELS] = { 0 }, reprints[CHANNELS] = { 0 };
	day		first = day_make(2026, 1, 1);
	struct arena	*arena = test_arena();
	unsigned	dice = 7;
	struct given	given;

	for (int i = 0; i < CHANNELS; i++)
		channel[i] = channel_of(t, i < 4 ? town : county, kinds[i],
		    kinds[i]);
	for (int i = 0; i < 700; i++) {
		int	at;

		dice = dice * 1103515245 + 12345;
		at = (int)(dice >> 16) % CHANNELS;
		given = post(t, channel[at], "");
		given.posting.title = str_printf(arena, "第%d件", i);
		given.posting.at = day_morning(first + i % DAYS) +
		    8 * HOUR + i;
		given.posting.address = str_printf(arena,
		    "https://example.cn/%d", i);
		given.posting.place = given.posting.issue = S("某处");
		given.posting.units = at == 4 ? 50 : 1;
		given.posting.reprint = (dice >> 20) % 4 == 0;
		check_ok(job_write(&t->job, add, &given), t->fault);
		posts[at]++;
		units[at] += given.posting.units;
		reprints[at] += given.posting.reprint;
	}
	given.filter = (struct posting_filter){ .from = first,
	    .until = first + DAYS - 1 };
	check_ok(job_read(&t->job, count, &given), t->fault);
	check_int(given.n, CHANNELS);
	for (int i = 0; i < CHANNELS; i++) {
		cr_assert_gt(posts[i], 50);
		check_int(given.count[i].channel, channel[i]);
		check_str(given.count[i].span, S("2026-01"));
		check_int(given.count[i].posts, posts[i]);
		check_int(given.count[i].units, units[i]);
		check_int(given.count[i].reprints, reprints[i]);
	}
	given.filter.agency = town;
	check_ok(job_read(&t->job, count, &given), t->fault);
	check_int(given.n, 4);
}

TEST_STORE(posting, counts_an_issue_of_a_gazette_once)
{
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP, 0);
	int64_t		gazette = channel_of(t, town, "gazette", "G");
	struct given	given;

	for (int i = 0; i < 9; i++) {
		given = post(t, gazette, "");
		given.posting.title = str_printf(test_arena(), "文%d", i);
		given.posting.issue = str_printf(test_arena(), "第%d期",
		    1 + i / 4);
		given.posting.at -= (i / 4) * 20 * 24 * HOUR;
		check_ok(job_write(&t->job, add, &given), t->fault);
	}
	given.filter = (struct posting_filter){ .from = day_make(2026, 1, 1),
	    .until = day_make(2026, 12, 31) };
	given.span = POSTING_YEAR;
	check_ok(job_read(&t->job, count, &given), t->fault);
	check_int(given.n, 1);
	check_int(given.count[0].posts, 9);
	check_int(given.count[0].units, 3);
	given.span = POSTING_MONTH;
	check_ok(job_read(&t->job, count, &given), t->fault);
	check_int(given.n, 3);
	check_str(given.count[0].span, S("2026-01"));
	check_int(given.count[0].units, 1);
}

TEST_STORE(posting, of_a_body_that_is_not_seen_is_neither_listed_nor_counted)
{
	int64_t		county = bodies_new(t, "SUXI", AGENCY_COUNTY, 0);
	int64_t		town = bodies_new(t, "LUDI", AGENCY_TOWNSHIP,
			    county);
	int64_t		other = bodies_new(t, "HEBEI", AGENCY_TOWNSHIP,
			    county);
	int64_t		person = bodies_person(t, "li.ming", other);
	struct given	given = post(t, channel_of(t, town, "wechat", "WX"),
			    "甲");

	check_ok(job_write(&t->job, add, &given), t->fault);
	check_ok(bodies_grant(t, person, "editor", other), t->fault);
	bodies_act_as(t, person);
	check_ok(job_read(&t->job, list, &given), t->fault);
	check_int(given.n, 0);
	given.filter.from = given.filter.until = t->job.today;
	check_ok(job_read(&t->job, count, &given), t->fault);
	check_int(given.n, 0);
	check_int(job_read(&t->job, load, &given), ERR_NOT_FOUND);
}
