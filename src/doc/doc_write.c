#include "doc/doc_write.h"

#include "base/utf8.h"

typedef enum err (*writer)(struct arena *arena, const struct doc *doc,
    str *ret, struct fault *fault);

static const writer writers[DOC__MAX] = {
	[DOC_TEXT] = doc_write_text,
	[DOC_HTML] = doc_write_html,
	[DOC_DOCX] = doc_write_docx,
	[DOC_XLSX] = doc_write_xlsx,
	[DOC_PDF] = doc_write_pdf,
};

enum err
doc_write(struct arena *arena, const struct doc *doc, enum doc_format format,
    str *ret, struct fault *fault)
{
	if (format >= DOC__MAX || writers[format] == NULL)
		return FAIL(fault, ERR_INVALID, "doc.write_format");
	return writers[format](arena, doc, ret, fault);
}

str
doc_write_title(const struct doc *doc)
{
	if (doc->title.n > 0)
		return doc->title;
	for (size_t i = 0; i < doc->n; i++)
		if (doc->block[i].kind == DOC_HEADING)
			return doc->block[i].text;
	return S("");
}

size_t
doc_write_year(str title)
{
	size_t	at = 0;

	while (at < title.n) {
		size_t		before = at;
		uint32_t	point = utf8_next(title, &at);

		if (point >= '0' && point <= '9')
			return before;
	}
	return title.n;
}
