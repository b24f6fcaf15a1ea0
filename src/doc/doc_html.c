#include "doc/doc_html.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_flow.h"
#include "doc/doc_html_path.h"
#include "doc/doc_html_sax.h"
#include "doc/doc_html_table.h"
#include "doc/doc_html_tag.h"

/* Tables that are followed. */
#define TABLES		16u

struct page {
	struct arena		*arena;
	struct doc		*doc;
	struct fault		*fault;
	struct doc_html_sax	*sax;
	struct doc_html_path	 path;
	struct doc_html_table	 blocks;
	struct doc_flow		 text;	/* the open block */
	struct doc_block	 open;	/* its kind and place */
	struct doc_flow		 title;
	struct doc_flow		 label;	/* of the open link */
	str			 target;
	struct doc_place	 link;
	unsigned		 line;	/* of the first line; 0: XPaths */
	unsigned		 tables;	/* that are open */
	size_t			 skip;	/* depth of what is not shown, or 0 */
};

/* Where the open element at a depth stands. */
static struct doc_place
place_of(struct page *page, size_t depth)
{
	if (page->line == 0)
		return (struct doc_place){
			.xpath = doc_html_path_at(&page->path, depth) };
	return (struct doc_place){ .line = page->line - 1 +
	    doc_html_sax_line(page->sax) };
}

/* End the open block, if it has any text. */
static void
flush(struct page *page)
{
	if (doc_flow_empty(&page->text))
		return;
	page->open.text = doc_flow_take(&page->text);
	doc_html_table_block(&page->blocks, page->open);
	if (page->blocks.n > DOC_BLOCKS && page->sax->e == OK)
		doc_html_sax_stop(page->sax,
		    FAIL(page->fault, ERR_TOO_LARGE, "doc.too_long"));
}

static void
put_text(struct page *page, str text)
{
	const struct doc_html_step	*top = doc_html_path_top(&page->path);
	bool				 fresh = doc_flow_empty(&page->text);

	doc_flow_put(&page->text, text);
	if (page->target.at != NULL)
		doc_flow_put(&page->label, text);
	if (fresh && !doc_flow_empty(&page->text))
		page->open = (struct doc_block){
			.kind = top->kind,
			.level = top->level,
			.place = place_of(page, top->holder),
		};
}

static void
put_lines(struct page *page, str text)
{
	size_t	from = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] != '\n')
			continue;
		put_text(page, str_sub(text, from, i));
		flush(page);
		from = i + 1;
	}
	put_text(page, str_sub(text, from, text.n));
}

static void
on_text(struct doc_html_sax *sax, str text)
{
	struct page			*page = sax->what;
	const struct doc_html_step	*top = doc_html_path_top(&page->path);

	if (page->skip != 0)
		return;
	if (top->is == DOC_HTML_TITLE)
		doc_flow_put(&page->title, text);
	else if (top->lines)
		put_lines(page, text);
	else
		put_text(page, text);
}

static void
begin_link(struct page *page, const char *const *attributes)
{
	str	target = str_trim(doc_html_tag_value(attributes, "href"));

	if (target.n == 0 || page->doc->links >= DOC_BLOCKS)
		return;
	page->target = doc_flow_once(page->arena, target);
	page->link = place_of(page, page->path.n - 1);
}

static void
end_link(struct page *page)
{
	str	label;

	if (page->target.at == NULL)
		return;
	label = doc_flow_take(&page->label);
	doc_add_link(page->arena, page->doc, page->target, label, page->link);
	page->target = (str){ NULL, 0 };
}

static void
add_meta(struct page *page, const char *const *attributes)
{
	str	 name = doc_html_tag_value(attributes, "name");
	str	 value = doc_html_tag_value(attributes, "content");
	char	*lower;

	if (name.n == 0)
		name = doc_html_tag_value(attributes, "property");
	if (name.n == 0 || value.n == 0 || page->doc->metas >= DOC_BLOCKS)
		return;
	name = doc_flow_once(page->arena, name);
	lower = str_c(page->arena, name);
	for (size_t i = 0; i < name.n; i++)
		if (lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] += 'a' - 'A';
	doc_add_meta(page->arena, page->doc, (str){ lower, name.n },
	    doc_flow_once(page->arena, value));
}

/* Tables nested too deep are read as the blocks in them. */
static void
begin_table(struct page *page, struct doc_html_step *step)
{
	if (page->tables++ < TABLES)
		doc_html_table_begin(&page->blocks,
		    place_of(page, step->holder));
	step->kind = DOC_PARAGRAPH;
	step->lists = 0;
}

static void
begin_cell(struct page *page, const struct doc_html_step *step,
    const char *const *attributes)
{
	enum err	e;

	if (page->tables == 0 || page->tables > TABLES)
		return;
	e = doc_html_table_cell(&page->blocks,
	    doc_html_tag_number(attributes, "rowspan", 1),
	    doc_html_tag_number(attributes, "colspan", 1),
	    place_of(page, step->holder), page->fault);
	if (e != OK)
		doc_html_sax_stop(page->sax, e);
	else if (step->name[1] == 'h')
		doc_html_table_head(&page->blocks);
}

static void
begin_row(struct page *page)
{
	enum err	e;

	if (page->tables == 0 || page->tables > TABLES)
		return;
	e = doc_html_table_row(&page->blocks, page->fault);
	if (e != OK)
		doc_html_sax_stop(page->sax, e);
}

static void
begin(struct page *page, struct doc_html_step *step,
    const char *const *attributes)
{
	switch (step->is) {
	case DOC_HTML_HEADING:
		step->kind = DOC_HEADING;
		step->level = doc_html_tag_level(step->name);
		break;
	case DOC_HTML_LIST:
		step->lists++;
		break;
	case DOC_HTML_ITEM:
		step->kind = DOC_LIST;
		step->level = step->lists > 0 ? (int)step->lists : 1;
		break;
	case DOC_HTML_TABLE:
		begin_table(page, step);
		break;
	case DOC_HTML_ROW:
		begin_row(page);
		break;
	case DOC_HTML_CELL:
		begin_cell(page, step, attributes);
		break;
	case DOC_HTML_ANCHOR:
		begin_link(page, attributes);
		break;
	case DOC_HTML_META:
		add_meta(page, attributes);
		break;
	default:
		break;
	}
}

/* True for what does not end a block of text by itself. */
static bool
is_running(enum doc_html_is is)
{
	return is == DOC_HTML_INLINE || is == DOC_HTML_ANCHOR ||
	    is == DOC_HTML_BREAK || is == DOC_HTML_TITLE ||
	    is == DOC_HTML_META || is == DOC_HTML_SKIP;
}

/* A line break ends a block; a heading goes on in its next line. */
static void
break_line(struct page *page)
{
	if (doc_html_path_top(&page->path)->kind == DOC_HEADING)
		doc_flow_line(&page->text);
	else
		flush(page);
}

/*
 * What is not shown.  A whole page that hides itself is a page that its
 * script shows later; of several titles the first one counts.
 */
static bool
is_hidden(const struct page *page, const struct doc_html_step *step,
    const char *const *attributes)
{
	if (strcmp(step->name, "html") == 0 || strcmp(step->name, "body") == 0)
		return false;
	return step->is == DOC_HTML_SKIP || doc_html_tag_hidden(attributes) ||
	    (step->is == DOC_HTML_TITLE && !doc_flow_empty(&page->title));
}

static void
on_start(struct doc_html_sax *sax, const char *name,
    const char *const *attributes)
{
	struct page		*page = sax->what;
	struct doc_html_step	*step;

	step = doc_html_path_open(&page->path, name, doc_html_tag(name));
	if (page->skip != 0)
		return;
	if (step->is == DOC_HTML_BREAK)
		break_line(page);
	else if (!is_running(step->is))
		flush(page);
	if (is_hidden(page, step, attributes)) {
		page->skip = page->path.n;
		return;
	}
	step->lines = step->lines || doc_html_tag_lines(attributes) ||
	    strcmp(step->name, "pre") == 0;
	begin(page, step, attributes);
}

static void
end_table(struct page *page)
{
	enum err	e;

	if (page->tables-- > TABLES)
		return;
	e = doc_html_table_end(&page->blocks, page->fault);
	if (e != OK && page->sax->e == OK)
		doc_html_sax_stop(page->sax, e);
}

static void
end(struct page *page, enum doc_html_is is)
{
	bool	followed = page->tables > 0 && page->tables <= TABLES;

	if (!is_running(is))
		flush(page);
	if (is == DOC_HTML_TABLE)
		end_table(page);
	else if (is == DOC_HTML_GROUP && followed)
		doc_html_table_group(&page->blocks);
	else if (is == DOC_HTML_CELL && followed)
		doc_html_table_cell_end(&page->blocks);
	else if (is == DOC_HTML_ANCHOR)
		end_link(page);
}

static void
close_top(struct page *page)
{
	enum doc_html_is	is = doc_html_path_top(&page->path)->is;

	if (page->skip == 0)
		end(page, is);
	else if (page->skip == page->path.n)
		page->skip = 0;
	doc_html_path_close(&page->path);
}

static void
on_end(struct doc_html_sax *sax, const char *name)
{
	struct page	*page = sax->what;

	if (strcmp(doc_html_path_top(&page->path)->name, name) == 0)
		close_top(page);
}

static void
on_done(struct doc_html_sax *sax)
{
	struct page	*page = sax->what;

	while (sax->e == OK && page->path.n > 1)
		close_top(page);
	flush(page);
}

enum err
doc_html_parse(struct arena *arena, struct doc *doc, str text, unsigned line,
    struct fault *fault)
{
	struct page		 page = { .arena = arena, .doc = doc,
				     .fault = fault, .line = line };
	struct doc_html_sax	*sax = arena_alloc(arena, sizeof *sax);
	enum err		 e;

	if (text.n == 0)
		return OK;
	doc_html_path_init(&page.path, arena);
	doc_html_table_init(&page.blocks, arena);
	doc_flow_init(&page.text, arena);
	doc_flow_init(&page.title, arena);
	doc_flow_init(&page.label, arena);
	*sax = (struct doc_html_sax){ .start = on_start, .end = on_end,
	    .text = on_text, .done = on_done, .what = &page, .arena = arena,
	    .fault = fault };
	page.sax = sax;
	e = doc_html_sax(sax, text);
	if (e != OK)
		return e;
	if (doc->title.n == 0)
		doc->title = doc_flow_take(&page.title);
	for (size_t i = 0; i < page.blocks.n; i++)
		*doc_add(arena, doc, page.blocks.block[i].kind,
		    page.blocks.block[i].text) = page.blocks.block[i];
	return OK;
}
