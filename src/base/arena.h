/*
 * arena - memory that is let go of all at once.
 *
 * Three lifetimes exist: the process (forms, words), the job (everything a
 * command or a request makes) and scratch (arena_mark and arena_rewind inside
 * a loop).  Nothing is freed one by one.  An arena is born with a limit; past
 * it the job ends through the arena's jump, because a code path for half an
 * allocation could not be tested.  When the system itself has no memory left
 * the process aborts.
 *
 * Calls: nothing.
 */
#ifndef ARENA_H
#define ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A place in an arena to go back to. */
struct arena_mark {
	void	*block;		/* the block that was being filled */
	size_t	 used;		/* bytes taken from that block */
	size_t	 total;		/* bytes taken from the arena */
	void	*defer;		/* the newest deferred call */
};

/* Start an arena that may hold `limit' bytes. */
struct arena	*arena_new(size_t limit);

/* Run the deferred calls, newest first, and give all memory back. */
void		 arena_free(struct arena *arena);

/* Run the deferred calls and keep one block for the next job. */
void		 arena_reset(struct arena *arena);

/* Where to go when the limit is passed; without one the process aborts. */
void		 arena_on_limit(struct arena *arena, jmp_buf *spent);

/* Bytes given out since the arena was new or reset. */
size_t		 arena_used(const struct arena *arena);

/* Take `size' zeroed bytes, aligned for any object.  Never NULL. */
void		*arena_alloc(struct arena *arena, size_t size)
		    __attribute__((malloc, returns_nonnull));

/* Take an array of `n' zeroed objects of `size' bytes; n * size is checked. */
void		*arena_array(struct arena *arena, size_t n, size_t size)
		    __attribute__((malloc, returns_nonnull));

/* Move an array of `n' objects into a place for `want' objects. */
void		*arena_grow(struct arena *arena, void *old, size_t n,
		    size_t want, size_t size) __attribute__((returns_nonnull));

/* Copy `n' bytes and end them with a NUL. */
char		*arena_copy(struct arena *arena, const void *bytes, size_t n)
		    __attribute__((returns_nonnull));

/* Print into the arena; the result ends with a NUL. */
char		*arena_printf(struct arena *arena, const char *format, ...)
		    __attribute__((format(printf, 2, 3), returns_nonnull));

/* The same from a list, and how many bytes it is. */
char		*arena_vprintf(struct arena *arena, size_t *ret_n,
		    const char *format, va_list list)
		    __attribute__((format(printf, 3, 0), returns_nonnull));

/*
 * Let go of something that is not memory of the arena when the arena ends.
 * This never ends the job, so that nothing is lost between its making and
 * this call.
 */
void		 arena_defer(struct arena *arena, void (*call)(void *),
		    void *what);

/* Remember this place, and return to it: what was taken since is gone. */
struct arena_mark arena_mark(const struct arena *arena);
void		 arena_rewind(struct arena *arena, struct arena_mark mark);

#endif
