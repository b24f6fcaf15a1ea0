#include "domain/record_meta.h"

#include "base/arena.h"
#include "base/buf.h"
#include "tests/test.h"

static enum err
read_from(str json, struct record_meta *ret, struct fault *fault)
{
	*fault = (struct fault){ .code = OK };
	return record_meta_read(test_arena(), json, ret, fault);
}

Test(record_meta, the_same_notes_are_the_same_bytes)
{
	struct record_meta	meta;
	struct fault		fault;
	str			json;

	check_ok(read_from(S("{\"b\": \"二\\n\", \"a\":\"一\", "
	    "\"c\":\"\"}"), &meta, &fault), fault);
	check_int(meta.n, 2);
	json = record_meta_write(test_arena(), &meta);
	check_str(json, S("{\"a\":\"一\",\"b\":\"二\\n\"}"));
	check_ok(read_from(json, &meta, &fault), fault);
	check_str(record_meta_write(test_arena(), &meta), json);
	check_str(record_meta_get(&meta, S("a")), S("一"));
	check_str(record_meta_get(&meta, S("z")), S(""));
	check_ok(read_from(S(""), &meta, &fault), fault);
	check_str(record_meta_write(test_arena(), &meta), S(""));
}

Test(record_meta, a_note_is_set_replaced_and_taken_away)
{
	struct record_meta	meta = { NULL, 0 };
	struct fault		fault = { .code = OK };
	struct arena		*arena = test_arena();

	check_ok(record_meta_set(arena, &meta, S("b"), S("1"), &fault),
	    fault);
	check_ok(record_meta_set(arena, &meta, S("a"), S("2"), &fault),
	    fault);
	check_ok(record_meta_set(arena, &meta, S("b"), S("3"), &fault),
	    fault);
	check_str(record_meta_write(arena, &meta),
	    S("{\"a\":\"2\",\"b\":\"3\"}"));
	check_ok(record_meta_set(arena, &meta, S("a"), S(""), &fault),
	    fault);
	check_ok(record_meta_set(arena, &meta, S("x"), S(""), &fault),
	    fault);
	check_str(record_meta_write(arena, &meta), S("{\"b\":\"3\"}"));
}

Test(record_meta, only_an_object_of_texts_is_read)
{
	static const char *const	wrong[] = { "[]", "\"a\"", "1", "null",
					    "{\"a\":1}", "{\"a\":{}}",
					    "{\"a\":\"b\",\"a\":\"c\"}",
					    "{\"a\":\"b\"", "{\"a\":\"\xff\"}",
					    "{\"a\":\"b\"} x" };
	struct record_meta		meta;
	struct fault			fault;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		cr_assert_neq(read_from(str_of(wrong[i]), &meta, &fault), OK,
		    "%s", wrong[i]);
}

Test(record_meta, notes_have_bounds)
{
	struct record_meta	meta;
	struct fault		fault;
	struct buf		buf;

	buf_init(&buf, test_arena(), RECORD_META_BYTES * 2);
	buf_byte(&buf, '{');
	for (int i = 0; i <= RECORD_META_FIELDS; i++)
		buf_printf(&buf, "%s\"f%d\":\"x\"", i > 0 ? "," : "", i);
	buf_byte(&buf, '}');
	check_int(read_from(buf_str(&buf), &meta, &fault), ERR_TOO_LARGE);
	check_str(str_of(fault.key), S("record.meta"));
	buf_clear(&buf);
	buf_put(&buf, S("{\"a\":\""));
	while (buf.n <= RECORD_META_BYTES)
		buf_byte(&buf, 'a');
	buf_put(&buf, S("\"}"));
	cr_assert_neq(read_from(buf_str(&buf), &meta, &fault), OK);
}
