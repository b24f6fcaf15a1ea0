/*
 * item - found documents as views: in lists, with what was looked for marked.
 *
 * Calls: base, domain, office, view_public.
 */
#ifndef ITEM_H
#define ITEM_H

#include "domain/record.h"
#include "office/find.h"
#include "web/view_public.h"

/* What was found, each with the name of its body. */
void	 items_of_find(struct job *job, const struct find *find,
	    struct view_items *ret);

/* Records as they are listed; the name of each one's body is looked up. */
enum err items_of_records(struct job *job, const struct record *record,
	    size_t n, struct view_items *ret);

/* A record's validity as a tag; what is not among our words is shown as it
   stands. */
struct view_tag item_validity(struct job *job, str validity);

/* The address of a record's page: by its index number, or by its id as long as
   it has none. */
struct url item_url(struct job *job, str index, int64_t id);

#endif
