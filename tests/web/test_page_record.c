#include "base/buf.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"

#define FIELDS	"agency=LUDI&kind=emergency&title=Spring+fires&column=" \
		"emergency&dated=2026-02-26&formed=2026-02-27&mode=active"
#define TEXT	"&text=Watch+the+hills.%0A%0AStay+calm." \
		"%0A%0ACall+the+office."
#define GATES	"tick=political-0&tick=political-1&tick=political-2" \
		"&tick=legal-0&tick=legal-1&tick=legal-2" \
		"&tick=policy-0&tick=policy-1&tick=policy-2" \
		"&tick=secrecy-0&tick=secrecy-1&tick=secrecy-2" \
		"&tick=wording-0&tick=wording-1&tick=wording-2"
#define BOUND	"--frontier\r\nContent-Disposition: form-data; name="

static bool
shows(const struct visitor *visitor, const char *text)
{
	return str_has(visitor->reply.bytes, str_of(text));
}

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

static str
below(str path, const char *rest)
{
	return str_printf(test_arena(), "%.*s%s", STRF(path), rest);
}

/* Where the last answer leads, without its query. */
static str
led(const struct visitor *visitor)
{
	str	to = visitor_got(visitor, "Location"), path;

	cr_assert_eq(visitor->reply.status, 303, "%d",
	    visitor->reply.status);
	(void)str_cut(&to, '?', &path);
	return str_copy(test_arena(), path);
}

/* The page of a new record. */
static str
written(struct visitor *editor)
{
	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=emergency"));
	check_int(editor->reply.status, 200);
	(void)visitor_post(editor, S("/desk/record/new"), S(FIELDS TEXT));
	return led(editor);
}

static void
step(struct visitor *visitor, str path, const char *name)
{
	str	number = str_sub(path, S("/desk/record/").n, path.n);

	(void)visitor_get(visitor, path);
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, str_printf(test_arena(),
	    "/desk/thing/record/%.*s/%s", STRF(number), name), S(""));
	check_str(led(visitor), path);
}

static void
review(struct visitor *visitor, str path, const char *fields)
{
	(void)visitor_get(visitor, path);
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, below(path, "/review"), str_of(fields));
}

/* The value of a hidden field of the last page. */
static str
hidden(const struct visitor *visitor, const char *name)
{
	str		bytes = visitor->reply.bytes;
	str		before = str_printf(test_arena(),
			    "name=\"%s\" value=\"", name);
	ptrdiff_t	at = str_find(bytes, before, 0), end;

	cr_assert(at >= 0, "no field %s", name);
	at += (ptrdiff_t)before.n;
	end = str_find(bytes, S("\""), (size_t)at);
	return str_copy(test_arena(), str_sub(bytes, (size_t)at,
	    (size_t)end));
}

static void
send(struct visitor *visitor, str target, str fields)
{
	str	body = str_printf(test_arena(), BOUND "\"csrf\"\r\n\r\n%.*s"
		    "\r\n%.*s--frontier--\r\n", STRF(visitor->csrf),
		    STRF(fields));

	visitor->headers = 0;
	visitor_header(visitor, "Content-Type",
	    S("multipart/form-data; boundary=frontier"));
	(void)visitor_ask(visitor, "POST", target, body);
	visitor->headers = 0;
}

/* The body gets a code, without which it gives no index numbers. */
static enum err
give_code(struct job *job, void *context)
{
	struct agency	agency;
	enum err	e = agency_find(job, S("LUDI"), &agency);

	(void)context;
	agency.organisation = S("990000041");
	return e == OK ? agency_save(job, &agency, S("test")) : e;
}

/* --- from draft to the public --------------------------------------------- */

TEST_STORE(page_record, is_written_checked_reviewed_signed_and_published)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*reviewer = holder(t, "shen.tao", "reviewer");
	struct visitor	*signer = holder(t, "jiang.he", "signer");
	str		 path = written(editor);

	check_ok(job_write(&t->job, give_code, NULL), t->fault);
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "<p>Watch the hills.</p>"));
	cr_assert(shows(editor, "还没有检查"));
	(void)visitor_post(editor, below(path, "/check"), S(""));
	check_str(led(editor), path);
	(void)visitor_get(editor, path);
	cr_assert(!shows(editor, "还没有检查"));
	step(editor, path, "submit");
	(void)visitor_get(editor, path);
	cr_assert(!shows(editor, "name=\"tick\""));
	review(reviewer, path, "step=pass&" GATES);
	check_str(led(reviewer), path);
	review(signer, path, "step=approve");
	check_str(led(signer), path);
	step(editor, path, "publish");
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "/versions"));
	cr_assert(shows(editor, "<p>Call the office.</p>"));
	(void)visitor_get(editor, below(path, "/versions"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "第 1 版"));
	(void)visitor_get(editor, below(path, "/versions?old=7"));
	check_int(editor->reply.status, 404);
}

TEST_STORE(page_record, cannot_be_signed_while_an_item_is_not_ticked)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*reviewer = holder(t, "shen.tao", "reviewer");
	struct visitor	*signer = holder(t, "jiang.he", "signer");
	str		 path = written(editor);

	step(editor, path, "submit");
	review(reviewer, path, "step=pass&tick=wording-0&opinion=fine");
	check_int(reviewer->reply.status, 200);
	cr_assert(shows(reviewer, "至少一道关口"));
	cr_assert(shows(reviewer, "fine</textarea>"));
	review(reviewer, path, "step=pass&tick=wording-0&tick=wording-1"
	    "&tick=wording-2");
	check_str(led(reviewer), path);
	review(signer, path, "step=approve&tick=wording-0&opinion=agreed");
	check_int(signer->reply.status, 200);
	cr_assert(shows(signer, "class=\"remarks\""));
	cr_assert(shows(signer, "value=\"wording-0\" checked"));
	cr_assert(shows(signer, "agreed</textarea>"));
	review(signer, path, "step=return");
	check_int(signer->reply.status, 200);
	cr_assert(shows(signer, "class=\"remarks\""));
}

TEST_STORE(page_record, tells_who_submitted_it_that_others_review)
{
	struct visitor	*both = visitor_new(t, visitor_door(t));
	int64_t		 person = people_new(t, "lu.di");
	str		 path;

	people_grant(t, person, "editor");
	people_grant(t, person, "reviewer");
	visitor_is(both, person);
	(void)visitor_get(both, S("/password"));
	path = written(both);
	step(both, path, "submit");
	(void)visitor_get(both, path);
	cr_assert(shows(both, "要由别人来审"));
	cr_assert(!shows(both, "name=\"tick\""));
	review(both, path, "step=pass&" GATES);
	check_int(both->reply.status, 200);
	cr_assert(shows(both, "class=\"remarks\""));
}

/* --- the editor ----------------------------------------------------------- */

TEST_STORE(page_record, asks_for_body_and_kind_first)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");

	(void)visitor_get(editor, S("/desk/record/new"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "<option value=\"LUDI\""));
	cr_assert(shows(editor, "<option value=\"policy\""));
	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=policy"));
	cr_assert(shows(editor, "id=\"n-summary\""));
	cr_assert(!shows(editor, "id=\"n-party\""));
	cr_assert(shows(editor, "20 个工作日"));
	(void)visitor_get(editor, S("/desk/record/new?agency=NONE"
	    "&kind=policy"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "class=\"remarks\""));
}

TEST_STORE(page_record, shows_what_is_wrong_and_keeps_what_was_typed)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");

	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=policy"));
	(void)visitor_post(editor, S("/desk/record/new"), S("agency=LUDI"
	    "&kind=policy&title=&formed=2026-02-30&n-reprint_url=nowhere"
	    "&n-summary=In+short&text=Kept"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "title-wrong"));
	cr_assert(shows(editor, "formed-wrong"));
	cr_assert(shows(editor, "n-reprint_url-wrong"));
	cr_assert(shows(editor, "In short</textarea>"));
	cr_assert(shows(editor, "Kept</textarea>"));
}

TEST_STORE(page_record, tells_what_was_taken_out_of_a_pasted_text)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");

	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=emergency"));
	(void)visitor_post(editor, S("/desk/record/new"), S(FIELDS
	    "&text=%3Cdiv%3E%3Cp+style%3D%22color%3Ared%22%3EHills%3C%2Fp%3E"
	    "%3Cimg+src%3D%22http%3A%2F%2Fx.example%2Fa.png%22%3E"
	    "%3C%2Fdiv%3E"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "图片没有保存在本站"));
	cr_assert(shows(editor, "已保存"));
}

TEST_STORE(page_record, makes_a_text_of_an_uploaded_file)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");

	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=emergency"));
	send(editor, S("/desk/record/new"), S(BOUND "\"agency\"\r\n\r\nLUDI"
	    "\r\n" BOUND "\"kind\"\r\n\r\nemergency\r\n" BOUND "\"title\""
	    "\r\n\r\nSpring fires\r\n" BOUND "\"document\"; filename=\"a.md\""
	    "\r\nContent-Type: text/markdown\r\n\r\n## Hills\n\nWatch "
	    "**them**.\r\n"));
	(void)visitor_get(editor, led(editor));
	cr_assert(shows(editor, "<strong>them</strong>"));
	cr_assert(shows(editor, "Hills</h"));
}

/* What one editor sends again of the form he was shown. */
static str
again(const struct visitor *visitor, const char *title, const char *text)
{
	return str_printf(test_arena(), "kind=emergency&title=%s"
	    "&was-title=%.*s&column=emergency&was-column=emergency"
	    "&dated=2026-02-26&was-dated=2026-02-26&formed=2026-02-27"
	    "&was-formed=2026-02-27&mode=active&was-mode=active&version=%.*s"
	    "&was-text=%%3Cp%%3EWatch+the+hills.%%3C%%2Fp%%3E%%0A%%3Cp%%3E"
	    "Stay+calm.%%3C%%2Fp%%3E%%0A%%3Cp%%3ECall+the+office."
	    "%%3C%%2Fp%%3E%%0A&text=%s", title,
	    STRF(hidden(visitor, "was-title")), STRF(hidden(visitor,
	    "version")), text);
}

TEST_STORE(page_record, two_who_save_at_once_lose_nothing)
{
	struct visitor	*one = holder(t, "lu.di", "editor");
	struct visitor	*two = holder(t, "tang.li", "editor");
	str		 path = written(one);
	str		 edit = below(path, "/edit"), mine;

	(void)visitor_get(one, edit);
	cr_assert(shows(one, "Watch the hills.\n\nStay calm.\n\n"
	    "Call the office."));
	(void)visitor_get(two, edit);
	mine = again(two, "Fires", "Watch+the+hills.%0A%0AStay+calm.%0A%0A"
	    "Call+119.");
	(void)visitor_post(one, edit, again(one, "Spring+fires",
	    "Watch+all+hills.%0A%0AStay+calm.%0A%0ACall+the+office."));
	check_str(led(one), path);
	/* Each changed another paragraph: both stand there, to be saved. */
	(void)visitor_post(two, edit, mine);
	check_int(two->reply.status, 200);
	cr_assert(shows(two, "别人也保存过"));
	cr_assert(shows(two, "Watch all hills.\n\nStay calm.\n\nCall 119."));
	cr_assert(shows(two, "value=\"Fires\""));
	(void)visitor_get(one, path);
	cr_assert(shows(one, "Call the office."));
}

TEST_STORE(page_record, a_place_that_both_changed_is_shown_with_both)
{
	struct visitor	*one = holder(t, "lu.di", "editor");
	struct visitor	*two = holder(t, "tang.li", "editor");
	str		 path = written(one);
	str		 edit = below(path, "/edit"), mine;

	(void)visitor_get(one, edit);
	(void)visitor_get(two, edit);
	mine = again(two, "Fires", "Watch+my+hills.%0A%0AStay+calm.%0A%0A"
	    "Call+the+office.");
	(void)visitor_post(one, edit, again(one, "Theirs",
	    "Watch+their+hills.%0A%0AStay+calm.%0A%0ACall+the+office."));
	check_str(led(one), path);
	(void)visitor_post(two, edit, mine);
	check_int(two->reply.status, 200);
	cr_assert(shows(two, "<dd>Theirs</dd>"));
	cr_assert(shows(two, "Watch my hills."));
	cr_assert(shows(two, "Watch their hills."));
	(void)visitor_post(two, edit, again(two, "Both", "Watch+both."));
	check_str(led(two), path);
	(void)visitor_get(one, path);
	cr_assert(shows(one, "<h1>Both</h1>"));
}

/* --- what is found in it -------------------------------------------------- */

TEST_STORE(page_record, marks_what_must_be_mended_and_asks_why_it_may_stand)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path;

	(void)visitor_get(editor, S("/desk/record/new?agency=LUDI"
	    "&kind=emergency"));
	(void)visitor_post(editor, S("/desk/record/new"), S(FIELDS
	    "&text=%E8%BA%AB%E4%BB%BD%E8%AF%81110101199003070038"));
	path = led(editor);
	(void)visitor_get(editor, path);
	(void)visitor_post(editor, below(path, "/check"), S(""));
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "<mark>"));
	cr_assert(shows(editor, "必须改正"));
	cr_assert(shows(editor, "name=\"override\""));
	(void)visitor_post(editor, below(path, "/check"),
	    S("override=an+example"));
	check_str(led(editor), path);
	step(editor, path, "submit");
}

/* --- files ---------------------------------------------------------------- */

TEST_STORE(page_record, takes_files_that_are_checked_and_can_be_removed)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path = written(editor), rest, remove;

	(void)visitor_get(editor, path);
	send(editor, below(path, "/files"), S(BOUND "\"upload\"; "
	    "filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nWords.\r\n"
	    BOUND "\"upload\"; filename=\"b.exe\"\r\nContent-Type: "
	    "application/octet-stream\r\n\r\nMZ\x90\r\n"));
	check_str(led(editor), path);
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "a.txt"));
	cr_assert(shows(editor, "正在检查"));
	people_errands(t);
	(void)visitor_get(editor, path);
	cr_assert(shows(editor, "已通过检查"));
	cr_assert(shows(editor, "没有通过检查"));
	rest = editor->reply.bytes;
	cr_assert(str_find(rest, S("/remove\""), 0) > 0);
	rest = str_sub(rest, (size_t)str_find(rest, str_printf(test_arena(),
	    "action=\"%.*s/file/", STRF(path)), 0) + 8, rest.n);
	(void)str_cut(&rest, '"', &remove);
	(void)visitor_post(editor, str_copy(test_arena(), remove), S(""));
	check_str(led(editor), path);
	(void)visitor_get(editor, path);
	cr_assert(!shows(editor, "a.txt"));
	cr_assert(shows(editor, "b.exe"));
}

/* --- the list ------------------------------------------------------------- */

TEST_STORE(page_record, the_list_narrows_by_body_and_state)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	str		 path = written(editor);

	(void)visitor_get(editor, S("/desk/records"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "Spring fires"));
	(void)visitor_get(editor, S("/desk/records?agency=LUDI&state=draft"));
	cr_assert(shows(editor, "Spring fires"));
	(void)visitor_get(editor, S("/desk/records?state=submitted"));
	cr_assert(!shows(editor, "Spring fires"));
	(void)visitor_get(editor, S("/desk/records?agency=NONE"));
	check_int(editor->reply.status, 200);
	cr_assert(shows(editor, "class=\"remarks\""));
	(void)visitor_get(editor, S("/desk"));
	cr_assert(str_has(editor->reply.bytes, path));
}

TEST_STORE(page_record, is_not_shown_to_who_has_nothing_to_do_with_it)
{
	struct visitor	*editor = holder(t, "lu.di", "editor");
	struct visitor	*auditor = holder(t, "zhao", "audit_admin");
	str		 path = written(editor);

	(void)visitor_get(auditor, path);
	check_int(auditor->reply.status, 403);
	(void)visitor_get(auditor, S("/desk/records"));
	check_int(auditor->reply.status, 403);
	(void)visitor_get(auditor, below(path, "/edit"));
	check_int(auditor->reply.status, 403);
}
