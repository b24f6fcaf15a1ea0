#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "base/embed.h"
#include "base/file.h"

/* A directory that overrides words/zh.yaml and has words/extra.yaml. */
static const char *
overriding(void)
{
	const char	*path = test_folder();
	struct fault	fault;

	check_int(chdir(path), 0);
	check_int(mkdir("words", 0700), 0);
	check_ok(file_write("words/zh.yaml", S("own"), &fault), fault);
	check_ok(file_write("words/extra.yaml", S("extra"), &fault), fault);
	return path;
}

Test(data, what_is_embedded_is_the_file_itself)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;
	str		 inside, outside;

	for (size_t i = 0; i < embed_count; i++) {
		check_ok(data_read(arena, embed_files[i].path, &inside, &fault),
		    fault);
		check_ok(file_read(arena, embed_files[i].path, 1 << 24,
		    &outside, &fault), fault);
		check_str(inside, outside);
	}
	cr_assert_gt(embed_count, 1);
}

Test(data, a_file_that_is_not_there_is_said)
{
	struct fault	fault;
	str		text;

	check_int(data_read(test_arena(), "words/none.yaml", &text, &fault),
	    ERR_NOT_FOUND);
	check_str(fault.arg[0], S("words/none.yaml"));
}

Test(data, an_overriding_file_stands_in_front)
{
	const char	*directory = overriding();
	struct fault	 fault;
	str		 text;

	data_override(directory);
	check_ok(data_read(test_arena(), "words/zh.yaml", &text, &fault),
	    fault);
	check_str(text, S("own"));
	check_ok(data_read(test_arena(), "words/extra.yaml", &text, &fault),
	    fault);
	check_str(text, S("extra"));
	check_ok(data_read(test_arena(), "words/en.yaml", &text, &fault),
	    fault);
	cr_assert_gt(text.n, 100);
}

Test(data, a_listing_holds_both_kinds_once_and_sorted)
{
	const char	*directory = overriding();
	struct fault	 fault;
	size_t		 n;
	str		*path;

	data_override(arena_printf(test_arena(), "%s//", directory));
	check_ok(data_list(test_arena(), "words/", &path, &n, &fault), fault);
	check_int(n, 3);
	check_str(path[0], S("words/en.yaml"));
	check_str(path[1], S("words/extra.yaml"));
	check_str(path[2], S("words/zh.yaml"));
}

Test(data, an_overriding_directory_that_is_not_there_is_said)
{
	struct fault	 fault;
	size_t		 n;
	str		*path;

	data_override("/tmp/gongkai-no-such-directory");
	check_int(data_list(test_arena(), "words/", &path, &n, &fault),
	    ERR_NOT_FOUND);
}
