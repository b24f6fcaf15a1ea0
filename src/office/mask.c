#include "office/mask.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/han.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "check/proof_trace.h"
#include "check/proof_trace_address.h"
#include "doc/doc_read.h"
#include "doc/doc_sort.h"
#include "doc/doc_words.h"

static const char	path[] = "rules/mask.yaml";

enum form { FORM_PERSON, FORM_IDENTITY, FORM_PHONE, FORM_CARD, FORM_PASSPORT,
	FORM_ADDRESS, FORM_OTHER, FORM__COUNT };

static const char *const	names[FORM__COUNT] = { "person", "identity",
	"phone", "card", "passport", "address", "other" };

static const enum form	forms[PROOF_TRACE__KINDS] = {
	[PROOF_TRACE_IDENTITY] = FORM_IDENTITY,
	[PROOF_TRACE_IDENTITY_OLD] = FORM_IDENTITY,
	[PROOF_TRACE_MOBILE] = FORM_PHONE,
	[PROOF_TRACE_LANDLINE] = FORM_PHONE,
	[PROOF_TRACE_CARD] = FORM_CARD,
	[PROOF_TRACE_PASSPORT] = FORM_PASSPORT,
	[PROOF_TRACE_ADDRESS] = FORM_ADDRESS,
};

struct shape {
	int64_t	head, tail;	/* characters that stay */
	str	fill;		/* in place of the others */
	bool	each;		/* of each of them */
};

struct mask_rules {
	struct shape	shape[FORM__COUNT];
};

/* An order on its way. */
struct masking {
	struct arena			*arena;
	const struct mask_rules		*rules;
	const struct proof_rules	*proof;
	const struct mask_order		*order;
	struct fault			*fault;
	bool				 chosen[FORM__COUNT];
	struct doc_mask			*mask;
	size_t				 n, room;
};

/* --- how it looks -------------------------------------------------------- */

static enum err
read_shape(struct yaml *map, struct shape *shape, struct fault *fault)
{
	enum err	e = yaml_want_text(map, "fill", &shape->fill, fault);

	if (e == OK)
		e = yaml_may_int(map, "head", 0, 20, &shape->head, fault);
	if (e == OK)
		e = yaml_may_int(map, "tail", 0, 20, &shape->tail, fault);
	if (e == OK)
		e = yaml_may_bool(map, "each", &shape->each, fault);
	if (e != OK)
		return e;
	return yaml_done(map, fault);
}

enum err
mask_rules_load(struct arena *arena, const struct mask_rules **ret,
    struct fault *fault)
{
	struct mask_rules	*rules = arena_alloc(arena, sizeof *rules);
	struct yaml		*root, *map, *one;
	enum err		 e = yaml_load(arena, path, &root, fault);

	if (e == OK)
		e = yaml_want(root, "forms", YAML_MAP, &map, fault);
	for (size_t i = 0; e == OK && i < FORM__COUNT; i++) {
		e = yaml_want(map, names[i], YAML_MAP, &one, fault);
		if (e == OK)
			e = read_shape(one, &rules->shape[i], fault);
	}
	if (e == OK)
		e = yaml_done(map, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = rules;
	return e;
}

/* What stands for a text. */
static str
shown(struct masking *masking, str text, enum form form)
{
	const struct shape	*shape = &masking->rules->shape[form];
	size_t			 n = utf8_count(text), i = 0, at = 0, head;
	struct buf		 buf;
	bool			 filled = false;

	/* Nothing stays of what is shorter than what would stay. */
	if (n <= (size_t)(shape->head + shape->tail))
		shape = &masking->rules->shape[FORM_OTHER];
	head = (size_t)shape->head;
	/* A surname of two characters stays whole. */
	if (form == FORM_PERSON)
		head *= utf8_count(proof_rules_head(&masking->proof->surnames,
		    text));
	buf_init(&buf, masking->arena, 16 * text.n + 64);
	for (; at < text.n; i++) {
		size_t	from = at;

		(void)utf8_next(text, &at);
		if (i < head || i + (size_t)shape->tail >= n) {
			buf_put(&buf, str_sub(text, from, at));
		} else if (shape->each || !filled) {
			buf_put(&buf, shape->fill);
			filled = true;
		}
	}
	return buf_str(&buf);
}

/* --- what is chosen ------------------------------------------------------ */

static enum err
choose(struct masking *masking, str text, enum form form)
{
	text = str_trim(text);
	for (size_t i = 0; i < masking->n; i++)
		if (str_eq(masking->mask[i].text, text))
			return OK;
	if (utf8_count(text) < MASK_SHORTEST)
		return FAIL(masking->fault, ERR_INVALID, "mask.short", text);
	if (masking->n == MASK_MOST)
		return FAIL(masking->fault, ERR_TOO_LARGE, "mask.many",
		    str_int(masking->arena, MASK_MOST));
	if (masking->n == masking->room) {
		masking->room = masking->room == 0 ? 32 : 2 * masking->room;
		masking->mask = arena_grow(masking->arena, masking->mask,
		    masking->n, masking->room, sizeof *masking->mask);
	}
	masking->mask[masking->n++] = (struct doc_mask){ text,
	    shown(masking, text, form) };
	return OK;
}

/* A person's name looks otherwise than another text. */
static enum err
choose_text(struct masking *masking, str text)
{
	return choose(masking, text, proof_trace_address_name(masking->proof,
	    str_trim(text)) ? FORM_PERSON : FORM_OTHER);
}

static enum err
choose_kinds(struct masking *masking, str words)
{
	struct proof_trace	*trace;
	enum err		 e = OK;
	size_t			 n;

	for (size_t i = 0; i < masking->order->kinds; i++) {
		size_t	form = FORM_IDENTITY;

		while (form < FORM_OTHER &&
		    !str_is(masking->order->kind[i], names[form]))
			form++;
		if (form == FORM_OTHER)
			return FAIL(masking->fault, ERR_INVALID,
			    "mask.unknown_kind", masking->order->kind[i]);
		masking->chosen[form] = true;
	}
	trace = proof_trace_all(masking->arena, masking->proof, words, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if (masking->chosen[forms[trace[i].kind]])
			e = choose(masking, str_sub(words, trace[i].from,
			    trace[i].to), forms[trace[i].kind]);
	return e;
}

/* The cells below a head of this name, in every row of the table. */
static enum err
choose_below(struct masking *masking, const struct doc_table *table,
    const struct doc_cell *head)
{
	enum err	e = OK;

	for (size_t i = 0; e == OK && i < table->n; i++) {
		const struct doc_cell	*cell = &table->cell[i];

		if (cell->row <= head->row || cell->col < head->col ||
		    cell->col >= head->col + head->cols ||
		    str_trim(cell->text).n == 0)
			continue;
		e = choose_text(masking, cell->text);
	}
	return e;
}

static enum err
choose_column(struct masking *masking, const struct doc *doc, str name)
{
	str		want = han_fold(masking->arena, name);
	bool		found = false;
	enum err	e = OK;

	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_table	*table = doc->block[i].table;

		for (size_t k = 0; e == OK && table != NULL && k < table->n;
		    k++) {
			if (!str_eq(want, han_fold(masking->arena,
			    table->cell[k].text)))
				continue;
			found = true;
			e = choose_below(masking, table, &table->cell[k]);
		}
	}
	if (e == OK && !found)
		return FAIL(masking->fault, ERR_INVALID, "mask.no_column",
		    name);
	return e;
}

/* Longer ones first, so that none is torn by one that begins it. */
static int
by_length(const void *a, const void *b)
{
	const struct doc_mask	*x = a, *y = b;

	if (x->text.n != y->text.n)
		return x->text.n > y->text.n ? -1 : 1;
	return str_compare(x->text, y->text);
}

static enum err
choose_all(struct masking *masking, str bytes, str name)
{
	const struct mask_order	*order = masking->order;
	struct doc		*doc;
	bool			 unread;
	enum err		 e;

	e = choose_kinds(masking, doc_words(masking->arena, bytes, name,
	    &unread));
	for (size_t i = 0; e == OK && i < order->hides; i++)
		e = choose_text(masking, order->hide[i]);
	if (e == OK && order->columns > 0)
		e = doc_read(masking->arena, bytes, name, &doc,
		    masking->fault);
	for (size_t i = 0; e == OK && i < order->columns; i++)
		e = choose_column(masking, doc, order->column[i]);
	if (e == OK && masking->n == 0)
		return FAIL(masking->fault, ERR_INVALID, "mask.nothing",
		    name);
	if (masking->n > 0)
		qsort(masking->mask, masking->n, sizeof *masking->mask,
		    by_length);
	return e;
}

/* --- the copy ------------------------------------------------------------ */

/* A number of a chosen kind that the copy still shows. */
static const struct doc_mask *
kind_left(struct masking *masking, str bytes, str name)
{
	struct proof_trace	*trace;
	struct doc_mask		*left;
	bool			 unread;
	size_t			 n;
	str			 words = doc_words(masking->arena, bytes,
				    name, &unread);

	trace = proof_trace_all(masking->arena, masking->proof, words, &n);
	for (size_t i = 0; i < n; i++) {
		str	text = str_sub(words, trace[i].from, trace[i].to);

		if (!masking->chosen[forms[trace[i].kind]] ||
		    str_has(text, S("*")) || str_has(text, S("＊")))
			continue;
		left = arena_alloc(masking->arena, sizeof *left);
		*left = (struct doc_mask){ text, shown(masking, text,
		    forms[trace[i].kind]) };
		return left;
	}
	return NULL;
}

enum err
mask_file(struct arena *arena, const struct mask_rules *rules,
    const struct proof_rules *proof, str bytes, str name,
    const struct mask_order *order, struct mask_copy *ret,
    struct fault *fault)
{
	struct masking		masking = { .arena = arena, .rules = rules,
				    .proof = proof, .order = order,
				    .fault = fault };
	struct doc_mask_left	left;
	str			copy;
	enum err		e;

	e = choose_all(&masking, bytes, name);
	if (e == OK)
		e = doc_mask(arena, bytes, name, masking.mask, masking.n,
		    &copy, fault);
	if (e != OK)
		return e;
	doc_mask_left(arena, copy, name, masking.mask, masking.n, &left);
	if (left.mask == NULL)
		left.mask = kind_left(&masking, copy, name);
	*ret = (struct mask_copy){ .bytes = copy, .mask = masking.mask,
	    .n = masking.n, .left = left.mask, .unread = left.unread,
	    .words_only = doc_sort(bytes, name) == DOC_SORT_PDF };
	return OK;
}
