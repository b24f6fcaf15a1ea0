/*
 * doc_read - any published file into a document tree.
 *
 * The format is decided by the bytes, not by the name: a DOCX called .doc is
 * a DOCX, a page called .txt is a page.  The name only parts Markdown and
 * text.  Each reader is a file of its own, doc_read_<format>.c, and keeps the
 * same promise: bounded time and memory whatever the bytes, a fault that says
 * in one sentence why the file cannot be read, and nothing fetched.
 *
 * Calls: base, doc.
 */
#ifndef DOC_READ_H
#define DOC_READ_H

#include "doc/doc.h"

/* What the bytes are; DOC_UNKNOWN for binary or empty ones. */
enum doc_format	doc_read_sniff(str bytes, str name);

/*
 * Why unknown bytes are not read, as the key of a sentence: it names the kind
 * of file where one is known.
 */
const char	*doc_read_refusal(str bytes);

/* "html", "docx" ... */
const char	*doc_read_format_name(enum doc_format format);

/*
 * Read a document.  DOC_JSON is refused here: JSON is read by what knows its
 * meaning.  `name' is for the fault's sentence and for Markdown.
 */
enum err	doc_read(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);

/*
 * Bytes of unknown charset into UTF-8: byte-order mark, `hint' (a header's or
 * <meta>'s charset, may be empty), valid UTF-8, else GB18030; uchardet only
 * where GB18030 fails too.  ret_charset gets the name that was used.
 */
enum err	doc_read_charset(struct arena *arena, str bytes, str hint,
		    str *ret, str *ret_charset, struct fault *fault);

/* A page; rowspan and colspan become a grid, nested tables stay apart. */
enum err	doc_read_html(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);
/* Text and Markdown: pipe, tab and aligned tables, one-value-a-line. */
enum err	doc_read_text(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);
enum err	doc_read_docx(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);
enum err	doc_read_xlsx(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);
/*
 * What another program left as JSON, broken or not: texts are paragraphs,
 * lists of lists tables.  Text that was read in a wrong character set is
 * undone; what it lost is U+FFFD.
 */
enum err	doc_read_json(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);
enum err	doc_read_pdf(struct arena *arena, str bytes, str name,
		    struct doc **ret, struct fault *fault);

#endif
