#include "tests/test.h"

#include "base/buf.h"

Test(buf, what_is_put_stands_in_a_row_and_ends_with_a_nul)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 1000);
	check_str(buf_str(&buf), S(""));
	buf_put(&buf, S("ab"));
	buf_byte(&buf, 'c');
	buf_point(&buf, U'中');
	buf_printf(&buf, "%d%s", 12, "x");
	check_str(buf_str(&buf), S("abc中12x"));
	check_int(buf.at[buf.n], 0);
	check_int(buf_err(&buf), OK);
}

Test(buf, it_grows_to_its_limit_and_not_past_it)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 1000);
	for (int i = 0; i < 1000; i++)
		buf_byte(&buf, 'a');
	check_int(buf_err(&buf), OK);
	buf_byte(&buf, 'b');
	check_int(buf_err(&buf), ERR_TOO_LARGE);
	check_int(buf_str(&buf).n, 1000);
}

Test(buf, past_its_limit_it_takes_nothing_more)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 4);
	buf_put(&buf, S("abc"));
	buf_put(&buf, S("de"));
	buf_byte(&buf, 'f');
	buf_printf(&buf, "%s", "g");
	check_str(buf_str(&buf), S("abc"));
	check_int(buf_err(&buf), ERR_TOO_LARGE);
	buf_clear(&buf);
	check_int(buf_err(&buf), OK);
	buf_printf(&buf, "%s", "wxyz");
	check_str(buf_str(&buf), S("wxyz"));
}

Test(buf, its_own_text_can_be_put_again)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 100000);
	buf_put(&buf, S("ab"));
	for (int i = 0; i < 12; i++)
		buf_put(&buf, buf_str(&buf));
	check_int(buf_str(&buf).n, 2 << 12);
	check_str(str_sub(buf_str(&buf), 8188, 8192), S("abab"));
}
