#include "tests/test.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/child.h"

#define MEMORY	((size_t)1 << 30)

static const struct child_limits	usual = { 10, MEMORY, 1 << 20 };

/* Run a line of shell; the fault is the caller's. */
static enum err
shell(struct arena *arena, const char *line, str input,
    const struct child_limits *limits, str *ret, struct fault *fault)
{
	const char *const	argv[] = { "sh", "-c", line, NULL };

	return child_run(arena, argv, input, limits, ret, fault);
}

static str
printed(const char *line, str input)
{
	struct fault	fault;
	str		output = S("unset");

	check_ok(shell(test_arena(), line, input, &usual, &output, &fault),
	    fault);
	return output;
}

static void
check_fails(const char *line, const struct child_limits *limits,
    enum err code, const char *last)
{
	struct fault	fault;
	str		output = S("unset");

	check_int(shell(test_arena(), line, S(""), limits, &output, &fault),
	    code);
	check_str(output, S("unset"));
	check_str(fault.arg[fault.n - 1], str_of(last));
}

Test(child, what_it_prints_is_collected)
{
	check_str(printed("echo one; echo two", S("")), S("one\ntwo\n"));
	check_str(printed("true", S("")), S(""));
	check_str(printed("echo complaint >&2", S("")), S(""));
}

Test(child, its_input_is_a_file_it_may_read)
{
	check_str(printed("cat", S("a\0b")), S("a\0b"));
	check_str(printed("cat /dev/stdin", S("abc")), S("abc"));
	check_str(printed("echo x >>/dev/stdin || cat", S("abc")), S("abc"));
}

Test(child, much_input_and_much_output_do_not_lock_up)
{
	struct arena		*arena = test_arena();
	struct child_limits	 limits = { 20, MEMORY, 1 << 24 };
	struct fault		 fault;
	char			*bytes = arena_alloc(arena, 1 << 23);
	str			 input = { bytes, 1 << 23 }, output;

	memset(bytes, 'a', input.n);
	check_ok(shell(arena, "cat; cat /dev/stdin >&2", input, &limits,
	    &output, &fault), fault);
	cr_assert(str_eq(output, input));
	check_ok(shell(arena, "exit 0", input, &limits, &output, &fault),
	    fault);
}

Test(child, a_program_that_is_not_there_is_said)
{
	static const char *const	argv[] = { "gongkai-no-such-program",
					    NULL };
	struct fault			fault;
	str				output;

	check_int(child_run(test_arena(), argv, S(""), &usual, &output, &fault),
	    ERR_NOT_FOUND);
	check_str(fault.arg[0], S("gongkai-no-such-program"));
}

Test(child, a_failure_is_told_in_its_own_words)
{
	check_fails("echo '  no key ' >&2; exit 3", &usual, ERR_OUTSIDE,
	    "no key");
	check_fails("exit 3", &usual, ERR_OUTSIDE, "exit 3");
	check_fails("kill -SEGV $$", &usual, ERR_OUTSIDE, "signal 11");
}

Test(child, a_long_complaint_is_cut_and_not_waited_for)
{
	struct fault	fault;
	str		output;

	check_int(shell(test_arena(), "yes x | head -c 1000000 >&2; exit 1",
	    S(""), &usual, &output, &fault), ERR_OUTSIDE);
	cr_assert_leq(fault.arg[1].n, 512);
}

Test(child, too_much_output_ends_it)
{
	struct child_limits	limits = { 10, MEMORY, 1000 };

	check_fails("yes", &limits, ERR_TOO_LARGE, "sh");
	check_fails("head -c 1001 /dev/zero", &limits, ERR_TOO_LARGE, "sh");
}

Test(child, output_up_to_the_limit_is_taken)
{
	struct child_limits	limits = { 10, MEMORY, 1000 };
	struct fault		fault;
	str			output;

	check_ok(shell(test_arena(), "head -c 1000 /dev/zero", S(""), &limits,
	    &output, &fault), fault);
	check_int(output.n, 1000);
}

static int64_t
seconds_of(const char *line)
{
	struct child_limits	limits = { 1, MEMORY, 1000 };
	struct timespec		before, after;

	(void)clock_gettime(CLOCK_MONOTONIC, &before);
	check_fails(line, &limits, ERR_TOO_LARGE, "sh");
	(void)clock_gettime(CLOCK_MONOTONIC, &after);
	return after.tv_sec - before.tv_sec;
}

Test(child, time_ends_it_whatever_it_does)
{
	cr_assert_leq(seconds_of("sleep 60"), 4);
	cr_assert_leq(seconds_of("while :; do :; done"), 4);
	cr_assert_leq(seconds_of("exec >&- 2>&-; sleep 60"), 4);
	cr_assert_leq(seconds_of("trap '' TERM HUP XCPU; sleep 60 & wait"), 4);
}

Test(child, what_it_leaves_running_is_ended_by_the_deadline)
{
	cr_assert_leq(seconds_of("sleep 60 & exit 0"), 4);
}

Test(child, what_it_leaves_running_in_silence_is_ended_at_once)
{
	struct arena	*arena = test_arena();
	const char	*line;
	str		 pid;

	pid = printed("sleep 60 >&- 2>&- & echo $!", S(""));
	line = arena_printf(arena, "while :; do "
	    "case $(cut -d' ' -f3 /proc/%.*s/stat 2>&-) in "
	    "''|Z) echo gone; exit;; esac; sleep 0.1; done",
	    STRF(str_trim(pid)));
	check_str(printed(line, S("")), S("gone\n"));
}

Test(child, memory_ends_it)
{
	struct child_limits	limits = { 10, (size_t)64 << 20, 1000 };

	check_fails("head -c 200M /dev/zero | exec tail -c 200M >&2", &limits,
	    ERR_TOO_LARGE, "sh");
}

Test(child, a_file_it_writes_is_limited_too)
{
	struct child_limits	limits = { 10, MEMORY, 1000 };

	check_fails("f=$(mktemp); exec 3>$f; rm $f; "
	    "exec head -c 2000 /dev/zero >&3", &limits, ERR_TOO_LARGE, "sh");
}

Test(child, it_sees_little_of_us)
{
	cr_assert_eq(setenv("GONGKAI_SECRET", "x", 1), 0);
	cr_assert_geq(open("/dev/null", O_RDONLY), 3);
	check_str(printed("env | grep -c GONGKAI; ls /proc/self/fd | wc -l; "
	    "pwd", S("")), S("0\n4\n/\n"));
	check_str(printed("test \"$(cut -d' ' -f6 /proc/$$/stat)\" = $$ && "
	    "echo own session", S("")), S("own session\n"));
}

Test(child, a_signal_that_we_ignore_or_block_is_not_ignored_by_it)
{
	sigset_t	all;

	(void)signal(SIGPIPE, SIG_IGN);
	(void)sigfillset(&all);
	(void)sigprocmask(SIG_BLOCK, &all, NULL);
	check_fails("kill -PIPE $$; exit 0", &usual, ERR_OUTSIDE, "signal 13");
	check_fails("kill -TERM $$; exit 0", &usual, ERR_OUTSIDE, "signal 15");
}

/* Collect more than the arena has room for; does not return. */
static void
overfill(struct arena *arena)
{
	struct fault	fault;
	str		output;

	(void)shell(arena, "head -c 500000 /dev/zero; sleep 60", S(""),
	    &usual, &output, &fault);
	cr_assert_fail("the arena had room");
}

/* What is set up after setjmp stands in a function of its own. */
Test(child, nothing_is_left_when_the_job_runs_out_of_memory)
{
	struct arena	*arena = arena_new(1 << 16);
	jmp_buf		 spent;

	arena_on_limit(arena, &spent);
	if (setjmp(spent) == 0)
		overfill(arena);
	arena_free(arena);
	check_int(waitpid(-1, NULL, WNOHANG), -1);
}

static void *
run_many(void *unused)
{
	(void)unused;
	for (int i = 0; i < 10; i++) {
		struct arena	*arena = arena_new(1 << 20);
		struct fault	 fault;
		char		 text[2] = { (char)('a' + i), '\0' };
		str		 output;

		check_ok(shell(arena, "cat", str_of(text), &usual, &output,
		    &fault), fault);
		check_str(output, str_of(text));
		arena_free(arena);
	}
	return NULL;
}

Test(child, several_threads_may_run_children_at_once)
{
	pthread_t	thread[4];

	for (int i = 0; i < 4; i++)
		check_int(pthread_create(&thread[i], NULL, run_many, NULL), 0);
	for (int i = 0; i < 4; i++)
		check_int(pthread_join(thread[i], NULL), 0);
}
