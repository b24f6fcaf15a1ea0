#include "doc/body_markdown.h"

#include "base/arena.h"
#include "doc/body_tidy.h"

/* An open list: its items' marks stand at an indent. */
struct open_list {
	struct body_block	*list;
	struct body_block	*item;		/* the last one */
	size_t			 indent;
	unsigned		 next;		/* number it goes on with */
};

struct reader {
	struct body		*body;
	struct body_line	 line;
	struct body_block	*quote;		/* open, or NULL */
	struct body_block	*table;		/* open, or NULL */
	struct open_list	 list[BODY_TIDY_LISTS];
	unsigned		 lists;
	bool			 code;		/* inside a fence */
	bool			 comment;	/* inside a comment */
};

/* The mark of an item. */
struct bullet {
	size_t		indent;		/* blanks in front of it */
	bool		ordered;
	unsigned	number;
	str		text;		/* behind it */
};

static size_t
indent_of(str line)
{
	size_t	n = 0;

	while (n < line.n && (line.at[n] == ' ' || line.at[n] == '\t'))
		n++;
	return n;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "- text", "12. text" */
static bool
read_bullet(str line, struct bullet *ret)
{
	size_t	at = indent_of(line), from = at;

	*ret = (struct bullet){ .indent = at };
	while (at < line.n && at < from + 4 && is_digit(line.at[at]))
		ret->number = ret->number * 10 + (unsigned)(line.at[at++] -
		    '0');
	ret->ordered = at > from;
	if (at + 1 >= line.n || line.at[at + 1] != ' ')
		return false;
	if (ret->ordered ? line.at[at] != '.' && line.at[at] != ')' :
	    line.at[at] != '-' && line.at[at] != '*' && line.at[at] != '+')
		return false;
	ret->text = str_trim(str_sub(line, at + 2, line.n));
	return ret->text.n > 0;
}

/* Three or more of one of these and nothing else. */
static bool
is_rule(str line)
{
	size_t	n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.at[i] == ' ')
			continue;
		if (line.at[i] != line.at[0])
			return false;
		n++;
	}
	return n >= 3 && (line.at[0] == '-' || line.at[0] == '*' ||
	    line.at[0] == '_');
}

/* "|---|:--:|" */
static bool
is_divider(str line)
{
	bool	dash = false;

	for (size_t i = 0; i < line.n; i++) {
		dash = dash || line.at[i] == '-';
		if (line.at[i] != '|' && line.at[i] != '-' &&
		    line.at[i] != ':' && line.at[i] != ' ')
			return false;
	}
	return dash && str_starts(line, S("|"));
}

static int
heading_level(str line)
{
	int	level = 0;

	while ((size_t)level < line.n && line.at[level] == '#')
		level++;
	return level <= 6 && (size_t)level < line.n &&
	    line.at[level] == ' ' ? level : 0;
}

/* Where text goes that is no item: into the open quote or item. */
static struct body_block *
holder(const struct reader *reader)
{
	if (reader->quote != NULL)
		return reader->quote;
	return reader->lists > 0 ? reader->list[reader->lists - 1].item :
	    &reader->body->top;
}

static void
put_line(struct reader *reader, struct body_aim aim, str text)
{
	body_line_end(&reader->line);
	reader->line.aim = aim;
	body_markdown_inline(&reader->line, text);
	body_line_end(&reader->line);
}

static void
close_all(struct reader *reader)
{
	body_line_end(&reader->line);
	reader->lists = 0;
	reader->quote = reader->table = NULL;
}

/* The item's list: the open one of its indent if it goes on, or a new one. */
static struct open_list *
list_for(struct reader *reader, const struct bullet *bullet)
{
	struct open_list	*open;

	while (reader->lists > 0 &&
	    (reader->list[reader->lists - 1].indent > bullet->indent ||
	    reader->lists == BODY_TIDY_LISTS))
		reader->lists--;
	open = &reader->list[reader->lists];
	if (reader->lists > 0 && open[-1].indent + 1 >= bullet->indent) {
		open--;
		reader->lists--;
		if (open->list->ordered == bullet->ordered &&
		    (!bullet->ordered || open->next == bullet->number)) {
			reader->lists++;
			return open;
		}
	}
	*open = (struct open_list){ .indent = bullet->indent };
	open->list = body_add(reader->body, holder(reader), BODY_LIST);
	if (open->list == NULL)
		return NULL;
	open->list->ordered = bullet->ordered;
	open->list->start = bullet->ordered ? bullet->number : 0;
	reader->lists++;
	return open;
}

static void
put_item(struct reader *reader, const struct bullet *bullet)
{
	struct open_list	*open;

	body_line_end(&reader->line);
	reader->quote = NULL;
	open = list_for(reader, bullet);
	if (open == NULL)
		return;
	open->next = bullet->number + 1;
	open->item = body_add(reader->body, open->list, BODY_ITEM);
	if (open->item == NULL) {
		reader->lists = 0;
		return;
	}
	reader->line.aim = (struct body_aim){ .holder = open->item,
	    .kind = BODY_PARAGRAPH };
	body_markdown_inline(&reader->line, bullet->text);
}

/* The cells of a row; a bar behind a backslash is text. */
static void
put_row(struct reader *reader, str line, bool head)
{
	struct body_block	*row, *cell;
	size_t			 from = 1;

	row = body_add(reader->body, reader->table, BODY_ROW);
	for (size_t at = 1; row != NULL && at <= line.n; at++) {
		if (at < line.n && (line.at[at] != '|' ||
		    line.at[at - 1] == '\\'))
			continue;
		if (at == line.n && str_trim(str_sub(line, from, at)).n == 0)
			break;
		cell = body_add(reader->body, row, BODY_CELL);
		if (cell == NULL)
			return;
		cell->head = head;
		put_line(reader, (struct body_aim){ .holder = cell,
		    .kind = BODY_PARAGRAPH }, str_sub(line, from, at));
		from = at + 1;
	}
}

/* A row of a table, if one is open or begins here; `next' follows. */
static bool
read_row(struct reader *reader, str line, str next)
{
	bool	begins = reader->table == NULL;

	if (!str_starts(line, S("|")) ||
	    (begins && !is_divider(str_trim(next)))) {
		reader->table = NULL;
		return false;
	}
	if (begins) {
		close_all(reader);
		reader->table = body_add(reader->body, &reader->body->top,
		    BODY_TABLE);
	}
	if (reader->table != NULL && !is_divider(line))
		put_row(reader, line, begins);
	return true;
}

static void
read_quote(struct reader *reader, str line)
{
	if (reader->quote == NULL) {
		close_all(reader);
		reader->quote = body_add(reader->body, &reader->body->top,
		    BODY_QUOTE);
	}
	line = str_trim(str_sub(line, 1, line.n));
	if (reader->quote == NULL || line.n == 0) {
		body_line_end(&reader->line);
		return;
	}
	if (body_line_empty(&reader->line))
		reader->line.aim = (struct body_aim){
		    .holder = reader->quote, .kind = BODY_PARAGRAPH };
	body_markdown_inline(&reader->line, line);
	body_line_put(&reader->line, S("\n"), (struct body_look){ 0 });
}

/* A line of a paragraph, which goes on or begins. */
static void
read_text(struct reader *reader, str line)
{
	str	text = str_trim(line);

	if (body_line_empty(&reader->line)) {
		if (indent_of(line) < 2)
			close_all(reader);
		reader->line.aim = (struct body_aim){
		    .holder = holder(reader), .kind = BODY_PARAGRAPH };
	}
	body_markdown_inline(&reader->line, text);
	if (str_ends(line, S("  ")))
		body_line_break(&reader->line);
	else
		body_line_put(&reader->line, S("\n"),
		    (struct body_look){ 0 });
}

static void
read_heading(struct reader *reader, str line, int level)
{
	line = str_trim(str_sub(line, (size_t)level, line.n));
	while (str_ends(line, S("#")))
		line.n--;
	close_all(reader);
	put_line(reader, (struct body_aim){ .holder = &reader->body->top,
	    .kind = BODY_HEADING, .level = level }, line);
}

/* A fence begins or ends, or a line stands within one; else false. */
static bool
read_code(struct reader *reader, str line)
{
	bool	fence = str_starts(str_trim(line), S("```")) ||
		    str_starts(str_trim(line), S("~~~"));

	if (!fence && !reader->code)
		return false;
	if (fence) {
		close_all(reader);
		reader->code = !reader->code;
		reader->line.aim = (struct body_aim){
		    .holder = &reader->body->top, .kind = BODY_PRE };
		return true;
	}
	body_line_put(&reader->line, line, (struct body_look){ 0 });
	body_line_break(&reader->line);
	return true;
}

/* The line without comments, one of which may go on below. */
static str
without_comments(struct reader *reader, str line)
{
	ptrdiff_t	at;

	if (reader->comment) {
		at = str_find(line, S("-->"), 0);
		if (at < 0)
			return S("");
		reader->comment = false;
		line = str_sub(line, (size_t)at + 3, line.n);
	}
	while (str_starts(str_trim(line), S("<!--"))) {
		at = str_find(line, S("-->"), 0);
		reader->comment = at < 0;
		if (at < 0)
			return S("");
		line = str_sub(line, (size_t)at + 3, line.n);
	}
	return line;
}

static void
read_line(struct reader *reader, str line, str next)
{
	str		text;
	struct bullet	bullet;
	int		level;

	if (read_code(reader, line))
		return;
	line = without_comments(reader, line);
	text = str_trim(line);
	level = heading_level(text);
	if (text.n == 0) {
		body_line_end(&reader->line);
		reader->quote = reader->table = NULL;
	} else if (read_row(reader, text, next))
		return;
	else if (level > 0)
		read_heading(reader, text, level);
	else if (is_rule(text)) {
		close_all(reader);
		(void)body_add(reader->body, &reader->body->top, BODY_RULE);
	} else if (text.at[0] == '>')
		read_quote(reader, text);
	else if (read_bullet(line, &bullet))
		put_item(reader, &bullet);
	else
		read_text(reader, line);
}

void
body_markdown(struct body *body, str text)
{
	struct reader	reader = { .body = body };
	str		line, next, rest = text, peek;

	body_line_init(&reader.line, body);
	reader.line.aim.holder = &body->top;
	while (body->e == OK && str_cut(&rest, '\n', &line)) {
		peek = rest;
		if (!str_cut(&peek, '\n', &next))
			next = S("");
		read_line(&reader, line, next);
	}
	body_line_end(&reader.line);
}
