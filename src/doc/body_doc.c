#include "doc/body_doc.h"

#include "doc/body_address.h"
#include "doc/body_line.h"
#include "doc/body_tidy.h"

/* Links that are looked at for a text: the document has them in order. */
#define AHEAD	64u

struct reader {
	struct body		*body;
	const struct doc	*doc;
	struct body_line	 line;
	size_t			 link;		/* the next of the document */
	struct body_block	*list[BODY_TIDY_LISTS];
	unsigned		 lists;		/* that are open */
};

/* Does it stand in what is at that place? */
static bool
is_in(struct doc_place place, struct doc_place outer)
{
	str	path = place.xpath;

	return outer.xpath.n > 0 && str_starts(path, outer.xpath) &&
	    (path.n == outer.xpath.n || path.at[outer.xpath.n] == '/');
}

static void
put_text(struct reader *reader, str text, str href)
{
	struct body_look	look = { .href = href };
	str			part;

	while (text.n > 0) {
		size_t	n = text.n;

		(void)str_cut(&text, '\n', &part);
		body_line_put(&reader->line, part, look);
		if (part.n < n)
			body_line_break(&reader->line);
	}
}

/* Put the link that comes next, if it stands in this text; what follows. */
static bool
put_link(struct reader *reader, str *text, struct doc_place place)
{
	const struct doc	*doc = reader->doc;

	for (size_t i = reader->link; i < doc->links &&
	    i < reader->link + AHEAD; i++) {
		const struct doc_link	*link = &doc->link[i];
		ptrdiff_t		 at;
		str			 href;

		if (!is_in(link->place, place) || link->text.n == 0)
			continue;
		at = str_find(*text, link->text, 0);
		if (at < 0)
			continue;
		href = body_address_link(reader->body->arena, link->target);
		if (href.n == 0)
			body_note(reader->body, "rich.link", link->target);
		put_text(reader, str_sub(*text, 0, (size_t)at), S(""));
		put_text(reader, link->text, href);
		*text = str_sub(*text, (size_t)at + link->text.n, text->n);
		reader->link = i + 1;
		return true;
	}
	return false;
}

static void
put_line(struct reader *reader, struct body_aim aim, str text,
    struct doc_place place)
{
	reader->line.aim = aim;
	while (put_link(reader, &text, place))
		continue;
	put_text(reader, text, S(""));
	body_line_end(&reader->line);
}

/* The list of a depth, opened if it is not. */
static struct body_block *
list_at(struct reader *reader, unsigned depth)
{
	if (reader->lists > depth + 1)
		reader->lists = depth + 1;
	while (reader->lists <= depth) {
		unsigned		 n = reader->lists;
		struct body_block	*holder = n == 0 ?
		    &reader->body->top : reader->list[n - 1];

		reader->list[n] = body_add(reader->body, holder, BODY_LIST);
		if (reader->list[n] == NULL)
			return NULL;
		reader->lists++;
	}
	return reader->list[depth];
}

static void
put_item(struct reader *reader, const struct doc_block *block)
{
	unsigned		 depth = block->level > 1 ?
				    (unsigned)block->level - 1 : 0;
	struct body_block	*item = NULL, *list;

	if (depth > reader->lists)
		depth = reader->lists;
	if (depth >= BODY_TIDY_LISTS)
		depth = BODY_TIDY_LISTS - 1;
	list = list_at(reader, depth);
	if (list != NULL)
		item = body_add(reader->body, list, BODY_ITEM);
	if (item != NULL)
		put_line(reader, (struct body_aim){ .holder = item,
		    .kind = BODY_PARAGRAPH }, block->text, block->place);
}

static void
put_cell(struct reader *reader, struct body_block *row,
    const struct doc_cell *from)
{
	struct body_block	*cell = body_add(reader->body, row,
				    BODY_CELL);

	if (cell == NULL || from == NULL)
		return;
	cell->rows = from->rows;
	cell->cols = from->cols;
	cell->head = from->head;
	put_line(reader, (struct body_aim){ .holder = cell,
	    .kind = BODY_PARAGRAPH }, from->text, from->place);
}

/* Squares without a cell are empty cells, or what follows would slide. */
static void
put_table(struct reader *reader, const struct doc_table *from)
{
	struct body_block	*table = body_add(reader->body,
				    &reader->body->top, BODY_TABLE);

	for (unsigned r = 0; table != NULL && r < from->rows; r++) {
		struct body_block	*row = body_add(reader->body, table,
					    BODY_ROW);

		for (unsigned c = 0; row != NULL && c < from->cols; c++) {
			const struct doc_cell	*cell = from->at[
			    (size_t)r * from->cols + c];

			if (cell == NULL ||
			    (cell->row == r && cell->col == c))
				put_cell(reader, row, cell);
		}
	}
}

void
body_doc_read(struct body *body, const struct doc *doc)
{
	struct reader	reader = { .body = body, .doc = doc };

	body_line_init(&reader.line, body);
	for (size_t i = 0; i < doc->n && body->e == OK; i++) {
		const struct doc_block	*block = &doc->block[i];
		bool			 head = block->kind == DOC_HEADING;

		if (block->kind == DOC_LIST) {
			put_item(&reader, block);
			continue;
		}
		reader.lists = 0;
		if (block->kind == DOC_TABLE)
			put_table(&reader, block->table);
		else
			put_line(&reader, (struct body_aim){
			    .holder = &body->top, .level = block->level,
			    .kind = head ? BODY_HEADING : BODY_PARAGRAPH },
			    block->text, block->place);
	}
}
