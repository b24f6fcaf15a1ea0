/*
 * doc_package - what DOCX and XLSX have in common: parts that point at parts.
 *
 * A package's relations say which part is the document and which others
 * belong to it; the names of parts are a habit, not a rule, so they are never
 * assumed.
 *
 * Calls: base, doc, doc_xml, doc_zip.
 */
#ifndef DOC_PACKAGE_H
#define DOC_PACKAGE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "doc/doc.h"
#include "doc/doc_zip.h"

/* A pointer from one part to another, or to somewhere outside. */
struct doc_relation {
	str	id;		/* "rId7" */
	str	type;		/* the end of its type: "styles", "hyperlink" */
	str	target;		/* a part's name, or an address as written */
	bool	outside;	/* the target is an address */
};

struct doc_package {
	struct doc_zip		*zip;
	str			 name;		/* the file's, for sentences */
	str			 main;		/* the document's part */
	struct doc_relation	*relation;	/* its own, by id */
	size_t			 n;
};

/*
 * Open a package and find its document.  ERR_INVALID when there is none; else
 * as doc_zip_open.
 */
enum err doc_package_open(struct arena *arena, str bytes, str name,
	    struct doc_package *ret, struct fault *fault);

/*
 * The same package as another of its parts sees it: `main' is that part and
 * the relations are that part's.
 */
enum err doc_package_turn(struct arena *arena,
	    const struct doc_package *package, str part,
	    struct doc_package *ret, struct fault *fault);

/* The relation of an id; NULL if there is none. */
const struct doc_relation *doc_package_relation(
	    const struct doc_package *package, str id);

/* The first part inside of that type; empty if there is none. */
str	 doc_package_part(const struct doc_package *package, const char *type);

/* A part as tree. */
enum err doc_package_tree(struct arena *arena,
	    const struct doc_package *package, str part, xmlDoc **ret,
	    struct fault *fault);

/*
 * The part of a type as tree; NULL when the package has none, or names one
 * that is not in it.
 */
enum err doc_package_maybe(struct arena *arena,
	    const struct doc_package *package, const char *type, xmlDoc **ret,
	    struct fault *fault);

/* What the package says about itself, as the document's title and meta. */
enum err doc_package_facts(struct arena *arena,
	    const struct doc_package *package, struct doc *doc,
	    struct fault *fault);

#endif
