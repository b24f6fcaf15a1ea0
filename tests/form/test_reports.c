#include "tests/test.h"

#include <jansson.h>

#include "base/json.h"
#include "doc/doc_read.h"
#include "form/form_open.h"
#include "tests/paper.h"

/* Real reports against careful transcriptions; skipped where they are not. */

static struct filled *
read_report(struct arena *arena, const char *path)
{
	const struct forms	*forms;
	struct filled		*filled;
	struct fault		 fault;
	const char		*whole = test_shared(path);
	str			 bytes;

	check_ok(file_read(arena, whole, DOC_BYTES, &bytes, &fault), fault);
	check_ok(forms_load(arena, "annual-report", &forms, &fault), fault);
	check_ok(form_open(arena, forms, bytes, str_of(whole), &filled,
	    &fault), fault);
	return filled;
}

static json_t *
read_expected(struct arena *arena, const char *path)
{
	const char	*whole = test_shared(path);
	struct json_t	*root;
	struct fault	 fault;
	str		 bytes;

	check_ok(file_read(arena, whole, DOC_BYTES, &bytes, &fault), fault);
	check_ok(json_read(arena, bytes, DOC_BYTES, &root, &fault), fault);
	return root;
}

/* A transcribed figure; null is a cell without a figure. */
static void
check_figure(struct arena *arena, const struct filled_cell *cell,
    const json_t *want, const char *where)
{
	struct number	number;
	char		text[64];

	if (json_is_null(want)) {
		cr_assert(cell->state != FILLED_NUMBER, "%s: a figure", where);
		return;
	}
	snprintf(text, sizeof text, json_is_integer(want) ? "%.0f" : "%.10g",
	    json_number_value(want));
	cr_assert(number_read(str_of(text), &number));
	cr_assert(cell->state == FILLED_NUMBER, "%s: state %d, not %s", where,
	    (int)cell->state, text);
	cr_assert(number_compare(cell->value, number) == 0,
	    "%s: %.*s is not %s", where,
	    STRF(number_text(arena, cell->value)), text);
}

/* One figure or several, from the cell `first' of a table on. */
static size_t
check_figures(struct arena *arena, const struct filled_table *table,
    size_t first, const json_t *want, const char *where)
{
	if (!json_is_array(want)) {
		check_figure(arena, &table->cell[first], want, where);
		return 1;
	}
	for (size_t i = 0; i < json_array_size(want); i++)
		check_figure(arena, &table->cell[first + i],
		    json_array_get(want, i),
		    arena_printf(arena, "%s[%zu]", where, i));
	return json_array_size(want);
}

static void
check_table(struct arena *arena, const struct filled *filled,
    const char *key, json_t *want, const char *form)
{
	const struct filled_table *table = filled_table(filled, str_of(key));
	const char		  *name;
	json_t			  *row;
	size_t			   cell = 0;

	cr_assert(table != NULL && table->table != NULL, "%s is lost", key);
	check_str(table->form->key, str_of(form));
	if (json_is_array(want)) {
		cell = check_figures(arena, table, 0, want, key);
	} else {
		json_object_foreach(want, name, row)
			cell += check_figures(arena, table, cell, row,
			    arena_printf(arena, "%s.%s", key, name));
	}
	check_int(cell, table->table->cells);
}

static struct filled *
check_report(struct arena *arena, const char *path, const char *expected)
{
	json_t		*root = read_expected(arena, expected);
	struct filled	*filled = read_report(arena, path);
	const char	*form, *form3;

	form = json_string_value(json_object_get(root, "format"));
	form3 = json_string_value(json_object_get(root, "table3_form"));
	check_int(filled->year,
	    json_integer_value(json_object_get(root, "year")));
	check_table(arena, filled, "t2", json_object_get(root, "table2"),
	    form);
	check_table(arena, filled, "t3", json_object_get(root, "table3"),
	    form3);
	check_table(arena, filled, "t4", json_object_get(root, "table4"),
	    form);
	return filled;
}

Test(reports, a_page_of_a_site_reads_as_transcribed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/real/shuyang_fgj_2023.html",
	    "reports/real/shuyang_fgj_2023.expected.json");

	check_int(filled->sections, 7);
	check_int(filled->published.day, day_read(S("2024-01-17")));
	check_int(filled->until.day, day_read(S("2023-12-31")));
	check_str(filled->index.text, S("014314799/2024-00002"));
	check_str(filled->host.text, S("www.shuyang.gov.cn"));
	check_int(filled->remarks, 0);
}

Test(reports, the_text_of_a_pdf_reads_as_transcribed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/real/hongze_district_2023.txt",
	    "reports/real/hongze_district_2023.expected.json");

	check_int(filled->sections, 7);
	check_int(filled->remarks, 0);
}

Test(reports, a_pdf_reads_as_transcribed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/real/hongze_district_2023.pdf",
	    "reports/real/hongze_district_2023.expected.json");

	check_int(filled->sections, 7);
	check_int(filled->remarks, 0);
}

Test(reports, a_copy_with_torn_tables_reads_as_transcribed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/real/shanghai_kewei_2024.txt",
	    "reports/real/shanghai_kewei_2024.expected.json");

	check_str(filled->host.text, S("stcsm.sh.gov.cn"));
}

Test(reports, a_converted_mirror_reads_as_transcribed)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/founding/zhiying-town-2021.txt",
	    "reports/real/zhiying_town_2021.expected.json");

	check_int(filled->signed_on.day, day_read(S("2021-01-19")));
	check_int(filled->from.day, day_read(S("2021-01-01")));
	check_int(filled->sections, 7);
}

Test(reports, of_two_years_side_by_side_the_first_is_read_and_both_are_told)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = check_report(arena,
	    "reports/real/suqian_2023_vs_2024.txt",
	    "reports/real/suqian_city_2023.expected.json");

	check_int(paper_remarks(filled, FILLED_TABLE_DOUBLE), 3);
}

Test(reports, tables_that_are_lost_are_lost_and_never_zeros)
{
	struct arena		*arena = test_arena();
	static const char *const path[] = {
		"reports/founding/caoe-subdistrict-2019.txt",
		"reports/founding/taishan-office-2022.txt",
		"reports/founding/taishun-county-2020.txt",
		"reports/founding/xiaocaoe-town-2022.txt",
	};

	for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
		struct filled	*filled = read_report(arena, path[i]);

		for (size_t t = 0; t < filled->tables; t++)
			cr_assert(filled->table[t].table == NULL, "%s",
			    path[i]);
		for (size_t s = 0; s < 6; s++)
			cr_assert(filled->section[filled->sections - 6 +
			    s].section == (ptrdiff_t)s, "%s", path[i]);
	}
}

/* Rows of an excerpt as "table row values". */
static void
check_excerpt(const char *name, const char *rows)
{
	struct arena	*arena = test_arena();
	struct filled	*filled = read_report(arena, arena_printf(arena,
			    "reports/excerpts/%s.excerpt.txt", name));
	str		 rest = str_of(rows), line, table, row;

	while (str_cut(&rest, '\n', &line)) {
		cr_assert(str_cut(&line, ' ', &table) &&
		    str_cut(&line, ' ', &row));
		check_str(paper_row(arena, filled, str_c(arena, table),
		    str_c(arena, row)), line);
	}
}

Test(reports, glued_lines_of_an_excerpt)
{
	check_excerpt("chuanzhu_township_2019_glued",
	    "t2 rules 0 0 0\nt2 norms 0 0 0\nt2 licences 0 0 0\n"
	    "t2 services 0 0 0\nt2 penalties 0 0 0\nt2 compulsion 0 0 0\n"
	    "t2 fees 0 0\nt2 procurement ? ?\nt3 new lost\nt4 review lost");
}

Test(reports, a_mixture_of_forms_a_value_a_line)
{
	check_excerpt("edu_bureau_2021_mixed",
	    "t2 rules ? ? ?\nt2 norms ? ? ?\nt2 licences 5\nt2 penalties 0\n"
	    "t2 compulsion 0\nt2 fees_wan 282.1\nt3 new 0 0 0 0 0 0 0\n"
	    "t3 carried_in ? ? ? ? ? ? ?\nt4 review lost");
}

Test(reports, pipes_with_blanks_slashes_and_spans)
{
	check_excerpt("guanzhou_street_2023",
	    "t2 rules 0 0 0\nt2 norms 0 0 0\nt2 licences 0\n"
	    "t2 penalties 1472\nt2 compulsion 0\nt2 fees_wan 0\n"
	    "t3 new 1 0 0 0 0 0 1\nt3 carried_in 0 0 0 0 0 0 0\n"
	    "t3 granted 0 0 0 0 0 0 0\nt3 partial 0 0 0 0 0 0 0\n"
	    "t3 denied.state_secret 0 0 0 0 0 0 0\n"
	    "t3 denied.law_forbids ? ? ? ? ? ? ?");
	check_excerpt("qu_finance_2024_slash",
	    "t2 rules / / /\nt2 norms / / 5\nt2 licences 59\n"
	    "t2 penalties 9\nt2 compulsion /\nt2 fees_wan /\n"
	    "t3 new 6 / / / / 1 7\nt3 carried_in 1 / / / / / 1\n"
	    "t3 granted / / / / / / /");
	check_excerpt("sjz_edu_2021_nbsp",
	    "t2 rules 0 0 0\nt2 norms 2 0 8\nt2 licences 0\n"
	    "t2 penalties 2\nt2 compulsion 0\nt2 fees_wan 172");
	check_excerpt("wuhai_industry_2020",
	    "t2 rules 0 0 0\nt2 norms 0 0 0\nt2 licences 1 0 0\n"
	    "t2 services 2 2 114\nt2 penalties 25 -1 0\n"
	    "t2 compulsion 0 0 0\nt2 fees ? ?");
}

Test(reports, a_cell_a_line_with_pipes)
{
	check_excerpt("huangpi_street_2020_longlabels",
	    "t2 rules 0 0 0\nt2 norms 87 0 0\nt2 licences 0 0 0\n"
	    "t2 services 0 0 0\nt2 penalties 0 0 0\nt2 compulsion ? ? ?");
	check_excerpt("jurong_housing_2022_trad",
	    "t2 rules 0 0 0\nt2 norms 0 0 11\nt2 licences 231\n"
	    "t2 penalties 16\nt2 compulsion 0\nt2 fees_wan 0\n"
	    "t3 new 244 2 0 0 0 0 246\nt3 carried_in 0 0 0 0 0 0 0");
	check_excerpt("tongzhou_bureau_2019_signs",
	    "t2 rules 0 0 0\nt2 norms 0 0 0\nt2 licences 16 3 780\n"
	    "t2 services 22 0 889\nt2 penalties 253 \"--253\" 0\n"
	    "t2 compulsion 0 0 0\nt2 fees 0 0\nt2 procurement 9 103.3879");
	check_excerpt("yangling_stats_2023_blank",
	    "t2 rules / / /\nt2 norms 0 0 0\nt2 licences 0\n"
	    "t2 penalties 0\nt2 compulsion 0\nt2 fees_wan 0\n"
	    "t3 new _ _ _ _ _ _ 0\nt3 carried_in _ _ _ _ _ _ 0");
}

Test(reports, labels_without_values_leave_their_tables_lost)
{
	check_excerpt("xiongxian_township_2019_flat",
	    "t2 rules lost\nt3 new lost\nt4 review lost");
	check_excerpt("shangwan_township_2019",
	    "t2 rules 0 0 0\nt2 norms 0 0 0\nt2 licences ? ? ?\n"
	    "t2 procurement 6 152790");
}

Test(reports, a_period_that_lost_its_characters_is_kept_as_it_stands)
{
	struct filled	*filled = read_report(test_arena(),
	    "reports/excerpts/zhouwan_town_2021_lostchars.excerpt.txt");

	check_str(filled->from.fact.text, S("202111日"));
	check_int(filled->from.day, DAY_NONE);
	check_str(filled->until.fact.text, S("20211230日"));
	check_int(filled->year, 2021);
}

Test(reports, a_broken_json_of_mojibake_reads_as_transcribed_and_says_so)
{
	struct filled	*filled = check_report(test_arena(),
	    "reports/real/jinhu_county_2023.mojibake.json",
	    "reports/real/jinhu_county_2023.expected.json");

	check_int(filled->sections, 6);
	for (size_t s = 0; s < filled->sections; s++)
		check_int(filled->section[s].section, s);
	cr_assert(paper_remarks(filled, FILLED_MOJIBAKE) > 0);
	check_int(filled->year, 2023);
}

Test(reports, lost_characters_in_a_sound_text_are_told)
{
	check_int(paper_remarks(read_report(test_arena(),
	    "reports/excerpts/county_2022_trad_mojibake.excerpt.txt"),
	    FILLED_MOJIBAKE), 1);
	check_int(paper_remarks(read_report(test_arena(),
	    "reports/founding/taishan-office-2022.txt"), FILLED_MOJIBAKE), 1);
	check_int(paper_remarks(read_report(test_arena(),
	    "reports/founding/taishun-county-2020.txt"), FILLED_MOJIBAKE), 0);
}
