#include "domain/review.h"

#include "tests/test.h"

#define GATES								\
	"gates:\n  secrecy: {name: 保密关, items: [看过]}\n"
#define LEVELS								\
	"levels: {province: 3, city: 3, county: 3, township: 2, "	\
	"department: 2, unit: 1}\n"
#define DAYS	"keep_days: 250\nurgent_days: 1\n"

static enum err
loaded(const char *text, const struct review **ret, struct fault *fault)
{
	*fault = (struct fault){ .code = OK };
	test_override("rules/review.yaml", str_of(text));
	return review_load(test_arena(), ret, fault);
}

static void
refused(const char *text, const char *key, const char *place)
{
	const struct review	*review;
	struct fault		 fault;

	cr_assert_neq(loaded(text, &review, &fault), OK, "%s", text);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_printf(test_arena(),
	    "rules/review.yaml:%s", place));
}

Test(review, there_are_the_five_gates_each_with_a_check_list)
{
	static const char *const	gate[] = { "political", "legal",
					    "policy", "secrecy", "wording" };
	const struct review		*review;
	struct fault			 fault = { .code = OK };

	check_ok(review_load(test_arena(), &review, &fault), fault);
	check_int(review->gates, 5);
	for (size_t i = 0; i < 5; i++)
		cr_assert(review_gate(review, str_of(gate[i]))->items > 0);
	cr_assert_null(review_gate(review, S("garden")));
	check_int(review->urgent_days, 1);
}

Test(review, a_body_of_its_own_number_of_reviews_goes_before_its_level)
{
	const struct review	*review;
	struct fault		 fault;
	struct agency		 town = { .code = S("town"),
				    .level = AGENCY_TOWNSHIP };
	struct agency		 unit = { .code = S("unit"),
				    .level = AGENCY_UNIT };

	check_ok(loaded(GATES LEVELS DAYS "agencies: {town: 3}\n", &review,
	    &fault), fault);
	check_int(review_levels(review, &town), 3);
	check_int(review_levels(review, &unit), 1);
}

Test(review, what_is_wrong_in_the_file_is_told_with_its_place)
{
	refused("gates:\n  secrecy: {name: 保密关}\n" LEVELS DAYS,
	    "yaml.missing", "2:12");
	refused(GATES "levels: {province: 4, city: 3, county: 3, "
	    "township: 2, department: 2, unit: 1}\n" DAYS, "yaml.want_int",
	    "3:20");
	refused(GATES "levels: {province: 3}\n" DAYS, "yaml.missing", "3:9");
	refused(GATES LEVELS DAYS "agencies: {town: 0}\n", "yaml.want_int",
	    "6:18");
	refused(GATES LEVELS DAYS "agencies: [town]\n", "yaml.want_map",
	    "6:11");
	refused(GATES LEVELS "keep_days: 0\nurgent_days: 1\n",
	    "yaml.want_int", "4:12");
	refused(GATES LEVELS DAYS "more: 1\n", "yaml.unknown", "6:7");
}
