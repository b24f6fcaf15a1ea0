#include "doc/doc_words.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_read.h"
#include "doc/doc_sort.h"
#include "doc/doc_xml.h"
#include "doc/doc_zip.h"

#define DEPTH	3	/* archives in archives */

struct words {
	struct arena	*arena;
	struct buf	 text;
	bool		 unread;
	unsigned	 depth;
};

static void
put_line(struct words *words, str line)
{
	line = str_trim(line);
	if (line.n == 0)
		return;
	buf_put(&words->text, line);
	buf_byte(&words->text, '\n');
}

/* A row a line; a cell stands where it begins. */
static void
put_table(struct words *words, const struct doc_table *table)
{
	for (size_t i = 0; i < table->n; i++) {
		bool	last = i + 1 == table->n ||
			    table->cell[i + 1].row != table->cell[i].row;
		str	text = table->cell[i].text;

		for (size_t k = 0; k < text.n; k++)
			buf_byte(&words->text, text.at[k] == '\n' ? ' ' :
			    text.at[k]);
		buf_byte(&words->text, last ? '\n' : '\t');
	}
}

static void
put_document(struct words *words, str bytes, str name)
{
	struct fault	 fault = { 0 };
	struct doc	*doc;

	if (doc_read(words->arena, bytes, name, &doc, &fault) != OK) {
		words->unread = true;
		return;
	}
	for (size_t i = 0; i < doc->n; i++)
		if (doc->block[i].kind == DOC_TABLE)
			put_table(words, doc->block[i].table);
		else
			put_line(words, doc->block[i].text);
}

/* --- parts of a package that are no part of its body --------------------- */

static bool
is_aside(str part)
{
	static const char *const	heads[] = { "word/header",
		"word/footer", "word/footnotes", "word/endnotes",
		"word/comments", "xl/comments", "xl/threadedComments/",
		"ppt/slides/slide", "ppt/notesSlides/notes",
		"ppt/comments" };

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (str_starts(part, str_of(heads[i])))
			return str_ends(part, S(".xml"));
	return false;
}

/* The text of a part, a paragraph a line. */
static void
put_part(struct words *words, str bytes, str name, str part)
{
	struct fault		fault = { 0 };
	struct doc_xml_stream	stream;
	bool			more = true;

	if (doc_xml_stream(words->arena, bytes, name, part, &stream,
	    &fault) != OK) {
		words->unread = true;
		return;
	}
	while (more) {
		if (doc_xml_step(&stream, &more, &fault) != OK) {
			words->unread = true;
			break;
		}
		if (!more)
			break;
		buf_put(&words->text, doc_xml_words(&stream));
		if (doc_xml_ends(&stream, "p") ||
		    doc_xml_ends(&stream, "comment"))
			buf_byte(&words->text, '\n');
	}
	buf_byte(&words->text, '\n');
}

static void put_file(struct words *words, str bytes, str name);

/* The parts of an Office package beside its body; all files of an archive. */
static void
put_parts(struct words *words, str bytes, str name, bool archive)
{
	struct fault	 fault = { 0 };
	struct doc_zip	*zip;
	str		 part, inside;

	if (doc_zip_open(words->arena, bytes, name, &zip, &fault) != OK) {
		words->unread = true;
		return;
	}
	for (size_t i = 0; doc_zip_name(zip, i, &part); i++) {
		if (str_ends(part, S("/")) || (!archive && !is_aside(part)))
			continue;
		if (doc_zip_part(words->arena, zip, part, &inside, &fault) !=
		    OK)
			words->unread = true;
		else if (archive)
			put_file(words, inside, part);
		else
			put_part(words, inside, name, part);
	}
}

static void
put_file(struct words *words, str bytes, str name)
{
	switch (doc_sort(bytes, name)) {
	case DOC_SORT_DOCX:
	case DOC_SORT_XLSX:
		put_document(words, bytes, name);
		put_parts(words, bytes, name, false);
		break;
	case DOC_SORT_PPTX:
		put_parts(words, bytes, name, false);
		break;
	case DOC_SORT_PDF:
	case DOC_SORT_HTML:
	case DOC_SORT_TEXT:
	case DOC_SORT_JSON:
		put_document(words, bytes, name);
		break;
	case DOC_SORT_ZIP:
		if (words->depth == DEPTH) {
			words->unread = true;
			break;
		}
		words->depth++;
		put_parts(words, bytes, name, true);
		words->depth--;
		break;
	default:
		words->unread = true;
		break;
	}
}

str
doc_words(struct arena *arena, str bytes, str name, bool *ret_unread)
{
	struct words	words = { .arena = arena };
	str		text;

	buf_init(&words.text, arena, DOC_WORDS_BYTES);
	put_file(&words, bytes, name);
	*ret_unread = words.unread || buf_err(&words.text) != OK;
	text = buf_str(&words.text);
	return utf8_clean(arena, utf8_head(text, text.n));
}
