#include "check/prose_sense.h"

#define NEAR	12	/* bytes of unknown text between a word and its count */
#define FAR	24	/* and between a verb and its object */

/* A mention being understood. */
struct view {
	const struct prose		*prose;
	const struct prose_block	*block;
	const struct prose_mention	*m;
	const struct prose_fact		*governor;
	struct prose_fact		*fact;
	prose_set			 lead;	/* what stands before it */
	size_t				 at;	/* the word that decides */
};

#define ANY	PROSE_ANY

static const struct prose_token *
token_of(const struct view *v, size_t i)
{
	return &v->block->token[i];
}

static bool
is(const struct view *v, size_t i, prose_set of)
{
	return (token_of(v, i)->is & of) != 0;
}

static bool
lead_has(const struct view *v, prose_set of)
{
	return (v->lead & of) != 0;
}

/* Bytes of unknown text among the tokens [from, to) of the mention's depth. */
static size_t
unknown(const struct view *v, size_t from, size_t to)
{
	const struct prose_token	*t;
	size_t				 n = 0;

	for (size_t i = from; i < to; i++) {
		t = token_of(v, i);
		if (t->is == 0 && t->mark == 0 && t->mention < 0 &&
		    t->depth <= v->m->depth)
			n += t->to - t->from;
	}
	return n;
}

/* The last token of a class in [from, to); -1 if there is none. */
static ptrdiff_t
last_of(const struct view *v, size_t from, size_t to, prose_set of)
{
	return prose_last(v->block, from, to, of);
}

static bool
of_applications(const struct view *v)
{
	return prose_fact_of_applications(v->block, v->m->sentence);
}

static void
add_key(struct view *v, str key)
{
	if (v->fact->keys < PROSE_KEYS)
		v->fact->key[v->fact->keys++] = key;
}

/* --- applications ------------------------------------------------------- */

/* 结转2024年, 2022年结转: the year tells which way. */
static enum prose_what
carry_by_year(const struct view *v)
{
	const struct prose_token	*t;
	int				 year = v->prose->filled->year, of;

	for (int side = 1; side >= -1; side -= 2) {
		size_t	i = (size_t)((ptrdiff_t)v->at + side);

		if ((side < 0 && v->at == 0) || i >= v->block->tokens)
			continue;
		t = token_of(v, i);
		if (t->mention < 0 ||
		    v->block->mention[t->mention].kind != PROSE_YEAR)
			continue;
		of = (int)v->block->mention[t->mention].count;
		if (side < 0 && of == year - 1)
			return PROSE_CARRIED_OVER;
		if (side > 0 && of == year + 1)
			return PROSE_CARRIED_ON;
	}
	return PROSE_NOTHING;
}

static enum prose_what
sense_carried(const struct view *v)
{
	if (!of_applications(v) || lead_has(v, PROSE_SET(PROSE_FOREIGN)))
		return PROSE_NOTHING;
	if (is(v, v->at, PROSE_SET(PROSE_CARRIED_OUT)))
		return PROSE_CARRIED_ON;
	if (is(v, v->at, PROSE_SET(PROSE_CARRY)))
		return carry_by_year(v);
	if (v->at < v->m->token && lead_has(v, PROSE_SET(PROSE_RECEIVE)))
		return PROSE_NOTHING;
	return PROSE_CARRIED_OVER;
}

/* One way of applying is a part; many, or 等, are all of them. */
static bool
of_one_route(const struct view *v)
{
	size_t	n = 0;

	for (size_t i = v->m->lead; i < v->m->token; i++)
		if (is(v, i, ANY(PROSE_ROUTE, PROSE_CHANNEL)))
			n++;
	return n > 0 && n < 3 && !lead_has(v, PROSE_SET(PROSE_ETC));
}

/* Which applicants the lead names: none or all of them leave it whole. */
static bool
of_some_applicants(const struct view *v, str *ret)
{
	bool	natural = false, others = false;

	for (size_t i = v->m->lead; i < v->m->token; i++) {
		if (!is(v, i, PROSE_SET(PROSE_APPLICANT)))
			continue;
		*ret = token_of(v, i)->key;
		if (str_is(*ret, "natural"))
			natural = true;
		else
			others = true;
	}
	return natural != others;
}

static enum prose_what
sense_received(struct view *v, size_t verb)
{
	str	applicant;

	v->fact->loose = is(v, verb, PROSE_SET(PROSE_HANDLE_OR_RECEIVE));
	if (lead_has(v, ANY(PROSE_FOREIGN, PROSE_BUT, PROSE_NONE,
	    PROSE_CARRIED_IN, PROSE_ABOUT_WHAT)) || of_one_route(v))
		return PROSE_NOTHING;
	if (of_some_applicants(v, &applicant)) {
		add_key(v, applicant);
		return PROSE_ASKED_BY;
	}
	return PROSE_RECEIVED;
}

/* 依申请公开5件, without a verb: some number of applications, if any. */
static enum prose_what
sense_bare_object(struct view *v)
{
	size_t	first = v->block->sentence[v->m->sentence].first;

	if (!is(v, v->at, PROSE_SET(PROSE_APPLICATION)) || v->fact->part ||
	    unknown(v, v->m->lead, v->m->token) > NEAR || prose_has(v->block,
	    first, v->m->token, ANY(PROSE_PUBLISH, PROSE_RECEIVE, PROSE_HANDLE,
	    PROSE_PROCLAIM, PROSE_RESULT)))
		return PROSE_NOTHING;
	v->fact->bare = true;
	return sense_received(v, v->at) == PROSE_RECEIVED ? PROSE_RECEIVED :
	    PROSE_NOTHING;
}

/* The object is an application; the verb before it says what became of it. */
static enum prose_what
sense_application(struct view *v)
{
	prose_set	verbs = ANY(PROSE_RECEIVE, PROSE_HANDLE, PROSE_RESULT);
	ptrdiff_t	verb = last_of(v, v->m->lead, v->at, verbs);

	if (verb < 0)
		return sense_bare_object(v);
	if (unknown(v, (size_t)verb, v->at) > FAR)
		return PROSE_NOTHING;
	if (!is(v, v->at, PROSE_SET(PROSE_APPLICATION)) &&
	    (!of_applications(v) || unknown(v, (size_t)verb, v->at) > 0))
		return PROSE_NOTHING;
	if (is(v, (size_t)verb, PROSE_SET(PROSE_RESULT))) {
		add_key(v, token_of(v, (size_t)verb)->key);
		return PROSE_ANSWERED;
	}
	if (is(v, (size_t)verb, ANY(PROSE_RECEIVE, PROSE_HANDLE_OR_RECEIVE)))
		return sense_received(v, (size_t)verb);
	return lead_has(v, ANY(PROSE_FOREIGN, PROSE_CARRIED_IN)) ||
	    of_one_route(v) ? PROSE_NOTHING : PROSE_HANDLED;
}

/* 共收到5件 under a sub-heading on applications, or behind their name. */
static enum prose_what
sense_received_alone(struct view *v)
{
	const struct prose_sentence	*s =
	    &v->block->sentence[v->m->sentence];
	ptrdiff_t	verb = last_of(v, v->m->lead, v->m->token,
			    PROSE_SET(PROSE_RECEIVE));

	if (verb < 0 || unknown(v, v->m->lead, v->m->token) > NEAR ||
	    (!str_is(v->block->key, "received") && (s->topic &
	    PROSE_SET(PROSE_APPLICATION)) == 0 && !prose_has(v->block,
	    s->first, v->m->token, PROSE_SET(PROSE_APPLICATION))) ||
	    prose_has(v->block, s->first, s->last, ANY(PROSE_FOREIGN,
	    PROSE_REVIEW, PROSE_SUIT)) || v->m->tail > v->m->token + 1)
		return PROSE_NOTHING;
	return sense_received(v, (size_t)verb);
}

static enum prose_what
sense_applicant(struct view *v)
{
	str	key;

	if (!of_applications(v) || !of_some_applicants(v, &key) ||
	    lead_has(v, ANY(PROSE_FOREIGN, PROSE_NONE)))
		return PROSE_NOTHING;
	if (v->governor == NULL || v->governor->what != PROSE_RECEIVED)
		return PROSE_NOTHING;
	add_key(v, key);
	return PROSE_ASKED_BY;
}

/* 收到依申请公开办理事项3件: what was received, to be handled. */
static bool
is_received(const struct view *v, size_t *ret_verb)
{
	ptrdiff_t	object = last_of(v, v->m->lead, v->at,
			    PROSE_SET(PROSE_APPLICATION));
	ptrdiff_t	verb;

	if (object < 0 || v->at > v->m->token ||
	    unknown(v, (size_t)object, v->at) > 0)
		return false;
	verb = last_of(v, v->m->lead, (size_t)object,
	    PROSE_SET(PROSE_RECEIVE));
	if (verb < 0 || unknown(v, (size_t)verb, (size_t)object) > NEAR)
		return false;
	*ret_verb = (size_t)verb;
	return true;
}

static enum prose_what
sense_handled(struct view *v)
{
	size_t	verb;

	if (lead_has(v, PROSE_SET(PROSE_CARRIED_OUT)) && of_applications(v))
		return PROSE_CARRIED_ON;
	if (is_received(v, &verb))
		return sense_received(v, verb);
	if (!of_applications(v) || lead_has(v, ANY(PROSE_FOREIGN, PROSE_RATE,
	    PROSE_CARRIED_IN, PROSE_NONE, PROSE_BUT)) || of_one_route(v))
		return PROSE_NOTHING;
	return PROSE_HANDLED;
}

/* 予以公开或部分公开: all results that are joined before the count. */
static enum prose_what
sense_answered(struct view *v)
{
	size_t		i = v->at;
	prose_set	between = 0;

	if (v->at < v->m->token)
		between = prose_classes(v->block, v->at + 1, v->m->token);
	if (!of_applications(v) || lead_has(v, ANY(PROSE_FOREIGN, PROSE_NONE,
	    PROSE_BUT)) || (between & PROSE_SET(PROSE_PART)) != 0)
		return PROSE_NOTHING;
	if ((between & PROSE_SET(PROSE_INFORMATION)) != 0 &&
	    (between & ANY(PROSE_APPLICATION, PROSE_ASK)) == 0)
		return PROSE_NOTHING;
	add_key(v, token_of(v, i)->key);
	if (v->at > v->m->token)
		return PROSE_ANSWERED;
	while (i >= v->m->lead + 2 && is(v, i - 1, PROSE_SET(PROSE_AND)) &&
	    is(v, i - 2, PROSE_SET(PROSE_RESULT))) {
		i -= 2;
		if (v->fact->keys == PROSE_KEYS)
			return PROSE_NOTHING;
		add_key(v, token_of(v, i)->key);
	}
	return PROSE_ANSWERED;
}

/* --- disputes ----------------------------------------------------------- */

/* Is there another dispute joined to the one that decides? */
static bool
joined_with(const struct view *v, size_t from, prose_set of)
{
	prose_set	glue = ANY(PROSE_AND, PROSE_CAUSE, PROSE_GATHER);

	for (size_t i = v->at; i > from; i--) {
		if (is(v, i - 1, of))
			return true;
		if (!is(v, i - 1, glue))
			return false;
	}
	return false;
}

static enum prose_what
sense_dispute(const struct view *v, size_t from)
{
	prose_set	suit = PROSE_SET(PROSE_SUIT);
	prose_set	review = PROSE_SET(PROSE_REVIEW);
	prose_set	stretch = prose_classes(v->block, from, v->at + 1);

	if (!prose_fact_of_disclosure(v->block, v->m->sentence) ||
	    lead_has(v, ANY(PROSE_FOREIGN, PROSE_BUT, PROSE_NONE, PROSE_DONE)))
		return PROSE_NOTHING;
	if ((stretch & PROSE_SET(PROSE_JUDGE)) != 0 &&
	    (stretch & ANY(PROSE_DISCLOSURE, PROSE_APPLICATION)) == 0)
		return PROSE_NOTHING;
	if ((stretch & PROSE_SET(PROSE_AFTER_REVIEW)) != 0)
		return PROSE_LATER_SUITS;
	if ((stretch & PROSE_SET(PROSE_DIRECT)) != 0)
		return PROSE_DIRECT_SUITS;
	if ((stretch & suit) != 0 && (stretch & review) != 0)
		return joined_with(v, from, is(v, v->at, suit) ? review :
		    suit) ? PROSE_DISPUTES : PROSE_NOTHING;
	return (stretch & suit) != 0 ? PROSE_SUITS : PROSE_REVIEWS;
}

static enum prose_what
sense_judged(struct view *v)
{
	prose_set	disputes = ANY(PROSE_REVIEW, PROSE_SUIT, PROSE_DIRECT,
			    PROSE_AFTER_REVIEW);
	ptrdiff_t	at = last_of(v, v->m->lead, v->at < v->m->token ?
			    v->at : v->m->token, disputes);
	struct view	of = *v;

	if (lead_has(v, ANY(PROSE_FOREIGN, PROSE_NONE)))
		return PROSE_NOTHING;
	if (at >= 0) {
		of.at = (size_t)at;
		v->fact->of = sense_dispute(&of, v->m->lead);
	} else if (v->governor != NULL) {
		v->fact->of = v->governor->what;
	} else {
		return PROSE_NOTHING;
	}
	if (v->fact->of < PROSE_REVIEWS || v->fact->of > PROSE_LATER_SUITS ||
	    v->fact->of == PROSE_DISPUTES)
		return PROSE_NOTHING;
	add_key(v, token_of(v, v->at)->key);
	return PROSE_JUDGED;
}

/* --- table 2 ------------------------------------------------------------ */

static const char *
column_of(prose_set verb)
{
	if ((verb & PROSE_SET(PROSE_IN_FORCE)) != 0)
		return "in_force";
	if ((verb & PROSE_SET(PROSE_REPEALED)) != 0)
		return "repealed";
	return (verb & PROSE_SET(PROSE_MADE)) != 0 ? "made" : NULL;
}

/* 制发行政规范性文件6件, 现行有效18件: verb and object, in either order. */
static enum prose_what
sense_enacted(struct view *v, str key)
{
	prose_set	verbs = ANY(PROSE_MADE, PROSE_REPEALED, PROSE_IN_FORCE);
	ptrdiff_t	verb = last_of(v, v->m->lead, v->m->token, verbs);
	const char	*column;

	if (verb < 0 || lead_has(v, ANY(PROSE_PROCLAIM, PROSE_FOREIGN,
	    PROSE_NONE, PROSE_PUBLISH)))
		return PROSE_NOTHING;
	column = column_of(token_of(v, (size_t)verb)->is);
	if (column == NULL || unknown(v, (size_t)verb, v->m->token) > NEAR)
		return PROSE_NOTHING;
	add_key(v, key);
	v->fact->column = str_of(column);
	return PROSE_ENACTED;
}

static enum prose_what
sense_act(struct view *v)
{
	str	key = token_of(v, v->at)->key;

	if (str_is(key, "norms") || str_is(key, "rules"))
		return sense_enacted(v, key);
	if (lead_has(v, ANY(PROSE_PROCLAIM, PROSE_FOREIGN, PROSE_NONE,
	    PROSE_PUBLISH)))
		return PROSE_NOTHING;
	if (str_is(key, "fees_wan")) {
		add_key(v, key);
		return v->m->kind == PROSE_MONEY ? PROSE_CHARGED :
		    PROSE_NOTHING;
	}
	if (!lead_has(v, PROSE_SET(PROSE_DECIDE)))
		return PROSE_NOTHING;
	add_key(v, key);
	return PROSE_DECIDED;
}

/* 废止3件: the object was named earlier in the sentence. */
static enum prose_what
sense_enacted_alone(struct view *v)
{
	size_t		first = v->block->sentence[v->m->sentence].first;
	ptrdiff_t	act = last_of(v, first, v->m->lead,
			    PROSE_SET(PROSE_ACT));

	if (act < 0 || is(v, v->at, PROSE_SET(PROSE_MADE)))
		return PROSE_NOTHING;
	if (!str_is(token_of(v, (size_t)act)->key, "norms") &&
	    !str_is(token_of(v, (size_t)act)->key, "rules"))
		return PROSE_NOTHING;
	if (prose_has(v->block, first, v->m->lead, ANY(PROSE_PROCLAIM,
	    PROSE_PUBLISH)))
		return PROSE_NOTHING;
	return sense_enacted(v, token_of(v, (size_t)act)->key);
}

/* --- which word decides ------------------------------------------------- */

/* What the word v->at makes of the count; `from' begins its stretch. */
static enum prose_what
sense_word(struct view *v, size_t from)
{
	prose_set	set = token_of(v, v->at)->is;

	if ((set & ANY(PROSE_CARRIED_IN, PROSE_CARRIED_OUT, PROSE_CARRY)) != 0)
		return sense_carried(v);
	if ((set & PROSE_SET(PROSE_OUTCOME)) != 0)
		return sense_judged(v);
	if ((set & ANY(PROSE_REVIEW, PROSE_SUIT, PROSE_DIRECT,
	    PROSE_AFTER_REVIEW)) != 0)
		return sense_dispute(v, from);
	if ((set & PROSE_SET(PROSE_RESULT)) != 0)
		return sense_answered(v);
	if ((set & ANY(PROSE_APPLICATION, PROSE_ASK)) != 0)
		return sense_application(v);
	if ((set & PROSE_SET(PROSE_APPLICANT)) != 0)
		return sense_applicant(v);
	if ((set & PROSE_SET(PROSE_ACT)) != 0)
		return sense_act(v);
	if ((set & ANY(PROSE_IN_FORCE, PROSE_REPEALED, PROSE_MADE)) != 0)
		return sense_enacted_alone(v);
	return sense_handled(v);
}

#define DECIDING ANY(PROSE_CARRIED_IN, PROSE_CARRIED_OUT, PROSE_CARRY, \
	    PROSE_OUTCOME, PROSE_REVIEW, PROSE_SUIT, PROSE_DIRECT, \
	    PROSE_AFTER_REVIEW, PROSE_RESULT, PROSE_APPLICATION, PROSE_ASK, \
	    PROSE_APPLICANT, PROSE_ACT, PROSE_IN_FORCE, PROSE_REPEALED, \
	    PROSE_MADE, PROSE_HANDLE)

/* The nearest deciding word before the count; -1 if there is none. */
static ptrdiff_t
decides_before(const struct view *v)
{
	for (size_t i = v->m->token; i > v->m->lead; i--) {
		if (token_of(v, i - 1)->depth > v->m->depth)
			continue;
		if (is(v, i - 1, DECIDING))
			return (ptrdiff_t)(i - 1);
	}
	return -1;
}

/* 收到12件依申请公开: the words behind the count. */
static enum prose_what
sense_behind(struct view *v)
{
	size_t	i = v->m->token + 1;

	while (i < v->m->tail && !is(v, i, DECIDING))
		i++;
	if (i == v->m->tail)
		return sense_received_alone(v);
	if (unknown(v, v->m->token + 1, i) > FAR || prose_has(v->block,
	    v->m->token + 1, v->m->tail, ANY(PROSE_FOREIGN, PROSE_BUT)))
		return PROSE_NOTHING;
	v->at = i;
	v->fact->to = token_of(v, i)->to;
	if (is(v, i, ANY(PROSE_APPLICATION, PROSE_ASK))) {
		ptrdiff_t	verb = last_of(v, v->m->lead, v->m->token,
				    PROSE_SET(PROSE_RECEIVE));

		if (verb < 0 || prose_has(v->block, v->m->token + 1,
		    v->m->tail, ANY(PROSE_ABOUT_WHAT, PROSE_APPLICANT,
		    PROSE_ROUTE)) || (is(v, i, PROSE_SET(PROSE_ASK)) &&
		    !of_applications(v)))
			return PROSE_NOTHING;
		return sense_received(v, (size_t)verb);
	}
	if (is(v, i, ANY(PROSE_APPLICANT, PROSE_IN_FORCE, PROSE_REPEALED,
	    PROSE_MADE)))
		return PROSE_NOTHING;
	return sense_word(v, v->m->token + 1);
}

/* 增加5件, 较上年5件: a difference, not a count. */
static bool
is_difference(const struct view *v)
{
	size_t	i = v->m->token;

	if (lead_has(v, PROSE_SET(PROSE_COMPARE)))
		return true;
	if (i > v->m->lead && token_of(v, i - 1)->is == 0 &&
	    token_of(v, i - 1)->to - token_of(v, i - 1)->from <= 3)
		i--;
	return i > v->m->lead && is(v, i - 1, ANY(PROSE_MORE, PROSE_LESS));
}

void
prose_sense_read(const struct prose *prose, const struct prose_block *block,
    const struct prose_mention *m, const struct prose_fact *governor,
    struct prose_fact *fact)
{
	struct view	v = {
		.prose = prose, .block = block, .m = m, .governor = governor,
		.fact = fact,
	};
	ptrdiff_t	at;

	fact->what = PROSE_NOTHING;
	for (size_t i = m->lead; i < m->token; i++)
		if (block->token[i].depth <= m->depth)
			v.lead |= block->token[i].is;
	if (is_difference(&v))
		return;

	at = decides_before(&v);
	if (at >= 0) {
		v.at = (size_t)at;
		if (unknown(&v, v.at, m->token) <= NEAR)
			fact->what = sense_word(&v, m->lead);
	} else if (m->kind == PROSE_COUNT) {
		fact->what = sense_behind(&v);
	}
	if (m->kind == PROSE_MONEY && fact->what != PROSE_CHARGED)
		fact->what = PROSE_NOTHING;
	if (fact->what == PROSE_NOTHING && at < 0 && fact->part &&
	    fact->scope == PROSE_ONE_OF && governor != NULL &&
	    governor->what == PROSE_RECEIVED &&
	    lead_has(&v, PROSE_SET(PROSE_UNIT_OF)))
		fact->what = PROSE_RECEIVED;
}
