#include "doc/doc_docx_para.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_fold.h"
#include "doc/doc_xml.h"

/* A paragraph being read. */
struct para {
	struct doc_docx		*docx;
	const xmlNode		*node;
	bool			 hidden;	/* by its style */
	struct buf		 words;
	str			 address;	/* of the field being read */
	size_t			 shown;		/* where its result begins */
};

typedef void (*reader)(struct para *para, const xmlNode *node);

static void	walk(struct para *para, const xmlNode *node);

static void
leave_out(struct para *para, const xmlNode *node)
{
	(void)para;
	(void)node;
}

static void
put_text(struct para *para, const xmlNode *node)
{
	for (const xmlNode *at = node->children; at != NULL; at = at->next) {
		str	s = str_of((const char *)at->content);

		if (at->type != XML_TEXT_NODE)
			continue;
		for (size_t i = 0; i < s.n; i++)
			buf_byte(&para->words, s.at[i] == '\n' ||
			    s.at[i] == '\r' ? ' ' : s.at[i]);
	}
}

static void
put_blank(struct para *para, const xmlNode *node)
{
	(void)node;
	buf_byte(&para->words, ' ');
}

static void
put_break(struct para *para, const xmlNode *node)
{
	(void)node;
	buf_byte(&para->words, '\n');
}

static void
put_hyphen(struct para *para, const xmlNode *node)
{
	(void)node;
	buf_byte(&para->words, '-');
}

/* Text boxes in a drawing; the rest of it is no text. */
static void
put_off_boxes(struct para *para, const xmlNode *node)
{
	const xmlNode	*child;

	if (doc_xml_is(node, "AlternateContent"))
		node = doc_docx_branch(node);
	for (child = doc_xml_child(node, NULL); child != NULL;
	    child = doc_xml_next(child, NULL))
		if (doc_xml_is(child, "txbxContent"))
			doc_docx_later(para->docx, child);
		else
			put_off_boxes(para, child);
}

static void
read_branch(struct para *para, const xmlNode *node)
{
	const xmlNode	*branch = doc_docx_branch(node);

	if (branch != NULL)
		walk(para, branch);
}

static void
add_link(struct para *para, str target, size_t from)
{
	struct doc_docx	*docx = para->docx;
	str		 shown = str_sub(buf_str(&para->words), from,
			    para->words.n);

	if (docx->doc->links < DOC_BLOCKS)
		doc_add_link(docx->arena, docx->doc,
		    doc_fold(docx->arena, target),
		    doc_fold(docx->arena, str_copy(docx->arena, shown)),
		    doc_docx_place(docx, para->node));
}

static void
read_link(struct para *para, const xmlNode *node)
{
	const struct doc_relation	*relation;
	size_t				 from = para->words.n;

	walk(para, node);
	relation = doc_package_relation(&para->docx->package,
	    doc_xml_attr(node, "id"));
	if (relation != NULL && relation->outside)
		add_link(para, relation->target, from);
}

/* HYPERLINK "http://...": the field's result follows, up to its end. */
static void
read_instruction(struct para *para, const xmlNode *node)
{
	str		text = doc_xml_text(para->docx->arena, node);
	ptrdiff_t	word = str_find(text, S("HYPERLINK \""), 0), end;

	if (word < 0)
		return;
	end = str_find(text, S("\""), (size_t)word + 11);
	if (end < 0)
		return;
	para->address = str_sub(text, (size_t)word + 11, (size_t)end);
	para->shown = para->words.n;
}

static void
read_field(struct para *para, const xmlNode *node)
{
	if (!str_is(doc_xml_attr(node, "fldCharType"), "end") ||
	    para->address.n == 0)
		return;
	add_link(para, para->address, para->shown);
	para->address = S("");
}

/* A character of a symbol font has no meaning outside that font. */
static void
put_symbol(struct para *para, const xmlNode *node)
{
	str		digits = doc_xml_attr(node, "char");
	uint32_t	point = 0;

	for (size_t i = 0; i < digits.n && i < 6; i++) {
		const char	*hex = "0123456789ABCDEFabcdef";
		const char	*at = strchr(hex, digits.at[i]);
		uint32_t	 digit;

		if (at == NULL)
			return;
		digit = (uint32_t)(at - hex);
		point = point * 16 + (digit > 15 ? digit - 6 : digit);
	}
	if (point >= 0x20 && point < 0xE000)
		buf_point(&para->words, point);
}

static void
read_run(struct para *para, const xmlNode *node)
{
	const xmlNode	*properties = doc_xml_child(node, "rPr");
	int		 hidden = doc_docx_style_hidden(properties);

	if (hidden < 0)
		hidden = doc_docx_style_find(para->docx->styles, doc_xml_attr(
		    doc_xml_child(properties, "rStyle"), "val"))->hidden;
	if (hidden < 0)
		hidden = para->hidden;
	if (hidden == 0)
		walk(para, node);
}

/* What is not named here is a wrapping: its children are read. */
static const struct {
	const char	*name;
	reader		 read;
} readers[] = {
	{ "r", read_run },
	{ "t", put_text },
	{ "rPr", leave_out },
	{ "pPr", leave_out },
	{ "tab", put_blank },
	{ "ptab", put_blank },
	{ "br", put_break },
	{ "cr", put_break },
	{ "noBreakHyphen", put_hyphen },
	{ "sym", put_symbol },
	{ "hyperlink", read_link },
	{ "fldChar", read_field },
	{ "instrText", read_instruction },
	{ "AlternateContent", read_branch },
	{ "drawing", put_off_boxes },
	{ "pict", put_off_boxes },
	{ "object", put_off_boxes },
	{ "txbxContent", leave_out },
	{ "del", leave_out },
	{ "moveFrom", leave_out },
	{ "delText", leave_out },
	{ "delInstrText", leave_out },
	{ "fldData", leave_out },
	{ "sdtPr", leave_out },
	{ "sdtEndPr", leave_out },
	{ "rubyPr", leave_out },
	{ "rt", leave_out },
};

static void
walk(struct para *para, const xmlNode *node)
{
	const size_t	n = sizeof readers / sizeof *readers;
	const xmlNode	*child;
	size_t		 i;

	for (child = doc_xml_child(node, NULL); child != NULL;
	    child = doc_xml_next(child, NULL)) {
		for (i = 0; i < n; i++)
			if (doc_xml_is(child, readers[i].name))
				break;
		if (i < n)
			readers[i].read(para, child);
		else
			walk(para, child);
	}
}

/* The visible number of a paragraph; `bullet' is its depth if it has none. */
static str
count(struct doc_docx *docx, const xmlNode *properties,
    const struct doc_docx_style *style, int *bullet)
{
	const xmlNode	*direct = doc_xml_child(properties, "numPr");
	str		 id = doc_xml_attr(doc_xml_child(properties, "pStyle"),
			    "val");
	long		 number, level;

	number = doc_xml_number(doc_xml_child(direct, "numId"), "val",
	    INT32_MAX, style->number);
	level = doc_xml_number(doc_xml_child(direct, "ilvl"), "val",
	    DOC_DOCX_LEVELS - 1, style->level);
	if (number <= 0)
		return S("");
	if (level < 0)
		level = doc_docx_list_level(docx->lists, number, id);
	if (doc_docx_list_bullet(docx->lists, number, level))
		*bullet = (int)level + 1;
	return doc_docx_list_count(docx->arena, docx->lists, number, level);
}

/* "一、" joins what follows; "1.2" before a letter or digit needs a blank. */
static str
join(struct arena *arena, str number, str text)
{
	if (number.n == 0 || text.n == 0)
		return number.n == 0 ? text : number;
	return str_printf(arena, "%.*s%s%.*s", STRF(number),
	    (signed char)text.at[0] > 0 &&
	    (signed char)number.at[number.n - 1] > 0 ? " " : "", STRF(text));
}

struct doc_docx_para
doc_docx_para(struct doc_docx *docx, const xmlNode *node)
{
	const xmlNode			*properties =
	    doc_xml_child(node, "pPr");
	const struct doc_docx_style	*style = doc_docx_style_find(
	    docx->styles, doc_xml_attr(doc_xml_child(properties, "pStyle"),
	    "val"));
	struct doc_docx_para		 ret = {
		.heading = doc_docx_style_heading(properties),
	};
	struct para			 para = {
		.docx = docx,
		.node = node,
		.hidden = style->hidden > 0,
	};

	if (ret.heading < 0)
		ret.heading = style->heading < 0 ? 0 : style->heading;
	buf_init(&para.words, docx->arena, DOC_XML_TREE);
	walk(&para, node);
	ret.text = join(docx->arena,
	    count(docx, properties, style, &ret.bullet),
	    doc_fold(docx->arena, buf_str(&para.words)));
	return ret;
}
