#include "tests/test.h"

#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cli/secret.h"

/* What reading came to, in one line: the password, or the fault's key. */
static void
read_and_tell(enum secret_from from, int to)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { 0 };
	struct job	 job = { .arena = arena, .fault = &fault };
	str		 password = S("");
	const char	*said;

	check_ok(word_load(arena, LANG_EN, &job.words, &fault), fault);
	said = secret_read(&job, from, &password) == OK ?
	    str_c(arena, password) : fault.key;
	check_int(write(to, said, strlen(said)), (ssize_t)strlen(said));
}

static str
all_of(int fd)
{
	char	*text = arena_alloc(test_arena(), 8192);
	size_t	 n = 0;
	ssize_t	 got;

	while (n < 8000 && (got = read(fd, text + n, 8000 - n)) > 0)
		n += (size_t)got;
	return (str){ text, n };
}

/* Wait until the terminal shows a text; all that it showed so far. */
static str
wait_for(int terminal, str what, char *shown, size_t *n)
{
	while (!str_has((str){ shown, *n }, what)) {
		ssize_t	got = read(terminal, shown + *n, 4000 - *n);

		cr_assert_gt(got, 0, "the terminal broke off");
		*n += (size_t)got;
	}
	return (str){ shown, *n };
}

/* Type two lines on a terminal; what came of it, and what it showed. */
static str
type(const char *first, const char *second, str *ret_shown)
{
	char	*shown = arena_alloc(test_arena(), 4096);
	size_t	 n = 0;
	int	 terminal, tell[2];
	pid_t	 child;
	str	 said;

	check_int(pipe(tell), 0);
	child = forkpty(&terminal, NULL, NULL, NULL);
	cr_assert_neq(child, -1, "there is no terminal to be had");
	if (child == 0) {
		(void)close(tell[0]);
		read_and_tell(SECRET_TERMINAL, tell[1]);
		_exit(0);
	}
	(void)close(tell[1]);
	(void)wait_for(terminal, S("New password: "), shown, &n);
	check_int(write(terminal, first, strlen(first)),
	    (ssize_t)strlen(first));
	if (second != NULL) {
		(void)wait_for(terminal, S("Again: "), shown, &n);
		check_int(write(terminal, second, strlen(second)),
		    (ssize_t)strlen(second));
	}
	said = all_of(tell[0]);
	*ret_shown = (str){ shown, n };
	check_int(waitpid(child, NULL, 0), child);
	return said;
}

Test(secret, a_password_is_typed_twice_and_never_shown)
{
	str	shown;

	check_str(type("kettle 壶\n", "kettle 壶\n", &shown), S("kettle 壶"));
	cr_assert(!str_has(shown, S("kettle")));
}

Test(secret, two_that_differ_are_refused)
{
	str	shown;

	check_str(type("kettle\n", "kettel\n", &shown), S("secret.differ"));
}

Test(secret, control_c_refuses_and_leaves_the_terminal_as_it_was)
{
	str	shown;

	check_str(type("ket\003tle\n", NULL, &shown), S("secret.broken"));
	check_str(type("\n", NULL, &shown), S("secret.none"));
}

/* What comes of this on standard input. */
static str
feed(str bytes)
{
	int	in[2], tell[2];
	pid_t	child;
	str	said;

	check_int(pipe(in), 0);
	check_int(pipe(tell), 0);
	child = fork();
	if (child == 0) {
		(void)dup2(in[0], STDIN_FILENO);
		(void)close(in[1]);
		(void)close(tell[0]);
		read_and_tell(SECRET_STDIN, tell[1]);
		_exit(0);
	}
	(void)close(tell[1]);
	(void)close(in[0]);
	check_int(write(in[1], bytes.at, bytes.n), (ssize_t)bytes.n);
	(void)close(in[1]);
	said = all_of(tell[0]);
	check_int(waitpid(child, NULL, 0), child);
	return said;
}

Test(secret, the_first_line_of_standard_input_is_one)
{
	check_str(feed(S("kettle\nmore\n")), S("kettle"));
	check_str(feed(S("kettle\r\n")), S("kettle"));
	check_str(feed(S(" kettle ")), S(" kettle "));
	check_str(feed(S("")), S("secret.none"));
	check_str(feed(S("\nkettle\n")), S("secret.none"));
}

Test(secret, what_is_no_text_is_refused)
{
	char	*large = arena_alloc(test_arena(), 5000);

	check_str(feed(S("ket\0tle\n")), S("secret.broken"));
	check_str(feed(S("ket\xFFtle\n")), S("secret.broken"));
	check_str(feed(S("ket\ttle\n")), S("secret.broken"));
	memset(large, 'a', 5000);
	check_str(feed((str){ large, 5000 }), S("secret.broken"));
}
