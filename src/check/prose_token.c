#include "check/prose_token.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/utf8.h"
#include "check/prose_mention.h"

#define QUOTES	8	/* how deep quotes are followed */
#define LONGEST	2000	/* tokens of a sentence; a longer one is cut */

/* A paragraph being cut. */
struct cutter {
	struct arena		*arena;
	const struct prose_rules *rules;
	struct prose_block	*block;
	size_t			 room;		/* for tokens */
	size_t			 mention_room;
	size_t			 sentence_room;
	size_t			 at;		/* next byte */
	struct number_span	 next;		/* the next number */
	bool			 has_next;
	unsigned		 depth;		/* open brackets */
	unsigned		 titles;	/* open 《 */
	unsigned		 quotes;	/* open “ and 《 */
};

/* Every class but the units, which only count behind a number. */
#define WORDS	(~PROSE_SET(PROSE_UNIT))

static bool
is_mark(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && !(c >= '0' && c <= '9') &&
		    !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
	return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3003) ||
	    (c >= 0x3008 && c <= 0x301F) || (c >= 0xFF00 && c <= 0xFF65);
}

static bool
is_closing(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == ')' || c == 0x300B ||
	    c == 0x300D || c == 0x300F || c == 0x3011 || c == '"';
}

/* Does the text end a sentence at this mark? */
static bool
ends_sentence(str text, const struct prose_token *token)
{
	size_t		 before = token->from, after = token->to;
	uint32_t	 c = token->mark, next;

	if (c == 0x3002 || c == '!' || c == '?')
		return true;
	if (c != '.')
		return false;
	next = utf8_next(text, &after);
	return utf8_is_han(utf8_previous(text, &before)) &&
	    (next == 0 || utf8_is_han(next));
}

static struct prose_token *
add_token(struct cutter *cutter, size_t to)
{
	struct prose_block	*block = cutter->block;
	struct prose_token	*token;

	if (block->tokens == cutter->room) {
		size_t	want = cutter->room == 0 ? 64 : cutter->room * 2;

		block->token = arena_grow(cutter->arena, block->token,
		    block->tokens, want, sizeof *token);
		cutter->room = want;
	}
	token = &block->token[block->tokens++];
	token->from = cutter->at;
	token->to = to;
	token->depth = cutter->depth;
	token->mention = -1;
	token->sentence = block->sentences;
	cutter->at = to;
	return token;
}

static void
add_mention(struct cutter *cutter)
{
	struct prose_block		*block = cutter->block;
	const struct prose_token	*before;
	struct prose_mention		 mention;

	before = block->tokens == 0 ? NULL : &block->token[block->tokens - 1];
	mention = prose_mention_read(cutter->rules, block->text, &cutter->next,
	    before);
	mention.token = block->tokens;
	mention.sentence = block->sentences;
	mention.depth = cutter->depth;
	mention.quoted = cutter->quotes > 0;
	if (block->mentions == cutter->mention_room) {
		size_t	want = cutter->mention_room == 0 ? 16 :
			    cutter->mention_room * 2;

		block->mention = arena_grow(cutter->arena, block->mention,
		    block->mentions, want, sizeof mention);
		cutter->mention_room = want;
	}
	block->mention[block->mentions] = mention;
	add_token(cutter, mention.to)->mention = (ptrdiff_t)block->mentions;
	block->mentions++;
}

/* Close the sentence at the tokens that are there. */
static void
end_sentence(struct cutter *cutter)
{
	struct prose_block	*block = cutter->block;
	struct prose_sentence	*sentence;
	size_t			 first;

	first = block->sentences == 0 ? 0 :
	    block->sentence[block->sentences - 1].last;
	if (first == block->tokens)
		return;
	if (block->sentences == cutter->sentence_room) {
		size_t	want = cutter->sentence_room == 0 ? 8 :
			    cutter->sentence_room * 2;

		block->sentence = arena_grow(cutter->arena, block->sentence,
		    block->sentences, want, sizeof *sentence);
		cutter->sentence_room = want;
	}
	sentence = &block->sentence[block->sentences++];
	sentence->first = first;
	sentence->last = block->tokens;
	sentence->from = block->token[first].from;
	sentence->to = block->token[block->tokens - 1].to;
	cutter->depth = cutter->titles = cutter->quotes = 0;
}

/* Keep count of what is open. */
static void
follow_pairs(struct cutter *cutter, uint32_t c)
{
	if (c == '(' || c == '[' || c == 0x3010 || c == 0x3014)
		cutter->depth++;
	if ((c == ')' || c == ']' || c == 0x3011 || c == 0x3015) &&
	    cutter->depth > 0)
		cutter->depth--;
	if ((c == 0x201C || c == 0x300C || c == 0x300A) &&
	    cutter->quotes < QUOTES)
		cutter->quotes++;
	if ((c == 0x201D || c == 0x300D || c == 0x300B) && cutter->quotes > 0)
		cutter->quotes--;
	if (c == 0x300A)
		cutter->titles = 1;
	if (c == 0x300B)
		cutter->titles = 0;
}

static void
add_mark(struct cutter *cutter, uint32_t c, size_t to)
{
	struct prose_token	*token;
	unsigned		 before = cutter->depth;
	bool			 ends;

	follow_pairs(cutter, c);
	token = add_token(cutter, to);
	token->mark = c;
	token->depth = before < cutter->depth ? before : cutter->depth;

	ends = ends_sentence(cutter->block->text, token);
	while (ends && cutter->at < cutter->block->text.n) {
		to = cutter->at;
		c = utf8_next(cutter->block->text, &to);
		if (!is_closing(c))
			break;
		add_token(cutter, to)->mark = c;
	}
	if (ends)
		end_sentence(cutter);
}

/* Keep `next' at or after the place that is being cut. */
static void
seek_number(struct cutter *cutter)
{
	if (cutter->has_next && cutter->next.from < cutter->at)
		cutter->has_next = number_find(cutter->block->text, cutter->at,
		    &cutter->next);
}

/* Take one word, number or mark; false where none of them stands. */
static bool
cut_known(struct cutter *cutter)
{
	str			 text = cutter->block->text;
	const struct prose_word	*word;
	struct prose_token	*token;
	size_t			 to = cutter->at;
	uint32_t		 c;
	bool			 number;

	seek_number(cutter);
	number = cutter->has_next && cutter->next.from == cutter->at;
	word = number && !cutter->next.han ? NULL :
	    prose_rules_word(cutter->rules, text, cutter->at, WORDS);
	c = utf8_next(text, &to);
	if (word != NULL) {
		token = add_token(cutter, cutter->at + word->text.n);
		if (cutter->titles == 0) {
			token->is = word->is & WORDS;
			token->key = word->key;
		}
		if (is_mark(c) && word->text.n == to - token->from)
			token->mark = c;
		return true;
	}
	if (number) {
		add_mention(cutter);
		return true;
	}
	if (!is_mark(c))
		return false;
	add_mark(cutter, c, to);
	return true;
}

/* Other text runs on until something known begins. */
static void
cut_text(struct cutter *cutter)
{
	str			 text = cutter->block->text;
	const size_t		 from = cutter->at;
	size_t			 to = from;
	uint32_t		 c;

	(void)utf8_next(text, &to);
	for (;;) {
		size_t	next = to;

		cutter->at = to;
		seek_number(cutter);
		c = utf8_next(text, &next);
		if (c == 0 || is_mark(c) || (cutter->has_next &&
		    cutter->next.from == to) ||
		    prose_rules_word(cutter->rules, text, to, WORDS) != NULL)
			break;
		to = next;
	}
	cutter->at = from;
	(void)add_token(cutter, to);
}

void
prose_token_read(struct arena *arena, const struct prose_rules *rules,
    struct prose_block *block)
{
	struct cutter	cutter = {
		.arena = arena, .rules = rules, .block = block,
	};

	cutter.has_next = number_find(block->text, 0, &cutter.next);
	while (cutter.at < block->text.n) {
		if (!cut_known(&cutter))
			cut_text(&cutter);
		if (block->tokens - (block->sentences == 0 ? 0 :
		    block->sentence[block->sentences - 1].last) >= LONGEST)
			end_sentence(&cutter);
	}
	end_sentence(&cutter);
	prose_mention_settle(block);
}
