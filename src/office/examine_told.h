/*
 * examine_told - what examine keeps of an upload between two looks, as bytes.
 *
 * Every value is its length, a colon, itself.  They are written and read by
 * us alone and lie sealed; bytes that are not ours give empty values.
 *
 * Calls: base, examine.
 */
#ifndef EXAMINE_TOLD_H
#define EXAMINE_TOLD_H

#include "office/examine.h"

/* Where the bytes of a file are. */
struct examine_place {
	str	name;		/* of the file, in its archive with folders */
	size_t	given;		/* in which of the uploads, from 0 */
	bool	packed;		/* that is an archive */
};

struct examine_list {
	struct examine_place	*place;
	size_t			 n;	/* at most EXAMINE_FILES */
};

/* The list of all files. */
str	 examine_list_text(struct arena *arena,
	    const struct examine_list *list);
void	 examine_list_read(struct arena *arena, str text,
	    struct examine_list *ret);

/* What came of a file; its name is in the list. */
str	 examine_told_text(struct arena *arena, const struct examined *file);
void	 examine_told_read(str text, struct examined *ret);

#endif
