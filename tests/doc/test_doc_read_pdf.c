#include "tests/test.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/file.h"
#include "doc/doc_pdf_box.h"
#include "doc/doc_read.h"

/* A PDF of one page; poppler finds its objects without a table of them. */
#define PDF(content) \
	"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" \
	"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" \
	"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]" \
	"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n" \
	"4 0 obj\n<</Length 100>>\nstream\n" content "\nendstream\nendobj\n" \
	"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n" \
	"trailer\n<</Root 1 0 R>>\n"

#define refused(bytes, want, word) do {					\
	struct fault	 fault = { .code = OK };			\
	struct doc	*doc;						\
									\
	check_int(doc_read_pdf(test_arena(), bytes, S("a.pdf"), &doc,	\
	    &fault), want);						\
	check_str(str_of(fault.key), S(word));				\
} while (0)

Test(doc_read_pdf, a_page_is_read_through_poppler)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	struct doc	*doc;

	check_ok(doc_read_pdf(arena, S(PDF("BT /F 12 Tf 50 100 Td "
	    "(Open) Tj ET") "%%EOF\n"), S("a.pdf"), &doc, &fault), fault);
	check_int(doc->format, DOC_PDF);
	check_int(doc->n, 1);
	check_str(doc->block[0].text, S("Open"));
	check_int(doc->block[0].place.page, 1);
}

Test(doc_read_pdf, a_page_that_is_a_picture_has_no_text)
{
	refused(S(PDF("0 0 100 100 re f") "%%EOF\n"), ERR_INVALID,
	    "doc.pdf_no_text");
}

Test(doc_read_pdf, what_was_broken_off_is_refused)
{
	refused(S(PDF("BT /F 12 Tf (Open) Tj ET")), ERR_INVALID,
	    "doc.pdf_cut_off");
	/* The first section of a file made for the web has an end too. */
	refused(S("%PDF-1.4\n%%EOF\n1 0 obj\n<</Type/Catalog"), ERR_INVALID,
	    "doc.pdf_cut_off");
}

Test(doc_read_pdf, what_hangs_behind_the_end_does_no_harm)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	struct doc	*doc;

	check_ok(doc_read_pdf(arena, S(PDF("BT /F 12 Tf 50 100 Td "
	    "(Open) Tj ET") "%%EOF\n<script>count()</script>"), S("a.pdf"),
	    &doc, &fault), fault);
}

Test(doc_read_pdf, damage_is_refused)
{
	refused(S("%PDF-1.4\nnothing of the kind\n%%EOF\n"), ERR_INVALID,
	    "doc.pdf_broken");
}

Test(doc_read_pdf, a_password_is_told_from_damage)
{
	struct arena	*arena = test_arena();
	struct fault	 none = { .code = OK };
	str		 bytes;

	check_ok(file_read(arena, "tests/data/encrypted.pdf", 1u << 16,
	    &bytes, &none), none);
	refused(bytes, ERR_INVALID, "doc.encrypted");
}

Test(doc_read_pdf, without_poppler_its_package_is_named)
{
	static char	path[] = "PATH=/nowhere";

	cr_assert_eq(putenv(path), 0);
	refused(S(PDF("") "%%EOF\n"), ERR_NOT_FOUND, "doc.pdf_no_poppler");
}

/* --- a real report ----------------------------------------------------- */

/* Do the figures of a row of a table say the same as an array of JSON? */
static bool
says(struct arena *arena, const struct doc_table *table, unsigned row,
    const json_t *want)
{
	size_t	n = 0;

	for (size_t i = 0; i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		if (cell->row != row || !doc_pdf_box_figure(cell->text))
			continue;
		if (n == json_array_size(want) || !str_eq(cell->text,
		    str_printf(arena, "%g",
		    json_number_value(json_array_get(want, n)))))
			return false;
		n++;
	}
	return n == json_array_size(want);
}

/* Find a row that says so, at or behind *block and *row, and go past it. */
static bool
find(struct arena *arena, const struct doc *doc, size_t *block, unsigned *row,
    const json_t *want)
{
	for (; *block < doc->n; ++*block, *row = 0) {
		const struct doc_table	*table = doc->block[*block].table;

		for (; table != NULL && *row < table->rows; )
			if (says(arena, table, (*row)++, want))
				return true;
	}
	return false;
}

static struct doc *
read_shared(struct arena *arena, const char *name, json_t **ret_want)
{
	struct fault	 fault = { .code = OK };
	struct doc	*doc;
	str		 bytes;

	check_ok(file_read(arena, test_shared(arena_printf(arena,
	    "reports/real/%s.pdf", name)), 1u << 24, &bytes, &fault), fault);
	check_ok(doc_read_pdf(arena, bytes, S("a.pdf"), &doc, &fault), fault);
	check_ok(file_read(arena, test_shared(arena_printf(arena,
	    "reports/real/%s.expected.json", name)), 1u << 24, &bytes,
	    &fault), fault);
	*ret_want = json_loadb(bytes.at, bytes.n, 0, NULL);
	cr_assert_not_null(*ret_want);
	return doc;
}

Test(doc_read_pdf, every_row_of_a_real_report_comes_out_in_order)
{
	struct arena	*arena = test_arena();
	json_t		*all, *rows, *want;
	struct doc	*doc = read_shared(arena, "hongze_district_2023",
			    &all);
	const char	*key;
	size_t		 block = 0;
	unsigned	 row = 0;

	rows = json_object_get(all, "table2");
	json_object_foreach(rows, key, want) {
		json_t	*one = json_is_array(want) ? json_incref(want) :
			    json_pack("[O]", want);

		cr_assert(find(arena, doc, &block, &row, one), "%s", key);
		json_decref(one);
	}
	rows = json_object_get(all, "table3");
	json_object_foreach(rows, key, want)
		cr_assert(find(arena, doc, &block, &row, want), "%s", key);
	cr_assert(find(arena, doc, &block, &row,
	    json_object_get(all, "table4")));
	json_decref(all);
}
