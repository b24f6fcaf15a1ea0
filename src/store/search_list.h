/*
 * search_list - which documents of a segment hold a term, packed.
 *
 * An entry is a document's number in its segment (the newest is 0) and a
 * mask.  Bit 6 says that the term stands in the number or the title; bits 0
 * to 5 in which stretches of 1,024 characters of the body, counted modulo six,
 * each reaching SEARCH_REACH characters into the next.  Terms of one phrase
 * share a bit, so that most documents that only hold the terms apart are
 * never read.
 *
 * Terms with their lists, sorted, are packed into blocks: for each the step
 * from the term before, the number of entries, the bytes, then for each entry
 * the step from the document before and the mask; all as groups of 7 bits.
 *
 * Calls: arena, str.
 */
#ifndef SEARCH_LIST_H
#define SEARCH_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

#define SEARCH_TITLE	0x40u	/* mask: in number or title */
#define SEARCH_BODY	0x3Fu	/* mask: in the body */

/* The mask of a term that begins at a character of a body. */
uint32_t search_list_mask(uint32_t at);

/* An entry: the document's number << 8 | the mask. */
typedef uint32_t search_entry;

/* A block being filled. */
struct search_packer {
	struct arena	*arena;
	char		*at;	/* its bytes */
	size_t		 n, room; /* of them */
	uint64_t	 first, last;	/* terms in it; n 0: none */
};

/* Put the next higher term with its entries, which are sorted. */
void	search_list_put(struct search_packer *packer, uint64_t term,
	    const search_entry *entry, size_t n);

/* A term's list in a block. */
struct search_list {
	uint64_t	term;	/* see search_token */
	size_t		n;	/* entries */
	str		bytes;	/* the entries, packed */
};

/* Walks over a block: { .s = block, .list.term = its first term }. */
struct search_unpacker {
	str			s;	/* the block */
	size_t			at;	/* next byte */
	struct search_list	list;	/* the present one */
	bool			damaged; /* the bytes make no sense */
};

/* The next list; false at the end or where it is damaged. */
bool	search_list_next(struct search_unpacker *unpacker);

/* The entries of a list, all of documents below `documents', into `to', which
   has room for list->n; false if the bytes make no sense. */
bool	search_list_read(const struct search_list *list, size_t documents,
	    search_entry *to);

/* Of `a', the entries whose documents are in `b' with a bit in common, with
   the bits in common; into `to', which may be `a'.  Gives how many. */
size_t	search_list_meet(const search_entry *a, size_t n,
	    const search_entry *b, size_t m, search_entry *to);

#endif
