#include "doc/doc_docx_style.h"

#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc_xml.h"

#define STYLES	20000u		/* of a document; more are not read */
#define CHAIN	16		/* of styles based on styles */

struct doc_docx_styles {
	struct doc_docx_style	*style;		/* sorted by id */
	size_t			 n;
};

static const struct doc_docx_style	plain = {
	.heading = -1, .number = -1, .level = -1, .hidden = -1,
};

int
doc_docx_style_heading(const xmlNode *properties)
{
	long	level = doc_xml_number(doc_xml_child(properties, "outlineLvl"),
		    "val", 9, -1);

	if (level < 0)
		return -1;
	if (level == 9)
		return 0;
	return level > 5 ? 6 : (int)level + 1;
}

int
doc_docx_style_hidden(const xmlNode *properties)
{
	const xmlNode	*node = doc_xml_child(properties, "vanish");
	str		 value = doc_xml_attr(node, "val");

	if (node == NULL)
		return -1;
	return !str_is(value, "0") && !str_is(value, "false");
}

/*
 * A heading by the name of its style, for the built-in ones that leave their
 * outline level unsaid: "heading 2", "标题 2", "Title", "标题".
 */
static int
heading_by_name(str name)
{
	static const char *const	stem[] = {
		"heading", "Heading", "标题", "Title", "title",
	};

	for (size_t i = 0; i < sizeof stem / sizeof *stem; i++) {
		str	rest = str_trim(str_sub(name, str_of(stem[i]).n,
			    name.n));

		if (!str_starts(name, str_of(stem[i])))
			continue;
		if (rest.n == 0)
			return 1;
		if (rest.n == 1 && rest.at[0] >= '1' && rest.at[0] <= '9')
			return rest.at[0] > '6' ? 6 : rest.at[0] - '0';
	}
	return -1;
}

static struct doc_docx_style
read_style(const xmlNode *node)
{
	const xmlNode		*paragraph = doc_xml_child(node, "pPr");
	const xmlNode		*number = doc_xml_child(paragraph, "numPr");
	struct doc_docx_style	 style = {
		.id = doc_xml_attr(node, "styleId"),
		.based = doc_xml_attr(doc_xml_child(node, "basedOn"), "val"),
		.heading = doc_docx_style_heading(paragraph),
		.number = doc_xml_number(doc_xml_child(number, "numId"), "val",
		    INT32_MAX, -1),
		.level = doc_xml_number(doc_xml_child(number, "ilvl"), "val",
		    8, -1),
		.hidden = doc_docx_style_hidden(doc_xml_child(node, "rPr")),
	};

	if (style.heading < 0)
		style.heading = heading_by_name(doc_xml_attr(
		    doc_xml_child(node, "name"), "val"));
	return style;
}

static int
by_id(const void *a, const void *b)
{
	const struct doc_docx_style	*left = a, *right = b;

	return str_compare(left->id, right->id);
}

const struct doc_docx_style *
doc_docx_style_find(const struct doc_docx_styles *styles, str id)
{
	struct doc_docx_style		 wanted = { .id = id };
	const struct doc_docx_style	*found = NULL;

	if (styles->n > 0 && id.n > 0)
		found = bsearch(&wanted, styles->style, styles->n,
		    sizeof wanted, by_id);
	return found == NULL ? &plain : found;
}

/* Take what a style leaves unsaid from the ones it is based on. */
static struct doc_docx_style
inherit(const struct doc_docx_styles *styles, struct doc_docx_style style)
{
	str	based = style.based;

	for (int i = 0; i < CHAIN && based.n > 0; i++) {
		const struct doc_docx_style	*from =
		    doc_docx_style_find(styles, based);

		if (style.heading < 0)
			style.heading = from->heading;
		if (style.number < 0) {
			style.number = from->number;
			style.level = from->level;
		}
		if (style.hidden < 0)
			style.hidden = from->hidden;
		based = from->based;
	}
	return style;
}

struct doc_docx_styles *
doc_docx_style_read(struct arena *arena, const xmlDoc *tree)
{
	struct doc_docx_styles	*said = arena_alloc(arena, sizeof *said);
	struct doc_docx_styles	*whole = arena_alloc(arena, sizeof *whole);
	const xmlNode		*node;

	if (tree == NULL)
		return whole;
	node = doc_xml_child(xmlDocGetRootElement(tree), "style");
	for (const xmlNode *n = node; n != NULL && said->n < STYLES;
	    n = doc_xml_next(n, "style"))
		said->n++;
	said->style = arena_array(arena, said->n, sizeof *said->style);
	for (size_t i = 0; i < said->n; i++) {
		said->style[i] = read_style(node);
		node = doc_xml_next(node, "style");
	}
	if (said->n > 0)
		qsort(said->style, said->n, sizeof *said->style, by_id);

	whole->style = arena_array(arena, said->n, sizeof *whole->style);
	whole->n = said->n;
	for (size_t i = 0; i < said->n; i++)
		whole->style[i] = inherit(said, said->style[i]);
	return whole;
}
