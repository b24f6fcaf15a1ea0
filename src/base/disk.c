#include "base/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define PIECE	65536

/* The directory a path stands in, in a room of PATH_MAX bytes. */
static enum err
above(const char *path, char *ret, struct fault *fault)
{
	const char	*slash = strrchr(path, '/');
	size_t		 n = slash == NULL ? 1 :
			    slash == path ? 1 : (size_t)(slash - path);

	if (n >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return file_fault(path, errno, fault);
	}
	memcpy(ret, slash == NULL ? "." : path, n);
	ret[n] = '\0';
	return OK;
}

enum err
disk_sync(const char *directory, struct fault *fault)
{
	int	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int	status;

	if (fd < 0)
		return file_fault(directory, errno, fault);
	status = fsync(fd);
	(void)close(fd);
	return status == 0 ? OK : file_fault(directory, errno, fault);
}

enum err
disk_sync_above(const char *path, struct fault *fault)
{
	char		directory[PATH_MAX];
	enum err	e;

	e = above(path, directory, fault);
	if (e != OK)
		return e;
	return disk_sync(directory, fault);
}

enum err
disk_directory(const char *path, struct fault *fault)
{
	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? OK : file_fault(path, errno, fault);
	return disk_sync_above(path, fault);
}

/* Zeros over the bytes of a file. */
static bool
overwrite(int fd)
{
	static const char	zeros[PIECE];
	struct stat		state;
	off_t			at = 0;

	if (fstat(fd, &state) != 0)
		return false;
	while (at < state.st_size) {
		off_t	left = state.st_size - at;
		ssize_t	n = pwrite(fd, zeros, left < PIECE ?
			    (size_t)left : PIECE, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
	}
	return fsync(fd) == 0;
}

enum err
disk_erase(const char *path, struct fault *fault)
{
	int	fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	bool	well;

	if (fd < 0)
		return errno == ENOENT ? OK : file_fault(path, errno, fault);
	well = overwrite(fd);
	if (close(fd) != 0 || !well || unlink(path) != 0)
		return file_fault(path, errno, fault);
	return disk_sync_above(path, fault);
}

enum err
disk_write_private(const char *path, str bytes, struct fault *fault)
{
	enum err	e;
	int		fd;

	/* file_write keeps the rights of a file that stands there. */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		(void)close(fd);
	e = file_write(path, bytes, fault);
	if (e != OK) {
		if (fd >= 0)
			(void)unlink(path);
		return e;
	}
	return disk_sync_above(path, fault);
}

int64_t
disk_age(const char *path)
{
	struct timespec	now;
	struct stat	state;

	if (stat(path, &state) != 0)
		return -1;
	(void)clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec > state.st_mtim.tv_sec ?
	    (int64_t)(now.tv_sec - state.st_mtim.tv_sec) : 0;
}

int64_t
disk_size(const char *path)
{
	struct stat	state;

	return stat(path, &state) == 0 ? (int64_t)state.st_size : -1;
}

bool
disk_touch(const char *path)
{
	return utimensat(AT_FDCWD, path, NULL, 0) == 0;
}

enum err
disk_each(const char *directory, enum err (*each)(void *, const char *),
    void *context, struct fault *fault)
{
	const struct dirent	*entry;
	DIR			*dir = opendir(directory);
	enum err		 e = OK;

	if (dir == NULL)
		return errno == ENOENT ? OK :
		    file_fault(directory, errno, fault);
	while (e == OK && (entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			e = each(context, entry->d_name);
	(void)closedir(dir);
	return e;
}
