#include "tests/test.h"

#include "domain/fee.h"

static struct fault	fault;

static int64_t
yuan_in(struct arena *arena, enum fee_by by, int64_t n)
{
	struct fee	fee = { 0 };
	int64_t		sum = 0;

	check_ok(fee_compute(arena, by, n, &fee, &fault), fault);
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

	check_int(fee_compute(test_arena(), FEE_ITEMS, 0, &fee, &fault),
	    ERR_INVALID);
	check_int(fee_compute(test_arena(), FEE_PAGES, FEE_MOST + 1, &fee,
	    &fault), ERR_INVALID);
}
