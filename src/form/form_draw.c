#include "form/form_draw.h"

#include "base/arena.h"
#include "form/form_draw_table.h"

/* What page and core properties call facts about the document. */
#define META_AGENCY	"contentsource"
#define META_PUBLISHED	"pubdate"
#define META_INDEX	"index"

struct drawing {
	struct arena		*arena;
	const struct filled	*filled;
	struct doc		*doc;
	bool			*drawn;	/* tables that are done */
	struct fault		*fault;
};

/* The report's own title, or one made of what is known about it. */
static str
title_of(struct arena *arena, const struct filled *filled)
{
	str	year = S("");

	if (filled->title.text.n > 0)
		return filled->title.text;
	if (filled->year != 0)
		year = str_printf(arena, "%d年", filled->year);
	return str_printf(arena, "%.*s%.*s%.*s", STRF(filled->agency.text),
	    STRF(year), STRF(filled->form->title.text));
}

static void
add_heading(struct drawing *drawing, int level, str text)
{
	if (text.n > 0)
		doc_add(drawing->arena, drawing->doc, DOC_HEADING,
		    text)->level = level;
}

static void
add_meta(struct drawing *drawing, str name, str value)
{
	if (value.n > 0)
		doc_add_meta(drawing->arena, drawing->doc, name, value);
}

/* --- tables -------------------------------------------------------------- */

/*
 * Index in the report's form of the section where a table stands; the table
 * may be of another form.
 */
static size_t
section_of(const struct filled *filled, const struct filled_table *at)
{
	str	key = at->form->section[at->table->section].key;

	for (size_t i = 0; i < filled->form->sections; i++)
		if (str_eq(filled->form->section[i].key, key))
			return i;
	return filled->form->sections;
}

/* Draw the tables of all sections before `until' that are not drawn yet. */
static enum err
draw_tables(struct drawing *drawing, size_t until)
{
	const struct filled	*filled = drawing->filled;

	for (size_t i = 0; i < filled->tables; i++) {
		enum err	e;

		if (drawing->drawn[i] || filled->table[i].table == NULL ||
		    section_of(filled, &filled->table[i]) >= until)
			continue;
		drawing->drawn[i] = true;
		e = form_draw_table(drawing->arena, &filled->table[i],
		    drawing->doc, drawing->fault);
		if (e != OK)
			return e;
	}
	return OK;
}

/* --- sections ------------------------------------------------------------ */

/* A report of which only the figures are known gets the official headings. */
static enum err
draw_official(struct drawing *drawing)
{
	const struct form	*form = drawing->filled->form;

	for (size_t i = 0; i < form->sections; i++) {
		const struct form_label	*title = &form->section[i].title;
		enum err		 e;

		add_heading(drawing, 2, str_printf(drawing->arena,
		    "%.*s%.*s", STRF(title->number), STRF(title->text)));
		e = draw_tables(drawing, i + 1);
		if (e != OK)
			return e;
	}
	return OK;
}

static str
heading_of(struct arena *arena, const struct filled_section *section)
{
	if (section->number.n == 0)
		return section->heading;
	return str_printf(arena, "%.*s、%.*s", STRF(section->number),
	    STRF(section->heading));
}

/*
 * The report's own sections.  A table whose section has no heading in the
 * report stands where the section would have been.
 */
static enum err
draw_sections(struct drawing *drawing)
{
	const struct filled	*filled = drawing->filled;

	for (size_t i = 0; i < filled->sections; i++) {
		const struct filled_section *section = &filled->section[i];
		bool			     known = section->section >= 0;
		enum err		     e = OK;

		if (known)
			e = draw_tables(drawing, (size_t)section->section);
		if (e != OK)
			return e;
		add_heading(drawing, 2, heading_of(drawing->arena, section));
		for (size_t k = 0; k < section->n; k++)
			doc_add(drawing->arena, drawing->doc, DOC_PARAGRAPH,
			    section->text[k].text);
		if (known)
			e = draw_tables(drawing, (size_t)section->section + 1);
		if (e != OK)
			return e;
	}
	return OK;
}

/* --- the end ------------------------------------------------------------- */

static void
draw_signature(struct drawing *drawing)
{
	const struct filled	*filled = drawing->filled;
	str			 date = filled->signed_on.fact.text;
	struct day_parts	 parts;

	if (filled->signed_on.day != DAY_NONE) {
		parts = day_parts(filled->signed_on.day);
		date = str_printf(drawing->arena, "%d年%d月%d日", parts.year,
		    parts.month, parts.mday);
	}
	if (filled->signer.text.n > 0)
		doc_add(drawing->arena, drawing->doc, DOC_SIGNATURE,
		    filled->signer.text);
	if (date.n > 0)
		doc_add(drawing->arena, drawing->doc, DOC_SIGNATURE, date);
}

enum err
form_draw(struct arena *arena, const struct filled *filled,
    struct doc **ret, struct fault *fault)
{
	struct drawing	drawing = {
		.arena = arena, .filled = filled, .fault = fault,
		.doc = doc_new(arena, DOC_UNKNOWN),
		.drawn = arena_array(arena, filled->tables,
		    sizeof *drawing.drawn),
	};
	enum err	e;

	drawing.doc->title = title_of(arena, filled);
	drawing.doc->lang = S("zh-CN");
	add_meta(&drawing, S(META_AGENCY), filled->agency.text);
	if (filled->published.day != DAY_NONE)
		add_meta(&drawing, S(META_PUBLISHED),
		    day_iso(arena, filled->published.day));
	add_meta(&drawing, S(META_INDEX), filled->index.text);
	add_heading(&drawing, 1, drawing.doc->title);
	e = filled->sections == 0 ? draw_official(&drawing) :
	    draw_sections(&drawing);
	if (e == OK)
		e = draw_tables(&drawing, SIZE_MAX);
	if (e != OK)
		return e;
	draw_signature(&drawing);
	*ret = drawing.doc;
	return OK;
}
