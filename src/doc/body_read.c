#include "doc/body_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/body_address.h"
#include "doc/body_css.h"
#include "doc/body_line.h"
#include "doc/body_tag.h"
#include "doc/doc_flow.h"
#include "doc/doc_html_sax.h"
#include "doc/doc_html_tag.h"

#define SPAN_ROWS	65534u		/* as browsers bound them */
#define SPAN_COLS	1000u
#define PIXELS		10000u		/* of an image, a side */
#define START		9999u		/* first number of a list */
#define MARK		40u		/* bytes of an item's number */
#define ALT		1000u		/* bytes that tell of an image */

/* An open element: it takes after the one it stands in. */
struct step {
	const char		*name;		/* as the parser holds it */
	enum body_is		 is;
	struct body_look	 look;
	struct body_aim		 aim;		/* of the lines in it */
	bool			 lines;		/* line ends count */
	bool			 ignored;	/* a number Word wrote */
	bool			 head;		/* rows in it are heads */
	unsigned		 group;		/* that rows in it belong to */
};

struct page {
	struct body		*body;
	struct doc_html_sax	*sax;
	struct body_line	 line;
	struct step		*step;		/* [0] is the page */
	size_t			 n;		/* steps */
	size_t			 room;
	size_t			 skip;		/* depth of what goes, or 0 */
	unsigned		 group;		/* of rows, counted up */
	struct buf		 mark;		/* the number of an item */
	struct body_mark	*item;		/* that waits for its number */
};

static struct step *
top(struct page *page)
{
	return &page->step[page->n - 1];
}

/* A number as text of one line; empty where it holds what no text holds. */
static str
plain_mark(struct page *page, str mark)
{
	mark = doc_flow_once(page->body->arena, mark);
	for (size_t at = 0; at < mark.n;)
		if ((utf8_next(mark, &at) & 0xFFFE) == 0xFFFE)
			return S("");
	return mark;
}

/* The number Word wrote in front of an item stands by itself now. */
static void
take_mark(struct page *page)
{
	if (page->item != NULL && page->mark.n > 0 && page->item->text.n == 0)
		page->item->text = plain_mark(page, buf_str(&page->mark));
	buf_clear(&page->mark);
	page->item = NULL;
}

static void
flush(struct page *page)
{
	take_mark(page);
	body_line_end(&page->line);
	if (page->body->e != OK && page->sax->e == OK)
		doc_html_sax_stop(page->sax, page->body->e);
}

static void
aim(struct page *page)
{
	if (body_line_empty(&page->line))
		page->line.aim = top(page)->aim;
}

static void
put_lines(struct page *page, str text)
{
	size_t	from = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] != '\n')
			continue;
		body_line_put(&page->line, str_sub(text, from, i),
		    top(page)->look);
		body_line_break(&page->line);
		from = i + 1;
	}
	body_line_put(&page->line, str_sub(text, from, text.n),
	    top(page)->look);
}

static void
on_text(struct doc_html_sax *sax, str text)
{
	struct page	*page = sax->what;

	if (page->skip != 0)
		return;
	if (top(page)->ignored && page->item != NULL) {
		buf_put(&page->mark, text);
		return;
	}
	aim(page);
	if (top(page)->lines && page->line.aim.kind != BODY_PRE)
		put_lines(page, text);
	else
		body_line_put(&page->line, text, top(page)->look);
	if (page->body->e != OK)
		doc_html_sax_stop(sax, page->body->e);
}

static void
begin_link(struct page *page, struct step *step, const char *const *attributes)
{
	str	given = doc_html_tag_value(attributes, "href");
	str	href = body_address_link(page->body->arena, given);

	if (str_trim(given).n == 0)
		return;
	if (href.n == 0)
		body_note(page->body, "rich.link", given);
	/* The places Word marks in its own text are not kept. */
	if (str_starts(href, S("#_")))
		href = S("");
	step->look.href = href;
}

static unsigned
side(const char *const *attributes, const char *name)
{
	str		value = doc_html_tag_value(attributes, name);
	unsigned	n = doc_html_tag_number(attributes, name, 0);

	return n <= PIXELS && !str_has(value, S("%")) ? n : 0;
}

/* An image that carries its own bytes is told by its kind alone. */
static str
told_address(str src)
{
	ptrdiff_t	end = str_find(src, S(","), 0);

	return str_starts(src, S("data:")) && end >= 0 ?
	    str_sub(src, 0, (size_t)end) : src;
}

static void
put_image(struct page *page, const char *const *attributes)
{
	struct arena		*arena = page->body->arena;
	str			 given = doc_html_tag_value(attributes, "src");
	struct body_image	*image;
	str			 src = body_address_image(arena, given);

	if (src.n == 0) {
		body_note(page->body, "rich.image", told_address(given));
		return;
	}
	image = arena_alloc(arena, sizeof *image);
	*image = (struct body_image){ .src = src,
	    .alt = str_trim(utf8_head(doc_flow_once(arena,
	    doc_html_tag_value(attributes, "alt")), ALT)),
	    .width = side(attributes, "width"),
	    .height = side(attributes, "height") };
	aim(page);
	body_line_image(&page->line, image, top(page)->look);
}

/* The lines in a block are its own from here on. */
static void
enter(struct step *step, struct body_block *block)
{
	if (block == NULL)
		return;
	step->aim = (struct body_aim){ .holder = block,
	    .kind = BODY_PARAGRAPH };
	step->lines = false;
}

static void
begin_list(struct page *page, struct step *step, const char *const *attributes)
{
	struct body_block	*list;
	str			 type = doc_html_tag_value(attributes, "type");

	list = body_add(page->body, step->aim.holder, BODY_LIST);
	enter(step, list);
	if (list == NULL)
		return;
	list->ordered = strcmp(step->name, "ol") == 0;
	if (!list->ordered)
		return;
	list->start = doc_html_tag_number(attributes, "start", 1);
	if (list->start > START)
		list->start = 1;
	if (type.n > 0 && !str_is(type, "1"))
		body_note(page->body, "rich.numbers", type);
}

static void
begin_row(struct page *page, struct step *step)
{
	struct body_block	*row;

	row = body_add(page->body, step->aim.holder, BODY_ROW);
	enter(step, row);
	if (row == NULL)
		return;
	row->head = step->head;
	row->group = step->group;
}

static void
begin_cell(struct page *page, struct step *step, const char *const *attributes)
{
	struct body_block	*cell;
	unsigned		 rows, cols;

	cell = body_add(page->body, step->aim.holder, BODY_CELL);
	enter(step, cell);
	if (cell == NULL)
		return;
	rows = doc_html_tag_number(attributes, "rowspan", 1);
	cols = doc_html_tag_number(attributes, "colspan", 1);
	cell->rows = rows > SPAN_ROWS ? SPAN_ROWS : rows;
	cell->cols = cols == 0 ? 1 : cols > SPAN_COLS ? SPAN_COLS : cols;
	cell->head = strcmp(step->name, "th") == 0;
}

static void
begin_table(struct page *page, struct step *step)
{
	struct body_block	*table;

	table = body_add(page->body, step->aim.holder, BODY_TABLE);
	enter(step, table);
	step->head = false;
	step->group = ++page->group;
	if (table != NULL)
		table->group = step->group;
}

/* A paragraph that Word marked as an item or as a heading. */
static void
begin_block(struct page *page, struct step *step, const struct body_css *css,
    const char *const *attributes)
{
	str	class = doc_html_tag_value(attributes, "class");

	if (step->aim.kind != BODY_PARAGRAPH)
		return;
	if (css->outline > 0) {
		step->aim.kind = BODY_HEADING;
		step->aim.level = css->outline;
		return;
	}
	if (css->list == 0 && !str_has(class, S("MsoListParagraph")))
		return;
	page->item = arena_alloc(page->body->arena, sizeof *page->item);
	page->item->level = css->list > 0 ? css->list : 1;
	page->item->sure = css->list > 0;
	step->aim.mark = page->item;
}

static void
begin_heading(struct step *step)
{
	step->aim.kind = BODY_HEADING;
	step->aim.level = doc_html_tag_level(step->name);
}

static void
begin(struct page *page, struct step *step, const struct body_css *css,
    const char *const *attributes)
{
	struct body_block	*holder = step->aim.holder;

	switch (step->is) {
	case BODY_IS_BLOCK:
		begin_block(page, step, css, attributes);
		break;
	case BODY_IS_HEADING:
		begin_heading(step);
		break;
	case BODY_IS_LIST:
		begin_list(page, step, attributes);
		break;
	case BODY_IS_ITEM:
		enter(step, body_add(page->body, holder, BODY_ITEM));
		break;
	case BODY_IS_TABLE:
		begin_table(page, step);
		break;
	case BODY_IS_GROUP:
		step->head = strcmp(step->name, "thead") == 0;
		step->group = ++page->group;
		break;
	case BODY_IS_ROW:
		begin_row(page, step);
		break;
	case BODY_IS_CELL:
		begin_cell(page, step, attributes);
		break;
	case BODY_IS_CAPTION:
		if (holder->kind == BODY_TABLE)
			step->aim.kind = BODY_CAPTION;
		break;
	case BODY_IS_LEGEND:
		step->aim.kind = BODY_LEGEND;
		break;
	case BODY_IS_QUOTE:
	case BODY_IS_FIGURE:
		enter(step, body_add(page->body, holder, step->is ==
		    BODY_IS_QUOTE ? BODY_QUOTE : BODY_FIGURE));
		break;
	case BODY_IS_PRE:
		step->aim.kind = BODY_PRE;
		break;
	case BODY_IS_RULE:
		(void)body_add(page->body, holder, BODY_RULE);
		break;
	case BODY_IS_BREAK:
		body_line_break(&page->line);
		break;
	case BODY_IS_ANCHOR:
		begin_link(page, step, attributes);
		break;
	case BODY_IS_IMAGE:
		put_image(page, attributes);
		break;
	default:
		break;
	}
}

/* True for what does not end a line by itself. */
static bool
is_running(enum body_is is)
{
	return is == BODY_IS_INLINE || is == BODY_IS_BREAK ||
	    is == BODY_IS_ANCHOR || is == BODY_IS_IMAGE ||
	    is == BODY_IS_SKIP || is == BODY_IS_TOLD;
}

static struct step *
open_step(struct page *page, const char *name)
{
	struct step	*step;

	if (page->n == page->room) {
		page->step = arena_grow(page->body->arena, page->step,
		    page->n, page->room * 2, sizeof *page->step);
		page->room *= 2;
	}
	step = &page->step[page->n++];
	*step = step[-1];
	step->name = name;
	return step;
}

/* What is not shown; a page that hides itself is shown by its script. */
static bool
is_hidden(const struct page *page, const struct step *step,
    const struct body_css *css, const char *const *attributes)
{
	if (strcmp(step->name, "html") == 0 || strcmp(step->name, "body") == 0)
		return false;
	if (step->is == BODY_IS_SKIP)
		return true;
	if (step->is == BODY_IS_TOLD) {
		body_note(page->body, "rich.element", str_of(step->name));
		return true;
	}
	if (!css->hidden && !doc_html_tag_hidden(attributes))
		return false;
	body_note(page->body, "rich.hidden", S(""));
	return true;
}

static void
on_start(struct doc_html_sax *sax, const char *name,
    const char *const *attributes)
{
	struct page	*page = sax->what;
	struct step	*step = open_step(page, name);
	struct body_tag	 tag = body_tag(name);
	struct body_css	 css;

	if (page->skip != 0)
		return;
	step->is = tag.is;
	if (!is_running(step->is))
		flush(page);
	css = body_css(doc_html_tag_value(attributes, "style"));
	if (is_hidden(page, step, &css, attributes)) {
		page->skip = page->n;
		return;
	}
	if (!is_running(step->is))
		css.on &= ~(BODY_SUB | BODY_SUP);
	step->look.style = (step->look.style | tag.style | css.on) & ~css.off;
	step->lines = step->lines || css.lines;
	step->ignored = step->ignored || css.ignored;
	begin(page, step, &css, attributes);
}

static void
close_top(struct page *page)
{
	if (page->skip == 0 && !is_running(top(page)->is))
		flush(page);
	else if (page->skip == page->n)
		page->skip = 0;
	page->n--;
}

static void
on_end(struct doc_html_sax *sax, const char *name)
{
	struct page	*page = sax->what;

	if (page->n > 1 && strcmp(top(page)->name, name) == 0)
		close_top(page);
}

static void
on_done(struct doc_html_sax *sax)
{
	flush(sax->what);
}

enum err
body_read(struct body *body, str text)
{
	struct page		 page = { .body = body, .n = 1, .room = 64 };
	struct doc_html_sax	*sax = arena_alloc(body->arena, sizeof *sax);

	if (text.n == 0)
		return OK;
	page.step = arena_array(body->arena, page.room, sizeof *page.step);
	page.step[0] = (struct step){ .name = "", .is = BODY_IS_BLOCK,
	    .aim = { .holder = &body->top, .kind = BODY_PARAGRAPH } };
	body_line_init(&page.line, body);
	buf_init(&page.mark, body->arena, MARK);
	page.sax = sax;
	*sax = (struct doc_html_sax){ .start = on_start, .end = on_end,
	    .text = on_text, .done = on_done, .what = &page,
	    .arena = body->arena, .fault = body->fault };
	return doc_html_sax(sax, text);
}
