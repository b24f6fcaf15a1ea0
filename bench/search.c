/*
 * search - importing and finding, against bare SQLite and FTS5.
 *
 *	search CORPUS DOCUMENTS FOLDER PART...
 *
 * The corpus is multiplied to DOCUMENTS with other digits in every copy.  The
 * parts, as many as are named: `fts': a bare FTS5 table is filled with the
 * pairs of characters, parted by blanks.  `bare': SQLite inserts the same rows
 * and nothing else (WAL, synchronous full, 1,000 rows a transaction).
 * `sqlite', `postgres://...': the rows are imported with their HTML and index
 * numbers, indexed, journalled and entered in the transparency log, 1,000 a
 * job, and queries of each kind are asked in process; a million documents
 * without HTML and index numbers took 22 GB in FOLDER and half an hour to be
 * imported.  `asked': the queries are asked again of what `sqlite' left in
 * FOLDER.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "domain/record.h"
#include "office/import_document.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/search_token.h"
#include "store/store.h"

#define ARENA_BYTES	((size_t)4 << 30)
#define BATCH		1000
#define QUERIES		200
#define FILES		5000
#define FILE_BYTES	((size_t)1 << 20)
#define GOAL		10	/* times the bare insert at most */

struct bench {
	struct arena	*arena;
	struct fault	 fault;
	struct record	 text[FILES];	/* the real ones */
	size_t		 texts;
	size_t		 documents;
	const char	*folder;
	uint32_t	 random;
};

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds this process has computed: the machine may be busy with others. */
static double
computed(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint32_t
draw(struct bench *bench, uint32_t below)
{
	bench->random = bench->random * 1664525 + 1013904223;
	return (bench->random >> 8) % below;
}

static void
die(const struct fault *fault, const char *what)
{
	fprintf(stderr, "search: %s: %s %.*s\n", what,
	    fault->key == NULL ? "" : fault->key, STRF(fault->arg[0]));
	exit(1);
}

static void
load(struct bench *bench, const char *corpus)
{
	str	*path, text;
	size_t	 n;

	if (file_list(bench->arena, corpus, FILES, &path, &n,
	    &bench->fault) != OK)
		die(&bench->fault, corpus);
	for (size_t i = 0; i < n; i++)
		if (str_ends(path[i], S(").md")) &&
		    file_read(bench->arena, str_c(bench->arena, path[i]),
		    FILE_BYTES, &text, &bench->fault) == OK &&
		    import_document(bench->arena, path[i], text,
		    &bench->text[bench->texts], &bench->fault) == OK)
			bench->texts++;
	if (bench->texts == 0)
		die(&bench->fault, corpus);
}

/* A text with other digits: the k-th copy. */
static str
vary(struct arena *arena, str s, size_t k)
{
	char		*copy = arena_copy(arena, s.at, s.n);
	uint32_t	 random = (uint32_t)k * 2654435761u + 1;

	for (size_t i = 0; i < s.n; i++)
		if (copy[i] >= '0' && copy[i] <= '9') {
			random = random * 1664525 + 1013904223;
			copy[i] = (char)('0' + (random >> 16) % 10);
		}
	return (str){ copy, s.n };
}

static str
number_of(struct arena *arena, size_t i)
{
	return str_printf(arena, "石政发〔%zu〕%zu号", 2000 + i % 25, i % 977);
}

static struct record
make(const struct bench *bench, struct arena *arena, size_t i)
{
	static const char	*const kinds[] = { "law", "rule", "notice",
				    "plan" };
	struct record		r = bench->text[i % bench->texts];
	size_t			copy = i / bench->texts;

	r.origin = str_printf(arena, "%zu", i);
	r.number = number_of(arena, i);
	r.index = str_printf(arena, "SM/%zu-%zu", 2000 + i % 25, i);
	r.title = str_printf(arena, "%.*s%s%zu", STRF(r.title),
	    copy == 0 ? "" : "之", copy);
	r.body = vary(arena, r.body, i);
	r.day = day_make(2000, 1, 1) + (day)(i * 7919 % 9000);
	r.kind = str_of(kinds[i % 4]);
	r.validity = i % 7 == 0 ? S("repealed") : S("in_force");
	r.agency = 1 + (int64_t)(i % 3);
	return r;
}

/* --- bare SQLite ---------------------------------------------------------- */

static sqlite3 *
open_bare(const struct bench *bench, const char *name, const char *schema)
{
	const char	*path = arena_printf(bench->arena, "%s/%s",
			    bench->folder, name);
	sqlite3		*db;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "pragma journal_mode = wal; "
	    "pragma synchronous = full", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, schema, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
		exit(1);
	}
	return db;
}

static double
megabytes(const struct bench *bench, const char *name)
{
	struct stat	status;

	if (stat(arena_printf(bench->arena, "%s/%s", bench->folder, name),
	    &status) != 0)
		return 0;
	return (double)status.st_size / 1e6;
}

static void
bind(sqlite3_stmt *statement, int place, str s)
{
	(void)sqlite3_bind_text(statement, place, s.at, (int)s.n,
	    SQLITE_STATIC);
}

/* Seconds for inserting the rows and nothing else. */
static double
bare_insert(struct bench *bench)
{
	sqlite3		*db = open_bare(bench, "bare.db",
			    "create table record (id integer primary key, "
			    "agency int, origin text, number text, "
			    "title text, day int, kind text, "
			    "catalogue text, validity text, body text, "
			    "html text, index_number text)");
	sqlite3_stmt	*insert;
	double		 took = 0, work = 0, from, bytes;

	(void)sqlite3_prepare_v2(db, "insert into record values (?, ?, ?, ?, "
	    "?, ?, ?, ?, ?, ?, ?, ?)", -1, &insert, NULL);
	for (size_t i = 0; i < bench->documents; i += BATCH) {
		struct arena_mark	 mark = arena_mark(bench->arena);
		struct record		*r = arena_array(bench->arena, BATCH,
					    sizeof *r);
		size_t			 n = bench->documents - i;

		n = n < BATCH ? n : BATCH;
		for (size_t k = 0; k < n; k++)
			r[k] = make(bench, bench->arena, i + k);
		from = now();
		work -= computed();
		(void)sqlite3_exec(db, "begin", NULL, NULL, NULL);
		for (size_t k = 0; k < n; k++) {
			(void)sqlite3_bind_int64(insert, 1,
			    (sqlite3_int64)(i + k + 1));
			(void)sqlite3_bind_int64(insert, 2, r[k].agency);
			bind(insert, 3, r[k].origin);
			bind(insert, 4, r[k].number);
			bind(insert, 5, r[k].title);
			(void)sqlite3_bind_int64(insert, 6, r[k].day);
			bind(insert, 7, r[k].kind);
			bind(insert, 8, r[k].column);
			bind(insert, 9, r[k].validity);
			bind(insert, 10, r[k].body);
			bind(insert, 11, r[k].html);
			bind(insert, 12, r[k].index);
			(void)sqlite3_step(insert);
			(void)sqlite3_reset(insert);
		}
		(void)sqlite3_exec(db, "commit", NULL, NULL, NULL);
		took += now() - from;
		work += computed();
		arena_rewind(bench->arena, mark);
	}
	(void)sqlite3_finalize(insert);
	(void)sqlite3_close(db);
	bytes = megabytes(bench, "bare.db");
	(void)unlink(arena_printf(bench->arena, "%s/bare.db",
	    bench->folder));
	printf("bare insert       %7.1f s  %8.0f a second  %7.0f MB"
	    "  (computing %.1f s)\n", took, (double)bench->documents / took,
	    bytes, work);
	return took;
}

/* The characters of a text in pairs, parted by blanks; runs as they are. */
static str
pairs(struct arena *arena, str text)
{
	struct buf	buf;
	str		s = search_token_text(arena, text).s;
	size_t		next = 0, after;

	buf_init(&buf, arena, (size_t)64 << 20);
	while (next < s.n) {
		uint32_t	point = utf8_next(s, &next), second;

		buf_point(&buf, point);
		if (!utf8_is_han(point))
			continue;
		after = next;
		second = utf8_next(s, &after);
		if (utf8_is_han(second))
			buf_point(&buf, second);
		buf_byte(&buf, ' ');
	}
	return buf_str(&buf);
}

/* A bare FTS5 program: its index only, without a copy of the text. */
static void
bare_fts(struct bench *bench)
{
	sqlite3		*db = open_bare(bench, "fts.db",
			    "create virtual table fts using fts5 (title, "
			    "body, content = '')");
	size_t		 documents = bench->documents;
	sqlite3_stmt	*insert;
	double		 from = now(), work = computed(), took;

	(void)sqlite3_prepare_v2(db, "insert into fts (rowid, title, body) "
	    "values (?, ?, ?)", -1, &insert, NULL);
	for (size_t i = 0; i < documents; i++) {
		struct arena_mark	mark = arena_mark(bench->arena);
		struct record		r = make(bench, bench->arena, i);

		if (i % BATCH == 0)
			(void)sqlite3_exec(db, "begin", NULL, NULL, NULL);
		(void)sqlite3_bind_int64(insert, 1, (sqlite3_int64)i + 1);
		bind(insert, 2, pairs(bench->arena, r.title));
		bind(insert, 3, pairs(bench->arena, r.body));
		(void)sqlite3_step(insert);
		(void)sqlite3_reset(insert);
		if (i % BATCH == BATCH - 1 || i == documents - 1)
			(void)sqlite3_exec(db, "commit", NULL, NULL, NULL);
		arena_rewind(bench->arena, mark);
	}
	(void)sqlite3_finalize(insert);
	(void)sqlite3_close(db);
	took = now() - from;
	printf("bare FTS5, pairs  %7.1f s  %8.0f a second  %7.0f MB"
	    "  (computing %.1f s)\n", took, (double)documents / took,
	    megabytes(bench, "fts.db"), computed() - work);
}

/* --- ours ----------------------------------------------------------------- */

struct batch {
	struct record	*record;
	size_t		 n;
};

static enum err
put_body(struct job *job, void *context)
{
	struct batch		*batch = context;
	struct record_tally	 tally;

	return record_put_all(job, batch->record, batch->n, S(""), &tally);
}

static enum err
settle_body(struct job *job, void *context)
{
	return search_settle(job->db, context);
}

/* Make a store of three bodies. */
static struct store *
open_ours(struct bench *bench, const char *url, const char *name)
{
	const char	*dir = arena_printf(bench->arena, "%s/%s",
			    bench->folder, name);
	const char	*where = url != NULL ? url : arena_printf(
			    bench->arena, "%s/gongkai.db", dir);
	struct fault	*fault = &bench->fault;
	struct store	*store;
	struct db	*db;

	(void)mkdir(dir, 0777);
	if (db_open(where, url != NULL ? DB_EXISTING : DB_CREATE, &db,
	    fault) != OK || schema_migrate(db, bench->arena, 0, fault) != OK ||
	    db_script(db, "insert into agency (id, agency, version, "
	    "created_at, code, level, above, name, division, organisation, "
	    "credit, scheme, supervisor, since, until, successor) "
	    "select n, n, 1, 0, cast(n as text), 'county', 0, 'A', '', '', "
	    "'', '', 0, '2000-01-01', null, 0 from (select 1 as n union all "
	    "select 2 union all select 3) as x; "
	    "insert into agency_closure (above, below, depth) "
	    "select id, id, 0 from agency; "
	    "insert into agency_closure (above, below, depth) "
	    "select 0, id, 1 from agency", fault) != OK ||
	    file_write(arena_printf(bench->arena, "%s/gongkai.conf", dir),
	    url != NULL ? str_printf(bench->arena, "store = %s\n", url) :
	    S(""), fault) != OK)
		die(fault, where);
	db_close(db);
	if (store_open(bench->arena, dir, &store, fault) != OK)
		die(fault, dir);
	return store;
}

static struct job
job_of(struct bench *bench, struct store *store)
{
	struct job	job = { .arena = bench->arena, .store = store,
			    .fault = &bench->fault,
			    .today = day_make(2026, 3, 2),
			    .now = INT64_C(1772416800000) };

	return job;
}

static double
import_all(struct bench *bench, struct job *job, const char *name)
{
	double	took = 0, settling = 0, work = 0, from;
	bool	done;

	for (size_t i = 0; i < bench->documents; i += BATCH) {
		struct arena_mark	mark = arena_mark(bench->arena);
		struct batch		batch = { .n = bench->documents - i };

		if (batch.n > BATCH)
			batch.n = BATCH;
		batch.record = arena_array(bench->arena, batch.n,
		    sizeof *batch.record);
		for (size_t k = 0; k < batch.n; k++)
			batch.record[k] = make(bench, bench->arena, i + k);
		from = now();
		work -= computed();
		if (job_write(job, put_body, &batch) != OK)
			die(job->fault, name);
		took += now() - from;
		from = now();
		do
			if (job_write(job, settle_body, &done) != OK)
				die(job->fault, name);
		while (done);
		settling += now() - from;
		work += computed();
		arena_rewind(bench->arena, mark);
	}
	printf("%-8s import   %7.1f s  %8.0f a second"
	    "  (computing %.1f s, merging %.1f s)\n", name, took + settling,
	    (double)bench->documents / (took + settling), work, settling);
	return took + settling;
}

/* --- queries -------------------------------------------------------------- */

static str
sample(struct bench *bench, size_t want)
{
	for (;;) {
		str	text = bench->text[draw(bench,
			    (uint32_t)bench->texts)].body;
		size_t	at = draw(bench, (uint32_t)text.n + 1), from, n = 0;

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

static const char	*const common[] = { "规定", "管理", "人民政府", "办法",
    "行政", "农村", "环境保护", "安全生产", "土地", "教育", "住房", "水利",
    "公开", "申请", "许可", "处罚" };

enum kind { WORD_NEWEST, WORD_BEST, PHRASE, LONG_PHRASE, TWO_WORDS,
	EXCLUSION, ONE_CHARACTER, FILTERED, FACETED, PHRASE_FACETED, EMPTY,
	NUMBER, MISS, KINDS };

static const char	*const kind_names[KINDS] = { "word, newest",
    "word, best", "four characters", "ten characters", "two words",
    "exclusion", "one character", "filtered", "facets", "phrase, facets",
    "everything", "document number", "miss and suggestion" };

static struct search_query
make_query(struct bench *bench, enum kind kind)
{
	struct arena		*arena = bench->arena;
	str			 word = str_of(common[draw(bench, 16)]);
	struct search_query	 query = { .text = word, .most = 20 };

	if (kind == WORD_BEST)
		query.order = SEARCH_BEST;
	else if (kind == PHRASE || kind == PHRASE_FACETED)
		query.text = sample(bench, 4);
	else if (kind == LONG_PHRASE)
		query.text = sample(bench, 10);
	else if (kind == TWO_WORDS)
		query.text = str_printf(arena, "%.*s %.*s", STRF(word),
		    STRF(sample(bench, 2)));
	else if (kind == EXCLUSION)
		query.text = str_printf(arena, "%.*s -%.*s", STRF(word),
		    STRF(sample(bench, 2)));
	else if (kind == ONE_CHARACTER)
		query.text = sample(bench, 1);
	else if (kind == FILTERED)
		query.filter = (struct search_filter){ .agency = 1,
		    .year = 2010, .kind = S("rule"),
		    .validity = S("in_force") };
	else if (kind == EMPTY)
		query.text = S("");
	else if (kind == NUMBER)
		query.text = number_of(arena, draw(bench,
		    (uint32_t)bench->documents));
	else if (kind == MISS)
		query.text = str_printf(arena, "%.*s鼋%.*s",
		    STRF(sample(bench, 2)), STRF(sample(bench, 2)));
	query.facets = kind == FACETED || kind == PHRASE_FACETED;
	return query;
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

static int
compare(const void *a, const void *b)
{
	double	one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

static void
ask_all(struct bench *bench, struct job *job, const char *name)
{
	double	took[QUERIES], work[QUERIES];

	printf("%-8s %-20s %8s %8s %8s %8s %9s %5s\n", name,
	    "milliseconds", "p50", "p99", "cpu p50", "cpu p99", "found",
	    "more");
	for (enum kind kind = 0; kind < KINDS; kind++) {
		double	found = 0;
		int	more = 0;

		bench->random = 1;
		for (int i = -5; i < QUERIES; i++) {
			struct arena_mark	mark = arena_mark(
						    bench->arena);
			struct asking		asking;
			double			from, start;

			asking.query = make_query(bench, kind);
			from = now();
			start = computed();
			if (job_read(job, find_body, &asking) != OK)
				die(job->fault, kind_names[kind]);
			if (i >= 0) {
				took[i] = (now() - from) * 1000;
				work[i] = (computed() - start) * 1000;
				found += (double)asking.answer.total;
				more += asking.answer.more_than;
			}
			arena_rewind(bench->arena, mark);
		}
		qsort(took, QUERIES, sizeof *took, compare);
		qsort(work, QUERIES, sizeof *work, compare);
		printf("         %-20s %8.2f %8.2f %8.2f %8.2f %9.0f %5d\n",
		    kind_names[kind], took[QUERIES / 2],
		    took[QUERIES * 99 / 100], work[QUERIES / 2],
		    work[QUERIES * 99 / 100], found / QUERIES, more);
		(void)fflush(stdout);
	}
}

/* Bytes of the index in the file of SQLite; PostgreSQL keeps the same. */
static void
index_size(struct bench *bench)
{
	const char	*path = arena_printf(bench->arena,
			    "%s/sqlite/gongkai.db", bench->folder);
	sqlite3		*db;
	sqlite3_stmt	*sum = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK && sqlite3_prepare_v2(db,
	    "select (select sum(length(data)) from search_block) + "
	    "(select sum(length(data)) from search_card), "
	    "(select count(*) from search_segment)", -1, &sum, NULL) ==
	    SQLITE_OK && sqlite3_step(sum) == SQLITE_ROW)
		printf("sqlite   index    %7.0f MB in %d segments\n",
		    (double)sqlite3_column_int64(sum, 0) / 1e6,
		    sqlite3_column_int(sum, 1));
	(void)sqlite3_finalize(sum);
	(void)sqlite3_close(db);
}

/* Ask again of what an earlier run imported. */
static void
bench_asked(struct bench *bench)
{
	struct store	*store;
	struct job	 job;

	if (store_open(bench->arena, arena_printf(bench->arena, "%s/sqlite",
	    bench->folder), &store, &bench->fault) != OK)
		die(&bench->fault, bench->folder);
	job = job_of(bench, store);
	index_size(bench);
	ask_all(bench, &job, "sqlite");
	store_close(store);
}

static void
bench_engine(struct bench *bench, const char *url, const char *name,
    double bare)
{
	struct store	*store = open_ours(bench, url, name);
	struct job	 job = job_of(bench, store);
	double		 took = import_all(bench, &job, name);

	if (bare > 0)
		printf("%-8s import is %.1f times the bare insert (goal: at "
		    "most %d)\n", name, took / bare, GOAL);
	if (url == NULL)
		index_size(bench);
	ask_all(bench, &job, name);
	store_close(store);
}

/* What to run, as told after the folder. */
struct parts {
	bool		 fts, bare, sqlite, asked;
	const char	*url;
};

static struct parts
parts_of(int n, char **word)
{
	struct parts	parts = { .url = NULL };

	for (int i = 0; i < n; i++)
		if (strcmp(word[i], "fts") == 0)
			parts.fts = true;
		else if (strcmp(word[i], "bare") == 0)
			parts.bare = true;
		else if (strcmp(word[i], "sqlite") == 0)
			parts.sqlite = true;
		else if (strcmp(word[i], "asked") == 0)
			parts.asked = true;
		else
			parts.url = word[i];
	return parts;
}

int
main(int argc, char **argv)
{
	struct bench	*bench;
	struct parts	 parts;
	double		 bare = 0;

	if (argc < 5) {
		fputs("usage: search CORPUS DOCUMENTS FOLDER fts | bare | "
		    "sqlite | asked | postgres://... ...\n", stderr);
		return 2;
	}
	parts = parts_of(argc - 4, argv + 4);
	bench = calloc(1, sizeof *bench);
	bench->arena = arena_new(ARENA_BYTES);
	bench->documents = (size_t)strtoul(argv[2], NULL, 10);
	bench->folder = argv[3];
	load(bench, argv[1]);
	printf("%zu documents\n", bench->documents);
	(void)fflush(stdout);
	if (parts.fts)
		bare_fts(bench);
	if (parts.bare)
		bare = bare_insert(bench);
	(void)fflush(stdout);
	if (parts.sqlite)
		bench_engine(bench, NULL, "sqlite", bare);
	if (parts.url != NULL)
		bench_engine(bench, parts.url, "pgsql", bare);
	if (parts.asked)
		bench_asked(bench);
	arena_free(bench->arena);
	free(bench);
	return 0;
}
