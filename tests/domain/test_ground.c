#include "domain/ground.h"

#include "tests/test.h"

static void
refused(const char *text, const char *key, const char *place)
{
	const struct grounds	*grounds;
	struct fault		 fault = { .code = OK };
	struct arena		*arena = test_arena();

	test_override("rules/ground.yaml", str_of(text));
	cr_assert_neq(ground_load(arena, &grounds, &fault), OK, "%s", text);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_printf(arena, "rules/ground.yaml:%s",
	    place));
}

Test(ground, each_of_articles_14_to_16_is_there_and_says_its_article)
{
	const struct grounds	*grounds;
	struct fault		 fault = { .code = OK };
	size_t			 of_type[GROUND__TYPES] = { 0 };

	check_ok(ground_load(test_arena(), &grounds, &fault), fault);
	for (size_t i = 0; i < grounds->n; i++) {
		const struct ground	*ground = &grounds->ground[i];

		of_type[ground->type]++;
		cr_assert(str_find(ground->article, S("条例第"), 0) >= 0);
		cr_assert_eq(ground_find(grounds, ground->key), ground);
	}
	for (int i = 0; i < GROUND__TYPES; i++)
		cr_assert(of_type[i] > 0);
	cr_assert_null(ground_find(grounds, S("because")));
}

Test(ground, what_is_wrong_in_the_file_is_told_with_its_place)
{
	refused("grounds: []\n", "yaml.want_map", "1:10");
	refused("grounds:\n  a: {name: 甲, article: 乙, type: some}\n",
	    "ground.type", "2:6");
	refused("grounds:\n  a: {article: 乙, type: may}\n",
	    "yaml.missing", "2:6");
	refused("grounds:\n  a: {name: 甲, article: 乙, type: may, more: 丙}\n",
	    "yaml.unknown", "2:45");
	refused("grounds:\n  a: {name: 甲, article: 乙, type: may}\n"
	    "  a: {name: 甲, article: 乙, type: may}\n", "yaml.twice", "3:3");
	refused("grounds: {}\nother: 1\n", "yaml.unknown", "2:8");
}
