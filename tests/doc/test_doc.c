#include "tests/test.h"

#include "doc/doc.h"

Test(doc, blocks_come_back_in_the_order_they_were_added)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_TEXT);

	for (int i = 0; i < 1000; i++)
		doc_add(arena, doc, DOC_HEADING, S("标题"))->level = i;
	check_int(doc->n, 1000);
	for (int i = 0; i < 1000; i++)
		check_int(doc->block[i].level, i);
}

Test(doc, a_cell_stands_in_every_square_it_covers)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = doc_new(arena, DOC_HTML);
	struct doc_table	*table = doc_add_table(arena, doc,
				    DOC_GRID_TRUE);
	struct fault		 fault;

	doc_add_cell(arena, table, 0, 0, 2, 2, S("a"));
	doc_add_cell(arena, table, 0, 2, 1, 1, S("b"));
	check_ok(doc_lay(arena, table, &fault), fault);
	check_int(table->rows, 2);
	check_int(table->cols, 3);
	cr_assert_eq(table->at[0], &table->cell[0]);
	cr_assert_eq(table->at[4], &table->cell[0]);
	cr_assert_eq(table->at[2], &table->cell[1]);
	cr_assert_null(table->at[5]);
}

Test(doc, of_two_cells_that_claim_a_square_the_earlier_keeps_it)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = doc_new(arena, DOC_HTML);
	struct doc_table	*table = doc_add_table(arena, doc,
				    DOC_GRID_TRUE);
	struct fault		 fault;

	doc_add_cell(arena, table, 0, 0, 1, 2, S("a"));
	doc_add_cell(arena, table, 0, 1, 1, 2, S("b"));
	check_ok(doc_lay(arena, table, &fault), fault);
	check_str(table->at[1]->text, S("a"));
	check_str(table->at[2]->text, S("b"));
}

Test(doc, a_table_of_too_many_squares_is_refused)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = doc_new(arena, DOC_HTML);
	struct doc_table	*wide = doc_add_table(arena, doc,
				    DOC_GRID_TRUE);
	struct doc_table	*piled = doc_add_table(arena, doc,
				    DOC_GRID_TRUE);
	struct fault		 fault;

	doc_add_cell(arena, wide, 0, 0, 1, 4000000000u, S("a"));
	doc_add_cell(arena, wide, 4000000000u, 0, 4000000000u, 1, S("b"));
	check_int(doc_lay(arena, wide, &fault), ERR_TOO_LARGE);
	for (int i = 0; i < 1000; i++)
		doc_add_cell(arena, piled, 0, 0, 1000, 1000, S("c"));
	check_int(doc_lay(arena, piled, &fault), ERR_TOO_LARGE);
}

Test(doc, a_table_without_cells_lays_out_to_nothing)
{
	struct arena		*arena = test_arena();
	struct doc		*doc = doc_new(arena, DOC_HTML);
	struct doc_table	*table = doc_add_table(arena, doc,
				    DOC_GRID_TRUE);
	struct fault		 fault;

	check_ok(doc_lay(arena, table, &fault), fault);
	check_int(table->rows, 0);
}

Test(doc, metas_and_links_are_kept)
{
	struct arena	*arena = test_arena();
	struct doc	*doc = doc_new(arena, DOC_HTML);

	for (unsigned i = 0; i < 40; i++) {
		doc_add_meta(arena, doc, S("pubdate"), S("2024-01-17"));
		doc_add_link(arena, doc, S("a.doc"), S("附件"),
		    (struct doc_place){ .line = i });
	}
	check_int(doc->metas, 40);
	check_str(doc->meta[39].value, S("2024-01-17"));
	check_int(doc->links, 40);
	check_int(doc->link[39].place.line, 39);
}
