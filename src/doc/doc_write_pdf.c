#include "base/arena.h"
#include "doc/doc_write.h"
#include "doc/folio.h"
#include "doc/folio_table.h"

#define EM		FOLIO_SIZE
#define DEEPEST		6

/* Room above a signature; a paragraph up to so many lines stays with it. */
#define SIGNATURE_SPACE	(2 * FOLIO_PITCH)
#define SIGNED_LINES	8

/* Headings by level: a centred title, then Hei, then bold Song. */
static const struct folio_style heading_styles[] = {
	{ .tag = "H1", .font = FOLIO_SONG_BOLD, .size = 22, .pitch = 36,
	    .after = FOLIO_PITCH, .align = FOLIO_CENTRE },
	{ .tag = "H2", .font = FOLIO_HEI, .size = EM, .pitch = FOLIO_PITCH,
	    .indent = 2 * EM },
	{ .tag = "H3", .font = FOLIO_SONG_BOLD, .size = EM,
	    .pitch = FOLIO_PITCH, .indent = 2 * EM },
	{ .tag = "H4", .font = FOLIO_SONG, .size = EM, .pitch = FOLIO_PITCH,
	    .indent = 2 * EM },
};
#define HEADINGS	(int)(sizeof heading_styles / sizeof *heading_styles)

static const struct folio_style paragraph_style = {
	.tag = "P", .font = FOLIO_SONG, .size = EM, .pitch = FOLIO_PITCH,
	.indent = 2 * EM, .align = FOLIO_JUSTIFY,
};

static const struct folio_style note_style = {
	.tag = "Note", .font = FOLIO_SONG, .size = 10.5, .pitch = 16,
	.after = 4, .align = FOLIO_JUSTIFY,
};

static const struct folio_style signature_style = {
	.tag = "P", .font = FOLIO_SONG, .size = EM, .pitch = FOLIO_PITCH,
	.right = 2 * EM, .align = FOLIO_RIGHT,
};

static struct folio_style
style_of(const struct doc_block *block)
{
	struct folio_style	style = paragraph_style;
	int			level = block->level < 1 ? 1 : block->level;

	if (block->kind == DOC_HEADING)
		return heading_styles[level < HEADINGS ? level - 1 :
		    HEADINGS - 1];
	if (block->kind == DOC_NOTE)
		return note_style;
	if (block->kind == DOC_SIGNATURE)
		return signature_style;
	if (block->kind == DOC_LIST) {
		style.tag = "LBody";
		style.left = EM * 2 * (level < DEEPEST ? level : DEEPEST);
		style.indent = 0;
	}
	return style;
}

/*
 * A title that needs two lines breaks before its year, as titles of reports
 * do, where both parts then fit a line.
 */
static str
break_title(struct folio *folio, const struct folio_style *style, str title)
{
	double	one = style->pitch + style->after;
	size_t	year = doc_write_year(title);
	str	tail = str_sub(title, year, title.n);

	if (year == 0 || tail.n == 0 ||
	    folio_measure(folio, style, title) <= one ||
	    folio_measure(folio, style, tail) > one)
		return title;
	return str_printf(folio->arena, "%.*s\n%.*s",
	    STRF(str_trim(str_sub(title, 0, year))), STRF(tail));
}

/* The height of the blocks of one kind from this one on, up to a page. */
static double
height_of_run(struct folio *folio, const struct doc *doc, size_t from,
    size_t *ret_end)
{
	double	height = 0;
	size_t	i = from;

	while (i < doc->n && doc->block[i].kind == doc->block[from].kind &&
	    height < FOLIO_HEIGHT) {
		struct folio_style	style = style_of(&doc->block[i]);

		height += folio_measure(folio, &style, doc->block[i].text);
		i++;
	}
	*ret_end = i;
	return height;
}

/* The signature follows this block. */
static bool
is_signed(const struct doc *doc, size_t i)
{
	return i + 1 < doc->n && doc->block[i].kind != DOC_SIGNATURE &&
	    doc->block[i + 1].kind == DOC_SIGNATURE;
}

/*
 * The room that a block should find, so as not to begin at the foot of a
 * page.  A short paragraph goes with the signature below it, which shall not
 * stand on a page alone.
 */
static double
lead(struct folio *folio, const struct doc *doc, size_t i)
{
	const struct doc_block		*block = &doc->block[i];
	const struct folio_table	*table;
	struct folio_style		 style = style_of(block);
	double				 height;
	size_t				 end;

	if (block->kind == DOC_TABLE) {
		table = folio_table_new(folio, block->table);
		return table == NULL ? 0 : folio_table_lead(table);
	}
	if (!is_signed(doc, i))
		return 2 * FOLIO_PITCH;
	height = folio_measure(folio, &style, block->text);
	if (height > SIGNED_LINES * FOLIO_PITCH)
		return 2 * FOLIO_PITCH;
	return height + SIGNATURE_SPACE +
	    height_of_run(folio, doc, i + 1, &end);
}

/* Headings stay with what they head, and signatures with one another. */
static double
kept_together(struct folio *folio, const struct doc *doc, size_t from)
{
	size_t	end;
	double	height = height_of_run(folio, doc, from, &end), below = 0;

	if (doc->block[from].kind == DOC_SIGNATURE)
		return SIGNATURE_SPACE + height;
	if (end < doc->n)
		below = lead(folio, doc, end);
	if (height + below > FOLIO_HEIGHT)
		below = 3 * FOLIO_PITCH;
	return height + below;
}

/*
 * Turn the page where the block would be parted from what it belongs to.
 * Headings have seen to the room of what stands below them.
 */
static void
want_room(struct folio *folio, const struct doc *doc, size_t i)
{
	enum doc_kind	kind = doc->block[i].kind;
	enum doc_kind	before = i == 0 ? DOC_NOTE : doc->block[i - 1].kind;

	if (kind == DOC_HEADING || kind == DOC_SIGNATURE) {
		if (before != kind)
			folio_want(folio, kept_together(folio, doc, i));
	} else if (before != DOC_HEADING &&
	    (kind == DOC_TABLE || is_signed(doc, i))) {
		folio_want(folio, lead(folio, doc, i));
	}
}

static void
put_text(struct folio *folio, const struct doc *doc, size_t i)
{
	const struct doc_block	*block = &doc->block[i];
	struct folio_style	 style = style_of(block);
	str			 text = block->text;

	if (block->kind == DOC_SIGNATURE &&
	    (i == 0 || block[-1].kind != DOC_SIGNATURE))
		style.before = SIGNATURE_SPACE;
	if (block->kind == DOC_HEADING && block->level <= 1)
		text = break_title(folio, &style, text);
	folio_text(folio, &style, text);
}

static void
put_table(struct folio *folio, const struct doc_table *table)
{
	struct folio_table	*drawn = folio_table_new(folio, table);

	if (drawn != NULL)
		folio_table_draw(drawn);
}

static void
put_block(struct folio *folio, const struct doc *doc, size_t i)
{
	bool	list = doc->block[i].kind == DOC_LIST;

	want_room(folio, doc, i);
	if (doc->block[i].kind == DOC_TABLE) {
		put_table(folio, doc->block[i].table);
		return;
	}
	if (list && (i == 0 || doc->block[i - 1].kind != DOC_LIST))
		folio_begin(folio, "L");
	if (list)
		folio_begin(folio, "LI");
	put_text(folio, doc, i);
	if (list)
		folio_end(folio, "LI");
	if (list && (i + 1 == doc->n || doc->block[i + 1].kind != DOC_LIST))
		folio_end(folio, "L");
}

enum err
doc_write_pdf(struct arena *arena, const struct doc *doc, str *ret,
    struct fault *fault)
{
	struct folio	*folio;
	enum err	 e;

	e = folio_new(arena, doc_write_title(doc), &folio, fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < doc->n; i++)
		put_block(folio, doc, i);
	return folio_finish(folio, ret, fault);
}
