/*
 * prose - what a report says in sentences, made ready to be checked.
 *
 * The paragraphs of the sections are joined where a line was broken and
 * written without blanks and in half width; every byte remembers where it
 * came from, so that a finding marks the report's own words.  The text is cut
 * into tokens: known words (rules/prose.yaml), numbers with what stands
 * around them, marks, and the rest.  Numbers become mentions: a count with
 * its unit, a share, a year, or something that is no count at all.
 *
 * Calls: base, form, check, prose_rules, prose_token.
 */
#ifndef PROSE_H
#define PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "base/str.h"
#include "check/prose_rules.h"
#include "form/filled.h"

struct arena;
struct check_run;
struct finding;

/* What a number in the text is. */
enum prose_kind {
	PROSE_COUNT,		/* so many things; unit may be empty */
	PROSE_PERCENT,
	PROSE_YEAR,		/* 2023年 */
	PROSE_MONTH,		/* 3月 */
	PROSE_DAY,		/* 15日 */
	PROSE_QUARTER,		/* 第二季度 */
	PROSE_MONEY,		/* 300元 */
	PROSE_LABEL,		/* a place in an order: 第二十条, 1. */
	PROSE_LOOSE		/* of a telephone, a name, a time ... */
};

/* A number in the text. */
struct prose_mention {
	enum prose_kind	 kind;		/* what it is */
	struct number	 value;		/* 万 and 亿 multiplied in */
	int64_t		 count;		/* the value if it is whole, else -1 */
	str		 unit;		/* 件, or empty */
	bool		 rough;		/* 余, 约, 3-5: do not reckon with it */
	bool		 han;		/* in Chinese numerals */
	bool		 quoted;	/* inside “ ” or 《 》 */
	size_t		 from, to;	/* bytes of the block, unit included */
	size_t		 token;		/* its own */
	size_t		 sentence;	/* index in the block */
	size_t		 lead;		/* first token of the words before it,
					   from the last mark or count on */
	size_t		 tail;		/* token after the words behind it */
	unsigned	 depth;		/* brackets it stands in */
};

/* A piece of text: a word, a number, a mark, or none of these. */
struct prose_token {
	size_t		 from, to;	/* bytes of the block */
	prose_set	 is;		/* what a word is; else 0 */
	str		 key;		/* of a keyed class */
	uint32_t	 mark;		/* a mark's character; else 0 */
	unsigned	 depth;		/* brackets around it */
	ptrdiff_t	 mention;	/* a number's mention; else -1 */
	size_t		 sentence;	/* index in the block */
};

/* From one full stop to the next. */
struct prose_sentence {
	size_t	 from, to;		/* bytes of the block */
	size_t	 first, last;		/* tokens [first, last) */
	prose_set topic;		/* of the sub-heading above it */
};

/* A stretch of a filled text that a block was joined from. */
struct prose_piece {
	const struct filled_text *text;
	size_t	 from;			/* first byte in text->text */
	size_t	 to;			/* byte after the last */
	size_t	 origin;		/* what block->origin counts it from */
};

/* A paragraph. */
struct prose_block {
	str			 text;		/* half width, without blanks */
	uint32_t		*origin;	/* of each byte, and its end */
	struct prose_piece	*piece;
	size_t			 pieces;
	const struct filled_section *section;
	str			 key;		/* of the section, or empty */
	struct prose_token	*token;
	size_t			 tokens;
	struct prose_mention	*mention;
	size_t			 mentions;
	struct prose_sentence	*sentence;
	size_t			 sentences;
};

struct prose {
	const struct prose_rules *rules;
	const struct filled	 *filled;
	struct prose_block	 *block;
	size_t			  blocks;
	const struct filled_section **skipped;	/* in two columns: not read */
	size_t			  skips;
	const struct prose_fact	 *fact;		/* see prose_fact.h */
	size_t			  facts;
	const struct prose_list	 *list;		/* see prose_list.h */
	size_t			  lists;
};

/* Read the prose of a filled report. */
struct prose	*prose_read(struct arena *arena,
		    const struct prose_rules *rules,
		    const struct filled *filled);

/* The prose of the report that is checked, read at the first call. */
const struct prose *prose_of(struct check_run *run);

/* The report's own words for the bytes [from, to) of a block. */
str	 prose_quote(struct arena *arena, const struct prose_block *block,
	    size_t from, size_t to);

/*
 * Let a finding point at the bytes [from, to) of a block and quote the
 * sentences around them.
 */
void	 prose_mark(struct arena *arena, const struct prose_block *block,
	    size_t from, size_t to, struct finding *finding);

/* All classes of the words among the tokens [from, to). */
prose_set prose_classes(const struct prose_block *block, size_t from,
	    size_t to);

/* True if a word of one of the classes stands among the tokens [from, to). */
bool	 prose_has(const struct prose_block *block, size_t from, size_t to,
	    prose_set of);

/* Index of the last such token before `to', down to `from'; -1 if none. */
ptrdiff_t prose_last(const struct prose_block *block, size_t from, size_t to,
	    prose_set of);

/* True for the marks that part clauses: , ; : 。 and their like. */
bool	 prose_breaks(const struct prose_token *token);

#endif
