/*
 * file - read whole within a limit; write whole or not at all.
 *
 * Calls: arena, err, str.
 */
#ifndef FILE_H
#define FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/*
 * Read a regular file of at most `limit' bytes.  ERR_NOT_FOUND, ERR_TOO_LARGE
 * (nothing is read), ERR_INVALID (a directory, a device), ERR_FORBIDDEN,
 * ERR_STORE.
 */
enum err file_read(struct arena *arena, const char *path, size_t limit,
	    str *ret, struct fault *fault);

/* Say why nothing can be written at `path'; `error' is of errno. */
enum err file_fault(const char *path, int error, struct fault *fault);

/*
 * Write beside `path', sync, rename over it.  On failure the old file stands
 * as it was and nothing is left behind.  A file that stood there keeps its
 * rights, and a link its own; a device or a pipe is written straight into.
 */
enum err file_write(const char *path, str bytes, struct fault *fault);

/*
 * A file being written piece by piece under the same promise: nothing stands
 * under its own name before file_commit.
 */
struct file_out;

/* Begin such a file. */
enum err file_create(struct arena *arena, const char *path,
	    struct file_out **ret, struct fault *fault);
/* Errors are kept and told by file_commit. */
void	 file_put(struct file_out *out, str bytes);
enum err file_commit(struct file_out *out, struct fault *fault);
/* Let go of it, leaving nothing; safe after file_commit.  The arena's end
   does the same for one that was forgotten. */
void	 file_abandon(struct file_out *out);

/*
 * Print on standard output, through to its end.  ERR_TOO_LARGE when there is
 * no room there, ERR_STORE otherwise; what was printed before stays.
 */
enum err file_print(str bytes, struct fault *fault);

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_DIRECTORY, FILE_OTHER };

/* What stands under a name; a symbolic link is followed. */
enum file_kind file_kind(const char *path);

/*
 * Every regular file below a directory, sorted by path byte by byte, hidden
 * ones and symbolic links left out, at most `limit' of them
 * (ERR_TOO_LARGE beyond).  Slashes at the end of `directory' are dropped.
 */
enum err file_list(struct arena *arena, const char *directory, size_t limit,
	    str **ret_paths, size_t *ret_n, struct fault *fault);

#endif
