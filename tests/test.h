/*
 * test - what every unit test begins with.
 *
 * A test is Criterion's Test(suite, name); the suite is the file's name
 * without test_ and the name is a sentence.  Each runs in its own process.
 */
#ifndef TEST_H
#define TEST_H

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/str.h"

/* An arena large enough for any test; it ends with the test. */
struct arena	*test_arena(void);

/* An empty folder below /tmp; it goes with the test and all that is in it. */
const char	*test_folder(void);

/* Put a file in front of the embedded one ("rules/roles.yaml"), as --data
   does; it is gone with the test. */
void		 test_override(const char *path, str text);

/*
 * Where a file of the shared folder of real reports lies: below
 * GONGKAI_SHARED, else ../shared.  The test is skipped if it is not there, and
 * fails where CI=true.
 */
const char	*test_shared(const char *path);

/* Two str are the same text. */
#define check_str(got, want) do {					\
	str got_ = (got), want_ = (want);				\
	cr_assert(str_eq(got_, want_), "`%.*s' is not `%.*s'",		\
	    STRF(got_), STRF(want_));					\
} while (0)

#define check_int(got, want) do {					\
	long long got_ = (long long)(got), want_ = (long long)(want);	\
	cr_assert_eq(got_, want_, "%lld is not %lld", got_, want_);	\
} while (0)

/* The call went well; otherwise the fault's key is shown. */
#define check_ok(call, fault) do {					\
	enum err e_ = (call);						\
	cr_assert_eq(e_, OK, "error %d: %s %.*s", (int)e_,		\
	    (fault).key == NULL ? "" : (fault).key,			\
	    STRF((fault).arg[0]));					\
} while (0)

#endif
