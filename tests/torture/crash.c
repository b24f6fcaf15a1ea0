#include "tests/torture/crash.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NAMES	8192
#define SECTOR	512

/* A file's bytes. */
struct bytes {
	char	*at;
	size_t	 n;
};

/* A name and what it stands for. */
struct name {
	char	path[SHIM_PATH];
	int	file;
};

static char		 folder_[SHIM_PATH];
static struct bytes	 base[NAMES];	/* of the files that were there */
static struct name	 first[NAMES];	/* the names that were there */
static int		 firsts;

static struct bytes
read_file(const char *path)
{
	struct bytes	 bytes = { NULL, 0 };
	FILE		*file = fopen(path, "rb");
	long		 n;

	if (file == NULL)
		abort();
	(void)fseek(file, 0, SEEK_END);
	n = ftell(file);
	rewind(file);
	bytes.at = malloc((size_t)n + 1);
	bytes.n = fread(bytes.at, 1, (size_t)n, file);
	(void)fclose(file);
	return bytes;
}

static int
keep(const char *path, const struct stat *state, int kind, struct FTW *ftw)
{
	size_t	length = strlen(path);
	int	file = SHIM_DIRECTORY;

	(void)state;
	(void)ftw;
	if (length > 4 && strcmp(path + length - 4, "-shm") == 0)
		return 0;
	if (kind == FTW_F) {
		file = shim_file(path);
		base[file] = read_file(path);
	}
	(void)snprintf(first[firsts].path, SHIM_PATH, "%s", path);
	first[firsts++].file = file;
	return 0;
}

void
crash_begin(const char *folder)
{
	(void)snprintf(folder_, sizeof folder_, "%s", folder);
	firsts = 0;
	shim_begin(folder);
	(void)nftw(folder, keep, 16, FTW_PHYS);
}

/* Where the last sync of each file, before the moment, stands. */
static void
last_syncs(const struct shim_log *log, size_t calls, size_t *last)
{
	memset(last, 0, sizeof *last * (size_t)log->files);
	for (size_t i = 0; i < calls; i++)
		if (log->call[i].kind == SHIM_SYNC)
			last[log->call[i].file] = i;
}

static void
put(struct bytes *file, off_t at, const char *bytes, size_t n)
{
	size_t	end = (size_t)at + n;

	if (end > file->n) {
		file->at = realloc(file->at, end);
		memset(file->at + file->n, 0, end - file->n);
		file->n = end;
	}
	memcpy(file->at + at, bytes, n);
}

static void
cut(struct bytes *file, off_t at)
{
	if ((size_t)at > file->n) {
		file->at = realloc(file->at, (size_t)at);
		memset(file->at + file->n, 0, (size_t)at - file->n);
	}
	file->n = (size_t)at;
}

/* A call that was not synced reaches the disk, or not, or half. */
static void
unsynced(const struct shim_call *call, enum crash_disk disk,
    struct bytes *file)
{
	size_t	n = call->n;

	if (disk == CRASH_HONEST || rand() % 2 == 0)
		return;
	if (call->kind == SHIM_TRUNCATE) {
		cut(file, call->at);
		return;
	}
	if (disk == CRASH_TORN && n > SECTOR)
		n = (size_t)rand() % (n / SECTOR + 1) * SECTOR;
	put(file, call->at, call->bytes, n);
}

static struct bytes *
all_bytes(const struct shim_log *log, size_t calls, enum crash_disk disk)
{
	struct bytes	*file = calloc((size_t)log->files + 1, sizeof *file);
	size_t		*last = calloc((size_t)log->files + 1, sizeof *last);

	for (int i = 0; i < log->files; i++)
		if (base[i].at != NULL)
			put(&file[i], 0, base[i].at, base[i].n);
	last_syncs(log, calls, last);
	for (size_t i = 0; i < calls; i++) {
		const struct shim_call	*call = &log->call[i];

		if (call->kind != SHIM_WRITE && call->kind != SHIM_TRUNCATE)
			continue;
		if (i > last[call->file])
			unsynced(call, disk, &file[call->file]);
		else if (call->kind == SHIM_WRITE)
			put(&file[call->file], call->at, call->bytes, call->n);
		else
			cut(&file[call->file], call->at);
	}
	free(last);
	return file;
}

/* The directory of a name was synced after the call and in time. */
static bool
name_synced(const struct shim_log *log, size_t at, size_t calls)
{
	const char	*name = log->call[at].name;
	size_t		 n = (size_t)(strrchr(name, '/') - name);

	for (size_t i = at + 1; i < calls; i++) {
		const char	*directory = log->call[i].name;

		if (log->call[i].kind == SHIM_SYNC_NAMES &&
		    strncmp(directory, name, n) == 0 && (directory[n] ==
		    '\0' || strcmp(directory + n, "/") == 0))
			return true;
	}
	return false;
}

static void
set_name(struct name *names, int *n, const struct shim_call *call)
{
	int	i = 0;

	while (i < *n && strcmp(names[i].path, call->name) != 0)
		i++;
	if (i == NAMES)
		abort();
	if (i == *n) {
		memcpy(names[i].path, call->name, SHIM_PATH);
		++*n;
	}
	names[i].file = call->file;
}

/* Names that were not synced are taken up to a random moment: a disk keeps
   them in order. */
static int
all_names(const struct shim_log *log, size_t calls, enum crash_disk disk,
    struct name *names)
{
	size_t	until = disk == CRASH_HONEST || calls == 0 ? 0 :
		    (size_t)rand() % calls;
	bool	taken = false;
	int	n = firsts;

	memcpy(names, first, (size_t)firsts * sizeof *names);
	for (size_t i = 0; i < calls; i++) {
		const struct shim_call	*call = &log->call[i];

		if (call->kind != SHIM_NAME)
			continue;
		if (!call->joined)
			taken = i < until || name_synced(log, i, calls);
		if (taken)
			set_name(names, &n, call);
	}
	return n;
}

static void
write_file(const char *path, const struct bytes *bytes)
{
	FILE	*file = fopen(path, "wb");

	/* In a directory whose name was lost nothing is. */
	if (file == NULL)
		return;
	(void)fwrite(bytes->at, 1, bytes->n, file);
	(void)fchmod(fileno(file), 0600);
	(void)fclose(file);
}

void
crash_make(const struct shim_log *log, size_t calls, enum crash_disk disk,
    const char *to)
{
	struct name	*names = calloc(NAMES, sizeof *names);
	struct bytes	*file = all_bytes(log, calls, disk);
	int		 n = all_names(log, calls, disk, names);
	char		 path[2 * SHIM_PATH];

	for (int i = 0; i < n; i++) {
		(void)snprintf(path, sizeof path, "%s%s", to,
		    names[i].path + strlen(folder_));
		if (names[i].file == SHIM_DIRECTORY)
			(void)mkdir(path, 0700);
		else if (names[i].file >= 0)
			write_file(path, &file[names[i].file]);
	}
	for (int i = 0; i < log->files; i++)
		free(file[i].at);
	free(file);
	free(names);
}
