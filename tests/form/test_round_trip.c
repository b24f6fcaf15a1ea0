#include "tests/report.h"

#include "doc/doc_read.h"
#include "doc/doc_write.h"
#include "form/form_draw.h"
#include "form/form_match.h"

/*
 * What is written in any format reads back as the same report: figures,
 * blanks, marks, what was lost, headings, texts, dates.
 */
static const struct {
	enum doc_format	 format;
	const char	*name;
} formats[] = {
	{ DOC_TEXT, "a.txt" }, { DOC_HTML, "a.html" }, { DOC_DOCX, "a.docx" },
	{ DOC_XLSX, "a.xlsx" }, { DOC_PDF, "a.pdf" },
};
#define FORMATS	(sizeof formats / sizeof *formats)

/*
 * The formats that keep an empty square and a spoilt figure.  A PDF keeps only
 * what is printed and where: a blank leaves no trace there.
 */
#define KEEPING	(FORMATS - 1)

static unsigned
next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

/* --- reports with words --------------------------------------------------- */

static struct filled_section *
sections_of(struct arena *arena, const struct form *form, unsigned *seed)
{
	static const char *const texts[] = {
		"全年主动公开信息三百余条，回应群众关切的问题。",
		"（一）健全制度。修订了公开审查的办法，做到先审后公开。",
		"一是公开的内容还不够具体；二是解读的形式还比较单一。",
		"无。",
	};
	static const char *const numbers[] = {
		"一", "二", "三", "四", "五", "六",
	};
	struct filled_section	*section;

	section = arena_array(arena, 1 + form->sections, sizeof *section);
	section[0].section = -1;
	section[0].n = 1;
	section[0].text = arena_alloc(arena, sizeof *section[0].text);
	section[0].text->text = S("本报告根据《中华人民共和国政府信息公开条例》"
	    "编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止。如有"
	    "疑问，请与青溪镇人民政府办公室联系（地址：青溪镇石桥路2号，邮编："
	    "415300，电话：0736-5000001）。");
	for (size_t i = 0; i < form->sections; i++) {
		struct filled_section	*at = &section[1 + i];

		at->section = (ptrdiff_t)i;
		at->number = str_of(numbers[i]);
		at->heading = form->section[i].title.text;
		at->exact = true;
		if (i > 0 && i < 4)
			continue;
		at->n = 1 + next(seed, 3);
		at->text = arena_array(arena, at->n, sizeof *at->text);
		for (size_t k = 0; k < at->n; k++)
			at->text[k].text = str_of(texts[next(seed, 4)]);
	}
	return section;
}

static struct filled *
report_of(struct arena *arena, const struct forms *forms, unsigned seed)
{
	struct filled	*filled = report_random(arena, forms, 2023, seed);

	filled->title.text = S("青溪镇人民政府2023年政府信息公开工作年度报告");
	filled->agency.text = S("青溪镇人民政府");
	filled->signer.text = S("青溪镇人民政府");
	filled->signed_on.day = day_make(2024, 1, 1 + (int)next(&seed, 28));
	filled->published.day = DAY_NONE;
	filled->section = sections_of(arena, filled->form, &seed);
	filled->sections = 1 + filled->form->sections;
	return filled;
}

/* --- there and back ------------------------------------------------------- */

static const struct filled *
there_and_back(struct arena *arena, const struct filled *filled, size_t f)
{
	struct fault	 fault = { 0 };
	struct filled	*back;
	struct doc	*doc;
	str		 bytes;

	check_ok(form_draw(arena, filled, &doc, &fault), fault);
	check_ok(doc_write(arena, doc, formats[f].format, &bytes, &fault),
	    fault);
	check_ok(doc_read(arena, bytes, str_of(formats[f].name), &doc, &fault),
	    fault);
	check_ok(form_match(arena, filled->forms, doc, &back, &fault), fault);
	return back;
}

static void
check_same_cell(const struct filled_cell *got, const struct filled_cell *want,
    const char *name, const struct form_row *row, size_t column)
{
	cr_assert_eq(got->state, want->state,
	    "%s: %.*s %zu is %d not %d (%.*s)", name, STRF(row->key), column,
	    (int)got->state, (int)want->state, STRF(got->raw));
	if (want->state == FILLED_NUMBER)
		cr_assert_eq(number_compare(got->value, want->value), 0,
		    "%s: %.*s %zu is %.*s", name, STRF(row->key), column,
		    STRF(got->raw));
	else if (want->state != FILLED_LOST && want->state != FILLED_BLANK)
		check_str(got->raw, want->raw);
	check_str(got->unit, want->unit);
}

/*
 * Two tables have the same rows and columns.  They may be of different forms:
 * table 4 never changed.
 */
static void
check_same_labels(const struct form_table *got, const struct form_table *want)
{
	if (want == NULL)
		return;
	check_int(got->rows, want->rows);
	for (size_t r = 0; r < want->rows; r++) {
		check_str(got->row[r].key, want->row[r].key);
		check_int(got->row[r].columns, want->row[r].columns);
		for (size_t c = 0; c < want->row[r].columns; c++)
			check_str(got->row[r].column[c].label.text,
			    want->row[r].column[c].label.text);
	}
}

static void
check_same_figures(const struct filled *got, const struct filled *want,
    const char *name)
{
	check_int(got->tables, want->tables);
	for (size_t t = 0; t < want->tables; t++) {
		const struct filled_table	*a = &got->table[t];
		const struct filled_table	*b = &want->table[t];

		cr_assert_eq(a->table == NULL, b->table == NULL,
		    "%s: table %zu", name, t);
		check_same_labels(a->table, b->table);
		for (size_t r = 0; b->table != NULL && r < b->table->rows; r++)
			for (size_t c = 0; c < b->table->row[r].columns; c++)
				check_same_cell(
				    &a->cell[b->table->row[r].first + c],
				    &b->cell[b->table->row[r].first + c], name,
				    &b->table->row[r], c);
	}
}

static void
check_same_words(const struct filled *got, const struct filled *want)
{
	check_str(got->title.text, want->title.text);
	check_str(got->agency.text, want->agency.text);
	check_int(got->year, want->year);
	check_str(got->signer.text, want->signer.text);
	check_int(got->signed_on.day, want->signed_on.day);
	check_int(got->sections, want->sections);
	for (size_t s = 0; s < want->sections; s++) {
		const struct filled_section	*a = &got->section[s];
		const struct filled_section	*b = &want->section[s];

		check_int(a->section, b->section);
		check_str(a->number, b->number);
		check_str(a->heading, b->heading);
		check_int(a->n, b->n);
		for (size_t i = 0; i < b->n; i++)
			check_str(a->text[i].text, b->text[i].text);
	}
}

Test(round_trip, a_consistent_report_comes_back_in_every_format)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned seed = 1; seed <= 10; seed++) {
		const struct filled	*filled = report_of(arena, forms, seed);

		for (size_t f = 0; f < FORMATS; f++) {
			const struct filled	*back;

			back = there_and_back(arena, filled, f);
			check_same_figures(back, filled, formats[f].name);
			check_same_words(back, filled);
			check_int(back->remarks, 0);
		}
	}
}

Test(round_trip, tables_of_different_forms_stay_of_their_forms)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned seed = 1; seed <= 8; seed++) {
		struct filled	*filled = report_of(arena, forms, seed);

		for (size_t t = 0; t < 3; t++)
			if ((seed >> t & 1) == 0)
				filled->table[t] = report_random(arena, forms,
				    2020, seed + 50)->table[t];
		for (size_t f = 0; f < FORMATS; f++)
			check_same_figures(there_and_back(arena, filled, f),
			    filled, formats[f].name);
	}
}

/* Some cells become blank or a mark. */
static void
empty_some(struct filled *filled, unsigned *seed)
{
	for (size_t t = 0; t < filled->tables; t++) {
		struct filled_table	*at = &filled->table[t];

		for (size_t c = 0; c < at->table->cells; c++) {
			unsigned	what = next(seed, 12);

			if (what == 0)
				at->cell[c] = (struct filled_cell){
					.state = FILLED_BLANK };
			else if (what == 1)
				at->cell[c] = (struct filled_cell){
					.state = FILLED_MARK, .raw = S("/") };
		}
	}
}

Test(round_trip, blanks_and_marks_come_back_as_such)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned seed = 1; seed <= 10; seed++) {
		struct filled	*filled = report_of(arena, forms, seed);
		unsigned	 random = seed;

		empty_some(filled, &random);
		for (size_t f = 0; f < KEEPING; f++)
			check_same_figures(there_and_back(arena, filled, f),
			    filled, formats[f].name);
	}
}

Test(round_trip, what_was_lost_comes_back_lost)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled = report_of(arena, forms, 5);

	filled->table[0] = (struct filled_table){ 0 };
	for (size_t c = 0; c < 7; c++)
		filled->table[1].cell[7 * 9 + c] = (struct filled_cell){
			.state = FILLED_LOST };
	for (size_t f = 0; f < FORMATS; f++)
		check_same_figures(there_and_back(arena, filled, f), filled,
		    formats[f].name);
}

Test(round_trip, figures_alone_come_back_under_official_headings)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled = report_of(arena, forms, 6);

	filled->sections = 0;
	filled->title.text = S("");
	for (size_t f = 0; f < FORMATS; f++) {
		const struct filled	*back = there_and_back(arena, filled,
					    f);

		check_same_figures(back, filled, formats[f].name);
		check_str(back->agency.text, filled->agency.text);
		check_int(back->year, 2023);
	}
}

Test(round_trip, units_fractions_signs_and_what_is_unreadable_come_back)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled = report_of(arena, forms, 7);
	struct filled_table	*old;

	report_state(filled, "t3", "new", "natural", FILLED_UNREADABLE,
	    "3或4");
	report_state(filled, "t4", "review", "other", FILLED_UNREADABLE,
	    "约5");
	report_cell(filled, "t2", "fees_wan", "amount")->value =
	    (struct number){ 773028, 2 };
	report_cell(filled, "t2", "norms", "made")->unit = S("件");
	for (size_t f = 0; f < KEEPING; f++)
		check_same_figures(there_and_back(arena, filled, f), filled,
		    formats[f].name);
	old = &report_random(arena, forms, 2019, 3)->table[0];
	filled->table[0] = *old;
	report_set(filled, "t2", "licences", "change", -12);
	report_cell(filled, "t2", "procurement", "amount")->unit = S("元");
	for (size_t f = 0; f < KEEPING; f++)
		check_same_figures(there_and_back(arena, filled, f), filled,
		    formats[f].name);
}

static void
empty(struct filled_table *at)
{
	for (size_t c = 0; c < at->table->cells; c++)
		at->cell[c] = (struct filled_cell){ .state = FILLED_BLANK };
}

Test(round_trip, tables_without_a_single_figure_come_back_blank)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned which = 1; which < 8; which++) {
		struct filled	*filled = report_of(arena, forms, 8);

		for (size_t t = 0; t < 3; t++)
			if ((which >> t & 1) != 0)
				empty(&filled->table[t]);
		for (size_t f = 0; f < KEEPING; f++)
			check_same_figures(there_and_back(arena, filled, f),
			    filled, formats[f].name);
	}
}

Test(round_trip, any_rows_may_be_lost)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);

	for (unsigned seed = 1; seed <= 20; seed++) {
		struct filled	*filled = report_of(arena, forms, seed);
		unsigned	 random = seed;

		for (size_t t = 0; t < 2; t++) {
			const struct form_table	*table;
			size_t			 r;

			table = filled->table[t].table;
			r = next(&random, (unsigned)table->rows);
			for (size_t c = 0; c < table->row[r].columns; c++)
				filled->table[t].cell[table->row[r].first +
				    c] = (struct filled_cell){
					.state = FILLED_LOST };
		}
		for (size_t f = 0; f < FORMATS; f++)
			check_same_figures(there_and_back(arena, filled, f),
			    filled, formats[f].name);
	}
}

Test(round_trip, missing_headings_and_signature_stay_missing)
{
	struct arena		*arena = test_arena();
	const struct forms	*forms = report_forms(arena);
	struct filled		*filled = report_of(arena, forms, 9);

	filled->signer.text = S("");
	filled->signed_on.day = DAY_NONE;
	filled->section[3] = filled->section[4];
	filled->section[4] = filled->section[5];
	filled->section[5] = filled->section[6];
	filled->sections--;
	for (size_t f = 0; f < FORMATS; f++) {
		const struct filled	*back = there_and_back(arena, filled,
					    f);

		check_same_figures(back, filled, formats[f].name);
		check_same_words(back, filled);
	}
}
