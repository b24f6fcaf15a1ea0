#include "doc/doc_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/han.h"
#include "base/utf8.h"
#include "doc/doc_fold.h"

/* Damage from which on a text is read again in its own character set. */
#define DAMAGED	50u
#define NAMES	16u	/* around a value that is looked at */
#define NAME_BYTES 150u	/* of such a value or of a name beside it */

/*
 * JSON as other programs leave it, broken or not: strings may have lost the
 * quote at their end, commas may be missing.
 */
enum kind { TEXT, NUMBER, LIST, MAP };

struct node {
	enum kind	 kind;
	str		 key;		/* in a map */
	str		 text;		/* of texts and numbers */
	struct node	*first, *last;	/* of lists and maps */
	struct node	*next;
	unsigned	 line;
};

struct scan {
	struct arena	*arena;
	str		 s;
	size_t		 at;
	unsigned	 line;
	unsigned	 depth;
	size_t		 nodes;
};

static char
peek(struct scan *scan)
{
	while (scan->at < scan->s.n) {
		char	c = scan->s.at[scan->at];

		if (c == '\n')
			scan->line++;
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
			return c;
		scan->at++;
	}
	return '\0';
}

/* --- strings ------------------------------------------------------------ */

static int
hex(str s, size_t at)
{
	int	value = 0;

	if (at + 4 > s.n)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		char	c = s.at[i];
		int	digit = c >= '0' && c <= '9' ? c - '0' :
			    c >= 'a' && c <= 'f' ? c - 'a' + 10 :
			    c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* What stands behind a backslash; returns the bytes it takes. */
static size_t
escape(struct buf *text, str s, size_t at)
{
	int	point;

	if (at >= s.n)
		return 0;
	switch (s.at[at]) {
	case 'n':
		buf_byte(text, '\n');
		return 1;
	case 't':
	case 'r':
		buf_byte(text, ' ');
		return 1;
	case 'u':
		point = hex(s, at + 1);
		if (point < 0x20 || (point >= 0xD800 && point < 0xE000))
			point = ' ';
		buf_point(text, (uint32_t)point);
		return hex(s, at + 1) < 0 ? 1 : 5;
	default:
		buf_byte(text, s.at[at]);
		return 1;
	}
}

/*
 * A string whose quote was lost together with its last character ends where
 * the structure goes on.
 */
static bool
lost_quote(str s, size_t at)
{
	char	c;

	if (at >= s.n)
		return true;
	c = s.at[at];
	if (c == '}' || c == ']')
		return true;
	return (c == ',' || c == ':') && at + 1 < s.n &&
	    (s.at[at + 1] == '"' || s.at[at + 1] == '{' ||
	    s.at[at + 1] == '[');
}

static str
read_string(struct scan *scan)
{
	struct buf	text;
	str		s = scan->s;

	buf_init(&text, scan->arena, s.n + 1);
	for (scan->at++; scan->at < s.n; ) {
		uint32_t	point;

		if (s.at[scan->at] == '"') {
			scan->at++;
			break;
		}
		if (s.at[scan->at] == '\\') {
			scan->at++;
			scan->at += escape(&text, s, scan->at);
			continue;
		}
		point = utf8_next(s, &scan->at);
		buf_point(&text, point);
		if (point == UTF8_BAD && lost_quote(s, scan->at))
			break;
	}
	return buf_str(&text);
}

/* --- values ------------------------------------------------------------- */

static struct node *
add_node(struct scan *scan, enum kind kind)
{
	struct node	*node = arena_alloc(scan->arena, sizeof *node);

	node->kind = kind;
	node->line = scan->line;
	scan->nodes++;
	return node;
}

static struct node	*read_value(struct scan *scan);

/* The members up to the closing bracket, or to the end of what there is. */
static struct node *
read_members(struct scan *scan, enum kind kind)
{
	struct node	*list = add_node(scan, kind), *node;
	str		 key = { 0 };
	char		 c;

	scan->at++;
	scan->depth++;
	while ((c = peek(scan)) != '\0' && scan->nodes < DOC_BLOCKS) {
		if (c == '}' || c == ']') {
			scan->at++;
			break;
		}
		if (c == ',' || c == ':') {
			scan->at++;
			continue;
		}
		node = read_value(scan);
		if (node == NULL)
			break;
		if (kind == MAP && node->kind == TEXT && peek(scan) == ':') {
			key = node->text;
			continue;
		}
		node->key = key;
		key = (str){ 0 };
		if (list->last == NULL)
			list->first = node;
		else
			list->last->next = node;
		list->last = node;
	}
	scan->depth--;
	return list;
}

/* The next value; NULL where nothing can be read any more. */
static struct node *
read_value(struct scan *scan)
{
	struct node	*node;
	char		 c = peek(scan);
	size_t		 from = scan->at;

	if (c == '\0' || scan->depth > 64)
		return NULL;
	if (c == '{')
		return read_members(scan, MAP);
	if (c == '[')
		return read_members(scan, LIST);
	if (c == '"') {
		node = add_node(scan, TEXT);
		node->text = read_string(scan);
		return node;
	}
	while (scan->at < scan->s.n) {
		c = scan->s.at[scan->at];
		if (c == ',' || c == ':' || c == '}' || c == ']' || c == '"' ||
		    c == '{' || c == '[' || c == '\n')
			break;
		scan->at++;
	}
	node = add_node(scan, NUMBER);
	node->text = str_trim(str_sub(scan->s, from, scan->at));
	if (str_eq(node->text, S("null")))
		node->text = (str){ 0 };
	return node;
}

/* --- into a document ---------------------------------------------------- */

static bool
has_han(str s)
{
	for (size_t i = 0; i < s.n; )
		if (utf8_is_han(utf8_next(s, &i)))
			return true;
	return false;
}

static bool
is_leaf(const struct node *node)
{
	return node->kind == TEXT || node->kind == NUMBER;
}

/* Leaves only, at least one. */
static bool
is_row(const struct node *node)
{
	if (is_leaf(node) || node->first == NULL)
		return false;
	for (const struct node *at = node->first; at != NULL; at = at->next)
		if (!is_leaf(at))
			return false;
	return true;
}

/* A list of lists of leaves. */
static bool
is_table(const struct node *node)
{
	if (node->kind != LIST || node->first == NULL)
		return false;
	for (const struct node *at = node->first; at != NULL; at = at->next)
		if (at->kind != LIST || !is_row(at))
			return false;
	return true;
}

static struct doc_place
place_of(const struct node *node)
{
	return (struct doc_place){ .line = node->line };
}

static enum err
put_table(struct scan *scan, struct doc *doc, const struct node *node,
    struct fault *fault)
{
	struct doc_table	*table = doc_add_table(scan->arena, doc,
				    DOC_GRID_TRUE);
	unsigned		 row = 0;

	doc->block[doc->n - 1].place = place_of(node);
	for (const struct node *line = node->first; line != NULL;
	    line = line->next, row++) {
		unsigned	col = 0;

		for (const struct node *at = line->first; at != NULL;
		    at = at->next)
			doc_add_cell(scan->arena, table, row, col++, 1, 1,
			    doc_fold(scan->arena, at->text))->place =
			    place_of(at);
	}
	return doc_lay(scan->arena, table, fault);
}

/* --- values under names -------------------------------------------------- */

/* The names in force, from the outermost on. */
struct path {
	str	name[NAMES];
	size_t	n;
};

static size_t
leaves(const struct node *node)
{
	size_t	n = 0;

	for (const struct node *at = node->first; at != NULL; at = at->next)
		n += is_leaf(at);
	return n;
}

/* The short text beside a value that names it: {"name": "规章", "made": 1}. */
static str
name_beside(struct scan *scan, const struct node *node)
{
	for (const struct node *at = node->first; at != NULL; at = at->next)
		if (at->kind == TEXT && at->text.n <= NAME_BYTES &&
		    has_han(at->text))
			return doc_fold(scan->arena, at->text);
	return (str){ 0 };
}

static void
add_named(struct scan *scan, struct doc *doc, const struct node *leaf,
    const struct path *path, unsigned index, unsigned of)
{
	str			*name = arena_array(scan->arena, path->n,
				    sizeof *name);
	struct doc_named	 named = {
		.name = name, .names = path->n, .index = index, .of = of,
		.text = doc_fold(scan->arena, leaf->text),
		.place = place_of(leaf)
	};

	memcpy(name, path->name, path->n * sizeof *name);
	if (named.text.n <= NAME_BYTES)
		doc_add_named(scan->arena, doc, &named);
}

/*
 * Every value of maps and of lists of values with the names around it, which
 * tell what it is where no table does.
 */
static void
put_named(struct scan *scan, struct doc *doc, const struct node *node,
    struct path path)
{
	unsigned	index = 0, of = 0;
	str		beside = { 0 };
	size_t		n;

	if (node->kind == LIST && leaves(node) > 0)
		of = (unsigned)leaves(node);
	if (node->kind == MAP)
		beside = name_beside(scan, node);
	if (beside.n > 0 && path.n < NAMES)
		path.name[path.n++] = beside;
	n = path.n;
	for (const struct node *at = node->first; at != NULL; at = at->next) {
		path.n = n;
		if (at->key.n > 0 && path.n < NAMES)
			path.name[path.n++] = doc_fold(scan->arena, at->key);
		if (!is_leaf(at))
			put_named(scan, doc, at, path);
		else if (path.n > 0 && path.n < NAMES)
			add_named(scan, doc, at, &path, of == 0 ? 0 : index++,
			    of);
	}
}

/* --- into blocks --------------------------------------------------------- */

static str
lower(struct arena *arena, str s)
{
	char	*to = arena_copy(arena, s.at, s.n);

	for (size_t i = 0; i < s.n; i++)
		if (to[i] >= 'A' && to[i] <= 'Z')
			to[i] = (char)(to[i] + ('a' - 'A'));
	return (str){ to, s.n };
}

/* A text with Chinese in it is what the document says, a line a paragraph. */
static void
put_text(struct scan *scan, struct doc *doc, const struct node *node)
{
	str	rest = node->text, line;

	if (!has_han(node->text)) {
		if (str_starts(node->text, S("http")))
			doc_add_link(scan->arena, doc, node->text, node->key,
			    place_of(node));
		else if (node->key.n > 0 && node->text.n > 0)
			doc_add_meta(scan->arena, doc,
			    lower(scan->arena, node->key), node->text);
		return;
	}
	while (str_cut(&rest, '\n', &line)) {
		line = doc_fold(scan->arena, line);
		if (line.n > 0)
			doc_add(scan->arena, doc, DOC_PARAGRAPH, line)->place =
			    place_of(node);
	}
}

static enum err
put_node(struct scan *scan, struct doc *doc, const struct node *node,
    struct fault *fault)
{
	enum err	e = OK;

	if (is_leaf(node)) {
		put_text(scan, doc, node);
		return OK;
	}
	if (is_table(node))
		return put_table(scan, doc, node, fault);
	for (const struct node *at = node->first; at != NULL && e == OK;
	    at = at->next)
		e = put_node(scan, doc, at, fault);
	return e;
}

enum err
doc_read_json(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	struct scan	 scan = { .arena = arena, .line = 1 };
	struct node	*root;
	struct doc	*doc;
	enum err	 e;

	(void)name;
	if (bytes.n > DOC_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.too_big");
	doc = doc_new(arena, DOC_JSON);
	e = doc_read_charset(arena, bytes, S(""), &scan.s, &doc->charset,
	    fault);
	if (e != OK)
		return e;
	if (han_mojibake(scan.s) >= DAMAGED)
		(void)han_unmojibake(arena, scan.s, &scan.s);
	root = read_value(&scan);
	if (root == NULL || is_leaf(root))
		return FAIL(fault, ERR_INVALID, "doc.json");
	e = put_node(&scan, doc, root, fault);
	put_named(&scan, doc, root, (struct path){ .n = 0 });
	if (e == OK && doc->n == 0 && doc->nameds == 0)
		e = FAIL(fault, ERR_INVALID, "doc.empty");
	if (e == OK)
		*ret = doc;
	return e;
}
