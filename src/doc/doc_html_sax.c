#include "doc/doc_html_sax.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_html_tag.h"

#define OPTIONS	(HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | \
	HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | \
	HTML_PARSE_IGNORE_ENC)

/* Elements that may be open at once. */
#define OPEN		10000

/*
 * What libxml2 does for a page beyond reading its bytes, in comparisons of
 * names: it looks through the attributes of a tag for each one that comes
 * and through the open elements for each end tag.  Telling an error costs it
 * as much as a thousand of them, and a doubled attribute may have been
 * compared with all names there are.
 */
#define WORK		200000000u
#define WORK_ERROR	1000u
#define WORK_DOUBLE	5000u

/*
 * Bytes of names, beyond those known here, that libxml2 may keep.  This is
 * what bounds the attributes of one tag.
 */
#define NAME_BYTES	10000u

void
doc_html_sax_stop(struct doc_html_sax *sax, enum err e)
{
	sax->e = e;
	xmlStopParser(sax->parser);
}

unsigned
doc_html_sax_line(const struct doc_html_sax *sax)
{
	return (unsigned)sax->parser->input->line;
}

static void
labour(struct doc_html_sax *sax, uint64_t comparisons)
{
	sax->work += comparisons;
	if (sax->work > WORK && sax->e == OK)
		doc_html_sax_stop(sax,
		    FAIL(sax->fault, ERR_TOO_LARGE, "doc.html_broken"));
}

/*
 * What libxml2 hands out as text though browsers do not: an entity without
 * its semicolon comes as "&" and its name, <![endif]> as "<" and the rest.
 */
static void
on_text(void *data, const xmlChar *bytes, int n)
{
	struct doc_html_sax	*sax = data;
	str			 text = { (const char *)bytes, (size_t)n };
	const htmlEntityDesc	*entity = NULL;
	char			 point[4];

	if (sax->bogus) {
		ptrdiff_t	end = str_find(text, S(">"), 0);

		sax->bogus = end < 0;
		text = str_sub(text, end < 0 ? text.n : (size_t)end + 1,
		    text.n);
	}
	if (sax->amp && n < 16)
		entity = htmlEntityLookup((const xmlChar *)str_c(sax->arena,
		    text));
	if (sax->amp && entity == NULL)
		sax->text(sax, S("&"));
	sax->amp = str_is(text, "&");
	sax->bogus = sax->bogus || (str_is(text, "<") &&
	    sax->parser->input->cur[0] == '<' &&
	    sax->parser->input->cur[1] == '!');
	if (entity != NULL)
		text = (str){ point, utf8_put(point, entity->value) };
	if (!sax->amp && !sax->bogus)
		sax->text(sax, text);
}

static void
on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	struct doc_html_sax	*sax = data;
	const char *const	*attribute = (const char *const *)attributes;
	uint64_t		 n = 0;

	if (sax->e != OK)
		return;
	if (sax->parser->nameNr > OPEN) {
		doc_html_sax_stop(sax,
		    FAIL(sax->fault, ERR_TOO_LARGE, "doc.html_deep"));
		return;
	}
	while (attribute != NULL && attribute[n * 2] != NULL)
		n++;
	labour(sax, n * n);
	sax->amp = sax->bogus = false;
	if (sax->e == OK)
		sax->start(sax, (const char *)name, attribute);
}

static void
on_end(void *data, const xmlChar *name)
{
	struct doc_html_sax	*sax = data;

	if (sax->e != OK)
		return;
	sax->amp = sax->bogus = false;
	sax->end(sax, (const char *)name);
}

static void
on_error(void *data, xmlErrorPtr error)
{
	struct doc_html_sax	*sax = data;

	labour(sax, (unsigned)sax->parser->nameNr +
	    (error->code == XML_ERR_ATTRIBUTE_REDEFINED ? WORK_DOUBLE :
	    WORK_ERROR));
}

static void
let_go(void *what)
{
	struct doc_html_sax	*sax = what;

	if (sax->parser != NULL)
		htmlFreeParserCtxt(sax->parser);
	sax->parser = NULL;
}

/* Set the parser up to call us and to build nothing. */
static void
tune(struct doc_html_sax *sax)
{
	htmlParserCtxtPtr	parser = sax->parser;

	memset(parser->sax, 0, sizeof *parser->sax);
	parser->sax->initialized = XML_SAX2_MAGIC;
	parser->sax->startElement = on_start;
	parser->sax->endElement = on_end;
	parser->sax->characters = on_text;
	parser->sax->cdataBlock = on_text;
	parser->sax->serror = on_error;
	parser->userData = sax;
	(void)htmlCtxtUseOptions(parser, OPTIONS);
	parser->charset = XML_CHAR_ENCODING_UTF8;
	for (size_t i = 0; doc_html_tag_name(i) != NULL; i++)
		(void)xmlDictLookup(parser->dict,
		    (const xmlChar *)doc_html_tag_name(i), -1);
	(void)xmlDictSetLimit(parser->dict,
	    xmlDictGetUsage(parser->dict) + NAME_BYTES);
}

enum err
doc_html_sax(struct doc_html_sax *sax, str text)
{
	sax->parser = htmlCreateMemoryParserCtxt(text.at, (int)text.n);
	if (sax->parser == NULL)
		return FAIL(sax->fault, ERR_STORE, "doc.html_broken");
	arena_defer(sax->arena, let_go, sax);
	tune(sax);
	(void)htmlParseDocument(sax->parser);
	if (sax->e == OK)
		sax->done(sax);
	let_go(sax);
	return sax->e;
}
