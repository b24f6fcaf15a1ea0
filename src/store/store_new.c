#include "store/store_new.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/seal_ring.h"
#include "base/setting.h"
#include "base/utf8.h"
#include "base/word.h"
#include "store/db.h"
#include "store/schema.h"

#define CONF_BYTES	((size_t)16 << 10)
#define FILES_OPEN	16	/* while a folder is taken away */

static int
remove_one(const char *path, const struct stat *status, int kind,
    struct FTW *ftw)
{
	(void)status;
	(void)kind;
	(void)ftw;
	(void)remove(path);
	return 0;
}

/* Take away what was made for a folder that was not finished. */
static void
undo(void *what)
{
	const struct store_making	*making = what;

	if (making->done)
		return;
	(void)nftw(making->path, remove_one, FILES_OPEN,
	    FTW_DEPTH | FTW_PHYS);
	if (making->key_made)
		(void)unlink(making->key_file);
}

static enum err
fail(const char *path, struct fault *fault)
{
	return FAIL(fault, errno == ENOSPC ? ERR_TOO_LARGE : ERR_STORE,
	    "file.unwritable", str_of(path), str_of(strerror(errno)));
}

/* The folder that a path stands in; slashes at its end were dropped. */
static const char *
above(struct arena *arena, const char *path)
{
	const char	*slash = strrchr(path, '/');

	return slash == NULL ? "." : arena_copy(arena, path,
	    (size_t)(slash - path) + (slash == path));
}

/* The whole path of a name whose folder exists. */
static enum err
whole_path(struct arena *arena, const char *path, const char **ret,
    struct fault *fault)
{
	str		 s = str_of(path);
	const char	*slash, *name, *real;
	char		 folder[PATH_MAX];

	while (s.n > 1 && s.at[s.n - 1] == '/')
		s.n--;
	name = str_c(arena, s);
	if (!utf8_valid(s) || str_has(s, S("\n")) || s.n == 0 ||
	    str_ends(s, S("/")) || str_ends(s, S("/.")) ||
	    str_ends(s, S("..")) || str_is(s, "."))
		return FAIL(fault, ERR_INVALID, "store.path", s);
	real = realpath(above(arena, name), folder);
	if (real == NULL)
		return FAIL(fault, ERR_NOT_FOUND, "store.no_place",
		    str_of(above(arena, name)));
	slash = strrchr(name, '/');
	*ret = arena_printf(arena, "%s/%s", str_is(str_of(real), "/") ? "" :
	    real, slash == NULL ? name : slash + 1);
	return OK;
}

/* Nothing stands there, or an empty folder. */
static enum err
check_place(const char *dir, struct fault *fault)
{
	DIR	*folder = opendir(dir);
	int	 n = 0;

	if (folder == NULL && errno == ENOENT)
		return OK;
	if (folder == NULL && errno != ENOTDIR)
		return fail(dir, fault);
	if (folder != NULL) {
		while (n < 3 && readdir(folder) != NULL)
			n++;
		(void)closedir(folder);
	}
	return n == 2 ? OK : FAIL(fault, ERR_CONFLICT, "store.not_empty",
	    str_of(dir));
}

/* Where the keys are, outside of the folder; made if they are not there. */
static enum err
make_keys(struct arena *arena, const struct store_new *given,
    struct store_making *making, struct fault *fault)
{
	struct seal_ring	 none = { NULL, 0 }, ring;
	const char		*path = given->key_file;
	str			 inside = str_printf(arena, "%s/",
				    making->dir);
	enum err		 e;

	if (path == NULL)
		path = arena_printf(arena, "%s.key", making->dir);
	e = whole_path(arena, path, &making->key_file, fault);
	if (e != OK)
		return e;
	if (str_starts(str_of(making->key_file), inside))
		return FAIL(fault, ERR_INVALID, "store.key_inside",
		    str_of(making->key_file));
	if (file_kind(making->key_file) != FILE_MISSING)
		return seal_ring_read(arena, making->key_file, &ring, fault);
	seal_ring_turn(arena, &none, given->suite, &ring);
	making->key_made = true;
	return seal_ring_write(making->key_file, &ring, fault);
}

/* A setting behind the sentence that explains it; one that was not given is
   there as a comment. */
static void
put_setting(struct buf *buf, const struct store_new *given,
    const struct store_making *making, const struct setting *setting)
{
	str	name = str_of(setting->name), value = { 0 };

	if (str_is(name, "crypto") && given->suite == SEAL_GM)
		value = S("gm");
	else if (str_is(name, "key_file"))
		value = str_of(making->key_file);
	else if (str_is(name, "store"))
		value = given->where;
	else if (str_is(name, "folder"))
		value = given->folder;
	else if (str_is(name, "site_name"))
		value = given->site;
	buf_printf(buf, "# %.*s\n%s%s = %.*s\n\n",
	    STRF(word(given->words, setting->help)), value.n == 0 ? "#" : "",
	    setting->name, STRF(value.n == 0 ? str_of(setting->fallback) :
	    value));
}

/* DIR/gongkai.conf; a password may stand in it. */
static enum err
make_settings(struct arena *arena, const struct store_new *given,
    const struct store_making *making, struct fault *fault)
{
	const char	*path = arena_printf(arena, "%s/gongkai.conf",
			    making->path);
	struct buf	 buf;

	buf_init(&buf, arena, CONF_BYTES);
	for (const struct setting *at = setting_index; at->name != NULL; at++)
		put_setting(&buf, given, making, at);
	return disk_write_private(path, buf_str(&buf), fault);
}

/* In the folder the file comes first, empty and for its owner alone. */
static enum err
make_tables(struct arena *arena, const struct store_new *given,
    const struct store_making *making, struct fault *fault)
{
	struct schema_state	 state;
	const char		*where = given->where.n > 0 ?
				    str_c(arena, given->where) :
				    arena_printf(arena, "%s/gongkai.db",
				    making->path);
	struct db		*db;
	enum err		 e = OK;

	if (given->where.n == 0)
		e = disk_write_private(where, S(""), fault);
	if (e == OK)
		e = db_open(where, DB_CREATE, &db, fault);
	if (e != OK)
		return e;
	e = schema_look(db, arena, &state, fault);
	if (e == OK && !state.empty)
		e = FAIL(fault, ERR_CONFLICT, "store.used");
	if (e == OK)
		e = schema_migrate(db, arena, given->now, fault);
	db_close(db);
	return e;
}

static enum err
make_folder(struct arena *arena, struct store_making *making,
    struct fault *fault)
{
	char		*path = arena_printf(arena, "%s.XXXXXX", making->dir);
	const char	*blobs;

	if (mkdtemp(path) == NULL)
		return fail(path, fault);
	making->path = path;
	arena_defer(arena, undo, making);
	blobs = arena_printf(arena, "%s/blobs", path);
	return mkdir(blobs, 0700) == 0 ? OK : fail(blobs, fault);
}

enum err
store_new_begin(struct arena *arena, const struct store_new *given,
    struct store_making **ret, struct fault *fault)
{
	struct store_making	*making = arena_alloc(arena, sizeof *making);
	enum err		 e;

	*ret = making;
	if (str_has(given->where, S("\n")))
		return FAIL(fault, ERR_INVALID, "store.address");
	e = whole_path(arena, given->dir, &making->dir, fault);
	if (e == OK)
		e = check_place(making->dir, fault);
	if (e == OK)
		e = make_folder(arena, making, fault);
	if (e == OK)
		e = make_keys(arena, given, making, fault);
	if (e == OK)
		e = make_settings(arena, given, making, fault);
	if (e == OK)
		e = make_tables(arena, given, making, fault);
	return e;
}

enum err
store_new_finish(struct store_making *making, struct fault *fault)
{
	enum err	e = disk_sync(making->path, fault);

	if (e != OK)
		return e;
	if (rename(making->path, making->dir) != 0) {
		if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
			return FAIL(fault, ERR_CONFLICT, "store.not_empty",
			    str_of(making->dir));
		return fail(making->dir, fault);
	}
	making->done = true;
	return disk_sync_above(making->dir, fault);
}
