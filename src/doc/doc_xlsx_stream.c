#include "doc/doc_xlsx_stream.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_fold.h"
#include "doc/doc_xml.h"

#define BLANKS	65536u	/* of a sheet that are kept; more are formatting */

enum kind { NUMBER, SHARED, INLINE, TRUTH };

/* A sheet being read. */
struct reading {
	struct doc_xlsx		*xlsx;
	struct doc_xlsx_raw	*raw;
	struct doc_package	 own;		/* as the sheet sees it */
	str			 name;
	struct doc_xml_stream	 stream;
	size_t			 room, blank_room, merge_room, hidden_room;
	unsigned		 row, col;	/* of the next cell */
	unsigned		 under;		/* row below the last text */
	struct doc_xlsx_cell	 cell;		/* being read */
	struct doc_xlsx_style	 style;
	enum kind		 kind;
	bool			 wanted;	/* inside of v or t */
	bool			 spoken;	/* inside of rPh */
	struct buf		 words;
};

static void *
room_for(struct arena *arena, void *array, size_t n, size_t *room,
    size_t size)
{
	if (n < *room)
		return array;
	*room = *room == 0 ? 64 : *room * 2;
	return arena_grow(arena, array, n, *room, size);
}

/* A number up to `most'; false for anything else. */
static bool
read_number(str s, unsigned most, unsigned *ret)
{
	unsigned	n = 0;

	if (s.n == 0 || s.n > 9)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		n = n * 10 + (unsigned)(s.at[i] - '0');
	}
	*ret = n;
	return n <= most;
}

/* "B4", also "$B$4" */
static bool
read_ref(str s, unsigned *row, unsigned *col)
{
	unsigned	letters = 0;
	size_t		i = 0;

	for (; i < s.n; i++) {
		if (s.at[i] == '$')
			continue;
		if (s.at[i] < 'A' || s.at[i] > 'Z')
			break;
		letters = letters * 26 + (unsigned)(s.at[i] - 'A') + 1;
		if (letters > DOC_XLSX_COLS)
			return false;
	}
	if (letters == 0 ||
	    !read_number(str_sub(s, i, s.n), DOC_XLSX_ROWS, row) || *row == 0)
		return false;
	*row -= 1;
	*col = letters - 1;
	return true;
}

/* "A1:C2", "A1" */
static bool
read_area(str s, struct doc_xlsx_area *ret)
{
	str	first;

	if (!str_cut(&s, ':', &first) ||
	    !read_ref(first, &ret->top, &ret->left))
		return false;
	ret->bottom = ret->top;
	ret->right = ret->left;
	if (s.n > 0 && !read_ref(s, &ret->bottom, &ret->right))
		return false;
	return ret->top <= ret->bottom && ret->left <= ret->right;
}

static bool
is_on(str value)
{
	return str_is(value, "1") || str_is(value, "true");
}

static void
start_col(struct reading *r)
{
	unsigned	from, to;

	if (!is_on(doc_xml_given(&r->stream, "hidden")) ||
	    !read_number(doc_xml_given(&r->stream, "min"), DOC_XLSX_COLS,
	    &from) || from == 0 ||
	    !read_number(doc_xml_given(&r->stream, "max"), DOC_XLSX_COLS, &to))
		return;
	for (unsigned i = from - 1; i < to; i++)
		r->raw->hidden_col[i] = true;
}

static void
start_row(struct reading *r)
{
	unsigned	row;

	if (read_number(doc_xml_given(&r->stream, "r"), DOC_XLSX_ROWS, &row) &&
	    row > 0)
		r->row = row - 1;
	r->col = 0;
	if (!is_on(doc_xml_given(&r->stream, "hidden")))
		return;
	r->raw->hidden_row = room_for(r->xlsx->arena, r->raw->hidden_row,
	    r->raw->hidden_rows, &r->hidden_room, sizeof row);
	r->raw->hidden_row[r->raw->hidden_rows++] = r->row;
}

static void
start_cell(struct reading *r)
{
	str		type = doc_xml_given(&r->stream, "t");
	unsigned	row, col;

	r->kind = str_is(type, "s") ? SHARED : str_is(type, "b") ? TRUTH :
	    type.n == 0 || str_is(type, "n") ? NUMBER : INLINE;
	r->style = doc_xlsx_style_of(r->xlsx->styles,
	    doc_xml_given(&r->stream, "s"));
	if (read_ref(doc_xml_given(&r->stream, "r"), &row, &col)) {
		r->row = row;
		r->col = col;
	}
	buf_clear(&r->words);
}

static str
cell_text(struct reading *r)
{
	struct doc_xlsx	*xlsx = r->xlsx;
	str		 words = str_trim(buf_str(&r->words));
	unsigned	 i;

	if (words.n == 0)
		return S("");
	switch (r->kind) {
	case SHARED:
		return read_number(words, INT32_MAX, &i) && i < xlsx->strings ?
		    xlsx->string[i] : S("");
	case NUMBER:
		return str_copy(xlsx->arena, doc_xlsx_value(xlsx->arena,
		    words, r->style.look, xlsx->epoch));
	case TRUTH:
		return is_on(words) ? S("TRUE") : S("FALSE");
	case INLINE:
		break;
	}
	return doc_fold(xlsx->arena, words);
}

/* A sheet may be formatted down to its last row: only what is asked for. */
static void
add_blank(struct reading *r, const struct doc_xlsx_cell *cell)
{
	struct doc_xlsx_raw	*raw = r->raw;

	if (!cell->ruled || cell->row != r->under || raw->blanks == BLANKS)
		return;
	raw->blank = room_for(r->xlsx->arena, raw->blank, raw->blanks,
	    &r->blank_room, sizeof *cell);
	raw->blank[raw->blanks++] = *cell;
}

static enum err
add_text(struct reading *r, const struct doc_xlsx_cell *cell)
{
	struct doc_xlsx_raw	*raw = r->raw;

	if (raw->n >= DOC_SQUARES)
		return FAIL(r->xlsx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	raw->cell = room_for(r->xlsx->arena, raw->cell, raw->n, &r->room,
	    sizeof *cell);
	raw->cell[raw->n++] = *cell;
	r->under = cell->row + 1;
	while (raw->blanks > 0 &&
	    raw->blank[raw->blanks - 1].row == cell->row)
		raw->blanks--;
	return OK;
}

static enum err
end_cell(struct reading *r)
{
	struct doc_xlsx_cell	cell = {
		.text = cell_text(r),
		.row = r->row,
		.col = r->col++,
		.rows = 1,
		.cols = 1,
		.ruled = r->style.ruled,
	};

	if (cell.row >= DOC_XLSX_ROWS || cell.col >= DOC_XLSX_COLS)
		return OK;
	if (cell.text.n > 0)
		return add_text(r, &cell);
	add_blank(r, &cell);
	return OK;
}

static void
start_merge(struct reading *r)
{
	struct doc_xlsx_area	area;

	if (!read_area(doc_xml_given(&r->stream, "ref"), &area))
		return;
	r->raw->merge = room_for(r->xlsx->arena, r->raw->merge,
	    r->raw->merges, &r->merge_room, sizeof area);
	r->raw->merge[r->raw->merges++] = area;
}

static void
start_link(struct reading *r)
{
	struct arena			*arena = r->xlsx->arena;
	const struct doc_relation	*relation;
	str				 ref;

	relation = doc_package_relation(&r->own,
	    doc_xml_given(&r->stream, "r:id"));
	if (relation == NULL || !relation->outside ||
	    r->xlsx->doc->links >= DOC_BLOCKS)
		return;
	ref = str_copy(arena, doc_xml_given(&r->stream, "ref"));
	doc_add_link(arena, r->xlsx->doc, doc_fold(arena, relation->target),
	    doc_fold(arena, doc_xml_given(&r->stream, "display")),
	    (struct doc_place){
	    .xpath = str_printf(arena, "%.*s!%.*s", STRF(r->name), STRF(ref)),
	});
}

static enum err
read_node(struct reading *r)
{
	const struct doc_xml_stream	*stream = &r->stream;

	if (doc_xml_starts(stream, "c"))
		start_cell(r);
	else if (doc_xml_starts(stream, "v") || doc_xml_starts(stream, "t"))
		r->wanted = !r->spoken;
	else if (doc_xml_starts(stream, "rPh"))
		r->spoken = true;
	else if (doc_xml_starts(stream, "row"))
		start_row(r);
	else if (doc_xml_starts(stream, "col"))
		start_col(r);
	else if (doc_xml_starts(stream, "mergeCell"))
		start_merge(r);
	else if (doc_xml_starts(stream, "hyperlink"))
		start_link(r);
	if (r->wanted)
		buf_put(&r->words, doc_xml_words(stream));

	if (doc_xml_ends(stream, "v") || doc_xml_ends(stream, "t"))
		r->wanted = false;
	else if (doc_xml_ends(stream, "rPh"))
		r->spoken = false;
	else if (doc_xml_ends(stream, "row"))
		r->row++;
	else if (doc_xml_ends(stream, "c"))
		return end_cell(r);
	return OK;
}

enum err
doc_xlsx_stream(struct doc_xlsx *xlsx, str name, str part,
    struct doc_xlsx_raw *ret)
{
	struct reading	 r = { .xlsx = xlsx, .raw = ret, .name = name };
	bool		 more = true;
	str		 bytes;
	enum err	 e;

	*ret = (struct doc_xlsx_raw){
		.hidden_col = arena_array(xlsx->arena, DOC_XLSX_COLS,
		    sizeof *ret->hidden_col),
	};
	e = doc_package_turn(xlsx->arena, &xlsx->package, part, &r.own,
	    xlsx->fault);
	if (e == OK)
		e = doc_zip_part(xlsx->arena, xlsx->package.zip, part, &bytes,
		    xlsx->fault);
	if (e == OK)
		e = doc_xml_stream(xlsx->arena, bytes, xlsx->package.name,
		    part, &r.stream, xlsx->fault);
	buf_init(&r.words, xlsx->arena, DOC_ZIP_PART);
	while (e == OK && more) {
		e = doc_xml_step(&r.stream, &more, xlsx->fault);
		if (e == OK && more)
			e = read_node(&r);
	}
	return e;
}

/* --- shared strings ---------------------------------------------------- */

/* One step of the list of strings; a string is done at the end of its si. */
static enum err
read_string_node(struct reading *r, str **list)
{
	const struct doc_xml_stream	*stream = &r->stream;
	struct doc_xlsx			*xlsx = r->xlsx;

	if (doc_xml_starts(stream, "si"))
		buf_clear(&r->words);
	else if (doc_xml_starts(stream, "rPh"))
		r->spoken = true;
	else if (doc_xml_starts(stream, "t"))
		r->wanted = !r->spoken;
	if (r->wanted)
		buf_put(&r->words, doc_xml_words(stream));

	if (doc_xml_ends(stream, "t"))
		r->wanted = false;
	else if (doc_xml_ends(stream, "rPh"))
		r->spoken = false;
	if (!doc_xml_ends(stream, "si"))
		return OK;
	if (xlsx->strings >= DOC_SQUARES)
		return FAIL(xlsx->fault, ERR_TOO_LARGE,
		    "doc.table_too_large");
	*list = room_for(xlsx->arena, *list, xlsx->strings, &r->room,
	    sizeof **list);
	(*list)[xlsx->strings++] = doc_fold(xlsx->arena,
	    buf_str(&r->words));
	xlsx->string = *list;
	return OK;
}

enum err
doc_xlsx_stream_strings(struct doc_xlsx *xlsx)
{
	struct reading	 r = { .xlsx = xlsx };
	str		 part = doc_package_part(&xlsx->package,
			    "sharedStrings");
	str		*list = NULL, bytes;
	bool		 more = true;
	enum err	 e;

	if (part.n == 0 || !doc_zip_has(xlsx->package.zip, part))
		return OK;
	e = doc_zip_part(xlsx->arena, xlsx->package.zip, part, &bytes,
	    xlsx->fault);
	if (e == OK)
		e = doc_xml_stream(xlsx->arena, bytes, xlsx->package.name,
		    part, &r.stream, xlsx->fault);
	buf_init(&r.words, xlsx->arena, DOC_ZIP_PART);
	while (e == OK && more) {
		e = doc_xml_step(&r.stream, &more, xlsx->fault);
		if (e == OK && more)
			e = read_string_node(&r, &list);
	}
	return e;
}
