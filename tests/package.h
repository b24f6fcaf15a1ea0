/*
 * package - ZIP packages made in memory, for tests of what reads them.
 *
 * Calls: arena, str.
 */
#ifndef TEST_PACKAGE_H
#define TEST_PACKAGE_H

#include <stddef.h>

#include "base/str.h"

struct arena;

struct test_part {
	const char	*name;
	str		 bytes;
};

/* A package of these parts, deflated. */
str	test_package(struct arena *arena, const struct test_part *part,
	    size_t n);

/* The same, with every part encrypted by a password. */
str	test_package_secret(struct arena *arena, const struct test_part *part,
	    size_t n, const char *password);

/*
 * A DOCX of this body; the others may be NULL.  `body' is what stands inside
 * w:body, `styles' and `numbering' inside the roots of their parts,
 * `relations' beside those of the document that point at them.
 */
struct test_docx {
	const char	*body;
	const char	*styles;
	const char	*numbering;
	const char	*relations;
	const char	*core;		/* inside cp:coreProperties */
};

str	test_docx(struct arena *arena, const struct test_docx *docx);

/* An XLSX; what is NULL is left out. */
struct test_xlsx {
	const char	*sheet;		/* inside worksheet, of "Sheet1" */
	const char	*hidden;	/* the same of a second, hidden sheet */
	const char	*strings;	/* inside sst */
	const char	*styles;	/* inside styleSheet */
	const char	*workbook;	/* before the sheets */
	const char	*relations;	/* of the first sheet */
};

str	test_xlsx(struct arena *arena, const struct test_xlsx *xlsx);

#endif
