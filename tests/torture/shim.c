#include "tests/torture/shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FDS	1024
#define FILES	4096
#define CALLS	200000

/* What an open descriptor stands for. */
struct stands {
	int	file;			/* -1: none that is kept */
	char	directory[SHIM_PATH];	/* of a directory; else empty */
	off_t	at;			/* of plain writes */
};

static struct shim_log	 log_;
static bool		 keeping, hit;
static unsigned		 until;		/* calls to the one that fails */
static int		 fail_with;
static char		 folder_[SHIM_PATH];
static struct stands	 stands[FDS];
static char		 names[FILES][SHIM_PATH];	/* of each file now */

/* The real call of a name. */
static void *
real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* It is below the folder; the shared memory of SQLite is not kept. */
static bool
is_ours(const char *path)
{
	size_t	n = strlen(folder_), length = strlen(path);

	return n > 0 && strncmp(path, folder_, n) == 0 &&
	    (path[n] == '/' || path[n] == '\0') && (length < 4 ||
	    strcmp(path + length - 4, "-shm") != 0);
}

static bool
fails(const char *path)
{
	if (until == 0 || !is_ours(path) || --until > 0)
		return false;
	hit = true;
	errno = fail_with;
	return true;
}

static struct shim_call *
add(enum shim_kind kind, int file)
{
	struct shim_call	*call;

	if (log_.call == NULL)
		log_.call = calloc(CALLS, sizeof *log_.call);
	if (log_.calls == CALLS)
		abort();
	call = &log_.call[log_.calls++];
	call->kind = kind;
	call->file = file;
	return call;
}

static void
add_name(const char *name, int file, bool joined)
{
	struct shim_call	*call = add(SHIM_NAME, file);

	(void)snprintf(call->name, sizeof call->name, "%s", name);
	call->joined = joined;
}

static int
number_of(const char *path)
{
	for (int i = 0; i < log_.files; i++)
		if (strcmp(names[i], path) == 0)
			return i;
	return -1;
}

static int
new_file(const char *path)
{
	if (log_.files == FILES)
		abort();
	(void)snprintf(names[log_.files], SHIM_PATH, "%s", path);
	return log_.files++;
}

void
shim_begin(const char *folder)
{
	(void)snprintf(folder_, sizeof folder_, "%s", folder);
	for (int i = 0; i < FDS; i++)
		stands[i].file = -1;
	log_.calls = 0;
	log_.files = 0;
	keeping = true;
}

int
shim_file(const char *path)
{
	int	number = number_of(path);

	return number < 0 ? new_file(path) : number;
}

void
shim_mark(int number)
{
	if (keeping)
		add(SHIM_MARK, -1)->at = number;
}

const struct shim_log *
shim_end(void)
{
	keeping = false;
	return &log_;
}

void
shim_fail(const char *folder, unsigned n, int error)
{
	(void)snprintf(folder_, sizeof folder_, "%s", folder);
	for (int i = 0; i < FDS; i++)
		stands[i].file = -1;
	until = n;
	fail_with = error;
	hit = false;
}

bool
shim_failed(void)
{
	return hit;
}

/* Descriptors are looked up by what the kernel says they are. */
static const char *
path_of(int fd, char *room)
{
	char	link[64];
	ssize_t	n;

	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, room, PATH_MAX - 1);
	room[n < 0 ? 0 : n] = '\0';
	return room;
}

static bool
fd_fails(int fd)
{
	char	room[PATH_MAX];

	return until > 0 && fails(path_of(fd, room));
}

static struct stands *
kept(int fd)
{
	return keeping && fd >= 0 && fd < FDS && (stands[fd].file >= 0 ||
	    stands[fd].directory[0] != '\0') ? &stands[fd] : NULL;
}

static int
open_it(const char *call, const char *path, int flags, mode_t mode)
{
	int	(*next)(const char *, int, ...) = NULL;
	bool	 is_new = (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
	int	 fd, saved;

	*(void **)&next = real(call);
	if (is_new && fails(path))
		return -1;
	fd = next(path, flags, mode);
	saved = errno;
	if (keeping && fd >= 0 && fd < FDS && is_ours(path)) {
		struct stat	state;

		stands[fd] = (struct stands){ .file = -1 };
		if (fstat(fd, &state) == 0 && S_ISDIR(state.st_mode)) {
			(void)snprintf(stands[fd].directory, SHIM_PATH, "%s",
			    path);
		} else {
			stands[fd].file = shim_file(path);
			if (is_new)
				add_name(path, stands[fd].file, false);
			if ((flags & O_TRUNC) != 0)
				add(SHIM_TRUNCATE, stands[fd].file)->at = 0;
		}
	}
	errno = saved;
	return fd;
}

int	open(const char *path, int flags, ...);
int	open64(const char *path, int flags, ...);

int
open(const char *path, int flags, ...)
{
	va_list	list;
	mode_t	mode;

	va_start(list, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
	va_end(list);
	return open_it("open", path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	va_list	list;
	mode_t	mode;

	va_start(list, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
	va_end(list);
	return open_it("open64", path, flags, mode);
}

int
close(int fd)
{
	int	(*next)(int) = NULL;

	*(void **)&next = real("close");
	if (keeping && fd >= 0 && fd < FDS)
		stands[fd] = (struct stands){ .file = -1 };
	return next(fd);
}

static void
keep_bytes(int fd, const void *bytes, ssize_t n, off_t at)
{
	struct stands		*it = kept(fd);
	struct shim_call	*call;
	char			*copy;

	if (it == NULL || it->file < 0 || n <= 0)
		return;
	copy = malloc((size_t)n);
	memcpy(copy, bytes, (size_t)n);
	call = add(SHIM_WRITE, it->file);
	call->at = at;
	call->bytes = copy;
	call->n = (size_t)n;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	ssize_t	(*next)(int, const void *, size_t) = NULL;
	off_t	 at = kept(fd) == NULL ? 0 : lseek(fd, 0, SEEK_CUR);
	ssize_t	 done;

	*(void **)&next = real("write");
	if (fd_fails(fd))
		return -1;
	done = next(fd, bytes, n);
	keep_bytes(fd, bytes, done, at);
	return done;
}

static ssize_t
pwrite_it(const char *call, int fd, const void *bytes, size_t n, off_t at)
{
	ssize_t	(*next)(int, const void *, size_t, off_t) = NULL;
	ssize_t	 done;

	*(void **)&next = real(call);
	if (fd_fails(fd))
		return -1;
	done = next(fd, bytes, n, at);
	keep_bytes(fd, bytes, done, at);
	return done;
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return pwrite_it("pwrite", fd, bytes, n, at);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off_t at)
{
	return pwrite_it("pwrite64", fd, bytes, n, at);
}

static int
truncate_it(const char *call, int fd, off_t length)
{
	int	(*next)(int, off_t) = NULL;
	int	 status;

	*(void **)&next = real(call);
	if (fd_fails(fd))
		return -1;
	status = next(fd, length);
	if (status == 0 && kept(fd) != NULL && kept(fd)->file >= 0)
		add(SHIM_TRUNCATE, kept(fd)->file)->at = length;
	return status;
}

int
ftruncate(int fd, off_t length)
{
	return truncate_it("ftruncate", fd, length);
}

int
ftruncate64(int fd, off_t length)
{
	return truncate_it("ftruncate64", fd, length);
}

static int
sync_it(const char *call, int fd)
{
	int			(*next)(int) = NULL;
	struct stands		*it = kept(fd);
	struct shim_call	*of;

	*(void **)&next = real(call);
	if (fd_fails(fd))
		return -1;
	if (it != NULL && it->file >= 0) {
		(void)add(SHIM_SYNC, it->file);
	} else if (it != NULL) {
		of = add(SHIM_SYNC_NAMES, -1);
		memcpy(of->name, it->directory, SHIM_PATH);
	}
	/* The real disk need not be waited for: nothing is lost in a test. */
	return it != NULL ? 0 : next(fd);
}

int
fsync(int fd)
{
	return sync_it("fsync", fd);
}

int
fdatasync(int fd)
{
	return sync_it("fdatasync", fd);
}

int
rename(const char *from, const char *to)
{
	int	(*next)(const char *, const char *) = NULL;
	int	 file, old;

	*(void **)&next = real("rename");
	if (fails(from))
		return -1;
	if (next(from, to) != 0)
		return -1;
	if (keeping && is_ours(to)) {
		old = number_of(to);
		file = shim_file(from);
		if (old >= 0)
			names[old][0] = '\0';
		(void)snprintf(names[file], SHIM_PATH, "%s", to);
		add_name(to, file, false);
		add_name(from, -1, true);
	}
	return 0;
}

int
unlink(const char *path)
{
	int	(*next)(const char *) = NULL;
	int	 file;

	*(void **)&next = real("unlink");
	if (fails(path))
		return -1;
	if (next(path) != 0)
		return -1;
	if (keeping && is_ours(path)) {
		file = number_of(path);
		if (file >= 0)
			names[file][0] = '\0';
		add_name(path, -1, false);
	}
	return 0;
}

int
mkdir(const char *path, mode_t mode)
{
	int	(*next)(const char *, mode_t) = NULL;

	*(void **)&next = real("mkdir");
	if (access(path, F_OK) != 0 && fails(path))
		return -1;
	if (next(path, mode) != 0)
		return -1;
	if (keeping && is_ours(path))
		add_name(path, SHIM_DIRECTORY, false);
	return 0;
}
