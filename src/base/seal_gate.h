/*
 * seal_gate - how many may do something costly at once.
 *
 * A gate is made with the store and shared by all threads of the process;
 * who finds it full waits, and is told to come again when that takes too
 * long or too many wait already.
 *
 * Calls: arena, err.
 */
#ifndef SEAL_GATE_H
#define SEAL_GATE_H

#include <stdint.h>

#include "base/err.h"

struct arena;
struct seal_gate;

/* A gate for `room' at once, while at most `waiting' others wait. */
struct seal_gate *seal_gate_new(struct arena *arena, unsigned room,
	    unsigned waiting);

/* Go in, waiting for `milliseconds' at most.  ERR_BUSY "seal.busy". */
enum err seal_gate_enter(struct seal_gate *gate, int milliseconds,
	    struct fault *fault);

/* Come out again; every seal_gate_enter that was OK has one. */
void	 seal_gate_leave(struct seal_gate *gate);

#endif
