#include "tests/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/seal_ring.h"

#define FIGURES \
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/* A path in a fresh directory. */
static const char *
fresh_path(void)
{
	return arena_printf(test_arena(), "%s/master.key", test_folder());
}

/* Write the text under rights and say how reading it ends. */
static enum err
read_text(const char *text, mode_t mode, struct seal_ring *ret,
    struct fault *fault)
{
	const char	*path = fresh_path();

	check_ok(file_write(path, str_of(text), fault), *fault);
	check_int(chmod(path, mode), 0);
	return seal_ring_read(test_arena(), path, ret, fault);
}

Test(seal_ring, what_was_written_is_read_again)
{
	struct seal_ring	 empty = { 0 }, one, two, got;
	struct fault		 fault = { 0 };
	const char		*path = fresh_path();

	seal_ring_turn(test_arena(), &empty, SEAL_DEFAULT, &one);
	seal_ring_turn(test_arena(), &one, SEAL_GM, &two);
	check_ok(seal_ring_write(path, &two, &fault), fault);
	check_ok(seal_ring_read(test_arena(), path, &got, &fault), fault);
	check_int(got.n, 2);
	check_int(got.key[0]->number, 2);
	check_int(got.key[0]->suite, SEAL_GM);
	cr_assert_arr_eq(got.key[0]->at, two.key[0]->at, SEAL_KEY);
	check_int(got.key[1]->number, 1);
	cr_assert_arr_eq(got.key[1]->at, one.key[0]->at, SEAL_KEY);
	cr_assert(seal_ring_key(&got, 1) == got.key[1]);
	cr_assert(seal_ring_key(&got, 3) == NULL);
}

Test(seal_ring, a_dropped_key_is_gone_and_no_other)
{
	struct seal_ring	empty = { 0 }, one, two, three, got;

	seal_ring_turn(test_arena(), &empty, SEAL_DEFAULT, &one);
	seal_ring_turn(test_arena(), &one, SEAL_DEFAULT, &two);
	seal_ring_turn(test_arena(), &two, SEAL_DEFAULT, &three);
	seal_ring_drop(test_arena(), &three, 2, &got);
	check_int(got.n, 2);
	check_int(got.key[0]->number, 3);
	check_int(got.key[1]->number, 1);
	seal_ring_drop(test_arena(), &three, 9, &got);
	check_int(got.n, 3);
}

Test(seal_ring, the_file_is_its_owners_alone_from_the_first_moment)
{
	struct seal_ring	 empty = { 0 }, ring;
	struct fault		 fault = { 0 };
	const char		*path = fresh_path();
	struct stat		 state;

	(void)umask(0);
	seal_ring_turn(test_arena(), &empty, SEAL_DEFAULT, &ring);
	check_ok(seal_ring_write(path, &ring, &fault), fault);
	check_int(stat(path, &state), 0);
	check_int(state.st_mode & 0777, 0600);
	check_ok(seal_ring_write(path, &ring, &fault), fault);
	check_int(stat(path, &state), 0);
	check_int(state.st_mode & 0777, 0600);
}

Test(seal_ring, a_file_that_others_may_read_is_refused)
{
	static const mode_t	modes[] = { 0640, 0604, 0660, 0644 };

	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		struct fault		fault = { 0 };
		struct seal_ring	ring;

		check_int(read_text("1 default " FIGURES "\n", modes[i],
		    &ring, &fault), ERR_FORBIDDEN);
		cr_assert_str_eq(fault.key, "seal.key_file_open");
	}
}

Test(seal_ring, comments_and_empty_lines_are_passed_over)
{
	struct fault		fault = { 0 };
	struct seal_ring	ring;

	check_ok(read_text("# master keys\n\n 9 gm " FIGURES "\r\n"
	    "3 default " FIGURES, 0600, &ring, &fault), fault);
	check_int(ring.n, 2);
	check_int(ring.key[0]->number, 9);
	check_int(ring.key[0]->at[31], 0x1f);
}

Test(seal_ring, a_line_that_is_no_key_is_named)
{
	static const char *const	bad[] = {
		"# a\n1 default " FIGURES "00\n",
		"# a\n1 default 00\n",
		"# a\n1 sm4 " FIGURES "\n",
		"# a\n0 default " FIGURES "\n",
		"# a\n4294967296 default " FIGURES "\n",
		"# a\nx default " FIGURES "\n",
		"# a\ndefault " FIGURES "\n",
		"# a\n1 default zz0102030405060708090a0b0c0d0e0f"
		"101112131415161718191a1b1c1d1e1f\n",
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct fault		fault = { 0 };
		struct seal_ring	ring;

		check_int(read_text(bad[i], 0600, &ring, &fault),
		    ERR_INVALID);
		cr_assert_str_eq(fault.key, "seal.key_file_bad", "%s", bad[i]);
		check_str(fault.arg[1], S("2"));
		cr_assert(!str_has((str){ fault.text, sizeof fault.text },
		    S("0405")), "a key stands in a fault");
	}
}

Test(seal_ring, numbers_fall)
{
	struct fault		fault = { 0 };
	struct seal_ring	ring;

	check_int(read_text("1 gm " FIGURES "\n2 gm " FIGURES "\n", 0600,
	    &ring, &fault), ERR_INVALID);
	check_int(read_text("2 gm " FIGURES "\n2 gm " FIGURES "\n", 0600,
	    &ring, &fault), ERR_INVALID);
}

Test(seal_ring, no_file_and_no_key_are_told_apart)
{
	struct fault		fault = { 0 };
	struct seal_ring	ring;

	check_int(seal_ring_read(test_arena(), fresh_path(), &ring, &fault),
	    ERR_NOT_FOUND);
	check_int(read_text("# none\n", 0600, &ring, &fault), ERR_INVALID);
	cr_assert_str_eq(fault.key, "seal.key_file_empty");
}

Test(seal_ring, nothing_is_left_where_it_could_not_be_written)
{
	struct seal_ring	empty = { 0 }, ring;
	struct fault		fault = { 0 };

	seal_ring_turn(test_arena(), &empty, SEAL_DEFAULT, &ring);
	check_int(seal_ring_write(arena_printf(test_arena(), "%s/no/key",
	    fresh_path()), &ring, &fault), ERR_NOT_FOUND);
}
