/*
 * body_line - the line of text that is being read, until it is a block.
 *
 * Blanks are folded as doc_flow folds them, but for the full-width blank that
 * parts words on purpose.  Two line breaks in a row, or one with an indented
 * line behind it, part paragraphs; what is set off begins and ends at
 * characters, never at blanks.  Read again, such a line stays the same.
 *
 * Calls: base, body.
 */
#ifndef BODY_LINE_H
#define BODY_LINE_H

#include "base/buf.h"
#include "doc/body.h"

/* How a piece is set off and where it leads. */
struct body_look {
	unsigned	style;		/* BODY_STRONG ... */
	str		href;		/* empty: it is no link */
};

/* Where the line will stand.  To be set while the line is empty. */
struct body_aim {
	struct body_block	*holder;	/* the block it is added to */
	enum body_kind		 kind;		/* one that holds runs */
	int			 level;		/* of a heading */
	const struct body_mark	*mark;		/* of an item of Word's */
};

/* A run whose text still lies in a buffer. */
struct body_line_piece {
	enum body_what		 what;
	struct body_look	 look;
	size_t			 from, to;	/* bytes of the buffer */
	const struct body_image	*image;		/* of an image */
};

struct body_line {
	struct body		*body;
	struct body_aim		 aim;
	struct buf		 text;		/* of all pieces */
	struct body_line_piece	*piece;		/* in their order */
	size_t			 n;		/* pieces */
	size_t			 room;		/* pieces there is room for */
	unsigned		 breaks;	/* since the last piece */
	unsigned		 indent;	/* wide blanks since then */
	bool			 gap;		/* blanks came since then */
	bool			 torn;		/* a line end was among them */
	bool			 hard;		/* a no-break blank was */
	bool			 wide;		/* a full-width blank was */
};

/* Start with an empty line. */
void	body_line_init(struct body_line *line, struct body *body);

/* True while there is nothing but blanks. */
bool	body_line_empty(const struct body_line *line);

/* Add text, a line break, an image. */
void	body_line_put(struct body_line *line, str text,
	    struct body_look look);
void	body_line_break(struct body_line *line);
void	body_line_image(struct body_line *line, const struct body_image *image,
	    struct body_look look);

/* Make it a block where it was aimed at, if it holds anything. */
void	body_line_end(struct body_line *line);

#endif
