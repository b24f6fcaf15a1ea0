#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE	((size_t)64 * 1024)
#define ALIGNMENT	_Alignof(max_align_t)

/*
 * Under the address sanitizer what was not given out is off limits, with a
 * gap behind each object; else one object could run into the next unseen.
 */
#if defined(__SANITIZE_ADDRESS__)
#define GUARDED	1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GUARDED	1
#endif
#endif

#ifdef GUARDED
#include <sanitizer/asan_interface.h>
#define GAP			ALIGNMENT
#define guard(at, n)		__asan_poison_memory_region((at), (n))
#define unguard(at, n)		__asan_unpoison_memory_region((at), (n))
#else
#define GAP			((size_t)0)
#define guard(at, n)		(void)0
#define unguard(at, n)		(void)0
#endif

struct block {
	struct block	*older;
	size_t		 room;		/* bytes behind this head */
	size_t		 used;
	max_align_t	 bytes[];
};

struct deferred {
	struct deferred	*older;
	void		(*call)(void *);
	void		*what;
};

struct arena {
	struct block	*block;		/* being filled */
	struct deferred	*deferred;
	jmp_buf		*spent;
	size_t		 total;
	size_t		 limit;
};

static void *
from_system(size_t size)
{
	void	*bytes = malloc(size);

	if (bytes == NULL) {
		fputs("gongkai: out of memory\n", stderr);
		abort();
	}
	return bytes;
}

static struct block *
block_add(struct arena *arena, size_t room)
{
	struct block	*block;

	if (room < BLOCK_SIZE)
		room = BLOCK_SIZE;
	block = from_system(sizeof *block + room);
	block->older = arena->block;
	block->room = room;
	block->used = 0;
	guard(block->bytes, room);
	arena->block = block;
	return block;
}

struct arena *
arena_new(size_t limit)
{
	struct arena	*arena = from_system(sizeof *arena);

	*arena = (struct arena){ .limit = limit };
	block_add(arena, BLOCK_SIZE);
	return arena;
}

static void
run_deferred(struct arena *arena, const struct deferred *until)
{
	while (arena->deferred != until) {
		struct deferred	*newest = arena->deferred;

		arena->deferred = newest->older;
		newest->call(newest->what);
	}
}

static void
drop_blocks(struct arena *arena, const struct block *until)
{
	while (arena->block != until) {
		struct block	*block = arena->block;

		arena->block = block->older;
		unguard(block->bytes, block->room);
		free(block);
	}
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	run_deferred(arena, NULL);
	drop_blocks(arena, NULL);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct block	*first = arena->block;

	run_deferred(arena, NULL);
	while (first->older != NULL)
		first = first->older;
	drop_blocks(arena, first);
	first->used = 0;
	guard(first->bytes, first->room);
	arena->total = 0;
}

void
arena_on_limit(struct arena *arena, jmp_buf *spent)
{
	arena->spent = spent;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->total;
}

static void
limit_passed(struct arena *arena)
{
	if (arena->spent != NULL)
		longjmp(*arena->spent, 1);
	fputs("gongkai: a job wanted more memory than it may have\n", stderr);
	abort();
}

/* Take bytes whether or not the limit allows it. */
static void *
take(struct arena *arena, size_t size)
{
	struct block	*block = arena->block;
	size_t		 whole;
	void		*bytes;

	whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (whole + GAP > block->room - block->used)
		block = block_add(arena, whole + GAP);
	bytes = (char *)block->bytes + block->used;
	block->used += whole + GAP;
	arena->total += whole < arena->limit - arena->total ?
	    whole : arena->limit - arena->total;
	unguard(bytes, size);
	memset(bytes, 0, size);
	return bytes;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	if (size > arena->limit - arena->total || size > SIZE_MAX / 2)
		limit_passed(arena);
	return take(arena, size);
}

void *
arena_array(struct arena *arena, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / 2 / size)
		limit_passed(arena);
	return arena_alloc(arena, n * size);
}

void *
arena_grow(struct arena *arena, void *old, size_t n, size_t want, size_t size)
{
	void	*grown;

	if (want <= n && old != NULL)
		return old;
	grown = arena_array(arena, want, size);
	if (n > 0 && old != NULL)
		memcpy(grown, old, n * size);
	return grown;
}

char *
arena_copy(struct arena *arena, const void *bytes, size_t n)
{
	char	*copy = arena_alloc(arena, n + 1);

	if (n > 0)
		memcpy(copy, bytes, n);
	return copy;
}

char *
arena_vprintf(struct arena *arena, size_t *ret_n, const char *format,
    va_list list)
{
	va_list	 again;
	char	*text;
	int	 n;

	va_copy(again, list);
	n = vsnprintf(NULL, 0, format, list);
	*ret_n = n < 0 ? 0 : (size_t)n;
	text = arena_alloc(arena, *ret_n + 1);
	(void)vsnprintf(text, *ret_n + 1, format, again);
	va_end(again);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list	 list;
	char	*text;
	size_t	 n;

	va_start(list, format);
	text = arena_vprintf(arena, &n, format, list);
	va_end(list);
	return text;
}

void
arena_defer(struct arena *arena, void (*call)(void *), void *what)
{
	struct deferred	*deferred = take(arena, sizeof *deferred);

	*deferred = (struct deferred){ arena->deferred, call, what };
	arena->deferred = deferred;
}

struct arena_mark
arena_mark(const struct arena *arena)
{
	return (struct arena_mark){ arena->block, arena->block->used,
	    arena->total, arena->deferred };
}

void
arena_rewind(struct arena *arena, struct arena_mark mark)
{
	run_deferred(arena, mark.defer);
	drop_blocks(arena, mark.block);
	arena->block->used = mark.used;
	guard((char *)arena->block->bytes + mark.used,
	    arena->block->room - mark.used);
	arena->total = mark.total;
}
