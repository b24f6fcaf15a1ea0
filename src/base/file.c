#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

#define FILE_DEPTH	64	/* directories below a directory */

struct file_out {
	const char	*path;
	const char	*part;		/* its name until whole, or NULL */
	int		 fd;		/* -1 once closed */
	int		 error;		/* the first errno, 0 while well */
};

static enum err
cannot_open(const char *path, struct fault *fault)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return FAIL(fault, ERR_NOT_FOUND, "file.missing", str_of(path));
	case EACCES:
	case EPERM:
		return FAIL(fault, ERR_FORBIDDEN, "file.forbidden",
		    str_of(path));
	default:
		return FAIL(fault, ERR_STORE, "file.unreadable", str_of(path),
		    str_of(strerror(errno)));
	}
}

static enum err
read_all(int fd, const char *path, char *to, size_t want, size_t *ret_n,
    struct fault *fault)
{
	size_t	n = 0;

	while (n < want) {
		ssize_t	got = read(fd, to + n, want - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return FAIL(fault, ERR_STORE, "file.unreadable",
			    str_of(path), str_of(strerror(errno)));
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret_n = n;
	return OK;
}

enum err
file_read(struct arena *arena, const char *path, size_t limit, str *ret,
    struct fault *fault)
{
	struct stat	 state;
	char		*bytes;
	size_t		 n = 0;
	enum err	 e;
	int		 fd;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return cannot_open(path, fault);
	if (fstat(fd, &state) != 0) {
		e = cannot_open(path, fault);
	} else if (!S_ISREG(state.st_mode)) {
		e = FAIL(fault, ERR_INVALID, "file.not_regular", str_of(path));
	} else if ((uint64_t)state.st_size > limit) {
		e = FAIL(fault, ERR_TOO_LARGE, "file.too_large", str_of(path),
		    str_printf(arena, "%zu", limit >> 20));
	} else {
		bytes = arena_alloc(arena, (size_t)state.st_size + 1);
		e = read_all(fd, path, bytes, (size_t)state.st_size, &n, fault);
		if (e == OK)
			*ret = (str){ bytes, n };
	}
	(void)close(fd);
	return e;
}

enum err
file_fault(const char *path, int error, struct fault *fault)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return FAIL(fault, ERR_TOO_LARGE, "file.full", str_of(path));
	case ENOENT:
	case ENOTDIR:
		return FAIL(fault, ERR_NOT_FOUND, "file.no_directory",
		    str_of(path));
	case EACCES:
	case EPERM:
	case EROFS:
		return FAIL(fault, ERR_FORBIDDEN, "file.write_forbidden",
		    str_of(path));
	default:
		return FAIL(fault, ERR_STORE, "file.unwritable", str_of(path),
		    str_of(strerror(error)));
	}
}

/* A hidden name of our own beside `path', whatever its length. */
static const char *
part_name(struct arena *arena, const char *path)
{
	const char	*slash = strrchr(path, '/');
	size_t		 directory = slash == NULL ? 0 :
			    (size_t)(slash - path) + 1;
	uint64_t	 own = 0;

	/* Without random bytes the name may be taken: O_EXCL then tells. */
	if (getrandom(&own, sizeof own, 0) != sizeof own)
		own = (uint64_t)getpid();
	return arena_printf(arena, "%.*s.gongkai-%016llx.part",
	    (int)directory, path, (unsigned long long)own);
}

/* Open the part of a file that is new, or that keeps the rights it had. */
static int
open_part(struct arena *arena, struct file_out *out, const struct stat *old)
{
	char	real[PATH_MAX];
	int	fd;

	if (old != NULL && realpath(out->path, real) != NULL)
		out->path = str_c(arena, str_of(real));
	out->part = part_name(arena, out->path);
	/* Never wider than it was, not even while it is empty. */
	fd = open(out->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    old == NULL ? 0666 : old->st_mode & 0666);
	if (fd >= 0 && old != NULL)
		(void)fchmod(fd, old->st_mode & 0777);
	return fd;
}

static void
abandon(void *out)
{
	file_abandon(out);
}

enum err
file_create(struct arena *arena, const char *path, struct file_out **ret,
    struct fault *fault)
{
	struct file_out	*out = arena_alloc(arena, sizeof *out);
	struct stat	 old;
	bool		 stands = stat(path, &old) == 0;

	out->path = str_c(arena, str_of(path));
	if (stands && S_ISDIR(old.st_mode))
		return FAIL(fault, ERR_INVALID, "file.not_regular",
		    str_of(path));
	if (stands && !S_ISREG(old.st_mode))
		out->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	else
		out->fd = open_part(arena, out, stands ? &old : NULL);
	if (out->fd < 0)
		return file_fault(path, errno, fault);
	arena_defer(arena, abandon, out);
	*ret = out;
	return OK;
}

void
file_put(struct file_out *out, str bytes)
{
	size_t	n = 0;

	while (out->error == 0 && n < bytes.n) {
		ssize_t	put = write(out->fd, bytes.at + n, bytes.n - n);

		if (put >= 0)
			n += (size_t)put;
		else if (errno != EINTR)
			out->error = errno;
	}
}

enum err
file_commit(struct file_out *out, struct fault *fault)
{
	bool	part = out->part != NULL;

	if (part && out->error == 0 && fsync(out->fd) != 0)
		out->error = errno;
	if (close(out->fd) != 0 && out->error == 0)
		out->error = errno;
	out->fd = -1;
	if (part && out->error == 0 && rename(out->part, out->path) != 0)
		out->error = errno;
	if (out->error == 0)
		return OK;
	if (part)
		(void)unlink(out->part);
	return file_fault(out->path, out->error, fault);
}

void
file_abandon(struct file_out *out)
{
	if (out->fd < 0)
		return;
	(void)close(out->fd);
	out->fd = -1;
	if (out->part != NULL)
		(void)unlink(out->part);
}

enum err
file_write(const char *path, str bytes, struct fault *fault)
{
	struct arena	*arena = arena_new((size_t)1 << 20);
	struct file_out	*out;
	enum err	 e;

	e = file_create(arena, path, &out, fault);
	if (e == OK) {
		file_put(out, bytes);
		e = file_commit(out, fault);
	}
	arena_free(arena);
	return e;
}

enum file_kind
file_kind(const char *path)
{
	struct stat	state;

	if (stat(path, &state) != 0)
		return FILE_MISSING;
	if (S_ISREG(state.st_mode))
		return FILE_REGULAR;
	return S_ISDIR(state.st_mode) ? FILE_DIRECTORY : FILE_OTHER;
}

struct listing {
	struct arena	*arena;
	str		*path;
	size_t		 n, room, limit;
	struct fault	*fault;
};

static void
listing_add(struct listing *listing, const char *path)
{
	if (listing->n == listing->room) {
		size_t	room = listing->room == 0 ? 64 : listing->room * 2;

		listing->path = arena_grow(listing->arena, listing->path,
		    listing->n, room, sizeof *listing->path);
		listing->room = room;
	}
	listing->path[listing->n++] = str_of(path);
}

static enum err walk(struct listing *listing, const char *directory,
    unsigned depth);

static enum err
walk_entry(struct listing *listing, const char *path, unsigned depth)
{
	struct stat	state;

	if (lstat(path, &state) != 0)
		return OK;
	if (S_ISDIR(state.st_mode))
		return walk(listing, path, depth + 1);
	if (!S_ISREG(state.st_mode))
		return OK;
	if (listing->n == listing->limit)
		return FAIL(listing->fault, ERR_TOO_LARGE, "file.too_many",
		    str_printf(listing->arena, "%zu", listing->limit));
	listing_add(listing, path);
	return OK;
}

static enum err
walk(struct listing *listing, const char *directory, unsigned depth)
{
	const struct dirent	*entry;
	enum err		 e = OK;
	DIR			*dir;

	if (depth > FILE_DEPTH)
		return FAIL(listing->fault, ERR_TOO_LARGE, "file.too_deep",
		    str_of(directory));
	dir = opendir(directory);
	if (dir == NULL)
		return cannot_open(directory, listing->fault);
	while (e == OK && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			e = walk_entry(listing, arena_printf(listing->arena,
			    "%s%s%s", directory,
			    strcmp(directory, "/") == 0 ? "" : "/",
			    entry->d_name), depth);
	(void)closedir(dir);
	return e;
}

static int
by_path(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

enum err
file_list(struct arena *arena, const char *directory, size_t limit,
    str **ret_paths, size_t *ret_n, struct fault *fault)
{
	struct listing	listing = { arena, NULL, 0, 0, limit, fault };
	size_t		length = strlen(directory);
	enum err	e;

	while (length > 1 && directory[length - 1] == '/')
		length--;
	e = walk(&listing, str_c(arena, (str){ directory, length }), 0);
	if (e != OK)
		return e;
	if (listing.n > 0)
		qsort(listing.path, listing.n, sizeof *listing.path, by_path);
	*ret_paths = listing.path;
	*ret_n = listing.n;
	return OK;
}

enum err
file_print(str bytes, struct fault *fault)
{
	if (fwrite(bytes.at, 1, bytes.n, stdout) == bytes.n &&
	    fflush(stdout) == 0)
		return OK;
	return FAIL(fault, errno == ENOSPC || errno == EDQUOT ||
	    errno == EFBIG ? ERR_TOO_LARGE : ERR_STORE, "file.output");
}
