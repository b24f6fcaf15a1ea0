#include "office/deliver.h"

#include "domain/channel.h"
#include "domain/errand.h"
#include "domain/posting.h"
#include "tests/bodies.h"
#include "tests/peer.h"
#include "tests/people.h"

#define INDEX	"990000041/2026-00001"

/* A county with an outlet and a channel, and a record of a town below. */
struct given {
	int64_t			 county, town;
	struct channel		 channel;
	struct outlet		 outlet;
	str			 secret;
	struct record		 record;
	struct posting		*posting;
	struct outlet_queue	*queue;
	struct errand_letter	*letter;
	size_t			 n;
};

static enum err
make_outlet(struct job *job, void *context)
{
	struct given	*g = context;
	enum err	 e = channel_new(job, &g->channel, S("登记"));

	g->outlet.channel = g->channel.id;
	return e == OK ? outlet_new(job, &g->outlet, &g->secret,
	    S("登记")) : e;
}

static enum err
make_only_outlet(struct job *job, void *context)
{
	struct given	*g = context;

	return outlet_new(job, &g->outlet, &g->secret, S("登记"));
}

static enum err
publish(struct job *job, void *context)
{
	struct given	*g = context;

	return record_put(job, &g->record, S("发布"));
}

static enum err
withdraw(struct job *job, void *context)
{
	struct given	*g = context;

	return record_withdraw(job, &g->record, S("有误"));
}

static enum err
end(struct job *job, void *context)
{
	struct given	*g = context;

	return outlet_end(job, &g->outlet, job->today - 1, S("停用"));
}

static enum err
look(struct job *job, void *context)
{
	struct given	*g = context;

	return outlet_waiting(job, &g->queue, &g->n);
}

static enum err
postings(struct job *job, void *context)
{
	struct given	*g = context;

	return posting_of(job, g->record.id, &g->posting, &g->n);
}

static enum err
letters(struct job *job, void *context)
{
	struct given	*g = context;

	return errand_list(job, 0, 10, &g->letter, &g->n);
}

static struct given
given(struct test_store *t, str url, const char *kind, const char *mapping)
{
	struct given	g = { .secret = S("s3cret"),
			    .county = bodies_new(t, "LUDI", AGENCY_COUNTY,
			    0) };

	g.town = bodies_new(t, "YUNXI", AGENCY_TOWNSHIP, g.county);
	g.channel = (struct channel){ .agency = g.county, .key = S("site"),
	    .code = S("LUDI-WZ"), .name = S("县政府网站"),
	    .since = DAY_NONE, .until = DAY_NONE };
	g.outlet = (struct outlet){ .agency = g.county, .code = S("KU"),
	    .kind = str_of(kind), .address = url,
	    .mapping = str_of(mapping), .since = DAY_NONE,
	    .until = DAY_NONE };
	g.record = (struct record){ .agency = g.town, .index = S(INDEX),
	    .title = S("防汛“预案”"), .body = S("值班。"),
	    .day = day_make(2026, 3, 1) };
	check_ok(job_write(&t->job, make_outlet, &g), t->fault);
	return g;
}

static struct peer
listening(struct test_store *t, str *answer, size_t n)
{
	struct peer	peer = peer_start(answer, n);

	people_set(t, arena_printf(t->job.arena, "outbound_allow = %.*s",
	    STRF(peer.allow)));
	return peer;
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

/* The value of a header, or what stands behind a mark, up to the line's end. */
static str
behind(str text, const char *mark)
{
	ptrdiff_t	at = str_find(text, str_of(mark), 0), end;

	cr_assert_geq(at, 0, "no %s in %.*s", mark, STRF(text));
	text = str_sub(text, (size_t)at + str_of(mark).n, text.n);
	end = str_find(text, S("\r\n"), 0);
	return end < 0 ? text : str_sub(text, 0, (size_t)end);
}

static void
holds(str text, const char *part)
{
	cr_assert(str_has(text, str_of(part)), "no %s in %.*s", part,
	    STRF(text));
}

TEST_STORE(deliver, what_is_published_is_told_signed_and_becomes_a_posting)
{
	str		answer = peer_answer("200 OK", "application/json",
			    S("{\"address\":\"https://ludi.example/a/1\"}"));
	struct peer	peer = listening(t, &answer, 1);
	struct given	g = given(t, peer_url(&peer, "/in"), OUTLET_WEBHOOK,
			    "standard");
	str		seen, body;

	check_ok(job_write(&t->job, publish, &g), t->fault);
	check_ok(job_read(&t->job, look, &g), t->fault);
	check_int(g.n, 1);
	check_int(g.queue[0].n, 1);
	run(t, 1, 0);
	run(t, 0, 0);
	seen = peer_seen(&peer);
	body = str_trim(behind(seen, "\r\n\r\n"));
	holds(seen, "POST /in HTTP/1.1");
	holds(body, "\"action\":\"published\"");
	holds(body, "\"index\":\"" INDEX "\"");
	holds(body, "\"title\":\"防汛“预案”\"");
	holds(body, "\"agency\":\"YUNXI\"");
	check_str(behind(seen, "Gongkai-Signature: "), deliver_signature(
	    t->job.arena, S("s3cret"), behind(seen, "Gongkai-Time: "), body));
	check_ok(job_read(&t->job, look, &g), t->fault);
	check_int(g.n, 0);
	check_ok(job_read(&t->job, postings, &g), t->fault);
	check_int(g.n, 1);
	check_int(g.posting[0].channel, g.channel.id);
	check_str(g.posting[0].address, S("https://ludi.example/a/1"));
}

Test(deliver, the_signature_is_hmac_of_time_and_body)
{
	check_str(deliver_signature(test_arena(), S("key"), S("1"), S("a")),
	    S("sha256="
	    "32a5f52f8b585db06b5960c1b30992c0"
	    "575588cf6343eeb646efa5bfd9ca5a17"));
}

TEST_STORE(deliver, a_refusal_is_tried_again_under_the_same_number)
{
	str		answer[] = {
		peer_answer("503 Busy", "text/plain", S("later")),
		peer_answer("204 No Content", "text/plain", S("")),
	};
	struct peer	peer = listening(t, answer, 2);
	struct given	g = given(t, peer_url(&peer, "/in"), OUTLET_WEBHOOK,
			    "standard");
	str		seen, number;
	ptrdiff_t	second;

	check_ok(job_write(&t->job, publish, &g), t->fault);
	run(t, 0, 1);
	check_ok(job_read(&t->job, letters, &g), t->fault);
	check_int(g.n, 1);
	cr_assert(str_has(g.letter[0].failure, S("503")));
	people_later(t, 60);
	run(t, 1, 0);
	seen = peer_seen(&peer);
	number = behind(seen, "Gongkai-Delivery: ");
	second = str_find(seen, S("POST "), 5);
	cr_assert_gt(second, 0);
	check_str(behind(str_sub(seen, (size_t)second, seen.n),
	    "Gongkai-Delivery: "), number);
	check_ok(job_read(&t->job, postings, &g), t->fault);
	check_int(g.n, 0);
}

TEST_STORE(deliver, a_library_is_told_in_its_own_words)
{
	str		answer[] = {
		peer_answer("200 OK", "application/json",
		    S("{\"code\":500,\"message\":\"orgCode\"}")),
		peer_answer("200 OK", "application/json", S("{\"code\":0,"
		    "\"data\":{\"url\":\"https://ku.example/7\"}}")),
	};
	struct peer	peer = listening(t, answer, 2);
	struct given	g = given(t, peer_url(&peer, "/api"), OUTLET_PUSH,
			    "library");
	str		seen;

	check_ok(job_write(&t->job, publish, &g), t->fault);
	run(t, 0, 1);
	people_later(t, 60);
	run(t, 1, 0);
	seen = peer_seen(&peer);
	holds(seen, "Authorization: Bearer s3cret\r\n");
	holds(seen, "\"operation\":\"add\"");
	holds(seen, "\"system\":\"gongkai\"");
	check_ok(job_read(&t->job, postings, &g), t->fault);
	check_int(g.n, 1);
	check_str(g.posting[0].address, S("https://ku.example/7"));
}

TEST_STORE(deliver, an_old_state_does_not_follow_a_newer_one)
{
	str		answer = peer_answer("200 OK", "text/plain", S("ok"));
	struct peer	peer = listening(t, &answer, 1);
	struct given	g = given(t, peer_url(&peer, "/in"), OUTLET_WEBHOOK,
			    "standard");
	str		seen;

	check_ok(job_write(&t->job, publish, &g), t->fault);
	g.record.title = S("防汛预案（更正）");
	check_ok(job_write(&t->job, publish, &g), t->fault);
	g.record.index = S(INDEX);
	check_ok(job_write(&t->job, withdraw, &g), t->fault);
	run(t, 3, 0);
	seen = peer_seen(&peer);
	holds(seen, "\"action\":\"withdrawn\"");
	holds(seen, "\"reason\":\"有误\"");
	cr_assert(!str_has(seen, S("\"action\":\"published\"")) &&
	    !str_has(seen, S("值班")));
}

TEST_STORE(deliver, an_outlet_that_ended_is_told_of_nothing)
{
	str		answer = peer_answer("200 OK", "text/plain", S("ok"));
	struct peer	peer = listening(t, &answer, 1);
	struct given	g = given(t, peer_url(&peer, "/in"), OUTLET_WEBHOOK,
			    "standard");

	check_ok(job_write(&t->job, publish, &g), t->fault);
	check_ok(job_write(&t->job, end, &g), t->fault);
	run(t, 1, 0);
	g.record.title = S("另一版");
	check_ok(job_write(&t->job, publish, &g), t->fault);
	run(t, 0, 0);
	check_str(peer_seen(&peer), S(""));
}

TEST_STORE(deliver, what_cannot_be_an_outlet_is_refused)
{
	struct given	g = given(t, S("https://a.example/in"),
			    OUTLET_WEBHOOK, "standard");
	struct given	same = g, wrong = g;

	same.outlet.id = 0;
	check_int(job_write(&t->job, make_only_outlet, &same), ERR_CONFLICT);
	wrong.outlet.code = S("KU2");
	wrong.outlet.mapping = S("../roles");
	check_int(job_write(&t->job, make_only_outlet, &wrong),
	    ERR_NOT_FOUND);
	check_str(str_of(t->fault.key), S("outlet.no_mapping"));
	wrong.outlet.mapping = S("standard");
	wrong.outlet.address = S("file:///etc/passwd");
	check_int(job_write(&t->job, make_only_outlet, &wrong), ERR_INVALID);
	wrong.outlet.address = S("https://a.example/in");
	wrong.secret = S("two\nlines");
	check_int(job_write(&t->job, make_only_outlet, &wrong), ERR_INVALID);
	wrong.secret = S("");
	check_ok(job_write(&t->job, make_only_outlet, &wrong), t->fault);
	cr_assert_gt(wrong.secret.n, 16);
}
