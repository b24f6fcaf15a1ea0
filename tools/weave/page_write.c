#include "page.h"

#include "base/arena.h"
#include "out.h"

/* What the head and the foot of a layout do not use is nobody's mistake. */
#define UNUSED	" __attribute__((unused))"

/* "void page_name(struct html *h, TYPE *v)" */
static void
put_head(struct buf *buf, const struct page_unit *unit, const char *what,
    char after)
{
	bool	layout = unit->kind == PAGE_LAYOUT;

	buf_printf(buf, "void%c%s(struct html *h%s", after,
	    what, layout ? UNUSED : "");
	if (unit->param.n > 0)
		buf_printf(buf, ", %.*s%s", STRF(unit->param),
		    layout ? UNUSED : "");
	buf_byte(buf, ')');
}

static void
put_call(struct buf *buf, const struct page_unit *unit, const char *half)
{
	if (unit->layout.n == 0)
		return;
	buf_printf(buf, "#line %u \"%s\"\n\tlayout_%.*s_%s(h%s%.*s);\n",
	    unit->line, unit->file, STRF(unit->layout), half,
	    unit->handed.n > 0 ? ", " : "", STRF(unit->handed));
}

static void
put_function(struct buf *buf, const struct page_unit *unit,
    const char *what, const struct buf *code)
{
	buf_printf(buf, "\n#line %u \"%s\"\n", unit->line, unit->file);
	if (unit->kind != PAGE_PAGE)
		buf_put(buf, S("static "));
	put_head(buf, unit, what, '\n');
	buf_put(buf, S("\n{\n"));
	put_call(buf, unit, "head");
	buf_put(buf, buf_str(code));
	put_call(buf, unit, "foot");
	buf_put(buf, S("}\n"));
}

/* The functions a unit becomes: one, or two of a layout. */
static const char *
name_of(struct page_weave *weave, const struct page_unit *unit, size_t half)
{
	static const char *const	before[PAGE_KINDS] = { "page_", "part_",
					    "layout_" };
	static const char *const	halves[] = { "_head", "_foot" };

	return arena_printf(weave->arena, "%s%.*s%s", before[unit->kind],
	    STRF(unit->name), unit->kind == PAGE_LAYOUT ? halves[half] : "");
}

static bool
write_header(struct page_weave *weave, const char *directory)
{
	struct buf	buf;

	buf_init(&buf, weave->arena, OUT_BYTES);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"
	    "#ifndef WOVEN_PAGE_H\n#define WOVEN_PAGE_H\n\n"
	    "#include \"web/html.h\"\n"));
	for (size_t i = 0; i < weave->uses; i++)
		buf_printf(&buf, "#include %.*s\n", STRF(weave->use[i]));
	for (size_t i = 0; i < weave->units; i++) {
		const struct page_unit	*unit = &weave->unit[i];

		if (unit->kind != PAGE_PAGE)
			continue;
		buf_printf(&buf, "\n/* %s:%u */\n", unit->file, unit->line);
		put_head(&buf, unit, name_of(weave, unit, 0), ' ');
		buf_put(&buf, S(";\n"));
	}
	buf_put(&buf, S("\n#endif\n"));
	return out_write(weave->arena, directory, "page.h", &buf);
}

static bool
write_source(struct page_weave *weave, const char *directory)
{
	struct buf	buf;

	buf_init(&buf, weave->arena, OUT_BYTES);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"
	    "#include \"page.h\"\n\n"));
	for (size_t i = 0; i < weave->units; i++) {
		const struct page_unit	*unit = &weave->unit[i];
		size_t			 n = unit->kind == PAGE_LAYOUT ? 2 : 1;

		for (size_t half = 0; unit->kind != PAGE_PAGE && half < n;
		    half++) {
			buf_put(&buf, S("static "));
			put_head(&buf, unit, name_of(weave, unit, half), ' ');
			buf_put(&buf, S(UNUSED ";\n"));
		}
	}
	for (size_t i = 0; i < weave->units; i++) {
		const struct page_unit	*unit = &weave->unit[i];

		put_function(&buf, unit, name_of(weave, unit, 0),
		    &unit->code);
		if (unit->kind == PAGE_LAYOUT)
			put_function(&buf, unit, name_of(weave, unit, 1),
			    &unit->foot);
	}
	return out_write(weave->arena, directory, "page.c", &buf);
}

bool
page_write(struct page_weave *weave, const char *directory)
{
	return write_header(weave, directory) &&
	    write_source(weave, directory);
}
