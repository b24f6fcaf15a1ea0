/*
 * mask - a copy of a file to publish, without the persons and numbers chosen.
 *
 * Chosen are texts as they stand, all of a kind (identity numbers, phones,
 * cards, passports, addresses), and the columns of tables.  How they look
 * afterwards is data (rules/mask.yaml).  The copy is opened again and all of
 * it is looked through: while anything chosen is still there, in whatever
 * writing, it must not be released.
 *
 * Calls: base, doc, check.
 */
#ifndef MASK_H
#define MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "doc/doc_mask.h"

struct arena;
struct mask_rules;
struct proof_rules;

#define MASK_SHORTEST	2u	/* characters of a text that can be hidden */
#define MASK_MOST	20000u	/* texts of one order */

/* What must not be seen. */
struct mask_order {
	const str	*hide;		/* texts as they stand */
	size_t		 hides;		/* how many of them */
	const str	*kind;		/* "identity", "phone", "card",
					   "passport", "address" */
	size_t		 kinds;		/* how many of them */
	const str	*column;	/* heads of columns, "姓名" */
	size_t		 columns;	/* how many of them */
};

struct mask_copy {
	str			 bytes;	/* the masked file */
	const struct doc_mask	*mask;	/* what was hidden, and how */
	size_t			 n;	/* how many texts */
	const struct doc_mask	*left;	/* still there: it must not go out;
					   or NULL */
	bool			 unread; /* pictures in it, which nobody read */
	bool			 words_only; /* of a PDF: no pictures, and not
						its layout */
};

/* Load rules/mask.yaml. */
enum err mask_rules_load(struct arena *arena, const struct mask_rules **ret,
	    struct fault *fault);

/*
 * Mask a file.  ERR_INVALID for a file that cannot be masked, for a kind or a
 * column that is unknown, for a text shorter than MASK_SHORTEST and where
 * nothing of what was chosen stands in the file.  The caller asks `left'.
 */
enum err mask_file(struct arena *arena, const struct mask_rules *rules,
	    const struct proof_rules *proof, str bytes, str name,
	    const struct mask_order *order, struct mask_copy *ret,
	    struct fault *fault);

#endif
