#include "tests/test.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "base/seal_gate.h"

struct crowd {
	struct seal_gate	*gate;
	atomic_int		 inside;	/* how many are in it now */
	atomic_int		 most;		/* how many ever were */
	atomic_int		 refused;
	int			 gathers;	/* nobody leaves before so
						   many were in it */
};

static void *
visit(void *context)
{
	struct crowd	*crowd = context;
	int		 inside, most;

	if (seal_gate_enter(crowd->gate, 20000, NULL) != OK) {
		crowd->refused++;
		return NULL;
	}
	inside = ++crowd->inside;
	most = crowd->most;
	while (inside > most &&
	    !atomic_compare_exchange_weak(&crowd->most, &most, inside))
		;
	while (crowd->most < crowd->gathers)
		(void)sched_yield();
	crowd->inside--;
	seal_gate_leave(crowd->gate);
	return NULL;
}

static void
send(struct crowd *crowd, int n)
{
	pthread_t	threads[32];

	for (int i = 0; i < n; i++)
		check_int(pthread_create(&threads[i], NULL, visit, crowd), 0);
	for (int i = 0; i < n; i++)
		(void)pthread_join(threads[i], NULL);
}

Test(seal_gate, as_many_as_its_room_are_inside_and_never_more,
    .timeout = 60)
{
	struct crowd	crowd = { .gate = seal_gate_new(test_arena(), 3, 32),
			    .gathers = 3 };

	send(&crowd, 32);
	check_int(crowd.refused, 0);
	check_int(crowd.most, 3);
}

Test(seal_gate, who_finds_too_many_waiting_is_sent_away_at_once)
{
	struct seal_gate	*gate = seal_gate_new(test_arena(), 1, 0);
	struct fault		 fault = { 0 };

	check_ok(seal_gate_enter(gate, 60000, &fault), fault);
	check_int(seal_gate_enter(gate, 60000, &fault), ERR_BUSY);
	cr_assert_str_eq(fault.key, "seal.busy");
	seal_gate_leave(gate);
	check_ok(seal_gate_enter(gate, 60000, &fault), fault);
	seal_gate_leave(gate);
}

Test(seal_gate, waiting_ends)
{
	struct seal_gate	*gate = seal_gate_new(test_arena(), 1, 1);
	struct fault		 fault = { 0 };

	check_ok(seal_gate_enter(gate, 0, &fault), fault);
	check_int(seal_gate_enter(gate, 1, &fault), ERR_BUSY);
	check_int(seal_gate_enter(gate, 1, &fault), ERR_BUSY);
	seal_gate_leave(gate);
	check_ok(seal_gate_enter(gate, 0, &fault), fault);
	seal_gate_leave(gate);
}
