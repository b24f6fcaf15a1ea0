/*
 * doc_sort - what kind of file bytes are, and why some must not go out.
 *
 * Decided by the bytes; the name only has to agree.  Refused are programs,
 * macros, files that are two things at once, files under another's name,
 * packages that unpack to far more than they are, and what is no known kind.
 *
 * Calls: base, doc_read, doc_zip.
 */
#ifndef DOC_SORT_H
#define DOC_SORT_H

#include <stdbool.h>

#include "base/str.h"

struct arena;

enum doc_sort {
	DOC_SORT_UNKNOWN, DOC_SORT_EMPTY, DOC_SORT_PDF, DOC_SORT_DOCX,
	DOC_SORT_XLSX, DOC_SORT_PPTX, DOC_SORT_OLE, DOC_SORT_OFD,
	DOC_SORT_ZIP, DOC_SORT_RAR, DOC_SORT_PNG, DOC_SORT_JPEG,
	DOC_SORT_GIF, DOC_SORT_WEBP, DOC_SORT_BMP, DOC_SORT_TIFF,
	DOC_SORT_MP4, DOC_SORT_MP3, DOC_SORT_RTF, DOC_SORT_HTML,
	DOC_SORT_SVG, DOC_SORT_XML, DOC_SORT_JSON, DOC_SORT_TEXT,
	DOC_SORT_PROGRAM, DOC_SORT__KINDS
};

/* What the bytes are; `name' only parts Markdown from a page. */
enum doc_sort doc_sort(str bytes, str name);

/* Its media type, "application/pdf". */
const char *doc_sort_type(enum doc_sort sort);

/*
 * Why a file must not go out, as the key of a sentence whose hole is the
 * file's name; NULL: nothing is against it.
 */
const char *doc_sort_refusal(struct arena *arena, str bytes, str name);

#endif
