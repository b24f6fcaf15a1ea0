/*
 * calc_json - what the calculators found as programs read it, from commands
 * and the API alike.
 *
 * Calls: base, deadline, fee.
 */
#ifndef CALC_JSON_H
#define CALC_JSON_H

#include "base/json.h"
#include "domain/deadline.h"
#include "domain/fee.h"

/* A period, day by day, and a fee, tier by tier, each as an object. */
void	 calc_json_deadline(struct arena *arena, struct json *json,
	    const struct deadline *deadline);
void	 calc_json_fee(struct json *json, const struct fee *fee,
	    enum fee_by by);

#endif
