#include "tests/test.h"

#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

static void
count(void *what)
{
	++*(int *)what;
}

struct note {
	int	*next;		/* the number to give out next */
	int	*got;		/* where this one's number goes */
};

static void
note(void *what)
{
	struct note	*mine = what;

	*mine->got = (*mine->next)++;
}

Test(arena, memory_is_zeroed_and_aligned)
{
	struct arena	*arena = test_arena();

	for (size_t size = 0; size < 300; size++) {
		unsigned char	*bytes = arena_alloc(arena, size);

		check_int((uintptr_t)bytes % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			check_int(bytes[i], 0);
		memset(bytes, 0xFF, size);
	}
}

Test(arena, memory_is_zeroed_again_after_a_rewind)
{
	struct arena		*arena = test_arena();
	struct arena_mark	 mark = arena_mark(arena);
	unsigned char		*first = arena_alloc(arena, 100), *second;

	memset(first, 0xFF, 100);
	arena_rewind(arena, mark);
	second = arena_alloc(arena, 100);
	cr_assert_eq(first, second);
	for (size_t i = 0; i < 100; i++)
		check_int(second[i], 0);
}

Test(arena, a_rewind_over_many_blocks_gives_all_back)
{
	struct arena		*arena = test_arena();
	char			*kept = arena_copy(arena, "kept", 4);
	struct arena_mark	 mark = arena_mark(arena);
	size_t			 used = arena_used(arena);

	for (int i = 0; i < 1000; i++)
		(void)arena_alloc(arena, 1000);
	(void)arena_alloc(arena, (size_t)1 << 20);
	arena_rewind(arena, mark);
	check_int(arena_used(arena), used);
	check_str(str_of(kept), S("kept"));
}

Test(arena, deferred_calls_run_newest_first_and_once)
{
	struct arena		*arena = arena_new(1 << 20);
	int			 next = 1, got[3] = { 0, 0, 0 };
	struct note		 notes[3] = { { &next, &got[0] },
				    { &next, &got[1] }, { &next, &got[2] } };
	struct arena_mark	 mark;

	arena_defer(arena, note, &notes[0]);
	mark = arena_mark(arena);
	arena_defer(arena, note, &notes[1]);
	arena_defer(arena, note, &notes[2]);
	arena_rewind(arena, mark);
	check_int(got[2], 1);
	check_int(got[1], 2);
	check_int(got[0], 0);
	arena_free(arena);
	check_int(got[0], 3);
	check_int(next, 4);
}

Test(arena, a_reset_runs_what_was_deferred_and_begins_again)
{
	struct arena	*arena = test_arena();
	int		 calls = 0;

	arena_defer(arena, count, &calls);
	(void)arena_alloc(arena, (size_t)1 << 20);
	arena_reset(arena);
	check_int(calls, 1);
	check_int(arena_used(arena), 0);
	arena_reset(arena);
	check_int(calls, 1);
}

Test(arena, past_the_limit_the_job_ends_by_its_jump)
{
	struct arena	*arena = arena_new(10000);
	jmp_buf		 spent;
	volatile int	 passed = 0;

	arena_on_limit(arena, &spent);
	if (setjmp(spent) == 0) {
		for (;;) {
			(void)arena_alloc(arena, 1000);
			passed++;
		}
	}
	cr_assert(passed >= 9 && passed <= 10, "%d", passed);
	arena_free(arena);
}

Test(arena, deferring_never_ends_the_job)
{
	struct arena	*arena = arena_new(64);
	int		 calls = 0;

	(void)arena_alloc(arena, 64);
	for (int i = 0; i < 10; i++)
		arena_defer(arena, count, &calls);
	arena_free(arena);
	check_int(calls, 10);
}

Test(arena, without_a_jump_the_limit_aborts, .signal = SIGABRT)
{
	(void)arena_alloc(arena_new(100), 101);
}

Test(arena, a_product_that_overflows_is_past_the_limit, .signal = SIGABRT)
{
	(void)arena_array(arena_new(SIZE_MAX), SIZE_MAX / 4, 8);
}

Test(arena, a_size_near_the_largest_is_past_the_limit, .signal = SIGABRT)
{
	(void)arena_alloc(arena_new(SIZE_MAX), SIZE_MAX - 3);
}

Test(arena, growing_keeps_what_was_there)
{
	struct arena	*arena = test_arena();
	int		*numbers = arena_array(arena, 3, sizeof *numbers);

	numbers[2] = 7;
	numbers = arena_grow(arena, numbers, 3, 100, sizeof *numbers);
	check_int(numbers[2], 7);
	check_int(numbers[99], 0);
	cr_assert_eq(arena_grow(arena, numbers, 100, 50, sizeof *numbers),
	    numbers);
}

Test(arena, printed_text_ends_with_a_nul)
{
	check_str(str_of(arena_printf(test_arena(), "%s-%d", "a", 12)),
	    S("a-12"));
}
