/*
 * scan - the entries of a C source: a macro's call at the start of a line.
 *
 * Knows of C only what it must: comments, strings, characters and brackets.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>

#include "base/str.h"

/* COMMAND(name, fields) as it stands in a source. */
struct scan_entry {
	str		 macro;		/* "COMMAND" */
	str		 name;		/* "check" */
	str		 fields;	/* what follows the name's comma */
	const char	*file;		/* where it stands */
	unsigned	 line;		/* line of that file */
};

/* A source being read from top to bottom. */
struct scan {
	const char	*file;		/* its name */
	str		 text;		/* its bytes */
	size_t		 at;		/* start of the line that comes next */
	unsigned	 line;		/* its number */
	bool		 broken;	/* an entry that could not be read */
};

void	scan_init(struct scan *scan, const char *file, str text);

/*
 * The next entry of one of `n' macros.  False at the end, and where an entry
 * is malformed: then it was said on standard error and `broken' is set.
 */
bool	scan_next(struct scan *scan, const char *const *macro, size_t n,
	    struct scan_entry *ret);

/* The text of the field .name = "text"; false if there is no such field. */
bool	scan_field(const struct scan_entry *entry, const char *name,
	    str *ret);

/* Say "file:line: sentence". */
void	scan_wrong(const char *file, unsigned line, const char *format, ...)
	    __attribute__((format(printf, 3, 4)));

#endif
