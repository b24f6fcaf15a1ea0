/*
 * deliver - what an outlet is told of a record, and by which words.
 *
 * An errand of its own for each delivery POSTs JSON by the outlet's mapping
 * and tries again as errands do.  Each try carries the id of the delivery in
 * Gongkai-Delivery.  Where the mapping names no header for the secret,
 * Gongkai-Time holds the moment in seconds and Gongkai-Signature
 * "sha256=" and HMAC-SHA-256 by the secret, in hexadecimal digits, of that
 * number, a full stop and the body.
 *
 * What the other side answers as the record's address there becomes a posting
 * on the outlet's channel.
 *
 * Calls: base, domain.
 */
#ifndef DELIVER_H
#define DELIVER_H

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"
#include "domain/outlet.h"
#include "domain/outlet_map.h"
#include "domain/record.h"

/* What is POSTed. */
enum err deliver_body(struct job *job, const struct outlet_map *map,
	    const struct outlet_delivery *delivery,
	    const struct record *record, str *ret);

/* "sha256=..." of a body at a moment ("1772380800"). */
str	 deliver_signature(struct arena *arena, str secret, str seconds,
	    str body);

/* What the other side says: ERR_OUTSIDE "outlet.refused" where it did not take
   it; the address there, empty for none. */
enum err deliver_answer(struct job *job, const struct outlet_map *map,
	    int status, str body, str *ret);

#endif
