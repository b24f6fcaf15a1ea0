#include <jansson.h>

#include "base/json.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"

#define NEW_NAME	"芦堤新镇人民政府"
#define DRAFT		"agency=LUDI&name=" NEW_NAME \
			"&since=2026-06-01&reason=first%0Asecond"
#define THINGS		"/desk/thing/name_change"

static bool
shows(const struct visitor *visitor, const char *text)
{
	return str_has(visitor->reply.bytes, str_of(text));
}

/* Somebody who is signed in and holds a role on the test's body. */
static struct visitor *
holder(struct test_store *t, const char *login, const char *role)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 person = people_new(t, login);

	people_grant(t, person, role);
	visitor_is(visitor, person);
	(void)visitor_get(visitor, S("/password"));
	return visitor;
}

/* The page of a new change of the body's name, drafted by an editor. */
static str
draft(struct visitor *editor)
{
	str	to, path;

	(void)visitor_get(editor, S(THINGS "/new"));
	check_int(editor->reply.status, 200);
	(void)visitor_post(editor, S(THINGS "/new"), S(DRAFT));
	check_int(editor->reply.status, 303);
	to = visitor_got(editor, "Location");
	cr_assert(str_ends(to, S("?done=draft")), "%.*s", STRF(to));
	(void)str_cut(&to, '?', &path);
	return str_copy(test_arena(), path);
}

static str
below(str path, const char *step)
{
	return str_printf(test_arena(), "%.*s/%s", STRF(path), step);
}

static void
take(struct visitor *visitor, str path, const char *step, const char *fields)
{
	(void)visitor_get(visitor, below(path, step));
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, below(path, step), str_of(fields));
}

TEST_STORE(page_thing, begins_one_where_what_is_missing_is_told_at_the_field)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path;

	(void)visitor_get(editor, S("/desk"));
	cr_assert(shows(editor, "href=\"" THINGS "/new\""));
	(void)visitor_get(editor, S(THINGS "/new"));
	cr_assert(shows(editor, "新名称"));
	cr_assert(shows(editor, "<option value=\"LUDI\""));
	(void)visitor_post(editor, S(THINGS "/new"),
	    S("agency=LUDI&since=2026-02-30&reason=why"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "name-wrong"));
	cr_assert(shows(editor, "since-wrong"));
	cr_assert(shows(editor, "why</textarea>"));
	(void)visitor_post(editor, S(THINGS "/new"), S("agency=NONE&name=x"
	    "&since=2026-06-01&reason=why"));
	cr_assert(shows(editor, "agency-wrong"));
	/* What the step itself refuses stands above. */
	(void)visitor_post(editor, S(THINGS "/new"), S("agency=LUDI&name="
	    NEW_NAME "&since=2020-06-01&reason=why"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "class=\"remarks\""));
	cr_assert(shows(editor, "value=\"" NEW_NAME "\""));
	path = draft(editor);
	(void)visitor_get(editor, str_printf(test_arena(), "%.*s?done=draft",
	    STRF(path)));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "已办理：草拟"));
	cr_assert(shows(editor, NEW_NAME));
	cr_assert(shows(editor, "2026-06-01"));
	cr_assert(shows(editor, "某人"));
	cr_assert(shows(editor, "现在不计算期限"));
}

TEST_STORE(page_thing, shows_the_values_that_stand_when_they_are_changed)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path = draft(editor);

	(void)visitor_get(editor, below(path, "change"));
	cr_assert(shows(editor, "value=\"" NEW_NAME "\""));
	cr_assert(shows(editor, "value=\"2026-06-01\""));
	cr_assert(shows(editor, "first\nsecond</textarea>"));
	(void)visitor_post(editor, below(path, "change"),
	    S("name=&since=2026-07-01&reason="));
	check_int(editor->reply.status, 303);
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, NEW_NAME));
	cr_assert(shows(editor, "2026-07-01"));
}

TEST_STORE(page_thing, tells_the_clock_and_how_it_is_counted)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*reviewer = holder(t, "shen.tao", "reviewer");
	str		 path = draft(editor), link;

	take(editor, path, "submit", "");
	check_int(editor->reply.status, 303);
	(void)visitor_get(editor, path);
	link = str_printf(test_arena(), "/deadline?received=%.*s&amp;days=5",
	    STRF(day_iso(test_arena(), t->job.today)));
	cr_assert(str_has(editor->reply.bytes, link));
	(void)visitor_get(reviewer, S("/desk"));
	cr_assert(str_has(reviewer->reply.bytes, str_printf(test_arena(),
	    "href=\"%.*s\"", STRF(path))));
	take(reviewer, path, "ask", "of=city");
	check_int(reviewer->reply.status, 303);
	(void)visitor_get(reviewer, path);
	cr_assert(shows(reviewer, "暂停计算，自"));
	people_later(t, 60 * 24 * 30);
	visitor_is(editor, people_told_by(t, "name_change.submit"));
	take(editor, path, "answer", "opinion=fine");
	people_later(t, 60 * 24 * 30);
	visitor_is(editor, people_told_by(t, "name_change.submit"));
	(void)visitor_get(editor, S("/desk"));
	cr_assert(shows(editor, "已超期"));
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "（已超期）"));
}

TEST_STORE(page_thing, lets_nobody_approve_what_he_submitted)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*signer = holder(t, "qin.mo", "signer");
	int64_t		 both;
	str		 path = draft(editor);

	take(editor, path, "submit", "");
	(void)visitor_get(editor, below(path, "approve"));
	check_int(editor->reply.status, 403);
	(void)visitor_post(editor, below(path, "approve"), S(""));
	check_int(editor->reply.status, 403);
	both = people_told_by(t, "name_change.submit");
	people_grant(t, both, "signer");
	(void)visitor_get(editor, path);
	cr_assert(!str_has(editor->reply.bytes, below(path, "approve")));
	(void)visitor_post(editor, below(path, "approve"), S(""));
	check_int(editor->reply.status, 403);
	(void)visitor_get(signer, path);
	cr_assert(str_has(signer->reply.bytes, below(path, "approve")));
	take(signer, path, "approve", "");
	check_int(signer->reply.status, 303);
	(void)visitor_get(signer, path);
	cr_assert(shows(signer, "已批准，待生效"));
	cr_assert(shows(signer, "本人在系统中办理"));
	/* It is past. */
	(void)visitor_post(signer, below(path, "approve"), S(""));
	check_int(signer->reply.status, 409);
}

TEST_STORE(page_thing, is_nothing_to_who_has_no_right_there)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*admin = holder(t, "zhou.heng", "system_admin");
	struct visitor	*other = visitor_new(t, visitor_door(t));
	int64_t		 away = bodies_new(t, "OTHER", AGENCY_COUNTY, 0);
	int64_t		 person = bodies_person(t, "tang.li", away);
	str		 path = draft(editor), csrf;

	check_ok(bodies_grant(t, person, "editor", away), t->fault);
	visitor_is(other, person);
	(void)visitor_get(other, path);
	check_int(other->reply.status, 404);
	(void)visitor_post(other, below(path, "submit"), S(""));
	check_int(other->reply.status, 404);
	(void)visitor_get(other, S(THINGS "/new"));
	cr_assert(!shows(other, "value=\"LUDI\""));
	(void)visitor_post(other, S(THINGS "/new"), S(DRAFT));
	cr_assert(other->reply.status != 303);
	(void)visitor_get(admin, path);
	check_int(admin->reply.status, 403);
	(void)visitor_get(admin, S(THINGS "/new"));
	check_int(admin->reply.status, 403);
	(void)visitor_get(admin, S("/desk"));
	cr_assert(!shows(admin, NEW_NAME));
	/* A form without its token is nobody's. */
	csrf = editor->csrf;
	editor->csrf = S("none");
	(void)visitor_post(editor, below(path, "submit"), S(""));
	check_int(editor->reply.status, 403);
	editor->csrf = csrf;
	(void)visitor_post(editor, below(path, "submit"), S(""));
	check_int(editor->reply.status, 303);
	(void)visitor_get(editor, S("/desk/thing/none/1"));
	check_int(editor->reply.status, 404);
}

/* Send a scanned form with what is said of it. */
static void
send_scan(struct visitor *visitor, str path, const char *signer, str bytes)
{
	str	body = str_printf(test_arena(), "--x\r\n"
		    "Content-Disposition: form-data; name=\"csrf\"\r\n\r\n"
		    "%.*s\r\n--x\r\n"
		    "Content-Disposition: form-data; name=\"signer\"\r\n\r\n"
		    "%s\r\n--x\r\n"
		    "Content-Disposition: form-data; name=\"day\"\r\n\r\n"
		    "2026-03-01\r\n--x\r\n"
		    "Content-Disposition: form-data; name=\"attachment\"; "
		    "filename=\"form.pdf\"\r\n"
		    "Content-Type: application/pdf\r\n\r\n"
		    "%.*s\r\n--x--\r\n", STRF(visitor->csrf), signer,
		    STRF(bytes));

	visitor_header(visitor, "Content-Type",
	    S("multipart/form-data; boundary=x"));
	(void)visitor_ask(visitor, "POST", below(path, "sign"), body);
	visitor_header(visitor, "Content-Type",
	    S("application/x-www-form-urlencoded"));
}

TEST_STORE(page_thing, takes_a_scanned_form_that_closes_a_gate)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path = draft(editor), file;
	ptrdiff_t	 at, end;

	take(editor, path, "submit", "");
	(void)visitor_get(editor, below(path, "sign"));
	cr_assert(shows(editor, "enctype=\"multipart/form-data\""));
	cr_assert(shows(editor, "type=\"file\""));
	send_scan(editor, path, "王县长", S("<html>no scan</html>"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "attachment-wrong"));
	send_scan(editor, path, "某人", S("%PDF-1.4 a scan"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "signer-wrong"));
	/* What is refused leaves no file at the thing. */
	(void)visitor_get(editor, path);
	cr_assert(!shows(editor, "form.pdf"));
	(void)visitor_get(editor, below(path, "sign"));
	send_scan(editor, path, "王县长", S("%PDF-1.4 a scan"));
	check_int(editor->reply.status, 303);
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "王县长"));
	file = str_printf(test_arena(), "%.*s/file/", STRF(path));
	at = str_find(editor->reply.bytes, file, 0);
	cr_assert(at > 0);
	end = str_find(editor->reply.bytes, S("\""), (size_t)at);
	file = str_copy(test_arena(), str_sub(editor->reply.bytes, (size_t)at,
	    (size_t)end));
	(void)visitor_get(editor, file);
	check_int(editor->reply.status, 200);
	check_str(editor->reply.bytes, S("%PDF-1.4 a scan"));
	(void)visitor_get(editor, below(path, "file/1"));
	check_int(editor->reply.status, 404);
}

TEST_STORE(page_thing, opens_no_file_of_another_thing)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 first = draft(editor), second = draft(editor), file;
	ptrdiff_t	 at, end;

	take(editor, first, "submit", "");
	(void)visitor_get(editor, below(first, "sign"));
	send_scan(editor, first, "王县长", S("%PDF-1.4 a scan"));
	(void)visitor_get(editor, first);
	at = str_find(editor->reply.bytes, S("/file/"), 0);
	cr_assert(at > 0);
	end = str_find(editor->reply.bytes, S("\""), (size_t)at);
	file = str_sub(editor->reply.bytes, (size_t)at + 1, (size_t)end);
	(void)visitor_get(editor, below(second, str_c(test_arena(), file)));
	check_int(editor->reply.status, 404);
}

/* --- the API -------------------------------------------------------------- */

static const char *
text(const struct visitor *visitor, const char *name)
{
	struct json_t	*tree;
	struct fault	 fault = { 0 };
	const char	*value;

	check_ok(json_read(test_arena(), visitor->reply.bytes, 1 << 20,
	    &tree, &fault), fault);
	value = json_string_value(json_object_get(tree, name));
	return value == NULL ? "" : value;
}

TEST_STORE(page_thing, steps_are_taken_by_the_api_too)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path;

	(void)visitor_post(editor, S("/api/v1/things/name_change/new/draft"),
	    S("agency=LUDI&name=x&since=2026-06-01"));
	check_int(editor->reply.status, 400);
	cr_assert_str_eq(text(editor, "code"), "step.want");
	(void)visitor_post(editor, S("/api/v1/things/name_change/new/draft"),
	    S(DRAFT "&other=1"));
	cr_assert_str_eq(text(editor, "code"), "step.value");
	(void)visitor_post(editor, S("/api/v1/things/name_change/new/draft"),
	    S(DRAFT));
	check_int(editor->reply.status, 200);
	cr_assert_str_eq(text(editor, "state"), "draft");
	path = str_printf(test_arena(), "/api/v1/things/name_change/%s",
	    text(editor, "id"));
	(void)visitor_post(editor, below(path, "submit"), S(""));
	check_int(editor->reply.status, 200);
	cr_assert_str_eq(text(editor, "state"), "submitted");
	cr_assert(text(editor, "due")[0] != '\0');
	(void)visitor_post(editor, below(path, "approve"), S(""));
	check_int(editor->reply.status, 403);
	cr_assert_str_eq(text(editor, "code"), "step.need");
	(void)visitor_get(editor, path);
	check_int(editor->reply.status, 200);
	cr_assert_str_eq(text(editor, "agency"), "LUDI");
	cr_assert(shows(editor, "\"steps\":[\"sign\",\"withdraw\"]"),
	    "%.*s", STRF(editor->reply.bytes));
}
