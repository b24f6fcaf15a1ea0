#include "doc/doc_mask.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_mask_find.h"
#include "doc/doc_mask_text.h"
#include "doc/doc_meta.h"
#include "doc/doc_read.h"
#include "doc/doc_sort.h"
#include "doc/doc_trawl.h"
#include "doc/doc_write.h"
#include "doc/doc_zip.h"
#include "doc/ooxml.h"

#define DEPTH	3	/* packages in packages */

struct masking {
	struct arena			*arena;
	str				 name;	/* of the file */
	const struct doc_mask		*mask;
	struct doc_mask_find		*find;
	struct fault			*fault;
	unsigned			 depth;
};

/* --- packages ------------------------------------------------------------ */

/* A picture of the first page, as it was. */
static bool
is_thumbnail(str part)
{
	return str_starts(part, S("docProps/thumbnail"));
}

static bool
is_marked(str bytes)
{
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.n);
	return str_starts(str_trim(bytes), S("<"));
}

static enum err mask_package(struct masking *masking, str bytes, str *ret);

static str
plain(struct masking *masking, str text)
{
	return doc_mask_text(masking->arena, text, DOC_MASK_TEXT_PLAIN,
	    masking->find, masking->mask);
}

static enum err
mask_part(struct masking *masking, str part, str bytes, str *ret)
{
	if (str_starts(bytes, S("PK\3\4")))
		return mask_package(masking, bytes, ret);
	*ret = bytes;
	if (is_marked(bytes) && !utf8_valid(bytes))
		return FAIL(masking->fault, ERR_INVALID, "mask.charset",
		    masking->name);
	if (is_marked(bytes))
		*ret = doc_mask_text(masking->arena, bytes,
		    str_has(part, S("worksheets/")) ? DOC_MASK_TEXT_SHEET :
		    DOC_MASK_TEXT_MARKED, masking->find, masking->mask);
	else if (utf8_valid(bytes) && memchr(bytes.at, '\0', bytes.n) == NULL)
		*ret = plain(masking, bytes);
	return OK;
}

/* The package's own relations without the one to the picture of its page. */
static str
without_thumbnail(struct arena *arena, str rels)
{
	ptrdiff_t	at = str_find(rels, S("thumbnail"), 0), end;
	size_t		from;

	if (at < 0)
		return rels;
	for (from = (size_t)at; from > 0 && rels.at[from] != '<'; from--)
		;
	end = str_find(rels, S(">"), (size_t)at);
	if (end < 0)
		return rels;
	return str_printf(arena, "%.*s%.*s", STRF(str_sub(rels, 0, from)),
	    STRF(str_sub(rels, (size_t)end + 1, rels.n)));
}

/* A property part without its properties: its root element alone. */
static str
emptied_part(struct arena *arena, str bytes)
{
	size_t		at = 0;
	str		root;

	while (at < bytes.n) {
		str	rest = str_sub(bytes, at, bytes.n);
		size_t	n = rest.at[0] == '<' ? doc_trawl_mark(rest) : 0;

		if (n > 2 && rest.at[1] != '?' && rest.at[1] != '!') {
			root = str_sub(rest, 0, n - 1);
			if (str_ends(root, S("/")))
				root = str_sub(root, 0, root.n - 1);
			return str_printf(arena, "%.*s/>", STRF(root));
		}
		at += n > 0 ? n : 1;
	}
	return S("");
}

static bool
is_property(str part)
{
	return str_is(part, "docProps/core.xml") ||
	    str_is(part, "docProps/app.xml") ||
	    str_is(part, "docProps/custom.xml");
}

static enum err
mask_package(struct masking *masking, str bytes, str *ret)
{
	struct ooxml_part	*part;
	struct doc_zip		*zip;
	str			 name, inside;
	size_t			 n = 0, all = 0;
	enum err		 e;

	if (masking->depth == DEPTH)
		return FAIL(masking->fault, ERR_INVALID, "doc.sort.deep",
		    masking->name);
	e = doc_zip_open(masking->arena, bytes, masking->name, &zip,
	    masking->fault);
	if (e != OK)
		return e;
	while (doc_zip_name(zip, all, &name))
		all++;
	part = arena_array(masking->arena, all, sizeof *part);
	masking->depth++;
	for (size_t i = 0; e == OK && i < all; i++) {
		(void)doc_zip_name(zip, i, &name);
		if (str_ends(name, S("/")) || is_thumbnail(name))
			continue;
		e = doc_zip_part(masking->arena, zip, name, &inside,
		    masking->fault);
		if (e == OK && str_is(name, "_rels/.rels"))
			inside = without_thumbnail(masking->arena, inside);
		if (e == OK && is_property(name))
			inside = emptied_part(masking->arena, inside);
		part[n].name = str_c(masking->arena, name);
		if (e == OK)
			e = mask_part(masking, name, inside, &part[n].bytes);
		n++;
	}
	masking->depth--;
	if (e != OK)
		return e;
	return ooxml_pack(masking->arena, part, n, ret, masking->fault);
}

/* --- texts and PDF ------------------------------------------------------- */

static enum err
mask_text(struct masking *masking, str bytes, enum doc_mask_text_kind kind,
    str *ret)
{
	str		text, charset;
	enum err	e;

	e = doc_read_charset(masking->arena, bytes, S(""), &text, &charset,
	    masking->fault);
	if (e != OK)
		return e;
	*ret = doc_mask_text(masking->arena, text, kind, masking->find,
	    masking->mask);
	return OK;
}

/* The words of it, set anew; nothing else of the file is kept. */
static enum err
mask_pdf(struct masking *masking, str bytes, str *ret)
{
	struct doc	*doc;
	enum err	 e;

	e = doc_read(masking->arena, bytes, masking->name, &doc,
	    masking->fault);
	if (e != OK)
		return e;
	doc->metas = 0;
	doc->title = S("");
	doc->links = 0;
	for (size_t i = 0; i < doc->n; i++) {
		struct doc_table	*table = doc->block[i].table;

		doc->block[i].text = plain(masking, doc->block[i].text);
		for (size_t k = 0; table != NULL && k < table->n; k++)
			table->cell[k].text = plain(masking,
			    table->cell[k].text);
	}
	return doc_write_pdf(masking->arena, doc, ret, masking->fault);
}

enum err
doc_mask(struct arena *arena, str bytes, str name,
    const struct doc_mask *mask, size_t n, str *ret, struct fault *fault)
{
	struct masking	 masking = { .arena = arena, .name = name,
			    .mask = mask, .fault = fault,
			    .find = doc_mask_find_new(arena, mask, n) };
	const char	*refused = doc_sort_refusal(arena, bytes, name);

	if (refused != NULL)
		return FAIL(fault, ERR_INVALID, refused, name);
	switch (doc_sort(bytes, name)) {
	case DOC_SORT_DOCX:
	case DOC_SORT_XLSX:
		return mask_package(&masking, bytes, ret);
	case DOC_SORT_PDF:
		return mask_pdf(&masking, bytes, ret);
	case DOC_SORT_HTML:
		return mask_text(&masking, bytes, DOC_MASK_TEXT_MARKED, ret);
	case DOC_SORT_TEXT:
	case DOC_SORT_JSON:
		return mask_text(&masking, bytes, DOC_MASK_TEXT_PLAIN, ret);
	default:
		return FAIL(fault, ERR_INVALID, "mask.kind", name);
	}
}

/* --- looking for what is left -------------------------------------------- */

struct looking {
	struct arena		*arena;
	const struct doc_mask	*mask;
	size_t			 n;
	struct doc_mask_find	*find;
	str			*wide;		/* in UTF-16, both ways */
	ptrdiff_t		 found;
};

/* A text in UTF-16, its high bytes first or last. */
static str
widen(struct arena *arena, str text, bool high_first)
{
	char	*bytes = arena_alloc(arena, 2 * text.n + 4);
	size_t	 n = 0, at = 0;

	while (at < text.n) {
		uint32_t	point = utf8_next(text, &at);

		if (point > 0xFFFF) {
			point -= 0x10000;
			bytes[n++] = (char)(high_first ? 0xD8 | point >> 18 :
			    point >> 10);
			bytes[n++] = (char)(high_first ? point >> 10 : 0xD8 |
			    point >> 18);
			point = 0xDC00 | (point & 0x3FF);
		}
		bytes[n++] = (char)(high_first ? point >> 8 : point);
		bytes[n++] = (char)(high_first ? point : point >> 8);
	}
	return (str){ bytes, n };
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "%E6%9D%8E" as the bytes that it stands for. */
static str
unpercented(struct arena *arena, str text)
{
	char	*bytes = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '%' && i + 2 < text.n &&
		    hex(text.at[i + 1]) >= 0 && hex(text.at[i + 2]) >= 0) {
			bytes[n++] = (char)(hex(text.at[i + 1]) << 4 |
			    hex(text.at[i + 2]));
			i += 2;
		} else {
			bytes[n++] = text.at[i];
		}
	}
	return (str){ bytes, n };
}

static bool
look(void *context, str text)
{
	struct looking		*looking = context;
	struct arena_mark	 mark = arena_mark(looking->arena);

	looking->found = doc_mask_find_in(looking->arena, looking->find,
	    text);
	if (looking->found < 0 && str_has(text, S("%")))
		looking->found = doc_mask_find_in(looking->arena,
		    looking->find, unpercented(looking->arena, text));
	arena_rewind(looking->arena, mark);
	for (size_t i = 0; looking->found < 0 && i < 2 * looking->n; i++)
		if (looking->wide[i].n > 0 &&
		    str_has(text, looking->wide[i]))
			looking->found = (ptrdiff_t)(i / 2);
	return looking->found >= 0;
}

void
doc_mask_left(struct arena *arena, str bytes, str name,
    const struct doc_mask *mask, size_t n, struct doc_mask_left *ret)
{
	struct looking		looking = { .arena = arena, .mask = mask,
				    .n = n, .found = -1,
				    .find = doc_mask_find_new(arena, mask,
				    n) };
	struct doc_trawl	trawl = { .look = look,
				    .context = &looking };
	struct doc_meta_list	list = { .n = 0 };

	looking.wide = arena_array(arena, 2 * n, sizeof *looking.wide);
	for (size_t i = 0; i < n; i++) {
		looking.wide[2 * i] = widen(arena, mask[i].text, true);
		looking.wide[2 * i + 1] = widen(arena, mask[i].text, false);
	}
	doc_trawl(arena, bytes, &trawl);
	doc_meta_read(arena, bytes, name, &list);
	for (size_t i = 0; looking.found < 0 && i < list.n; i++)
		if (!look(&looking, list.item[i].what))
			(void)look(&looking, list.item[i].value);
	*ret = (struct doc_mask_left){ .unread = trawl.unread,
	    .mask = looking.found < 0 ? NULL : &mask[looking.found] };
}
