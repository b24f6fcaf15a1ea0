#include "base/arena.h"
#include "base/day.h"
#include "base/han.h"
#include "base/number.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "domain/village.h"

#define HEAD_ROWS	10u	/* among these the heads stand */
#define CENTS		2	/* digits of a fraction at most */

/* --- reading -------------------------------------------------------------- */

/* Where the columns of a kind stand in a row of heads; false if a needed one
   is not there. */
static bool
place_heads(struct arena *arena, const struct village_kind *kind,
    const struct csv_row *row, size_t place[VILLAGE_COLUMNS])
{
	bool	all = true;

	for (size_t c = 0; c < kind->columns; c++) {
		str	name = han_fold(arena, kind->column[c].name);

		for (place[c] = 0; place[c] < row->n; place[c]++)
			if (str_eq(han_fold(arena, row->field[place[c]]),
			    name))
				break;
		all = all && (place[c] < row->n || !kind->column[c].needed);
	}
	return all;
}

static bool
take_row(const struct village_kind *kind, const struct csv_row *from,
    const size_t place[VILLAGE_COLUMNS], struct village_row *to)
{
	bool	some = false;

	*to = (struct village_row){ .line = from->line };
	for (size_t c = 0; c < kind->columns; c++)
		if (place[c] < from->n) {
			to->field[c] = str_trim(from->field[place[c]]);
			some = some || to->field[c].n > 0;
		}
	to->total = kind->total >= 0 && str_is(to->field[0], "合计");
	return some;
}

enum err
village_read(struct arena *arena, const struct village_kind *kind,
    const struct csv_row *row, size_t n, struct village_table *ret,
    struct fault *fault)
{
	size_t	place[VILLAGE_COLUMNS], at = 0;
	bool	found = false;

	for (; at < n && at < HEAD_ROWS && !found; at++)
		found = place_heads(arena, kind, &row[at], place);
	if (!found)
		return FAIL(fault, ERR_INVALID, "village.no_heads",
		    kind->name);
	if (n - at > VILLAGE_ROWS)
		return FAIL(fault, ERR_TOO_LARGE, "village.long",
		    str_int(arena, VILLAGE_ROWS));
	*ret = (struct village_table){ .kind = kind };
	ret->row = arena_array(arena, n - at + 1, sizeof *ret->row);
	for (; at < n; at++)
		ret->n += take_row(kind, &row[at], place, &ret->row[ret->n]);
	return ret->n > 0 ? OK : FAIL(fault, ERR_INVALID, "village.empty",
	    kind->name);
}

/* --- checking ------------------------------------------------------------- */

struct checking {
	struct arena			*arena;
	const struct village_table	*table;
	struct village_remark		*remark;
	size_t				 n;
};

static void
tell(struct checking *checking, const struct village_row *row, size_t column,
    const char *key, str is, str ought)
{
	if (checking->n < VILLAGE_REMARKS)
		checking->remark[checking->n++] = (struct village_remark){
		    row->line, checking->table->kind->column[column].name,
		    key, { is, ought } };
}

/* An amount of a row, 0 where nothing stands; false if it is none. */
static bool
read_money(const struct village_row *row, int column, struct number *ret)
{
	str	text = row->field[column];

	*ret = number_of(0);
	return text.n == 0 || (number_read(text, ret) && ret->scale <= CENTS);
}

static bool
is_masked(str name)
{
	return str_has(name, S("*")) || str_has(name, S("＊")) ||
	    str_has(name, S("×")) || str_has(name, S("某"));
}

static void
check_field(struct checking *checking, const struct village_row *row,
    size_t c)
{
	const struct village_column	*column =
					    &checking->table->kind->column[c];
	struct number			 number;
	str				 text = row->field[c];

	if (text.n == 0) {
		if (column->needed && !row->total)
			tell(checking, row, c, "village.needed", text, text);
		return;
	}
	if (column->type == VILLAGE_DAY && day_read(text) == DAY_NONE)
		tell(checking, row, c, "village.no_day", text, text);
	if (column->type == VILLAGE_MONEY && !read_money(row, (int)c,
	    &number))
		tell(checking, row, c, "village.wrong_money", text, text);
	if (column->type == VILLAGE_PERSON && !row->total &&
	    !is_masked(text))
		tell(checking, row, c, "village.no_mask", text,
		    village_mask(checking->arena, text));
}

/* Each balance is the one before with what came and without what went. */
static void
check_running(struct checking *checking)
{
	const struct village_table	*table = checking->table;
	const struct village_kind	*kind = table->kind;
	struct number			 before, in, out, is, ought;

	if (kind->balance < 0)
		return;
	for (size_t i = 1; i < table->n; i++) {
		const struct village_row	*row = &table->row[i];

		if (!read_money(row - 1, kind->balance, &before) ||
		    !read_money(row, kind->income, &in) ||
		    !read_money(row, kind->expense, &out) ||
		    !read_money(row, kind->balance, &is) ||
		    row->field[kind->balance].n == 0 ||
		    !number_add(before, in, &ought) ||
		    !number_subtract(ought, out, &ought))
			continue;
		if (number_compare(is, ought) != 0)
			tell(checking, row, (size_t)kind->balance,
			    "village.balance", number_text(checking->arena,
			    is), number_text(checking->arena, ought));
	}
}

static void
check_total(struct checking *checking)
{
	const struct village_table	*table = checking->table;
	int				 c = table->kind->total;
	struct number			 sum = number_of(0), one;

	for (size_t i = 0; c >= 0 && i < table->n; i++) {
		const struct village_row	*row = &table->row[i];

		if (!read_money(row, c, &one))
			return;
		if (row->total && number_compare(one, sum) != 0)
			tell(checking, row, (size_t)c, "village.total",
			    number_text(checking->arena, one),
			    number_text(checking->arena, sum));
		if (!row->total && !number_add(sum, one, &sum))
			return;
	}
}

void
village_check(struct arena *arena, const struct village_table *table,
    struct village_remark **ret, size_t *ret_n)
{
	struct checking	checking = { .arena = arena, .table = table };

	checking.remark = arena_array(arena, VILLAGE_REMARKS,
	    sizeof *checking.remark);
	for (size_t i = 0; i < table->n; i++)
		for (size_t c = 0; c < table->kind->columns; c++)
			check_field(&checking, &table->row[i], c);
	check_running(&checking);
	check_total(&checking);
	*ret = checking.remark;
	*ret_n = checking.n;
}

str
village_mask(struct arena *arena, str name)
{
	size_t	at = 0, stars = 0;
	str	first;

	(void)utf8_next(name, &at);
	first = str_sub(name, 0, at);
	while (at < name.n && utf8_next(name, &at) != 0)
		stars++;
	return str_printf(arena, "%.*s%.*s", STRF(first), (int)(stars > 2 ?
	    2 : stars), "**");
}

/* --- drawing -------------------------------------------------------------- */

enum err
village_draw(struct arena *arena, const struct village_table *table,
    str title, struct doc **ret, struct fault *fault)
{
	const struct village_kind	*kind = table->kind;
	struct doc			*doc = doc_new(arena, DOC_HTML);
	struct doc_table		*to;
	struct doc_cell			*cell;
	enum err			 e;

	doc->title = title;
	doc_add(arena, doc, DOC_HEADING, title)->level = 1;
	to = doc_add_table(arena, doc, DOC_GRID_TRUE);
	for (size_t c = 0; c < kind->columns; c++) {
		cell = doc_add_cell(arena, to, 0, (unsigned)c, 1, 1,
		    kind->column[c].name);
		cell->head = true;
	}
	for (size_t i = 0; i < table->n; i++)
		for (size_t c = 0; c < kind->columns; c++)
			(void)doc_add_cell(arena, to, (unsigned)i + 1,
			    (unsigned)c, 1, 1, table->row[i].field[c]);
	e = doc_lay(arena, to, fault);
	if (e == OK)
		*ret = doc;
	return e;
}
