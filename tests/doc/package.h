/*
 * package - the parts of a zip package, for the tests of office formats.
 *
 * Calls: arena, libzip, libxml2.
 */
#ifndef PACKAGE_H
#define PACKAGE_H

#include <libxml/parser.h>
#include <zip.h>

#include "tests/test.h"

/* The bytes of one part; fails where there is none. */
static inline str
package_part(str bytes, const char *name)
{
	zip_error_t	 error;
	zip_source_t	*source;
	zip_stat_t	 stat;
	zip_file_t	*file;
	zip_t		*zip;
	char		*part;

	source = zip_source_buffer_create(bytes.at, bytes.n, 0, &error);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	cr_assert_not_null(zip, "no zip package");
	cr_assert_eq(zip_stat(zip, name, 0, &stat), 0, "no part %s", name);
	part = arena_alloc(test_arena(), stat.size + 1);
	file = zip_fopen(zip, name, 0);
	cr_assert_not_null(file);
	check_int(zip_fread(file, part, stat.size), stat.size);
	zip_fclose(file);
	zip_discard(zip);
	return (str){ part, stat.size };
}

/* Every part is well-formed XML, and bears the date of no clock. */
static inline void
check_package(str bytes)
{
	zip_error_t	 error;
	zip_source_t	*source;
	zip_t		*zip;

	source = zip_source_buffer_create(bytes.at, bytes.n, 0, &error);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	cr_assert_not_null(zip, "no zip package");
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		const char	*name = zip_get_name(zip, (zip_uint64_t)i, 0);
		str		 part = package_part(bytes, name);
		xmlDocPtr	 tree;

		tree = xmlReadMemory(part.at, (int)part.n, NULL, NULL,
		    XML_PARSE_NONET);
		cr_assert_not_null(tree, "%s is not well-formed", name);
		xmlFreeDoc(tree);
	}
	zip_discard(zip);
	xmlCleanupParser();
}

#endif
