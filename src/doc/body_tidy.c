#include "doc/body_tidy.h"

#include "base/arena.h"
#include "doc/body_table.h"
#include "doc/body_word.h"

struct tidy {
	struct body	*body;
	enum err	 e;
};

/* Where blocks go, and how many lists that stands in. */
struct spot {
	struct body_block	*into;
	unsigned		 lists;
};

static void	move(struct tidy *tidy, struct spot spot,
		    struct body_block *block);

struct body_block *
body_tidy_take(struct body_block *block)
{
	struct body_block	*first = block->first;

	block->first = block->last = NULL;
	return first;
}

void
body_tidy_put(struct body_block *into, struct body_block *block)
{
	block->next = NULL;
	block->up = into;
	if (into->last == NULL)
		into->first = block;
	else
		into->last->next = block;
	into->last = block;
}

static void
move_all(struct tidy *tidy, struct spot spot, struct body_block *first)
{
	struct body_block	*next;

	for (; first != NULL; first = next) {
		next = first->next;
		move(tidy, spot, first);
	}
}

/* Tidy what stands in a block; false if nothing is left of it. */
static bool
tidy_in(struct tidy *tidy, struct body_block *block, unsigned lists)
{
	move_all(tidy, (struct spot){ block, lists }, body_tidy_take(block));
	if (block->kind == BODY_ITEM)
		body_word_unmark(tidy->body, block);
	else
		body_word_lists(tidy->body, block, BODY_TIDY_LISTS - lists);
	return block->first != NULL;
}

static void
restyle(struct body_block *block, unsigned on, unsigned off)
{
	for (size_t i = 0; i < block->runs; i++)
		block->run[i].style = (block->run[i].style | on) & ~off;
}

static bool
has_text(const struct body_block *block)
{
	for (size_t i = 0; i < block->runs; i++)
		if (block->run[i].what == BODY_TEXT)
			return true;
	return false;
}

/* Elsewhere than at the top a heading is a paragraph in strong letters. */
static void
move_heading(struct spot spot, struct body_block *block)
{
	bool	says = has_text(block);

	if (says && spot.into->kind == BODY_TOP)
		restyle(block, 0, BODY_STRONG);
	else
		block->kind = BODY_PARAGRAPH;
	if (says && spot.into->kind != BODY_TOP)
		restyle(block, BODY_STRONG, 0);
	body_tidy_put(spot.into, block);
}

static void
move_list(struct tidy *tidy, struct spot spot, struct body_block *list)
{
	struct body_block	*item = body_tidy_take(list), *next;

	for (; item != NULL; item = next) {
		next = item->next;
		if (spot.lists == BODY_TIDY_LISTS)
			move_all(tidy, spot, body_tidy_take(item));
		else if (tidy_in(tidy, item, spot.lists + 1))
			body_tidy_put(list, item);
	}
	if (list->first != NULL)
		body_tidy_put(spot.into, list);
}

static size_t
count_cells(const struct body_block *table)
{
	size_t	n = 0;

	for (const struct body_block *row = table->first; row != NULL;
	    row = row->next)
		for (const struct body_block *cell = row->first; cell != NULL;
		    cell = cell->next)
			n++;
	return n;
}

/* A table that arranges a page, or a frame: its cells stand one by one. */
static void
let_go(struct tidy *tidy, struct spot spot, struct body_block *table)
{
	struct body_block	*row = body_tidy_take(table);
	struct body_block	*cell;

	for (; row != NULL; row = row->next)
		for (cell = row->first; cell != NULL; cell = cell->next)
			move_all(tidy, spot, body_tidy_take(cell));
}

/* The first caption stays with its table, others stand before it. */
static struct body_block *
take_caption(struct spot spot, struct body_block *table)
{
	struct body_block	*block = body_tidy_take(table), *next;
	struct body_block	*caption = NULL;

	for (; block != NULL; block = next) {
		next = block->next;
		if (block->kind != BODY_CAPTION)
			body_tidy_put(table, block);
		else if (caption == NULL)
			caption = block;
		else {
			block->kind = BODY_PARAGRAPH;
			body_tidy_put(spot.into, block);
		}
	}
	return caption;
}

static bool
tidy_cells(struct tidy *tidy, struct body_block *table, unsigned lists)
{
	bool	full = false;

	for (struct body_block *row = table->first; row != NULL;
	    row = row->next)
		for (struct body_block *cell = row->first; cell != NULL;
		    cell = cell->next) {
			full = tidy_in(tidy, cell, lists) || full;
			for (struct body_block *line = cell->first;
			    cell->head && line != NULL; line = line->next)
				restyle(line, 0, BODY_STRONG);
		}
	return full;
}

static void
move_table(struct tidy *tidy, struct spot spot, struct body_block *table)
{
	struct body_block	*caption = take_caption(spot, table);
	bool			 frame = table->nest ||
				    count_cells(table) <= 1;

	if (frame || !tidy_cells(tidy, table, spot.lists)) {
		if (caption != NULL) {
			caption->kind = BODY_PARAGRAPH;
			body_tidy_put(spot.into, caption);
		}
		let_go(tidy, spot, table);
		return;
	}
	if (tidy->e == OK)
		tidy->e = body_table(tidy->body, table);
	if (caption != NULL) {
		caption->next = table->first;
		caption->up = table;
		table->first = caption;
	}
	body_tidy_put(spot.into, table);
}

/* A figure is one image and at most one line that explains it. */
static void
move_figure(struct tidy *tidy, struct spot spot, struct body_block *figure)
{
	struct body_block	*image = NULL, *legend = NULL;
	bool			 sound = spot.into->kind != BODY_CELL;

	for (struct body_block *block = figure->first; block != NULL;
	    block = block->next) {
		if (block->kind == BODY_LEGEND && legend == NULL)
			legend = block;
		else if (block->kind == BODY_PARAGRAPH && image == NULL &&
		    block->runs == 1 && block->run[0].what == BODY_IMAGE)
			image = block;
		else
			sound = false;
	}
	if (!sound || image == NULL) {
		move_all(tidy, spot, body_tidy_take(figure));
		return;
	}
	(void)body_tidy_take(figure);
	image->run[0].style = 0;
	body_tidy_put(figure, image);
	if (legend != NULL)
		body_tidy_put(figure, legend);
	body_tidy_put(spot.into, figure);
}

static void
move_quote(struct tidy *tidy, struct spot spot, struct body_block *quote)
{
	if (spot.into->kind != BODY_TOP)
		move_all(tidy, spot, body_tidy_take(quote));
	else if (tidy_in(tidy, quote, spot.lists))
		body_tidy_put(spot.into, quote);
}

/* A rule parts what stands before it from what follows, at the top. */
static void
move_rule(struct spot spot, struct body_block *rule)
{
	const struct body_block	*last = spot.into->last;

	if (spot.into->kind == BODY_TOP && last != NULL &&
	    last->kind != BODY_RULE)
		body_tidy_put(spot.into, rule);
}

static void
move(struct tidy *tidy, struct spot spot, struct body_block *block)
{
	switch (block->kind) {
	case BODY_HEADING:
		move_heading(spot, block);
		break;
	case BODY_LIST:
		move_list(tidy, spot, block);
		break;
	case BODY_TABLE:
		move_table(tidy, spot, block);
		break;
	case BODY_FIGURE:
		move_figure(tidy, spot, block);
		break;
	case BODY_QUOTE:
		move_quote(tidy, spot, block);
		break;
	case BODY_RULE:
		move_rule(spot, block);
		break;
	case BODY_LEGEND:
		block->kind = BODY_PARAGRAPH;
		body_tidy_put(spot.into, block);
		break;
	default:
		body_tidy_put(spot.into, block);
		break;
	}
}

/*
 * The first heading is of the first level, and none is more than one level
 * below the one before it.
 */
static void
number_headings(struct body_block *top)
{
	int	open[8];	/* levels as read, of those that are open */
	int	n = 0;

	for (struct body_block *block = top->first; block != NULL;
	    block = block->next) {
		if (block->kind != BODY_HEADING)
			continue;
		while (n > 0 && open[n - 1] >= block->level)
			n--;
		open[n++] = block->level;
		block->level = n < BODY_TIDY_LEVELS ? n : BODY_TIDY_LEVELS;
	}
}

enum err
body_tidy(struct body *body)
{
	struct tidy	tidy = { .body = body, .e = body->e };

	(void)tidy_in(&tidy, &body->top, 0);
	number_headings(&body->top);
	return tidy.e != OK ? tidy.e : body->e;
}
