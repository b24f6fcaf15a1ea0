#include "doc/doc_read.h"

#include <string.h>
#include <strings.h>

#include "doc/doc_html_tag.h"

/* How far into a file its nature is looked for. */
#define HEAD_BYTES	4096u
#define PDF_BYTES	1024u

/* Paragraphs' ends in a head that make a text a page. */
#define MARKS		6u

/* What files begin with that are no document we read, and what to say. */
struct magic {
	str		 head;
	const char	*key;
};

static const struct magic magics[] = {
	{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 }, "doc.old_office" },
	{ { "{\\rtf", 5 }, "doc.rtf" },
	{ { "\x89PNG", 4 }, "doc.picture" },
	{ { "\xFF\xD8\xFF", 3 }, "doc.picture" },
	{ { "GIF8", 4 }, "doc.picture" },
	{ { "II*\0", 4 }, "doc.picture" },
	{ { "MM\0*", 4 }, "doc.picture" },
	{ { "RIFF", 4 }, "doc.picture" },
	{ { "Rar!", 4 }, "doc.archive" },
	{ { "7z\xBC\xAF", 4 }, "doc.archive" },
	{ { "\x1F\x8B", 2 }, "doc.archive" },
	{ { "MIME-Version:", 13 }, "doc.mhtml" },
};

/* A page or a piece of one begins with one of these. */
static const char *const openings[] = {
	"!doctype", "html", "head", "body", "meta", "title", "link",
	"style", "script", "div", "table", "p", "span", "article", "section",
	"center", "font", "h1", "h2", "h3", "ul", "ol",
};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* `bytes' without a byte-order mark and blanks in front. */
static str
solid(str bytes)
{
	size_t	from = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0;

	while (from < bytes.n && is_space(bytes.at[from]))
		from++;
	return str_sub(bytes, from, bytes.n);
}

/*
 * The beginning of a file's text.  Of UTF-16 it is every other byte, copied
 * to `narrow', so that mark-up in it can be recognised.
 */
static str
head_of(str bytes, char narrow[static HEAD_BYTES])
{
	size_t	from = 0, n = 0;

	if (str_starts(bytes, S("\xFF\xFE")))
		from = 2;
	else if (str_starts(bytes, S("\xFE\xFF")))
		from = 3;
	else
		return str_sub(solid(bytes), 0, HEAD_BYTES);
	for (size_t i = from; i < bytes.n && n < HEAD_BYTES; i += 2)
		narrow[n++] = bytes.at[i];
	return solid((str){ narrow, n });
}

static bool
has_tag(str head, const char *name)
{
	return doc_html_tag_find(head, 0, name) >= 0;
}

/* Text that is marked up throughout, though it begins with none of it. */
static bool
is_marked_up(str head)
{
	static const char *const	tags[] = { "/p", "/div", "/span",
					    "br" };
	size_t				count = 0;

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		ptrdiff_t	at = doc_html_tag_find(head, 0, tags[i]);

		for (; at >= 0; count++)
			at = doc_html_tag_find(head, (size_t)at + 1, tags[i]);
	}
	return count >= MARKS;
}

static bool
is_html(str head)
{
	if (has_tag(head, "!doctype") || has_tag(head, "html") ||
	    has_tag(head, "body") || is_marked_up(head))
		return true;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (doc_html_tag_at(head, 0, openings[i]))
			return true;
	return doc_html_tag_at(head, 0, "!--") && has_tag(head, "div");
}

/* A whole page, and not Markdown with pieces of one in it. */
static bool
is_page(str head)
{
	return doc_html_tag_at(head, 0, "!doctype") ||
	    doc_html_tag_at(head, 0, "html");
}

/* An object or an array, by its first two characters. */
static bool
is_json(str head)
{
	str	next = solid(str_sub(head, 1, head.n));

	if (head.n == 0 || (head.at[0] != '{' && head.at[0] != '['))
		return false;
	if (next.n == 0)
		return false;
	return head.at[0] == '{' ? strchr("\"}", next.at[0]) != NULL :
	    strchr("{[\"]", next.at[0]) != NULL;
}

/* Names stand in a zip file as they are, whatever is packed. */
static enum doc_format
zip_format(str bytes)
{
	if (!str_has(bytes, S("[Content_Types].xml")))
		return DOC_UNKNOWN;
	if (str_has(bytes, S("word/document")))
		return DOC_DOCX;
	if (str_has(bytes, S("xl/workbook")))
		return DOC_XLSX;
	return DOC_UNKNOWN;
}

static bool
has_unicode_mark(str bytes)
{
	return str_starts(bytes, S("\xFF\xFE")) ||
	    str_starts(bytes, S("\xFE\xFF")) ||
	    str_starts(bytes, S("\0\0\xFE\xFF"));
}

static bool
is_markdown(str name)
{
	static const char *const	endings[] = { ".md", ".markdown" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t	n = strlen(endings[i]);

		if (name.n >= n && strncasecmp(name.at + name.n - n,
		    endings[i], n) == 0)
			return true;
	}
	return false;
}

enum doc_format
doc_read_sniff(str bytes, str name)
{
	char	narrow[HEAD_BYTES];
	str	head = head_of(bytes, narrow);

	if (head.n == 0)
		return DOC_UNKNOWN;
	if (str_has(str_sub(bytes, 0, PDF_BYTES), S("%PDF-")))
		return DOC_PDF;
	if (str_starts(bytes, S("PK\3\4")))
		return zip_format(bytes);
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (str_starts(head, magics[i].head))
			return DOC_UNKNOWN;
	if (!has_unicode_mark(bytes) &&
	    memchr(bytes.at, '\0', bytes.n) != NULL)
		return DOC_UNKNOWN;
	if (doc_html_tag_at(head, 0, "?xml") && !is_html(head))
		return DOC_UNKNOWN;
	if (is_json(head))
		return DOC_JSON;
	if (is_markdown(name) && !is_page(head))
		return DOC_MARKDOWN;
	return is_html(head) ? DOC_HTML : DOC_TEXT;
}

/* A name inside an OLE file is UTF-16. */
static bool
ole_has(str bytes, const char *name)
{
	char	wide[64];
	size_t	n = 0;

	for (; *name != '\0' && n + 2 <= sizeof wide; name++) {
		wide[n++] = *name;
		wide[n++] = '\0';
	}
	return str_has(bytes, (str){ wide, n });
}

const char *
doc_read_refusal(str bytes)
{
	char	narrow[HEAD_BYTES];
	str	head = head_of(bytes, narrow);

	if (head.n == 0)
		return "doc.empty";
	if (str_starts(bytes, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
		return ole_has(bytes, "EncryptedPackage") ? "doc.encrypted" :
		    "doc.old_office";
	if (str_starts(bytes, S("PK\3\4")) && !str_has(bytes, S("PK\5\6")))
		return "doc.zip_broken";
	if (str_starts(bytes, S("PK\3\4")))
		return str_has(bytes, S("OFD.xml")) ? "doc.ofd" :
		    "doc.no_office";
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (str_starts(head, magics[i].head))
			return magics[i].key;
	if (doc_html_tag_at(head, 0, "?xml"))
		return "doc.xml";
	return "doc.binary";
}
