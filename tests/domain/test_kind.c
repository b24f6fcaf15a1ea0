#include "domain/kind.h"

#include "base/arena.h"
#include "tests/test.h"

static const struct kinds *
kinds(void)
{
	static const struct kinds	*none;
	const struct kinds		*kinds = none;
	struct fault			 fault = { .code = OK };

	check_ok(kind_load(test_arena(), &kinds, &fault), fault);
	return kinds;
}

#define FIELDS								\
	"fields:\n"							\
	"  summary: {name: 概述, type: long}\n"				\
	"  until: {name: 截止, type: day, own: yes}\n"			\
	"  from: {name: 来源, type: choice, choice: {made: 制作}}\n"

/* What is wrong, and where: "rules/kind.yaml:2:3". */
static void
refused(const char *text, const char *key, const char *place)
{
	const struct kinds	*kinds;
	struct fault		 fault = { .code = OK };
	struct arena		*arena = test_arena();

	test_override("rules/kind.yaml", str_of(text));
	cr_assert_neq(kind_load(arena, &kinds, &fault), OK, "%s", text);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_printf(arena, "rules/kind.yaml:%s",
	    place));
}

Test(kind, each_kind_has_a_period_and_fields_that_are_told)
{
	const struct kinds	*all = kinds();

	for (size_t i = 0; i < all->n; i++) {
		const struct kind	*kind = &all->kind[i];

		cr_assert(kind->days > 0);
		cr_assert(!kind->until || kind_needs(kind, S("ends")));
		for (size_t k = 0; k < kind->needs; k++)
			cr_assert_not_null(kind_field(all, kind->need[k]));
	}
	cr_assert_null(kind_find(all, S("")));
	check_str(kind_name(all, S("nobody's")), S("nobody's"));
}

static enum err
checked(const char *field, str value, const char **ret_key)
{
	struct fault	fault = { .code = OK };
	enum err	e;

	e = kind_check_value(kind_field(kinds(), str_of(field)), value,
	    &fault);
	*ret_key = fault.key;
	return e;
}

Test(kind, a_value_is_what_its_field_says)
{
	struct arena	*arena = test_arena();
	char		*text = arena_alloc(arena, KIND_LONG + 1);
	const char	*key;

	for (size_t i = 0; i < KIND_LONG + 1; i++)
		text[i] = 'a';
	check_int(checked("ends", S("2026-03-02"), &key), OK);
	check_int(checked("ends", S(""), &key), OK);
	check_int(checked("ends", S("2026-02-30"), &key), ERR_INVALID);
	check_str(str_of(key), S("kind.wrong_day"));
	check_int(checked("reprint_url", S("javascript:alert(1)"), &key),
	    ERR_INVALID);
	check_str(str_of(key), S("kind.wrong_url"));
	check_int(checked("reprint_url", S("https://www.example.gov.cn/a"),
	    &key), OK);
	check_int(checked("origin_kind", S("stolen"), &key), ERR_INVALID);
	check_str(str_of(key), S("kind.wrong_choice"));
	check_int(checked("keywords", (str){ text, KIND_TEXT + 1 }, &key),
	    ERR_TOO_LARGE);
	check_str(str_of(key), S("kind.long"));
	check_int(checked("summary", (str){ text, KIND_LONG }, &key), OK);
	check_int(checked("summary", (str){ text, KIND_LONG + 1 }, &key),
	    ERR_TOO_LARGE);
}

Test(kind, notes_that_a_kind_does_not_have_or_must_have_are_told)
{
	const struct kinds	*all = kinds();
	const struct kind	*notice = kind_find(all, S("notice"));
	struct fault		 fault = { .code = OK };
	struct record_meta	 meta = { NULL, 0 };
	struct arena		*arena = test_arena();

	check_ok(kind_check(all, notice, &meta, &fault), fault);
	check_int(kind_complete(all, notice, &meta, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("kind.missing"));
	fault_clear(&fault);
	check_ok(record_meta_set(arena, &meta, S("begins"), S("2026-03-02"),
	    &fault), fault);
	check_ok(record_meta_set(arena, &meta, S("ends"), S("2026-03-09"),
	    &fault), fault);
	check_ok(record_meta_set(arena, &meta, S("objections"), S("来电"),
	    &fault), fault);
	check_ok(kind_complete(all, notice, &meta, &fault), fault);
	check_ok(kind_check(all, notice, &meta, &fault), fault);
	check_int(kind_check(all, kind_find(all, S("other")), &meta, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("kind.no_field"));
}

Test(kind, what_is_wrong_in_the_file_is_told_with_its_place)
{
	refused(FIELDS "kinds: {a: {source: 乙}}\n", "yaml.missing", "5:12");
	refused(FIELDS "kinds:\n  a: {name: 甲, source: 乙, days: 0}\n",
	    "yaml.want_int", "6:33");
	refused(FIELDS "kinds:\n  a: {name: 甲, source: 乙, days: 5, needs: [nobody]}\n",
	    "kind.unknown_field", "6:6");
	refused(FIELDS "kinds:\n  a: {name: 甲, source: 乙, days: 5, colour: red}\n",
	    "yaml.unknown", "6:44");
	refused("fields:\n  a: {name: 甲, type: colour}\nkinds: {}\n",
	    "kind.type", "2:6");
	refused("fields:\n  a: {name: 甲, type: choice}\nkinds: {}\n",
	    "kind.choice", "2:6");
	refused("fields:\n  a: {name: 甲, type: text, choice: {b: 乙}}\n"
	    "kinds: {}\n", "kind.choice", "2:6");
}
