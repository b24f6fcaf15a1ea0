#include "check/prose_list.h"

#include "base/arena.h"

#define BACK	3	/* sentences looked through for the whole */
#define SHORT	36	/* bytes: the lead of an item that goes on */

/* Lists being gathered. */
struct gatherer {
	struct arena		*arena;
	const struct prose_block *block;
	struct prose_list	*list;
	size_t			 n;
	size_t			 room;
};

static const struct prose_mention *
mention_of(const struct prose_block *block, size_t token)
{
	ptrdiff_t	i = block->token[token].mention;

	return i < 0 ? NULL : &block->mention[i];
}

static bool
has_class(const struct prose_block *block, size_t token, prose_set of)
{
	return (block->token[token].is & of) != 0;
}

/* A count that can be a whole or a part; `depth' as the list's. */
static bool
counts(const struct prose_mention *m, unsigned depth)
{
	return m != NULL && m->kind == PROSE_COUNT && !m->quoted &&
	    m->depth == depth;
}

/* 增加5件, 较上年5件. */
static bool
is_difference(const struct prose_block *block, const struct prose_mention *m)
{
	return prose_has(block, m->lead, m->token,
	    PROSE_ANY(PROSE_COMPARE, PROSE_MORE, PROSE_LESS));
}

static bool
begins_clause(const struct prose_block *block, size_t token)
{
	return token == 0 || prose_breaks(&block->token[token - 1]) ||
	    block->token[token - 1].sentence != block->token[token].sentence;
}

/* --- the whole ---------------------------------------------------------- */

static void
add_whole(struct prose_list *list, const struct prose_mention *m)
{
	if (list->wholes == PROSE_LIST_WHOLES)
		return;
	if (m->count < 0 && list->wholes == 0)
		list->rough = true;
	if (m->count >= 0)
		list->whole[list->wholes++] = m;
}

/*
 * The counts of the tokens [first, last), from the end; true if any.  Among
 * items that are parted by semicolons the item's own count is the whole.
 */
static bool
gather_wholes(struct prose_list *list, size_t first, size_t last)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*m;
	bool				 any = false;

	for (size_t i = last; i > first; i--) {
		if (any && block->token[i - 1].mark == ';' &&
		    prose_has(block, first, i, PROSE_SET(PROSE_PART))) {
			list->item = true;
			return true;
		}
		if (has_class(block, i - 1, PROSE_SET(PROSE_PART)))
			list->nested = true;
		m = mention_of(block, i - 1);
		if (!counts(m, 0) || is_difference(block, m))
			continue;
		any = true;
		add_whole(list, m);
	}
	return any;
}

/* The count that stands right in front of the bracket around a token. */
static void
find_bracketed_whole(struct prose_list *list, size_t token)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*m;
	unsigned			 depth = block->token[token].depth;

	for (size_t i = token; i > 0; i--) {
		if (block->token[i - 1].mark != '(' ||
		    block->token[i - 1].depth >= depth)
			continue;
		m = i < 2 ? NULL : mention_of(block, i - 2);
		if (counts(m, depth - 1))
			add_whole(list, m);
		return;
	}
}

static void
find_wholes(struct prose_list *list)
{
	const struct prose_block	*block = list->block;
	size_t				 s = block->token[list->token].sentence;

	if (block->token[list->token].depth > 0) {
		find_bracketed_whole(list, list->token);
		return;
	}
	if (gather_wholes(list, block->sentence[s].first, list->token) ||
	    !begins_clause(block, list->token))
		return;
	for (size_t back = 0; back < BACK && s > 0; back++) {
		s--;
		if (gather_wholes(list, block->sentence[s].first,
		    block->sentence[s].last))
			return;
	}
}

/* --- the parts ---------------------------------------------------------- */

static enum prose_aspect
aspect_of(const struct prose_block *block, const struct prose_mention *m)
{
	prose_set	is = prose_classes(block, m->lead, m->tail);

	if ((is & PROSE_ANY(PROSE_RESULT, PROSE_CARRIED_OUT)) != 0)
		return PROSE_BY_RESULT;
	if ((is & PROSE_SET(PROSE_APPLICANT)) != 0)
		return PROSE_BY_APPLICANT;
	if ((is & PROSE_SET(PROSE_HANDLE)) != 0)
		return PROSE_BY_HANDLING;
	if ((is & PROSE_SET(PROSE_CHANNEL)) != 0)
		return PROSE_BY_CHANNEL;
	return (is & PROSE_SET(PROSE_ROUTE)) != 0 ? PROSE_BY_ROUTE :
	    PROSE_BY_UNKNOWN;
}

/* Does this count belong to something else than the list? */
static bool
leaves_list(const struct prose_list *list, const struct prose_mention *m)
{
	return prose_has(list->block, m->lead, m->token,
	    PROSE_ANY(PROSE_TOTAL, PROSE_REVIEW, PROSE_SUIT));
}

static void
add_part(struct prose_list *list, const struct prose_mention *m)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*whole = list->wholes > 0 ?
					    list->whole[0] : NULL;
	struct prose_part		*part;

	if (whole != NULL && m->unit.n != 0 && whole->unit.n != 0 &&
	    !str_eq(m->unit, whole->unit)) {
		list->mixed = true;
		return;
	}
	if (m->count < 0 || list->parts == PROSE_LIST_PARTS) {
		list->rough = true;
		return;
	}
	part = &list->part[list->parts++];
	part->mention = m;
	part->share = NULL;
	part->aspect = aspect_of(block, m);
	part->rest = prose_has(block, m->lead, m->token,
	    PROSE_SET(PROSE_REST));
	list->rest = list->rest || part->rest;
	if (m->token + 1 < m->tail &&
	    has_class(block, m->token + 1, PROSE_SET(PROSE_ETC)))
		list->hedged = true;
}

/* Take a percentage to the part before it. */
static void
add_share(struct prose_list *list, const struct prose_mention *m)
{
	struct prose_part	*part;

	if (list->parts == 0)
		return;
	part = &list->part[list->parts - 1];
	if (part->share == NULL && part->mention->sentence == m->sentence &&
	    prose_has(list->block, m->lead, m->token, PROSE_SET(PROSE_SHARE)))
		part->share = m;
}

/* The token behind the next semicolon of this depth, or `last'. */
static size_t
next_item(const struct prose_block *block, size_t from, size_t last,
    unsigned depth)
{
	for (size_t i = from; i < last; i++)
		if (block->token[i].mark == ';' &&
		    block->token[i].depth == depth)
			return i + 1;
	return last;
}

/* Does the list end at this token? */
static bool
ends_list(const struct prose_list *list, size_t i, unsigned depth)
{
	const struct prose_block	*block = list->block;
	const struct prose_token	*t = &block->token[i];

	if (t->depth < depth || (depth > 0 && t->mark == ')' &&
	    t->depth == depth - 1))
		return true;
	if ((list->nested || list->item) && list->parts > 0 && t->mark == ';' &&
	    t->depth == depth)
		return true;
	return list->parts > 0 && begins_clause(block, i) &&
	    (t->is & PROSE_SET(PROSE_STOP)) != 0;
}

/*
 * Gather parts from the tokens [from, last); where it stopped is ret.  The
 * parts of a part (工作类11条，其中动态3条；) are passed over up to the next
 * semicolon.
 */
static bool
gather_parts(struct prose_list *list, size_t from, size_t last, unsigned depth,
    size_t *ret)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*m;
	size_t				 i = from;

	for (; i < last; i++) {
		*ret = i;
		if (ends_list(list, i, depth))
			return false;
		if (block->token[i].depth == depth && list->parts > 0 &&
		    has_class(block, i, PROSE_SET(PROSE_PART))) {
			i = next_item(block, i, last, depth);
			if (i == last)
				return false;
			i--;
			continue;
		}
		if (has_class(block, i, PROSE_SET(PROSE_HEDGED)) &&
		    list->parts == 0)
			list->hedged = true;
		m = mention_of(block, i);
		if (m != NULL && m->kind == PROSE_PERCENT && m->depth == depth)
			add_share(list, m);
		if (!counts(m, depth) || is_difference(block, m))
			continue;
		if (leaves_list(list, m))
			return false;
		add_part(list, m);
	}
	*ret = last;
	return true;
}

/* Counts of the same unit behind the list: they may belong to it too. */
static void
gather_behind(struct prose_list *list, size_t from)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*m;

	for (size_t i = from; i < block->tokens &&
	    list->behinds < PROSE_LIST_BEHIND; i++) {
		m = mention_of(block, i);
		if (counts(m, 0) && m->count >= 0 && list->parts > 0 &&
		    str_eq(m->unit, list->part[0].mention->unit))
			list->behind[list->behinds++] = m->count;
	}
}

/*
 * The next sentence goes on with the list if it begins with an item: a short
 * noun and a count of the same unit, no verb, no time, nobody's name.
 */
static bool
goes_on(const struct prose_list *list, size_t sentence)
{
	const struct prose_block	*block = list->block;
	const struct prose_mention	*m;
	const struct prose_sentence	*s;
	size_t				 i;

	if (sentence >= block->sentences || list->parts == 0)
		return false;
	s = &block->sentence[sentence];
	for (i = s->first; i < s->last && !prose_breaks(&block->token[i]); i++)
		if (block->token[i].mention >= 0)
			break;
	if (i == s->last)
		return false;
	m = mention_of(block, i);
	return counts(m, 0) && m->count >= 0 && m->lead == s->first &&
	    str_eq(m->unit, list->part[0].mention->unit) &&
	    m->from - s->from <= SHORT && !prose_has(block, s->first, i,
	    PROSE_ANY(PROSE_STOP, PROSE_PUBLISH, PROSE_RECEIVE, PROSE_TIME,
	    PROSE_TOTAL, PROSE_SUM_UP, PROSE_COMPARE, PROSE_REVIEW,
	    PROSE_SUIT));
}

static void
find_parts(struct prose_list *list)
{
	const struct prose_block	*block = list->block;
	size_t		 s = block->token[list->token].sentence;
	size_t		 from = list->token + 1, end = from;
	unsigned	 depth = block->token[list->token].depth;

	if (list->cue == PROSE_CUE_BRACKET)
		depth++;
	while (gather_parts(list, from, block->sentence[s].last, depth,
	    &end) && depth == 0 && !list->nested && !list->item &&
	    goes_on(list, s + 1)) {
		s++;
		from = block->sentence[s].first;
	}
	if (depth == 0)
		gather_behind(list, end);
}

/* --- where lists begin -------------------------------------------------- */

/* Is the last thing before the token a count, marks aside? */
static bool
follows_count(const struct prose_block *block, size_t token)
{
	while (token > 0 && (prose_breaks(&block->token[token - 1]) ||
	    block->token[token - 1].mark == '('))
		token--;
	return token > 0 && mention_of(block, token - 1) != NULL &&
	    mention_of(block, token - 1)->kind == PROSE_COUNT;
}

/* The next token says itself that parts follow. */
static bool
leads_to_cue(const struct prose_block *block, size_t token)
{
	return token + 1 < block->tokens && has_class(block, token + 1,
	    PROSE_ANY(PROSE_PART, PROSE_HOLDING, PROSE_ENUMERATE));
}

/* 一是 of a list that follows a count; not 二是 and the others. */
static bool
begins_items(const struct prose_block *block, size_t token)
{
	size_t	first = block->sentence[block->token[token].sentence].first;

	return has_class(block, token, PROSE_SET(PROSE_ENUMERATE)) &&
	    follows_count(block, token) && prose_last(block, first, token,
	    PROSE_SET(PROSE_ENUMERATE)) < 0;
}

static bool
find_cue(const struct prose_block *block, size_t token, enum prose_cue *ret)
{
	const struct prose_token	*t = &block->token[token];

	if (has_class(block, token, PROSE_SET(PROSE_PART)))
		*ret = PROSE_CUE_AMONG;
	else if (has_class(block, token, PROSE_SET(PROSE_HOLDING)) &&
	    follows_count(block, token))
		*ret = PROSE_CUE_HOLDING;
	else if (begins_items(block, token))
		*ret = PROSE_CUE_ITEMS;
	else if (t->mark == ':' && token > 0 && !leads_to_cue(block, token) &&
	    follows_count(block, token))
		*ret = PROSE_CUE_COLON;
	else if (t->mark == '(' && !leads_to_cue(block, token) &&
	    token > 0 && mention_of(block, token - 1) != NULL &&
	    mention_of(block, token - 1)->kind == PROSE_COUNT)
		*ret = PROSE_CUE_BRACKET;
	else if (has_class(block, token, PROSE_SET(PROSE_TOTAL)) &&
	    begins_clause(block, token) && t->depth == 0)
		*ret = PROSE_CUE_TOTAL;
	else
		return false;
	return true;
}

/* 网站42条，微信150条，总计192条: the parts stand before their whole. */
static void
read_total(struct prose_list *list)
{
	const struct prose_block	*block = list->block;
	size_t				 s = block->token[list->token].sentence;
	size_t				 first = block->sentence[s].first;
	const struct prose_mention	*m = NULL;

	for (size_t i = list->token + 1; i < block->sentence[s].last &&
	    !prose_breaks(&block->token[i]) && m == NULL; i++)
		if (counts(mention_of(block, i), 0))
			m = mention_of(block, i);
	if (m == NULL || m->count < 0 || prose_has(block, first, list->token,
	    PROSE_ANY(PROSE_PART, PROSE_HOLDING)))
		return;
	add_whole(list, m);
	for (size_t i = first; i < list->token; i++) {
		m = mention_of(block, i);
		if (counts(m, 0) && !is_difference(block, m))
			add_part(list, m);
	}
}

static void
add_list(struct gatherer *gatherer, size_t token, enum prose_cue cue)
{
	struct prose_list	*list;

	if (gatherer->n == gatherer->room) {
		size_t	want = gatherer->room == 0 ? 4 : gatherer->room * 2;

		gatherer->list = arena_grow(gatherer->arena, gatherer->list,
		    gatherer->n, want, sizeof *list);
		gatherer->room = want;
	}
	list = &gatherer->list[gatherer->n];
	*list = (struct prose_list){
		.block = gatherer->block, .cue = cue, .token = token,
		.hedged = has_class(gatherer->block, token,
		    PROSE_SET(PROSE_HEDGED)),
	};
	if (cue == PROSE_CUE_TOTAL) {
		read_total(list);
	} else {
		if (cue == PROSE_CUE_BRACKET)
			add_whole(list, mention_of(list->block, token - 1));
		else
			find_wholes(list);
		find_parts(list);
	}
	if (list->wholes > 0 && list->parts > 0)
		gatherer->n++;
}

void
prose_list_read(struct arena *arena, struct prose *prose)
{
	struct gatherer	gatherer = { .arena = arena };
	enum prose_cue	cue;

	for (size_t i = 0; i < prose->blocks; i++) {
		gatherer.block = &prose->block[i];
		for (size_t k = 0; k < gatherer.block->tokens; k++)
			if (find_cue(gatherer.block, k, &cue))
				add_list(&gatherer, k, cue);
	}
	prose->list = gatherer.list;
	prose->lists = gatherer.n;
}
