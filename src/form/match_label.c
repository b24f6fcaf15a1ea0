#include "form/match_label.h"

#include <string.h>

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

struct node {
	uint32_t	 parent;
	uint32_t	 point;
	struct match_label *label;	/* that ends here, or NULL */
};

struct match_index {
	struct arena	*arena;
	struct match_slot *slot;
	size_t		 slots;
	struct node	*node;		/* 0 is the start */
	uint32_t	 nodes;
	uint32_t	*edge;		/* hash of (parent, point) -> node */
	uint32_t	 mask;
};

uint32_t
match_label_point(uint32_t point)
{
	if (point < 0x80) {
		if (point >= 'A' && point <= 'Z')
			return point + ('a' - 'A');
		if ((point >= 'a' && point <= 'z') ||
		    (point >= '0' && point <= '9'))
			return point;
		return 0;
	}
	if (utf8_is_han(point))
		return han_simplify(point);
	if (point >= 0xFF01 && point <= 0xFF5E)
		return match_label_point(han_half(point));
	if (point >= 0x2460 && point <= 0x2468)		/* ① .. ⑨ */
		return '1' + (point - 0x2460);
	return 0;
}

str
match_label_fold(struct arena *arena, str text)
{
	char	*to = arena_alloc(arena, text.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; ) {
		uint32_t	point = match_label_point(utf8_next(text, &i));

		if (point != 0)
			n += utf8_put(to + n, point);
	}
	return (str){ to, n };
}

/* --- numbers and notes -------------------------------------------------- */

static bool
opens(uint32_t point)
{
	return point == '(' || point == 0xFF08;
}

static bool
closes(uint32_t point)
{
	return point == ')' || point == 0xFF09;
}

/* A digit of a number in front of something. */
static bool
counts(uint32_t point)
{
	static const uint32_t	han[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0 };

	point = han_half(point);
	if (point >= '0' && point <= '9')
		return true;
	for (size_t i = 0; han[i] != 0; i++)
		if (point == han[i])
			return true;
	return false;
}

/* What parts a number from what it numbers. */
static bool
parts(uint32_t point)
{
	point = han_half(point);
	return point == 0x3001 || point == '.' || point == ',' ||
	    point == ':' || point == ')' || point == 0xFF61;
}

static size_t
past_blanks(str text, size_t at)
{
	for (size_t next = at; next < text.n; at = next)
		if (!utf8_is_blank(utf8_next(text, &next)))
			break;
	return at;
}

size_t
match_label_number(str text)
{
	size_t	 at = past_blanks(text, 0), next = at;
	uint32_t point = utf8_next(text, &next);
	bool	 inside = opens(point), blank;
	unsigned digits = 0;

	if (point >= 0x2460 && point <= 0x2473)
		return past_blanks(text, next);
	if (inside)
		point = utf8_next(text, &next);
	while (counts(point) && digits < 4) {
		digits++;
		at = next;
		point = utf8_next(text, &next);
	}
	if (digits == 0 || digits == 4)
		return 0;
	blank = utf8_is_blank(point);
	while (utf8_is_blank(point))
		point = utf8_next(text, &next);
	if (inside ? closes(point) : parts(point)) {
		at = past_blanks(text, next);
		if (at < text.n && inside) {	/* "（一）、" */
			next = at;
			point = utf8_next(text, &next);
			if (parts(point))
				at = past_blanks(text, next);
		}
		return at;
	}
	return blank && !inside ? past_blanks(text, at) : 0;
}

/* The byte after the bracket that closes the one before `at'; 0 if none. */
static size_t
note_end(str text, size_t at, bool *ret_number)
{
	unsigned depth = 1;

	*ret_number = true;
	while (at < text.n) {
		uint32_t	point = utf8_next(text, &at);

		if (opens(point))
			depth++;
		else if (closes(point) && --depth == 0)
			return at;
		else if (!counts(point) && !utf8_is_blank(point))
			*ret_number = false;
	}
	return 0;
}

str
match_label_noteless(struct arena *arena, str text)
{
	char	*to = NULL;
	size_t	 n = 0;

	for (size_t i = 0; i < text.n; ) {
		size_t	 from = i, end;
		uint32_t point = utf8_next(text, &i);
		bool	 number;

		if (from > 0 && opens(point)) {
			end = note_end(text, i, &number);
			if (end != 0 && !number) {
				if (to == NULL) {
					to = arena_alloc(arena, text.n);
					memcpy(to, text.at, from);
					n = from;
				}
				i = end;
				continue;
			}
		}
		if (to != NULL) {
			memcpy(to + n, text.at + from, i - from);
			n += i - from;
		}
	}
	return to == NULL ? text : (str){ to, n };
}

/* --- the trie ----------------------------------------------------------- */

static uint32_t
edge_hash(uint32_t parent, uint32_t point)
{
	uint64_t	h = ((uint64_t)parent << 32 | point) *
			    UINT64_C(0x9E3779B97F4A7C15);

	return (uint32_t)(h >> 32);
}

static uint32_t
child(const struct match_index *index, uint32_t parent, uint32_t point)
{
	for (uint32_t h = edge_hash(parent, point);; h++) {
		uint32_t	n = index->edge[h & index->mask];

		if (n == 0)
			return MATCH_NOWHERE;
		if (index->node[n].parent == parent &&
		    index->node[n].point == point)
			return n;
	}
}

static uint32_t
grow_child(struct match_index *index, uint32_t parent, uint32_t point)
{
	uint32_t	n = child(index, parent, point), h;

	if (n != MATCH_NOWHERE)
		return n;
	n = index->nodes++;
	index->node[n] = (struct node){ .parent = parent, .point = point };
	h = edge_hash(parent, point);
	while (index->edge[h & index->mask] != 0)
		h++;
	index->edge[h & index->mask] = n;
	return n;
}

static bool
same_thing(const struct match_hit *a, const struct match_hit *b)
{
	return a->kind == b->kind && a->form == b->form &&
	    a->slot == b->slot && a->index == b->index &&
	    a->column == b->column;
}

static void
add_hit(struct match_index *index, struct match_label *label,
    const struct match_hit *hit)
{
	for (size_t i = 0; i < label->hits; i++)
		if (same_thing(&label->hit[i], hit)) {
			if (hit->how < label->hit[i].how)
				label->hit[i].how = hit->how;
			label->hit[i].official |= hit->official;
			return;
		}
	if ((label->hits & (label->hits - 1)) == 0)
		label->hit = arena_grow(index->arena, label->hit, label->hits,
		    label->hits == 0 ? 1 : label->hits * 2,
		    sizeof *label->hit);
	label->hit[label->hits++] = *hit;
	if (hit->slot < MATCH_SLOTS)
		label->slots |= UINT32_C(1) << hit->slot;
}

static void
insert(struct match_index *index, str text, const struct match_hit *hit)
{
	uint32_t	 node = 0;
	unsigned	 points = 0;

	for (size_t i = 0; i < text.n; ) {
		uint32_t	point = match_label_point(utf8_next(text, &i));

		if (point == 0)
			continue;
		node = grow_child(index, node, point);
		points++;
	}
	if (node == 0)
		return;
	if (index->node[node].label == NULL) {
		index->node[node].label = arena_alloc(index->arena,
		    sizeof(struct match_label));
		index->node[node].label->fold =
		    match_label_fold(index->arena, text);
		index->node[node].label->points = points;
	}
	add_hit(index, index->node[node].label, hit);
}

/* One wording with and without its notes. */
static void
insert_wording(struct match_index *index, str text, struct match_hit hit)
{
	str	noteless = match_label_noteless(index->arena, text);

	insert(index, text, &hit);
	if (noteless.n == text.n)
		return;
	if (hit.how == MATCH_EXACT)
		hit.how = MATCH_NOTELESS;
	insert(index, noteless, &hit);
}

static void
insert_label(struct match_index *index, const struct form_label *label,
    struct match_hit hit)
{
	for (size_t i = 0; i <= label->variants; i++) {
		str	text = i == 0 ? label->text : label->variant[i - 1];

		hit.official = i == 0;
		hit.how = label->number.n == 0 ? MATCH_EXACT : MATCH_BARE;
		insert_wording(index, text, hit);
		if (label->number.n == 0)
			continue;
		hit.how = MATCH_EXACT;
		insert_wording(index, str_printf(index->arena, "%.*s%.*s",
		    STRF(label->number), STRF(text)), hit);
	}
}

static void
insert_table(struct match_index *index, const struct form_table *table,
    struct match_hit hit)
{
	for (size_t i = 0; i < table->rows; i++) {
		hit.kind = MATCH_ROW;
		hit.index = (unsigned)i;
		insert_label(index, &table->row[i].label, hit);
	}
	for (size_t i = 0; i < table->groups; i++) {
		hit.kind = MATCH_GROUP;
		hit.index = (unsigned)i;
		insert_label(index, &table->group[i].label, hit);
	}
	for (size_t i = 0; i < table->blocks; i++) {
		const struct form_block	*block = &table->block[i];

		hit.index = (unsigned)i;
		hit.kind = MATCH_HEAD;
		insert_label(index, &block->head, hit);
		hit.kind = MATCH_CORNER;
		insert_label(index, &block->corner, hit);
		hit.kind = MATCH_COLUMN;
		for (size_t c = 0; c < block->columns; c++) {
			hit.column = (unsigned)c;
			insert_label(index, &block->column[c].label, hit);
		}
		hit.column = 0;
	}
}

static unsigned
slot_of(const struct match_index *index, str key)
{
	for (size_t i = 0; i < index->slots; i++)
		if (str_eq(index->slot[i].key, key))
			return (unsigned)i;
	return MATCH_SLOTS;
}

/* Tables of the newest form first, then what only older ones have. */
static void
make_slots(struct match_index *index, const struct forms *forms)
{
	index->slot = arena_array(index->arena, MATCH_SLOTS,
	    sizeof *index->slot);
	for (size_t f = forms->n; f-- > 0; )
		for (size_t t = 0; t < forms->form[f].tables; t++) {
			const struct form_table	*table =
			    &forms->form[f].table[t];
			unsigned		 slot =
			    slot_of(index, table->key);

			if (slot == MATCH_SLOTS) {
				if (index->slots == MATCH_SLOTS)
					continue;
				slot = (unsigned)index->slots++;
				index->slot[slot].key = table->key;
				index->slot[slot].table = arena_array(
				    index->arena, forms->n,
				    sizeof *index->slot[slot].table);
			}
			index->slot[slot].table[f] = table;
		}
}

static size_t
points_in(str text)
{
	size_t	n = 0;

	for (size_t i = 0; i < text.n; )
		n += match_label_point(utf8_next(text, &i)) != 0;
	return n;
}

/* Each wording is indexed with and without number and notes. */
static size_t
label_size(const struct form_label *label)
{
	size_t	number = points_in(label->number);
	size_t	n = 4 * points_in(label->text) + 2 * number;

	for (size_t i = 0; i < label->variants; i++)
		n += 4 * points_in(label->variant[i]) + 2 * number;
	return n;
}

static size_t
table_size(const struct form_table *table)
{
	size_t	n = 0;

	for (size_t i = 0; i < table->rows; i++)
		n += label_size(&table->row[i].label);
	for (size_t i = 0; i < table->groups; i++)
		n += label_size(&table->group[i].label);
	for (size_t i = 0; i < table->blocks; i++) {
		n += label_size(&table->block[i].head);
		n += label_size(&table->block[i].corner);
		for (size_t c = 0; c < table->block[i].columns; c++)
			n += label_size(&table->block[i].column[c].label);
	}
	return n;
}

/* More nodes than the labels of these forms can need. */
static size_t
forms_size(const struct forms *forms)
{
	size_t	n = 1;

	for (size_t f = 0; f < forms->n; f++) {
		const struct form	*form = &forms->form[f];

		n += label_size(&form->title);
		for (size_t i = 0; i < form->sections; i++)
			n += label_size(&form->section[i].title);
		for (size_t i = 0; i < form->tables; i++)
			n += table_size(&form->table[i]);
	}
	return n;
}

const struct match_index *
match_label_index(struct arena *arena, const struct forms *forms)
{
	struct match_index	*index = arena_alloc(arena, sizeof *index);
	size_t			 room = forms_size(forms) + 2, buckets = 64;

	while (buckets < room + room / 2)
		buckets *= 2;
	index->arena = arena;
	index->node = arena_array(arena, room, sizeof *index->node);
	index->nodes = 1;
	index->edge = arena_array(arena, buckets, sizeof *index->edge);
	index->mask = (uint32_t)(buckets - 1);
	make_slots(index, forms);
	for (size_t f = 0; f < forms->n; f++) {
		const struct form	*form = &forms->form[f];
		struct match_hit	 hit = { .form = (unsigned)f,
			.slot = MATCH_SLOTS, .kind = MATCH_TITLE };

		insert_label(index, &form->title, hit);
		hit.kind = MATCH_SECTION;
		for (size_t i = 0; i < form->sections; i++) {
			hit.index = (unsigned)i;
			insert_label(index, &form->section[i].title, hit);
		}
		hit.index = 0;
		for (size_t i = 0; i < form->tables; i++) {
			hit.slot = slot_of(index, form->table[i].key);
			if (hit.slot < MATCH_SLOTS)
				insert_table(index, &form->table[i], hit);
		}
	}
	return index;
}

const struct match_slot *
match_label_slots(const struct match_index *index, size_t *ret_n)
{
	*ret_n = index->slots;
	return index->slot;
}

/* --- finding ------------------------------------------------------------ */

uint32_t
match_label_walk(const struct match_index *index, uint32_t node, str text)
{
	for (size_t i = 0; i < text.n && node != MATCH_NOWHERE; ) {
		uint32_t	point = match_label_point(utf8_next(text, &i));

		if (point != 0)
			node = child(index, node, point);
	}
	return node;
}

const struct match_label *
match_label_end(const struct match_index *index, uint32_t node)
{
	return node == MATCH_NOWHERE ? NULL : index->node[node].label;
}

static const struct match_label *
whole(const struct match_index *index, str text)
{
	return match_label_end(index, match_label_walk(index, 0, text));
}

const struct match_label *
match_label_whole(struct arena *arena, const struct match_index *index,
    str text, enum match_how *ret_how)
{
	const struct match_label *label;
	size_t			  number;

	*ret_how = MATCH_EXACT;
	if (text.n == 0 || text.n > 1024)
		return NULL;
	label = whole(index, text);
	for (int noteless = 0; label == NULL && noteless < 2; noteless++) {
		if (noteless == 1) {
			size_t	n = text.n;

			text = match_label_noteless(arena, text);
			if (text.n == n)
				break;
			*ret_how = MATCH_NOTELESS;
			label = whole(index, text);
		}
		number = label == NULL ? match_label_number(text) : 0;
		if (number > 0) {
			*ret_how = MATCH_BARE;
			label = whole(index, str_sub(text, number, text.n));
		}
	}
	return label;
}

const struct match_label *
match_label_at(const struct match_index *index, str text, size_t from,
    size_t *ret_to)
{
	const struct match_label *best = NULL;
	uint32_t		  node = 0;

	for (size_t i = from; i < text.n; ) {
		uint32_t	point = match_label_point(utf8_next(text, &i));

		if (point == 0) {
			if (node == 0)
				return NULL;
			continue;
		}
		node = child(index, node, point);
		if (node == MATCH_NOWHERE)
			break;
		if (index->node[node].label != NULL) {
			best = index->node[node].label;
			*ret_to = i;
		}
	}
	return best;
}

/* --- likeness ----------------------------------------------------------- */

#define LIKE_POINTS	96	/* characters that are compared */

static size_t
points_of(str text, uint32_t *point)
{
	size_t	n = 0;

	for (size_t i = 0; i < text.n && n < LIKE_POINTS; ) {
		uint32_t	p = match_label_point(utf8_next(text, &i));

		if (p != 0)
			point[n++] = p;
	}
	return n;
}

/* How many neighbouring pairs of `a' are found in `b', each used once. */
static unsigned
common_pairs(const uint32_t *a, size_t an, const uint32_t *b, size_t bn)
{
	bool		used[LIKE_POINTS] = { false };
	unsigned	common = 0;

	for (size_t i = 0; i + 1 < an; i++)
		for (size_t j = 0; j + 1 < bn; j++)
			if (!used[j] && a[i] == b[j] && a[i + 1] == b[j + 1]) {
				used[j] = true;
				common++;
				break;
			}
	return common;
}

unsigned
match_label_alike(str a, str b)
{
	uint32_t	x[LIKE_POINTS], y[LIKE_POINTS];
	size_t		xn = points_of(a, x), yn = points_of(b, y);

	if (xn < 2 || yn < 2)
		return xn == 1 && yn == 1 && x[0] == y[0] ? 100 : 0;
	return 200 * common_pairs(x, xn, y, yn) / (unsigned)(xn + yn - 2);
}

unsigned
match_label_within(str part, str all)
{
	uint32_t	x[LIKE_POINTS], y[LIKE_POINTS];
	size_t		xn = points_of(part, x), yn = points_of(all, y);

	if (xn == 0)
		return 0;
	if (xn == 1) {
		for (size_t i = 0; i < yn; i++)
			if (y[i] == x[0])
				return 100;
		return 0;
	}
	return 100 * common_pairs(x, xn, y, yn) / (unsigned)(xn - 1);
}
