#include "doc/doc_pdf_prose.h"

#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_outline.h"

/* Lengths in ems. */
#define SHORT		1.6	/* of a full line at most */
#define LONG		0.6	/* of the column: a full line at least */
#define INDENT		0.9	/* less is none */
#define ALIGNED		0.5	/* edges this near are one */
#define FURTHER		3.2	/* between lines of a paragraph at most */
#define ALIKE		0.2	/* sizes that differ less are one */
#define LARGER		1.1	/* a title is larger than the text */
#define CENTRED		1.5	/* from the middle of the column */
#define HEADING		40	/* characters of a heading at most */

void
doc_pdf_prose_begin(struct arena *arena, struct doc *doc,
    const struct doc_pdf_body *body, struct doc_pdf_prose *ret)
{
	*ret = (struct doc_pdf_prose){
		.arena = arena, .doc = doc, .body = body,
	};
}

static void
add_block(const struct doc_pdf_prose *prose, enum doc_kind kind, str text,
    int level, unsigned page)
{
	struct doc_block	*block = doc_add(prose->arena, prose->doc,
				    kind, text);

	block->level = level;
	block->place.page = page;
}

static bool
is_title(const struct doc_pdf_prose *prose, const struct doc_pdf_line *line)
{
	const struct doc_pdf_body	*body = prose->body;

	return body->em > 0 && line->em > LARGER * body->em &&
	    fabs((line->x0 + line->x1) / 2 -
	    ((body->left + body->right) / 2)) < CENTRED * line->em;
}

static bool
ends_sentence(str text)
{
	size_t		at = text.n;
	uint32_t	last = utf8_previous(text, &at);

	return last == 0x3002 || last == 0xFF1B || last == 0xFF1A ||
	    last == 0xFF01 || last == 0xFF1F;	/* 。；：！？ */
}

/* Does the paragraph go on in this line? */
static bool
goes_on(const struct doc_pdf_prose *prose, const struct doc_pdf_line *line,
    unsigned number)
{
	const struct doc_pdf_body	*body = prose->body;
	const struct doc_pdf_line	*last = &prose->last;
	double				 em = body->em;

	if (fabs(last->em - line->em) > ALIKE * last->em ||
	    (number == prose->last_page ?
	    line->y - last->y > FURTHER * last->em || line->y < last->y :
	    number != prose->last_page + 1))
		return false;
	if (is_title(prose, last) || is_title(prose, line))
		return number == prose->last_page && is_title(prose, last) &&
		    is_title(prose, line);
	if (em <= 0 || last->x1 < body->right - SHORT * em ||
	    last->x1 - last->x0 < LONG * (body->right - body->left))
		return false;
	if (line->x0 <= body->left + INDENT * em)
		return true;
	return fabs(line->x0 - last->x0) < ALIGNED * em &&
	    !ends_sentence(last->text) &&
	    doc_outline_of(line->text) == DOC_OUTLINE_NONE;
}

void
doc_pdf_prose_end(struct doc_pdf_prose *prose)
{
	str	text = str_copy(prose->arena, buf_str(&prose->text));
	bool	heading = prose->heading && utf8_count(text) <= HEADING &&
		    !ends_sentence(text);

	if (text.n == 0)
		return;
	if (is_title(prose, &prose->last) && !ends_sentence(text))
		add_block(prose, DOC_HEADING, text, 1, prose->page);
	else if (heading)
		add_block(prose, DOC_HEADING, text, 2, prose->page);
	else
		add_block(prose, DOC_PARAGRAPH, text, 0, prose->page);
	for (size_t i = 0; i < prose->margins; i++)
		add_block(prose, DOC_PARAGRAPH, prose->margin[i].text, 0,
		    prose->margin[i].page);
	prose->margins = 0;
	prose->text = (struct buf){ .n = 0 };
}

static void
take_margin(struct doc_pdf_prose *prose, str text, unsigned number)
{
	if (prose->text.n == 0) {
		add_block(prose, DOC_PARAGRAPH, text, 0, number);
		return;
	}
	if (prose->margins == prose->room) {
		prose->room = prose->room == 0 ? 8 : prose->room * 2;
		prose->margin = arena_grow(prose->arena, prose->margin,
		    prose->margins, prose->room, sizeof *prose->margin);
	}
	prose->margin[prose->margins++] = (struct doc_pdf_margin){
		text, number,
	};
}

void
doc_pdf_prose_line(struct doc_pdf_prose *prose,
    const struct doc_pdf_lines *page, size_t at, unsigned number)
{
	const struct doc_pdf_line	*line = &page->line[at];
	bool	heading = doc_pdf_zone_heading(page, at);

	if (line->use == DOC_PDF_MARGIN) {
		take_margin(prose, line->text, number);
		return;
	}
	if (prose->text.n > 0 && !heading && goes_on(prose, line, number)) {
		buf_put(&prose->text, doc_pdf_line_between(
		    buf_str(&prose->text), line->text, ALIGNED));
		prose->heading = false;
	} else {
		doc_pdf_prose_end(prose);
		buf_init(&prose->text, prose->arena, SIZE_MAX / 4);
		prose->page = number;
		prose->heading = heading;
	}
	buf_put(&prose->text, line->text);
	prose->last = *line;
	prose->last_page = number;
}
