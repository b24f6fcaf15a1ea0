#include "base/seal_gate.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "base/arena.h"

struct seal_gate {
	pthread_mutex_t	lock;
	pthread_cond_t	left;		/* somebody came out */
	unsigned	room;		/* how many more may go in */
	unsigned	waiting;	/* how many more may wait */
};

static void
let_go(void *what)
{
	struct seal_gate	*gate = what;

	(void)pthread_cond_destroy(&gate->left);
	(void)pthread_mutex_destroy(&gate->lock);
}

struct seal_gate *
seal_gate_new(struct arena *arena, unsigned room, unsigned waiting)
{
	struct seal_gate	*gate = arena_alloc(arena, sizeof *gate);
	pthread_condattr_t	 monotonic;
	int			 answer;

	assert(room > 0);
	gate->room = room;
	gate->waiting = waiting;
	answer = pthread_mutex_init(&gate->lock, NULL);
	assert(answer == 0);
	answer = pthread_condattr_init(&monotonic);
	assert(answer == 0);
	answer = pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	assert(answer == 0);
	answer = pthread_cond_init(&gate->left, &monotonic);
	assert(answer == 0);
	(void)pthread_condattr_destroy(&monotonic);
	arena_defer(arena, let_go, gate);
	return gate;
}

/* The moment `milliseconds' from now, by the clock nobody sets. */
static struct timespec
moment(int milliseconds)
{
	struct timespec	at;

	(void)clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += milliseconds / 1000;
	at.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000;
	}
	return at;
}

/* Wait until there is room; the lock is held before and after. */
static int
wait_for_room(struct seal_gate *gate, int milliseconds)
{
	struct timespec	until = moment(milliseconds);
	int		answer = 0;

	if (gate->waiting == 0)
		return EAGAIN;
	gate->waiting--;
	while (gate->room == 0 && answer == 0)
		answer = pthread_cond_timedwait(&gate->left, &gate->lock,
		    &until);
	gate->waiting++;
	return gate->room > 0 ? 0 : answer;
}

enum err
seal_gate_enter(struct seal_gate *gate, int milliseconds, struct fault *fault)
{
	int	answer = 0;

	(void)pthread_mutex_lock(&gate->lock);
	if (gate->room == 0)
		answer = wait_for_room(gate, milliseconds);
	if (answer == 0)
		gate->room--;
	(void)pthread_mutex_unlock(&gate->lock);
	return answer == 0 ? OK : FAIL(fault, ERR_BUSY, "seal.busy");
}

void
seal_gate_leave(struct seal_gate *gate)
{
	(void)pthread_mutex_lock(&gate->lock);
	gate->room++;
	(void)pthread_cond_signal(&gate->left);
	(void)pthread_mutex_unlock(&gate->lock);
}
