#include "check/prose.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/han.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/prose_fact.h"
#include "check/prose_list.h"
#include "check/prose_token.h"

#define BLOCKS		20000	/* paragraphs read at most */
#define BLOCK_BYTES	262144	/* of one paragraph */
#define LINE_SHORT	20	/* characters: a shorter line stands alone */
#define HEADING_LONG	40	/* characters: a longer one is no heading */

/* A line of a filled text. */
struct line {
	const struct filled_text *text;
	size_t			 from, to;	/* bytes of text->text */
};

/* Lines that make one paragraph. */
struct joiner {
	struct arena		*arena;
	struct prose		*prose;
	size_t			 room;		/* for blocks */
	const struct filled_section *section;
	struct line		*line;
	size_t			 lines;
	size_t			 line_room;
	size_t			 bytes;
};

/* --- where a paragraph ends --------------------------------------------- */

static str
line_str(struct line line)
{
	return str_sub(line.text->text, line.from, line.to);
}

static bool
is_han_digit(uint32_t c)
{
	static const uint32_t	digit[] = {
		0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D, 0x5341,
	};

	for (size_t i = 0; i < sizeof digit / sizeof *digit; i++)
		if (c == digit[i])
			return true;
	return false;
}

/* How a line is numbered: 一、 or （一）, 1. or （1）, or not at all. */
enum numbering { NUMBERED_NOT, NUMBERED_PART, NUMBERED_ITEM };

static enum numbering
numbering_of(str s)
{
	size_t		at = 0, digits = 0;
	uint32_t	c = han_half(utf8_next(s, &at));
	bool		bracket = c == '(', han = false;

	if (bracket)
		c = han_half(utf8_next(s, &at));
	while (is_han_digit(c) || (c >= '0' && c <= '9')) {
		han = is_han_digit(c);
		if (++digits > 3)
			return NUMBERED_NOT;
		c = han_half(utf8_next(s, &at));
	}
	if (digits == 0 || (bracket ? c != ')' : c != 0x3001 && c != '.'))
		return NUMBERED_NOT;
	c = utf8_next(s, &at);
	if (c >= '0' && c <= '9')
		return NUMBERED_NOT;
	return han ? NUMBERED_PART : NUMBERED_ITEM;
}

/* A page's number, a cell that was a line of its own: digits and dashes. */
static bool
is_debris(str s)
{
	size_t		at = 0;
	uint32_t	c;

	while ((c = utf8_next(s, &at)) != 0)
		if (!(c >= '0' && c <= '9') && !utf8_is_blank(c) && c != '-' &&
		    c != '/' && c != '|' && c != 0x2014 && c != 0x2013)
			return false;
	return true;
}

/* Was the sentence broken off between two lines? */
static bool
continues(str above, str below)
{
	size_t		at = above.n;
	uint32_t	c = han_half(utf8_previous(above, &at));

	while (c == 0x201D || c == 0x2019 || c == ')' || c == '"')
		c = han_half(utf8_previous(above, &at));
	if (c == ',' || c == ';' || c == 0x3001)
		return true;
	if (c == ':')
		return numbering_of(below) != NUMBERED_PART;
	if (c == 0x3002 || c == '!' || c == '?')
		return false;
	return utf8_count(above) >= LINE_SHORT &&
	    numbering_of(below) == NUMBERED_NOT;
}

/* --- a paragraph -------------------------------------------------------- */

static bool
is_ascii_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/*
 * Write a line behind the block's text: half width, and blanks only between
 * two ASCII words.  `from' is where the line begins in the block's origin.
 */
static void
write_line(struct prose_block *block, char *to, struct line line, size_t from)
{
	str		s = line_str(line);
	size_t		at = 0, begin;
	uint32_t	c, last = 0;
	bool		blank = false;

	while (at < s.n) {
		begin = at;
		c = han_half(utf8_next(s, &at));
		if (utf8_is_blank(c)) {
			blank = true;
			continue;
		}
		if (blank && is_ascii_word(last) && is_ascii_word(c)) {
			block->origin[block->text.n] = (uint32_t)(from + begin);
			to[block->text.n++] = ' ';
		}
		blank = false;
		for (size_t n = utf8_put(to + block->text.n, c); n > 0; n--)
			block->origin[block->text.n++] =
			    (uint32_t)(from + begin);
		last = c;
	}
	block->origin[block->text.n] = (uint32_t)(from + s.n);
}

static str
section_key(const struct prose *prose, const struct filled_section *section)
{
	const struct form	*form = prose->filled->form;

	if (section->section < 0 ||
	    (size_t)section->section >= form->sections)
		return S("");
	return form->section[section->section].key;
}

/* Make a block of the lines that were gathered. */
static void
end_block(struct joiner *joiner)
{
	struct prose		*prose = joiner->prose;
	struct prose_block	*block;
	struct prose_piece	*piece;
	size_t			 origin = 0;
	char			*to;

	if (joiner->lines == 0)
		return;
	if (prose->blocks == joiner->room) {
		joiner->room = joiner->room == 0 ? 32 : joiner->room * 2;
		prose->block = arena_grow(joiner->arena, prose->block,
		    prose->blocks, joiner->room, sizeof *block);
	}
	block = &prose->block[prose->blocks++];
	*block = (struct prose_block){
		.section = joiner->section, .pieces = joiner->lines,
		.key = section_key(prose, joiner->section),
	};
	to = arena_alloc(joiner->arena, joiner->bytes + 1);
	block->text.at = to;
	block->origin = arena_array(joiner->arena, joiner->bytes + 1,
	    sizeof *block->origin);
	block->piece = arena_array(joiner->arena, joiner->lines,
	    sizeof *block->piece);
	for (size_t i = 0; i < joiner->lines; i++) {
		piece = &block->piece[i];
		piece->text = joiner->line[i].text;
		piece->from = joiner->line[i].from;
		piece->to = joiner->line[i].to;
		piece->origin = origin;
		write_line(block, to, joiner->line[i], origin);
		origin += piece->to - piece->from;
	}
	joiner->lines = 0;
	joiner->bytes = 0;
	if (block->text.n == 0)
		prose->blocks--;
	else
		prose_token_read(joiner->arena, prose->rules, block);
}

static void
add_line(struct joiner *joiner, struct line line)
{
	str	s = str_trim(line_str(line));

	line.from = (size_t)(s.at - line.text->text.at);
	line.to = line.from + s.n;
	if (s.n > BLOCK_BYTES) {
		s = utf8_head(s, BLOCK_BYTES);
		line.to = line.from + s.n;
	}
	if (s.n == 0 || is_debris(s))
		return;
	if (joiner->lines > 0 && (joiner->bytes + s.n > BLOCK_BYTES ||
	    !continues(line_str(joiner->line[joiner->lines - 1]), s)))
		end_block(joiner);
	if (joiner->lines == joiner->line_room) {
		size_t	want = joiner->line_room == 0 ? 16 :
			    joiner->line_room * 2;

		joiner->line = arena_grow(joiner->arena, joiner->line,
		    joiner->lines, want, sizeof *joiner->line);
		joiner->line_room = want;
	}
	joiner->line[joiner->lines++] = line;
	joiner->bytes += s.n;
}

static void
add_text(struct joiner *joiner, const struct filled_text *text)
{
	size_t		from = 0;
	ptrdiff_t	end;

	while (from < text->text.n && joiner->prose->blocks < BLOCKS) {
		end = str_find(text->text, S("\n"), from);
		if (end < 0)
			end = (ptrdiff_t)text->text.n;
		add_line(joiner, (struct line){
		    .text = text, .from = from, .to = (size_t)end });
		from = (size_t)end + 1;
	}
	if (text->block != NULL && (text->block->kind == DOC_HEADING ||
	    text->block->kind == DOC_SIGNATURE))
		end_block(joiner);
}

/*
 * Paragraphs that share their line with another stand side by side, as in a
 * printout that compares two years: which words follow which is not known.
 * JSON has no lines of print.
 */
static bool
is_in_columns(const struct filled *filled,
    const struct filled_section *section)
{
	size_t	beside = 0;

	if (filled->doc == NULL || filled->doc->format == DOC_JSON)
		return false;
	for (size_t i = 1; i < section->n; i++)
		if (section->text[i].place.line != 0 &&
		    section->text[i].place.line ==
		    section->text[i - 1].place.line)
			beside++;
	return beside * 4 > section->n;
}

/* --- sub-headings ------------------------------------------------------- */

/* The classes of a sentence's heading; false if it begins with none. */
static bool
heading(const struct prose_block *block, const struct prose_sentence *sentence,
    prose_set *ret)
{
	str	text = str_sub(block->text, sentence->from, sentence->to);
	bool	numbered = numbering_of(text) != NUMBERED_NOT;
	size_t	end = sentence->first;

	while (end < sentence->last && (!prose_breaks(&block->token[end]) ||
	    end == sentence->first))
		end++;
	if (!numbered && (end < sentence->last || block->sentences > 1))
		return false;
	if (utf8_count(str_sub(block->text, sentence->from,
	    block->token[end - 1].to)) > HEADING_LONG)
		return false;
	*ret = prose_classes(block, sentence->first, end);
	return true;
}

static void
find_topics(struct prose *prose)
{
	const struct filled_section	*section = NULL;
	prose_set			 topic = 0;

	for (size_t i = 0; i < prose->blocks; i++) {
		struct prose_block	*block = &prose->block[i];

		if (block->section != section)
			topic = 0;
		section = block->section;
		for (size_t j = 0; j < block->sentences; j++) {
			(void)heading(block, &block->sentence[j], &topic);
			block->sentence[j].topic = topic;
		}
	}
}

/* --- reading ------------------------------------------------------------ */

struct prose *
prose_read(struct arena *arena, const struct prose_rules *rules,
    const struct filled *filled)
{
	struct prose	*prose = arena_alloc(arena, sizeof *prose);
	struct joiner	 joiner = { .arena = arena, .prose = prose };

	prose->rules = rules;
	prose->filled = filled;
	prose->skipped = arena_array(arena, filled->sections + 1,
	    sizeof(const struct filled_section *));
	for (size_t i = 0; i < filled->sections; i++) {
		joiner.section = &filled->section[i];
		if (is_in_columns(filled, joiner.section)) {
			prose->skipped[prose->skips++] = joiner.section;
			continue;
		}
		for (size_t j = 0; j < joiner.section->n; j++)
			add_text(&joiner, &joiner.section->text[j]);
		end_block(&joiner);
	}
	find_topics(prose);
	prose_fact_read(arena, prose);
	prose_list_read(arena, prose);
	return prose;
}

const struct prose *
prose_of(struct check_run *run)
{
	if (run->prose == NULL)
		run->prose = prose_read(run->job->arena, run->rules->prose,
		    run->report);
	return run->prose;
}

/* --- back to the report's own words ------------------------------------- */

/* The piece that a place of the origin lies in. */
static const struct prose_piece *
piece_at(const struct prose_block *block, size_t origin)
{
	size_t	i = block->pieces - 1;

	while (i > 0 && block->piece[i].origin > origin)
		i--;
	return &block->piece[i];
}

/* Where the character before byte `to' of the block ends in the origin. */
static size_t
origin_end(const struct prose_block *block, size_t to)
{
	size_t				 last = to, begin, at;
	const struct prose_piece	*piece;
	str				 s;

	if (to == 0)
		return block->origin[0];
	(void)utf8_previous(block->text, &last);
	begin = block->origin[last];
	piece = piece_at(block, begin);
	s = piece->text->text;
	at = piece->from + (begin - piece->origin);
	(void)utf8_next(s, &at);
	return piece->origin + (at - piece->from);
}

str
prose_quote(struct arena *arena, const struct prose_block *block, size_t from,
    size_t to)
{
	size_t		begin = block->origin[from];
	size_t		end = origin_end(block, to);
	struct buf	buf;

	buf_init(&buf, arena, BLOCK_BYTES);
	for (size_t i = 0; i < block->pieces; i++) {
		const struct prose_piece	*piece = &block->piece[i];
		size_t	first = begin > piece->origin ?
			    begin - piece->origin : 0;
		size_t	size = piece->to - piece->from;
		size_t	last = end > piece->origin ? end - piece->origin : 0;

		if (last > size)
			last = size;
		if (first < last)
			buf_put(&buf, str_sub(piece->text->text,
			    piece->from + first, piece->from + last));
	}
	return str_copy(arena, buf_str(&buf));
}

void
prose_mark(struct arena *arena, const struct prose_block *block, size_t from,
    size_t to, struct finding *finding)
{
	const struct prose_piece	*piece;
	size_t				 begin = block->origin[from];
	size_t				 end = origin_end(block, to);
	size_t				 first = from, last = to;

	for (size_t i = 0; i < block->sentences; i++) {
		const struct prose_sentence	*s = &block->sentence[i];

		if (s->from <= from && from < s->to)
			first = s->from;
		if (s->from < to && to <= s->to)
			last = s->to;
	}
	piece = piece_at(block, begin);
	finding->quote = prose_quote(arena, block, first, last);
	finding->text = piece->text;
	finding->place = piece->text->place;
	finding->from = piece->from + (begin - piece->origin);
	finding->to = piece->from + (end - piece->origin);
	if (finding->to > piece->to)
		finding->to = piece->to;
}

/* --- tokens ------------------------------------------------------------- */

bool
prose_breaks(const struct prose_token *token)
{
	uint32_t	c = token->mark;

	return c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '!' ||
	    c == '?';
}

prose_set
prose_classes(const struct prose_block *block, size_t from, size_t to)
{
	prose_set	is = 0;

	for (size_t i = from; i < to; i++)
		is |= block->token[i].is;
	return is;
}

bool
prose_has(const struct prose_block *block, size_t from, size_t to,
    prose_set of)
{
	return (prose_classes(block, from, to) & of) != 0;
}

ptrdiff_t
prose_last(const struct prose_block *block, size_t from, size_t to,
    prose_set of)
{
	for (size_t i = to; i > from; i--)
		if ((block->token[i - 1].is & of) != 0)
			return (ptrdiff_t)(i - 1);
	return -1;
}
