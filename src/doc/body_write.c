#include "doc/body_write.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "doc/markup.h"

#define LOOKS	6u

/* In the order in which they stand in each other. */
static const struct {
	unsigned	 style;
	const char	*name;
} looks[LOOKS] = {
	{ BODY_STRONG, "strong" },
	{ BODY_EM, "em" },
	{ BODY_UNDER, "u" },
	{ BODY_STRUCK, "s" },
	{ BODY_SUB, "sub" },
	{ BODY_SUP, "sup" },
};

struct writer {
	struct body		*body;
	struct buf		 html, text;
	struct markup		 markup;
	struct rich_link	*link;
	size_t			 links, link_room;
	struct rich_image	*image;
	size_t			 images, image_room;
	str			 href;		/* of the open link */
	size_t			 shown;		/* where its text begins */
	unsigned		 style[LOOKS];	/* that are open */
	unsigned		 styles;
	bool			 cell;		/* a line end is a blank */
};

static void	put_block(struct writer *writer,
		    const struct body_block *block);

static void *
room_for_one(struct writer *writer, void *array, size_t n, size_t *room,
    size_t size)
{
	if (n < *room)
		return array;
	*room = *room == 0 ? 16 : *room * 2;
	return arena_grow(writer->body->arena, array, n, *room, size);
}

static void
end_line(struct writer *writer)
{
	markup_raw(&writer->markup, S("\n"));
}

/* Close what is open and not wanted any more: the innermost first. */
static void
close_looks(struct writer *writer, unsigned keep)
{
	while (writer->styles > keep) {
		markup_close(&writer->markup);
		writer->styles--;
	}
}

static void
close_link(struct writer *writer)
{
	str	text;

	close_looks(writer, 0);
	if (writer->href.n == 0)
		return;
	markup_close(&writer->markup);
	text = str_sub(buf_str(&writer->text), writer->shown,
	    writer->text.n);
	writer->link = room_for_one(writer, writer->link, writer->links,
	    &writer->link_room, sizeof *writer->link);
	writer->link[writer->links++] = (struct rich_link){
		.href = writer->href,
		.text = str_copy(writer->body->arena, text) };
	writer->href = S("");
}

static void
open_link(struct writer *writer, str href)
{
	if (str_eq(writer->href, href))
		return;
	close_link(writer);
	if (href.n == 0)
		return;
	markup_open(&writer->markup, "a");
	markup_attr(&writer->markup, "href", href);
	writer->href = href;
	writer->shown = writer->text.n;
}

static void
open_looks(struct writer *writer, unsigned style)
{
	unsigned	want[LOOKS], n = 0, keep = 0;

	for (unsigned i = 0; i < LOOKS; i++)
		if ((style & looks[i].style) != 0)
			want[n++] = i;
	while (keep < n && keep < writer->styles &&
	    want[keep] == writer->style[keep])
		keep++;
	close_looks(writer, keep);
	for (; writer->styles < n; writer->styles++) {
		writer->style[writer->styles] = want[writer->styles];
		markup_open(&writer->markup,
		    looks[want[writer->styles]].name);
	}
}

static void
put_image(struct writer *writer, const struct body_image *image)
{
	struct markup	*markup = &writer->markup;

	markup_open(markup, "img");
	markup_attr(markup, "src", image->src);
	markup_attr(markup, "alt", image->alt);
	if (image->width > 0)
		markup_attr_int(markup, "width", (long)image->width);
	if (image->height > 0)
		markup_attr_int(markup, "height", (long)image->height);
	markup_void(markup);
	if (image->alt.n == 0)
		body_note(writer->body, "rich.alt", image->src);
	writer->image = room_for_one(writer, writer->image, writer->images,
	    &writer->image_room, sizeof *writer->image);
	writer->image[writer->images++] = (struct rich_image){
		.src = image->src, .alt = image->alt };
}

/* Plain text; in a cell it stands on one line. */
static void
put_plain(struct writer *writer, str text)
{
	str	line;

	if (!writer->cell) {
		buf_put(&writer->text, text);
		return;
	}
	while (text.n > 0) {
		bool	ends;

		line = text;
		(void)str_cut(&text, '\n', &line);
		ends = text.n > 0;
		buf_put(&writer->text, line);
		if (ends)
			buf_byte(&writer->text, ' ');
	}
}

static void
put_runs(struct writer *writer, const struct body_block *block)
{
	for (size_t i = 0; i < block->runs; i++) {
		const struct body_run	*run = &block->run[i];

		open_link(writer, run->href);
		open_looks(writer, run->style);
		if (run->what == BODY_IMAGE)
			put_image(writer, run->image);
		else if (run->what == BODY_TEXT) {
			markup_text(&writer->markup, run->text);
			put_plain(writer, run->text);
		} else {
			markup_open(&writer->markup, "br");
			markup_void(&writer->markup);
			buf_byte(&writer->text, writer->cell ? ' ' : '\n');
		}
	}
	close_link(writer);
}

/* A line of the plain text ends, if it has begun. */
static void
end_text(struct writer *writer)
{
	const struct buf	*text = &writer->text;

	if (text->n > 0 && text->at[text->n - 1] != '\n' &&
	    text->at[text->n - 1] != '\t')
		buf_byte(&writer->text, writer->cell ? ' ' : '\n');
}

static void
put_line(struct writer *writer, const struct body_block *block,
    const char *name)
{
	markup_open(&writer->markup, name);
	put_runs(writer, block);
	markup_close(&writer->markup);
	end_text(writer);
}

/* The only paragraph of an item or a cell needs no element if it is first. */
static bool
is_bare(const struct body_block *holder)
{
	const struct body_block	*block = holder->first;

	if (block == NULL || block->kind != BODY_PARAGRAPH)
		return false;
	for (block = block->next; block != NULL; block = block->next)
		if (block->kind == BODY_PARAGRAPH)
			return false;
	return true;
}

static void
put_content(struct writer *writer, const struct body_block *holder)
{
	const struct body_block	*block = holder->first;

	if (is_bare(holder)) {
		put_runs(writer, block);
		end_text(writer);
		block = block->next;
	}
	for (; block != NULL; block = block->next)
		put_block(writer, block);
}

static void
put_list(struct writer *writer, const struct body_block *list)
{
	markup_open(&writer->markup, list->ordered ? "ol" : "ul");
	if (list->ordered && list->start != 1)
		markup_attr_int(&writer->markup, "start", (long)list->start);
	end_line(writer);
	for (const struct body_block *item = list->first; item != NULL;
	    item = item->next) {
		markup_open(&writer->markup, "li");
		put_content(writer, item);
		markup_close(&writer->markup);
		end_line(writer);
	}
	markup_close(&writer->markup);
}

static void
put_cell(struct writer *writer, const struct body_block *cell)
{
	markup_open(&writer->markup, cell->head ? "th" : "td");
	if (cell->rows > 1)
		markup_attr_int(&writer->markup, "rowspan", (long)cell->rows);
	if (cell->cols > 1)
		markup_attr_int(&writer->markup, "colspan", (long)cell->cols);
	put_content(writer, cell);
	markup_close(&writer->markup);
}

/* A cell's text ends, without the blank behind its last line. */
static void
end_cell(struct writer *writer, const struct body_block *cell)
{
	struct buf	*text = &writer->text;

	if (text->n > 0 && text->at[text->n - 1] == ' ')
		text->n--;
	buf_byte(text, cell->next == NULL ? '\n' : '\t');
}

static void
put_row(struct writer *writer, const struct body_block *row)
{
	markup_open(&writer->markup, "tr");
	writer->cell = true;
	for (const struct body_block *cell = row->first; cell != NULL;
	    cell = cell->next) {
		put_cell(writer, cell);
		end_cell(writer, cell);
	}
	writer->cell = false;
	markup_close(&writer->markup);
	end_line(writer);
}

static void
put_table(struct writer *writer, const struct body_block *table)
{
	const struct body_block	*row = table->first;
	bool			 head;

	markup_open(&writer->markup, "table");
	end_line(writer);
	if (row->kind == BODY_CAPTION) {
		put_line(writer, row, "caption");
		end_line(writer);
		row = row->next;
	}
	while (row != NULL) {
		head = row->head;
		markup_open(&writer->markup, head ? "thead" : "tbody");
		end_line(writer);
		for (; row != NULL && row->head == head; row = row->next)
			put_row(writer, row);
		markup_close(&writer->markup);
		end_line(writer);
	}
	markup_close(&writer->markup);
}

static void
put_quote(struct writer *writer, const struct body_block *quote)
{
	markup_open(&writer->markup, "blockquote");
	end_line(writer);
	for (const struct body_block *block = quote->first; block != NULL;
	    block = block->next) {
		put_block(writer, block);
		end_line(writer);
	}
	markup_close(&writer->markup);
}

static void
put_figure(struct writer *writer, const struct body_block *figure)
{
	markup_open(&writer->markup, "figure");
	put_runs(writer, figure->first);
	if (figure->first->next != NULL)
		put_line(writer, figure->first->next, "figcaption");
	markup_close(&writer->markup);
}

static void
put_block(struct writer *writer, const struct body_block *block)
{
	static const char *const	heading[] = { "", "h2", "h3", "h4",
					    "h5" };

	switch (block->kind) {
	case BODY_HEADING:
		put_line(writer, block, heading[block->level]);
		break;
	case BODY_PRE:
		put_line(writer, block, "pre");
		break;
	case BODY_RULE:
		markup_open(&writer->markup, "hr");
		markup_void(&writer->markup);
		break;
	case BODY_LIST:
		put_list(writer, block);
		break;
	case BODY_TABLE:
		put_table(writer, block);
		break;
	case BODY_QUOTE:
		put_quote(writer, block);
		break;
	case BODY_FIGURE:
		put_figure(writer, block);
		break;
	default:
		put_line(writer, block, "p");
		break;
	}
}

/* What the body tells as notes becomes the caller's. */
static void
take_notes(struct writer *writer, struct rich *rich)
{
	struct rich_note	*note;

	note = arena_array(writer->body->arena, RICH_NOTES, sizeof *note);
	for (size_t i = 0; i < writer->body->notes; i++)
		note[i] = (struct rich_note){
			.key = writer->body->note[i].key,
			.what = writer->body->note[i].what,
			.times = writer->body->note[i].times };
	rich->note = note;
	rich->notes = writer->body->notes;
}

enum err
body_write(struct body *body, const struct rich **ret)
{
	struct writer	*writer = arena_alloc(body->arena, sizeof *writer);
	struct rich	*rich = arena_alloc(body->arena, sizeof *rich);

	writer->body = body;
	buf_init(&writer->html, body->arena, RICH_BYTES);
	buf_init(&writer->text, body->arena, RICH_BYTES);
	markup_init(&writer->markup, &writer->html);
	for (const struct body_block *block = body->top.first; block != NULL;
	    block = block->next) {
		put_block(writer, block);
		end_line(writer);
	}
	if (buf_err(&writer->html) != OK || buf_err(&writer->text) != OK)
		return FAIL(body->fault, ERR_TOO_LARGE, "rich.too_large");
	take_notes(writer, rich);
	rich->html = buf_str(&writer->html);
	rich->text = buf_str(&writer->text);
	rich->link = writer->link;
	rich->links = writer->links;
	rich->image = writer->image;
	rich->images = writer->images;
	*ret = rich;
	return OK;
}
