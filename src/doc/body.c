#include "doc/body.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_flow.h"
#include "doc/rich.h"

struct body *
body_new(struct arena *arena, struct fault *fault)
{
	struct body	*body = arena_alloc(arena, sizeof *body);

	body->arena = arena;
	body->fault = fault;
	body->note = arena_array(arena, RICH_NOTES, sizeof *body->note);
	return body;
}

bool
body_holds_runs(enum body_kind kind)
{
	return kind >= BODY_PARAGRAPH && kind <= BODY_CAPTION;
}

static struct body_block *
new_block(struct body *body, struct body_block *up, enum body_kind kind)
{
	struct body_block	*block;

	if (body->blocks++ == BODY_BLOCKS && body->e == OK)
		body->e = FAIL(body->fault, ERR_TOO_LARGE, "doc.too_long");
	if (body->e != OK)
		return NULL;
	block = arena_alloc(body->arena, sizeof *block);
	block->kind = kind;
	block->up = up;
	block->depth = up->depth + 1;
	return block;
}

static struct body_block *
append(struct body *body, struct body_block *holder, enum body_kind kind)
{
	struct body_block	*block = new_block(body, holder, kind);

	if (block == NULL)
		return NULL;
	if (holder->last == NULL)
		holder->first = block;
	else
		holder->last->next = block;
	holder->last = block;
	return block;
}

/* A row to take what stands in a table outside of all rows. */
static struct body_block *
stray_row(struct body *body, struct body_block *table)
{
	struct body_block	*row = table->last;

	if (row != NULL && row->kind == BODY_ROW)
		return row;
	row = append(body, table, BODY_ROW);
	if (row != NULL)
		row->group = table->group;
	return row;
}

/*
 * The block that takes one of that kind when `holder' is where it stood.
 * NULL: body->e is set.
 */
static struct body_block *
take(struct body *body, struct body_block *holder, enum body_kind kind)
{
	if (holder->kind == BODY_LIST && kind != BODY_ITEM) {
		if (holder->last == NULL || kind != BODY_LIST)
			return append(body, holder, BODY_ITEM);
		return holder->last;
	}
	if (holder->kind == BODY_TABLE && kind != BODY_ROW &&
	    kind != BODY_CAPTION) {
		holder = stray_row(body, holder);
		if (holder == NULL)
			return NULL;
	}
	if (holder->kind == BODY_ROW && kind != BODY_CELL) {
		holder = append(body, holder, BODY_CELL);
		if (holder != NULL)
			holder->rows = holder->cols = 1;
	}
	return holder;
}

/* Of an item outside of lists: a list of its own, which the next one joins. */
static struct body_block *
list_for(struct body *body, struct body_block *holder)
{
	if (holder->last != NULL && holder->last->kind == BODY_LIST)
		return holder->last;
	holder = take(body, holder, BODY_LIST);
	return holder == NULL ? NULL : append(body, holder, BODY_LIST);
}

static void
tell_tables(struct body_block *block)
{
	for (block = block->up; block != NULL; block = block->up)
		if (block->kind == BODY_TABLE)
			block->nest = true;
}

struct body_block *
body_add(struct body *body, struct body_block *holder, enum body_kind kind)
{
	struct body_block	*block;

	if ((kind == BODY_ROW || kind == BODY_CAPTION) &&
	    holder->kind != BODY_TABLE)
		return NULL;
	if (kind == BODY_CELL && holder->kind == BODY_TABLE)
		holder = stray_row(body, holder);
	if (kind == BODY_CELL && holder != NULL && holder->kind != BODY_ROW)
		return NULL;
	if (kind == BODY_ITEM && holder != NULL && holder->kind != BODY_LIST)
		holder = list_for(body, holder);
	if (holder == NULL)
		return NULL;
	if (holder->depth >= BODY_DEPTH && !body_holds_runs(kind))
		return NULL;
	holder = take(body, holder, kind);
	if (holder == NULL)
		return NULL;
	block = append(body, holder, kind);
	if (block == NULL)
		return NULL;
	block->rows = block->cols = 1;
	if (kind == BODY_TABLE)
		tell_tables(block);
	return block;
}

void
body_note(struct body *body, const char *key, str what)
{
	struct body_note	*note;

	what = doc_flow_once(body->arena, utf8_head(what, RICH_ADDRESS));
	for (size_t i = 0; i < body->notes; i++) {
		note = &body->note[i];
		if (strcmp(note->key, key) == 0 && str_eq(note->what, what)) {
			note->times++;
			return;
		}
	}
	if (body->notes == RICH_NOTES)
		return;
	body->note[body->notes++] = (struct body_note){ .key = key,
		.what = what, .times = 1 };
}
