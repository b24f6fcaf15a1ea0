#include "doc/doc_read.h"

const char *
doc_read_format_name(enum doc_format format)
{
	static const char *const	names[DOC__MAX] = {
		[DOC_UNKNOWN] = "unknown",
		[DOC_TEXT] = "txt",
		[DOC_MARKDOWN] = "md",
		[DOC_HTML] = "html",
		[DOC_DOCX] = "docx",
		[DOC_XLSX] = "xlsx",
		[DOC_PDF] = "pdf",
		[DOC_JSON] = "json",
	};

	return names[format];
}

enum err
doc_read(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	if (bytes.n > DOC_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_big");
	switch (doc_read_sniff(bytes, name)) {
	case DOC_TEXT:
	case DOC_MARKDOWN:
		return doc_read_text(arena, bytes, name, ret, fault);
	case DOC_HTML:
		return doc_read_html(arena, bytes, name, ret, fault);
	case DOC_DOCX:
		return doc_read_docx(arena, bytes, name, ret, fault);
	case DOC_XLSX:
		return doc_read_xlsx(arena, bytes, name, ret, fault);
	case DOC_PDF:
		return doc_read_pdf(arena, bytes, name, ret, fault);
	case DOC_JSON:
		return FAIL(fault, ERR_INVALID, "doc.json");
	case DOC_UNKNOWN:
	case DOC__MAX:
		break;
	}
	return FAIL(fault, ERR_INVALID, doc_read_refusal(bytes));
}
