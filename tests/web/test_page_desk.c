#include <string.h>

#include "base/buf.h"
#include "domain/errand.h"
#include "domain/person.h"
#include "domain/second.h"
#include "domain/totp.h"
#include "office/act.h"
#include "tests/bodies.h"
#include "tests/people.h"
#include "tests/visitor.h"

#define WRONG	"登录名、密码或者验证码不对"
#define SIGN_IN	"login=li.ming&password=kettle-marmot-7-violin"

/* --- looking at replies --------------------------------------------------- */

static bool
shows(const struct visitor *visitor, const char *text)
{
	return str_has(visitor->reply.bytes, str_of(text));
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
goes_to(const struct visitor *visitor, const char *where)
{
	check_int(visitor->reply.status, 303);
	check_str(visitor_got(visitor, "Location"), str_of(where));
}

/* Somebody who is signed in and holds a role on the test's body. */
static struct visitor *
holder(struct test_store *t, const char *login, const char *role)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 person = people_member(t, login);

	people_grant(t, person, role);
	visitor_is(visitor, person);
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 200);
	return visitor;
}

/* --- signing in ----------------------------------------------------------- */

TEST_STORE(page_desk, signs_in_and_out)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));

	(void)people_member(t, "li.ming");
	(void)visitor_get(visitor, S("/sign-in?back=/desk/agencies"));
	check_int(visitor->reply.status, 200);
	check_str(hidden(visitor, "back"), S("/desk/agencies"));
	(void)visitor_post(visitor, S("/sign-in"), S(SIGN_IN
	    "&back=/desk/agencies"));
	goes_to(visitor, "/desk/agencies");
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, S("/sign-out"), S(""));
	goes_to(visitor, "/");
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 303);
}

TEST_STORE(page_desk, leads_back_to_no_other_site)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));

	(void)people_member(t, "li.ming");
	(void)visitor_get(visitor, S("/sign-in"));
	(void)visitor_post(visitor, S("/sign-in"), S(SIGN_IN
	    "&back=//evil.example/"));
	goes_to(visitor, "/");
}

TEST_STORE(page_desk, tells_a_wrong_password_and_a_wrong_login_the_same)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));

	(void)people_member(t, "li.ming");
	(void)visitor_get(visitor, S("/sign-in"));
	(void)visitor_post(visitor, S("/sign-in"),
	    S("login=li.ming&password=nothing-of-the-kind"));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, WRONG));
	cr_assert(!shows(visitor, "nothing-of-the-kind"));
	(void)visitor_post(visitor, S("/sign-in"),
	    S("login=nobody&password=nothing-of-the-kind"));
	cr_assert(shows(visitor, WRONG));
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 303);
}

/* --- the second factor ---------------------------------------------------- */

struct enrolling {
	int64_t			person;
	struct second_secret	secret;
	str			key;	/* its bytes */
	str			recovery[SECOND_CODES];
};

/* The bytes of a secret as it is typed in: base32. */
static str
key_of(str text)
{
	static const char	letters[] =
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned		bits = 0, have = 0;
	struct buf		buf;

	buf_init(&buf, test_arena(), 100);
	for (size_t i = 0; i < text.n; i++) {
		const char	*at = strchr(letters, text.at[i]);

		if (at == NULL || text.at[i] == ' ')
			continue;
		bits = (bits << 5 | (unsigned)(at - letters)) & 0xFFFF;
		have += 5;
		if (have >= 8) {
			have -= 8;
			buf_byte(&buf, (char)(bits >> have & 0xFF));
		}
	}
	return buf_str(&buf);
}

static enum err
enrol(struct job *job, void *context)
{
	struct enrolling	*one = context;
	enum err		 e;

	e = second_begin(job, one->person, S("test"), &one->secret);
	if (e != OK)
		return e;
	one->key = key_of(one->secret.text);
	return second_confirm(job, one->person, totp_code(job->arena,
	    one->key, totp_step(job->now)), one->recovery);
}

TEST_STORE(page_desk, asks_for_the_code_as_a_step_of_its_own)
{
	struct visitor		*visitor = visitor_new(t, visitor_door(t));
	struct enrolling	 one = { .person = people_member(t,
				    "li.ming") };
	str			 sealed, code;

	bodies_act_as(t, one.person);
	check_ok(job_write(&t->job, enrol, &one), t->fault);
	bodies_act_as(t, 0);
	people_later(t, 5);
	(void)visitor_get(visitor, S("/sign-in"));
	(void)visitor_post(visitor, S("/sign-in"), S(SIGN_IN));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "name=\"totp\""));
	cr_assert(!shows(visitor, "kettle-marmot"));
	sealed = hidden(visitor, "sealed");
	(void)visitor_post(visitor, S("/sign-in"), str_printf(test_arena(),
	    "login=li.ming&totp=000000&sealed=%.*s", STRF(sealed)));
	cr_assert(shows(visitor, WRONG));
	code = totp_code(test_arena(), one.key, totp_step(t->job.now));
	(void)visitor_post(visitor, S("/sign-in"), str_printf(test_arena(),
	    "login=wang.wu&totp=%.*s&sealed=%.*s", STRF(code),
	    STRF(sealed)));
	cr_assert(shows(visitor, "重新输入密码"));
	(void)visitor_post(visitor, S("/sign-in"), str_printf(test_arena(),
	    "login=li.ming&totp=%.*s&sealed=%.*s", STRF(code),
	    STRF(sealed)));
	goes_to(visitor, "/desk");
}

TEST_STORE(page_desk, lets_the_first_step_hold_for_five_minutes)
{
	struct visitor		*visitor = visitor_new(t, visitor_door(t));
	struct enrolling	 one = { .person = people_member(t,
				    "li.ming") };
	str			 sealed;

	bodies_act_as(t, one.person);
	check_ok(job_write(&t->job, enrol, &one), t->fault);
	bodies_act_as(t, 0);
	(void)visitor_get(visitor, S("/sign-in"));
	(void)visitor_post(visitor, S("/sign-in"), S(SIGN_IN));
	sealed = hidden(visitor, "sealed");
	people_later(t, 6);
	(void)visitor_post(visitor, S("/sign-in"), str_printf(test_arena(),
	    "login=li.ming&totp=%.*s&sealed=%.*s", STRF(totp_code(
	    test_arena(), one.key, totp_step(t->job.now))), STRF(sealed)));
	cr_assert(shows(visitor, "重新输入密码"));
}

TEST_STORE(page_desk, enrols_a_phone_and_shows_recovery_codes_once)
{
	struct visitor	*visitor = holder(t, "li.ming", "editor");
	ptrdiff_t	 at, end;
	str		 key;

	(void)visitor_get(visitor, S("/second"));
	(void)visitor_post(visitor, S("/second/begin"), S(""));
	check_int(visitor->reply.status, 200);
	cr_assert(shows(visitor, "<svg"));
	at = str_find(visitor->reply.bytes, S("<code>"), 0) + 6;
	end = str_find(visitor->reply.bytes, S("</code>"), 0);
	key = key_of(str_sub(visitor->reply.bytes, (size_t)at, (size_t)end));
	check_int((int64_t)key.n, TOTP_SECRET);
	(void)visitor_post(visitor, S("/second/confirm"), S("totp=12"));
	cr_assert(shows(visitor, "动态码不对"));
	(void)visitor_post(visitor, S("/second/confirm"), str_printf(
	    test_arena(), "totp=%.*s", STRF(totp_code(test_arena(), key,
	    totp_step(t->job.now)))));
	cr_assert(shows(visitor, "恢复码"));
	cr_assert(shows(visitor, "<li><code>"));
	(void)visitor_get(visitor, S("/second"));
	cr_assert(shows(visitor, "还有 10 个恢复码"));
}

/* --- passwords ------------------------------------------------------------ */

TEST_STORE(page_desk, changes_a_password_and_stays_signed_in)
{
	struct visitor	*visitor = holder(t, "li.ming", "editor");

	(void)visitor_post(visitor, S("/password"), S("old=kettle-marmot-7-"
	    "violin&new=orchard-lamp-5-tunnel&again=orchard-lamp-5-tunel"));
	cr_assert(shows(visitor, "两次输入的新密码不一样"));
	(void)visitor_post(visitor, S("/password"), S("old=another-one-9-"
	    "here&new=orchard-lamp-5-tunnel&again=orchard-lamp-5-tunnel"));
	cr_assert(shows(visitor, WRONG));
	(void)visitor_post(visitor, S("/password"), S("old=kettle-marmot-7-"
	    "violin&new=12345678901&again=12345678901"));
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, S("/password"), S("old=kettle-marmot-7-"
	    "violin&new=orchard-lamp-5-tunnel&again=orchard-lamp-5-tunnel"));
	goes_to(visitor, "/desk");
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 200);
}

TEST_STORE(page_desk, wants_a_password_of_ones_own_first)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 person = people_new(t, "li.ming");

	check_ok(account_set(&t->job, person, PEOPLE_PASSWORD, S("test")),
	    t->fault);
	(void)visitor_get(visitor, S("/sign-in"));
	(void)visitor_post(visitor, S("/sign-in"), S(SIGN_IN));
	goes_to(visitor, "/password");
	(void)visitor_get(visitor, S("/desk"));
	check_int(visitor->reply.status, 303);
	cr_assert(str_starts(visitor_got(visitor, "Location"),
	    S("/password")));
	(void)visitor_get(visitor, S("/password"));
	check_int(visitor->reply.status, 200);
	(void)visitor_post(visitor, S("/password"), S("old=kettle-marmot-7-"
	    "violin&new=orchard-lamp-5-tunnel&again=orchard-lamp-5-tunnel"));
	goes_to(visitor, "/desk");
}

TEST_STORE(page_desk, invites_somebody_who_sets_the_first_password)
{
	struct visitor	*admin = holder(t, "zhou.heng", "system_admin");
	struct visitor	*guest = visitor_new(t, visitor_door(t));
	ptrdiff_t	 at, end;
	str		 path;

	(void)visitor_post(admin, S("/desk/new-person"),
	    S("login=li.ming&name=Li&agency=LUDI"));
	goes_to(admin, "/desk/people/li.ming?done=added");
	(void)visitor_get(admin, S("/desk/people/li.ming/invite"));
	check_int(admin->reply.status, 200);
	(void)visitor_post(admin, S("/desk/people/li.ming/invite"),
	    S("reason=new"));
	at = str_find(admin->reply.bytes, S("/invitation/"), 0);
	cr_assert(at > 0);
	end = str_find(admin->reply.bytes, S("<"), (size_t)at);
	path = str_copy(test_arena(), str_sub(admin->reply.bytes, (size_t)at,
	    (size_t)end));
	(void)visitor_get(guest, path);
	check_int(guest->reply.status, 200);
	(void)visitor_post(guest, path, S("new=kettle-marmot-7-violin&again="
	    "kettle-marmot-7-violin"));
	goes_to(guest, "/sign-in");
	(void)visitor_get(guest, S("/sign-in"));
	(void)visitor_post(guest, S("/sign-in"), S(SIGN_IN));
	goes_to(guest, "/desk");
	(void)visitor_get(guest, path);
	check_int(guest->reply.status, 403);
}

/* --- people and roles ----------------------------------------------------- */

TEST_STORE(page_desk, grants_and_revokes_a_role_for_a_reason)
{
	struct visitor	*admin = holder(t, "zhou.heng", "security_admin");
	ptrdiff_t	 at, end;
	str		 path;

	(void)people_member(t, "li.ming");
	(void)visitor_get(admin, S("/desk/people/li.ming/grant"));
	check_int(admin->reply.status, 200);
	(void)visitor_post(admin, S("/desk/people/li.ming/grant"),
	    S("role=editor&agency=LUDI"));
	check_int(admin->reply.status, 200);
	check_int(people_told(t, "person.grant"), 1);
	(void)visitor_post(admin, S("/desk/people/li.ming/grant"),
	    S("role=editor&agency=LUDI&reason=order+7"));
	goes_to(admin, "/desk/people/li.ming?done=granted");
	check_int(people_told(t, "person.grant"), 2);
	(void)visitor_get(admin, S("/desk/people/li.ming"));
	cr_assert(shows(admin, "信息编辑"));
	at = str_find(admin->reply.bytes, S("/desk/people/li.ming/revoke/"),
	    0);
	cr_assert(at > 0);
	end = str_find(admin->reply.bytes, S("\""), (size_t)at);
	path = str_copy(test_arena(), str_sub(admin->reply.bytes, (size_t)at,
	    (size_t)end));
	(void)visitor_get(admin, path);
	check_int(admin->reply.status, 200);
	(void)visitor_post(admin, path, S("reason=left"));
	goes_to(admin, "/desk/people/li.ming?done=revoked");
	check_int(people_told(t, "person.revoke"), 1);
}

TEST_STORE(page_desk, refuses_the_administrator_of_another_body)
{
	struct visitor	*visitor = visitor_new(t, visitor_door(t));
	int64_t		 other = bodies_new(t, "OTHER", AGENCY_COUNTY, 0);
	int64_t		 admin;

	(void)people_member(t, "li.ming");
	admin = bodies_person(t, "zhou.heng", other);
	check_ok(bodies_grant(t, admin, "security_admin", other), t->fault);
	visitor_is(visitor, admin);
	(void)visitor_get(visitor, S("/desk"));
	(void)visitor_get(visitor, S("/desk/people/li.ming"));
	check_int(visitor->reply.status, 404);
	(void)visitor_post(visitor, S("/desk/people/li.ming/grant"),
	    S("role=editor&agency=LUDI&reason=mine"));
	check_int(visitor->reply.status, 404);
	(void)visitor_post(visitor, S("/desk/people/li.ming/lock"),
	    S("reason=mine"));
	check_int(visitor->reply.status, 404);
	check_int(people_told(t, "account.lock"), 0);
	(void)visitor_get(visitor, S("/desk/agencies/LUDI"));
	check_int(visitor->reply.status, 404);
}

TEST_STORE(page_desk, refuses_who_holds_no_role_for_it)
{
	struct visitor	*visitor = holder(t, "li.ming", "editor");

	(void)visitor_get(visitor, S("/desk/people"));
	check_int(visitor->reply.status, 403);
	(void)visitor_get(visitor, S("/desk/journal"));
	check_int(visitor->reply.status, 403);
	(void)visitor_get(visitor, S("/desk/settings"));
	check_int(visitor->reply.status, 403);
	(void)visitor_get(visitor, S("/desk/errands"));
	check_int(visitor->reply.status, 403);
}

TEST_STORE(page_desk, locks_and_unlocks_an_account)
{
	struct visitor	*admin = holder(t, "zhou.heng", "security_admin");

	(void)people_member(t, "li.ming");
	(void)visitor_post(admin, S("/desk/people/li.ming/lock"),
	    S("reason=lost"));
	goes_to(admin, "/desk/people/li.ming?done=locked");
	(void)visitor_get(admin, S("/desk/people/li.ming"));
	cr_assert(shows(admin, "已锁定"));
	(void)visitor_post(admin, S("/desk/people/li.ming/unlock"),
	    S("reason=found"));
	goes_to(admin, "/desk/people/li.ming?done=unlocked");
}

/* --- bodies --------------------------------------------------------------- */

TEST_STORE(page_desk, tells_that_somebody_else_saved_the_contact_meanwhile)
{
	struct visitor	*admin = holder(t, "zhou.heng", "system_admin");

	(void)visitor_get(admin, S("/desk/agencies/LUDI/contact"));
	check_str(hidden(admin, "version"), S("0"));
	(void)visitor_post(admin, S("/desk/agencies/LUDI/contact"),
	    S("version=0&office=One&phone=0199-5550001"));
	goes_to(admin, "/desk/agencies/LUDI");
	(void)visitor_get(admin, S("/desk/agencies/LUDI"));
	cr_assert(shows(admin, "0199-5550001"));
	(void)visitor_post(admin, S("/desk/agencies/LUDI/contact"),
	    S("version=0&office=Two&phone=0199-5550002"));
	check_int(admin->reply.status, 200);
	cr_assert(shows(admin, "已被别人修改"));
	cr_assert(shows(admin, "0199-5550002"));
	(void)visitor_post(admin, S("/desk/agencies/LUDI/contact"),
	    S("version=1&post_code=12"));
	cr_assert(shows(admin, "post_code-wrong"));
}

/* --- desk, journal, errands, settings ------------------------------------- */

/* Take a step of a name change as a person. */
static void
take(struct test_store *t, int64_t person, struct act *act)
{
	bodies_act_as(t, person);
	check_ok(act_take(&t->job, act), t->fault);
	act->thing = act->result->id;
	bodies_act_as(t, 0);
}

TEST_STORE(page_desk, shows_what_waits_to_who_may_take_the_next_step)
{
	const struct step_value	 value[] = {
		{ S("name"), S("芦堤新镇人民政府") },
		{ S("since"), S("2026-06-01") },
		{ S("reason"), S("test") },
	};
	struct visitor		*editor = holder(t, "lu.di", "editor");
	struct visitor		*reviewer = holder(t, "shen.tao",
				    "reviewer");
	int64_t			 who = people_member(t, "tang.li");
	struct act		 act = { .kind = "name_change",
				    .step = "draft", .agency =
				    people_agency(t), .input = { value, 3 } };

	people_grant(t, who, "editor");
	(void)visitor_get(editor, S("/desk"));
	cr_assert(shows(editor, "现在没有等您办的事"));
	take(t, who, &act);
	(void)visitor_get(editor, S("/desk"));
	cr_assert(shows(editor, "芦堤新镇人民政府"));
	(void)visitor_get(reviewer, S("/desk"));
	cr_assert(!shows(reviewer, "芦堤新镇人民政府"));
	act.step = "submit";
	act.input = (struct step_input){ NULL, 0 };
	take(t, who, &act);
	(void)visitor_get(editor, S("/desk"));
	cr_assert(shows(editor, "现在没有等您办的事"));
	(void)visitor_get(reviewer, S("/desk"));
	cr_assert(shows(reviewer, "芦堤新镇人民政府"));
	cr_assert(!shows(reviewer, "现在没有等您办的事"));
}

TEST_STORE(page_desk, shows_the_journal_filtered_and_verifies_its_chain)
{
	struct visitor	*audit = holder(t, "qin.mo", "audit_admin");

	(void)visitor_get(audit, S("/desk/journal"));
	check_int(audit->reply.status, 200);
	cr_assert(shows(audit, "登记机关"));
	(void)visitor_get(audit, S("/desk/journal?kind=person"));
	cr_assert(!shows(audit, "登记机关"));
	(void)visitor_get(audit, S("/desk/journal?until=2020-01-01"));
	cr_assert(shows(audit, "没有符合条件的记录"));
	(void)visitor_get(audit, S("/desk/journal?login=nobody"));
	cr_assert(shows(audit, "login-wrong"));
	(void)visitor_post(audit, S("/desk/journal/verify"), S(""));
	check_int(audit->reply.status, 200);
	cr_assert(shows(audit, "日志链完整"));
}

static enum err
leave_errand(struct job *job, void *context)
{
	(void)context;
	return errand_put_at(job, "account_sweep", S("{}"), S("next"),
	    job->now + 1000);
}

TEST_STORE(page_desk, shows_errands_and_settings_to_the_system_administrator)
{
	struct visitor	*admin = holder(t, "zhou.heng", "system_admin");

	check_ok(job_write(&t->job, leave_errand, NULL), t->fault);
	(void)visitor_get(admin, S("/desk/errands"));
	check_int(admin->reply.status, 200);
	cr_assert(shows(admin, "清理过期的登录"));
	(void)visitor_post(admin, S("/desk/errands/12/retry"), S(""));
	check_int(admin->reply.status, 404);
	(void)visitor_post(admin, S("/desk/errands/x/retry"), S(""));
	check_int(admin->reply.status, 404);
	(void)visitor_post(admin, S("/desk/retry-errands"), S(""));
	goes_to(admin, "/desk/errands");
	(void)visitor_get(admin, S("/desk/settings"));
	check_int(admin->reply.status, 200);
	cr_assert(shows(admin, "session_idle"));
	cr_assert(shows(admin, "SQLite（在数据目录内）") ||
	    shows(admin, "地址不在此显示"));
}
