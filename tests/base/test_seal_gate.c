#include "tests/test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/seal_gate.h"

struct crowd {
	struct seal_gate	*gate;
	atomic_int		 inside;	/* how many are in it now */
	atomic_int		 most;		/* how many ever were */
	atomic_int		 refused;
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
	(void)usleep(2000);
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

Test(seal_gate, never_more_than_its_room_are_inside)
{
	struct crowd	crowd = { .gate = seal_gate_new(test_arena(), 3, 32) };

	send(&crowd, 32);
	check_int(crowd.refused, 0);
	cr_assert_leq((int)crowd.most, 3);
	cr_assert_geq((int)crowd.most, 2);
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
