/*
 * feed - the feed of a channel, fetched every day by an errand.
 *
 * Each time its entries become postings as an import of them would make; the
 * errand leaves the next one.  It ends by itself when the channel ends or its
 * address is another one.
 *
 * Calls: base, domain, import.
 */
#ifndef FEED_H
#define FEED_H

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* Fetch what lies at an address, as an import may; ERR_OUTSIDE for anything
   but an answer with the status 200. */
enum err feed_fetch(struct job *job, str url, str *ret);

/* From tomorrow on fetch the address of a channel, known by its code, every
   day; in a writing job.  ERR_INVALID "feed.no_address" for one without. */
enum err feed_daily(struct job *job, str code);

#endif
