#include <stdlib.h>
#include <unistd.h>

#include "tests/flow/flow.h"

static void
remove_file(void *path)
{
	(void)unlink(path);
}

static struct flow_line *
read_text(const char *text, size_t n)
{
	char			*path = arena_printf(test_arena(),
				    "/tmp/gongkai-flow-XXXXXX");
	struct fault		 fault = { .code = OK };
	struct flow_line	*line;
	size_t			 found;
	int			 file = mkstemp(path);

	cr_assert_geq(file, 0);
	close(file);
	arena_defer(test_arena(), remove_file, path);
	check_ok(file_write(path, str_of(text), &fault), fault);
	flow_read(path, &line, &found);
	check_int(found, n);
	return line;
}

Test(flow_read, words_keys_and_parts_are_told_apart)
{
	struct flow_line	*line = read_text("flow  a story\n\n# remark\n"
	    "step  a.b  name=\"two words\" text~part x -> refused a.b\n", 2);

	check_str(line[0].verb, S("flow"));
	check_int(line[1].number, 4);
	check_int(line[1].words, 4);
	check_str(line[1].word[0].value, S("a.b"));
	check_int(line[1].word[0].key.n, 0);
	check_str(line[1].word[1].key, S("name"));
	check_str(line[1].word[1].value, S("two words"));
	cr_assert(!line[1].word[1].part && line[1].word[2].part);
	check_str(line[1].word[2].value, S("part"));
	check_str(line[1].word[3].value, S("x"));
	check_int(line[1].thens, 2);
	check_str(line[1].then[1].value, S("a.b"));
}

Test(flow_read, a_value_may_hold_signs_or_be_empty)
{
	struct flow_line	*line = read_text("flow x\nexpect t a=b=c "
				    "d=", 2);

	check_str(line[1].word[1].value, S("b=c"));
	check_str(line[1].word[2].key, S("d"));
	check_int(line[1].word[2].value.n, 0);
}
