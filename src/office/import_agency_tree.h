/*
 * import_agency_tree - the tree as an import would leave it.
 *
 * The bodies of the store and those of the file by their codes, each with the
 * one above it.  From it come what cannot stand where it should, and the
 * order in which bodies can be made and moved: parents first.
 *
 * Calls: base, domain, import.
 */
#ifndef IMPORT_AGENCY_TREE_H
#define IMPORT_AGENCY_TREE_H

#include "domain/agency.h"
#include "office/import.h"

/* A body as it would be. */
struct import_agency_node {
	str			 code;		/* our own */
	str			 name;		/* for what is told */
	const struct agency	*old;		/* of the store; NULL: new */
	struct import_row	*row;		/* of the file; NULL: none */
	bool			 known;		/* its row could be read */
	enum agency_level	 level;
	bool			 closed;	/* it stands no more */
	str			 above, supervisor; /* their codes */
	size_t			 up;		/* index + 1 of the one above */
	bool			 told;		/* what stands below it */
	size_t			 depth;		/* below a root; 0: a root */
};

struct import_agency_tree {
	struct import_agency_node	*node;
	size_t				 n;
	size_t				*table;	/* by code: index + 1 */
	size_t				 mask;	/* of the table */
};

/* Begin with the bodies of the store, with room for the rows. */
enum err import_agency_tree_new(struct job *job, size_t rows,
	    struct import_agency_tree *ret);

/* The node of a code, in either case; NULL for none. */
struct import_agency_node *import_agency_tree_find(
	    const struct import_agency_tree *tree, str code);

/* Add a node for a code that has none. */
struct import_agency_node *import_agency_tree_add(
	    struct import_agency_tree *tree, str code);

/* Link the nodes, say of their rows what is wrong, and set the depths. */
void	 import_agency_tree_check(struct import *import,
	    struct import_agency_tree *tree);

#endif
