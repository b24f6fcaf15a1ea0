#include "office/feed.h"

#include "domain/channel.h"
#include "domain/errand.h"
#include "domain/posting.h"
#include "tests/bodies.h"
#include "tests/peer.h"
#include "tests/people.h"

#define DAY_MINUTES	(24 * 60)
#define ENTRY(n)	"<item><title>春耕" n "</title>" \
			"<pubDate>Mon, 02 Feb 2026 09:30:00 +0800</pubDate>" \
			"<link>https://wx.example/" n "</link></item>"
#define FEED(entries)	"<rss version=\"2.0\"><channel>" entries \
			"</channel></rss>"

struct given {
	struct channel		 channel;
	struct posting		*posting;
	size_t			 n;
};

static enum err
begin(struct job *job, void *context)
{
	struct given	*g = context;
	enum err	 e = channel_new(job, &g->channel, S("登记"));

	return e == OK ? feed_daily(job, g->channel.code) : e;
}

static enum err
move(struct job *job, void *context)
{
	struct given	*g = context;

	g->channel.address = S("https://elsewhere.example/feed");
	return channel_save(job, &g->channel, S("更正"));
}

static enum err
list(struct job *job, void *context)
{
	struct given		*g = context;
	struct posting_filter	 filter = { .channel = g->channel.id,
				    .from = DAY_NONE, .until = DAY_NONE };

	return posting_list(job, &filter, 10, &g->posting, &g->n);
}

static struct given
given(struct test_store *t, str address)
{
	return (struct given){ .channel = { .key = S("account"),
	    .agency = bodies_new(t, "LUDI", AGENCY_COUNTY, 0),
	    .code = S("LUDI-RSS"), .name = S("芦堤发布"),
	    .address = address, .since = DAY_NONE, .until = DAY_NONE } };
}

static void
run(struct test_store *t, int done, int failed)
{
	int	ret_done, ret_failed;

	check_ok(errand_run_due(&t->job, 10, &ret_done, &ret_failed),
	    t->fault);
	check_int(ret_done, done);
	check_int(ret_failed, failed);
}

static size_t
posted(struct test_store *t, struct given *g)
{
	check_ok(job_read(&t->job, list, g), t->fault);
	return g->n;
}

TEST_STORE(feed, it_is_fetched_every_day_until_the_address_is_another_one)
{
	str		answer[] = {
		peer_answer("200 OK", "text/xml", S(FEED(ENTRY("1")))),
		peer_answer("503 Busy", "text/plain", S("")),
		peer_answer("200 OK", "text/xml", S(FEED(ENTRY("1")
		    ENTRY("2")))),
	};
	struct peer	peer = peer_start(answer, 3);
	struct given	g = given(t, peer_url(&peer, "/feed"));

	people_set(t, arena_printf(t->job.arena, "outbound_allow = %.*s",
	    STRF(peer.allow)));
	check_ok(job_write(&t->job, begin, &g), t->fault);
	run(t, 0, 0);
	people_later(t, DAY_MINUTES);
	run(t, 1, 0);
	check_int(posted(t, &g), 1);
	check_str(g.posting[0].address, S("https://wx.example/1"));
	people_later(t, DAY_MINUTES);
	run(t, 0, 1);
	people_later(t, 60);
	run(t, 1, 0);
	check_int(posted(t, &g), 2);
	check_ok(job_write(&t->job, move, &g), t->fault);
	people_later(t, DAY_MINUTES);
	run(t, 1, 0);
	people_later(t, DAY_MINUTES);
	run(t, 0, 0);
	check_int(posted(t, &g), 2);
}

TEST_STORE(feed, a_channel_without_an_address_is_not_fetched)
{
	struct given	g = given(t, S(""));

	check_int(job_write(&t->job, begin, &g), ERR_INVALID);
	check_str(str_of(t->fault.key), S("feed.no_address"));
}
