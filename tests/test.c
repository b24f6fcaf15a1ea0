#include "tests/test.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"

#if defined(__SANITIZE_ADDRESS__)
#define LEAKS_ARE_SOUGHT
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_SOUGHT
#endif
#endif

#ifdef LEAKS_ARE_SOUGHT
#include <sanitizer/lsan_interface.h>

const char	*__lsan_default_suppressions(void);
const char	*__lsan_default_options(void);

/*
 * Leaks of libraries, which we can neither cause nor cure: fontconfig 2.14
 * forgets a pattern of its configuration, once a process; cairo 1.16 forgets
 * 768 bytes a font it embeds.  What only src/doc/folio.c could leak hides
 * behind the second line; it has one place where it lets go.
 */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig.so\nleak:libcairo.so.2\n";
}

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

#define ARENAS	256

static struct arena	*arenas[ARENAS];
static size_t		 n_arenas;

/*
 * The arenas are let go of first, so that what only they pointed to is a leak
 * like any other; a leak then fails the test by the process's death.
 */
static void
end(void)
{
	while (n_arenas > 0)
		arena_free(arenas[--n_arenas]);
#ifdef LEAKS_ARE_SOUGHT
	if (__lsan_do_recoverable_leak_check() != 0)
		abort();
#endif
}

static void __attribute__((constructor))
begin(void)
{
	atexit(end);
}

struct arena *
test_arena(void)
{
	cr_assert(n_arenas < ARENAS, "a test of more than %d arenas", ARENAS);
	arenas[n_arenas] = arena_new((size_t)1 << 30);
	return arenas[n_arenas++];
}

static int
remove_one(const char *path, const struct stat *status, int kind,
    struct FTW *ftw)
{
	(void)status;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void
remove_folder(void *path)
{
	(void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
test_folder(void)
{
	struct arena	*arena = test_arena();
	char		*path = arena_printf(arena, "/tmp/gongkai-XXXXXX");

	cr_assert_not_null(mkdtemp(path));
	arena_defer(arena, remove_folder, path);
	return path;
}

void
test_override(const char *path, str text)
{
	static const char	*root = NULL;
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	const char		*file;
	char			*folder;

	if (root == NULL)
		root = test_folder();
	file = arena_printf(arena, "%s/%s", root, path);
	folder = str_c(arena, str_of(file));
	*strrchr(folder, '/') = '\0';
	(void)mkdir(folder, 0700);
	check_ok(file_write(file, text, &fault), fault);
	data_override(root);
}

const char *
test_shared(const char *path)
{
	const char	*root = getenv("GONGKAI_SHARED");
	const char	*ci = getenv("CI");
	char		*whole;

	whole = arena_printf(test_arena(), "%s/%s",
	    root == NULL || *root == '\0' ? "../shared" : root, path);
	if (file_kind(whole) == FILE_MISSING) {
		cr_assert(ci == NULL || strcmp(ci, "true") != 0,
		    "%s is not there; GONGKAI_SHARED says where", whole);
		cr_skip_test("%s is not there", whole);
	}
	return whole;
}
