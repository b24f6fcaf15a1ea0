#include "store/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/setting.h"
#include "store/store.h"

#define SCRATCH		((size_t)1 << 20)
#define PIECE		((size_t)64 << 10)
#define CONTEXT		S("blob")

/* The directory of all blobs, or that of those whose digest begins so. */
static const char *
directory_of(struct arena *arena, const struct store *store, str two)
{
	if (two.n == 0)
		return arena_printf(arena, "%s/blobs", store->dir);
	return arena_printf(arena, "%s/blobs/%.*s", store->dir, STRF(two));
}

/* Where a blob lies: only a digest makes a path. */
static enum err
path_of(struct arena *arena, const struct store *store, str name,
    const char **ret, struct fault *fault)
{
	struct digest	 digest;
	str		 kind, hex = name;

	if (!digest_read(name, &digest) || !str_cut(&hex, ':', &kind))
		return FAIL(fault, ERR_INVALID, "blob.name", name);
	*ret = arena_printf(arena, "%s/%.*s-%.*s", directory_of(arena, store,
	    str_sub(hex, 0, 2)), STRF(kind), STRF(hex));
	return OK;
}

/* The name of what lies in a file of this name; empty for other files. */
static str
name_of(struct arena *arena, const char *file)
{
	struct digest	digest;
	str		kind, hex = str_of(file), name;

	if (!str_cut(&hex, '-', &kind))
		return S("");
	name = str_printf(arena, "%.*s:%.*s", STRF(kind), STRF(hex));
	return digest_read(name, &digest) ? name : S("");
}

static enum digest_kind
kind_now(const struct store *store)
{
	return str_is(setting_text(store->settings, "crypto"), "gm") ?
	    DIGEST_SM3 : DIGEST_SHA256;
}

/* Make the directories of a new blob. */
static enum err
directories(struct arena *arena, const struct store *store, const char *path,
    const char **ret, struct fault *fault)
{
	const char	*slash = strrchr(path, '/');
	enum err	 e;

	e = disk_directory(directory_of(arena, store, S("")), fault);
	if (e != OK)
		return e;
	*ret = str_c(arena, (str){ path, (size_t)(slash - path) });
	return disk_directory(*ret, fault);
}

static enum err
write_new(struct arena *arena, const struct store *store, str name,
    str bytes, struct fault *fault)
{
	const char	*path, *directory;
	enum err	 e;

	e = path_of(arena, store, name, &path, fault);
	if (e == OK)
		e = directories(arena, store, path, &directory, fault);
	if (e != OK)
		return e;
	/* Equal bytes lie there already: new again for the sweep, and written
	   anew only if they were damaged. */
	if (disk_touch(path) && blob_check(store, name, NULL) == OK)
		return disk_sync(directory, fault);
	e = file_write(path, bytes, fault);
	if (e != OK)
		return e;

	return disk_sync(directory, fault);
}

enum err
blob_put(struct arena *arena, const struct store *store,
    const struct seal_key *key, str bytes, struct blob *ret,
    struct fault *fault)
{
	struct arena	*scratch;
	struct digest	 digest;
	str		 kept = bytes;
	enum err	 e;

	if (bytes.n > BLOB_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "blob.too_large",
		    str_printf(arena, "%zu", BLOB_BYTES >> 20));
	scratch = arena_new(2 * bytes.n + SCRATCH);
	if (key != NULL)
		kept = seal_shut(scratch, key, CONTEXT, bytes);
	digest = digest_of(kind_now(store), kept);
	e = write_new(scratch, store, digest_text(scratch, &digest), kept,
	    fault);
	arena_free(scratch);
	if (e != OK)
		return e;
	*ret = (struct blob){ digest_text(arena, &digest), bytes.n };
	return OK;
}

enum err
blob_get(struct arena *arena, const struct store *store, str name,
    const struct seal_key *key, str *ret, struct fault *fault)
{
	struct digest	 want, have;
	const char	*path;
	enum err	 e;
	str		 kept;

	e = path_of(arena, store, name, &path, fault);
	if (e == OK)
		e = file_read(arena, path, BLOB_BYTES + SCRATCH, &kept, fault);
	if (e == ERR_NOT_FOUND)
		return FAIL(fault, e, "blob.missing", name);
	if (e != OK)
		return e;
	(void)digest_read(name, &want);
	have = digest_of(want.kind, kept);
	if (!digest_eq(&have, &want))
		return FAIL(fault, ERR_STORE, "blob.changed", name);
	if (key != NULL)
		return seal_open(arena, key, CONTEXT, kept, ret, fault);
	*ret = kept;
	return OK;
}

/* The digest of an open file, piece by piece. */
static enum err
digest_file(struct arena *arena, int fd, struct digest *digest)
{
	struct digest_run	*run = digest_begin(arena, digest->kind);
	char			*piece = arena_alloc(arena, PIECE);
	ssize_t			 n;

	while ((n = read(fd, piece, PIECE)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ERR_STORE;
		digest_more(run, (str){ piece, (size_t)n });
	}
	*digest = digest_end(run);
	return OK;
}

static enum err
check(struct arena *arena, const struct store *store, str name,
    struct fault *fault)
{
	struct digest	 want, have;
	const char	*path;
	enum err	 e;
	int		 fd;

	e = path_of(arena, store, name, &path, fault);
	if (e != OK)
		return e;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ?
		    FAIL(fault, ERR_NOT_FOUND, "blob.missing", name) :
		    FAIL(fault, ERR_STORE, "file.unreadable", str_of(path),
		    str_of(strerror(errno)));
	(void)digest_read(name, &want);
	have.kind = want.kind;
	e = digest_file(arena, fd, &have);
	(void)close(fd);
	if (e != OK)
		return FAIL(fault, e, "file.unreadable", str_of(path),
		    str_of(strerror(errno)));
	if (!digest_eq(&have, &want))
		return FAIL(fault, ERR_STORE, "blob.changed", name);
	return OK;
}

enum err
blob_check(const struct store *store, str name, struct fault *fault)
{
	struct arena	*scratch = arena_new(SCRATCH);
	enum err	 e = check(scratch, store, name, fault);

	arena_free(scratch);
	return e;
}

enum err
blob_erase(const struct store *store, str name, struct fault *fault)
{
	struct arena	*scratch = arena_new(SCRATCH);
	const char	*path;
	enum err	 e;

	e = path_of(scratch, store, name, &path, fault);
	if (e == OK)
		e = disk_erase(path, fault);
	arena_free(scratch);
	return e;
}

/* A walk through the directories. */
struct sweep {
	struct arena		*arena;		/* rewound for each file */
	const struct store	*store;
	const char		*directory;	/* the one being walked */
	bool			(*named)(void *context, str name);
	void			*context;	/* of named */
	int64_t			 age;		/* -1: nothing is removed */
	int64_t			 n;		/* unknown or removed */
	struct fault		*fault;
};

static enum err
sweep_file(void *context, const char *file)
{
	struct sweep		*sweep = context;
	struct arena_mark	 mark = arena_mark(sweep->arena);
	str			 name = name_of(sweep->arena, file);
	const char		*path;
	enum err		 e = OK;

	path = arena_printf(sweep->arena, "%s/%s", sweep->directory, file);
	if (name.n == 0 || !sweep->named(sweep->context, name)) {
		if (sweep->age < 0) {
			sweep->n += name.n > 0;
		} else if (disk_age(path) >= sweep->age) {
			e = disk_erase(path, sweep->fault);
			sweep->n++;
		}
	}
	arena_rewind(sweep->arena, mark);
	return e;
}

static enum err
sweep_directory(void *context, const char *two)
{
	struct sweep		*sweep = context;
	struct arena_mark	 mark = arena_mark(sweep->arena);
	enum err		 e = OK;

	sweep->directory = directory_of(sweep->arena, sweep->store,
	    str_of(two));
	if (strlen(two) == 2 && file_kind(sweep->directory) == FILE_DIRECTORY)
		e = disk_each(sweep->directory, sweep_file, sweep,
		    sweep->fault);
	arena_rewind(sweep->arena, mark);
	return e;
}

static enum err
sweep_all(struct sweep *sweep)
{
	enum err	e;

	sweep->arena = arena_new(SCRATCH);
	e = disk_each(directory_of(sweep->arena, sweep->store, S("")),
	    sweep_directory, sweep, sweep->fault);
	arena_free(sweep->arena);
	return e;
}

enum err
blob_sweep(const struct store *store, bool (*named)(void *, str),
    void *context, int64_t age, int *ret_swept, struct fault *fault)
{
	struct sweep	sweep = { .store = store, .named = named,
			    .context = context, .age = age, .fault = fault };
	enum err	e = sweep_all(&sweep);

	*ret_swept = (int)sweep.n;
	return e;
}

enum err
blob_orphans(const struct store *store, bool (*named)(void *, str),
    void *context, int64_t *ret_n, struct fault *fault)
{
	struct sweep	sweep = { .store = store, .named = named,
			    .context = context, .age = -1, .fault = fault };
	enum err	e = sweep_all(&sweep);

	*ret_n = sweep.n;
	return e;
}
