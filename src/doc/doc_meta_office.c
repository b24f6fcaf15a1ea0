/*
 * doc_meta_office - what the packages of Office hold besides what they show.
 *
 * Every part is looked at by its name; its text is read as a stream, element
 * by element, so that no part is too large and none is trusted.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_meta_list.h"
#include "doc/doc_package.h"
#include "doc/doc_xml.h"

#define SHEETS	1000u		/* of a workbook */

/* --- words of a part ----------------------------------------------------- */

/* What is collected while a part is read. */
struct walk {
	struct doc_meta_list_run	*run;
	str				 part;
	enum doc_meta_kind		 kind;	/* of what is open */
	unsigned			 open;	/* elements of it */
	bool				 hidden;	/* the run of text */
	struct buf			 words;	/* of what is open */
};

static const struct {
	const char		*element;	/* by its local name */
	enum doc_meta_kind	 kind;
} elements[] = {
	{ "ins", DOC_META_CHANGE }, { "del", DOC_META_CHANGE },
	{ "moveFrom", DOC_META_CHANGE }, { "moveTo", DOC_META_CHANGE },
	{ "comment", DOC_META_COMMENT }, { "cm", DOC_META_COMMENT },
	{ "threadedComment", DOC_META_COMMENT },
};

static bool
is_yes(str value)
{
	return !str_is(value, "0") && !str_is(value, "false") &&
	    !str_is(value, "off") && !str_is(value, "none");
}

static void
start(struct walk *walk, const struct doc_xml_stream *stream)
{
	if (doc_xml_starts(stream, "r"))
		walk->hidden = false;
	if (doc_xml_starts(stream, "vanish"))
		walk->hidden = is_yes(doc_xml_given(stream, "w:val"));
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (!doc_xml_starts(stream, elements[i].element))
			continue;
		if (walk->open == 0) {
			walk->kind = elements[i].kind;
			buf_clear(&walk->words);
		}
		walk->open += !xmlTextReaderIsEmptyElement(stream->reader);
	}
}

static void
end(struct walk *walk, const struct doc_xml_stream *stream)
{
	for (size_t i = 0; walk->open > 0 &&
	    i < sizeof elements / sizeof *elements; i++)
		if (doc_xml_ends(stream, elements[i].element) &&
		    --walk->open == 0)
			doc_meta_list_add(walk->run, walk->kind, walk->part,
			    buf_str(&walk->words));
}

/* Tracked changes, comments and hidden runs of a part of any of the three. */
static void
read_words(struct doc_meta_list_run *run, str bytes, str part)
{
	struct walk		walk = { .run = run, .part = part };
	struct fault		fault = { 0 };
	struct doc_xml_stream	stream;
	bool			more = true;

	buf_init(&walk.words, run->arena, 4 * (size_t)DOC_META_VALUE);
	if (doc_xml_stream(run->arena, bytes, run->name, part, &stream,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	while (more) {
		str	words;

		if (doc_xml_step(&stream, &more, &fault) != OK) {
			run->list->unread = true;
			return;
		}
		if (!more)
			return;
		start(&walk, &stream);
		words = doc_xml_words(&stream);
		if (walk.open > 0)
			buf_put(&walk.words, words);
		if (walk.hidden && str_trim(words).n > 0)
			doc_meta_list_add(run, DOC_META_HIDDEN, part, words);
		end(&walk, &stream);
	}
}

/* All the words of a part as one item. */
static void
read_notes(struct doc_meta_list_run *run, str bytes, str part)
{
	struct fault	 fault = { 0 };
	xmlDoc		*tree;
	str		 text;

	if (doc_xml_tree(run->arena, bytes, run->name, part, &tree,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	text = doc_xml_text(run->arena, xmlDocGetRootElement(tree));
	if (text.n > 0)
		doc_meta_list_add(run, DOC_META_NOTE, part, text);
}

static void
read_slide(struct doc_meta_list_run *run, str bytes, str part)
{
	struct fault	 fault = { 0 };
	xmlDoc		*tree;

	if (doc_xml_tree(run->arena, bytes, run->name, part, &tree,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	if (str_is(doc_xml_attr(xmlDocGetRootElement(tree), "show"), "0"))
		doc_meta_list_add(run, DOC_META_SLIDE, part, S(""));
}

/* Where the figures of another file are taken from. */
static void
read_outside(struct doc_meta_list_run *run, str bytes, str part)
{
	struct fault	 fault = { 0 };
	xmlDoc		*tree;
	xmlNode		*node;

	if (doc_xml_tree(run->arena, bytes, run->name, part, &tree,
	    &fault) != OK)
		return;
	node = doc_xml_child(xmlDocGetRootElement(tree), "Relationship");
	if (node != NULL)
		doc_meta_list_add(run, DOC_META_OUTSIDE, part,
		    doc_xml_attr(node, "Target"));
}

/* --- parts by name ------------------------------------------------------- */

static bool
is_words(str part)
{
	static const char *const	heads[] = { "word/document",
		"word/header", "word/footer", "word/footnotes",
		"word/endnotes", "word/comments", "xl/comments",
		"xl/threadedComments/", "ppt/comments" };

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (str_starts(part, str_of(heads[i])))
			return str_ends(part, S(".xml"));
	return false;
}

static void
read_part(struct doc_meta_list_run *run, str bytes, str part)
{
	if (is_words(part))
		read_words(run, bytes, part);
	else if (str_starts(part, S("ppt/notesSlides/")) &&
	    str_ends(part, S(".xml")))
		read_notes(run, bytes, part);
	else if (str_starts(part, S("ppt/slides/")) &&
	    str_ends(part, S(".xml")))
		read_slide(run, bytes, part);
	else if (str_starts(part, S("xl/externalLinks/_rels/")))
		read_outside(run, bytes, part);
}

static void
read_parts(struct doc_meta_list_run *run, struct doc_zip *zip)
{
	struct fault	fault = { 0 };
	str		part, bytes;

	for (size_t i = 0; doc_zip_name(zip, i, &part); i++) {
		if (str_ends(part, S("vbaProject.bin")))
			doc_meta_list_add(run, DOC_META_MACRO, part, S(""));
		else if (str_has(part, S("/embeddings/")))
			doc_meta_list_add(run, DOC_META_OBJECT, part, S(""));
		else if (str_has(part, S("printerSettings")) &&
		    str_ends(part, S(".bin")))
			doc_meta_list_add(run, DOC_META_PRINTER, part, S(""));
		if (!is_words(part) && !str_starts(part, S("ppt/")) &&
		    !str_starts(part, S("xl/externalLinks/_rels/")))
			continue;
		if (doc_zip_part(run->arena, zip, part, &bytes, &fault) == OK)
			read_part(run, bytes, part);
		else
			run->list->unread = true;
	}
}

/* --- properties and sheets ----------------------------------------------- */

static const struct {
	const char		*name;
	enum doc_meta_kind	 kind;
} facts[] = {
	{ "creator", DOC_META_AUTHOR }, { "lastmodifiedby", DOC_META_EDITOR },
	{ "company", DOC_META_COMPANY }, { "manager", DOC_META_FACT },
	{ "keywords", DOC_META_FACT }, { "description", DOC_META_FACT },
	{ "category", DOC_META_FACT }, { "hyperlinkbase", DOC_META_FACT },
};

static void
read_facts(struct doc_meta_list_run *run, const struct doc_package *package)
{
	struct doc	*doc = doc_new(run->arena, DOC_DOCX);
	struct fault	 fault = { 0 };

	if (doc_package_facts(run->arena, package, doc, &fault) != OK)
		run->list->unread = true;
	for (size_t i = 0; i < doc->metas; i++)
		for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
			if (str_is(doc->meta[i].name, facts[k].name))
				doc_meta_list_add(run, facts[k].kind,
				    doc->meta[i].name, doc->meta[i].value);
	if (doc_zip_has(package->zip, S("docProps/custom.xml")))
		doc_meta_list_add(run, DOC_META_FACT, S("custom"),
		    S("docProps/custom.xml"));
}

static void
read_sheets(struct doc_meta_list_run *run, const struct doc_package *package)
{
	struct fault	 fault = { 0 };
	xmlDoc		*tree;
	xmlNode		*node;
	unsigned	 n = 0;

	if (doc_package_tree(run->arena, package, package->main, &tree,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	node = doc_xml_child(xmlDocGetRootElement(tree), "sheets");
	node = node == NULL ? NULL : doc_xml_child(node, "sheet");
	for (; node != NULL && n < SHEETS; n++) {
		const struct doc_relation	*relation;
		str				 title, state;

		title = doc_xml_attr(node, "name");
		state = doc_xml_attr(node, "state");
		if (str_is(state, "hidden") || str_is(state, "veryHidden"))
			doc_meta_list_add(run, DOC_META_SHEET, title, S(""));
		relation = doc_package_relation(package,
		    doc_xml_attr(node, "id"));
		if (relation != NULL && !relation->outside)
			doc_meta_sheet(run, package->zip, relation->target,
			    title);
		node = doc_xml_next(node, "sheet");
	}
}

void
doc_meta_office(struct doc_meta_list_run *run, str bytes)
{
	struct doc_package	package;
	struct fault		fault = { 0 };

	if (doc_package_open(run->arena, bytes, run->name, &package,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	read_facts(run, &package);
	if (str_starts(package.main, S("xl/")))
		read_sheets(run, &package);
	read_parts(run, package.zip);
}
