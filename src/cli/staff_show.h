/*
 * staff_show - who can sign in now, with the passwords that are told once.
 *
 * Calls: base, office.
 */
#ifndef STAFF_SHOW_H
#define STAFF_SHOW_H

#include "base/buf.h"
#include "base/json.h"
#include "domain/job.h"
#include "office/staff.h"

/* A line each behind a sentence: login, password, name, roles. */
void	staff_show(struct job *job, struct buf *buf,
	    const struct staff *staff, size_t n);

/* An array of them. */
void	staff_show_json(struct json *json, const struct staff *staff,
	    size_t n);

#endif
