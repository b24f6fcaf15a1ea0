/*
 * listing - a list of records that is asked for by its address.
 *
 * What narrows it lives in the address alone, so that it can be kept, sent
 * and cached; each way to narrow it leads back out again.
 *
 * Calls: base, find, input, item, url, view_list.
 */
#ifndef LISTING_H
#define LISTING_H

#include "office/find.h"
#include "web/input.h"
#include "web/route.h"
#include "web/url.h"
#include "web/view_list.h"

#define LISTING_ANY	"any"	/* validity: all, where one is usual */

struct listing {
	struct job	*job;
	struct input	*in;		/* of a route with listing_form */
	struct url	 base;		/* "/search" */
	str		 column;	/* the page's own; empty: as asked */
	str		 kind;		/* likewise */
	str		 validity;	/* what is shown if none is asked for;
					   empty: all */
	struct find	 find;		/* what was found, by asking */
};

/* What the address of such a list may hold. */
extern const struct route_field	listing_form[];

/* Ask, and show what was found with the ways to narrow it. */
enum err listing_show(struct listing *listing, struct view_find *view);

/* Ways to follow the list, and to take all of it away. */
void	 listing_take(const struct listing *listing, struct view_list *view);

/* The address of the list with one thing changed; it begins anew. */
struct url listing_url(const struct listing *listing, const char *name,
	    str value);

/* What is asked for, or the page's own. */
str	 listing_column(const struct listing *listing);

#endif
