#include "office/spool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "tests/store.h"

#define OWNER	S("me")

static struct spool *
make(struct test_store *t, str *ret_secret)
{
	struct spool	*spool = NULL;

	check_ok(spool_new(&t->job, OWNER, &spool, ret_secret), t->fault);
	check_ok(spool_put(&t->job, spool, S("a"), S("what was brought")),
	    t->fault);
	return spool;
}

/* The only folder there is. */
static str
only(struct test_store *t)
{
	str	*path;
	size_t	 n;

	check_ok(file_list(t->job.arena, arena_printf(t->job.arena,
	    "%s/spool", t->store->dir), 9, &path, &n, &t->fault), t->fault);
	check_int(n, 1);
	return path[0];
}

/* As if it had lain there so long. */
static void
age(struct test_store *t, int seconds)
{
	str		path = only(t);
	const char	*dir = str_c(t->job.arena, str_sub(path, 0,
			    path.n - 2));
	struct timespec	when[2];

	(void)clock_gettime(CLOCK_REALTIME, &when[0]);
	when[0].tv_sec -= seconds;
	when[1] = when[0];
	cr_assert_eq(utimensat(AT_FDCWD, dir, when, 0), 0);
}

TEST_STORE(spool, gives_back_what_was_brought)
{
	struct spool	*spool;
	str		 secret, text;

	(void)make(t, &secret);
	check_int(secret.n, 64);
	check_ok(spool_open(&t->job, OWNER, secret, &spool), t->fault);
	check_ok(spool_get(&t->job, spool, S("a"), &text), t->fault);
	check_str(text, S("what was brought"));
	cr_assert(!spool_has(&t->job, spool, S("b")));
	spool_drop(&t->job, spool, S("a"));
	cr_assert(!spool_has(&t->job, spool, S("a")));
}

TEST_STORE(spool, lies_sealed_and_under_another_name)
{
	str	secret, bytes;

	(void)make(t, &secret);
	cr_assert(!str_has(only(t), secret));
	cr_assert(!str_has(only(t), str_sub(secret, 0, 16)));
	check_ok(file_read(t->job.arena, str_c(t->job.arena, only(t)), 4096,
	    &bytes, &t->fault), t->fault);
	cr_assert(!str_has(bytes, S("brought")));
}

TEST_STORE(spool, opens_for_nobody_else)
{
	struct spool	*spool;
	str		 secret, text;

	(void)make(t, &secret);
	check_ok(spool_open(&t->job, S("you"), secret, &spool), t->fault);
	cr_assert_eq(spool_get(&t->job, spool, S("a"), &text),
	    ERR_NOT_FOUND);
	cr_assert_eq(spool_open(&t->job, OWNER, S("../../etc"), &spool),
	    ERR_NOT_FOUND);
}

TEST_STORE(spool, is_swept_after_its_hour)
{
	struct spool	*spool;
	str		*path;
	size_t		 n;
	str		 secret;

	(void)make(t, &secret);
	age(t, SPOOL_KEEP - 60);
	spool_sweep(&t->job);
	check_ok(spool_open(&t->job, OWNER, secret, &spool), t->fault);
	age(t, SPOOL_KEEP + 60);
	cr_assert_eq(spool_open(&t->job, OWNER, secret, &spool),
	    ERR_NOT_FOUND);
	(void)only(t);
	spool_sweep(&t->job);
	check_ok(file_list(t->job.arena, arena_printf(t->job.arena,
	    "%s/spool", t->store->dir), 9, &path, &n, &t->fault), t->fault);
	check_int(n, 0);
}

TEST_STORE(spool, is_bounded_in_number)
{
	struct spool	*spool;
	str		 secret;

	for (int i = 0; i < SPOOL_MOST; i++)
		check_ok(spool_new(&t->job, OWNER, &spool, &secret),
		    t->fault);
	cr_assert_eq(spool_new(&t->job, OWNER, &spool, &secret), ERR_BUSY);
	spool_end(&t->job, spool);
	check_ok(spool_new(&t->job, OWNER, &spool, &secret), t->fault);
}
