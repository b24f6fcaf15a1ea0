#include "tests/test.h"

#include "doc/doc_read.h"

static struct doc *
read_json(const char *text)
{
	struct arena	*arena = test_arena();
	struct doc	*doc;
	struct fault	 fault;

	check_ok(doc_read_json(arena, str_of(text), S("x.json"), &doc,
	    &fault), fault);
	return doc;
}

Test(doc_read_json, texts_are_paragraphs_and_the_rest_is_said_of_the_file)
{
	struct doc	*doc = read_json(
	    "{\"url\": \"http://www.example.gov.cn/a\", \"Id\": \"A7\",\n"
	    " \"parts\": [{\"title\": \"一、标题\","
	    " \"text\": \"第一行\\n第二行\"}]}");

	check_int(doc->n, 3);
	check_str(doc->block[0].text, S("一、标题"));
	check_str(doc->block[2].text, S("第二行"));
	check_int(doc->block[2].place.line, 2);
	check_int(doc->links, 1);
	check_int(doc->metas, 1);
	check_str(doc->meta[0].name, S("id"));
}

Test(doc_read_json, lists_of_lists_are_tables)
{
	struct doc	*doc = read_json(
	    "{\"rows\": [[\"名称\", \"数量\"], [\"规章\", 3], [\"其他\", null]]}");
	const struct doc_table	*table = doc->block[0].table;

	check_int(doc->n, 1);
	check_int(table->rows, 3);
	check_str(table->at[3]->text, S("3"));
	check_str(table->at[5]->text, S(""));
}

Test(doc_read_json, values_keep_the_names_around_them)
{
	struct doc	*doc = read_json(
	    "{\"a\": {\"许可\": 5, \"b\": [\"7\", null]},"
	    " \"rows\": [{\"name\": \"规章\", \"made\": 1}]}");

	check_int(doc->nameds, 5);
	check_int(doc->named[0].names, 2);
	check_str(doc->named[0].name[1], S("许可"));
	check_str(doc->named[0].text, S("5"));
	check_str(doc->named[1].name[1], S("b"));
	check_int(doc->named[1].of, 2);
	check_int(doc->named[2].index, 1);
	check_str(doc->named[2].text, S(""));
	check_int(doc->named[4].names, 3);
	check_str(doc->named[4].name[1], S("规章"));
	check_str(doc->named[4].name[2], S("made"));
}

Test(doc_read_json, a_string_that_lost_its_quote_ends_with_its_member)
{
	struct doc	*doc = read_json(
	    "[{\"a\": \"第一个标题\xEF\xBF\xBD,\"b\": \"第二个标题\"},"
	    " {\"c\": \"末尾\xEF\xBF\xBD}]");

	check_int(doc->n, 3);
	check_str(doc->block[0].text, S("第一个标题\xEF\xBF\xBD"));
	check_str(doc->block[1].text, S("第二个标题"));
	check_str(doc->block[2].text, S("末尾\xEF\xBF\xBD"));
}

Test(doc_read_json, mojibake_is_undone)
{
	struct doc	*doc = read_json(
	    "{\"title\": \"涓€銆佹€讳綋鎯呭喌\"}");

	check_str(doc->block[0].text, S("一、总体情况"));
}

Test(doc_read_json, nothing_to_read_is_refused)
{
	static const char *const text[] = { "", "[", "{}", "[1, 2", "\"\"" };

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		struct doc	*doc;
		struct fault	 fault;

		check_int(doc_read_json(test_arena(), str_of(text[i]),
		    S("x.json"), &doc, &fault), ERR_INVALID);
	}
}
