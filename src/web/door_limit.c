#include "base/arena.h"
#include "base/seal_gate.h"
#include "web/door_visit.h"
#include "web/limit.h"

static enum err
take(struct door_visit *visit, struct limit *limit, str key)
{
	if (limit_take(limit, key, limit_now(), &visit->wait))
		return OK;
	visit->status = 429;
	return FAIL(&visit->fault, ERR_BUSY, "web.too_often",
	    str_int(visit->job.arena, visit->wait));
}

enum err
door_limit_client(struct door_visit *visit)
{
	return take(visit, visit->door->client,
	    limit_client(visit->job.arena, visit->in.client));
}

enum err
door_limit_person(struct door_visit *visit)
{
	if (visit->actor == NULL)
		return OK;
	return take(visit, visit->door->client, str_printf(
	    visit->job.arena, "person %lld",
	    (long long)visit->actor->person.id));
}

enum err
door_enter(struct door_visit *visit)
{
	enum err	e;

	if (!visit->match.route->costly)
		return OK;
	e = take(visit, visit->door->costly,
	    limit_client(visit->job.arena, visit->in.client));
	if (e == OK && seal_gate_enter(visit->door->gate, 0, NULL) != OK) {
		visit->wait = 1;
		e = FAIL(&visit->fault, ERR_BUSY, "web.busy");
	}
	visit->inside = e == OK;
	return e;
}

void
door_leave(struct door_visit *visit)
{
	if (visit->inside)
		seal_gate_leave(visit->door->gate);
	visit->inside = false;
}
