#include "doc/doc_xlsx_style.h"

#include "base/arena.h"
#include "doc/doc_xml.h"

#define STYLES	65536u		/* of a workbook; more are plain */

struct doc_xlsx_styles {
	struct doc_xlsx_style	*style;
	size_t			 n;
};

/* Formats that every program knows by number, the East Asian ones included. */
static enum doc_xlsx_look
look_of_number(long id)
{
	static const struct {
		long			from, to;
		enum doc_xlsx_look	look;
	} known[] = {
		{ 9, 10, DOC_XLSX_PERCENT },
		{ 14, 17, DOC_XLSX_DAY },
		{ 18, 21, DOC_XLSX_TIME },
		{ 22, 22, DOC_XLSX_DAY },
		{ 27, 31, DOC_XLSX_DAY },
		{ 32, 35, DOC_XLSX_TIME },
		{ 36, 36, DOC_XLSX_DAY },
		{ 45, 47, DOC_XLSX_TIME },
		{ 50, 54, DOC_XLSX_DAY },
		{ 55, 56, DOC_XLSX_TIME },
		{ 57, 58, DOC_XLSX_DAY },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (id >= known[i].from && id <= known[i].to)
			return known[i].look;
	return DOC_XLSX_PLAIN;
}

/* Past the bracket at `i'; *elapsed is set by [h], [mm] and the like. */
static size_t
skip_bracket(str code, size_t i, bool *elapsed)
{
	bool	only = true;

	for (i++; i < code.n && code.at[i] != ']'; i++)
		only = only && str_has(S("hmsHMS"), str_sub(code, i, i + 1));
	*elapsed = *elapsed || only;
	return i;
}

/*
 * What a format code makes of a number, by the letters of its first section
 * that are neither quoted nor escaped: yyyy"年"m"月"d"日" is a day.
 */
static enum doc_xlsx_look
look_of_code(str code)
{
	bool	day = false, month = false, time = false, percent = false;

	for (size_t i = 0; i < code.n && code.at[i] != ';'; i++) {
		char	c = code.at[i];

		if (c == '"')
			for (i++; i < code.n && code.at[i] != '"'; )
				i++;
		else if (c == '[')
			i = skip_bracket(code, i, &time);
		else if (c == '\\' || c == '_' || c == '*')
			i++;
		else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D')
			day = true;
		else if (c == 'm' || c == 'M')
			month = true;
		else if (c == 'h' || c == 'H' || c == 's' || c == 'S')
			time = true;
		else if (c == '%')
			percent = true;
	}
	if (day || (month && !time))
		return DOC_XLSX_DAY;
	if (time)
		return DOC_XLSX_TIME;
	return percent ? DOC_XLSX_PERCENT : DOC_XLSX_PLAIN;
}

static enum doc_xlsx_look
look_of(const xmlNode *formats, long id)
{
	const xmlNode	*node = doc_xml_child(formats, "numFmt");

	for (; node != NULL; node = doc_xml_next(node, "numFmt"))
		if (doc_xml_number(node, "numFmtId", INT32_MAX, -1) == id)
			return look_of_code(doc_xml_attr(node, "formatCode"));
	return look_of_number(id);
}

static bool
is_ruled(const xmlNode *border)
{
	const xmlNode	*side = doc_xml_child(border, NULL);

	for (; side != NULL; side = doc_xml_next(side, NULL)) {
		str	style = doc_xml_attr(side, "style");

		if (style.n > 0 && !str_is(style, "none") &&
		    !doc_xml_is(side, "diagonal"))
			return true;
	}
	return false;
}

/* The `i'th child element of that name. */
static const xmlNode *
nth(const xmlNode *parent, const char *local, long i)
{
	const xmlNode	*node = doc_xml_child(parent, local);

	while (node != NULL && i-- > 0)
		node = doc_xml_next(node, local);
	return node;
}

struct doc_xlsx_styles *
doc_xlsx_style_read(struct arena *arena, const xmlDoc *tree)
{
	struct doc_xlsx_styles	*styles = arena_alloc(arena, sizeof *styles);
	const xmlNode		*root, *formats, *borders, *list, *node;

	if (tree == NULL)
		return styles;
	root = xmlDocGetRootElement(tree);
	formats = doc_xml_child(root, "numFmts");
	borders = doc_xml_child(root, "borders");
	list = doc_xml_child(root, "cellXfs");
	for (node = doc_xml_child(list, "xf"); node != NULL &&
	    styles->n < STYLES; node = doc_xml_next(node, "xf"))
		styles->n++;
	styles->style = arena_array(arena, styles->n, sizeof *styles->style);
	node = doc_xml_child(list, "xf");
	for (size_t i = 0; i < styles->n; i++) {
		styles->style[i] = (struct doc_xlsx_style){
			.look = look_of(formats, doc_xml_number(node,
			    "numFmtId", INT32_MAX, 0)),
			.ruled = is_ruled(nth(borders, "border",
			    doc_xml_number(node, "borderId", INT32_MAX, 0))),
		};
		node = doc_xml_next(node, "xf");
	}
	return styles;
}

struct doc_xlsx_style
doc_xlsx_style_of(const struct doc_xlsx_styles *styles, str index)
{
	size_t	i = 0;

	if (index.n > 6)
		return (struct doc_xlsx_style){ .look = DOC_XLSX_PLAIN };
	for (size_t k = 0; k < index.n; k++)
		i = i * 10 + (size_t)(unsigned char)(index.at[k] - '0');
	if (i >= styles->n)
		return (struct doc_xlsx_style){ .look = DOC_XLSX_PLAIN };
	return styles->style[i];
}
