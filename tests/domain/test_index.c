#include "domain/index.h"

#include <pthread.h>

#include "base/code.h"
#include "tests/bodies.h"

#define WRITERS	50
#define EACH	4

static struct fault	fault;

static const struct index_schemes *
schemes(void)
{
	const struct index_schemes	*ret = NULL;

	check_ok(index_load(test_arena(), &ret, &fault), fault);
	return ret;
}

static const struct index_scheme *
scheme(const char *key)
{
	const struct index_scheme	*ret = index_find(schemes(),
					    str_of(key));

	cr_assert_not_null(ret);
	return ret;
}

static struct index_number
parse(const char *key, const char *text)
{
	struct index_number	number;

	check_ok(index_parse(test_arena(), scheme(key), str_of(text), &number,
	    &fault), fault);
	return number;
}

Test(index, a_number_of_the_national_guide_is_read)
{
	struct index_number	number = parse("organisation",
				    "k15129216/2020-54362");

	check_str(number.organisation, S("K15129216"));
	check_int(number.year, 2020);
	check_int(number.serial, 54362);
	check_str(number.credit, S(""));
	number = parse("credit", "11330800MB0R57773W/2021-130444");
	check_str(number.credit, S("11330800MB0R57773W"));
	check_int(number.serial, 130444);
	number = parse("local", "yunxi.town-1/A03/2026-00017-6");
	check_str(number.code, S("yunxi.town-1"));
	check_str(number.category, S("A03"));
}

static void
check_wrong(const char *key, const char *text, const char *why,
    const char *at)
{
	struct index_number	number = { .year = 1 };

	fault_clear(&fault);
	cr_assert_eq(index_parse(test_arena(), scheme(key), str_of(text),
	    &number, &fault), ERR_INVALID, "%s", text);
	check_str(str_of(fault.key), str_of(why));
	check_str(fault.arg[1], str_of(at));
	check_int(number.year, 1);
}

Test(index, what_is_wrong_with_a_number_is_said_with_its_place)
{
	check_wrong("organisation", "", "index.wrong.organisation", "1");
	check_wrong("organisation", "K1512921/2020-54362",
	    "index.wrong.organisation", "1");
	check_wrong("organisation", "K15129217/2020-54362", "index.check",
	    "K15129217");
	check_str(fault.arg[2], S("6"));
	check_wrong("organisation", "K15129216-2020-54362",
	    "index.wrong.text", "10");
	check_wrong("organisation", "K15129216/020-54362",
	    "index.wrong.year", "11");
	check_wrong("organisation", "K15129216/2020-5436",
	    "index.wrong.serial", "16");
	check_wrong("organisation", "K15129216/2020-00000",
	    "index.wrong.serial", "16");
	check_wrong("organisation", "K15129216/2020-543620",
	    "index.wrong.rest", "21");
	check_wrong("credit", "11330800MB0R57773X/2021-00001", "index.check",
	    "11330800MB0R57773X");
	check_wrong("credit", "1133080OMB0R57773W/2021-00001",
	    "index.wrong.credit", "1");
	check_wrong("credit", "11330800MB0R57773W/2021-012345",
	    "index.wrong.serial", "25");
	check_wrong("credit", "11330800MB0R57773W/2021-〇0001",
	    "index.wrong.serial", "25");
	check_wrong("local", "云溪/A/2026-00001-0", "index.wrong.code", "1");
	check_wrong("local", "y//2026-00001-0", "index.wrong.category", "3");
	check_wrong("local", "y/A/2026-00001-", "index.wrong.check", "16");
	check_wrong("local", "y/A/2026-00001-7", "index.check",
	    "y/A/2026-00001-7");
}

/* --- any number ----------------------------------------------------------- */

/* The same numbers in each run. */
static int
some(int below)
{
	static uint32_t	random = 20260302;

	random = random * 1664525 + 1013904223;
	return (int)(random >> 8) % below;
}

/* So many characters, then the character that checks them. */
static str
made_code(struct arena *arena, char (*check)(str), size_t length)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char		*code = str_c(arena, S("000000000000000000"));

	do {
		for (size_t i = 0; i + 1 < length; i++)
			code[i] = alphabet[some(31)];
		code[length - 1] = check((str){ code, length });
	} while (code[length - 1] == 0);
	return (str){ code, length };
}

static struct index_number
made_number(struct arena *arena, const struct index_scheme *of)
{
	static const str	code[] = { { "a", 1 }, { "x-1_2.Z", 7 },
				    { "330100", 6 } };
	struct index_number	number = { .year = 1000 + some(9000) };

	for (size_t i = 0; i < of->parts; i++)
		switch (of->part[i].kind) {
		case INDEX_ORGANISATION:
			number.organisation = made_code(arena,
			    code_organisation_check, 9);
			break;
		case INDEX_CREDIT:
			number.credit = made_code(arena,
			    code_credit_check, 18);
			break;
		case INDEX_CODE:
			number.code = code[some(3)];
			break;
		case INDEX_CATEGORY:
			number.category = str_int(arena, some(9999));
			break;
		default:
			break;
		}
	number.serial = 1 + some(of->most > 5 ? 9999999 : 99999);
	if (some(2) == 0)
		number.serial = 1 + number.serial % 300;
	return number;
}

static void
check_same(const struct index_number *a, const struct index_number *b)
{
	check_str(a->organisation, b->organisation);
	check_str(a->credit, b->credit);
	check_str(a->code, b->code);
	check_str(a->category, b->category);
	check_int(a->year, b->year);
	check_int(a->serial, b->serial);
}

Test(index, what_is_written_is_read_again_as_it_was)
{
	const struct index_schemes	*all = schemes();
	struct arena			*arena = test_arena();
	struct index_number		 number, again;
	str				 text;

	for (size_t i = 0; i < all->n * 500; i++) {
		const struct index_scheme	*of = &all->scheme[i % all->n];

		number = made_number(arena, of);
		check_ok(index_format(arena, of, &number, &text,
		    &fault), fault);
		check_ok(index_parse(arena, of, text, &again, &fault), fault);
		check_same(&number, &again);
	}
}

/* The codes of bodies cannot be mistyped by one character unseen. */
Test(index, one_wrong_character_of_a_code_is_seen)
{
	const struct index_scheme	*of = scheme("credit");
	struct arena			*arena = test_arena();
	struct index_number		 number;
	char				*text;

	text = str_c(arena, S("11330800MB0R57773W/2021-00001"));
	for (size_t i = 0; i < 18; i++) {
		char	was = text[i];

		for (char c = '0'; c <= '9'; c++) {
			text[i] = c;
			cr_assert_eq(index_parse(arena, of, str_of(text),
			    &number, &fault) == OK, c == was, "%s", text);
			fault_clear(&fault);
		}
		text[i] = was;
	}
}

Test(index, a_part_that_is_missing_or_too_large_is_refused)
{
	struct index_number	number = { .organisation = S("035210000"),
				    .year = 2026, .serial = 1 };
	str			text;

#define REFUSED(key_, why) do {						\
	fault_clear(&fault);						\
	cr_assert_neq(index_format(test_arena(), scheme(key_), &number,	\
	    &text, &fault), OK);					\
	check_str(str_of(fault.key), S(why));				\
} while (0)
	REFUSED("organisation", "index.lacks.organisation");
	REFUSED("credit", "index.lacks.credit");
	REFUSED("local", "index.lacks.code");
	number.code = S("y");
	REFUSED("local", "index.lacks.category");
	number.organisation = S("K15129216");
	number.serial = 100000;
	REFUSED("organisation", "index.full");
	number.serial = 0;
	REFUSED("organisation", "index.lacks.serial");
	number.year = 26;
	REFUSED("organisation", "index.lacks.year");
#undef REFUSED
}

/* --- the file ------------------------------------------------------------- */

static void
refuse(const char *scheme, const char *usual, const char *key)
{
	const struct index_schemes	*ret = NULL;
	struct arena			*arena = test_arena();

	test_override("rules/index.yaml", str_printf(arena, "usual: %s\n"
	    "schemes:\n  a: {name: 甲, source: 乙, %s}\n", usual, scheme));
	fault_clear(&fault);
	cr_assert_eq(index_load(arena, &ret, &fault), ERR_INVALID, "%s",
	    scheme);
	check_str(str_of(fault.key), str_of(key));
	cr_assert(str_starts(fault.arg[0], S("rules/index.yaml:")));
}

Test(index, a_scheme_that_is_written_wrong_is_named_with_its_line)
{
#define FORM(form, key)							\
	refuse("form: '" form "', width: 5, most: 7", "a", key)
	FORM("{credit}/{yeer}-{serial}", "index.part");
	FORM("{credit}/{year", "index.part");
	FORM("{credit}/{year}{year}-{serial}", "yaml.twice");
	FORM("{division}/{year}-{serial}", "index.no_body");
	FORM("{credit}/{serial}", "index.no_serial");
	FORM("{code}-{year}-{serial}", "index.no_end");
	FORM("{credit}/{serial}{year}", "index.no_end");
	FORM("{credit}{check}/{year}-{serial}", "index.check_last");
#undef FORM
	refuse("form: '{credit}{year}{serial}', width: 5, most: 4", "a",
	    "yaml.want_int");
	refuse("form: '{credit}{year}{serial}', width: 5, most: 5, from: "
	    "2026-01-01, until: 2025-12-31", "a", "index.never");
	refuse("form: '{credit}{year}{serial}', width: 5, most: 5", "b",
	    "index.no_scheme");
	refuse("form: '{credit}{year}{serial}', width: 5, most: 5, x: 1",
	    "a", "yaml.unknown");
}

/* --- giving out ----------------------------------------------------------- */

#define ORGANISATION	"K15129216"
#define CREDIT		"11330800MB0R57773W"

struct issuing {
	struct agency	 body;
	struct agency	 other;		/* with the same codes */
	const char	*category;
	int		 year;
	bool		 fails;		/* once it has the number */
	str		 got;
};

static enum err
found(struct job *job, void *context)
{
	struct issuing	*issuing = context;
	enum err	 e;

	issuing->body = (struct agency){ .level = AGENCY_COUNTY,
	    .code = S("c"), .name = S("石桥县人民政府"), .credit = S(CREDIT),
	    .organisation = S("mb0r57773"), .since = day_make(2000, 1, 1),
	    .until = DAY_NONE };
	issuing->other = issuing->body;
	issuing->other.code = S("o");
	e = agency_new(job, &issuing->body, S("test"));
	return e == OK ? agency_new(job, &issuing->other, S("test")) : e;
}

static struct issuing
bodies(struct test_store *t)
{
	struct issuing	issuing = { .category = "", .year = 2026 };

	check_ok(job_write(&t->job, found, &issuing), t->fault);
	return issuing;
}

static enum err
issue(struct job *job, void *context)
{
	struct issuing	*issuing = context;
	enum err	 e;

	e = index_number_issue(job, &issuing->body, str_of(issuing->category),
	    issuing->year, &issuing->got);
	if (e == OK && issuing->fails)
		return FAIL(job->fault, ERR_INVALID, "store.busy");
	return e;
}

static void
check_issued(struct test_store *t, struct issuing *issuing, const char *want)
{
	check_ok(job_write(&t->job, issue, issuing), t->fault);
	check_str(issuing->got, str_of(want));
}

static void
check_none(struct test_store *t, struct issuing *issuing, const char *key)
{
	fault_clear(&t->fault);
	cr_assert_neq(job_write(&t->job, issue, issuing), OK, "%s", key);
	check_str(str_of(t->fault.key), str_of(key));
	fault_clear(&t->fault);
}

TEST_STORE(index, numbers_of_a_body_follow_each_other_in_each_year)
{
	struct issuing	is = bodies(t);

	check_issued(t, &is, "MB0R57773/2026-00001");
	check_issued(t, &is, "MB0R57773/2026-00002");
	is.year = 2025;
	check_issued(t, &is, "MB0R57773/2025-00001");
	is.year = 2026;
	is.fails = true;
	check_none(t, &is, "store.busy");
	is.fails = false;
	check_issued(t, &is, "MB0R57773/2026-00003");
	/* The series goes on where the scheme changes. */
	is.body.scheme = S("credit");
	check_issued(t, &is, CREDIT "/2026-00004");
	is.body.scheme = S("local");
	check_none(t, &is, "index.lacks.category");
	is.category = "A03";
	check_issued(t, &is, "c/A03/2026-00005-2");
	/* The credit code holds the organisation code. */
	is.body.scheme = is.body.organisation = S("");
	check_issued(t, &is, "MB0R57773/2026-00006");
}

TEST_STORE(index, no_number_is_given_to_two_bodies)
{
	struct issuing	is = bodies(t);

	check_issued(t, &is, "MB0R57773/2026-00001");
	is.body = is.other;
	check_none(t, &is, "index.taken");
	is.body.scheme = S("local");
	is.category = "A";
	check_issued(t, &is, "o/A/2026-00001-4");
}

TEST_STORE(index, who_does_not_see_the_body_gives_no_number)
{
	struct issuing	is = bodies(t);
	int64_t		clerk = bodies_person(t, "clerk", is.other.id);

	check_ok(bodies_grant(t, clerk, "editor", is.other.id), t->fault);
	bodies_act_as(t, clerk);
	check_none(t, &is, "store.counter");
}

TEST_STORE(index, a_scheme_gives_numbers_on_its_days_alone)
{
	struct issuing	is;

	test_override("rules/index.yaml", S("usual: a\nschemes:\n"
	    "  a: {name: 甲, source: 乙, form: '{code}/{year}-{serial}', "
	    "width: 3, most: 3, from: 2026-03-02, until: 2026-03-03}\n"));
	is = bodies(t);
	check_issued(t, &is, "c/2026-001");
	t->job.today = day_make(2026, 3, 4);
	check_none(t, &is, "index.not_now");
	t->job.today = day_make(2026, 3, 1);
	check_none(t, &is, "index.not_now");
}

static enum err
save(struct job *job, void *context)
{
	return agency_save(job, context, S("test"));
}

TEST_STORE(index, a_body_names_a_scheme_that_there_is)
{
	struct issuing	is = bodies(t);

	is.body.scheme = S("21-digit");
	check_int(job_write(&t->job, save, &is.body), ERR_INVALID);
	check_str(str_of(t->fault.key), S("agency.wrong_scheme"));
	check_str(t->fault.arg[1], S("organisation, credit, local"));
	is.body.scheme = S("credit");
	check_ok(job_write(&t->job, save, &is.body), t->fault);
}

static enum err
bring(struct job *job, void *context)
{
	static const char *const	old[] = { "MB0R57773/2026-00041",
					    "MB0R57773/2026-00017",
					    "K15129216/2026-00090",
					    "old 2026-00099" };
	struct issuing			*issuing = context;
	str				 number[4];

	for (int i = 0; i < 4; i++)
		number[i] = str_of(old[i]);
	return index_number_past(job, &issuing->body, number, 4);
}

TEST_STORE(index, goes_on_behind_the_body_s_own_numbers_of_an_older_system)
{
	struct issuing	is = bodies(t);

	check_issued(t, &is, "MB0R57773/2026-00001");
	check_ok(job_write(&t->job, bring, &is), t->fault);
	check_issued(t, &is, "MB0R57773/2026-00042");
	check_ok(job_write(&t->job, bring, &is), t->fault);
	check_issued(t, &is, "MB0R57773/2026-00043");
	is.year = 2025;
	check_issued(t, &is, "MB0R57773/2025-00001");
}

/* --- many at once --------------------------------------------------------- */

struct writer {
	struct test_store	*t;
	struct issuing		 is;
	str			 got[EACH];
	enum err		 e;
};

/* Each number is taken after a job that took it and failed. */
static void *
write_some(void *what)
{
	struct writer	*writer = what;
	struct job	*job = &writer->t->job;

	for (int i = 0; i < EACH && writer->e == OK; i++) {
		writer->is.fails = true;
		writer->e = job_write(job, issue, &writer->is);
		if (writer->e != ERR_INVALID)
			break;
		fault_clear(job->fault);
		writer->is.fails = false;
		writer->e = job_write(job, issue, &writer->is);
		writer->got[i] = writer->is.got;
	}
	return NULL;
}

TEST_STORE(index, fifty_writers_get_every_number_once_without_a_gap)
{
	struct writer		*writer = arena_array(t->job.arena, WRITERS,
				    sizeof *writer);
	const struct index_scheme *of = scheme("organisation");
	bool			 given[WRITERS * EACH + 1] = { false };
	struct issuing		 is = bodies(t);
	struct index_number	 number;
	pthread_t		 thread[WRITERS];

	for (int i = 0; i < WRITERS; i++)
		writer[i] = (struct writer){ .t = test_store_fork(t),
		    .is = is };
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, write_some,
		    &writer[i]), 0);
	for (int i = 0; i < WRITERS; i++)
		cr_assert_eq(pthread_join(thread[i], NULL), 0);
	for (int i = 0; i < WRITERS * EACH; i++) {
		const struct writer	*one = &writer[i / EACH];

		check_ok(one->e, one->t->fault);
		check_ok(index_parse(t->job.arena, of, one->got[i % EACH],
		    &number, &fault), fault);
		cr_assert(number.serial <= WRITERS * EACH &&
		    !given[number.serial], "%.*s is given twice or leaves a "
		    "gap", STRF(one->got[i % EACH]));
		given[number.serial] = true;
	}
}
