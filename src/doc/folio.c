#include "doc/folio.h"

#include <cairo-pdf.h>

#include "base/arena.h"
#include "doc/doc.h"

/* A4 and its margins. */
#define PAGE_WIDTH	595.276
#define PAGE_HEIGHT	841.890
#define PAGE_TOP	104.882		/* 37 mm */
#define PAGE_LEFT	79.370		/* 28 mm */

/* The page number stands 7 mm below the text, a character from the side. */
#define NUMBER_SIZE	14.0
#define NUMBER_BELOW	19.843

/* Lines inside a table's cell, of the height the font would give them. */
#define LINE_TIGHT	0.9f

/* A line that lacks more than this is not stretched. */
#define STRETCH_MOST	(4 * FOLIO_SIZE)

/* Every file says it was made at this moment: there is no clock here. */
#define MADE_AT		"1980-01-01T00:00:00Z"

static const char *const font_names[FOLIO__FONTS] = {
	[FOLIO_SONG] = "Noto Serif CJK SC,Source Han Serif SC,serif",
	[FOLIO_SONG_BOLD] = "Noto Serif CJK SC,Source Han Serif SC,serif Bold",
	[FOLIO_HEI] = "Noto Sans CJK SC,Source Han Sans SC,sans-serif",
};

/* --- beginning and end --------------------------------------------------- */

static cairo_status_t
take(void *closure, const unsigned char *bytes, unsigned n)
{
	struct folio	*folio = closure;

	if (folio->closed)
		return CAIRO_STATUS_WRITE_ERROR;
	buf_put(&folio->bytes, (str){ (const char *)bytes, n });
	return buf_err(&folio->bytes) == OK ? CAIRO_STATUS_SUCCESS :
	    CAIRO_STATUS_WRITE_ERROR;
}

/* The arena is ending: cairo must not write into it any more. */
static void
let_go(void *what)
{
	struct folio	*folio = what;

	folio->closed = true;
	for (size_t i = 0; i < FOLIO__FONTS; i++)
		pango_font_description_free(folio->font[i]);
	if (folio->layout != NULL)
		g_object_unref(folio->layout);
	cairo_destroy(folio->cr);
	cairo_surface_destroy(folio->surface);
}

static void
make_layout(struct folio *folio)
{
	PangoFontMap	*fonts = pango_cairo_font_map_new();
	PangoContext	*context = pango_font_map_create_context(fonts);

	pango_cairo_update_context(folio->cr, context);
	pango_context_set_language(context,
	    pango_language_from_string("zh-cn"));
	pango_context_set_round_glyph_positions(context, FALSE);
	folio->layout = pango_layout_new(context);
	g_object_unref(context);
	g_object_unref(fonts);
	pango_layout_set_wrap(folio->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_line_spacing(folio->layout, LINE_TIGHT);
	pango_layout_set_auto_dir(folio->layout, FALSE);
}

enum err
folio_new(struct arena *arena, str title, struct folio **ret,
    struct fault *fault)
{
	struct folio	*folio = arena_alloc(arena, sizeof *folio);

	folio->arena = arena;
	folio->page = 1;
	buf_init(&folio->bytes, arena, DOC_BYTES);
	folio->surface = cairo_pdf_surface_create_for_stream(take, folio,
	    PAGE_WIDTH, PAGE_HEIGHT);
	folio->cr = cairo_create(folio->surface);
	arena_defer(arena, let_go, folio);
	for (size_t i = 0; i < FOLIO__FONTS; i++)
		folio->font[i] =
		    pango_font_description_from_string(font_names[i]);
	if (cairo_status(folio->cr) != CAIRO_STATUS_SUCCESS)
		return FAIL(fault, ERR_STORE, "doc.write_failed",
		    str_of(cairo_status_to_string(cairo_status(folio->cr))));
	cairo_pdf_surface_set_metadata(folio->surface,
	    CAIRO_PDF_METADATA_TITLE, str_c(arena, title));
	cairo_pdf_surface_set_metadata(folio->surface,
	    CAIRO_PDF_METADATA_CREATE_DATE, MADE_AT);
	cairo_pdf_surface_set_metadata(folio->surface,
	    CAIRO_PDF_METADATA_MOD_DATE, MADE_AT);
	cairo_set_line_width(folio->cr, 0.5);
	make_layout(folio);
	folio_begin(folio, "Document");
	*ret = folio;
	return OK;
}

/* Odd pages bear their number at the right, even ones at the left. */
static void
put_page_number(struct folio *folio)
{
	str	text = str_printf(folio->arena, "— %u —", folio->page);

	(void)folio_lay(folio, FOLIO_SONG, NUMBER_SIZE,
	    FOLIO_WIDTH - 2 * NUMBER_SIZE,
	    folio->page % 2 == 1 ? FOLIO_RIGHT : FOLIO_LEFT, text);
	folio_begin(folio, "P");
	cairo_move_to(folio->cr, folio_x(NUMBER_SIZE),
	    folio_y(FOLIO_HEIGHT + NUMBER_BELOW));
	pango_cairo_show_layout(folio->cr, folio->layout);
	folio_end(folio, "P");
}

enum err
folio_finish(struct folio *folio, str *ret, struct fault *fault)
{
	cairo_status_t	status;

	put_page_number(folio);
	folio_end(folio, "Document");
	cairo_surface_finish(folio->surface);
	status = cairo_status(folio->cr);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(folio->surface);
	if (buf_err(&folio->bytes) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "doc.write_too_large");
	if (status != CAIRO_STATUS_SUCCESS)
		return FAIL(fault, ERR_STORE, "doc.write_failed",
		    str_of(cairo_status_to_string(status)));
	*ret = buf_str(&folio->bytes);
	return OK;
}

/* --- the page ------------------------------------------------------------ */

double
folio_x(double x)
{
	return PAGE_LEFT + x;
}

double
folio_y(double y)
{
	return PAGE_TOP + y;
}

void
folio_turn(struct folio *folio)
{
	if (folio->y == 0)
		return;
	put_page_number(folio);
	cairo_show_page(folio->cr);
	folio->page++;
	folio->y = 0;
}

void
folio_want(struct folio *folio, double height)
{
	if (folio->y + height > FOLIO_HEIGHT)
		folio_turn(folio);
}

void
folio_begin(struct folio *folio, const char *tag)
{
	cairo_tag_begin(folio->cr, tag, NULL);
}

void
folio_end(struct folio *folio, const char *tag)
{
	cairo_tag_end(folio->cr, tag);
}

/* --- text ---------------------------------------------------------------- */

double
folio_lay(struct folio *folio, enum folio_font font, double size,
    double width, enum folio_align align, str text)
{
	static const PangoAlignment aligns[] = {
		[FOLIO_LEFT] = PANGO_ALIGN_LEFT,
		[FOLIO_CENTRE] = PANGO_ALIGN_CENTER,
		[FOLIO_RIGHT] = PANGO_ALIGN_RIGHT,
		[FOLIO_JUSTIFY] = PANGO_ALIGN_LEFT,
	};
	PangoLayout	*layout = folio->layout;
	int		 height;

	pango_font_description_set_absolute_size(folio->font[font],
	    size * PANGO_SCALE);
	pango_layout_set_font_description(layout, folio->font[font]);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_indent(layout, 0);
	pango_layout_set_alignment(layout, aligns[align]);
	pango_layout_set_text(layout, text.at, (int)text.n);
	pango_layout_get_size(layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

/* Room may be added between two characters, but not inside a foreign word. */
static bool
stretches(const char *text, int before, int after)
{
	unsigned char	a = (unsigned char)text[before];
	unsigned char	b = (unsigned char)text[after];

	return a >= 0x80 || b >= 0x80 || a == ' ' || b == ' ';
}

/* Walk over the gaps of a line; with `extra' widen each by its share. */
static int
walk_gaps(PangoLayoutLine *line, const char *text, int gaps, int extra)
{
	PangoGlyphInfo	*last = NULL;
	int		 last_byte = 0, n = 0;

	for (GSList *i = line->runs; i != NULL; i = i->next) {
		PangoGlyphItem	*run = i->data;

		for (int g = 0; g < run->glyphs->num_glyphs; g++) {
			PangoGlyphInfo	*glyph = &run->glyphs->glyphs[g];
			int		 byte = run->item->offset +
					    run->glyphs->log_clusters[g];

			if (last != NULL && glyph->attr.is_cluster_start &&
			    stretches(text, last_byte, byte)) {
				n++;
				if (gaps > 0)
					last->geometry.width +=
					    (int)((long)extra * n / gaps -
					    (long)extra * (n - 1) / gaps);
			}
			last = glyph;
			last_byte = byte;
		}
	}
	return n;
}

/* Set a line flush at both sides by opening the gaps between characters. */
static void
justify(struct folio *folio, PangoLayoutLine *line, double width)
{
	const char	*text = pango_layout_get_text(folio->layout);
	PangoRectangle	 box;
	int		 gaps, extra;

	pango_layout_line_get_extents(line, NULL, &box);
	extra = (int)(width * PANGO_SCALE) - box.width;
	gaps = walk_gaps(line, text, 0, 0);
	if (gaps > 0 && extra > 0 && extra < STRETCH_MOST * PANGO_SCALE)
		(void)walk_gaps(line, text, gaps, extra);
}

/* A line that its text, and not a line break, goes on after. */
static bool
goes_on(struct folio *folio, PangoLayoutLine *line)
{
	const char	*text = pango_layout_get_text(folio->layout);
	int		 end = line->start_index + line->length;

	return text[end] != '\0' && text[end] != '\n';
}

static double
lay_paragraph(struct folio *folio, const struct folio_style *style, str text)
{
	(void)folio_lay(folio, style->font, style->size,
	    FOLIO_WIDTH - style->left - style->right, style->align, text);
	pango_layout_set_indent(folio->layout,
	    (int)(style->indent * PANGO_SCALE));
	return style->pitch * pango_layout_get_line_count(folio->layout);
}

double
folio_measure(struct folio *folio, const struct folio_style *style, str text)
{
	return style->before + lay_paragraph(folio, style, text) +
	    style->after;
}

/* Draw one line with its baseline where the type stands in its pitch. */
static void
put_line(struct folio *folio, const struct folio_style *style,
    PangoLayoutLine *line, double x)
{
	double	baseline = folio->y + (style->pitch + style->size) / 2 -
		    style->size * 0.12;

	cairo_move_to(folio->cr, folio_x(style->left + x), folio_y(baseline));
	pango_cairo_show_layout_line(folio->cr, line);
	folio->y += style->pitch;
}

void
folio_text(struct folio *folio, const struct folio_style *style, str text)
{
	double	width = FOLIO_WIDTH - style->left - style->right;
	int	lines;

	if (folio->y > 0)
		folio->y += style->before;
	(void)lay_paragraph(folio, style, text);
	lines = pango_layout_get_line_count(folio->layout);
	folio_begin(folio, style->tag);
	for (int i = 0; i < lines; i++) {
		PangoLayoutLine	*line;
		PangoRectangle	 box;
		double		 x = i == 0 ? style->indent : 0;

		if (folio->y + style->pitch > FOLIO_HEIGHT + 1) {
			folio_end(folio, style->tag);
			folio_turn(folio);
			(void)lay_paragraph(folio, style, text);
			folio_begin(folio, style->tag);
		}
		line = pango_layout_get_line(folio->layout, i);
		pango_layout_line_get_extents(line, NULL, &box);
		if (style->align == FOLIO_CENTRE)
			x = (width - (double)box.width / PANGO_SCALE) / 2;
		else if (style->align == FOLIO_RIGHT)
			x = width - (double)box.width / PANGO_SCALE;
		else if (style->align == FOLIO_JUSTIFY && goes_on(folio, line))
			justify(folio, line, width - x);
		put_line(folio, style, line, x);
	}
	folio_end(folio, style->tag);
	if (folio->y > 0)
		folio->y += style->after;
}
