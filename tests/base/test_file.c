#include "tests/test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static const char *
in(const char *directory, const char *name)
{
	return arena_printf(test_arena(), "%s/%s", directory, name);
}

static void
write_text(const char *path, str text)
{
	struct fault	fault;

	check_ok(file_write(path, text, &fault), fault);
}

static str
text_of(const char *path)
{
	struct fault	fault;
	str		text;

	check_ok(file_read(test_arena(), path, 1 << 20, &text, &fault), fault);
	return text;
}

/* How many names stand in a directory, hidden ones too. */
static int
count_names(const char *directory)
{
	DIR	*dir = opendir(directory);
	int	 n = 0;

	cr_assert(dir != NULL);
	while (readdir(dir) != NULL)
		n++;
	(void)closedir(dir);
	return n - 2;
}

Test(file, what_was_written_is_read)
{
	const char	*directory = test_folder(), *path = in(directory, "a");

	write_text(path, S("one\0two"));
	check_str(text_of(path), S("one\0two"));
	write_text(path, S(""));
	check_str(text_of(path), S(""));
	check_int(count_names(directory), 1);
}

Test(file, a_file_past_the_limit_is_not_read)
{
	const char	*directory = test_folder(), *path = in(directory, "a");
	struct fault	 fault;
	str		 text = S("before");

	write_text(path, S("12345"));
	check_int(file_read(test_arena(), path, 4, &text, &fault),
	    ERR_TOO_LARGE);
	check_str(str_of(fault.key), S("file.too_large"));
	check_str(text, S("before"));
	check_ok(file_read(test_arena(), path, 5, &text, &fault), fault);
}

Test(file, what_is_no_regular_file_is_not_read)
{
	const char	*directory = test_folder(), *pipe = in(directory, "p");
	struct fault	 fault;
	str		 text;

	check_int(file_read(test_arena(), directory, 100, &text, &fault),
	    ERR_INVALID);
	check_int(mkfifo(pipe, 0600), 0);
	check_int(file_read(test_arena(), pipe, 100, &text, &fault),
	    ERR_INVALID);
	check_int(file_read(test_arena(), in(directory, "none"), 100, &text,
	    &fault), ERR_NOT_FOUND);
	check_int(file_read(test_arena(), in(pipe, "none"), 100, &text,
	    &fault), ERR_NOT_FOUND);
}

Test(file, a_new_file_has_the_rights_of_the_umask_and_an_old_one_its_own)
{
	const char	*directory = test_folder(), *path = in(directory, "a");
	struct stat	 state;

	(void)umask(027);
	write_text(path, S("one"));
	check_int(stat(path, &state), 0);
	check_int(state.st_mode & 0777, 0640);
	check_int(chmod(path, 0604), 0);
	write_text(path, S("two"));
	check_int(stat(path, &state), 0);
	check_int(state.st_mode & 0777, 0604);
}

Test(file, nothing_stands_under_its_name_before_the_commit)
{
	const char	*directory = test_folder(), *path = in(directory, "a");
	struct file_out	*out;
	struct fault	 fault;

	write_text(path, S("old"));
	check_ok(file_create(test_arena(), path, &out, &fault), fault);
	file_put(out, S("ne"));
	file_put(out, S("w"));
	check_str(text_of(path), S("old"));
	check_ok(file_commit(out, &fault), fault);
	check_str(text_of(path), S("new"));
	file_abandon(out);
	check_str(text_of(path), S("new"));
	check_int(count_names(directory), 1);
}

Test(file, an_abandoned_or_forgotten_file_leaves_nothing)
{
	const char	*directory = test_folder();
	struct arena	*arena = arena_new(1 << 20);
	struct file_out	*out, *forgotten;
	struct fault	 fault;

	check_ok(file_create(arena, in(directory, "a"), &out, &fault), fault);
	check_ok(file_create(arena, in(directory, "b"), &forgotten, &fault),
	    fault);
	file_put(out, S("x"));
	file_put(forgotten, S("x"));
	file_abandon(out);
	arena_free(arena);
	check_int(count_names(directory), 0);
}

Test(file, a_failed_write_says_so_and_leaves_nothing)
{
	const char	*directory = test_folder();
	struct fault	 fault;

	check_int(file_write(in(directory, "no/a"), S("x"), &fault),
	    ERR_NOT_FOUND);
	check_str(str_of(fault.key), S("file.no_directory"));
	check_int(file_write(directory, S("x"), &fault), ERR_INVALID);
	check_int(count_names(directory), 0);
}

Test(file, a_full_disk_is_told_and_a_device_is_not_replaced)
{
	struct fault	fault;
	struct stat	state;

	check_int(file_write("/dev/full", S("x"), &fault), ERR_TOO_LARGE);
	check_str(str_of(fault.key), S("file.full"));
	check_ok(file_write("/dev/null", S("x"), &fault), fault);
	check_int(stat("/dev/null", &state), 0);
	cr_assert(S_ISCHR(state.st_mode));
}

Test(file, a_link_stays_and_its_file_is_written)
{
	const char	*directory = test_folder();
	const char	*link = in(directory, "link");
	const char	*file = in(directory, "f");
	struct stat	 state;

	write_text(file, S("old"));
	check_int(symlink("f", link), 0);
	write_text(link, S("new"));
	check_str(text_of(file), S("new"));
	check_int(lstat(link, &state), 0);
	cr_assert(S_ISLNK(state.st_mode));
}

Test(file, a_name_of_any_length_can_be_written)
{
	const char	*directory = test_folder();
	char		 name[256] = "";

	for (size_t i = 0; i < 255; i++)
		name[i] = 'n';
	write_text(in(directory, name), S("x"));
	check_str(text_of(in(directory, name)), S("x"));
}

Test(file, a_listing_is_sorted_and_leaves_out_links_and_hidden_files)
{
	const char	*directory = test_folder();
	struct fault	 fault;
	str		*path;
	size_t		 n;

	check_int(mkdir(in(directory, "b"), 0700), 0);
	check_int(mkdir(in(directory, ".git"), 0700), 0);
	write_text(in(directory, "c"), S(""));
	write_text(in(directory, "b/z"), S(""));
	write_text(in(directory, "b/a\nb"), S(""));
	write_text(in(directory, ".hidden"), S(""));
	write_text(in(directory, ".git/x"), S(""));
	check_int(symlink("c", in(directory, "l")), 0);
	check_int(symlink("..", in(directory, "b/up")), 0);
	check_ok(file_list(test_arena(), in(directory, "/"), 3, &path, &n,
	    &fault), fault);
	check_int(n, 3);
	check_str(path[0], str_of(in(directory, "b/a\nb")));
	check_str(path[1], str_of(in(directory, "b/z")));
	check_str(path[2], str_of(in(directory, "c")));
	check_int(file_list(test_arena(), directory, 2, &path, &n, &fault),
	    ERR_TOO_LARGE);
	check_int(file_list(test_arena(), in(directory, "none"), 2, &path, &n,
	    &fault), ERR_NOT_FOUND);
}

Test(file, kinds_are_told_apart)
{
	check_int(file_kind("/dev/null"), FILE_OTHER);
	check_int(file_kind("/tmp"), FILE_DIRECTORY);
	check_int(file_kind("/tmp/gongkai-there-is-no-such-file"),
	    FILE_MISSING);
	check_int(file_kind("/proc/self/exe"), FILE_REGULAR);
}
