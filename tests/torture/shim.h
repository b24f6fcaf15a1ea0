/*
 * shim - stands between the program and the disk.
 *
 * The calls that write (open, write, pwrite, ftruncate, fsync, fdatasync,
 * rename, unlink, mkdir) are defined here and so are taken by the program and
 * by SQLite's library alike.  They do what they are asked; below one folder
 * they are also kept, in order, so that the disk can be made again as a power
 * cut would have left it at any moment (see crash), or the n-th of them fails.
 */
#ifndef SHIM_H
#define SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SHIM_PATH	256
#define SHIM_NOTHING	(-1)	/* what a name may stand for but a file */
#define SHIM_DIRECTORY	(-2)

enum shim_kind { SHIM_WRITE, SHIM_TRUNCATE, SHIM_SYNC, SHIM_NAME,
	SHIM_SYNC_NAMES, SHIM_MARK };

/* One call. */
struct shim_call {
	enum shim_kind	 kind;
	int		 file;		/* its number; of a name: what it names
					   now */
	off_t		 at;		/* where bytes go; the new length; the
					   number of a mark */
	const char	*bytes;
	size_t		 n;
	char		 name[SHIM_PATH]; /* of a name; of a directory */
	bool		 joined;	/* with the call before: a rename */
};

struct shim_log {
	struct shim_call	*call;
	size_t			 calls;
	int			 files;		/* numbers given out */
};

/* Keep what is done below a folder from now on; its files get the first
   numbers, in the order in which `shim_file' is asked. */
void	 shim_begin(const char *folder);

/* The number of a file that was there when it began. */
int	 shim_file(const char *path);

/* Everything up to here was acknowledged. */
void	 shim_mark(int number);

/* Stop, and what was kept. */
const struct shim_log *shim_end(void);

/* Let the n-th writing call below the folder fail, with `error'; 0: none. */
void	 shim_fail(const char *folder, unsigned n, int error);

/* Did it? */
bool	 shim_failed(void);

#endif
