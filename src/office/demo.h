/*
 * demo - a data folder with an invented county in it.
 *
 * demo/county tells of it: its bodies, people, documents and the work that
 * lies on their desks.  Nothing in it exists: no such name, its area code
 * 0199 and its division code 990123 were never given out.  The folder is
 * marked (setting `folder' = demo), which pages say in a banner.
 *
 * Calls: base, store, domain, import, staff, demo_read.
 */
#ifndef DEMO_H
#define DEMO_H

#include "domain/record.h"
#include "office/import_record.h"
#include "office/staff.h"
#include "store/store_new.h"

struct demo {
	const char		*dir;		/* must not be there */
	const char		*corpus;	/* folder of real documents that
						   are published too; NULL */
	struct store_making	*made;		/* set by demo_make: where */
	size_t			 bodies;	/* how many */
	struct staff		*staff;		/* with their passwords */
	size_t			 staffs;
	struct record_tally	 records;	/* documents written for it */
	size_t			 changes;	/* name changes on their way */
	size_t			 reports;	/* of demo/reports, copied */
	struct import_record	 brought;	/* of the corpus */
};

/* Make it, whole or not at all.  ERR_CONFLICT "demo.there" if something
   stands under its name. */
enum err demo_make(struct job *job, struct demo *demo);

#endif
