#include "tests/package.h"

#include <criterion/criterion.h>
#include <zip.h>

#include "base/arena.h"

static str
pack(struct arena *arena, const struct test_part *part, size_t n,
    const char *password)
{
	zip_source_t	*to = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t		*zip;
	zip_stat_t	 stat;
	char		*bytes;

	cr_assert_not_null(to);
	zip_source_keep(to);
	zip = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	cr_assert_not_null(zip);
	for (size_t i = 0; i < n; i++) {
		zip_source_t	*from = zip_source_buffer(zip,
				    part[i].bytes.at, part[i].bytes.n, 0);
		zip_int64_t	 at = zip_file_add(zip, part[i].name, from,
				    ZIP_FL_ENC_UTF_8);

		cr_assert(at >= 0, "%s", zip_strerror(zip));
		if (password != NULL)
			cr_assert_eq(zip_file_set_encryption(zip,
			    (zip_uint64_t)at, ZIP_EM_AES_256, password), 0);
	}
	cr_assert_eq(zip_close(zip), 0);

	cr_assert_eq(zip_source_stat(to, &stat), 0);
	bytes = arena_alloc(arena, stat.size);
	cr_assert_eq(zip_source_open(to), 0);
	cr_assert_eq(zip_source_read(to, bytes, stat.size),
	    (zip_int64_t)stat.size);
	zip_source_close(to);
	zip_source_free(to);
	return (str){ bytes, stat.size };
}

str
test_package(struct arena *arena, const struct test_part *part, size_t n)
{
	return pack(arena, part, n, NULL);
}

str
test_package_secret(struct arena *arena, const struct test_part *part,
    size_t n, const char *password)
{
	return pack(arena, part, n, password);
}

#define OFFICE	"http://schemas.openxmlformats.org/officeDocument/2006/" \
		"relationships"
#define PACKAGE	"http://schemas.openxmlformats.org/package/2006"
#define WORD	"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define SPACES	"xmlns:w=\"" WORD "\" xmlns:r=\"" OFFICE "\" " \
		"xmlns:mc=\"http://schemas.openxmlformats.org/" \
		"markup-compatibility/2006\" xmlns:wps=\"wps\" " \
		"xmlns:v=\"urn:v\""

static const char *
or_none(const char *text)
{
	return text == NULL ? "" : text;
}

/* The parts of a DOCX do not stand where they usually do. */
str
test_docx(struct arena *arena, const struct test_docx *docx)
{
	struct test_part	part[] = {
		{ "_rels/.rels", str_printf(arena,
		    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
		    "<Relationship Id=\"a\" Type=\"" OFFICE "/officeDocument\""
		    " Target=\"word/main.xml\"/></Relationships>") },
		{ "word/main.xml", str_printf(arena,
		    "<w:document " SPACES "><w:body>%s</w:body></w:document>",
		    docx->body) },
		{ "word/_rels/main.xml.rels", str_printf(arena,
		    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
		    "<Relationship Id=\"s\" Type=\"" OFFICE "/styles\" "
		    "Target=\"s/styles.xml\"/><Relationship Id=\"n\" Type=\""
		    OFFICE "/numbering\" Target=\"/n.xml\"/>%s"
		    "</Relationships>", or_none(docx->relations)) },
		{ "word/s/styles.xml", str_printf(arena,
		    "<w:styles " SPACES ">%s</w:styles>",
		    or_none(docx->styles)) },
		{ "n.xml", str_printf(arena,
		    "<w:numbering " SPACES ">%s</w:numbering>",
		    or_none(docx->numbering)) },
		{ "docProps/core.xml", str_printf(arena,
		    "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\">%s"
		    "</cp:coreProperties>", or_none(docx->core)) },
	};

	return test_package(arena, part, sizeof part / sizeof *part);
}

#define SHEET	"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

str
test_xlsx(struct arena *arena, const struct test_xlsx *xlsx)
{
	struct test_part	 part[] = {
		{ "_rels/.rels", S("<Relationships>"
		    "<Relationship Id=\"a\" Type=\"" OFFICE
		    "/officeDocument\" Target=\"/xl/workbook.xml\"/>"
		    "</Relationships>") },
		{ "xl/workbook.xml", str_printf(arena, "<workbook xmlns=\""
		    SHEET "\" xmlns:r=\"" OFFICE "\">%s<sheets>"
		    "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"w1\"/>"
		    "<sheet name=\"Sheet2\" sheetId=\"2\" state=\"hidden\" "
		    "r:id=\"w2\"/></sheets></workbook>",
		    or_none(xlsx->workbook)) },
		{ "xl/_rels/workbook.xml.rels", S("<Relationships>"
		    "<Relationship Id=\"w1\" Type=\"" OFFICE
		    "/worksheet\" Target=\"w1.xml\"/>"
		    "<Relationship Id=\"w2\" Type=\"" OFFICE
		    "/worksheet\" Target=\"w2.xml\"/>"
		    "<Relationship Id=\"st\" Type=\"" OFFICE
		    "/sharedStrings\" Target=\"st.xml\"/>"
		    "<Relationship Id=\"sy\" Type=\"" OFFICE
		    "/styles\" Target=\"sy.xml\"/></Relationships>") },
		{ "xl/w1.xml", str_printf(arena, "<worksheet xmlns=\"" SHEET
		    "\" xmlns:r=\"" OFFICE "\">%s</worksheet>",
		    xlsx->sheet) },
		{ "xl/w2.xml", str_printf(arena, "<worksheet xmlns=\"" SHEET
		    "\">%s</worksheet>", or_none(xlsx->hidden)) },
		{ "xl/st.xml", str_printf(arena, "<sst xmlns=\"" SHEET
		    "\">%s</sst>", or_none(xlsx->strings)) },
		{ "xl/sy.xml", str_printf(arena, "<styleSheet xmlns=\"" SHEET
		    "\">%s</styleSheet>", or_none(xlsx->styles)) },
		{ "xl/_rels/w1.xml.rels", str_printf(arena,
		    "<Relationships>%s</Relationships>",
		    or_none(xlsx->relations)) },
	};

	return test_package(arena, part, sizeof part / sizeof *part);
}
