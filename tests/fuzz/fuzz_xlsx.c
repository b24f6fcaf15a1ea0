/*
 * Any bytes handed to the XLSX reader give a document or a fault.  So that
 * the fuzzer gets past the packing, bytes that begin with "<" are taken for
 * a sheet and put into a package, where they are styles and strings as well.
 *
 * Seeds: *.xlsx *.sheet.xml
 */
#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stddef.h>
#include <zip.h>

#include "base/arena.h"
#include "doc/doc_read.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add(zip_t *zip, const char *name, str bytes)
{
	zip_source_t	*from = zip_source_buffer(zip, bytes.at, bytes.n, 0);
	zip_int64_t	 at = zip_file_add(zip, name, from, 0);

	assert(at >= 0);
	zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

static str
pack(struct arena *arena, str sheet)
{
	zip_source_t	*to = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t		*zip;
	zip_stat_t	 stat;
	char		*bytes;

	zip_source_keep(to);
	zip = zip_open_from_source(to, ZIP_TRUNCATE, NULL);
	add(zip, "_rels/.rels", S("<Relationships><Relationship Id='a' "
	    "Type='x/officeDocument' Target='b.xml'/></Relationships>"));
	add(zip, "b.xml", S("<workbook><sheets><sheet name='S' id='a'/>"
	    "</sheets></workbook>"));
	add(zip, "_rels/b.xml.rels", S("<Relationships>"
	    "<Relationship Id='a' Type='x/worksheet' Target='s.xml'/>"
	    "<Relationship Id='b' Type='x/styles' Target='s.xml'/>"
	    "<Relationship Id='c' Type='x/sharedStrings' Target='s.xml'/>"
	    "</Relationships>"));
	add(zip, "_rels/s.xml.rels", S("<Relationships>"
	    "<Relationship Id='h' Type='x/hyperlink' Target='http://a/' "
	    "TargetMode='External'/></Relationships>"));
	add(zip, "s.xml", sheet);
	assert(zip_close(zip) == 0);
	zip_source_stat(to, &stat);
	bytes = arena_alloc(arena, stat.size);
	zip_source_open(to);
	zip_source_read(to, bytes, stat.size);
	zip_source_close(to);
	zip_source_free(to);
	return (str){ bytes, stat.size };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)256 << 20);
	str		 bytes = { (const char *)data, size };
	struct fault	 fault = { .code = OK };
	struct doc	*doc = NULL;
	jmp_buf		 spent;
	enum err	 e;

	if (setjmp(spent) == 0) {
		arena_on_limit(arena, &spent);
		if (size > 0 && data[0] == '<')
			bytes = pack(arena, bytes);
		e = doc_read_xlsx(arena, bytes, S("a"), &doc, &fault);
		assert((e == OK) == (doc != NULL));
		assert((e == OK) == (fault.key == NULL));
	}
	arena_free(arena);
	return 0;
}
