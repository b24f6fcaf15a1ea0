/*
 * batch - many reports checked on all cores, told in the order they came.
 *
 * Each file is a job of its own with its own arena; a file that cannot be
 * read, or wants more memory than a job may have, ends its own job and no
 * other.  Only a few jobs are alive at a time, so that memory does not grow
 * with the number of files.  The command and the page /check are both driven
 * by it.
 *
 * Calls: base, doc, check, form.
 */
#ifndef BATCH_H
#define BATCH_H

#include "check/check.h"

#define BATCH_BYTES	((size_t)1 << 30) /* of memory, for a command */

/* A file to check: its path, or a name for bytes that are here already. */
struct batch_file {
	str	path;		/* on the disk, or a name to be told */
	str	bytes;		/* without an address: read it from the disk */
};

/* One file and what came of it. */
struct batch_item {
	str			 path;	/* as it was named or found */
	enum err		 err;	/* OK, or the fault tells */
	bool			 foreign; /* of no format that is read */
	struct fault		 fault;	/* why it could not be read */
	struct job		 job;	/* its arena ends when it is told and
					   may be spent: tell with another */
	struct check_run	 run;	/* when OK */
};

struct batch {
	const struct job	*job;		/* words and clock for all */
	const struct forms	*forms;		/* to match */
	const struct check_rules *rules;	/* to hold against */
	const struct batch_file	*file;		/* in order */
	size_t			 n;		/* how many */
	size_t			 memory;	/* bytes one may take */
	const struct filled	*previous;	/* or NULL */
	const struct filled *const *child;	/* of the bodies below */
	const str		*child_name;	/* their files */
	size_t			 children;	/* how many */
	unsigned		 threads;	/* at least 1 */
	/* What else is to be made of a report that was checked, within
	   its own memory; may be NULL. */
	enum err		(*made)(void *context,
				    struct batch_item *item);
	/* Called in the order of `file', never twice at a time. */
	void			(*told)(void *context,
				    struct batch_item *item);
	void			*context;	/* handed to it */
};

/* Check them all. */
void	 batch_run(const struct batch *batch);

/* Of a folder or an archive it is no part: a picture, a page on something
   else. */
bool	 batch_passes_by(const struct batch_item *item);

/* Read one file as a report: file_read and form_open. */
enum err batch_open(struct job *job, const struct forms *forms, str path,
	    struct filled **ret);

/* Processors this process may use. */
unsigned batch_threads(void);

#endif
