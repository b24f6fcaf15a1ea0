#include "form/match_token.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

#define LONG_WORD	150u	/* bytes; a longer word is a sentence */
#define LONG_CELL	400u	/* bytes; a longer cell holds no glued labels */
#define PAGE_BYTES	40u	/* a longer line is no page number */
#define JOIN_LINES	3u	/* a torn label goes on within so many lines */
#define JOIN_PARTS	8u	/* pieces of a torn label */

/* Where tokens come from. */
struct source {
	const struct doc_cell	*cell;	/* NULL of paragraphs */
	struct doc_place	 place;
	str			 raw;
	int			 x0, x1;
	bool			 whole;	/* parted into labels wholly or not */
};

struct reader {
	struct match	*match;
	size_t		 line_room, token_room;
};

static struct match_line *
add_line(struct reader *reader, size_t block)
{
	struct match	*match = reader->match;

	if (match->lines == reader->line_room) {
		reader->line_room = reader->line_room == 0 ? 256 :
		    reader->line_room * 2;
		match->line = arena_grow(match->arena, match->line,
		    match->lines, reader->line_room, sizeof *match->line);
	}
	match->line[match->lines] = (struct match_line){
		.token = match->tokens, .block = block, .slot = -1
	};
	return &match->line[match->lines++];
}

static struct match_token *
add_token(struct reader *reader, const struct source *source, str text)
{
	struct match		*match = reader->match;
	struct match_token	*token;

	if (match->tokens == reader->token_room) {
		reader->token_room = reader->token_room == 0 ? 1024 :
		    reader->token_room * 2;
		match->token = arena_grow(match->arena, match->token,
		    match->tokens, reader->token_room, sizeof *match->token);
	}
	token = &match->token[match->tokens++];
	*token = (struct match_token){
		.text = text, .raw = text, .what = MATCH_TEXT,
		.line = (unsigned)(match->lines - 1),
		.last_line = (unsigned)(match->lines - 1),
		.x0 = source->x0, .x1 = source->x1,
		.cell = source->cell, .place = source->place
	};
	match->line[match->lines - 1].tokens++;
	return token;
}

/* The part [from, to) of a text, its place across the page estimated. */
static struct match_token *
add_part(struct reader *reader, const struct source *source, str text,
    size_t from, size_t to)
{
	struct source	part = *source;
	int64_t		wide = source->x1 - source->x0;

	if (from > 0 || to < text.n) {
		part.x0 += (int)(wide * (int64_t)from / (int64_t)text.n);
		part.x1 = source->x0 +
		    (int)(wide * (int64_t)to / (int64_t)text.n);
	}
	return add_token(reader, &part, str_trim(str_sub(text, from, to)));
}

/* --- parting ------------------------------------------------------------ */

static size_t
skip_blanks(str text, size_t at)
{
	for (size_t next = at; next < text.n; at = next)
		if (!utf8_is_blank(utf8_next(text, &next)))
			break;
	return at;
}

static size_t
word_end(str text, size_t at)
{
	for (size_t next = at; next < text.n; at = next)
		if (utf8_is_blank(utf8_next(text, &next)))
			break;
	return at;
}

static bool
is_digit(uint32_t point)
{
	point = han_half(point);
	return point >= '0' && point <= '9';
}

/* Past a note in brackets that follows a label; `at' if there is none. */
static size_t
past_note(str text, size_t at)
{
	size_t		next = at;
	unsigned	depth = 0;

	while (next < text.n) {
		uint32_t	point = han_half(utf8_next(text, &next));

		if (point == '(')
			depth++;
		else if (depth == 0)
			return at;
		else if (point == ')' && --depth == 0)
			return next;
	}
	return at;
}

/* A value written right behind a label: 0 if none is there. */
static size_t
glued_end(const struct match_words *words, str text, size_t at)
{
	size_t	end = word_end(text, at), next = at;
	enum match_what what;

	what = match_cell_what(words, str_sub(text, at, end));
	if (what == MATCH_VALUE || what == MATCH_MARK)
		return end;
	for (end = at; next < text.n; end = next) {
		uint32_t	point = han_half(utf8_next(text, &next));

		if (!is_digit(point) && point != '/' && point != '.')
			break;
	}
	what = match_cell_what(words, str_sub(text, at, end));
	return what == MATCH_VALUE || what == MATCH_MARK ? end : 0;
}

/* At the end of a word, perhaps past a colon. */
static bool
word_ends(str text, size_t *at)
{
	size_t		next = *at;
	uint32_t	point = han_half(utf8_next(text, &next));

	if (point == ':') {
		*at = next;
		return true;
	}
	return point == 0 || utf8_is_blank(point);
}

/*
 * Add the labels that begin at `from', glued to each other and to values.  0
 * if the word does not come out even.
 */
static size_t
add_labels(struct reader *reader, const struct source *source, str text,
    size_t from)
{
	struct match			*match = reader->match;
	size_t				 tokens = match->tokens, to, at = from;
	const struct match_label	*label;
	struct match_token		*token;

	for (;;) {
		label = match_label_at(match->lore->index, text, at, &to);
		if (label == NULL)
			break;
		to = past_note(text, to);
		token = add_part(reader, source, text, at, to);
		token->label = label;
		if (word_ends(text, &to))
			return to;
		at = glued_end(match->lore->words, text, to);
		if (at == 0) {
			at = to;
			continue;
		}
		token = add_part(reader, source, text, to, at);
		token->what = match_cell_what(match->lore->words, token->text);
		token->glued = true;
		if (word_ends(text, &at))
			return at;
	}
	match->line[match->lines - 1].tokens -= match->tokens - tokens;
	match->tokens = tokens;
	return 0;
}

/* A text as labels, values and words. */
static void
add_parts(struct reader *reader, const struct source *source, str text)
{
	struct match	*match = reader->match;

	for (size_t at = skip_blanks(text, 0); at < text.n;
	    at = skip_blanks(text, at)) {
		size_t			 end = word_end(text, at), to = 0;
		struct match_token	*token;
		str			 word = str_sub(text, at, end);

		if (match_cell_what(match->lore->words, word) == MATCH_TEXT &&
		    word.n <= LONG_WORD)
			to = add_labels(reader, source, text, at);
		if (to != 0) {
			at = to;
			continue;
		}
		token = add_part(reader, source, text, at, end);
		token->what = match_cell_what(match->lore->words, word);
		at = end;
	}
}

/* True when every part is a label or a value. */
static bool
comes_out_even(const struct match *match, size_t from)
{
	for (size_t i = from; i < match->tokens; i++)
		if (match->token[i].what == MATCH_TEXT &&
		    match->token[i].label == NULL)
			return false;
	return true;
}

static void
add_text(struct reader *reader, const struct source *source, str text)
{
	struct match		*match = reader->match;
	size_t			 from = match->tokens;
	struct match_token	*token;
	struct match_line	*line = &match->line[match->lines - 1];
	size_t			 tokens = line->tokens;

	token = add_token(reader, source, text);
	token->raw = source->raw;
	token->what = match_cell_what(match->lore->words, text);
	if (token->what != MATCH_TEXT)
		return;
	token->label = match_label_whole(match->arena, match->lore->index,
	    text, &token->how);
	if (token->label != NULL || (source->whole && text.n > LONG_CELL))
		return;
	match->tokens = from;
	line->tokens = tokens;
	add_parts(reader, source, text);
	if (match->tokens == from + 1 ||
	    (source->whole && !comes_out_even(match, from))) {
		match->tokens = from;
		line->tokens = tokens;
		token = add_token(reader, source, text);
		token->raw = source->raw;
	}
}

/* --- lines -------------------------------------------------------------- */

/* Sentences: long, and no label in them. */
static bool
is_prose(const struct match *match, const struct match_line *line, str text)
{
	size_t	labels = 0, longest = 0;

	for (size_t i = 0; i < line->tokens; i++) {
		const struct match_token *token;

		token = &match->token[line->token + i];
		if (token->label != NULL)
			labels++;
		else if (token->text.n > longest)
			longest = token->text.n;
	}
	if (longest > LONG_WORD)
		return labels < 3;
	return labels == 0 && (text.n > 2 * LONG_WORD ||
	    (text.n > LONG_WORD / 2 && str_has(text, S("。"))));
}

static void
read_paragraph(struct reader *reader, size_t b)
{
	struct match		*match = reader->match;
	const struct doc_block	*block = &match->doc->block[b];
	const struct match_words *words = match->lore->words;
	str			 rest = block->text, part;

	while (str_cut(&rest, '\n', &part)) {
		struct match_line	*line;
		struct source		 source = { .place = block->place };

		source.raw = str_trim(part);
		if (source.raw.n == 0)
			continue;
		line = add_line(reader, b);
		line->raw = source.raw;
		line->text = str_trim(han_repair(match->arena, source.raw));
		line->page = source.raw.n <= PAGE_BYTES &&
		    match_words_pattern(&words->pages, source.raw) ==
		    source.raw.n;
		if (line->page)
			continue;
		add_text(reader, &source, line->text);
		line = &match->line[match->lines - 1];
		line->prose = is_prose(match, line, source.raw);
	}
}

static void
read_row(struct reader *reader, const struct doc_block *block, size_t from,
    size_t to)
{
	const struct doc_table	*table = block->table;

	for (size_t i = from; i < to; i++) {
		const struct doc_cell	*cell = &table->cell[i];
		struct source		 source = {
			.cell = cell, .place = cell->place, .raw = cell->text,
			.x0 = (int)cell->col,
			.x1 = (int)(cell->col + cell->cols),
			.whole = table->grid == DOC_GRID_TRUE
		};

		if (table->grid == DOC_GRID_LAYOUT) {
			source.x0 = (int)(cell->x0 * 16);
			source.x1 = (int)(cell->x1 * 16);
		}
		add_text(reader, &source, str_trim(han_repair(
		    reader->match->arena, cell->text)));
	}
}

static void
read_table(struct reader *reader, size_t b)
{
	struct match		*match = reader->match;
	const struct doc_block	*block = &match->doc->block[b];
	const struct doc_table	*table = block->table;
	const struct match_words *words = match->lore->words;

	for (size_t i = 0, end; i < table->n; i = end) {
		struct match_line	*line = add_line(reader, b);
		str			 text = table->cell[i].text;

		line->table = table;
		line->row = table->cell[i].row;
		for (end = i; end < table->n &&
		    table->cell[end].row == line->row; end++)
			continue;
		line->page = end == i + 1 && text.n > 0 &&
		    text.n <= PAGE_BYTES &&
		    match_words_pattern(&words->pages, text) == text.n;
		if (line->page)
			continue;
		read_row(reader, block, i, end);
		line = &match->line[match->lines - 1];
		line->prose = end == i + 1 && is_prose(match, line, text);
	}
}

void
match_token_read(struct match *match)
{
	struct reader	reader = { .match = match };

	for (size_t b = 0; b < match->doc->n; b++)
		if (match->doc->block[b].kind == DOC_TABLE)
			read_table(&reader, b);
		else
			read_paragraph(&reader, b);
}

struct match_token *
match_token_of(const struct match *match, size_t line)
{
	return &match->token[match->line[line].token];
}

bool
match_token_in_row(const struct match *match, size_t line)
{
	const struct match_line	*at = &match->line[line];

	return at->table != NULL && (at->tokens > 1 ||
	    at->table->grid == DOC_GRID_LAYOUT);
}

bool
match_token_blank(const struct match_token *token, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (token[i].what != MATCH_BLANK)
			return false;
	return true;
}

str
match_token_line(const struct match *match, size_t l)
{
	const struct match_line	*line = &match->line[l];
	str			 text = { 0 };

	if (line->table == NULL)
		return line->text;
	for (size_t i = line->token; i < line->token + line->tokens; i++) {
		if (match->token[i].what == MATCH_BLANK)
			continue;
		if (text.n > 0)
			return (str){ 0 };
		text = match->token[i].text;
	}
	return text;
}

/* --- joining ------------------------------------------------------------ */

static bool
is_layout(const struct match *match, const struct match_token *token)
{
	const struct match_line	*line = &match->line[token->line];

	return line->table != NULL && line->table->grid == DOC_GRID_LAYOUT;
}

static bool
overlap(const struct match_token *a, const struct match_token *b)
{
	int	from = a->x0 > b->x0 ? a->x0 : b->x0;
	int	to = a->x1 < b->x1 ? a->x1 : b->x1;
	int	narrow = a->x1 - a->x0 < b->x1 - b->x0 ? a->x1 - a->x0 :
		    b->x1 - b->x0;

	return 2 * (to - from) >= narrow;
}

/* Where the label that `token' begins may go on: the next piece, or NULL. */
static struct match_token *
next_piece(struct match *match, const struct match_token *token,
    uint32_t node)
{
	bool	layout = is_layout(match, token);

	if (!layout) {
		struct match_token	*next = &match->token[token -
					    match->token + 1];

		for (; next < match->token + match->tokens; next++)
			if (next->what != MATCH_BLANK)
				break;
		if (next == match->token + match->tokens ||
		    next->line > token->line + JOIN_LINES ||
		    next->what != MATCH_TEXT || is_layout(match, next))
			return NULL;
		return match_label_walk(match->lore->index, node,
		    next->text) == MATCH_NOWHERE ? NULL : next;
	}
	for (size_t l = token->line + 1; l < match->lines &&
	    l <= token->line + JOIN_LINES; l++) {
		struct match_line	*line = &match->line[l];

		for (size_t i = line->token; i < line->token + line->tokens;
		    i++) {
			struct match_token	*next = &match->token[i];

			if (next->what == MATCH_TEXT &&
			    (!is_layout(match, next) || overlap(token, next)) &&
			    match_label_walk(match->lore->index, node,
			    next->text) != MATCH_NOWHERE)
				return next;
		}
	}
	return NULL;
}

/* The pieces of the longest label that begins with this token. */
static void
join(struct match *match, struct match_token *first)
{
	struct match_token		*piece[JOIN_PARTS] = { first };
	const struct match_label	*best = NULL, *label;
	size_t				 n = 1, best_n = 0;
	bool				 torn = first->label == NULL;
	uint32_t			 node;

	node = match_label_walk(match->lore->index, 0, first->text);
	while (node != MATCH_NOWHERE && node != 0 && n < JOIN_PARTS) {
		piece[n] = next_piece(match, piece[n - 1], node);
		if (piece[n] == NULL || piece[n]->tail)
			break;
		torn |= piece[n]->label == NULL;
		node = match_label_walk(match->lore->index, node,
		    piece[n]->text);
		n++;
		label = match_label_end(match->lore->index, node);
		if (label != NULL && torn) {
			best = label;
			best_n = n;
		}
	}
	if (best == NULL)
		return;
	first->label = best;
	first->how = MATCH_EXACT;
	for (size_t i = 1; i < best_n; i++) {
		piece[i]->tail = true;
		piece[i]->label = NULL;
		if (piece[i]->line > first->last_line)
			first->last_line = piece[i]->line;
		if (piece[i]->x0 < first->x0)
			first->x0 = piece[i]->x0;
		if (piece[i]->x1 > first->x1)
			first->x1 = piece[i]->x1;
	}
}

void
match_token_join(struct match *match)
{
	for (size_t i = 0; i < match->tokens; i++) {
		struct match_token	*token = &match->token[i];
		const struct match_line	*line = &match->line[token->line];

		if (token->what != MATCH_TEXT || token->tail ||
		    line->prose || token->text.n > LONG_WORD ||
		    (line->table != NULL &&
		    line->table->grid == DOC_GRID_TRUE))
			continue;
		join(match, token);
	}
}
