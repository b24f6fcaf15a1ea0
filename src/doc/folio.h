/*
 * folio - the pages of a PDF, filled from top to bottom.
 *
 * A4 with the margins, type sizes and page numbers of official papers
 * (GB/T 9704): 22 lines of 28 characters, numbers at the outer side.  What is
 * drawn is tagged, so that the file reads aloud in its order, and the same
 * drawing gives the same bytes.  The objects of pango and cairo end with
 * the arena.
 *
 * Calls: arena, buf, err, str, pango, cairo.
 */
#ifndef FOLIO_H
#define FOLIO_H

#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct arena;
struct doc_table;

/* Lengths in points. */
#define FOLIO_WIDTH	442.2	/* of the text, 156 mm */
#define FOLIO_HEIGHT	637.8	/* of the text, 225 mm */
#define FOLIO_PITCH	28.9	/* from line to line */
#define FOLIO_SIZE	15.75	/* of a character: 28 make a line */

enum folio_font { FOLIO_SONG, FOLIO_SONG_BOLD, FOLIO_HEI, FOLIO__FONTS };

enum folio_align { FOLIO_LEFT, FOLIO_CENTRE, FOLIO_RIGHT, FOLIO_JUSTIFY };

/* How a paragraph is set. */
struct folio_style {
	const char		*tag;	/* structure element, "P" */
	enum folio_font		 font;	/* its family and weight */
	double			 size;	/* of the font, in points */
	double			 pitch;	/* from line to line */
	double			 before, after;	/* room above and below */
	double			 indent;	/* of the first line */
	double			 left, right;	/* kept free at the sides */
	enum folio_align	 align;	/* of its lines */
};

struct folio {
	struct arena	*arena;
	struct buf	 bytes;		/* the file so far */
	cairo_surface_t	*surface;	/* the file as cairo sees it */
	cairo_t		*cr;		/* draws on its newest page */
	PangoLayout	*layout;	/* set anew for every text */
	PangoFontDescription *font[FOLIO__FONTS]; /* sized as last used */
	double		 y;		/* next line, from the text's top */
	unsigned	 page;		/* from 1 */
	bool		 closed;	/* nothing may be written any more */
};

/* Begin a file with its first page. */
enum err folio_new(struct arena *arena, str title, struct folio **ret,
	    struct fault *fault);

/* Go on at the top of the next page, unless this one is still empty. */
void	 folio_turn(struct folio *folio);

/* Turn the page if less room than this is left on it. */
void	 folio_want(struct folio *folio, double height);

/* The height of a paragraph. */
double	 folio_measure(struct folio *folio, const struct folio_style *style,
	    str text);

/* Set a paragraph, over as many pages as it takes. */
void	 folio_text(struct folio *folio, const struct folio_style *style,
	    str text);

/* Begin and end a structure element around others. */
void	 folio_begin(struct folio *folio, const char *tag);
void	 folio_end(struct folio *folio, const char *tag);

/* Make the one layout hold a text so wide; the height it takes. */
double	 folio_lay(struct folio *folio, enum folio_font font, double size,
	    double width, enum folio_align align, str text);

/* Where a text's origin stands on the page. */
double	 folio_x(double x);
double	 folio_y(double y);

/* End the last page and the file. */
enum err folio_finish(struct folio *folio, str *ret, struct fault *fault);

#endif
