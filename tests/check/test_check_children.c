#include "tests/report.h"

#define CHILDREN	3

struct family {
	struct filled	*parent;
	struct filled	*child[CHILDREN];
};

/* A parent that is the sum of three children and nothing of its own. */
static struct family
family(struct arena *arena)
{
	const struct forms	*forms = report_forms(arena);
	struct family		 family;

	family.parent = report_zero(arena, forms, 2023);
	for (unsigned i = 0; i < CHILDREN; i++)
		family.child[i] = report_random(arena, forms, 2023, 90 + i);
	for (size_t t = 0; t < family.parent->tables; t++) {
		struct filled_table	*at = &family.parent->table[t];

		for (size_t c = 0; c < at->table->cells; c++)
			for (size_t i = 0; i < CHILDREN; i++)
				number_add(at->cell[c].value, family.child[i]
				    ->table[t].cell[c].value,
				    &at->cell[c].value);
	}
	return family;
}

static struct check_run *
check(struct arena *arena, const struct family *family)
{
	static const str	name[CHILDREN] = { { "甲镇", 6 },
				    { "乙镇", 6 }, { "丙镇", 6 } };
	struct check_run	*run = report_check(arena, family->parent);
	const struct filled	**child = arena_array(arena, CHILDREN,
				    sizeof *child);

	for (size_t i = 0; i < CHILDREN; i++)
		child[i] = family->child[i];
	*run = (struct check_run){ .job = run->job,
	    .report = family->parent, .child = child, .child_name = name,
	    .children = CHILDREN };
	report_run(run);
	return run;
}

Test(check_children, a_parent_that_is_the_sum_is_left_alone)
{
	struct arena	*arena = test_arena();
	struct family	 of = family(arena);

	check_int(report_total(check(arena, &of)), 0);
}

Test(check_children, a_parent_with_figures_of_its_own_is_left_alone)
{
	struct arena		*arena = test_arena();
	struct family		 of = family(arena);
	struct filled_cell	*cell = report_cell(of.parent, "t2",
				    "licences", "decisions");

	number_add(cell->value, number_of(500), &cell->value);
	check_int(report_total(check(arena, &of)), 0);
}

Test(check_children, a_cell_below_its_children_names_the_largest)
{
	struct arena		*arena = test_arena();
	struct family		 of = family(arena);
	const struct finding	*finding;

	report_set(of.child[0], "t2", "penalties", "decisions", 7);
	report_set(of.child[1], "t2", "penalties", "decisions", 90);
	report_set(of.child[2], "t2", "penalties", "decisions", 5);
	report_set(of.parent, "t2", "penalties", "decisions", 100);
	finding = report_one(check(arena, &of), "L1");
	check_str(finding->table, S("t2"));
	check_str(finding->row, S("penalties"));
	check_str(finding->column, S("decisions"));
	check_str(finding->found, S("100"));
	check_str(finding->expected, S(">= 102"));
	cr_assert(str_has(finding->message, S("乙镇 90、甲镇 7、丙镇 5")));
}

Test(check_children, the_child_that_was_left_out_is_named)
{
	struct arena		*arena = test_arena();
	struct family		 of = family(arena);
	const struct finding	*finding;

	for (size_t t = 0; t < of.parent->tables; t++) {
		struct filled_table	*at = &of.parent->table[t];

		for (size_t c = 0; c < at->table->cells; c++)
			number_subtract(at->cell[c].value,
			    of.child[1]->table[t].cell[c].value,
			    &at->cell[c].value);
	}
	finding = report_one(check(arena, &of), "L1");
	cr_assert(str_has(finding->message, S("很可能漏了汇总“乙镇”")));
}

Test(check_children, a_figure_that_a_child_does_not_tell_is_not_guessed)
{
	struct arena		*arena = test_arena();
	struct family		 of = family(arena);

	report_set(of.child[0], "t2", "penalties", "decisions", 7);
	report_set(of.child[1], "t2", "penalties", "decisions", 7);
	report_set(of.parent, "t2", "penalties", "decisions", 14);
	report_state(of.child[2], "t2", "penalties", "decisions",
	    FILLED_UNREADABLE, "九");
	check_int(report_total(check(arena, &of)), 0);
}

Test(check_children, a_child_of_another_year_is_said_and_left_out)
{
	struct arena		*arena = test_arena();
	struct family		 of = family(arena);
	struct check_run	*run;

	of.child[2]->year = 2022;
	report_set(of.child[2], "t2", "penalties", "decisions", 5000);
	run = check(arena, &of);
	check_int(report_total(run), 1);
	cr_assert(str_has(report_one(run, "L0")->message, S("丙镇")));
}
