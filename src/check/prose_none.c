#include "check/prose_none.h"

#define REACH	40	/* tokens a statement may have */

#define APPLIES	(PROSE_SET(PROSE_APPLICATION))
#define REVIEWS	(PROSE_SET(PROSE_REVIEW))
#define SUITS	(PROSE_SET(PROSE_SUIT) | PROSE_SET(PROSE_DIRECT) | \
		 PROSE_SET(PROSE_AFTER_REVIEW))

/* The end of what one statement can cover. */
static bool
is_border(const struct prose_block *block, size_t i, size_t last)
{
	return i >= last || prose_breaks(&block->token[i]) ||
	    block->token[i].mark == '(' || block->token[i].mark == ')';
}

/* Take an object into account; false if the token is none. */
static bool
take_object(const struct prose_token *token, struct prose_none *none)
{
	if ((token->is & (APPLIES | REVIEWS | SUITS)) == 0)
		return false;
	if ((token->is & APPLIES) != 0)
		none->applications = true;
	if ((token->is & REVIEWS) != 0)
		none->reviews = true;
	if ((token->is & SUITS) != 0)
		none->suits = true;
	return true;
}

/*
 * Applications that are only the cause of disputes (因政府信息公开申请行政
 * 复议) are not denied with them.
 */
static void
settle(const struct prose_block *block, struct prose_none *none)
{
	prose_set	is = prose_classes(block, none->first, none->last);

	if ((none->reviews || none->suits) &&
	    ((is & PROSE_SET(PROSE_RECEIVE)) == 0 ||
	    (is & PROSE_SET(PROSE_CAUSE)) != 0))
		none->applications = false;
}

/* Something else that is joined to the objects: 、投诉, 和申诉. */
static bool
is_joined(const struct prose_block *block, size_t i)
{
	return prose_has(block, i, i + 1, PROSE_ANY(PROSE_FOREIGN,
	    PROSE_BUT)) && prose_has(block, i - 1, i, PROSE_SET(PROSE_AND));
}

/* 无行政复议: the denial stands in front. */
static bool
read_ahead(const struct prose_block *block, size_t at, size_t last,
    struct prose_none *ret)
{
	struct prose_none	none = { .first = at };
	bool			object = false;
	size_t			i = at + 1;

	for (; !is_border(block, i, last) && i - at < REACH; i++) {
		if (take_object(&block->token[i], &none))
			object = true;
		else if ((block->token[i].is & PROSE_SET(PROSE_GATHER)) == 0 &&
		    !is_joined(block, i))
			return false;
	}
	none.last = i;
	settle(block, &none);
	if (!object || !is_border(block, i, last))
		return false;
	*ret = none;
	return none.applications || none.reviews || none.suits;
}

/* 行政复议、行政诉讼：无. */
static bool
read_behind(const struct prose_block *block, size_t at, size_t first,
    size_t last, struct prose_none *ret)
{
	struct prose_none	 none = { .last = at + 1 };
	const struct prose_token *token;
	bool			 object = false, colon = false;
	size_t			 i = at;

	if ((block->token[at].is & PROSE_SET(PROSE_NIL)) == 0 ||
	    !is_border(block, at + 1, last))
		return false;
	while (i > first && at - i < REACH) {
		token = &block->token[i - 1];
		if (token->mark == ':' && !colon)
			colon = true;
		else if (take_object(token, &none))
			object = true;
		else if ((token->is & (PROSE_SET(PROSE_GATHER) |
		    PROSE_SET(PROSE_ALL))) == 0)
			break;
		i--;
	}
	none.first = i;
	if (!object || (i > first && !is_border(block, i - 1, last)))
		return false;
	settle(block, &none);
	*ret = none;
	return none.applications || none.reviews || none.suits;
}

bool
prose_none_read(const struct prose_block *block, size_t at,
    struct prose_none *ret)
{
	const struct prose_sentence	*sentence =
	    &block->sentence[block->token[at].sentence];

	return read_ahead(block, at, sentence->last, ret) ||
	    read_behind(block, at, sentence->first, sentence->last, ret);
}
