#include "office/spool.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/seal.h"
#include "base/setting.h"
#include "store/store.h"

#define SECRET	32	/* bytes of it; twice as many digits */
#define FOLDER	32	/* digits of its name */

struct spool {
	const char		*dir;	/* its folder */
	const struct seal_key	*key;	/* of its parts */
	str			 owner;
};

/* What all of them come to, and who is too old to stay. */
struct count {
	struct job	*job;
	const char	*dir;	/* that is being looked through */
	size_t		 folders;
	size_t		 bytes;
};

static const char *
root_of(struct job *job)
{
	return arena_printf(job->arena, "%s/spool", job->store->dir);
}

/* --- one --------------------------------------------------------------- */

static struct spool *
spool_of(struct job *job, str owner, str secret)
{
	struct spool	*spool = arena_alloc(job->arena, sizeof *spool);
	enum seal_suite	 suite = SEAL_DEFAULT;
	enum digest_kind kind;
	struct digest	 name, key;
	str		 digits;

	(void)seal_suite_read(setting_text(job->store->settings, "crypto"),
	    &suite);
	kind = suite == SEAL_GM ? DIGEST_SM3 : DIGEST_SHA256;
	name = digest_mac(kind, secret, S("spool name"));
	key = digest_mac(kind, secret, S("spool key"));
	spool->owner = owner;
	spool->key = seal_key_of(job->arena, suite, 0, key.at);
	digits = digest_text(job->arena, &name);
	spool->dir = arena_printf(job->arena, "%s/%.*s", root_of(job),
	    STRF(str_sub(digits, digits.n - FOLDER, digits.n)));
	return spool;
}

static const char *
path_of(struct job *job, const struct spool *spool, str part)
{
	return arena_printf(job->arena, "%s/%.*s", spool->dir, STRF(part));
}

/* A sealed part opens as itself and for its owner alone. */
static str
context_of(struct job *job, const struct spool *spool, str part)
{
	return str_printf(job->arena, "spool %.*s %.*s", STRF(spool->owner),
	    STRF(part));
}

enum err
spool_put(struct job *job, const struct spool *spool, str part, str bytes)
{
	struct arena	*scratch;
	enum err	 e;

	if (bytes.n > SPOOL_PART)
		return FAIL(job->fault, ERR_TOO_LARGE, "spool.large");
	scratch = arena_new(bytes.n + ((size_t)1 << 20));
	e = disk_write_private(path_of(job, spool, part), seal_shut(scratch,
	    spool->key, context_of(job, spool, part), bytes), job->fault);
	arena_free(scratch);
	return e;
}

enum err
spool_get(struct job *job, const struct spool *spool, str part, str *ret)
{
	struct arena	*scratch = arena_new(SPOOL_PART + ((size_t)2 << 20));
	str		 sealed;
	enum err	 e;

	e = file_read(scratch, path_of(job, spool, part),
	    SPOOL_PART + ((size_t)1 << 20), &sealed, NULL);
	if (e == OK)
		e = seal_open(job->arena, spool->key, context_of(job, spool,
		    part), sealed, ret, NULL);
	arena_free(scratch);
	return e == OK ? OK : FAIL(job->fault, ERR_NOT_FOUND, "spool.gone");
}

bool
spool_has(struct job *job, const struct spool *spool, str part)
{
	return file_kind(path_of(job, spool, part)) == FILE_REGULAR;
}

void
spool_drop(struct job *job, const struct spool *spool, str part)
{
	(void)unlink(path_of(job, spool, part));
}

/* --- all of them ------------------------------------------------------- */

static enum err
unlink_part(void *context, const char *name)
{
	const struct count	*count = context;

	(void)unlink(arena_printf(count->job->arena, "%s/%s", count->dir,
	    name));
	return OK;
}

static void
remove_folder(struct job *job, const char *dir)
{
	struct count	count = { .job = job, .dir = dir };

	(void)disk_each(dir, unlink_part, &count, NULL);
	(void)rmdir(dir);
}

static enum err
count_part(void *context, const char *name)
{
	struct count	*count = context;
	int64_t		 size = disk_size(arena_printf(count->job->arena,
			    "%s/%s", count->dir, name));

	count->bytes += size > 0 ? (size_t)size : 0;
	return OK;
}

/* Take a folder away that is too old; count the others. */
static enum err
look_at(void *context, const char *name)
{
	struct count	*count = context, within = { .job = count->job };
	const char	*path;

	path = arena_printf(count->job->arena, "%s/%s", count->dir, name);
	if (disk_age(path) > SPOOL_KEEP) {
		remove_folder(count->job, path);
		return OK;
	}
	within.dir = path;
	(void)disk_each(path, count_part, &within, NULL);
	count->folders++;
	count->bytes += within.bytes;
	return OK;
}

/* Sweep, and count what stays. */
static struct count
look(struct job *job)
{
	struct count	count = { .job = job, .dir = root_of(job) };

	(void)disk_each(count.dir, look_at, &count, NULL);
	return count;
}

void
spool_sweep(struct job *job)
{
	(void)look(job);
}

void
spool_end(struct job *job, const struct spool *spool)
{
	remove_folder(job, spool->dir);
}

/* --- to begin and to open one ------------------------------------------ */

enum err
spool_new(struct job *job, str owner, struct spool **ret, str *ret_secret)
{
	struct count	 count = look(job);
	struct spool	*spool;
	str		 secret;
	enum err	 e;

	if (count.folders >= SPOOL_MOST || count.bytes >= SPOOL_BYTES)
		return FAIL(job->fault, ERR_BUSY, "spool.full");
	secret = seal_random_text(job->arena, SECRET);
	spool = spool_of(job, owner, secret);
	e = disk_directory(root_of(job), job->fault);
	if (e == OK)
		e = disk_directory(spool->dir, job->fault);
	if (e != OK)
		return e;
	*ret = spool;
	*ret_secret = secret;
	return OK;
}

enum err
spool_open(struct job *job, str owner, str secret, struct spool **ret)
{
	struct spool	*spool = spool_of(job, owner, secret);

	if (secret.n != (size_t)SECRET * 2 ||
	    file_kind(spool->dir) != FILE_DIRECTORY ||
	    disk_age(spool->dir) > SPOOL_KEEP)
		return FAIL(job->fault, ERR_NOT_FOUND, "spool.gone");
	*ret = spool;
	return OK;
}
