#include "office/publish.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "domain/attachment.h"
#include "office/import_document.h"
#include "store/search.h"
#include "tests/people.h"
#include "tests/publishing.h"

#define CODE	"990000041"
#define FILES	5000
#define EVERY	10	/* of the real texts; all if GONGKAI_TEST_ALL is set */
#define BYTES	((size_t)1 << 24)

static struct publishing
town(struct test_store *t)
{
	return publishing_new(t, "town", AGENCY_TOWNSHIP, 0, CODE);
}

/* --- bad input through the door ------------------------------------------- */

TEST_STORE(publish, what_runs_in_a_browser_does_not_come_through)
{
	static const char *const	bad[] = { "script", "style", "onclick",
					    "javascript", "svg", "iframe",
					    "alert" };
	struct publishing		body = town(t);
	struct record			record;
	int64_t				id;

	id = publishing_draft(t, &body, "other", "other", S("标题"),
	    S("<p onclick=\"alert(1)\">正<script>alert(1)</script>文</p>"
	    "<style>p{}</style><a href=\"javascript:alert(1)\">点</a>"
	    "<a href=\" java\tscript:alert(1)\">点</a>"
	    "<svg onload=alert(1)><script>alert(1)</script></svg>"
	    "<iframe src=\"https://a.example\"></iframe>"
	    "<img src=x onerror=alert(1)>"));
	publishing_publish(t, &body, id);
	record = publishing_record(t, id);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert_not(str_has(record.html, str_of(bad[i])), "%s in "
		    "%.*s", bad[i], STRF(record.html));
	cr_assert(str_has(record.html, S("正文")));
}

TEST_STORE(publish, broken_bytes_do_not_reach_the_public)
{
	struct publishing	body = town(t);
	int64_t			id = 0;

	publishing_do(t, &body, body.editor, &id, "write", VALUES(
	    { S("title"), S("标题") }, { S("kind"), S("other") },
	    { S("html"), S("<p>\xff\xfe 正文 \xc3</p>") }));
	cr_assert(utf8_valid(publishing_dossier(t, id).record.html));
	publishing_refused(t, &body, body.editor, id, "edit", VALUES(
	    { S("meta"), S("{\"summary\":\"\xff\"}") }), "json.syntax");
}

static enum err
attach(struct job *job, void *context)
{
	return attachment_add(job, context, S("test"));
}

TEST_STORE(publish, a_record_has_only_so_many_files)
{
	struct publishing	body = town(t);
	int64_t			id = publishing_draft(t, &body, "other",
				    "other", S("标题"), S("<p>正文</p>"));
	struct attachment	file = { .agency = body.agency,
				    .owner_kind = S(RECORD_FILE), .owner = id,
				    .name = S("一.txt"),
				    .type = S("text/plain") };

	check_ok(attachment_keep(&t->job, &file, S("one")), t->fault);
	for (int i = 0; i < ATTACHMENT_MOST; i++)
		check_ok(job_write(&t->job, attach, &file), t->fault);
	check_int(job_write(&t->job, attach, &file), ERR_TOO_LARGE);
	check_str(str_of(t->fault.key), S("attachment.too_many"));
}

TEST_STORE(publish, a_file_with_a_path_for_a_name_is_refused)
{
	static const char *const	name[] = { "../a.txt", "/etc/a", "a\\b",
					    "..", "", "a\nb", "\xff.txt" };
	struct attachment		file = { .owner_kind =
					    S(RECORD_FILE), .owner = 1 };

	for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
		file.name = str_of(name[i]);
		fault_clear(&t->fault);
		check_int(attachment_keep(&t->job, &file, S("one")),
		    ERR_INVALID);
		check_str(str_of(t->fault.key), S("attachment.name"));
	}
	fault_clear(&t->fault);
}

/* --- the real texts ------------------------------------------------------- */

/* What an editor says of findings in a text that stands as it is. */
static enum err
take_as_it_is(struct job *job, void *context)
{
	const int64_t		*id = context;
	struct proof_report	 report;
	struct thing		*thing;
	enum err		 e = step_load(job, "record", *id, &thing);

	return e == OK ? publish_check(job, (void *)thing,
	    S("法规原文如此"), &report) : e;
}

static int64_t
publish_text(struct test_store *t, const struct publishing *body, str path,
    size_t place)
{
	struct arena	*arena = t->job.arena;
	struct record	 record = { .day = DAY_NONE };
	int64_t		 id;
	str		 text;

	check_ok(file_read(arena, str_c(arena, path), BYTES, &text,
	    &t->fault), t->fault);
	check_ok(import_document(arena, path, text, &record, &t->fault),
	    t->fault);
	id = publishing_draft(t, body, "other", arena_printf(arena, "c%zu",
	    place), record.title, record.html);
	check_ok(job_write(&t->job, take_as_it_is, &id), t->fault);
	publishing_publish(t, body, id);
	return id;
}

/* Four characters of a text in a row, and where they are looked for. */
struct looking {
	struct search_query	query;
	struct search_answer	answer;
};

static enum err
look(struct job *job, void *context)
{
	struct looking	*looking = context;

	return search_find(job->db, &looking->query, &looking->answer);
}

/* The first four Han characters in a row behind a place; empty if none. */
static str
four_behind(str text, size_t at)
{
	size_t	from = at, n = 0;

	while (at < text.n && ((unsigned char)text.at[at] & 0xc0) == 0x80)
		at++;
	while (at < text.n && n < 4) {
		size_t	next = at;

		if (!utf8_is_han(utf8_next(text, &next)))
			n = 0;
		else if (n++ == 0)
			from = at;
		at = next;
	}
	return n == 4 ? str_sub(text, from, at) : S("");
}

static void
found_again(struct test_store *t, int64_t id, size_t place)
{
	struct record	record = publishing_record(t, id);
	struct looking	looking = { .query = { .most = 2,
			    .order = SEARCH_NEWEST, .filter = {
			    .column = str_printf(t->job.arena, "c%zu",
			    place) } } };

	for (size_t i = 0; i < 7; i++) {
		str	four = four_behind(record.body, record.body.n * i / 7);

		if (four.n == 0)
			continue;
		looking.query.text = four;
		check_ok(job_read(&t->job, look, &looking), t->fault);
		cr_assert_eq(looking.answer.hits, 1, "%.*s of %.*s",
		    STRF(four), STRF(record.title));
		check_int(looking.answer.hit[0].id, id);
	}
}

TEST_STORE(publish, real_laws_are_found_by_any_four_characters)
{
	struct publishing	 body = town(t);
	size_t			 n, every;
	str			*path;

	every = getenv("GONGKAI_TEST_ALL") == NULL ? EVERY : 1;
	if (db_engine(t->store->db) == DB_PGSQL)
		every *= 5;
	check_ok(file_list(t->job.arena, test_shared("corpus"), FILES, &path,
	    &n, &t->fault), t->fault);
	cr_assert_gt(n, 1000);
	for (size_t i = 0; i < n; i += every) {
		struct arena_mark	mark = arena_mark(t->job.arena);

		if (str_ends(path[i], S(".md")) &&
		    !str_ends(path[i], S("README.md")))
			found_again(t, publish_text(t, &body, path[i], i), i);
		arena_rewind(t->job.arena, mark);
	}
}
