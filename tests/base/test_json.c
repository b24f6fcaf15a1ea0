#include "tests/test.h"

#include <jansson.h>
#include <string.h>

#include "base/json.h"

#define LIMIT	((size_t)1 << 20)

static void
check_refused(str text, enum err code, const char *key)
{
	struct fault	 fault;
	struct json_t	*tree = NULL;

	check_int(json_read(test_arena(), text, LIMIT, &tree, &fault), code);
	check_str(str_of(fault.key), str_of(key));
	cr_assert(tree == NULL);
}

Test(json, what_was_written_is_read_back)
{
	struct arena	*arena = test_arena();
	struct buf	 buf;
	struct json	 json;
	struct fault	 fault;
	struct json_t	*tree;

	for (int pretty = 0; pretty < 2; pretty++) {
		buf_init(&buf, arena, LIMIT);
		json_init(&json, &buf, pretty == 1);
		json_open_object(&json);
		json_put_name(&json, "text");
		json_put_str(&json, S("a\"\\/\n\t\x01\x7F中\xE2\x80\xA8"));
		json_put_name_str(&json, S("\"n\""));
		json_put_int(&json, INT64_MIN);
		json_put_name(&json, "list");
		json_open_array(&json);
		json_put_bool(&json, true);
		json_put_bool(&json, false);
		json_put_null(&json);
		json_open_object(&json);
		json_close_object(&json);
		json_open_array(&json);
		json_close_array(&json);
		json_put_number(&json, (struct number){ 773028, 2 });
		json_close_array(&json);
		json_close_object(&json);
		check_int(buf_err(&buf), OK);
		check_ok(json_read(arena, buf_str(&buf), LIMIT, &tree, &fault),
		    fault);
		check_str(str_of(json_string_value(json_object_get(tree,
		    "text"))), S("a\"\\/\n\t\x01\x7F中\xE2\x80\xA8"));
		check_int(json_integer_value(json_object_get(tree, "\"n\"")),
		    INT64_MIN);
		check_int(json_array_size(json_object_get(tree, "list")), 6);
	}
}

Test(json, the_layout_is_the_promised_one)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, test_arena(), LIMIT);
	json_init(&json, &buf, true);
	json_open_array(&json);
	json_open_object(&json);
	json_put_name(&json, "a");
	json_put_number(&json, (struct number){ -50, 2 });
	json_put_name(&json, "b");
	json_open_array(&json);
	json_close_array(&json);
	json_close_object(&json);
	json_put_int(&json, 2);
	json_close_array(&json);
	check_str(buf_str(&buf),
	    S("[\n  {\n    \"a\": -0.5,\n    \"b\": []\n  },\n  2\n]"));

	buf_clear(&buf);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_name(&json, "a");
	json_put_str(&json, S(""));
	json_put_name(&json, "b");
	json_put_null(&json);
	json_close_object(&json);
	check_str(buf_str(&buf), S("{\"a\":\"\",\"b\":null}"));
}

Test(json, a_member_may_be_null_where_its_text_is_empty)
{
	struct arena	*arena = test_arena();
	struct buf	 buf;
	struct json	 json;

	buf_init(&buf, arena, LIMIT);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_member(&json, "a", S("x"));
	json_put_member(&json, "b", S(""));
	json_put_member_or_null(&json, "c", S("y"));
	json_put_member_or_null(&json, "d", S(""));
	json_close_object(&json);
	check_str(buf_str(&buf), S("{\"a\":\"x\",\"b\":\"\","
	    "\"c\":\"y\",\"d\":null}"));
}

Test(json, what_is_not_json_is_refused_with_its_place)
{
	struct fault	 fault;
	struct json_t	*tree;

	check_refused(S(""), ERR_INVALID, "json.syntax");
	check_refused(S("{\"a\":1,\"a\":2}"), ERR_INVALID, "json.syntax");
	check_refused(S("\"\xFF\""), ERR_INVALID, "json.syntax");
	check_refused(S("\"\\u0000\""), ERR_INVALID, "json.syntax");
	check_refused(S("[1]x"), ERR_INVALID, "json.syntax");
	check_refused(S("[123456789012345678901234567890]"), ERR_INVALID,
	    "json.syntax");
	check_int(json_read(test_arena(), S("[1,\n 2,,]"), LIMIT, &tree,
	    &fault), ERR_INVALID);
	check_str(fault.arg[0], S("2"));
}

Test(json, depth_and_size_are_bounded)
{
	struct fault	 fault;
	struct json_t	*tree;
	char		 text[129] = "";

	memset(text, '[', 64);
	memset(text + 64, ']', 64);
	check_ok(json_read(test_arena(), str_of(text), LIMIT, &tree, &fault),
	    fault);
	memset(text, '[', 65);
	check_refused(str_of(text), ERR_TOO_LARGE, "json.too_large");
	check_int(json_read(test_arena(), S("[1]"), 2, &tree, &fault),
	    ERR_TOO_LARGE);
	check_ok(json_read(test_arena(), S("\"[[\\\"[[\""), LIMIT, &tree,
	    &fault), fault);
}

Test(json, a_byte_order_mark_is_passed_over)
{
	struct fault	 fault;
	struct json_t	*tree;

	check_ok(json_read(test_arena(), S("\xEF\xBB\xBF" "[1]"), LIMIT, &tree,
	    &fault), fault);
	check_int(json_array_size(tree), 1);
}
