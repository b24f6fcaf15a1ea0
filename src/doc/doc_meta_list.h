/*
 * doc_meta_list - the list that the parts of doc_meta write to.
 *
 * Calls: base, doc_meta.
 */
#ifndef DOC_META_LIST_H
#define DOC_META_LIST_H

#include "doc/doc_meta.h"

struct doc_zip;

/* A file being looked through. */
struct doc_meta_list_run {
	struct arena		*arena;
	struct doc_meta_list	*list;	/* what was found */
	str			 name;	/* the file's */
};

/* Add an item; texts are copied, folded and cut to DOC_META_VALUE. */
void	doc_meta_list_add(struct doc_meta_list_run *run,
	    enum doc_meta_kind kind, str what, str value);

/* The parts of it: an Office package, a sheet of one, a JPEG. */
void	doc_meta_office(struct doc_meta_list_run *run, str bytes);
void	doc_meta_sheet(struct doc_meta_list_run *run, struct doc_zip *zip,
	    str part, str title);
void	doc_meta_jpeg(struct doc_meta_list_run *run, str bytes);

#endif
