#include "tests/test.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/file.h"
#include "domain/fee.h"

#define TODAY	day_make(2026, 3, 2)

static struct fault	fault;

static int64_t
yuan_in(struct arena *arena, enum fee_by by, int64_t n)
{
	struct fee	fee = { 0 };
	int64_t		sum = 0;

	check_ok(fee_compute(arena, by, n, TODAY, &fee, &fault), fault);
	for (size_t i = 0; i < fee.lines; i++)
		sum += fee.line[i].yuan;
	check_int(sum, fee.yuan);
	check_int(fee.line[fee.lines - 1].until, n);
	return fee.yuan;
}

static int64_t
yuan(enum fee_by by, int64_t n)
{
	return yuan_in(test_arena(), by, n);
}

Test(fee, items_cost_what_the_tariff_says)
{
	check_int(yuan(FEE_ITEMS, 1), 0);
	check_int(yuan(FEE_ITEMS, 10), 0);
	check_int(yuan(FEE_ITEMS, 11), 100);
	check_int(yuan(FEE_ITEMS, 30), 2000);
	check_int(yuan(FEE_ITEMS, 31), 2200);
	check_int(yuan(FEE_ITEMS, 40), 4000);
	check_int(yuan(FEE_ITEMS, 41), 4300);
	check_int(yuan(FEE_ITEMS, 50), 7000);
	check_int(yuan(FEE_ITEMS, 60), 11000);
}

/* The closed formula of the k-th item's price, summed. */
Test(fee, items_agree_with_the_formula_for_the_kth_price)
{
	struct arena	*arena = test_arena();
	int64_t		 sum = 0;

	for (int64_t k = 1; k <= 300; k++) {
		sum += k <= 10 ? 0 : k <= 30 ? 100 :
		    100 * (2 + (k - 31) / 10);
		check_int(yuan_in(arena, FEE_ITEMS, k), sum);
	}
}

Test(fee, pages_cost_what_the_tariff_says)
{
	check_int(yuan(FEE_PAGES, 30), 0);
	check_int(yuan(FEE_PAGES, 31), 10);
	check_int(yuan(FEE_PAGES, 68), 380);
	check_int(yuan(FEE_PAGES, 100), 700);
	check_int(yuan(FEE_PAGES, 101), 720);
	check_int(yuan(FEE_PAGES, 200), 2700);
	check_int(yuan(FEE_PAGES, 201), 2740);
}

Test(fee, no_items_and_too_many_are_refused)
{
	struct fee	fee;

	check_int(fee_compute(test_arena(), FEE_ITEMS, 0, TODAY, &fee,
	    &fault),
	    ERR_INVALID);
	check_int(fee_compute(test_arena(), FEE_PAGES, FEE_MOST + 1, TODAY,
	    &fee, &fault), ERR_INVALID);
}

/* --- tariffs that follow each other --------------------------------------- */

#define REST	"    items: {article: a, free: 1, tiers: [{each: 7}]}\n" \
		"    pages: {article: b, free: 1, tiers: [{each: %d}]}\n"

/* A tariff as it stands in the file; `days' are its `from' and `until'. */
static const char *
tariff(const char *days, int each)
{
	return arena_printf(test_arena(), "  - source: s\n%s" REST, days,
	    each);
}

static void
put_tariffs(const char *first, const char *second)
{
	struct arena	*arena = test_arena();
	char		*folder = arena_copy(arena, "/tmp/gongkai-fee-XXXXXX",
			    sizeof "/tmp/gongkai-fee-XXXXXX");

	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(mkdir(arena_printf(arena, "%s/rules", folder), 0700), 0);
	check_ok(file_write(arena_printf(arena, "%s/rules/fee.yaml", folder),
	    str_printf(arena, "tariffs:\n%s%s", first, second), &fault),
	    fault);
	data_override(folder);
}

static enum err
two_pages(day on, struct fee *ret)
{
	return fee_compute(test_arena(), FEE_PAGES, 2, on, ret, &fault);
}

Test(fee, a_tariff_holds_until_the_next_one_follows)
{
	const day	last = day_make(2024, 6, 30);
	struct fee	fee;

	put_tariffs(tariff("    from: 2021-01-01\n    until: 2024-06-30\n", 3),
	    tariff("    from: 2024-07-01\n", 5));
	check_ok(two_pages(last, &fee), fault);
	check_int(fee.yuan, 3);
	check_int(fee.since, day_make(2021, 1, 1));
	check_str(fee.article, S("b"));
	check_ok(two_pages(last + 1, &fee), fault);
	check_int(fee.yuan, 5);
	check_int(fee.since, last + 1);
	check_int(two_pages(day_make(2020, 12, 31), &fee), ERR_NOT_FOUND);
	cr_assert_str_eq(fault.key, "fee.none");
	check_str(fault.arg[0], S("2020-12-31"));
}

Test(fee, a_day_between_two_tariffs_has_none)
{
	struct fee	fee;

	put_tariffs(tariff("    from: 2021-01-01\n    until: 2024-06-30\n", 3),
	    tariff("    from: 2025-01-01\n    until: 2025-12-31\n", 5));
	check_int(two_pages(day_make(2024, 7, 1), &fee), ERR_NOT_FOUND);
	check_int(two_pages(day_make(2026, 1, 1), &fee), ERR_NOT_FOUND);
}

Test(fee, tariffs_that_overlap_or_never_hold_are_refused)
{
	static const struct {
		const char	*first, *second, *key;
	} wrong[] = {
		{ "    from: 2021-01-01\n", "    from: 2024-07-01\n",
		    "fee.order" },
		{ "    from: 2021-01-01\n    until: 2024-07-01\n",
		    "    from: 2024-07-01\n", "fee.order" },
		{ "    from: 2021-01-01\n    until: 2020-07-01\n",
		    "    from: 2024-07-01\n", "fee.never" },
		{ "", "    from: 2024-07-01\n", "yaml.missing" },
		{ "    from: 2021-01-01\n    till: 2024-06-30\n",
		    "    from: 2024-07-01\n", "yaml.unknown" },
	};
	struct fee	fee;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		put_tariffs(tariff(wrong[i].first, 3),
		    tariff(wrong[i].second, 5));
		check_int(two_pages(TODAY, &fee), ERR_INVALID);
		cr_assert_str_eq(fault.key, wrong[i].key);
	}
}
