#include "doc/doc_pdf.h"

#include "base/arena.h"
#include "doc/doc_pdf_prose.h"
#include "doc/doc_pdf_table.h"

/* Add the blocks of a page; a paragraph may stay open for the next one. */
static enum err
read_page(struct doc_pdf_prose *prose, const struct doc_pdf *pdf,
    const struct doc_pdf_lines *page, unsigned number, struct fault *fault)
{
	size_t		to;
	enum err	e;

	for (size_t i = 0; i < page->lines; i = to) {
		to = i + 1;
		if (prose->doc->n >= DOC_BLOCKS)
			return FAIL(fault, ERR_TOO_LARGE, "doc.too_long");
		if (page->line[i].use != DOC_PDF_TABLE) {
			doc_pdf_prose_line(prose, page, i, number);
			continue;
		}
		while (to < page->lines &&
		    page->line[to].use == DOC_PDF_TABLE)
			to++;
		doc_pdf_prose_end(prose);
		e = doc_pdf_table(prose->arena, pdf, page, i, to, number,
		    prose->doc, fault);
		if (e != OK)
			return e;
	}
	return OK;
}

enum err
doc_pdf(struct arena *arena, str output, struct doc **ret,
    struct fault *fault)
{
	struct doc		*doc = doc_new(arena, DOC_PDF);
	struct doc_pdf_body	 body;
	struct doc_pdf_prose	 prose;
	struct doc_pdf_lines	*pages;
	struct doc_pdf		 pdf;
	enum err		 e;

	e = doc_pdf_box(arena, output, doc, &pdf, fault);
	if (e != OK)
		return e;
	if (pdf.pages == 0)
		return FAIL(fault, ERR_INVALID, "doc.pdf_no_pages");
	if (pdf.words == 0)
		return FAIL(fault, ERR_INVALID, "doc.pdf_no_text");
	pages = arena_array(arena, pdf.pages, sizeof *pages);
	for (size_t i = 0; i < pdf.pages; i++)
		doc_pdf_line_find(arena, &pdf, &pdf.page[i], &pages[i]);
	doc_pdf_zone_margins(arena, &pdf, pages);
	body = doc_pdf_zone_body(arena, &pdf, pages);

	doc_pdf_prose_begin(arena, doc, &body, &prose);
	for (size_t i = 0; i < pdf.pages; i++) {
		doc_pdf_zone_tables(arena, &body, &pages[i]);
		e = read_page(&prose, &pdf, &pages[i], (unsigned)i + 1,
		    fault);
		if (e != OK)
			return e;
	}
	doc_pdf_prose_end(&prose);
	*ret = doc;
	return OK;
}
