#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "store/search.h"
#include "store/search_token.h"
#include "tests/store.h"
#include "woven/sql.h"

#define DOCUMENTS	1200	/* at most */
#define BATCH		150	/* so that there are several segments */
#define SAMPLES		120	/* of four characters */
#define QUERIES		400	/* made up */
#define FILE_BYTES	((size_t)1 << 20)

/* The real texts, each with its folded form to look things up the slow way. */
struct corpus {
	struct search_document	document[DOCUMENTS];
	str			folded[DOCUMENTS];	/* title and body */
	size_t			n;
	uint32_t		random;
	struct arena		*arena;
};

static uint32_t
draw(struct corpus *corpus, uint32_t below)
{
	corpus->random = corpus->random * 1664525 + 1013904223;
	return (corpus->random >> 8) % below;
}

static void
add(struct corpus *corpus, str text)
{
	static const char	*const kinds[] = { "law", "rule", "notice" };
	static const char	*const validities[] = { "in_force",
				    "repealed" };
	struct arena		*arena = corpus->arena;
	size_t			 i = corpus->n++;
	struct search_document	*d = &corpus->document[i];
	str			 title;

	d->id = (int64_t)i + 1;
	d->body = text;
	(void)str_cut(&d->body, '\n', &title);
	d->title = str_trim(str_sub(title, 1, title.n));
	d->agency = 1 + (int64_t)(i % 3);
	d->number = str_printf(arena, "石政发〔%zu〕%zu号", 2000 + i % 25,
	    i % 40);
	d->day = day_make(2000, 1, 1) + (day)(i * 7919 % 9000);
	d->kind = str_of(kinds[i % 3]);
	d->column = i % 5 == 0 ? S("a") : S("b");
	d->validity = str_of(validities[i % 7 == 0]);
	corpus->folded[i] = search_token_text(arena, str_printf(arena,
	    "%.*s\n\n。%.*s\n。%.*s", STRF(d->number), STRF(d->title),
	    STRF(d->body))).s;
}

static struct corpus *
load(void)
{
	struct arena	*arena = test_arena();
	struct corpus	*corpus = arena_alloc(arena, sizeof *corpus);
	struct fault	 fault = { 0 };
	str		*path, text;
	size_t		 n;

	corpus->arena = arena;
	check_ok(file_list(arena, test_shared("corpus"), 5000, &path, &n,
	    &fault), fault);
	for (size_t i = 0; i < n && corpus->n < DOCUMENTS; i++)
		if (str_ends(path[i], S(").md"))) {
			check_ok(file_read(arena, str_c(arena, path[i]),
			    FILE_BYTES, &text, &fault), fault);
			add(corpus, text);
		}
	cr_assert_gt(corpus->n, 1000);
	corpus->random = 20260302;
	return corpus;
}

struct part {
	const struct search_document	*document;
	size_t				 n;
};

static enum err
put_body(struct job *job, void *context)
{
	const struct part	*part = context;
	enum err		 e = OK;

	for (size_t i = 0; e == OK && i < part->n; i++) {
		const struct search_document	*d = &part->document[i];

		e = sql_record_insert(job->db, d->id, d->agency, job->now,
		    S(""), d->number, d->title, d->day, d->kind, d->column,
		    d->validity, d->body, S(""), S(""), S(""), job->now);
	}
	return e == OK ? search_put_all(job->db, part->document, part->n) : e;
}

static enum err
settle_body(struct job *job, void *context)
{
	return search_settle(job->db, context);
}

static void
put_corpus(struct test_store *t, const struct corpus *corpus, size_t batch)
{
	bool	done = true;

	check_ok(db_script(t->store->db,
	    "insert into agency (id, agency, version, created_at, code, level,"
	    " above, name, division, organisation, credit, scheme, supervisor,"
	    " since, until, successor) select n, n, 1, 0, cast(n as text),"
	    " 'county', 0, 'A', '', '', '', '', 0, '2000-01-01', null, 0 from"
	    " (select 1 as n union all select 2 union all select 3) as x;"
	    "insert into agency_closure (above, below, depth) select id, id,"
	    " 0 from agency;"
	    "insert into agency_closure (above, below, depth) select 0, id,"
	    " 1 from agency", &t->fault), t->fault);
	for (size_t i = 0; i < corpus->n; i += batch) {
		struct part	part = { corpus->document + i, corpus->n - i };

		if (part.n > batch)
			part.n = batch;
		check_ok(job_write(&t->job, put_body, &part), t->fault);
	}
	while (done)
		check_ok(job_write(&t->job, settle_body, &done), t->fault);
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
ask(struct test_store *t, const struct search_query *query)
{
	struct asking	asking = { .query = *query };

	check_ok(job_read(&t->job, find_body, &asking), t->fault);
	return asking.answer;
}

/* Up to `want' consecutive Han characters somewhere in some text. */
static str
sample(struct corpus *corpus, size_t want)
{
	for (;;) {
		str	text = corpus->document[draw(corpus,
			    (uint32_t)corpus->n)].body;
		size_t	at, from, n = 0;

		at = draw(corpus, (uint32_t)text.n);
		while (at < text.n && ((unsigned char)text.at[at] & 0xC0) ==
		    0x80)
			at++;
		for (from = at; n < want && at < text.n; n++)
			if (!utf8_is_han(utf8_next(text, &at)))
				break;
		if (n == want)
			return str_sub(text, from, at);
	}
}

/* How many documents hold a folded word, looked up the slow way. */
static int64_t
count_slowly(const struct corpus *corpus, str word)
{
	int64_t	n = 0;

	for (size_t i = 0; i < corpus->n; i++)
		n += search_token_find(corpus->folded[i], word, 0) >= 0;
	return n;
}

/* The total is exact, or a lower bound where many texts would be read. */
static void
check_count(const struct search_answer *answer, int64_t want)
{
	if (!answer->more_than)
		check_int(answer->total, want);
	cr_assert_leq(answer->total, want);
	cr_assert(!answer->more_than || want > 200);
}

/* Any four consecutive characters of a text find all documents with them. */
TEST_STORE(search_corpus, finds_any_four_characters_of_a_text)
{
	struct corpus	*corpus = load();

	put_corpus(t, corpus, BATCH);
	for (int i = 0; i < SAMPLES; i++) {
		struct search_query	query = { .most = 1,
					    .text = sample(corpus, 4) };
		struct arena_mark	mark = arena_mark(t->job.arena);
		str			word;
		struct search_answer	answer;

		word = search_token_text(corpus->arena, query.text).s;
		answer = ask(t, &query);
		check_count(&answer, count_slowly(corpus, word));
		cr_assert_geq(answer.total, 1, "%.*s", STRF(query.text));
		arena_rewind(t->job.arena, mark);
	}
}

/* Single characters, pairs and longer ones; the index counts exactly. */
TEST_STORE(search_corpus, counts_as_a_reading_of_all_texts_does)
{
	struct corpus	*corpus = load();

	put_corpus(t, corpus, BATCH);
	for (int i = 0; i < SAMPLES; i++) {
		size_t			want = (size_t)i % 12 + 1;
		struct search_query	query = { .most = 1 };
		struct arena_mark	mark = arena_mark(t->job.arena);
		struct search_answer	answer;

		query.text = sample(corpus, want);
		answer = ask(t, &query);
		check_count(&answer, count_slowly(corpus,
		    search_token_text(corpus->arena, query.text).s));
		query.text = str_printf(corpus->arena, "-%.*s",
		    STRF(query.text));
		if (!answer.more_than)
			check_int(ask(t, &query).total + answer.total,
			    (int64_t)corpus->n);
		arena_rewind(t->job.arena, mark);
	}
}

/* A query made up of what real texts hold and of what none does. */
static struct search_query
make_query(struct corpus *corpus)
{
	static const char	*const odd[] = { "", "、", "2021", "15号",
	    "〔2010〕7号", "\"", "zzz", "號", "-", "ＡＢ" };
	struct arena		*arena = corpus->arena;
	struct search_query	 query = { 0 };
	uint32_t		 words = draw(corpus, 4);

	for (uint32_t i = 0; i < words; i++) {
		str	word = sample(corpus, 1 + draw(corpus, 6));
		uint32_t way = draw(corpus, 8);

		if (way == 0)
			word = str_of(odd[draw(corpus, 10)]);
		query.text = str_printf(arena, "%.*s %s%.*s%s",
		    STRF(query.text), way == 1 ? "-" : way == 2 ? "\"" : "",
		    STRF(word), way == 2 ? "\"" : "");
	}
	query.order = draw(corpus, 2) == 0 ? SEARCH_NEWEST : SEARCH_BEST;
	query.filter.agency = draw(corpus, 4);
	query.filter.year = draw(corpus, 6) == 0 ? 2010 : 0;
	query.filter.kind = draw(corpus, 6) == 0 ? S("rule") : S("");
	query.filter.column = draw(corpus, 6) == 0 ? S("a") : S("");
	query.filter.validity = draw(corpus, 6) == 0 ? S("repealed") : S("");
	query.facets = draw(corpus, 2) == 0;
	query.from = (int)draw(corpus, 30);
	query.most = (int)draw(corpus, 20);
	return query;
}

/* All of an answer as text. */
static str
told(struct arena *arena, const struct search_answer *answer)
{
	struct buf	buf;

	buf_init(&buf, arena, (size_t)1 << 20);
	buf_printf(&buf, "%lld %d %.*s\n", (long long)answer->total,
	    answer->more_than, STRF(answer->suggestion));
	for (size_t i = 0; i < answer->hits; i++) {
		const struct search_hit	*hit = &answer->hit[i];

		buf_printf(&buf, "%lld %lld %.*s %.*s", (long long)hit->id,
		    (long long)hit->agency, STRF(hit->title),
		    STRF(hit->snippet));
		for (size_t k = 0; k < hit->snippet_marks; k++)
			buf_printf(&buf, " %zu-%zu",
			    hit->snippet_mark[k].from,
			    hit->snippet_mark[k].to);
		buf_byte(&buf, '\n');
	}
	for (int i = 0; i < SEARCH__FACETS; i++)
		for (size_t k = 0; k < answer->facets[i]; k++)
			buf_printf(&buf, "%d %.*s %lld\n", i,
			    STRF(answer->facet[i][k].value),
			    (long long)answer->facet[i][k].n);
	return buf_str(&buf);
}

Test(search_corpus, answers_alike_on_both_engines)
{
	struct corpus		*corpus = load();
	struct test_store	*one, *other = test_store(DB_PGSQL);
	size_t			 found = 0, suggested = 0;

	one = test_store(DB_SQLITE);
	/* Other segments, other merges. */
	put_corpus(one, corpus, BATCH);
	put_corpus(other, corpus, BATCH / 3);
	for (int i = 0; i < QUERIES; i++) {
		struct search_query	query = make_query(corpus);
		struct search_answer	a = ask(one, &query);
		struct search_answer	b = ask(other, &query);

		check_str(told(corpus->arena, &a), told(corpus->arena, &b));
		found += a.hits > 0;
		suggested += a.suggestion.n > 0;
	}
	cr_assert_gt(found, QUERIES / 4);
	cr_assert_gt(suggested, 0);
}
