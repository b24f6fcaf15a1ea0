#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "store/search.h"
#include "store/search_token.h"
#include "tests/store.h"
#include "woven/sql.h"

/* Three bodies: a county (1), a town below it (2), another county (3). */
static void
make_bodies(struct test_store *t)
{
	check_ok(db_script(t->store->db,
	    "insert into agency (id, agency, version, created_at, code, level,"
	    " above, name, division, organisation, credit, scheme, supervisor,"
	    " since, until, successor) values"
	    " (1, 1, 1, 0, 'a', 'county', 0, 'A', '', '', '', '', 0,"
	    " '2000-01-01', null, 0),"
	    " (2, 2, 1, 0, 'b', 'township', 1, 'B', '', '', '', '', 0,"
	    " '2000-01-01', null, 0),"
	    " (3, 3, 1, 0, 'c', 'county', 0, 'C', '', '', '', '', 0,"
	    " '2000-01-01', null, 0);"
	    "insert into agency_closure (above, below, depth) values"
	    " (0, 1, 1), (0, 2, 2), (0, 3, 1), (1, 1, 0), (2, 2, 0),"
	    " (3, 3, 0), (1, 2, 1)", &t->fault), t->fault);
}

/* Documents to be put in one transaction. */
struct putting {
	const struct search_document	*document;
	size_t				 n;
	bool				 again;	/* their records are changed */
};

static enum err
put_body(struct job *job, void *context)
{
	const struct putting	*putting = context;
	enum err		 e = OK;

	for (size_t i = 0; e == OK && i < putting->n; i++) {
		const struct search_document	*d = &putting->document[i];
		struct sql_record_update_row	 row;

		e = putting->again ? sql_record_update(job->db, d->id, 1,
		    job->now, d->number, d->title, d->day, d->kind,
		    d->column, d->validity, d->body, S(""), S(""), &row) :
		    sql_record_insert(job->db, d->id, d->agency, job->now,
		    S(""), d->number, d->title, d->day, d->kind, d->column,
		    d->validity, d->body, S(""), S(""), S(""), job->now);
	}
	return e == OK ? search_put_all(job->db, putting->document,
	    putting->n) : e;
}

static void
put(struct test_store *t, const struct search_document *document, size_t n)
{
	struct putting	putting = { document, n, false };

	check_ok(job_write(&t->job, put_body, &putting), t->fault);
}

static void
put_again(struct test_store *t, const struct search_document *document)
{
	struct putting	putting = { document, 1, true };

	check_ok(job_write(&t->job, put_body, &putting), t->fault);
}

struct asking {
	struct search_query	query;
	struct search_answer	answer;
};

static enum err
find_body(struct job *job, void *context)
{
	struct asking	*asking = context;

	return search_find(job->db, &asking->query, &asking->answer);
}

static struct search_answer
ask(struct test_store *t, struct search_query query)
{
	struct asking	asking = { .query = query };

	if (query.most == 0)
		asking.query.most = 10;
	check_ok(job_read(&t->job, find_body, &asking), t->fault);
	return asking.answer;
}

static struct search_answer
ask_for(struct test_store *t, str text)
{
	return ask(t, (struct search_query){ .text = text });
}

/* The ids of the hits, "3 1". */
static str
ids(const struct search_answer *answer)
{
	str	s = S("");

	for (size_t i = 0; i < answer->hits; i++)
		s = str_printf(test_arena(), "%.*s%s%lld", STRF(s),
		    i > 0 ? " " : "", (long long)answer->hit[i].id);
	return s;
}

#define check_found(t, text, want) do {					\
	struct search_answer	answer_ = ask_for((t), S(text));	\
	check_str(ids(&answer_), S(want));				\
} while (0)

static struct search_document
document(int64_t id, str title, str body)
{
	return (struct search_document){ .id = id, .agency = 1,
	    .title = title, .body = body, .day = day_make(2020, 1, (int)id),
	    .kind = S("policy"), .column = S("rules"),
	    .validity = S("in_force") };
}

/* A few records of which the tests below know everything. */
static void
put_some(struct test_store *t)
{
	struct search_document	d[] = {
		document(1, S("石门镇危房改造办法"), S("本办法自印发之日起施行。")),
		document(2, S("关于水价的通知"), S("危房改造与水价无关，另行规定。")),
		document(3, S("農村道路養護辦法"), S("養護單位應當按時報告。")),
		document(4, S("会议纪要"), S("讨论了危房的改造，见镇发〔2021〕15号。")),
	};

	d[1].number = S("镇发〔2021〕15号");
	d[2].agency = 2;
	d[2].kind = S("notice");
	d[3].agency = 3;
	d[3].validity = S("repealed");
	d[3].day = day_make(2021, 5, 1);
	make_bodies(t);
	put(t, d, 4);
}

TEST_STORE(search, finds_words_phrases_and_single_characters)
{
	put_some(t);
	check_found(t, "危房改造", "2 1");
	check_found(t, "危房 改造", "4 2 1");
	check_found(t, "“危房的改造”", "4");
	check_found(t, "价", "2");
	check_found(t, "办", "3 1");
	check_found(t, "农村道路", "3");
	check_found(t, "農村 报告", "3");
	check_found(t, "2021", "4 2");
	check_found(t, "202", "");
	check_found(t, "[2021]15号", "4 2");
	check_found(t, "办法通知", "");
}

TEST_STORE(search, leaves_out_what_is_excluded)
{
	put_some(t);
	check_found(t, "改造 -水价", "4 1");
	check_found(t, "改造 -危房改造", "4");
	check_found(t, "-办法", "4 2");
	check_found(t, "-危房改造", "4 3");
	check_found(t, "危房改造 -镇发〔2021〕15号", "1");
}

TEST_STORE(search, finds_everything_for_nothing_and_nothing_for_signs)
{
	put_some(t);
	check_found(t, "", "4 3 2 1");
	check_found(t, "、。", "");
}

TEST_STORE(search, filters_by_body_year_kind_and_validity)
{
	struct search_query	query = { .filter.agency = 1 };
	struct search_answer	answer;

	put_some(t);
	answer = ask(t, query);
	check_str(ids(&answer), S("3 2 1"));
	query.filter.agency = 2;
	answer = ask(t, query);
	check_str(ids(&answer), S("3"));
	query = (struct search_query){ .filter.year = 2021 };
	answer = ask(t, query);
	check_str(ids(&answer), S("4"));
	query = (struct search_query){ .filter.kind = S("notice") };
	answer = ask(t, query);
	check_str(ids(&answer), S("3"));
	query = (struct search_query){ .filter.kind = S("none such") };
	answer = ask(t, query);
	check_str(ids(&answer), S(""));
	query = (struct search_query){ .filter.validity = S("repealed"),
	    .text = S("危房") };
	answer = ask(t, query);
	check_str(ids(&answer), S("4"));
}

TEST_STORE(search, counts_facets_of_all_that_is_found)
{
	struct search_answer	answer;

	put_some(t);
	for (int i = 0; i < 2; i++) {
		/* Once by the index alone, once by reading. */
		answer = ask(t, (struct search_query){ .facets = true,
		    .most = 1, .text = i == 0 ? S("危房 改造") :
		    S("“危房” “改造” -没有这样") });
		check_int(answer.total, 3);
		check_int(answer.hits, 1);
		check_int(answer.facets[SEARCH_BY_YEAR], 2);
		check_str(answer.facet[SEARCH_BY_YEAR][0].value, S("2021"));
		check_int(answer.facet[SEARCH_BY_YEAR][1].n, 2);
		check_int(answer.facets[SEARCH_BY_AGENCY], 2);
		check_str(answer.facet[SEARCH_BY_AGENCY][0].value, S("1"));
		check_int(answer.facet[SEARCH_BY_AGENCY][0].n, 2);
		check_str(answer.facet[SEARCH_BY_VALIDITY][1].value,
		    S("repealed"));
	}
}

TEST_STORE(search, ranks_number_before_title_before_text)
{
	struct search_query	query = { .order = SEARCH_BEST };
	struct search_answer	answer;

	put_some(t);
	query.text = S("镇发〔2021〕15号");
	answer = ask(t, query);
	check_str(ids(&answer), S("2 4"));
	query.text = S("危房改造");
	answer = ask(t, query);
	check_str(ids(&answer), S("1 2"));
}

TEST_STORE(search, suggests_what_is_one_slip_away)
{
	struct search_answer	answer;

	put_some(t);
	answer = ask_for(t, S("危旧改造"));
	check_int(answer.total, 0);
	check_str(answer.suggestion, S("危房改造"));
	check_str(ask_for(t, S("水价 危房造改")).suggestion,
	    S("水价 危房改造"));
	check_str(ask_for(t, S("农存道路")).suggestion, S("农村道路"));
	check_str(ask_for(t, S("价水")).suggestion, S("水价"));
	check_str(ask_for(t, S("完全无关的词")).suggestion, S(""));
	check_str(ask_for(t, S("危房改造")).suggestion, S(""));
}

TEST_STORE(search, forgets_what_was_put_anew_or_deleted)
{
	struct search_document	d = document(1, S("新的标题"), S("新的正文"));

	put_some(t);
	put_again(t, &d);
	check_found(t, "石门镇", "");
	check_found(t, "新的标题", "1");
	check_found(t, "危房改造", "2");
}

static enum err
delete_body(struct job *job, void *context)
{
	return search_delete(job->db, *(int64_t *)context);
}

TEST_STORE(search, finds_nothing_of_a_deleted_one)
{
	int64_t	id = 2;

	put_some(t);
	check_ok(job_write(&t->job, delete_body, &id), t->fault);
	check_found(t, "水价", "");
	check_found(t, "危房改造", "1");
	check_int(ask_for(t, S("改造")).total, 2);
}

static enum err
verify_body(struct job *job, void *context)
{
	(void)context;
	return search_verify(job->db);
}

TEST_STORE(search, knows_that_a_record_is_missing)
{
	int64_t	id = 2;

	put_some(t);
	check_ok(job_read(&t->job, verify_body, NULL), t->fault);
	check_ok(job_write(&t->job, delete_body, &id), t->fault);
	check_int(job_read(&t->job, verify_body, NULL), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("search.missing"));
}

TEST_STORE(search, sees_only_what_its_scope_sees)
{
	static const int64_t	bodies[] = { 2 };
	struct asking		asking = { .query = { .most = 10,
				    .facets = true } };

	put_some(t);
	check_ok(db_begin(t->store->db, DB_READ, (struct db_scope){ bodies,
	    1 }, t->job.arena, &t->fault), t->fault);
	check_ok(search_find(t->store->db, &asking.query, &asking.answer),
	    t->fault);
	check_str(ids(&asking.answer), S("3"));
	check_int(asking.answer.total, 1);
	check_int(asking.answer.facets[SEARCH_BY_AGENCY], 1);
	db_rollback(t->store->db);
	check_ok(db_begin(t->store->db, DB_READ, (struct db_scope){ NULL, 0 },
	    t->job.arena, &t->fault), t->fault);
	check_ok(search_find(t->store->db, &asking.query, &asking.answer),
	    t->fault);
	check_int(asking.answer.total, 0);
	db_rollback(t->store->db);
}

/* Sixty documents that hold the pairs of a phrase, every twentieth, the
   oldest first, the phrase too. */
static void
put_apart(struct test_store *t)
{
	struct search_document	d[60];

	make_bodies(t);
	for (int i = 0; i < 60; i++) {
		d[i] = document(i + 1, i % 2 == 0 ? S("丙丁戊") : S("己"),
		    i % 20 == 0 ? S("甲乙丙丁") : S("甲乙，乙丙，丙丁"));
		d[i].day = day_make(2020, 1, 1) + i;
	}
	put(t, d, 60);
}

/* Ask and go on as long as there is something left; the ids of the hits. */
static str
ask_on(struct test_store *t, struct search_query query, int *ret_rounds)
{
	struct search_answer	answer;
	str			all = S("");

	*ret_rounds = 0;
	do {
		answer = ask(t, query);
		check_int(answer.total, answer.hits);
		check_int(answer.more_than, answer.further.n > 0);
		check_str(answer.suggestion, S(""));
		all = str_printf(test_arena(), "%.*s[%.*s]", STRF(all),
		    STRF(ids(&answer)));
		query.after = answer.further;
	} while (++*ret_rounds < 100 && answer.further.n > 0);
	return all;
}

TEST_STORE(search, says_what_was_left_unread_and_goes_on_there)
{
	struct search_query	query = { .text = S("甲乙丙丁"), .checks = 7 };
	int			rounds;

	put_apart(t);
	check_str(ask_on(t, query, &rounds), S("[][][41][][][21][][][1]"));
	query.checks = 60;
	check_str(ask_on(t, query, &rounds), S("[41 21 1]"));
	query = (struct search_query){ .text = S("甲乙丙丁 丁"),
	    .order = SEARCH_BEST, .checks = 30 };
	check_str(ask_on(t, query, &rounds), S("[41 21 1][]"));
	query = (struct search_query){ .text = S("乙 -甲乙丙丁"),
	    .most = 100, .checks = 1 };
	(void)ask_on(t, query, &rounds);
	check_int(rounds, 60);
}

TEST_STORE(search, pages_what_was_found_before_it_goes_on)
{
	struct search_query	query = { .text = S("甲乙丙丁"), .checks = 45,
				    .most = 2 };
	struct search_answer	answer;

	put_apart(t);
	answer = ask(t, query);
	check_str(ids(&answer), S("41 21"));
	cr_assert(answer.more_than);
	check_str(answer.further, S(""));
	query.from = 2;
	answer = ask(t, query);
	check_str(ids(&answer), S(""));
	query.from = 0;
	query.after = answer.further;
	answer = ask(t, query);
	check_str(ids(&answer), S("1"));
	cr_assert(!answer.more_than);
}

TEST_STORE(search, refuses_a_place_that_no_answer_gave)
{
	static const char	*const bad[] = { ",", "1", "1,2", "1,2,",
	    "a,b,c", "1,2,3,4", "1,2,3 ", "0x1,2,3" };
	struct asking		asking = { .query = { .most = 1 } };

	put_some(t);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		asking.query.after = str_of(bad[i]);
		check_int(job_read(&t->job, find_body, &asking), ERR_INVALID);
		check_str(str_of(t->fault.key), S("search.further"));
	}
	asking.query.after = S("99999999999999999999,-5,7");
	check_ok(job_read(&t->job, find_body, &asking), t->fault);
}

/* Text that would be syntax elsewhere, and text that is none at all. */
TEST_STORE(search, is_not_harmed_by_any_query)
{
	static const char	*const hostile[] = { "\"", "\"\"", "'",
	    "''; --", "*", "危*", "危房 OR 改造", "NEAR(危房 改造)", "title:危房",
	    "^危房", "危房 AND NOT 改造", "(危房", ")", "危 & 房 | !", "<->",
	    "%", "_", "\\", "\\'", "${x}", "$1", "?1", ":a", "@b",
	    "-", "--", "- -", "\"-\"", "-\"", "“", "”“", "\xFF\xFE",
	    "\xE5\x8D", "\x01\x02\x7F", "\xE2\x80\x8B", "\xF0\x9F\x98\x80",
	    "0x00", "null", "1 = 1", "\xEF\xBF\xBE" };
	struct arena		*arena = test_arena();
	char			*long_one = arena_alloc(arena, 200000);
	char			 bytes[60];
	uint32_t		 random = 7;

	put_some(t);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		(void)ask_for(t, str_of(hostile[i]));
	(void)ask_for(t, (str){ "\0危\0房\0", 9 });
	for (size_t i = 0; i + 4 <= 200000; i += 4)
		memcpy(long_one + i, i % 8 == 0 ? "危 " : "房\"", 4);
	(void)ask_for(t, (str){ long_one, 200000 });
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (char)(random >> 24);
		}
		(void)ask_for(t, (str){ bytes, sizeof bytes });
	}
	check_found(t, "危房改造", "2 1");
}

TEST_STORE(search, marks_the_words_where_they_are_shown)
{
	struct search_answer	answer;
	struct search_hit	*hit;

	put_some(t);
	answer = ask_for(t, S("农村 报告"));
	check_int(answer.hits, 1);
	hit = &answer.hit[0];
	check_str(hit->title, S("農村道路養護辦法"));
	check_int(hit->title_marks, 1);
	check_str(str_sub(hit->title, hit->title_mark[0].from,
	    hit->title_mark[0].to), S("農村"));
	check_int(hit->snippet_marks, 1);
	check_str(str_sub(hit->snippet, hit->snippet_mark[0].from,
	    hit->snippet_mark[0].to), S("報告"));
	check_str(hit->kind, S("notice"));
	check_int(hit->agency, 2);
}

TEST_STORE(search, pages_through_all_hits_once)
{
	struct search_answer	answer;
	str			all = S("");

	put_some(t);
	for (int i = 0; i < 5; i++) {
		answer = ask(t, (struct search_query){ .from = i, .most = 1,
		    .text = S("改造") });
		check_int(answer.total, 3);
		all = str_printf(test_arena(), "%.*s[%.*s]", STRF(all),
		    STRF(ids(&answer)));
	}
	check_str(all, S("[4][2][1][][]"));
}

/* Many single puts, so that segments merge small and large. */
TEST_STORE(search, finds_the_same_while_segments_merge)
{
	struct search_document	d;

	make_bodies(t);
	for (int i = 1; i <= 300; i++) {
		d = document(i, str_printf(t->job.arena, "第%d号文件", i),
		    i % 3 == 0 ? S("三的倍数") : S("其他"));
		d.day = day_make(2000, 1, 1) + i * 7 % 300;
		put(t, &d, 1);
	}
	check_int(ask_for(t, S("三的倍数")).total, 100);
	check_int(ask_for(t, S("文件")).total, 300);
	for (int i = 1; i <= 300; i += 50)
		check_int(ask_for(t, str_printf(t->job.arena, "第%d号",
		    i)).total, 1);
	for (int64_t id = 3; id <= 300; id += 3)
		check_ok(job_write(&t->job, delete_body, &id), t->fault);
	check_int(ask_for(t, S("三的倍数")).total, 0);
	check_int(ask_for(t, S("文件")).total, 200);
}

static enum err
rebuild_body(struct job *job, void *context)
{
	return search_rebuild(job->db, 2, context);
}

TEST_STORE(search, serves_readers_while_it_is_rebuilt)
{
	struct search_document	d = document(5, S("后来的危房改造"), S("。"));
	struct search_document	first = document(1, S("改了"), S("正文"));
	int64_t			cursor = 0;
	int			steps = 0;

	put_some(t);
	do {
		check_ok(job_write(&t->job, rebuild_body, &cursor), t->fault);
		if (steps == 0) {
			check_found(t, "危房改造", "2 1");
			put(t, &d, 1);
			put_again(t, &first);
		}
		steps++;
		check_found(t, "危房改造", "5 2");
		check_found(t, "改了", "1");
	} while (cursor != 0);
	cr_assert_gt(steps, 3);
	check_ok(job_read(&t->job, verify_body, NULL), t->fault);
	check_int(ask_for(t, S("")).total, 5);
}

TEST_STORE(search, refuses_an_index_of_another_tokenizer_until_rebuilt)
{
	struct search_document	d = document(9, S("新"), S("旧"));
	struct putting		putting = { &d, 1, false };
	struct asking		asking = { .query = { .most = 1 } };
	int64_t			cursor = 0;

	put_some(t);
	check_ok(db_script(t->store->db, "update search_stamp "
	    "set tokenizer = 999", &t->fault), t->fault);
	check_int(job_read(&t->job, find_body, &asking), ERR_CONFLICT);
	check_str(str_of(t->fault.key), S("search.tokenizer"));
	check_int(job_write(&t->job, put_body, &putting), ERR_CONFLICT);
	check_int(job_read(&t->job, verify_body, NULL), ERR_CONFLICT);
	do
		check_ok(job_write(&t->job, rebuild_body, &cursor), t->fault);
	while (cursor != 0);
	check_found(t, "危房改造", "2 1");
	check_ok(job_read(&t->job, verify_body, NULL), t->fault);
}
