#include "doc/doc_docx_list.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_docx_number.h"
#include "doc/doc_xml.h"

#define LISTS	4096u		/* of a document; more are not read */
#define HIGHEST	100000		/* where a list may start */
#define LENGTH	256u		/* bytes of a number */

struct level {
	str	format;		/* "decimal" */
	str	text;		/* "（%1）" */
	str	style;		/* of the paragraphs that have it by style */
	long	start;
	bool	legal;		/* shows all levels in ordinary digits */
	bool	endless;	/* never starts anew */
};

/* What the uses of an abstract list share. */
struct list {
	long		 id;
	str		 style;		/* the list style it defines */
	str		 other;		/* the list style that defines it */
	struct level	 level[DOC_DOCX_LEVELS];
	long		 count[DOC_DOCX_LEVELS];
	bool		 running[DOC_DOCX_LEVELS]; /* count is a number's */
};

/* A numbering: a use of a list, with levels of its own perhaps. */
struct numbering {
	long		 id;
	struct list	*list;				/* NULL: none */
	struct level	 level[DOC_DOCX_LEVELS];
	long		 start[DOC_DOCX_LEVELS];	/* -1: goes on */
};

struct doc_docx_lists {
	struct list		*list;
	size_t			 lists;
	struct numbering	*numbering;		/* sorted by id */
	size_t			 numberings;
};

static size_t
children(const xmlNode *parent, const char *local)
{
	size_t	n = 0;

	for (const xmlNode *node = doc_xml_child(parent, local);
	    node != NULL && n < LISTS; node = doc_xml_next(node, local))
		n++;
	return n;
}

static str
value_of(const xmlNode *parent, const char *local)
{
	return doc_xml_attr(doc_xml_child(parent, local), "val");
}

/* A switch is on when it stands there without saying otherwise. */
static bool
switched_on(const xmlNode *parent, const char *local)
{
	const xmlNode	*node = doc_xml_child(parent, local);
	str		 value = doc_xml_attr(node, "val");

	return node != NULL && !str_is(value, "0") && !str_is(value, "false");
}

static void
read_level(const xmlNode *node, struct level *level)
{
	const xmlNode	*restart = doc_xml_child(node, "lvlRestart");

	*level = (struct level){
		.format = value_of(node, "numFmt"),
		.text = value_of(node, "lvlText"),
		.style = value_of(node, "pStyle"),
		.start = doc_xml_number(doc_xml_child(node, "start"), "val",
		    HIGHEST, 0),
		.legal = switched_on(node, "isLgl"),
		.endless = restart != NULL &&
		    doc_xml_number(restart, "val", HIGHEST, 1) == 0,
	};
}

static void
read_list(const xmlNode *node, struct list *list)
{
	list->id = doc_xml_number(node, "abstractNumId", INT32_MAX, -1);
	list->style = value_of(node, "styleLink");
	list->other = value_of(node, "numStyleLink");
	for (const xmlNode *child = doc_xml_child(node, "lvl"); child != NULL;
	    child = doc_xml_next(child, "lvl")) {
		long	i = doc_xml_number(child, "ilvl", DOC_DOCX_LEVELS - 1,
			    -1);

		if (i >= 0)
			read_level(child, &list->level[i]);
	}
}

/* The list of an id, following one reference to a list style. */
static struct list *
find_list(struct doc_docx_lists *lists, long id)
{
	struct list	*found = NULL;

	for (size_t i = 0; i < lists->lists && found == NULL; i++)
		if (lists->list[i].id == id)
			found = &lists->list[i];
	if (found == NULL || found->other.n == 0)
		return found;
	for (size_t i = 0; i < lists->lists; i++)
		if (str_eq(lists->list[i].style, found->other))
			return &lists->list[i];
	return found;
}

static void
read_numbering(const xmlNode *node, struct doc_docx_lists *lists,
    struct numbering *numbering)
{
	const xmlNode	*child;

	numbering->id = doc_xml_number(node, "numId", INT32_MAX, -1);
	numbering->list = find_list(lists, doc_xml_number(doc_xml_child(node,
	    "abstractNumId"), "val", INT32_MAX, -1));
	for (size_t i = 0; i < DOC_DOCX_LEVELS; i++) {
		numbering->start[i] = -1;
		if (numbering->list != NULL)
			numbering->level[i] = numbering->list->level[i];
	}
	child = doc_xml_child(node, "lvlOverride");
	for (; child != NULL; child = doc_xml_next(child, "lvlOverride")) {
		const xmlNode	*own = doc_xml_child(child, "lvl");
		long		 i = doc_xml_number(child, "ilvl",
				    DOC_DOCX_LEVELS - 1, -1);

		if (i < 0)
			continue;
		if (own != NULL)
			read_level(own, &numbering->level[i]);
		numbering->start[i] = doc_xml_number(doc_xml_child(child,
		    "startOverride"), "val", HIGHEST, -1);
	}
}

static int
by_id(const void *a, const void *b)
{
	const struct numbering	*left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

struct doc_docx_lists *
doc_docx_list_read(struct arena *arena, const xmlDoc *tree)
{
	struct doc_docx_lists	*lists = arena_alloc(arena, sizeof *lists);
	const xmlNode		*root, *node;

	if (tree == NULL)
		return lists;
	root = xmlDocGetRootElement(tree);
	lists->lists = children(root, "abstractNum");
	lists->list = arena_array(arena, lists->lists, sizeof *lists->list);
	node = doc_xml_child(root, "abstractNum");
	for (size_t i = 0; i < lists->lists; i++) {
		read_list(node, &lists->list[i]);
		node = doc_xml_next(node, "abstractNum");
	}
	lists->numberings = children(root, "num");
	lists->numbering = arena_array(arena, lists->numberings,
	    sizeof *lists->numbering);
	node = doc_xml_child(root, "num");
	for (size_t i = 0; i < lists->numberings; i++) {
		read_numbering(node, lists, &lists->numbering[i]);
		node = doc_xml_next(node, "num");
	}
	if (lists->numberings > 0)
		qsort(lists->numbering, lists->numberings,
		    sizeof *lists->numbering, by_id);
	return lists;
}

static struct numbering *
find(const struct doc_docx_lists *lists, long number)
{
	struct numbering	wanted = { .id = number };

	if (lists->numberings == 0)
		return NULL;
	return bsearch(&wanted, lists->numbering, lists->numberings,
	    sizeof wanted, by_id);
}

long
doc_docx_list_level(const struct doc_docx_lists *lists, long number,
    str style)
{
	const struct numbering	*numbering = find(lists, number);

	if (numbering == NULL)
		return 0;
	for (long i = 0; i < DOC_DOCX_LEVELS; i++)
		if (style.n > 0 && str_eq(numbering->level[i].style, style))
			return i;
	return 0;
}

/* Go on to the next number of a level; the levels below start anew. */
static void
advance(struct numbering *numbering, long level)
{
	struct list	*list = numbering->list;

	if (numbering->start[level] >= 0) {
		list->count[level] = numbering->start[level];
		numbering->start[level] = -1;
	} else if (list->running[level]) {
		if (list->count[level] < INT32_MAX)
			list->count[level]++;
	} else
		list->count[level] = numbering->level[level].start;
	list->running[level] = true;
	for (long i = level + 1; i < DOC_DOCX_LEVELS; i++)
		if (!numbering->level[i].endless)
			list->running[i] = false;
}

/* "第%1章": put the counts of the levels into the holes. */
static str
visible(struct arena *arena, const struct numbering *numbering, long level)
{
	const struct level	*own = &numbering->level[level];
	const struct list	*list = numbering->list;
	struct buf		 text;

	buf_init(&text, arena, LENGTH);
	for (size_t i = 0; i < own->text.n; i++) {
		char	c = own->text.at[i];
		long	k = -1, count;

		if (i + 1 < own->text.n)
			k = own->text.at[i + 1] - '1';
		if (c != '%' || k < 0 || k >= DOC_DOCX_LEVELS) {
			buf_byte(&text, c);
			continue;
		}
		count = list->running[k] ? list->count[k] :
		    numbering->level[k].start;
		doc_docx_number(&text, own->legal ? S("decimal") :
		    numbering->level[k].format, (unsigned)count);
		i++;
	}
	return str_trim(utf8_clean(arena, buf_str(&text)));
}

bool
doc_docx_list_bullet(const struct doc_docx_lists *lists, long number,
    long level)
{
	const struct numbering	*numbering = find(lists, number);

	return numbering != NULL && level >= 0 && level < DOC_DOCX_LEVELS &&
	    str_is(numbering->level[level].format, "bullet");
}

str
doc_docx_list_count(struct arena *arena, struct doc_docx_lists *lists,
    long number, long level)
{
	struct numbering	*numbering = find(lists, number);

	if (numbering == NULL || numbering->list == NULL || level < 0 ||
	    level >= DOC_DOCX_LEVELS)
		return S("");
	advance(numbering, level);
	if (str_is(numbering->level[level].format, "bullet"))
		return S("");
	return visible(arena, numbering, level);
}
