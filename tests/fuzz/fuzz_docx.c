/*
 * Any bytes handed to the DOCX reader give a document or a fault.  So that
 * the fuzzer gets past the packing, bytes that begin with "<" are taken for
 * the document itself and put into a package.
 *
 * Seeds: *.docx *.document.xml
 */
#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stddef.h>

#include "base/arena.h"
#include "doc/doc_read.h"
#include "tests/fuzz/pack.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str
package(struct arena *arena, str document)
{
	struct pack	pack = pack_begin();

	pack_add(&pack, "_rels/.rels", S("<Relationships><Relationship Id='a' "
	    "Type='x/officeDocument' Target='d.xml'/></Relationships>"));
	pack_add(&pack, "_rels/d.xml.rels", S("<Relationships>"
	    "<Relationship Id='a' Type='x/styles' Target='d.xml'/>"
	    "<Relationship Id='b' Type='x/numbering' Target='d.xml'/>"
	    "<Relationship Id='c' Type='x/hyperlink' Target='http://a/' "
	    "TargetMode='External'/></Relationships>"));
	pack_add(&pack, "d.xml", document);
	return pack_end(&pack, arena);
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
			bytes = package(arena, bytes);
		e = doc_read_docx(arena, bytes, S("a"), &doc, &fault);
		assert((e == OK) == (doc != NULL));
		assert((e == OK) == (fault.key == NULL));
	}
	arena_free(arena);
	return 0;
}
